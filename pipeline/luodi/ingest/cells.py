"""Words into the cells of ruled tables, and tables joined over pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from luodi.text.items import SERIAL

from .downwards import set_upright
from .draft import CellText, Grid, Joined, Row
from .glyphs import Run
from .lines import NEVER_FIRST, Line, page_lines
from .ruling import Box, RuledTable

_HANGING = ("，", "。", "、", "；", "：")
"""Marks that layout lets stand beyond the edge of a full line."""
_SENTENCE_ENDS = ("。", "；", "！", "？")


def fill_table(table: RuledTable, runs: Sequence[Run], page: int, height: float) -> tuple[Grid, list[Run]]:
    """The table with the words of its cells, and the runs that stand outside it."""
    left, top, right, bottom = table.box
    inside, outside = list[tuple[float, float, str, Run]](), list[Run]()
    for run in runs:
        level = run.depth(height)
        if top - 1 <= level <= bottom + 1 and run.right[-1] > left and run.left[0] < right:
            kept = [
                i
                for i, (a, b) in enumerate(zip(run.left, run.right, strict=True))
                if left - 1 <= (a + b) / 2 <= right + 1
            ]
            inside.extend((run.left[i], run.right[i], run.chars[i], run) for i in kept)
            if len(kept) < len(run.chars):
                outside.append(_part(run, sorted(set(range(len(run.chars))).difference(kept))))
        else:
            outside.append(run)
    parts: dict[tuple[int, int], dict[int, Run]] = {}
    for a, b, char, run in inside:
        place = _place(table, (a + b) / 2, run.depth(height))
        if place is None:
            continue
        piece = parts.setdefault(place, {}).get(id(run))
        if piece is None:
            piece = parts[place][id(run)] = _part(run, [])
        piece.chars.append(char)
        piece.left.append(a)
        piece.right.append(b)
    rows, full = list[Row](), set[int]()
    for r in range(len(table.rows)):
        lines = [page_lines(set_upright([*parts.get((r, c), {}).values()]), page) for c in range(len(table.rows[r]))]
        rows.append(Row(_row(table, r, lines), page))
        full = {c for c, box in enumerate(table.rows[r]) if box is not None and _is_full(lines[c], box)}
    return Grid(rows, full=frozenset(full)), outside


def joins(table: RuledTable, next_table: RuledTable) -> bool:
    """Do two tables, one ending a page and one beginning the next, share their columns?"""
    if len(table.columns) != len(next_table.columns):
        return False
    shift = table.box[0] - next_table.box[0]
    return all(abs(a - b - shift) < 6 for a, b in zip(table.columns, next_table.columns, strict=True))


def join_grids(grid: Grid, following: Grid) -> None:
    """Append the rows of a table's next page: a repeated header goes, a row cut by the page break is mended."""
    rows = following.rows
    top = 0
    while top < min(len(rows), len(grid.rows), 3) and rows[top].cells == grid.rows[top].cells:
        top += 1
    rows = rows[top:]
    if rows and (_is_rest(grid.rows[-1], rows) or _flows_over(grid, rows[0])):
        last, rest = grid.rows[-1], rows[0]
        last.cells = [_mended(a, b) for a, b in zip(last.cells, rest.cells, strict=True)]
        rows = rows[1:]
    if rows:
        _merge_on(grid.rows[-1], rows)
    grid.rows.extend(rows)
    grid.full = following.full


def _merge_on(last: Row, rows: list[Row]) -> None:
    """A merged cell that the page break cuts is drawn empty on the next page; it belongs to the one above."""
    for column, cell in enumerate(rows[0].cells):
        below = rows[1].cells[column] if len(rows) > 1 else ""
        cut = Joined.UP in (last.cells[column], below) or (column == 0 and all(rows[0].cells[1:]))
        if cell == "" and cut and last.cells[column] != "":
            rows[0].cells[column] = Joined.UP


def _cell_text(lines: Sequence[Line], width: float) -> str:
    """The lines of a cell as one: closed up where the line was full, parted by a blank where a paragraph ended."""
    if not lines:
        return ""
    text = lines[0].text
    start = min(line.left for line in lines)
    longest = max(line.right - line.size * line.text.endswith(_HANGING) for line in lines) - start
    for line, following in pairwise(lines):
        used = line.right - line.left
        full = max(longest, width - 2.2 * line.size) - used < following.head + 0.6 * line.size
        latin = (
            text[-1] < "\u2000" and following.text[0] < "\u2000" and text[-1].isalpha() and following.text[0].isalpha()
        )
        closed = following.text[0] in NEVER_FIRST or (full and not latin)
        text += ("" if closed else " ") + following.text
    return text


def _row(table: RuledTable, r: int, lines: Sequence[Sequence[Line]]) -> list[CellText]:
    return [
        _joined(table, r, c) if box is None else _cell_text(lines[c], box[2] - box[0])
        for c, box in enumerate(table.rows[r])
    ]


def _is_full(lines: Sequence[Line], box: Box) -> bool:
    """Whether the last line of a cell leaves no room for a character and ends no sentence."""
    if not lines or lines[-1].text.endswith(_SENTENCE_ENDS):
        return False
    last = lines[-1]
    return box[2] - box[0] - (last.right - last.left) < 3.8 * last.size


def _joined(table: RuledTable, r: int, c: int) -> CellText:
    """A missing cell belongs to the one that reaches over it."""
    x = table.columns[c] + 1
    y = table.tops[r] + 1
    for row in range(r, -1, -1):
        for box in table.rows[row]:
            if box is not None and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                return Joined.UP if row < r else Joined.LEFT
    return ""


def _place(table: RuledTable, x: float, y: float) -> tuple[int, int] | None:
    row = max(0, bisect_right(table.tops, y) - 1)
    for r in range(row, -1, -1):
        for c, box in enumerate(table.rows[r]):
            if box is not None and _holds(box, x, y):
                return r, c
    return None


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _part(run: Run, kept: list[int]) -> Run:
    return replace(
        run,
        chars=[run.chars[i] for i in kept],
        left=[run.left[i] for i in kept],
        right=[run.right[i] for i in kept],
    )


def _is_rest(last: Row, rows: list[Row]) -> bool:
    """Does the first row after a page break only go on with the last one before it?

    Its leading cell is empty. Below a running number (序号) that is enough; below words the leading cell may also be
    a merged one that the break cuts, unless another cell is empty too, whose words had room above.
    """
    leading, *others = rows[0].cells
    if leading or not last.cells[0] or (len(rows) > 1 and rows[1].cells[0] is Joined.UP):
        return False
    filled = sum(1 for cell in others if isinstance(cell, str) and cell)
    return filled > 0 and (_is_number(last.cells[0]) or filled < len(others))


def _flows_over(grid: Grid, row: Row) -> bool:
    """Does a row after a page break hold only what did not fit into cells above that are full?"""
    filled = {c for c, cell in enumerate(row.cells) if cell != ""}
    return 0 < len(filled) < len(row.cells) and filled <= grid.full and all(isinstance(x, str) for x in row.cells)


def _is_number(cell: CellText) -> bool:
    return isinstance(cell, str) and SERIAL.fullmatch(cell) is not None


def _mended(cell: CellText, rest: CellText) -> CellText:
    if isinstance(cell, str) and isinstance(rest, str):
        return cell + rest
    return cell
