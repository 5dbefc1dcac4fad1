"""The ways in which a table may name its columns: one row of heads, two rows that are one head, a form of pairs.

A workbook writes 整改 across two columns and 要求完成, 实际完成 below; a form of one matter (问题整改销号单) writes
names and values side by side. Both are read as a head and rows of cells, as any ledger is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from luodi.records import Cell, Table

_DEPTH = 4
"""Rows looked at for the head: sheets often begin with a title and a line naming who filled them in."""
_LONGEST = 12
"""Characters of a name in the lower of two rows of heads."""
_FORM_ROWS, _FORM_WIDTHS = 3, (2, 4, 6)
_VALUE = re.compile(r"\d")


class Headed(NamedTuple):
    """Names of columns, the rows of cells under them, and the number of rows above these."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    place: int


def headed(table: Table) -> Iterator[Headed]:
    """All ways to read a table as a head with rows, the likeliest first; whoever asks takes the first that it knows."""
    texts = [tuple(cell.text.strip() for cell in row) for row in table.rows[: _DEPTH + 1]]
    for place, names in enumerate(texts[:_DEPTH]):
        yield Headed(names, table.rows[place + 1 :], place)
    for place, (upper, lower) in enumerate(pairwise(texts)):
        joined = _joined(upper, lower)
        if joined is not None:
            yield Headed(joined, table.rows[place + 2 :], place + 1)
    form = form_of(table)
    if form is not None:
        yield form


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...] | None:
    """Two rows of heads as one; None where the lower one holds values, or names nothing that the upper left open.

    >>> _joined(("序号", "整改", "", "销号"), ("", "要求完成", "实际完成", ""))
    ('序号', '整改要求完成', '整改实际完成', '销号')
    >>> _joined(("序号", "整改", "", "销号"), ("1", "补栽", "", "2024-10-08")) is None
    True
    """
    if len(upper) != len(lower) or len({name for name in upper if name}) < 2:
        return None
    if any(len(name) > _LONGEST or _VALUE.search(name) for name in lower) or not any(lower):
        return None
    names, above = [], ""
    for top, below in zip(upper, lower, strict=True):
        above = top or (above if below else "")
        names.append(above if below in ("", above) else above + below)
    repeated = any(one == other for one, other in pairwise(upper) if one)
    opened = any(not top and below for top, below in zip(upper, lower, strict=True))
    return tuple(names) if repeated or opened else None


def form_of(table: Table) -> Headed | None:
    """A form of names and values side by side as one row; None for any other table."""
    pairs: list[tuple[Cell, Cell]] = []
    for row in map(_unmerged, table.rows):
        if len(row) in _FORM_WIDTHS:
            pairs += zip(row[::2], row[1::2], strict=True)
            if any(len(name.text.strip()) > _LONGEST for name in row[::2]):
                return None  # most sheets are none, and say so in their first rows
    if len(pairs) < _FORM_ROWS:
        return None
    return Headed(tuple(name.text.strip() for name, _ in pairs), (tuple(value for _, value in pairs),), 0)


def _unmerged(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, those that one merged cell was repeated into once."""
    kept: list[Cell] = []
    for cell in row:
        if not kept or not cell.text or (cell.start, cell.end) != (kept[-1].start, kept[-1].end):
            kept.append(cell)
    return kept
