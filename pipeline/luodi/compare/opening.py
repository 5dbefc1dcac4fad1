"""How far a report is read for each task: the likeliest sentence, then all that is likely, then some of it once more.

Reading is by far the dearest part of comparing, and most of it is spent on tasks that one look settles. Each further
step is taken only where the one before left something open; all bounds were chosen on worlds and real accounts that
neither reader nor trees were fitted on. A small network judges the same sentences now and then otherwise when they
are shown in other company or order: where it is in doubt it is shown the two likeliest alone, and the four likeliest
the other way round, and all three readings are weighed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from .candidates import Candidate, Passage
from .reader import Reader, Reading
from .reader_input import ReaderInput, Told
from .signals import Asked, Read, ordered
from .status import Verdict

_LEAD = 0.02
"""By how much of the task's words the likeliest sentence must lead the next to be looked at first."""

_NEAR = 3
"""The sentence right behind the likeliest is looked at with it when it is among so many likeliest: it may take back
half of what was said."""

_FOUND = 0.7
"""How probable its status must be for the look to settle the task."""

_KNOWN_FROM_ALL = ("omitted", "formalism")
"""No look settles these: that nothing was done, or nothing but meetings, can only be known from all that is told."""

_SURE = 0.8
"""How probable a verdict over a look must be to stand: further reading changes one of a hundred such."""

_RESTING = ("implemented", "pending")
"""Verdicts that may rest on a look: what was left out, fell short or was only met about there may be told elsewhere."""

_WIDE = 7
"""So many of the likeliest are read together; the five after them add more noise than answers."""

_SETTLED = 0.8
"""How probable a status must be over these to spare reading the likeliest again."""

_CLEAR = 0.8
"""How probable a verdict over these must be to spare it, too."""

_ALONE, _TURNED = 2, 4
"""So many of the likeliest are read again alone, so many the other way round."""

_BEARS = 0.5
"""How probably a sentence looked at must bear on the task to settle it."""

_TOGETHER = 0.5
"""Weight from which a further sentence is evidence beside the best one (chosen on the building worlds)."""

_EVIDENCE = 3
"""Most sentences of evidence for one task."""


@dataclass(frozen=True)
class Opened:
    """What was read for one task: sentences, the best answer first; and the reading over all likely ones, over the two
    likeliest alone, and over the four likeliest the other way round, each the nearest to it that was made."""

    reads: tuple[Read, ...]
    wide: Reading
    near: Reading
    turned: Reading

    @property
    def readings(self) -> dict[str, Reading]:
        """The readings by name, as the signals name them."""
        return {"wide": self.wide, "near": self.near, "turned": self.turned}


Judge = Callable[[Mapping[int, Opened]], Mapping[int, Verdict]]
"""Of tasks by number with what was read of each so far, the verdicts."""


def open_report(
    reader: Reader,
    asked: Sequence[Asked],
    proposals: Sequence[Sequence[Candidate]],
    places: Mapping[int, int],
    latest: date | None,
    judge: Judge,
) -> list[Opened]:
    """Read for every task what its candidates in one unit's reports say; ``places`` are those of the passages in the
    reports by ``id``, ``latest`` the date of the last report. Where a reading by itself settles nothing, ``judge``
    is asked."""
    desk = _Desk(reader)
    told = [tuple(_told(c.passage, places) for c in p[:_WIDE]) for p in proposals]
    given = [ReaderInput(a.text, t, a.end, latest) for a, t in zip(asked, told, strict=True)]
    first = {i: _narrowed(g, _nearest(g.told)) for i, g in enumerate(given) if _leads(proposals[i])}
    looked: dict[int, Opened] = {}
    for i, look in zip(first, desk.read(list(first.values())), strict=True):
        bears = dict(zip(first[i].told, look.bears, strict=True))
        looked[i] = Opened(tuple(ordered(proposals[i], [bears.get(t, 0.0) for t in told[i]])), look, look, look)
    unsettled = {i: one for i, one in looked.items() if not _finds(one.wide)}
    judged = judge(unsettled)
    opened = {i: one for i, one in looked.items() if i not in judged or _stands(judged[i])}
    left = [i for i in range(len(asked)) if i not in opened]
    wide = dict(zip(left, desk.read([given[i] for i in left]), strict=True))
    unsure = {i: _as_read(proposals[i], w, w, w) for i, w in wide.items() if max(w.status.values()) < _SETTLED}
    doubted = [i for i, verdict in judge(unsure).items() if verdict.status[verdict.best] < _CLEAR]
    near = dict(zip(doubted, desk.read([_narrowed(given[i], told[i][:_ALONE]) for i in doubted]), strict=True))
    turned = dict(zip(doubted, desk.read([_turned(given[i]) for i in doubted]), strict=True))
    for i in left:
        opened[i] = _as_read(proposals[i], wide[i], near.get(i, wide[i]), turned.get(i, wide[i]))
    return [opened[i] for i in range(len(asked))]


def together(reads: Sequence[Read]) -> list[Read]:
    """The sentences that answer a task together, in the order of the report: the best one and what weighs enough."""
    best = [r for r in reads[:_EVIDENCE] if r is reads[0] or r.weight >= _TOGETHER]
    return sorted(best, key=lambda r: (r.candidate.passage.document.file, r.candidate.passage.start))


class _Desk:
    """A reader that remembers: what is read again alone was often the first look."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[ReaderInput, Reading] = {}

    def read(self, inputs: Sequence[ReaderInput]) -> list[Reading]:
        new = [given for given in dict.fromkeys(inputs) if given not in self._known]
        self._known.update(zip(new, self._reader.judge(new), strict=True))
        return [self._known[given] for given in inputs]


def _as_read(proposed: Sequence[Candidate], *readings: Reading) -> Opened:
    """What was read for a task in three readings, those of ``Opened``."""
    wide, near, turned = readings
    return Opened(tuple(ordered(proposed, _bears(readings))), wide, near, turned)


def _turned(given: ReaderInput) -> ReaderInput:
    """The likeliest sentences in the order opposite to that of the report."""
    return _narrowed(given, [replace(t, place=-t.place) for t in given.told[:_TURNED]])


def _bears(readings: Sequence[Reading]) -> list[float]:
    """How probably each sentence bears on the task: the mean of what the readings that showed it say."""
    said = {id(r): r for r in readings}.values()  # one may stand for several
    return [fmean(r.bears[i] for r in said if i < len(r.bears)) for i in range(len(readings[0].bears))]


def _leads(proposed: Sequence[Candidate]) -> bool:
    coverage = [c.coverage for c in proposed[:2]] + [0.0, 0.0]
    return coverage[0] - coverage[1] > _LEAD


def _nearest(told: Sequence[Told]) -> tuple[Told, ...]:
    """The likeliest sentence, with the one right behind it where that is likely too."""
    return (*told[:1], *(t for t in told[1:_NEAR] if t.place == told[0].place + 1))


def _finds(look: Reading) -> bool:
    best = max(look.status, key=lambda s: look.status[s])
    return best not in _KNOWN_FROM_ALL and look.status[best] >= _FOUND and max(look.bears) >= _BEARS


def _stands(look: Verdict) -> bool:
    return look.best in _RESTING and look.status[look.best] >= _SURE


def _narrowed(given: ReaderInput, told: Sequence[Told]) -> ReaderInput:
    return ReaderInput(given.task, tuple(told), given.deadline, given.report_date)


def _told(passage: Passage, places: Mapping[int, int]) -> Told:
    return Told(passage.sentence, places[id(passage)], passage.headings)
