"""How a document's pages are set: type areas, indents, the distances between lines inside paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import Line

ENDS = ("。", "；", "！", "？", "：", "）", "”", ";", ":")
"""How lines end at which a paragraph may end."""
SLACK = 0.55
"""Room at the end of a full line, in the size of its letters, beyond what the next word needs."""
_SETTLED = 4
"""Lines in the size of the text from which they alone show the type area."""
_ROOM = 0.35
"""Room between paragraphs from which it tells them apart, in the size of the letters."""


@dataclass(frozen=True, slots=True)
class Column:
    """The type area's left and right edge in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left


def column(lines: Sequence[Line]) -> Column:
    """The edges of the type area: where most lines begin, and the right edge that the full ones reach.

    Lines in the size of the text show it; a web page's notes in small letters may reach further.
    """
    if not lines:
        return Column(0.0, 0.0)
    size = _body_size(lines)
    plain = [line for line in lines if abs(line.size - size) < 0.06 * size]
    settled = len(plain) >= _SETTLED
    lines = plain if settled else lines
    widest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left > 0.6 * widest] or list(lines)
    lefts = Counter(round(line.left) for line in long)
    often = max(lefts.values())
    left = min(x for x, n in lefts.items() if n * 5 >= often)
    rights = sorted(line.right for line in long)
    most = 0.9 * (len(rights) - 1)
    return Column(float(left), rights[round(most) if settled else int(most)])


def scanned_column(lines: Sequence[Line]) -> Column:
    """The type area of one scanned page, whose edges are measured and not quite upright: the leftmost place, half a
    character wide, where a fifth of the long lines begin."""
    widest = max(line.right - line.left for line in lines)
    long = sorted((line for line in lines if line.right - line.left > 0.6 * widest), key=lambda line: line.left)
    for line in long:
        near = [other.left for other in long if 0 <= other.left - line.left < 0.5 * line.size]
        if len(near) * 5 >= len(long):
            break
    rights = sorted(line.right for line in long)
    return Column(near[len(near) // 2], rights[int(0.8 * (len(rights) - 1))])


@dataclass(frozen=True, slots=True)
class Form:
    """How a document is set: type areas by page, usual leading, that inside paragraphs by size of letters, indents of
    first lines, body size in points."""

    areas: dict[int, Column]
    leading: float
    inner: dict[int, float]
    indented: bool
    size: float

    def most(self, size: float) -> float:
        """The distance between baselines, in points, above which lines of a size are two paragraphs."""
        usual = max(1.45 * self.leading, 1.2 * size)
        inner = self.inner.get(round(size))
        return usual if inner is None else min(usual, inner + _ROOM * size)


def form_of(lines: Sequence[Line], areas: dict[int, Column]) -> Form:
    """How lines in reading order are set, with the type area of each page."""
    return Form(areas, _leading(lines), _inner(lines, areas), _uses_indents(lines, areas), _body_size(lines))


def centred(line: Line, area: Column) -> bool:
    """Whether a line stands in the middle of the type area."""
    return abs((line.left - area.left) - (area.right - line.right)) < 1.6 * line.size


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between baselines, in points."""
    steps = Counter[float]()
    for line, following in pairwise(lines):
        step = line.base - following.base
        if line.page == following.page and 0 < step < 6 * line.size:
            steps[round(step)] += 1
    return steps.most_common(1)[0][0] if steps else 1.8 * (lines[0].size if lines else 12.0)


def _inner(lines: Sequence[Line], areas: dict[int, Column]) -> dict[int, float]:
    """The distance between baselines inside paragraphs, in points by rounded size, where lines surely go on: full ones
    that end no sentence, above one that begins at the edge. Paragraphs may stand further apart than lines."""
    steps: dict[int, Counter[float]] = {}
    for line, following in pairwise(lines):
        area, step = areas[line.page], line.base - following.base
        flush = following.left - area.left < 0.6 * line.size or centred(following, area)
        full = area.right - line.right < following.head + SLACK * line.size
        alike = line.page == following.page and abs(line.size - following.size) < 0.5 and step >= line.size
        if alike and full and flush and not line.text.endswith(ENDS):
            steps.setdefault(round(line.size), Counter())[round(step)] += 1
    return {
        size: min(step for step, n in found.items() if n * 5 >= max(found.values())) for size, found in steps.items()
    }


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most words are set."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _uses_indents(lines: Sequence[Line], areas: dict[int, Column]) -> bool:
    """Do paragraphs begin two characters in, and go on at the left edge?"""
    flush = indented = 0
    for line in lines:
        indent = (line.left - areas[line.page].left) / line.size
        flush += indent < 0.6
        indented += 1.4 < indent < 2.7
    return indented * 12 > len(lines) and flush * 4 > len(lines)
