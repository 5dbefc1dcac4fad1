"""Nodes: the calendar of deadlines by unit; what is near, what is past with nothing reported.

As annotated in the corpora: **overdue** = the report says nothing of the task (omitted) and a dated end lies before
the day of judgement; **approaching** = not implemented and a dated end, or the next day of a yearly one, lies
within ``settings.alerting.approaching_days`` after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from luodi.records import CHINESE, Assessment, Deadline, DocumentRecord, Dossier, Finding, Quote, Status, Task
from luodi.settings import Settings
from luodi.text.rows import row_words
from luodi.text.shortened import shorten

from .making import Assessments, state
from .slippage import forecasts

_STATE = re.compile(
    r"(?:有效|明显|显著|根本|进一步|大幅|持续|不断|稳步|基本)(?:得到|实现)?(?:整治|治理|改善|提升|提高|增强|好转|遏制|形成|控制|解决|下降|健全)"
)
"""Words for a state of things that nobody can measure."""
_DOUBT_DAYS = 15
"""Days by which a date resting on an assumption must be past before anybody is told so."""
_SURE = 0.8
"""Confidence of a silence from which a day missed is a grave finding."""

NodeState = Literal["done", "overdue", "approaching", "ahead", "passed", "recurring"]
"""done 已落实 · overdue 逾期未报 · approaching 临近 · ahead 未到 · passed 过期（有报告而未落实）· recurring 周期"""


@dataclass(frozen=True)
class Node:
    """One deadline of one task for one unit: what a calendar shows.

    ``status`` is None where the unit has no assessment of the task (no report): its state then comes from the date
    alone.
    """

    unit: str
    task: Task
    deadline: Deadline
    due: date | None
    status: Status | None
    state: NodeState
    confidence: float
    told_on: date | None = None
    """The day of the report that says, or does not say, something of the task."""


def nodes(dossier: Dossier, assessments: Assessments, as_of: date, *, approaching_days: int = 30) -> list[Node]:
    """All deadlines of the policy's tasks for each unit that reports or is expected to, by due day then unit."""
    if dossier.policy is None:
        return []
    rows = {(a.unit, a.task_id): a for a in assessments}
    units = dict.fromkeys([*(a.unit for a in assessments), *dossier.expected])
    days = {d.document_id: d.issue_date for d in dossier.documents}
    found = [
        _node(unit, task, deadline, rows.get((unit, task.task_id)), as_of, approaching_days, days)
        for unit in units
        for task in dossier.policy.tasks
        for deadline in task.deadlines
    ]
    return sorted(found, key=lambda n: (n.due or date.max, n.unit, n.task.start, n.deadline.text))


def _node(
    unit: str,
    task: Task,
    deadline: Deadline,
    row: Assessment | None,
    as_of: date,
    approaching_days: int,
    days: Mapping[str, date | None],
) -> Node:
    status = row.status if row is not None and not row.abstained else None
    return Node(
        unit=unit,
        task=task,
        deadline=deadline,
        due=_yearly(deadline, as_of) if deadline.kind == "recurring" else deadline.end,
        status=status,
        state=_state(deadline, status, as_of, approaching_days),
        confidence=row.confidence if row is not None else 0.0,
        told_on=days.get(row.report_id) if row is not None else None,
    )


def _state(deadline: Deadline, status: Status | None, as_of: date, approaching_days: int) -> NodeState:
    if deadline.kind == "recurring":
        day = _yearly(deadline, as_of)
        near = day is not None and day <= as_of + timedelta(days=approaching_days)
        return "approaching" if near and status not in {None, "implemented"} else "recurring"
    if deadline.end is None:
        return "ahead"
    if status == "implemented":
        return "done"
    if deadline.end < as_of:
        return "overdue" if status == "omitted" else "passed"
    return "approaching" if deadline.end <= as_of + timedelta(days=approaching_days) else "ahead"


