"""The task of making rules of one's own is answered by the rules that lie in the folder, and by their date.

What a report says of them in a sentence, a model must understand; the paper itself with its date proves more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.records import Assessment, Deadline, DocumentRecord, Dossier
from luodi.structure.kind import OWN_WORDS
from luodi.text.days import in_chinese

from .candidates import Passage
from .demands import rules_demand

_SURE = 0.9
"""Confidence of what a dated paper proves."""
_HALF = 0.5
"""Confidence where the paper proves only a part of what is asked."""
_SPECIAL = re.compile(r"预案|规划|计划|办法|标准|目录")
"""Papers of a kind of their own: a plan of measures does not stand for a contingency plan."""
_PAPER = re.compile(r"方案|细则|办法|清单|意见|措施|计划|预案|分工|项目表|规划")
_MADE = re.compile(r"印发|印出|出台|下发|下达|制定|制订|发布|发下|发文|编成|编制|拿出|落地|定下|〔20\d\d〕")
_HOLIDAYS = timedelta(days=14)
"""How far a limit in working days may lie off where the calendar of holidays is not known."""


@dataclass(frozen=True)
class Proven:
    """A task that a unit's paper answers, the paper, and the last day where the task sets one.

    ``told``: a sentence of a report that tells of it is better evidence than the paper; ``partly``: the task asks more
    than the paper can prove, so the rest is left to a person.
    """

    task_id: str
    paper: DocumentRecord
    day: date
    due: Deadline | None
    verb: str = "印发"
    told: bool = True
    partly: bool = False

    @property
    def late(self) -> bool | None:
        """Whether the paper was late; None where no day is set, or where holidays may decide."""
        if self.due is None or self.due.end is None:
            return None
        if self.due.provisional and abs(self.day - self.due.end) <= _HOLIDAYS:
            return None
        return self.day > self.due.end

    def corrected(self, row: Assessment, found: Sequence[Passage]) -> Assessment:
        """The assessment as the paper proves it; as it is where it is of another task or the paper proves no other.

        ``found`` are the sentences of the reports that may tell of it, the likeliest first.
        """
        status = "discounted" if self.late else "implemented"
        settled = row.status == status and self.told
        only_silence = self.late is None or self.partly
        if row.task_id != self.task_id or settled or (only_silence and row.status != "omitted"):
            return row
        told = [p for p in found if self.told and _PAPER.search(p.sentence) and _MADE.search(p.sentence)][:1]
        spans = [p.document.quote(p.start, p.end) for p in told] or [self.paper.quote_title()]
        limit = f"晚于要求的{in_chinese(self.due.end)}" if self.late and self.due is not None and self.due.end else ""
        why = f"《{self.paper.title or self.paper.file}》{in_chinese(self.day)}{self.verb}"
        why += f"，{limit}" if limit else ""
        if self.partly:
            why += "，其余各期报送情况材料中未见，请核实"
        return row.replace(
            status=status,
            aspects=("deadline",) if self.late else (),
            report_id=told[0].document.document_id if told else row.report_id,
            report=told[0].document.file if told else row.report,
            evidence=tuple(p.sentence for p in told) or (spans[0].quote,),
            evidence_spans=tuple(spans),
            reason=f"要求“{row.task.strip().rstrip('。；')[:60]}”，{why}。",
            confidence=_HALF if self.partly else _SURE,
            abstained=self.partly,
            facets={},
        )


def own_rules(dossier: Dossier, unit: str) -> Proven | None:
    """What a unit's own paper proves of the task that demands it; None where none is demanded or no paper lies there.

    Without the paper only the reports can tell.
    """
    policy = dossier.policy
    demand = rules_demand(policy) if policy is not None else None
    if policy is None or demand is None or demand.task_id is None:
        return None
    special = set(_SPECIAL.findall(policy.text, demand.start, demand.end))
    own = [(m.role, dossier.document(m.document_id)) for m in dossier.members if m.unit == unit]
    # a notice that passes the policy on may bring the unit's own plan (我市的方案如下)
    papers = [d for role, d in own if role == "rules" or (role == "forward" and OWN_WORDS.search(d.text) is not None)]
    dated = [
        (p.issue_date, p.file, p)
        for p in papers
        if p.issue_date is not None and (not special or any(word in (p.title or "") for word in special))
    ]
    if not dated:
        return None
    day, _, paper = min(dated, key=lambda d: d[:2])
    task = next(t for t in policy.tasks if t.task_id == demand.task_id)
    ends = [d for d in task.deadlines if d.end is not None and d.kind in ("by", "within", "during")]
    return Proven(task.task_id, paper, day, min(ends, key=lambda d: d.end or date.max, default=None))
