"""The way a policy took: who passed it on when, hours per hop and over the whole way."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from luodi.records import Chain, DocumentRecord, Dossier, Event, Hop, Level, Member, Unit
from luodi.settings import Forwarding, Settings

from .tree import UnitTree, divisions_in

_DAY = timedelta(days=1)
_UPWARD = re.compile(r"(?:报告|请示|汇报|总结|复函|解读)$")
_URGENT = ("特提", "特急", "加急", "急件")


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


def chain(dossier: Dossier, settings: Settings | None = None) -> Chain | None:
    """The chain of a dossier, None when it has no policy.

    Times come from events where an office system gives them, else from the dates of documents, as whole days. A first
    own 实施方案 or 细则 counts as passing on where there was no 转发通知.
    """
    policy = dossier.policy
    if policy is None:
        return None
    limits = (settings if settings is not None else Settings()).forwarding
    tree = UnitTree(dossier.units)
    urgent = bool(policy.urgency) and any(word in str(policy.urgency) for word in _URGENT)
    origin = tree.government(dossier.issuing_unit) if dossier.issuing_unit is not None else None
    sent = _sendings(dossier, tree)
    issued = _issued(policy, origin, sent)
    moments: dict[str, Moment] = {origin: issued} if origin is not None and issued is not None else {}
    hops = []
    for unit in _in_order(dossier, sent, tree):
        hop = _hop(unit, origin, moments, issued, sent, tree, limits, urgent)
        out = sent.out(unit)
        if out is not None:
            moments[unit] = out[0]
        hops.append(hop)
    return Chain(
        policy_id=policy.document_id, origin=origin, issued_on=policy.issue_date, urgent=urgent, hops=tuple(hops)
    )


class _Sendings:
    """What each unit received and sent, looked up by unit."""

    def __init__(self) -> None:
        self.received: dict[str, list[Event]] = defaultdict(list)
        self.sent: dict[str, list[Event]] = defaultdict(list)
        self.papers: dict[str, list[DocumentRecord]] = defaultdict(list)

    def units(self) -> set[str]:
        return set(self.papers) | set(self.sent)

    def out(self, unit: str) -> tuple[Moment, DocumentRecord | None] | None:
        """When a unit first passed the policy on, and by which document."""
        found: list[tuple[Moment, DocumentRecord | None]] = []
        events = [e for e in self.sent.get(unit, ()) if e.sent_at is not None]
        papers = self.papers.get(unit, [])
        timed = {id(p): min(t) for p in papers if (t := [e.sent_at for e in events if _same(e, p) and e.sent_at])}
        for paper in papers:
            if id(paper) in timed:
                found.append((Moment.of(timed[id(paper)]), paper))
            elif paper.issue_date is not None:
                found.append((Moment.of_day(paper.issue_date), paper))
        if not papers:
            found.extend((Moment.of(e.sent_at), None) for e in events if e.sent_at is not None)
        return min(found, key=lambda x: (x[0].high, x[0].low)) if found else None


def _same(event: Event, paper: DocumentRecord) -> bool:
    if event.doc_number is not None and paper.doc_number is not None:
        return _squeezed(event.doc_number) == _squeezed(paper.doc_number)
    return event.title is not None and paper.title is not None and _squeezed(event.title) == _squeezed(paper.title)


def _squeezed(words: str) -> str:
    return "".join(words.split()).translate(str.maketrans("[]【】()（）﹝﹞", "〔〕〔〕〔〕〔〕〔〕"))


def _sendings(dossier: Dossier, tree: UnitTree) -> _Sendings:
    sent = _Sendings()
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


def _rank(name: str | None, tree: UnitTree) -> Level | None:
    """The level of a sender; of a body without a government above it in the tree, that of the place in its name."""
    unit = tree.units.get(name) if name is not None else None
    if unit is None:
        return None
    if unit.level != "department":
        return unit.level
    named = divisions_in(unit.name)
    return named[-1][1] if named else None


def _passes_on(member: Member) -> bool:
    return member.unit is not None and member.role in ("forward", "rules")


def _issued(policy: DocumentRecord, origin: str | None, sent: _Sendings) -> Moment | None:
    first = [e.sent_at for e in sent.sent.get(origin or "", ()) if e.sent_at is not None and _same(e, policy)]
    if first:
        return Moment.of(min(first))
    day = policy.issue_date if policy.issue_date is not None else policy.print_date
    return Moment.of_day(day) if day is not None else None


def _in_order(dossier: Dossier, sent: _Sendings, tree: UnitTree) -> list[str]:
    """The units of the way, parents first: those expected, those that acted, and lower ones that should have.

    A lower unit without papers is on the way only where a brother of it passed the policy on, or where an event shows
    that it received it and others of its level passed it on: only then the folder is known to hold such papers.
    """
    origin = dossier.issuing_unit
    top = tree.government(origin) if origin is not None else None
    acted = {n for n in sent.units() if n in tree.units and tree.units[n].level != "department"}
    names = dict.fromkeys([*dossier.expected, *sorted(acted)])
    expected = set(dossier.expected)
    for unit in sorted(acted - expected):
        parent = tree.units[unit].parent
        if parent is not None and parent in acted:
            names |= dict.fromkeys(u.name for u in tree.below(parent))
    levels = {tree.units[n].level for n in acted - expected}
    names |= dict.fromkeys(n for n in sent.received if n in tree.units and tree.units[n].level in levels)
    order = {name: i for i, name in enumerate(names)}
    depth = {name: sum(1 for _ in tree.ancestors(name)) for name in names}
    return sorted((n for n in names if n not in (top, origin)), key=lambda n: (depth[n], order[n]))


def _hop(
    unit: str,
    origin: str | None,
    moments: dict[str, Moment],
    issued: Moment | None,
    sent: _Sendings,
    tree: UnitTree,
    limits: Forwarding,
    urgent: bool,
) -> Hop:
    known = tree.units.get(unit)
    way = tree.path(unit, origin) if origin is not None else [unit]
    parent = (way[-2] if len(way) > 1 else origin) if way else origin
    arrival = _arrival(unit, parent, moments, sent)
    out = sent.out(unit)
    limit = limit_hours(_rank(parent, tree), limits, urgent=urgent)
    low, high = (
        _hours(arrival, out[0], limits.workdays_only) if arrival is not None and out is not None else (None, None)
    )
    whole = _hours(issued, out[0], limits.workdays_only) if issued is not None and out is not None else (None, None)
    event = _received(unit, sent)
    paper = out[1] if out is not None else None
    passed = out is not None or bool(sent.papers.get(unit)) or bool(sent.sent.get(unit))
    return Hop(
        unit=unit,
        level=known.level if known is not None else "department",
        parent=parent,
        document_id=paper.document_id if paper is not None else None,
        file=paper.file if paper is not None else None,
        received_at=event.received_at if event is not None else None,
        read_at=event.read_at if event is not None else None,
        sent_at=out[0].low if out is not None and out[0].low == out[0].high else None,
        received_on=arrival.low.date() if arrival is not None else None,
        sent_on=out[0].low.date() if out is not None else None,
        limit_hours=limit,
        hours_low=low,
        hours_high=high,
        whole_low=whole[0],
        whole_high=whole[1],
        whole_limit_hours=_whole_limit(origin, known, tree, limits),
        state=_state(passed, low, high, limit),
    )


def _whole_limit(origin: str | None, unit: Unit | None, tree: UnitTree, limits: Forwarding) -> float | None:
    """The hours allowed over the whole way: province to town, city to village; None for other ways."""
    start = tree.units[origin].level if origin in tree.units else None
    if unit is None or start is None:
        return None
    if start in ("central", "province") and unit.level == "town":
        return limits.province_to_town_days * 24
    return limits.city_to_village_days * 24 if start == "city" and unit.level == "village" else None


def limit_hours(sender: Level | None, limits: Forwarding, *, urgent: bool = False) -> float | None:
    """The hours a unit has that received from a body of the given level; None when nothing limits it.

    Central papers set their own time, if any: only urgent ones are limited.

    >>> limit_hours("city", Forwarding())
    48.0
    """
    table: dict[Level, float] = {
        "province": limits.province_hours,
        "city": limits.city_hours,
        "county": limits.county_hours,
        "town": limits.county_hours,
    }
    if sender is None:
        return None
    hours = table.get(sender)
    if not urgent:
        return hours
    return limits.urgent_hours if hours is None else min(hours, limits.urgent_hours)


def _received(unit: str, sent: _Sendings) -> Event | None:
    known = [e for e in sent.received.get(unit, ()) if e.received_at is not None or e.sent_at is not None]
    return min(known, key=lambda e: e.received_at or e.sent_at or datetime.max) if known else None


def _arrival(unit: str, parent: str | None, moments: dict[str, Moment], sent: _Sendings) -> Moment | None:
    event = _received(unit, sent)
    if event is not None:
        at = event.received_at if event.received_at is not None else event.sent_at
        return Moment.of(at) if at is not None else None
    return moments.get(parent) if parent is not None else None


def _hours(start: Moment, end: Moment, workdays_only: bool) -> tuple[float | None, float | None]:
    if end.high < start.low:
        return None, None
    low = max(timedelta(), end.low - start.high)
    high = end.high - start.low
    if workdays_only:
        low -= min(low, _free(start.high, end.low))
        high -= min(high, _free(start.low, end.high))
    return round(low.total_seconds() / 3600, 2), round(high.total_seconds() / 3600, 2)


def _free(start: datetime, end: datetime) -> timedelta:
    """The time between two moments that falls on Saturdays and Sundays."""
    total, day = timedelta(), datetime.combine(start.date(), time())
    while day < end:
        if day.weekday() >= 5:
            total += max(timedelta(), min(end, day + _DAY) - max(start, day))
        day += _DAY
    return total


def _state(passed: bool, low: float | None, high: float | None, limit: float | None) -> str:
    if not passed:
        return "missing"
    if low is None or high is None or limit is None:
        return "unknown"
    if low > limit:
        return "late"
    return "in_time" if high <= limit else "unknown"