def _yearly(deadline: Deadline, as_of: date) -> date | None:
    """The next day of a deadline that comes round once a year on a day of the calendar (每年2月2日前); else None.

    Whether a past round was kept cannot be told from one report, so a yearly day is never overdue.
    """
    parts = dict(p.split("=", 1) for p in (deadline.rrule or "").upper().split(";") if "=" in p)
    month, day = parts.get("BYMONTH", ""), parts.get("BYMONTHDAY", "")
    if parts.get("FREQ") != "YEARLY" or not (month.isdigit() and day.isdigit()):
        return None
    first = max(as_of, deadline.start) if deadline.start is not None else as_of
    for year in (first.year, first.year + 1):
        with suppress(ValueError):
            found = date(year, int(month), int(day))
            if found >= first:
                return found if deadline.end is None or found <= deadline.end else None
    return None


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """node-overdue and node-approaching, one finding per unit with all its nodes."""
    if not settings.alerting.report_nodes or dossier.policy is None:
        return
    all_nodes = nodes(dossier, assessments, as_of, approaching_days=settings.alerting.approaching_days)
    sure = [
        n
        for n in all_nodes
        if n.status is not None
        and n.confidence >= settings.alerting.finding_confidence
        # a period (2024年安排数) that ends soon is not a date to be met, one that is over is
        and (n.deadline.kind in {"by", "within", "recurring"} or (n.deadline.kind == "during" and n.state == "overdue"))
        and not _hangs_on_an_assumption(n, as_of)
        and not (n.state == "overdue" and _only_hopes(n.task))
    ]
    heading = _heading(dossier, as_of) if any(n.state == "approaching" for n in sure) else {}
    for unit in dict.fromkeys(n.unit for n in sure):
        mine = [n for n in sure if n.unit == unit]
        yield from _finding(dossier, dossier.policy, unit, [n for n in mine if n.state == "overdue"], as_of, {})
        near = [n for n in mine if n.state == "approaching"]
        yield from _finding(dossier, dossier.policy, unit, near, as_of, heading)


def _heading(dossier: Dossier, as_of: date) -> dict[tuple[str, str, date], str]:
    """Where progress is heading by (unit, task, due day), from what successive reports said up to ``as_of``."""
    return {(f.unit, f.task.task_id, f.due): f.reason for f in forecasts(dossier, until=as_of)}


def _only_hopes(task: Task) -> bool:
    """Whether a task speaks of a state of things without a figure: no report can be silent on 得到有效整治."""
    return not task.quantities and _STATE.search(task.sentence) is not None


def _hangs_on_an_assumption(node: Node, as_of: date) -> bool:
    """Whether an overdue date rests on an unwritten year or an unknown calendar, and is past by days only."""
    if not node.deadline.provisional or node.state != "overdue" or node.due is None:
        return False
    return (as_of - node.due).days < _DOUBT_DAYS


def _finding(
    dossier: Dossier,
    policy: DocumentRecord,
    unit: str,
    near: list[Node],
    as_of: date,
    heading: dict[tuple[str, str, date], str],
) -> Iterator[Finding]:
    near = list({(n.task.task_id, n.due): n for n in near}.values())  # a table may set the same day again
    if not near:
        return
    late = near[0].state == "overdue"
    yield state(
        "node-overdue" if late else "node-approaching",
        unit,
        dossier=dossier,
        document=policy,
        rule="nodes.overdue" if late else "nodes.approaching",
        task_ids=[n.task.task_id for n in near],
        evidence=[_quote(policy, n.task) for n in near],
        reason="\n".join(_sentence(n, as_of, heading) for n in near),
        confidence=max(n.confidence for n in near),
        severity="high" if late and any(_surely_silent(n) for n in near) else "medium",
    )


def _quote(policy: DocumentRecord, task: Task) -> Quote:
    return policy.quote(task.start, task.end)


def _told_before(node: Node) -> bool:
    """Whether the report is older than the day by which something was due: of that day it cannot speak yet."""
    return node.told_on is not None and node.due is not None and node.told_on <= node.due


def _surely_silent(node: Node) -> bool:
    """Whether a report that could speak of the day says nothing, and that is read without much doubt."""
    return node.confidence >= _SURE and not _told_before(node)


def _sentence(node: Node, as_of: date, heading: dict[tuple[str, str, date], str]) -> str:
    due = node.due if node.due is not None else as_of
    words = shorten(row_words(node.task.sentence), 60)
    if node.state == "overdue":
        asked = f"期限到{due}" if node.deadline.kind == "during" else f"应于{due}前完成"
        report = f"{node.told_on}的报告" if node.told_on is not None else "报告"
        silent = f"{report}写于到期之前，没有提到，此后未见新的报告" if _told_before(node) else f"{report}没有提到"
        return f"{asked}，已过{(as_of - due).days}天，{silent}：“{words}”"
    status = CHINESE[node.status] if node.status is not None else "不明"
    told = heading.get((node.unit, node.task.task_id, due))
    return f"距{due}还有{(due - as_of).days}天，目前判断为“{status}”：“{words}”" + (f"；历次报告{told}" if told else "")
