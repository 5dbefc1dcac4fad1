"""What each unit received and sent on: from office systems to the minute, else from dates of papers to the day."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from luodi.records import DocumentRecord, Dossier, Event, Member
from luodi.text.doc_number import same_doc_number

from .tree import UnitTree

_DAY = timedelta(days=1)
_UPWARD = re.compile(r"(?:报告|请示|汇报|总结|复函|解读)$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time known to the minute (``low == high``) or to the day."""

    low: datetime
    high: datetime

    @classmethod
    def of_day(cls, day: date) -> Moment:
        """The whole of a day."""
        start = datetime.combine(day, time())
        return cls(start, start + _DAY)

    @classmethod
    def of(cls, at: datetime) -> Moment:
        """A minute; midnight exactly is how systems write a day without a time."""
        return cls.of_day(at.date()) if at.time() == time() else cls(at, at)


class Sendings:
    """What each unit received and sent, looked up by unit."""

    def __init__(self) -> None:
        self.received: dict[str, list[Event]] = defaultdict(list)
        self.sent: dict[str, list[Event]] = defaultdict(list)
        self.papers: dict[str, list[DocumentRecord]] = defaultdict(list)

    def units(self) -> set[str]:
        """The units that passed something on, by papers or by events."""
        return set(self.papers) | set(self.sent)

    def out(self, unit: str) -> tuple[Moment, DocumentRecord | None] | None:
        """When a unit first passed the policy on, and by which document."""
        found: list[tuple[Moment, DocumentRecord | None]] = []
        events = [e for e in self.sent.get(unit, ()) if e.sent_at is not None]
        papers = self.papers.get(unit, [])
        timed = {id(p): min(t) for p in papers if (t := [e.sent_at for e in events if same_paper(e, p) and e.sent_at])}
        for paper in papers:
            if id(paper) in timed:
                found.append((Moment.of(timed[id(paper)]), paper))
            elif paper.issue_date is not None:
                found.append((Moment.of_day(paper.issue_date), paper))
        if not papers:
            found.extend((Moment.of(e.sent_at), None) for e in events if e.sent_at is not None)
        return min(found, key=lambda x: (x[0].high, x[0].low)) if found else None


def same_paper(event: Event, paper: DocumentRecord) -> bool:
    """Whether an event tells of a paper: by number where both have one, else by title."""
    if event.doc_number is not None and paper.doc_number is not None:
        return same_doc_number(event.doc_number, paper.doc_number)
    return event.title is not None and paper.title is not None and _squeezed(event.title) == _squeezed(paper.title)


def _squeezed(words: str) -> str:
    return "".join(words.split()).translate(str.maketrans("[]【】()（）﹝﹞", "〔〕〔〕〔〕〔〕〔〕"))


def sendings(dossier: Dossier, tree: UnitTree) -> Sendings:
    """The papers and events of a dossier by unit; what goes upwards (报告, 请示) passes nothing on."""
    sent = Sendings()
    by_id = {d.document_id: d for d in dossier.documents}
    for member in dossier.members:
        if _passes_on(member):
            sent.papers[str(member.unit)].append(by_id[member.document_id])
    for event in dossier.events:
        giver, taker = tree.match(event.from_unit), tree.match(event.to_unit)
        giver = _acting(giver, dossier, tree)
        taker = _acting(taker, dossier, tree)
        upward = giver is not None and taker is not None and tree.is_below(giver, taker)
        if giver is not None and not upward and _UPWARD.search(event.title or "") is None:
            sent.sent[giver].append(event)
        if taker is not None and taker != giver:
            sent.received[taker].append(event)
    return sent


def _acting(name: str | None, dossier: Dossier, tree: UnitTree) -> str | None:
    """The government that a body acts for; an enterprise or a school that owes something itself acts for itself."""
    return name if name is None or name in dossier.expected else tree.government(name)


def _passes_on(member: Member) -> bool:
    return member.unit is not None and member.role in ("forward", "rules")
