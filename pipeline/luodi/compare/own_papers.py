"""Tasks that a paper in the folder answers by being there: to pass this policy on, to send in an account by a day.

No report says of itself that it was sent in, so its silence on such a task proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from luodi.records import Deadline, DocumentRecord, Dossier, Task

from .own_rules import Proven, own_rules

_PASS_ON = re.compile(r"本(?:通知|方案|意见|文件|办法|行动计划)[^，。；]{0,12}(?:转发|传达|转至|转到|印发至)")
_SEND_IN = re.compile(
    r"(?:报送|上报|书面报告|报告)[^，。；]{0,16}(?:(?:落实|工作|进展|完成|贯彻|年度|执行|开展)[^，。；]{0,6}情况|总结|报告)"
    r"|(?:(?:落实|工作|进展|完成|贯彻|年度|执行|开展)[^，。；]{0,6}情况|总结|报告)[^，。；]{0,16}(?:报送|上报|报[省市县区州])"
)
_SEASON = timedelta(days=75)
"""How long before its last day an account may be sent in: an earlier one tells of another period."""


def own_papers(dossier: Dossier, unit: str) -> list[Proven]:
    """What a unit's papers prove of the policy's tasks: rules made, the policy passed on, an account sent in."""
    made = own_rules(dossier, unit)
    proven = [made] if made is not None else []
    for task in dossier.policy.tasks if dossier.policy is not None else ():
        if made is None or task.task_id != made.task_id:
            proven += _passed_on(task, dossier, unit)
            proven += _sent_in(task, dossier, unit)
    return proven


def _passed_on(task: Task, dossier: Dossier, unit: str) -> Iterator[Proven]:
    if _PASS_ON.search(task.sentence) is None:
        return
    papers = _dated(dossier, unit, ("forward", "rules"))
    if papers:
        day, paper = papers[0]
        yield Proven(task.task_id, paper, day, _last(task.deadlines), "印发", told=False)


def _sent_in(task: Task, dossier: Dossier, unit: str) -> Iterator[Proven]:
    due = _last(d for d in task.deadlines if d.kind == "by")
    if due is None or due.end is None or _SEND_IN.search(task.sentence) is None:
        return
    in_time = [p for p in _dated(dossier, unit, ("report",)) if due.end - _SEASON <= p[0] <= due.end]
    if in_time:
        day, paper = in_time[-1]
        also = any(d.kind == "recurring" for d in task.deadlines)  # of the other rounds one account tells nothing
        yield Proven(task.task_id, paper, day, due, "报送", told=False, partly=also)


def _dated(dossier: Dossier, unit: str, roles: Sequence[str]) -> list[tuple[date, DocumentRecord]]:
    own = [dossier.document(m.document_id) for m in dossier.members if m.unit == unit and m.role in roles]
    return sorted(((d.issue_date, d) for d in own if d.issue_date is not None), key=lambda p: (p[0], p[1].file))


def _last(deadlines: Iterator[Deadline] | Sequence[Deadline]) -> Deadline | None:
    return max((d for d in deadlines if d.end is not None), key=lambda d: d.end or date.min, default=None)
