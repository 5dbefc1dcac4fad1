"""Pages set in two columns, as gazettes and newspapers are: found by the gutter, read column after column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from .glyphs import Run, by_baseline
from .lines import Line, page_lines

_FEW = 7
"""Lines in each column from which a page may be set in two."""
_ALIKE = 3
"""Lines of a right column that begin at one place at least."""
_MOST = 16
"""Places where runs begin that are tried as the right column's edge."""
_MIDDLE = (0.36, 0.64)
"""Where a gutter may lie, in shares of the page's width."""
_FULL = 0.75
"""Share of its column from which a line is a full one; of prose at least one line in four is."""
_INDENT = 0.16
"""How far in a line of prose may begin, as a share of its column."""
_NARROW = 100.0
"""Points that a column of prose is wide at least."""


def gutter_of(runs: Sequence[Run], width: float, known: float | None = None) -> float | None:
    """The x of the gutter between two columns of prose, in points; None for a page in one column.

    Both columns have several lines that fill them and begin at one edge; few lines reach over from one to the other.
    ``known`` is the gutter of the page before: a last page may have few lines.
    """
    low, high = _MIDDLE[0] * width, _MIDDLE[1] * width
    starts = Counter(round(edge) for run in runs if low < (edge := run.left[0]) < high)
    if known is None and max(starts.values(), default=0) < _ALIKE:
        return None
    rows = list(_rows(runs))
    if known is not None and _parts(rows, known):
        return known
    best: tuple[int, float] | None = None
    for x in sorted(edge - 2.0 for edge, _ in starts.most_common(_MOST)):
        sides = [(_extent(row, 0.0, x), _extent(row, x, width)) for row in rows if not _crosses(row, x)]
        left = [one for one, _ in sides if one is not None]
        right = [two for _, two in sides if two is not None]
        crossing = len(rows) - len(sides)
        if min(len(left), len(right)) < _FEW or crossing * 2 > max(len(left), len(right)):
            continue
        if (best is None or crossing < best[0]) and _is_prose(left) and _is_prose(right):
            best = crossing, x
    return best[1] if best is not None else None


def _parts(rows: Sequence[Sequence[tuple[float, float]]], x: float) -> bool:
    """Whether words stand on both sides of a gutter and hardly any on it."""
    crossing = sum(1 for row in rows if _crosses(row, x))
    left = any(b <= x for row in rows for _, b in row)
    return left and crossing <= 1 + len(rows) // 4 and any(a >= x for row in rows for a, _ in row)


def column_lines(runs: Sequence[Run], gutter: float, page: int) -> list[Line]:
    """The lines of a page in two columns, none of which reaches over the gutter unless it is set across both."""
    across = {_level(row) for row in by_baseline(runs, 0.3) if _crosses([_edges(run) for run in row], gutter)}
    lines: list[Line] = []
    for chosen in (
        [run for run in runs if _near(run, across)],
        [run for run in runs if not _near(run, across) and run.left[0] < gutter],
        [run for run in runs if not _near(run, across) and run.left[0] >= gutter],
    ):
        lines.extend(page_lines(chosen, page))
    return sorted(lines, key=lambda line: (-line.base, line.left))


def unfolded(lines: Sequence[Line], gutter: float) -> list[Line]:
    """The lines in reading order, the right column moved below the left one.

    What is set across both columns parts the page into bands, each with its own two columns.
    """
    starts = [[x.left for x in lines if _side(x, gutter) == side] for side in (-1, 1)]
    shift = min(starts[1], default=0.0) - min(starts[0], default=0.0)
    found: list[Line] = []
    low = bottom = 0.0
    for n, band in enumerate(_bands(lines, gutter)):
        offset = bottom - low if n else 0.0
        left = [line for line in band if _side(line, gutter) < 1]
        right = [line for line in band if _side(line, gutter) == 1]
        placed = [replace(line, base=line.base + offset) for line in left]
        if right:
            top = max(line.base for line in right)
            down = top - (min(line.base for line in left) - _step(right)) if left else 0.0
            placed += [
                replace(line, base=line.base + offset - down, left=line.left - shift, right=line.right - shift)
                for line in right
            ]
        found.extend(placed)
        low, bottom = min(line.base for line in band), min(line.base for line in placed)
    return found


def _bands(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if _side(line, gutter) == 0:
            if band:
                yield band
            yield [line]
            band = []
        else:
            band.append(line)
    if band:
        yield band


def _side(line: Line, gutter: float) -> int:
    """-1 in the left column, 1 in the right one, 0 across both."""
    if line.right <= gutter + 2:
        return -1
    return 1 if line.left >= gutter - 2 else 0


def _step(lines: Sequence[Line]) -> float:
    bases = sorted((line.base for line in lines), reverse=True)
    steps = [a - b for a, b in pairwise(bases) if a - b > 1]
    return median(steps) if steps else 1.5 * lines[0].size


def _rows(runs: Sequence[Run]) -> Iterator[list[tuple[float, float]]]:
    for row in by_baseline(runs, 0.3):
        yield sorted(_edges(run) for run in row)


def _edges(run: Run) -> tuple[float, float]:
    return run.left[0], run.right[-1]


def _level(row: Sequence[Run]) -> float:
    return row[0].base


def _near(run: Run, levels: set[float]) -> bool:
    return any(abs(run.base - level) < 0.3 * run.size for level in levels)


def _crosses(row: Sequence[tuple[float, float]], x: float) -> bool:
    """Whether words of a line lie on the gutter, or its two sides all but touch there."""
    if any(left < x < right for left, right in row):
        return True
    before = max((right for left, right in row if right <= x), default=None)
    after = min((left for left, right in row if left >= x), default=None)
    return before is not None and after is not None and after - before < 8.0


def _extent(row: Sequence[tuple[float, float]], start: float, end: float) -> tuple[float, float] | None:
    inside = [(left, right) for left, right in row if left >= start and right <= end + 1]
    return (min(a for a, _ in inside), max(b for _, b in inside)) if inside else None


def _is_prose(extents: Sequence[tuple[float, float]]) -> bool:
    """Whether lines fill their column as prose does, from one left edge."""
    left, right = min(a for a, _ in extents), max(b for _, b in extents)
    width = right - left
    full = sum(1 for a, b in extents if b - a >= _FULL * width)
    flush = sum(1 for a, _ in extents if a - left < _INDENT * width)
    return width > _NARROW and full * 4 >= len(extents) and flush * 5 >= 3 * len(extents)
