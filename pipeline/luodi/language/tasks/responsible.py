"""Who leads and supports each task: lines, brackets, headings and the sentence's own subject brought together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...text.lexicon import rules
from ..passages import Passage
from ..units.names import is_actor, split_names
from ..units.responsibility import Responsibility, first_leads, read_responsibility
from ..units.subjects import Subject, read_subject, starts_imperative

_INLINE = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）(?=[。；]?$)")
_OWN_LINE = re.compile(r"[（(【]责任(?:单位|部门)[：:]")
_CLAUSE = re.compile(
    r"(?:^|[，；：])(?:[^，。；：由]{0,8}由)?(?P<units>[^，。；：（）“”]{2,40}牵头(?:负责)?[、，][^，。；：（）“”]{2,40}(?:配合|协助|参与)"
    r"|(?<!，)(?<!；)(?<!：)[^，。；：（）“”的]{3,20}(?<!谁)负责)(?=[，。；]|$)"
)
_SOLE_BRACKET = re.compile(r"（责任(?:单位|部门)[：:](?P<names>[^（）：；]*(?:（[^（）]*）[^（）：；]*)*)）")
_OFFER = re.compile(r"^(?:鼓励|支持|允许)")


@dataclass(frozen=True)
class Duty:
    """Lead, supporting units and what else the responsible line says (often a deadline)."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    rest: str = ""
    rule: str = "units.none"


def responsible(nearby: Sequence[Passage], tasks: Sequence[int]) -> dict[int, Duty]:
    """The duty of each task (by its index in ``nearby``)."""
    wanted = set(tasks)
    first = any(first_leads(p.text) for p in nearby) or _first_place_varies(nearby)
    lines = _lines(nearby, first_is_lead=first)
    given = _assign(nearby, wanted, lines, _headings(nearby, first_is_lead=first), first=first)
    duties: dict[int, Duty] = {}
    heir: tuple[int, Subject] | None = None
    for i, passage in enumerate(nearby):
        if i in lines or passage.row:
            continue
        subject = read_subject(passage.text[len(passage.opening) :])
        if heir is not None and not _reaches(nearby[heir[0]], passage):
            heir = None
        listed = heir is not None and nearby[heir[0]].item != passage.item
        inherits = heir is not None and not subject.actors and (listed or starts_imperative(passage.text))
        if i in wanted:
            duties[i] = _duty(passage, subject, given.get(i), heir[1] if heir is not None and inherits else None)
        if listed:
            continue
        if subject.actors:
            heir = (i, subject) if subject.binding and _public(subject) else None
        elif not inherits:
            heir = None
    return duties


def _first_place_varies(nearby: Sequence[Passage]) -> bool:
    """Whether the brackets of responsible units (责任单位：甲、乙) begin with a unit that changes with the matter.

    Then the one named first answers for it; where one unit opens nearly every bracket, the order is that of protocol.
    """
    firsts: Counter[str] = Counter()
    for passage in nearby:
        for bracket in _SOLE_BRACKET.finditer(passage.text):
            names = split_names(bracket["names"])
            if len(names) > 1:
                firsts[names[0]] += 1
    return sum(firsts.values()) >= 4 and max(firsts.values()) <= 0.8 * sum(firsts.values())


def _reaches(stem: Passage, passage: Passage) -> bool:
    """Whether what a sentence tells somebody goes on here: in its item, or in the list that its colon opens."""
    if passage.item == stem.item:
        return True
    return stem.text.endswith(("：", ":")) and passage.path.startswith(f"{stem.path}/")


def _said(passage: Passage) -> Responsibility | None:
    """省水利厅牵头、省财政厅配合，…: a clause of the sentence itself that says nothing but who leads and supports."""
    clause = _CLAUSE.search(passage.body)
    return None if clause is None else read_responsibility(f"（{clause['units']}）")


def _duty(passage: Passage, subject: Subject, line: Responsibility | None, before: Subject | None) -> Duty:
    said = _said(passage)
    if said is not None and said.lead:
        return Duty(said.lead, said.support, line.rest if line is not None else "", "units.clause")
    if line is not None:
        return _merge(line, subject)
    if subject.actors:
        return Duty(subject.actors, subject.partners, rule="units.subject")
    if _OFFER.match(passage.body):
        return Duty(_offered(passage.body), subject.partners, rule="units.offer")
    title = passage.headings[-1].title if passage.headings else ""
    if passage.body.startswith(("负责", "承担")) and is_actor(title):
        return Duty((title,), subject.partners, rule="units.heading")
    if before is not None:
        return Duty(before.actors, subject.partners, rule="units.subject-before")
    return Duty((), subject.partners, rule="units.none")


