"""Tables whose 合计 row is not the sum of the rows above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luodi.records import Cell, DocumentRecord, Table

from .contradiction import BODY, Contradiction
from .figures import shown

_TOTAL = re.compile(rf"^(?:合计|总计|共计|全{BODY}(?:合计|总计)?|合\s*计)$")
_SUBTOTAL = re.compile(r"小计|其中")
_NOT_SUMMED = re.compile(r"率|比|占|平均|均|%|％|排名|名次|序号|编号|年度|得分|单价|标准")
_NUMBER = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d+(?:\.\d+)?$")
_TOLD_SCORE = re.compile(r"(?:自评|自查|考核|评估)(?:总分|得分|总得分|合计)(?:为|是|：)?(?P<score>\d{1,3}(?:\.\d+)?)分")
_SCORE_COLUMN = re.compile(r"自评(?:分|得分|分值)?|自查得分|得分|实得分")
_MARKS = 4
"""Rows from which a table of marks is a whole one."""
_NEAR = 0.2
"""A total further off than this sums up something else."""


def totals(document: DocumentRecord) -> Iterator[Contradiction]:
    """Columns of a document's tables that do not make their total; rates, averages and subtotals are left alone."""
    for table in document.tables:
        last = next((i for i, row in enumerate(table.rows) if i > 1 and _is_total(row)), None)
        if last is None or any(_SUBTOTAL.search(c.text) for row in table.rows[:last] for c in row[:2]):
            continue
        first = _first(table, last)
        header = [c.text for c in table.rows[first - 1]] if first else []
        for column in range(1, len(table.rows[last])):
            name = header[column] if column < len(header) else ""
            if not _NOT_SUMMED.search(name):
                yield from _column(table, first, last, column, name)


def scores(document: DocumentRecord) -> Iterator[Contradiction]:
    """自评总分98分 above a table whose column 自评 makes 96: marks given one by one that are not those told in all."""
    told = _TOLD_SCORE.search(document.text)
    if told is None:
        return
    for table in document.tables:
        if table.start <= told.start() < table.end or any(_is_total(row) for row in table.rows):
            continue
        first = _first(table, len(table.rows))
        header = [c.text.strip() for c in table.rows[first - 1]] if first else []
        columns = [i for i, name in enumerate(header) if _SCORE_COLUMN.fullmatch(name)]
        cells = [row[columns[0]] for row in table.rows[first:] if columns and columns[0] < len(row)]
        if len(columns) != 1 or len(cells) < _MARKS or not all(_NUMBER.match(c.text.strip()) for c in cells):
            continue
        summed = sum(_value(c) for c in cells)
        off = abs(summed - float(told["score"]))
        if sum(_fine(c) for c in cells) + 1e-9 < off <= _NEAR * summed:
            yield Contradiction(
                spans=((told.start(), told.end()), (cells[0].start, cells[-1].end)),
                reason=f"写明{told.group()}，表中“{header[columns[0]]}”各项相加为{shown(summed)}，相差{shown(off)}",
                confidence=0.8,
                rule="integrity.score",
            )


def _first(table: Table, last: int) -> int:
    """The first row to be summed: below the marked head, else the first that holds a number beside its name."""
    if table.header_rows:
        return table.header_rows
    numbered = (i for i, row in enumerate(table.rows[:last]) if any(_NUMBER.match(c.text.strip()) for c in row[1:]))
    return next(numbered, 0)


def _is_total(row: Sequence[Cell]) -> bool:
    return any(_TOTAL.match(c.text.strip()) for c in row[:2])


def _column(table: Table, first: int, last: int, column: int, name: str) -> Iterator[Contradiction]:
    cells = [row[column] for row in table.rows[first:last] if column < len(row) and row[column].text.strip()]
    stated = table.rows[last][column]
    if len(cells) < 2 or not all(_NUMBER.match(c.text.strip()) for c in (*cells, stated)):
        return
    values = [_value(c) for c in cells]
    summed, slack = sum(values), sum(_fine(c) for c in (*cells, stated))
    off = abs(summed - _value(stated))
    if off <= slack + 1e-9 or off > _NEAR * max(abs(summed), 1e-9):
        return
    yield Contradiction(
        spans=((cells[0].start, cells[-1].end), (stated.start, stated.end)),
        reason=f"表中“{name or f'第{column + 1}列'}”合计写{stated.text}，各行相加为{shown(summed)}，相差{shown(off)}",
        confidence=0.85,
        rule="integrity.table",
    )


def _value(cell: Cell) -> float:
    return float(cell.text.strip().replace(",", ""))


def _fine(cell: Cell) -> float:
    decimals = len(cell.text.strip().partition(".")[2])
    return 0.5 * 10.0**-decimals if decimals else 0.0
