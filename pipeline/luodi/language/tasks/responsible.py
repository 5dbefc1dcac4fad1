"""Who leads and supports each task: lines, brackets, headings and the sentence's own subject brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..passages import Passage
from ..units.responsibility import Responsibility, first_leads, read_responsibility
from ..units.subjects import Subject, read_subject

_INLINE = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）(?=[。；]?$)")
_PUBLIC = re.compile(r"(?:政府|部门|各地|各地区|各单位|各市|各县|地方|单位|主管单位|主办单位)")
_OFFER = re.compile(r"^(?:鼓励|支持|允许)")
_SWEEPING = re.compile(r"^(?:各地|各地区|各地方|地方)$")


@dataclass(frozen=True)
class Duty:
    """Lead, supporting units and what else the responsible line says (often a deadline)."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    rest: str = ""
    rule: str = "units.none"


@dataclass
class _Pending:
    indices: list[int] = field(default_factory=list)


def responsible(nearby: Sequence[Passage], tasks: Sequence[int]) -> dict[int, Duty]:
    """The duty of each task (by its index in ``nearby``)."""
    wanted = set(tasks)
    first = any(first_leads(p.text) for p in nearby)
    lines = {i: r for i, p in enumerate(nearby) if (r := _line(p, first_is_lead=first)) is not None}
    given = _assign(nearby, wanted, lines, _headings(nearby, first_is_lead=first))
    subjects = {i: read_subject(nearby[i].text) for i in wanted}
    duties: dict[int, Duty] = {}
    heir: tuple[int, Subject] | None = None
    for i in sorted(wanted):
        subject = subjects[i]
        if i in given:
            duties[i] = _merge(given[i], subject, nearby[i])
            heir = None
            continue
        if subject.actors:
            duties[i] = Duty(subject.actors, subject.partners, rule="units.subject")
            heir = (i, subject) if _heritable(subject) else None
        elif _OFFER.match(nearby[i].body):
            duties[i] = Duty(_offered(nearby[i].body), subject.partners, rule="units.offer")
        elif heir is not None and _follows(nearby, heir[0], i):
            duties[i] = Duty(heir[1].actors, subject.partners, rule="units.subject-before")
        else:
            heir = None
            duties[i] = Duty((), subject.partners, rule="units.none")
    return duties


def _line(passage: Passage, *, first_is_lead: bool) -> Responsibility | None:
    if passage.row:
        return None
    return read_responsibility(passage.text, first_is_lead=first_is_lead)


def _headings(nearby: Sequence[Passage], *, first_is_lead: bool) -> dict[int, Responsibility]:
    """What headings say about everything below them, by where the heading starts."""
    found: dict[int, Responsibility] = {}
    for p in nearby:
        if not (p.first and p.number):
            continue
        inline = _INLINE.search(p.text)
        read = read_responsibility(inline.group(), first_is_lead=first_is_lead) if inline else None
        if read is not None and p.headings and p.headings[-1].start == p.start and inline is not None:
            if len(p.text) - len(inline.group()) <= 30:
                found[p.start] = read
    return found


def _assign(
    nearby: Sequence[Passage],
    wanted: set[int],
    lines: dict[int, Responsibility],
    headings: dict[int, Responsibility],
) -> dict[int, Responsibility]:
    given: dict[int, Responsibility] = {}
    pending: list[int] = []
    each = _one_line_each(nearby, wanted, lines)
    forward: tuple[int, Responsibility] | None = None
    for i, p in enumerate(nearby):
        if pending and nearby[pending[-1]].section != p.section:
            pending = []
        if forward is not None and p.item != forward[0]:
            forward = None
        if i in lines:
            if pending:
                _hand(nearby, given, pending, lines[i], each=each)
                pending = []
            else:
                forward = (p.item, lines[i])
            continue
        if i not in wanted:
            continue
        above = next((headings[h.start] for h in reversed(p.headings) if h.start in headings), None)
        inline = _INLINE.search(p.text)
        own = read_responsibility(inline.group()) if inline else None
        if own is not None:
            same = [k for k in pending if nearby[k].line == p.line]
            for k in [*same, i]:
                given[k] = own
            pending = [k for k in pending if k not in same]
        elif above is not None:
            given[i] = above
        elif forward is not None:
            given[i] = forward[1]
        else:
            pending.append(i)
    return given


def _one_line_each(nearby: Sequence[Passage], wanted: set[int], lines: dict[int, Responsibility]) -> bool:
    """Whether this document gives nearly every item its own line, rather than one line to a chapter."""
    items = {nearby[i].item for i in wanted}
    return len({nearby[i].item for i in lines} & items) >= 0.6 * max(1, len(items))


def _hand(
    nearby: Sequence[Passage],
    given: dict[int, Responsibility],
    pending: list[int],
    duty: Responsibility,
    *,
    each: bool,
) -> None:
    """Give a line's units to the tasks above it; where every item has its line, one that names its own units keeps them."""
    here = nearby[pending[-1]].item
    items: dict[int, list[int]] = {}
    for k in pending:
        items.setdefault(nearby[k].item, []).append(k)
    for item, members in items.items():
        independent = each and item != here and bool(read_subject(nearby[members[0]].text).actors)
        if not independent:
            for k in members:
                given[k] = duty


def _merge(duty: Responsibility, subject: Subject, passage: Passage) -> Duty:
    if duty.vague and subject.actors and not _SWEEPING_LIST(subject):
        return Duty(subject.actors, subject.partners, duty.rest, "units.subject")
    if duty.lead or not subject.actors or all(_SWEEPING.match(a) for a in subject.actors):
        return Duty(duty.lead, duty.support, duty.rest, "units.line")
    partners = subject.partners if subject.partners else tuple(s for s in duty.support if s not in subject.actors)
    return Duty(subject.actors, partners, duty.rest, "units.subject-and-line")


def _SWEEPING_LIST(subject: Subject) -> bool:  # noqa: N802
    return all(a.startswith(("各地", "各有关", "各级")) for a in subject.actors)


def _heritable(subject: Subject) -> bool:
    return all(_PUBLIC.search(a) for a in subject.actors)


def _offered(body: str) -> tuple[str, ...]:
    """Whom a sentence encourages, where that is every place alike (鼓励各地…)."""
    return tuple(re.findall(r"^(?:鼓励|支持)(各地|各地区|各地方)(?![的])", body))


def _follows(nearby: Sequence[Passage], before: int, at: int) -> bool:
    a, b = nearby[before], nearby[at]
    return a.item == b.item and a.section == b.section
