"""A forecast is a straight line through what successive reports say."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from luodi.checks import nodes
from luodi.checks.slippage import Point, forecast, forecasts
from luodi.records import Assessment, Deadline, DocumentRecord, Dossier, Member, Quantity, Quote, Task, Unit
from luodi.settings import Settings

SENTENCE = "2024年底前新建农村公厕120座。"
TASK = Task(
    task_id="t",
    document_id="p",
    file="p",
    path="",
    sentence=SENTENCE,
    start=0,
    end=len(SENTENCE),
    deadlines=(Deadline(text="2024年底前", kind="by", end=date(2024, 12, 31)),),
    quantities=(Quantity(text="120座", op="=", value=120, unit="座"),),
)
QUOTE = Quote(document_id="r", page=1, start=0, end=0)


def points(*told: tuple[date, float]) -> list[Point]:
    return [Point(day, value, QUOTE) for day, value in told]


def test_half_way_in_half_the_time_arrives_in_time() -> None:
    found = forecast("甲县", TASK, points((date(2024, 3, 1), 20), (date(2024, 6, 9), 70)), 120, date(2024, 12, 31))
    assert found.expected == date(2024, 9, 17)
    assert found.slip == -105


def test_slow_progress_is_late() -> None:
    found = forecast("甲县", TASK, points((date(2024, 3, 1), 20), (date(2024, 6, 9), 30)), 120, date(2024, 12, 31))
    assert found.slip is not None
    assert found.slip > 0
    assert "晚" in found.reason


def test_no_progress_has_no_day() -> None:
    found = forecast("甲县", TASK, points((date(2024, 3, 1), 30), (date(2024, 6, 9), 30)), 120, date(2024, 12, 31))
    assert (found.expected, found.slip) == (None, None)


@given(st.integers(min_value=1, max_value=60), st.integers(min_value=1, max_value=300))
def test_a_later_target_is_never_reached_sooner(rate: int, more: int) -> None:
    told = points((date(2024, 1, 1), 0), (date(2024, 1, 1) + timedelta(days=10), rate))
    near, far = (forecast("甲县", TASK, told, rate + extra, date(2024, 12, 31)) for extra in (1, 1 + more))
    assert near.expected is not None
    assert far.expected is not None
    assert near.expected <= far.expected


def two_reports() -> Dossier:
    def report(name: str, day: date, text: str) -> DocumentRecord:
        return DocumentRecord(
            document_id=name, file=name, sha256="", media_type="", kind="report", text=text, issue_date=day
        )

    policy = DocumentRecord(
        document_id="p", file="p", sha256="", media_type="", kind="policy", text=SENTENCE, tasks=(TASK,)
    )
    reports = (
        report("a", date(2024, 4, 1), "改造桥梁9座。今年已新建农村公厕30座。"),
        report("b", date(2024, 7, 1), "截至6月底新建农村公厕已达52座。改造桥梁15座。"),
    )
    return Dossier(
        policy=policy,
        documents=reports,
        members=tuple(Member(document_id=d.document_id, unit="甲县", role="report") for d in reports),
        units=(Unit(name="甲县", level="county"),),
    )


def test_figures_are_taken_from_the_sentences_about_the_task() -> None:
    assert [[p.value for p in f.points] for f in forecasts(two_reports())] == [[30.0, 52.0]]


def test_a_report_after_the_day_of_judging_is_not_heeded() -> None:
    assert forecasts(two_reports(), until=date(2024, 6, 30)) == []


def test_a_node_says_where_progress_is_heading() -> None:
    row = Assessment(
        assessment_id="a", policy_id="p", policy="p", unit="甲县", report_id="b", report="b", task_id="t",
        task=SENTENCE, status="discounted", confidence=0.9,
    )  # fmt: skip
    (found,) = nodes.find(two_reports(), [row], Settings(), date(2024, 12, 5))
    # 22 toilets in 91 days, 68 to go: 282 days after 1 July 2024 is 9 April 2025
    assert "2024年4月1日为30、2024年7月1日为52" in found.reason
    assert "按此进度2025年4月9日才能达到120" in found.reason
