"""One thing told under two names, or in the prose and in a table, with two numbers.

A name is the words before a number without who, when and how much; of two names of one thing the shorter is written in
the longer, in its order, and both end alike (清运垃圾, 清运积存垃圾). Only numbers of the whole unit are compared, or
of one that a row names; and only such as lie near, or have the same digits: further apart they count two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from luodi.records import Cell, DocumentRecord, Table

from .contradiction import BODY, Contradiction, clause, statements
from .figures import Figure, figures
from .report_figures import DEED

_ELSEWHEN = re.compile(
    r"去年|上年|同期|往年|20\d\d年|季度|[上下]半年|\d月|月份|月底|年前|年初|此前|原|计划|任务|目标|拟|将|力争|要求|应|同比|比|其中"
)
_WHO = re.compile(
    rf"^(?:(?:[全我本]{BODY}(?:财政|里|级)?|全年|一年来|今年|今年以来|年内|目前|累计|共计|总共|一共|总计|合计|共|已|均|为|给|向|由|[\u4e00-\u9fff]个?片区)+)"
)
_ALL = re.compile(rf"全{BODY}|我{BODY}|全年|一年来|累计|共|合计|总计")
_TAIL = re.compile(r"(?:达到了?|达|为|是|了|约|共|共计|累计|总计)+$")
_NOTE = re.compile(r"（(?P<unit>[^）]{1,6})）|\((?P<plain>[^)]{1,6})\)")
_TOTAL = re.compile(rf"^(?:合\s*计|总\s*计|共\s*计|全{BODY}(?:合计|总计)?)$")
_NUMBER = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")
_NAME, _NAME_IN_TABLE = 4, 3
"""Characters of a name from which it says what is counted; a head of a table says it in fewer."""
_NEAR, _NEAR_TABLE, _NEAR_NAMED = 0.03, 0.1, 0.3
"""Share by which two numbers of one thing differ at most, in prose, against a table, and of one name in a table."""
_DIGITS = 3


@dataclass(frozen=True)
class _Told:
    """A number of a named thing: ``rows`` are the names of the row it stands in, or none; ``table`` is where from."""

    name: str
    figure: Figure
    span: tuple[int, int]
    words: str
    table: Table | None = None


def contradictions(report: DocumentRecord) -> Iterator[Contradiction]:
    """What a report tells twice with two numbers, in its prose or between its prose and its tables."""
    prose = list(_prose(report))
    for one, other in combinations([t for t in prose if _ALL.search(t.words)], 2):
        if one.span != other.span and _same(one, other, _NAME) and _slip(one.figure, other.figure, _NEAR):
            yield _clash(one, other, 0.7)
    for table in report.tables:
        for cell, rows in _cells(table):
            told = [t for t in prose if t.figure.unit == cell.figure.unit and _speaks_of(t, cell, rows)]
            near = _NEAR_NAMED if any(t.name == cell.name for t in told) else _NEAR_TABLE
            if told and all(_slip(t.figure, cell.figure, near) for t in told):
                yield _clash(told[0], cell, 0.75)


def _prose(report: DocumentRecord) -> Iterator[_Told]:
    """The figures outside tables that speak of the report's own time."""
    text = report.text
    for start, end in statements(text):
        if any(t.start <= start < t.end for t in report.tables):
            continue
        last = start
        for number in figures(text, start, end):
            words = text[max(last, number.start - 30) : number.start]
            words, last = re.split(r"[，。；：、（]", words)[-1], number.end
            if number.vague or number.unit in {"", "%"} or _ELSEWHEN.search(clause(text, number.start)):
                continue
            name = _WHO.sub("", _TAIL.sub("", words))
            deeds = list(DEED.finditer(name))
            if deeds and len(name) - deeds[-1].end() >= _NAME:
                name = name[deeds[-1].start() :]
            yield _Told(name, number, (start, end), number.label + words)


def _cells(table: Table) -> Iterator[tuple[_Told, tuple[str, ...]]]:
    """The cells that say in full what they count: named rows of one number, the total row, and rows of units."""
    header = [c.text.strip() for c in table.rows[max(table.header_rows, 1) - 1]] if table.rows else []
    body = table.rows[max(table.header_rows, 1) :]
    if not any(_TOTAL.match(row[0].text.strip()) for row in body if row) and _pairs(header, body):
        for row in body:
            yield from _cell(row[-1], row[-2].text, table, ())
        return
    for row in body:
        first = row[0].text.strip() if not _NUMBER.match(row[0].text.strip()) or len(row) < 3 else row[1].text.strip()
        for name, cell in zip(header, row, strict=False):
            rows = () if _TOTAL.match(first) else (first,)
            yield from _cell(cell, name, table, rows)


def _pairs(header: Sequence[str], body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is one of names and numbers: 项目, 数量."""
    named = [_NUMBER.match(row[-1].text.strip()) and _NOTE.search(row[-2].text) for row in body]
    return len(header) in {2, 3} and all(named)


def _cell(cell: Cell, head: str, table: Table, rows: tuple[str, ...]) -> Iterator[tuple[_Told, tuple[str, ...]]]:
    note, words = _NOTE.search(head), cell.text.strip()
    if note is None or not _NUMBER.match(words):
        return
    unit = note["unit"] or note["plain"]
    number = next(iter(figures(f"{words}{unit}")), None)
    if number is not None and number.unit:
        yield _Told(_NOTE.sub("", head).strip(), number, (cell.start, cell.end), head, table), rows


def _speaks_of(told: _Told, cell: _Told, rows: tuple[str, ...]) -> bool:
    """Whether a number of the prose is that of a cell: of its row's unit, or of all where it stands in the total."""
    if rows:
        return len(rows[0]) > 1 and rows[0] in told.words and _like(cell.name, told.words)
    return _same(told, cell, _NAME_IN_TABLE)


def _like(head: str, words: str) -> bool:
    """Whether the head of a column (改造数) speaks of what words tell (改造公厕)."""
    return any(head[i : i + 2] in words for i in range(len(head) - 1))


def _same(one: _Told, other: _Told, least: int) -> bool:
    short, long = sorted((one.name, other.name), key=len)
    if one.figure.unit != other.figure.unit or len(short) < least or short[-2:] != long[-2:]:
        return False
    rest = iter(long)
    return all(c in rest for c in short)


def _slip(one: Figure, other: Figure, near: float) -> bool:
    off = abs(one.value - other.value)
    digits, again = _digits(one), _digits(other)
    turned = len(digits) >= _DIGITS and sorted(digits) == sorted(again)
    largest = max(one.value, other.value)
    return one.fine + other.fine + 1e-9 < off and (off <= near * largest or (turned and off <= 0.5 * largest))


def _digits(number: Figure) -> str:
    return "".join(c for c in number.text if c.isdigit())


def _clash(one: _Told, other: _Told, sure: float) -> Contradiction:
    where = "文中" if other.table is not None else "一处"
    there = "表中" if other.table is not None else "另一处"
    return Contradiction(
        spans=(one.span, other.span),
        reason=f"同是“{other.name}”，{where}写{one.figure.text}，{there}写{other.figure.text}",
        confidence=sure,
        rule="integrity.beside",
    )
