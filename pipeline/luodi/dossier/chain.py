"""The way a policy took: who passed it on when, hours per hop and over the whole way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from luodi.records import Chain, DocumentRecord, Dossier, Event, Hop, Level, Unit
from luodi.settings import Forwarding, Settings

from .sendings import Moment, Sendings, same_paper, sendings
from .tree import UnitTree, divisions_in

_DAY = timedelta(days=1)
_URGENT = ("特提", "特急", "加急", "急件")


def chain(dossier: Dossier, settings: Settings | None = None) -> Chain | None:
    """The chain of a dossier, None when it has no policy.

    Times come from events where an office system gives them, else from the dates of documents, as whole days. A first
    own 实施方案 or 细则 counts as passing on where there was no 转发通知.
    """
    policy = dossier.policy
    if policy is None:
        return None
    tree = UnitTree(dossier.units)
    origin = tree.government(dossier.issuing_unit) if dossier.issuing_unit is not None else None
    sent = sendings(dossier, tree)
    urgent = any(word in (policy.urgency or "") for word in _URGENT)
    limits = (settings if settings is not None else Settings()).forwarding
    way = _Way(tree, sent, origin, _issued(policy, origin, sent), urgent, limits)
    moments = {origin: way.issued} if origin is not None and way.issued is not None else {}
    hops = []
    for unit in _in_order(dossier, sent, tree):
        hops.append(way.hop(unit, moments))
        out = sent.out(unit)
        if out is not None:
            moments[unit] = out[0]
    return Chain(
        policy_id=policy.document_id, origin=origin, issued_on=policy.issue_date, urgent=urgent, hops=tuple(hops)
    )


def _rank(name: str | None, tree: UnitTree) -> Level | None:
    """The level of a sender; of a body without a government above it in the tree, that of the place in its name."""
    unit = tree.units.get(name) if name is not None else None
    if unit is None:
        return None
    if unit.level != "department":
        return unit.level
    named = divisions_in(unit.name)
    return named[-1][1] if named else None


def _issued(policy: DocumentRecord, origin: str | None, sent: Sendings) -> Moment | None:
    first = [e.sent_at for e in sent.sent.get(origin or "", ()) if e.sent_at is not None and same_paper(e, policy)]
    if first:
        return Moment.of(min(first))
    day = policy.issue_date if policy.issue_date is not None else policy.print_date
    return Moment.of_day(day) if day is not None else None


def _in_order(dossier: Dossier, sent: Sendings, tree: UnitTree) -> list[str]:
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


@dataclass(frozen=True)
class _Way:
    """What all hops of a chain have in common: where and when it began, what was sent, and the limits."""

    tree: UnitTree
    sent: Sendings
    origin: str | None
    issued: Moment | None
    urgent: bool
    limits: Forwarding

    def hop(self, unit: str, moments: Mapping[str, Moment]) -> Hop:
        """The hop of one unit; ``moments`` are those at which the units above it sent the policy on."""
        known = self.tree.units.get(unit)
        way = self.tree.path(unit, self.origin) if self.origin is not None else [unit]
        parent = (way[-2] if len(way) > 1 else self.origin) if way else self.origin
        event = _received(unit, self.sent)
        arrival = _arrival(event, moments.get(parent) if parent is not None else None)
        moment, paper = self.sent.out(unit) or (None, None)
        passed = moment is not None or bool(self.sent.papers.get(unit)) or bool(self.sent.sent.get(unit))
        limit = limit_hours(_rank(parent, self.tree), self.limits, urgent=self.urgent)
        low, high = _hours(arrival, moment, self.limits.workdays_only)
        whole_low, whole_high = _hours(self.issued, moment, self.limits.workdays_only)
        return Hop(
            unit=unit,
            level=known.level if known is not None else "department",
            parent=parent,
            document_id=paper.document_id if paper is not None else None,
            file=paper.file if paper is not None else None,
            received_at=event.received_at if event is not None else None,
            read_at=event.read_at if event is not None else None,
            sent_at=moment.low if moment is not None and moment.low == moment.high else None,
            received_on=arrival.low.date() if arrival is not None else None,
            sent_on=moment.low.date() if moment is not None else None,
            limit_hours=limit,
            hours_low=low,
            hours_high=high,
            whole_low=whole_low,
            whole_high=whole_high,
            whole_limit_hours=self._whole_limit(known),
            state=_state(passed, low, high, limit),
        )

    def _whole_limit(self, unit: Unit | None) -> float | None:
        """The hours allowed over the whole way: province to town, city to village; None for other ways."""
        start = self.tree.units[self.origin].level if self.origin in self.tree.units else None
        if unit is None or start is None:
            return None
        if start in ("central", "province") and unit.level == "town":
            return self.limits.province_to_town_days * 24
        return self.limits.city_to_village_days * 24 if start == "city" and unit.level == "village" else None


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


def _received(unit: str, sent: Sendings) -> Event | None:
    """The first of the events that give a time for a unit's receiving."""
    known = [e for e in sent.received.get(unit, ()) if e.received_at is not None or e.sent_at is not None]
    return min(known, key=lambda e: e.received_at or e.sent_at or datetime.max) if known else None


def _arrival(event: Event | None, sent: Moment | None) -> Moment | None:
    """When a unit got the policy: by the event that says so, else when the unit above it sent it on."""
    at = (event.received_at or event.sent_at) if event is not None else None
    return Moment.of(at) if at is not None else sent


def _hours(start: Moment | None, end: Moment | None, workdays_only: bool) -> tuple[float | None, float | None]:
    """The fewest and the most hours between two moments; None where one is not known or they stand in no order."""
    if start is None or end is None or end.high < start.low:
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
