"""What must hold of every score: monotone, fair to the unknown, deaf to traces, the same in any order, explained."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.checks.making import state
from luodi.records import Assessment, DocumentRecord, Dossier, Finding, Member, Score, Severity, Status, Task, Unit
from luodi.score import score
from luodi.settings import Settings

N = 8
UNITS = ("甲县", "乙县")
BETTER: tuple[Status, ...] = ("implemented", "pending", "discounted", "formalism", "omitted")
KINDS = ("selective", "forward-late", "forward-missing", "rectify-overdue", "complaint-cluster", "report-copied")
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high")


def dossier(*extra: DocumentRecord) -> Dossier:
    text = "".join(f"必须建成第{i}号项目。" for i in range(N))
    tasks = tuple(
        Task(
            task_id=f"t{i}",
            document_id="p",
            file="policy.txt",
            path="",
            sentence=f"必须建成第{i}号项目。",
            start=0,
            end=1,
            strength=("must", "should", "may")[i % 3],
        )
        for i in range(N)
    )
    policy = DocumentRecord(
        document_id="p", file="policy.txt", sha256="", media_type="", text=text, kind="policy", tasks=tasks
    )
    return Dossier(
        policy=policy,
        documents=extra,
        members=tuple(Member(document_id=d.document_id, unit="甲县", role=d.kind) for d in extra),
        units=tuple(Unit(name=u, level="county") for u in UNITS),
        expected=UNITS,
    )


def row(i: int, status: Status, confidence: float, *, unit: str = "甲县", abstained: bool = False) -> Assessment:
    return Assessment(
        assessment_id=f"{unit}{i}",
        policy_id="p",
        policy="policy.txt",
        unit=unit,
        report_id="r",
        report="r.txt",
        task_id=f"t{i}",
        task=f"必须建成第{i}号项目。",
        status=status,
        confidence=confidence,
        abstained=abstained,
    )


def finding(kind: Any, severity: Severity, confidence: float) -> Finding:
    return state(kind, "甲县", dossier=dossier(), rule="test", reason="理由", confidence=confidence, severity=severity)


CONFIDENCE = st.floats(min_value=0.5, max_value=1.0)
ROWS = st.lists(st.tuples(st.sampled_from(BETTER), CONFIDENCE), min_size=1, max_size=N).map(
    lambda given: [row(i, status, confidence) for i, (status, confidence) in enumerate(given)]
)
FINDINGS = st.lists(st.builds(finding, st.sampled_from(KINDS), st.sampled_from(SEVERITIES), CONFIDENCE), max_size=6)


def of(rows: list[Assessment], findings: list[Finding], where: Dossier | None = None) -> Score:
    whole = where if where is not None else dossier()
    return next(s for s in score(whole, rows, findings, Settings()) if s.unit == "甲县")


def point(one: Score) -> float:
    """The score; where it is unknown, the most it could be."""
    return one.high if one.score is None else one.score


@given(ROWS, FINDINGS)
def test_a_score_lies_in_its_interval(rows: list[Assessment], findings: list[Finding]) -> None:
    one = of(rows, findings)
    assert 0 <= one.low <= point(one) + 0.01
    assert point(one) <= one.high + 0.01 <= 100.02


@given(ROWS, FINDINGS, st.sampled_from(KINDS), st.sampled_from(SEVERITIES), CONFIDENCE)
def test_one_more_finding_never_raises_a_score(
    rows: list[Assessment], findings: list[Finding], kind: str, severity: Severity, confidence: float
) -> None:
    before, after = of(rows, findings), of(rows, [*findings, finding(kind, severity, confidence)])
    assert (point(after), after.low, after.high) <= (point(before), before.low, before.high)


@given(ROWS, FINDINGS.filter(bool), st.data())
def test_a_graver_finding_never_raises_a_score(rows: list[Assessment], findings: list[Finding], data: Any) -> None:
    i = data.draw(st.integers(min_value=0, max_value=len(findings) - 1))
    graver = findings[i].replace(severity="high")
    assert point(of(rows, [*findings[:i], graver, *findings[i + 1 :]])) <= point(of(rows, findings))


@given(ROWS, st.data())
def test_a_worse_status_never_raises_a_score(rows: list[Assessment], data: Any) -> None:
    i = data.draw(st.integers(min_value=0, max_value=len(rows) - 1))
    worse = data.draw(st.sampled_from(BETTER[BETTER.index(rows[i].status) :]))
    changed = [*rows[:i], rows[i].replace(status=worse), *rows[i + 1 :]]
    assert point(of(changed, [])) <= point(of(rows, [])) + 0.01


@given(ROWS, FINDINGS, st.data())
def test_what_becomes_unknown_never_lowers_a_score_and_widens_it(
    rows: list[Assessment], findings: list[Finding], data: Any
) -> None:
    i = data.draw(st.integers(min_value=0, max_value=len(rows) - 1))
    unknown = data.draw(st.sampled_from(["abstained", "uncertain", "gone"]))
    changed = {
        "abstained": [*rows[:i], rows[i].replace(abstained=True), *rows[i + 1 :]],
        "uncertain": [*rows[:i], rows[i].replace(confidence=0.2), *rows[i + 1 :]],
        "gone": [*rows[:i], *rows[i + 1 :]],
    }[unknown]
    before, after = of(rows, findings), of(changed, findings)
    assert point(after) >= point(before) - 0.01
    assert after.low <= before.low + 0.01
    assert after.high >= before.high - 0.01


def test_an_unreadable_document_widens_and_never_lowers() -> None:
    rows = [row(i, "implemented", 0.9) for i in range(N)]
    broken = DocumentRecord(document_id="d", file="scan.pdf", sha256="", media_type="", kind="report", state="partial")
    before, after = of(rows, []), of(rows, [], dossier(broken))
    assert point(after) == point(before)
    assert after.low < before.low


@given(ROWS, FINDINGS)
def test_papers_and_ledgers_add_nothing(rows: list[Assessment], findings: list[Finding]) -> None:
    papers = [
        DocumentRecord(
            document_id=f"d{k}", file=f"{k}.txt", sha256="", media_type="", kind=k, text="召开会议3次，转发文件。"
        )
        for k in ("forward", "rules", "interpretation", "inspection", "rectification")
    ]
    assert point(of(rows, findings, dossier(*papers))) == point(of(rows, findings))


@given(ROWS, FINDINGS, st.integers())
@settings(max_examples=50)
def test_order_and_repetition_change_nothing(rows: list[Assessment], findings: list[Finding], seed: int) -> None:
    twice, again = [*rows, *rows], [*findings, *findings]
    random.Random(seed).shuffle(twice)
    random.Random(seed).shuffle(again)
    assert of(twice, again) == of(rows, findings)


@given(ROWS, FINDINGS)
def test_every_missing_point_is_explained(rows: list[Assessment], findings: list[Finding]) -> None:
    one = of(rows, findings)
    for name, points in one.components.items():
        explained = sum(d.points for d in one.deductions if d.component == name)
        assert abs(100 - points - explained) < 0.1


def test_a_refuted_finding_counts_for_nothing() -> None:
    rows = [row(i, "implemented", 0.9) for i in range(N)]
    refuted = finding("selective", "high", 0.9).replace(standing="refuted")
    assert point(of(rows, [refuted])) == point(of(rows, []))


def test_a_finding_about_another_unit_changes_nothing() -> None:
    rows = [row(i, "discounted", 0.9) for i in range(N)]
    other = finding("forward-missing", "high", 1.0).replace(unit="乙县")
    assert point(of(rows, [other])) == point(of(rows, []))


def test_units_expected_without_a_report_are_unknown_not_bad() -> None:
    one = next(s for s in score(dossier(), [], [], Settings()) if s.unit == "乙县")
    assert (one.score, one.high, one.risk) == (None, 100.0, "low")
    assert "score" in one.unknown
    assert one.low <= 40.0
    assert one.review_interval == "weekly"
    assert one.risk_reason.startswith("得分未知，暂按上限100.0")
    assert "超过40分" in one.risk_reason


def test_risk_follows_the_matrix() -> None:
    rows = [row(i, "omitted", 0.9) for i in range(N)]
    one = of(rows, [finding("selective", "high", 0.9)])
    assert (one.risk, one.review_interval) == ("high", "daily")
    assert one.risk_reason.endswith("影响高；两者合为风险高，每日复查")


def test_how_often_to_look_again_is_a_setting() -> None:
    seldom = Settings.from_dict({"scoring": {"review_intervals": {"high": "weekly"}}})
    rows = [row(i, "omitted", 0.9) for i in range(N)]
    (one,) = (s for s in score(dossier(), rows, [finding("selective", "high", 0.9)], seldom) if s.unit == "甲县")
    assert (one.risk, one.review_interval) == ("high", "weekly")
    assert one.risk_reason.endswith("每周复查")


def test_no_policy_no_score() -> None:
    assert score(Dossier(policy=None), [], [], Settings()) == []


def test_a_unit_of_which_nothing_was_judged_has_no_known_score() -> None:
    by_unit = {s.unit: s for s in score(dossier(), [row(0, "implemented", 0.9)], [], Settings())}
    assert "score" in by_unit["乙县"].unknown
    assert "score" not in by_unit["甲县"].unknown
    unsure = {s.unit: s for s in score(dossier(), [row(0, "omitted", 0.9, abstained=True)], [], Settings())}
    assert "score" in unsure["甲县"].unknown
