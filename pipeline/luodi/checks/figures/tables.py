"""Tables that do not add up: totals, rates and columns made of others, and prose that tells another number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from luodi.records import Cell, DocumentRecord, Table

from .contradiction import BODY, Contradiction
from .written import Figure, figures, shown

_TOTAL = re.compile(rf"^(?:合计|总计|共计|全{BODY}(?:合计|总计)?|合\s*计)$")
_SUBTOTAL = re.compile(r"小计|其中")
_NOT_SUMMED = re.compile(r"率|比|占|平均|均|%|％|排名|名次|序号|编号|年度|得分|单价|标准")
_ALL_TOLD = re.compile(rf"(?:全{BODY}|全年|累计|共计?|一共|已|有)*")
_NUMBER = re.compile(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d+(?:\.\d+)?$")
_UNIT = re.compile(r"[（(](?P<unit>[^）)]{1,6})[）)]")
_TOLD_SCORE = re.compile(r"(?:自评|自查|考核|评估)(?:总分|得分|总得分|合计)(?:为|是|：)?(?P<score>\d{1,3}(?:\.\d+)?)分")
_SCORE_COLUMN = re.compile(r"自评(?:分|得分|分值)?|自查得分|得分|实得分")
_MARKS = 4
"""Rows from which a table of marks is a whole one."""
_RATE = re.compile(r"率|占比|进度|比例|%|％")
_ROWS = 2
"""Rows that must agree in how a rate is made before another is odd; for a sum one more."""
_WIDE, _LONG = 12, 80
"""Columns and rows of a table up to which its columns are held against each other."""
_SLIP = 15.0
"""Points within which a rate in a table is a slip of the pen."""
_NEAR = 0.2
"""A total further off than this sums up something else."""


@dataclass(frozen=True)
class NamedCell:
    """A number in a table: the head of its column or the name of its row, its unit's row ("" where it tells of all)."""

    head: str
    row: str
    figure: Figure
    span: tuple[int, int]
    total: bool
    rows: tuple[str, ...] = ()


def contradictions(document: DocumentRecord) -> Iterator[Contradiction]:
    """All that a document's tables say that cannot be so."""
    yield from totals(document)
    yield from scores(document)
    for table in document.tables:
        yield from across(table)
        yield from columns(table)


def totals(document: DocumentRecord) -> Iterator[Contradiction]:
    """Columns of a document's tables that do not make their total; rates, averages and subtotals are left alone."""
    for table in document.tables:
        last = next((i for i, row in enumerate(table.rows) if i > 1 and is_total(row)), None)
        if last is None or any(_SUBTOTAL.search(c.text) for row in table.rows[:last] for c in row[:2]):
            continue
        first = _first(table, last)
        header = [c.text for c in table.rows[first - 1]] if first else []
        for column in range(1, len(table.rows[last])):
            name = header[column] if column < len(header) else ""
            if not _NOT_SUMMED.search(name):
                yield from _column(table, first, last, column, name)


def columns(table: Table) -> Iterator[Contradiction]:
    """The one row in which a column is not what it is in all others: a rate of two columns, their sum or difference."""
    rows = [row for row in table.rows[_first(table, len(table.rows)) :] if len(row) <= _WIDE][:_LONG]
    header = [c.text for c in table.rows[_first(table, len(table.rows)) - 1]] if rows else []
    numbers = [{i: _value(c) for i, c in enumerate(row) if _NUMBER.match(_plain(c))} for row in rows]
    common = [i for i in range(len(header)) if sum(i in n for n in numbers) >= _ROWS]
    for made, one, other in permutations(common, 3):
        rate = _RATE.search(header[made]) is not None
        least = _ROWS if rate else _ROWS + 1
        for ratio in (True,) if rate else (False,) if other > one else ():
            yield from _odd_one(rows, numbers, header, (made, one, other), ratio=ratio, least=least)


def _odd_one(
    rows: Sequence[Sequence[Cell]],
    numbers: Sequence[dict[int, float]],
    header: Sequence[str],
    columns: tuple[int, int, int],
    *,
    ratio: bool,
    least: int,
) -> Iterator[Contradiction]:
    made, one, other = columns
    full = [i for i, n in enumerate(numbers) if all(c in n for c in columns) and n[other]]
    pairs = {i: (numbers[i][one], numbers[i][other]) for i in full}
    real = {i: 100 * x / y if ratio else x + y for i, (x, y) in pairs.items()}
    slack = {i: _fine(rows[i][made]) + (0.05 if ratio else _fine(rows[i][one]) + _fine(rows[i][other])) for i in full}
    if not ratio and any(numbers[i][one] == 0 for i in full):
        return
    odd = [i for i in full if abs(real[i] - numbers[i][made]) > slack[i] + 1e-9]
    if len(odd) != 1 or len(full) - 1 < least:
        return
    (i,) = odd
    off = abs(real[i] - numbers[i][made])
    if off <= (_SLIP if ratio else _NEAR * max(abs(real[i]), 1e-9)):
        row, sign = rows[i], "÷" if ratio else "+"
        yield Contradiction(
            spans=((row[0].start, row[-1].end),),
            reason=f"表中“{row[0].text.strip()}”一行{header[one]}{row[one].text}{sign}{header[other]}{row[other].text}"
            f"应为{round(real[i], 2):g}，{header[made]}写{row[made].text}",
            confidence=0.8,
            rule="integrity.columns",
        )