def _lines(nearby: Sequence[Passage], *, first_is_lead: bool) -> dict[int, Responsibility]:
    """The lines that name units, by index; lines that follow each other (牵头单位：…, 责任单位：…) are read as one.

    A line of its own below a chapter names first the unit that answers for it; a bracket behind a paragraph only lists.
    """
    found: dict[int, Responsibility] = {}
    before = ""
    for i, p in enumerate(nearby):
        first = first_is_lead or (p.first and p.last and _OWN_LINE.match(p.text) is not None)
        read = None if p.row else read_responsibility(p.text, first_is_lead=first)
        if read is None:
            before = ""
            continue
        together = f"{before}；{p.text}" if before and not p.text.startswith("（") else p.text
        found[i] = read_responsibility(together, first_is_lead=first) or read
        if before:
            found[i - 1] = Responsibility()
        before = together.rstrip("。；") if not p.text.startswith("（") else ""
    return found


def _headings(nearby: Sequence[Passage], *, first_is_lead: bool) -> dict[int, Responsibility]:
    """What headings say about everything below them, by where the heading starts."""
    found: dict[int, Responsibility] = {}
    for p in nearby:
        if not (p.first and p.number):
            continue
        inline = _INLINE.search(p.text)
        read = read_responsibility(inline.group(), first_is_lead=first_is_lead) if inline else None
        below = bool(p.headings) and p.headings[-1].start == p.start
        if inline is not None and read is not None and below and len(p.text) - len(inline.group()) <= 30:
            found[p.start] = read
    return found


def _assign(
    nearby: Sequence[Passage],
    wanted: set[int],
    lines: dict[int, Responsibility],
    headings: dict[int, Responsibility],
    *,
    first: bool,
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
        if p.opening and pending:
            opening = read_responsibility(p.opening, first_is_lead=first)
            if opening is not None:
                _hand(nearby, given, pending, opening, each=each)
                pending = []
        if i in lines and lines[i] == Responsibility():
            continue
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
        own = read_responsibility(inline.group(), first_is_lead=first) if inline else None
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
    sections = {nearby[i].section for i in lines}
    items = {nearby[i].item for i in wanted if nearby[i].section in sections}
    return len({nearby[i].item for i in lines} & items) >= 0.6 * max(1, len(items))


def _hand(
    nearby: Sequence[Passage],
    given: dict[int, Responsibility],
    pending: list[int],
    duty: Responsibility,
    *,
    each: bool,
) -> None:
    """Give a line's units to the tasks above it.

    Where every item has a line of its own, an item without one that names its units itself keeps them.
    """
    here = nearby[pending[-1]].item
    items: dict[int, list[int]] = {}
    for k in pending:
        items.setdefault(nearby[k].item, []).append(k)
    for item, members in items.items():
        independent = each and item != here and bool(read_subject(nearby[members[0]].text).actors)
        if not independent:
            for k in members:
                given[k] = duty


def _merge(duty: Responsibility, subject: Subject) -> Duty:
    """A line and the sentence's own subject: who leads by the line leads; without one, the subject does."""
    sweeping = all(a.startswith(("各地", "各有关", "各级")) for a in subject.actors)
    if duty.vague and not sweeping:
        return Duty(subject.actors, subject.partners, duty.rest, "units.subject")
    if duty.lead or (sweeping and not subject.partners):
        return Duty(duty.lead, duty.support, duty.rest, "units.line")
    partners = subject.partners if subject.partners else tuple(s for s in duty.support if s not in subject.actors)
    return Duty(subject.actors, partners, duty.rest, "units.subject-and-line")


def _public(subject: Subject) -> bool:
    words = rules("actors")["public"]
    one = len(subject.actors) == 1 or all(actor.startswith("各") for actor in subject.actors)
    return one and all(any(word in actor for word in words) for actor in subject.actors)


def _offered(body: str) -> tuple[str, ...]:
    """Whom a sentence encourages, where that is every place alike (鼓励各地…)."""
    return tuple(re.findall(r"^(?:鼓励|支持)(各地|各地区|各地方)(?![的])", body))
