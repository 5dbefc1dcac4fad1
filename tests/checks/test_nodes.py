"""Nodes: overdue and approaching as the corpora define them, and a calendar of everything dated."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from luodi.checks import nodes
from luodi.records import Assessment, Deadline, DocumentRecord, Dossier, Status, Task
from luodi.settings import Settings

AS_OF = date(2024, 12, 5)


def dossier(deadline: Deadline) -> Dossier:
    sentence = "建成公厕12座。"
    task = Task(
        task_id="t", document_id="p", file="policy.txt", path="一", sentence=sentence, start=0, end=len(sentence),
        deadlines=(deadline,),
    )  # fmt: skip
    policy = DocumentRecord(
        document_id="p", file="policy.txt", sha256="", media_type="", text=sentence, kind="policy", tasks=(task,)
    )
    return Dossier(policy=policy, expected=("甲县",))


def row(status: Status, *, confidence: float = 0.9, abstained: bool = False) -> Assessment:
    return Assessment(
        assessment_id="a", policy_id="p", policy="policy.txt", unit="甲县", report_id="r", report="r.txt", task_id="t",
        task="建成公厕12座。", status=status, confidence=confidence, abstained=abstained,
    )  # fmt: skip


def by(day: date) -> Deadline:
    return Deadline(text="底前", kind="by", end=day)


def found(deadline: Deadline, *rows: Assessment) -> list[str]:
    return [f.kind for f in nodes.find(dossier(deadline), rows, Settings(), AS_OF)]


def test_omitted_and_past_is_overdue() -> None:
    assert found(by(date(2024, 11, 30)), row("omitted")) == ["node-overdue"]


def test_done_and_past_is_in_order() -> None:
    assert found(by(date(2024, 11, 30)), row("implemented")) == []


def test_discounted_and_past_is_no_node() -> None:
    assert found(by(date(2024, 11, 30)), row("discounted")) == []


def test_unfinished_within_thirty_days_is_approaching() -> None:
    assert found(by(date(2024, 12, 31)), row("pending")) == ["node-approaching"]


def test_unfinished_later_is_not_yet_a_matter() -> None:
    assert found(by(date(2025, 1, 31)), row("pending")) == []


def test_an_uncertain_assessment_raises_no_node() -> None:
    assert found(by(date(2024, 11, 30)), row("omitted", confidence=0.9, abstained=True)) == []


def test_without_a_report_nobody_is_accused() -> None:
    assert found(by(date(2024, 11, 30))) == []


def test_a_period_that_ends_soon_is_no_date_to_meet() -> None:
    year = Deadline(text="2024年", kind="during", start=date(2024, 1, 1), end=date(2024, 12, 31))
    assert found(year, row("discounted")) == []


def test_a_date_without_a_written_year_must_be_well_past() -> None:
    near, past = (by(day).replace(provisional=True) for day in (date(2024, 11, 30), date(2024, 9, 30)))
    assert found(near, row("omitted")) == []
    assert found(past, row("omitted")) == ["node-overdue"]


def test_the_next_day_of_a_yearly_duty_is_a_node_but_never_overdue() -> None:
    def yearly(day: str) -> Deadline:
        return Deadline(text="每年", kind="recurring", rrule=f"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY={day}")

    assert found(yearly("20"), row("omitted")) == ["node-approaching"]
    assert found(yearly("20"), row("implemented")) == []
    assert found(yearly("1"), row("omitted")) == []
    assert found(Deadline(text="每月", kind="recurring", rrule="FREQ=MONTHLY"), row("omitted")) == []


def test_switched_off_by_the_settings() -> None:
    settings = Settings.from_dict({"alerting": {"report_nodes": False}})
    assert list(nodes.find(dossier(by(date(2024, 11, 30))), [row("omitted")], settings, AS_OF)) == []


def test_the_calendar_has_units_without_a_report_too() -> None:
    listed = nodes.nodes(dossier(by(date(2024, 12, 20))), [], AS_OF)
    assert [(n.unit, n.due, n.state, n.status) for n in listed] == [("甲县", date(2024, 12, 20), "approaching", None)]


@given(st.integers(min_value=-400, max_value=400), st.sampled_from(["omitted", "pending", "discounted", "formalism"]))
def test_a_node_is_never_both_overdue_and_approaching(days: int, status: Status) -> None:
    assert len(found(by(AS_OF + timedelta(days=days)), row(status))) <= 1


def test_a_day_set_twice_for_one_task_is_told_once() -> None:
    twice = dossier(by(date(2024, 11, 30)))
    assert twice.policy is not None
    (task,) = twice.policy.tasks
    month = Deadline(text="2024年11月", kind="during", start=date(2024, 11, 1), end=date(2024, 11, 30))
    policy = twice.policy.replace(tasks=(task.replace(deadlines=(*task.deadlines, month)),))
    (finding,) = nodes.find(twice.replace(policy=policy), [row("omitted")], Settings(), AS_OF)
    assert finding.reason == "应于2024年11月30日前完成，已过5天，报告没有提到：“建成公厕12座。”"


def test_nobody_is_overdue_with_a_state_of_things_that_nobody_can_measure() -> None:
    hoped = dossier(by(date(2024, 11, 30)))
    assert hoped.policy is not None
    (task,) = hoped.policy.tasks
    policy = hoped.policy.replace(tasks=(task.replace(sentence="到2024年11月底，病害井盖得到有效整治。"),))
    assert list(nodes.find(hoped.replace(policy=policy), [row("omitted")], Settings(), AS_OF)) == []


def test_a_report_from_before_the_day_is_not_told_as_silent_on_what_was_due() -> None:
    case, due = dossier(by(date(2024, 11, 30))), date(2024, 11, 30)
    report = DocumentRecord(
        document_id="r", file="r.txt", sha256="", media_type="", text="", issue_date=date(2024, 10, 8)
    )

    def told(issued: date) -> tuple[str, str]:
        papers = (*case.documents, report.replace(issue_date=issued))
        (finding,) = nodes.find(case.replace(documents=papers), [row("omitted")], Settings(), AS_OF)
        return finding.reason, finding.severity

    early, late = told(date(2024, 10, 8)), told(due + timedelta(days=1))
    assert "2024年10月8日的报告写于到期之前，没有提到，此后未见新的报告" in early[0]
    assert "2024年12月1日的报告没有提到" in late[0]
    assert (early[1], late[1]) == ("medium", "high")


def test_a_silence_read_with_doubt_is_no_grave_finding() -> None:
    case = dossier(by(date(2024, 11, 30)))
    for confidence, severity in ((0.7, "medium"), (0.9, "high")):
        doubted = row("omitted").replace(confidence=confidence)
        (finding,) = nodes.find(case, [doubted], Settings(), AS_OF)
        assert finding.severity == severity