def across(table: Table) -> Iterator[Contradiction]:
    """Rows whose parts do not make what their last column, 合计, says; all others do, or there is no other."""
    first = _first(table, len(table.rows))
    header = [c.text.strip() for c in table.rows[first - 1]] if first else []
    if len(header) < 4 or not _TOTAL.match(header[-1]) or any(_NOT_SUMMED.search(name) for name in header[1:-1]):
        return
    rows = [row for row in table.rows[first:] if len(row) == len(header)]
    full = [row for row in rows if all(_NUMBER.match(c.text.strip()) for c in row[1:])]
    off = [row for row in full if abs(_summed(row) - _value(row[-1])) > sum(_fine(c) for c in row[1:]) + 1e-9]
    if len(off) == 1 and abs(_summed(off[0]) - _value(off[0][-1])) <= _NEAR * max(_summed(off[0]), 1e-9):
        (row,) = off
        reason = f"表中“{row[0].text.strip()}”一行合计写{row[-1].text}，各列相加为{shown(_summed(row))}"
        yield Contradiction(((row[0].start, row[-1].end),), reason, 0.8, "integrity.table")


def _summed(row: Sequence[Cell]) -> float:
    return sum(_value(c) for c in row[1:-1])


def scores(document: DocumentRecord) -> Iterator[Contradiction]:
    """自评总分98分 above a table whose column 自评 makes 96: marks given one by one that are not those told in all."""
    told = _TOLD_SCORE.search(document.text)
    if told is None:
        return
    for table in document.tables:
        if table.start <= told.start() < table.end or any(is_total(row) for row in table.rows):
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


def is_total(row: Sequence[Cell]) -> bool:
    """Whether a row is the total of the rows above it."""
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


def named_cells(table: Table) -> Iterator[NamedCell]:
    """The cells that say in full what they count: names with one number each, the total row, and rows of units."""
    rows = [row for row in table.rows if row]
    first = max(table.header_rows, 1)
    header, body = [c.text.strip() for c in rows[first - 1]] if rows else [], rows[first:]
    pairs = [_NUMBER.match(row[-1].text.strip()) and len(row) > 1 and _UNIT.search(row[-2].text) for row in body]
    if len(header) in {2, 3} and all(pairs):
        yield from (found for row in body for found in _named_cell(row[-2].text, "", row[-1], total=False))
        return
    yield from (cell for row in rows[table.header_rows :] for cell in _spoken(row))
    names = tuple(_name(row) for row in body)
    for row, name in zip(body, names, strict=True):
        for head, cell in zip(header, row, strict=False):
            total = _TOTAL.match(name) is not None
            yield from _named_cell(head, "" if total else name, cell, total=total, rows=names)


def _spoken(row: Sequence[Cell]) -> Iterator[NamedCell]:
    """受理群众举报 | 47件，件件有回音: a row that says in words how many of its name there are."""
    if len(row) not in {2, 3}:
        return
    number = next(figures(row[1].text), None)
    if number is not None and number.unit and _ALL_TOLD.fullmatch(row[1].text[: number.start].strip()):
        yield NamedCell(row[0].text.strip(), "", number, (row[1].start, row[1].end), total=False)


def _name(row: Sequence[Cell]) -> str:
    """The name of a row: its first cell, or the second where the first is its number."""
    first = row[0].text.strip()
    return row[1].text.strip() if len(row) > 2 and _NUMBER.match(first) else first


def _named_cell(head: str, row: str, cell: Cell, *, total: bool, rows: tuple[str, ...] = ()) -> Iterator[NamedCell]:
    note, words = _UNIT.search(head), cell.text.strip()
    number = next(figures(f"{words}{note['unit']}"), None) if note is not None and _NUMBER.match(words) else None
    if number is not None and number.unit:
        yield NamedCell(_UNIT.sub("", head).strip(), row, number, (cell.start, cell.end), total, rows)


def number_of(cell: Cell) -> float | None:
    """The plain number that a cell holds, None where it holds anything else."""
    return float(cell.text.strip().replace(",", "")) if _NUMBER.match(cell.text.strip()) else None


def _plain(cell: Cell) -> str:
    return cell.text.strip().rstrip("%％")


def _value(cell: Cell) -> float:
    return float(_plain(cell).replace(",", ""))


def _fine(cell: Cell) -> float:
    decimals = len(_plain(cell).partition(".")[2])
    return 0.5 * 10.0**-decimals if decimals or cell.text.strip() != _plain(cell) else 0.0
