"""Cells whose words run downwards, column after column from the right, as narrow cells of wide tables have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .glyphs import Run

_LEAST = 2
"""Columns, and characters in the first of them, without which nothing tells that words run downwards."""
_CLOSE = 1.06
"""Steps from character to character, in em: words stand closer to each other than lines do."""


def set_upright(runs: Sequence[Run]) -> list[Run]:
    """The runs of a cell as lines across; those of a cell whose characters stand closer below each other than side by
    side become one line a column, the rightmost first."""
    if len(runs) <= _LEAST or any(len(run.chars) != 1 for run in runs):
        return list(runs)
    columns: dict[int, list[Run]] = {}
    for run in sorted(runs, key=lambda run: (-run.left[0], -run.base)):
        at = next((x for x in columns if abs(x - run.left[0]) < 0.3 * run.size), None)
        columns.setdefault(round(run.left[0]) if at is None else at, []).append(run)
    placed = list(columns.values())
    if len(placed) < _LEAST or len(placed[0]) < _LEAST or not all(map(_closed, placed)):
        return list(runs)
    if any(a[0].left[0] - b[0].left[0] < _CLOSE * a[0].size for a, b in pairwise(placed)):
        return list(runs)
    return [_across(column, n) for n, column in enumerate(placed)]


def _closed(column: Sequence[Run]) -> bool:
    """Whether the characters of a column stand one right below the other."""
    return all(0.8 * a.size < a.base - b.base < _CLOSE * a.size for a, b in pairwise(column))


def _across(column: Sequence[Run], line: int) -> Run:
    """A column as a line, below the lines before it."""
    first = column[0]
    left = [first.size * n for n in range(len(column))]
    return replace(
        first,
        chars=[run.chars[0] for run in column],
        left=left,
        right=[x + first.size for x in left],
        base=first.base - 2 * first.size * line,
    )
