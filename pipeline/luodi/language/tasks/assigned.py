"""Which tasks a line, a bracket or a heading that names units speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..passages import Passage
from ..units.pointers import Said, duties_told
from ..units.responsibility import SAME, read_responsibility
from ..units.roles import Responsibility
from ..units.subjects import read_subject
from .pointing import hand_pointed, whole_of
from .unit_lines import UnitsTold

_INLINE = re.compile(
    r"（[^（）]*(?:（[^（）]*）[^（）]*)*）(?=[。；]?$)|[〔【［\[][^〔〕【】［］\[\]]*[〕】］\]](?=[。；]?$)"
)

_OPENED = tuple("（(【〔［[")
_SUMMING = re.compile("以上|上述")


@dataclass(frozen=True)
class Given:
    """Units by the index of their task: of its lines, brackets and headings, and what is told of it alone."""

    all: dict[int, Responsibility] = field(default_factory=dict)
    single: dict[int, Responsibility] = field(default_factory=dict)


def assigned(nearby: Sequence[Passage], wanted: set[int], told: UnitsTold) -> Given:
    """The units that lines, brackets and headings give to the tasks ``wanted``, by index.

    A line stands below the tasks it speaks of; directly below a heading, before any task, it speaks of all tasks under
    that heading up to the next line or the next heading of the same or a higher level.
    """
    way = _Way(nearby, wanted, told)
    for i, passage in enumerate(nearby):
        way.enter(passage)
        way.opening(passage)
        if i in told.pointing:
            way.points(i, told.pointing[i])
        elif i in told.lines:
            way.line(i)
        elif i in wanted:
            way.task(i)
    return way.given


class _Way:
    """The way through a document: which tasks still wait for their units, and what was said of them so far."""

    def __init__(self, nearby: Sequence[Passage], wanted: set[int], told: UnitsTold) -> None:
        self.nearby, self.wanted, self.told = nearby, wanted, told
        self.tasks = sorted(wanted)
        self.each = _one_line_each(nearby, wanted, told.lines)
        self.given = Given()
        self.pending: list[int] = []
        self.recent: list[int] = []
        """The tasks since the last line; those of them without units are pending."""
        self.covered: dict[int, int] = {}
        """Of tasks that a heading or a line above gave units to, where that heading starts."""
        self.above: tuple[int, Responsibility] | None = None
        self.latest = Responsibility()

    def enter(self, passage: Passage) -> None:
        """Leave behind what does not reach this passage."""
        if self.recent and self.nearby[self.recent[-1]].section != passage.section:
            self.pending, self.recent = [], []
        if self.above is not None and not _under(passage, self.above[0]):
            self.above = None

    def opening(self, passage: Passage) -> None:
        """A bracket at the head of a passage, which speaks of the tasks before it."""
        if not passage.opening:
            return
        said = duties_told(passage.opening, first_is_lead=self.told.first) if self.recent else ()
        if said:
            self._point(self.recent[-1], said)
            self.pending = [k for k in self.pending if k not in self.given.single]
        elif self.pending and (read := read_responsibility(passage.opening, first_is_lead=self.told.first)) is not None:
            self._hand(self.pending, read)
            self.pending = []

    def points(self, i: int, said: tuple[Said, ...]) -> None:
        """A line that tells of single items who answers for them."""
        told = hand_pointed(self.nearby, i, said, self.recent, self.tasks)
        whole = whole_of(said)
        if whole != Responsibility() and self.pending:
            self._hand(self.pending, whole)
            self.pending = []
        single = self.given.single
        for k, new in told.items():
            single[k] = _added(single[k], new) if k in single else new
        self.pending = [k for k in self.pending if k not in told]

    def line(self, i: int) -> None:
        """A line of units."""
        passage, duty = self.nearby[i], self.told.lines[i]
        if duty == Responsibility():
            return
        self.latest = duty = self.latest if duty.rest == SAME else duty
        own = [k for k, source in self.covered.items() if self.nearby[k].item == passage.item != source]
        near = [k for k in self.pending if self.nearby[k].line == passage.line]
        if near and not passage.text.startswith(_OPENED) and not _SUMMING.match(passage.text):
            # a sentence of the paragraph itself speaks of this paragraph
            self.pending = near
        if self.pending or own:
            self._hand(self.pending or own, duty)
        elif _stands_above(self.nearby, self.wanted, self.told.lines, i):
            self.above = (passage.item, duty)
        self.pending, self.recent, self.covered = [], [], {}

    def task(self, i: int) -> None:
        """A task: it has its units in a bracket of its own, or from above, or waits for a line below."""
        passage = self.nearby[i]
        self.recent.append(i)
        inline = _INLINE.search(passage.text)
        if inline and (said := duties_told(inline.group(), first_is_lead=self.told.first)):
            self._point(i, said)
            return
        own = read_responsibility(inline.group(), first_is_lead=self.told.first) if inline else None
        around = [(h.start, self.told.headings[h.start]) for h in passage.headings if h.start in self.told.headings]
        around += [self.above] if self.above is not None else []
        if own is not None:
            self.latest = own = self.latest if own.rest == SAME else own
            same = [k for k in self.pending if self.nearby[k].line == passage.line]
            self.given.all.update(dict.fromkeys([*same, i], own))
            self.pending = [k for k in self.pending if k not in same]
        elif around:
            self.covered[i], self.given.all[i] = max(around, key=lambda one: one[0])
        else:
            self.pending.append(i)

    def _point(self, at: int, said: tuple[Said, ...]) -> None:
        self.given.single.update(hand_pointed(self.nearby, at, said, self.recent, self.tasks))

    def _hand(self, pending: list[int], duty: Responsibility) -> None:
        """Give a line's units to the tasks above it.

        Where every item has a line of its own, an item without one that names its units itself keeps them.
        """
        here = self.nearby[pending[-1]].item
        items: dict[int, list[int]] = {}
        for k in pending:
            items.setdefault(self.nearby[k].item, []).append(k)
        for item, members in items.items():
            independent = self.each and item != here and bool(read_subject(self.nearby[members[0]].text).actors)
            if not independent:
                self.given.all.update(dict.fromkeys(members, duty))


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
