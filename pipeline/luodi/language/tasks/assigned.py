"""Which tasks a line, a bracket or a heading that names units speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..passages import Passage
from ..units.names import certain_unit, is_unit, split_names
from ..units.pointers import Said, duties_told
from ..units.responsibility import SAME, read_responsibility, units_behind
from ..units.roles import Responsibility
from ..units.subjects import read_subject
from .pointing import hand_pointed, whole_of

_INLINE = re.compile(
    r"（[^（）]*(?:（[^（）]*）[^（）]*)*）(?=[。；]?$)|[〔【［\[][^〔〕【】［］\[\]]*[〕】］\]](?=[。；]?$)"
)
_OWN_LINE = re.compile(r"[（(【〔［\[]?(?:本[段条项章节]|以上|上述)?(?:主要)?责任(?:单位|部门|处室|科室)[：:]")
_OPENED, _CLOSED = "（(【〔［[", "）)】〕］]"
_SUMMING = re.compile("以上|上述")
_LONGEST_HEADING = 40


@dataclass(frozen=True)
class Given:
    """Units by the index of their task: of its lines, brackets and headings, and what is told of it alone."""

    all: dict[int, Responsibility] = field(default_factory=dict)
    single: dict[int, Responsibility] = field(default_factory=dict)


def pointing_lines(nearby: Sequence[Passage], *, first_is_lead: bool) -> dict[int, tuple[Said, ...]]:
    """The lines and sentences that tell of single items who answers for them, by index."""
    found = {}
    for i, p in enumerate(nearby):
        said = () if p.row else duties_told(p.text, first_is_lead=first_is_lead or _heads(p))
        if said:
            found[i] = said
    return found


def _heads(passage: Passage) -> bool:
    """Whether a line of its own lists responsible units; it names first the one that answers."""
    return passage.first and _OWN_LINE.match(passage.text) is not None


def lines_of_units(nearby: Sequence[Passage], *, first_is_lead: bool) -> dict[int, Responsibility]:
    """The lines that name units, by index; lines that follow each other (牵头单位：…, 责任单位：…) are read as one.

    A line of its own below a chapter names first the unit that answers for it; a bracket behind a paragraph only lists.
    """
    found: dict[int, Responsibility] = {}
    before, before_first = "", False
    for i, p in enumerate(nearby):
        first = first_is_lead or _heads(p)
        line = p.text
        read = None if p.row else read_responsibility(line, first_is_lead=first)
        if read is None and before and nearby[i - 1].line == p.line and all(map(is_unit, split_names(line))):
            read, line = Responsibility((), tuple(split_names(line))), f"、{line}"  # 责任单位：甲；乙；丙
        if read is None:
            before = ""
            continue
        joined = before and not _opens_anew(line, read)
        together = f"{before}{'' if line[0] == '、' else '；'}{line.lstrip(_OPENED)}" if joined else line
        first = first or (bool(joined) and before_first)
        found[i] = read_responsibility(together, first_is_lead=first) or read
        if joined:
            found[i - 1] = Responsibility()
        before, before_first = together.strip(_OPENED + _CLOSED + "。；"), first
    return found


def _opens_anew(text: str, read: Responsibility) -> bool:
    """Whether a bracket of units speaks for itself; one that only supports goes with the line before it."""
    return text.startswith("（") and bool(read.lead or not read.support)


def headings_with_units(nearby: Sequence[Passage]) -> dict[int, Responsibility]:
    """What headings say about everything below them, by where the heading starts."""
    found: dict[int, Responsibility] = {}
    for p in nearby:
        if not (p.first and p.number and p.headings and p.headings[-1].start == p.start):
            continue
        alone = split_names(p.body.strip("。：: "))
        if alone and all(map(certain_unit, alone)):
            found[p.start] = Responsibility((alone[0],), tuple(alone[1:]))
            continue
        named = units_behind(p.body)
        if named is not None and len(p.number) + len(named[0]) <= _LONGEST_HEADING:
            found[p.start] = named[1]
    return found


def assigned(
    nearby: Sequence[Passage],
    wanted: set[int],
    lines: dict[int, Responsibility],
    pointing: dict[int, tuple[Said, ...]],
    headings: dict[int, Responsibility],
    *,
    first: bool,
) -> Given:
    """The units that lines, brackets and headings give to the tasks ``wanted``, by index.

    A line stands below the tasks it speaks of; directly below a heading, before any task, it speaks of all tasks under
    that heading up to the next line or the next heading of the same or a higher level.
    """
    given: dict[int, Responsibility] = {}
    single: dict[int, Responsibility] = {}
    pending: list[int] = []
    recent: list[int] = []
    covered: dict[int, int] = {}
    tasks = sorted(wanted)
    each = _one_line_each(nearby, wanted, lines)
    above: tuple[int, Responsibility] | None = None
    latest = Responsibility()
    for i, p in enumerate(nearby):
        if recent and nearby[recent[-1]].section != p.section:
            pending, recent = [], []
        if above is not None and not _under(p, above[0]):
            above = None
        if p.opening and recent and (said := duties_told(p.opening, first_is_lead=first)):
            single |= hand_pointed(nearby, recent[-1], said, recent, tasks)
            pending = [k for k in pending if k not in single]
        elif p.opening and pending:
            opening = read_responsibility(p.opening, first_is_lead=first)
            if opening is not None:
                _hand(nearby, given, pending, opening, each=each)
                pending = []
        if i in pointing:
            told = hand_pointed(nearby, i, pointing[i], recent, tasks)
            whole = whole_of(pointing[i])
            if whole != Responsibility() and pending:
                _hand(nearby, given, pending, whole, each=each)
                pending = []
            for k, new in told.items():
                single[k] = _added(single[k], new) if k in single else new
            pending = [k for k in pending if k not in told]
            continue
        if i in lines and lines[i] == Responsibility():
            continue
        if i in lines:
            if lines[i].rest == SAME:
                lines[i] = latest
            latest = lines[i]
            own = [k for k, source in covered.items() if nearby[k].item == p.item != source]
            near = [k for k in pending if nearby[k].line == p.line]
            if near and not p.text.startswith(tuple(_OPENED)) and not _SUMMING.match(p.text):
                # a sentence of the paragraph itself speaks of this paragraph
                pending = near
            if pending or own:
                _hand(nearby, given, pending or own, lines[i], each=each)
            elif _stands_above(nearby, wanted, lines, i):
                above = (p.item, lines[i])
            pending, recent, covered = [], [], {}
            continue
        if i not in wanted:
            continue
        recent.append(i)
        around = [(h.start, headings[h.start]) for h in p.headings if h.start in headings]
        around += [above] if above is not None else []
        inline = _INLINE.search(p.text)
        own_units = read_responsibility(inline.group(), first_is_lead=first) if inline else None
        if inline and (said := duties_told(inline.group(), first_is_lead=first)):
            single |= hand_pointed(nearby, i, said, recent, tasks)
        elif own_units is not None:
            latest = own_units = latest if own_units.rest == SAME else own_units
            same = [k for k in pending if nearby[k].line == p.line]
            for k in [*same, i]:
                given[k] = own_units
            pending = [k for k in pending if k not in same]
        elif around:
            covered[i], given[i] = max(around, key=lambda one: one[0])
        else:
            pending.append(i)
    return Given(given, single)


def _added(old: Responsibility, new: Responsibility) -> Responsibility:
    """What two lines tell of one task: a later one that only names who helps, or who leads, adds to the one before."""
    if old.lead and new.lead:
        return new
    lead = old.lead or new.lead
    return Responsibility(lead, tuple(n for n in (*old.support, *new.support) if n not in lead), new.rest or old.rest)


def _under(passage: Passage, heading: int) -> bool:
    """Whether a passage stands below the heading that starts at ``heading`` (0: above all headings)."""
    return passage.item == heading or any(h.start == heading for h in passage.headings)


def _stands_above(nearby: Sequence[Passage], wanted: set[int], lines: dict[int, Responsibility], at: int) -> bool:
    """Whether the lines of a heading stand above their tasks: then some task follows the last of them."""
    item = nearby[at].item
    task = False
    for i in range(at, len(nearby)):
        if not _under(nearby[i], item):
            break
        if i in lines and nearby[i].item == item:
            task = False
        task = task or i in wanted
    return task


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
