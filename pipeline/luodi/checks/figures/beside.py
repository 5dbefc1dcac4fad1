"""Prose right before or behind a table, or telling its grand total, that gives another number than the table makes.

A sentence speaks of a table where it repeats one of its totals, or where it stands next to it and says that it tells of
all. What it tells of a column must then be the column's total, stated or summed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luodi.records import Table
from luodi.text.numerals import parse_numeral

from .contradiction import Contradiction, Sentence, clause, same_unit, told_apart
from .tables import is_total, number_of
from .written import Figure, figures, shown

_UNIT = re.compile(r"[（(](?P<unit>[^）)]{1,6})[）)]")
_NO_SUM = re.compile(r"率|比|占|平均|均|%|％|排名|名次|序号|编号|年度|得分|单价|标准|最|人均|其中|小计")
_SUMMED = re.compile(r"^(?:[两二三四五六七八九十\d]+(?:年|个月|季度)|全年|上半年|累计|总)?(?:合计|总计|共计|小计)$")
_ALL = re.compile(r"共|累计|合计|总计|全[县市区镇乡省校年]|各")
_ALL_ROWS = re.compile(r"各|(?P<count>[两二三四五六七八九十\d]+)(?:个月|个季度|季度|年|轮|批|次|个[镇乡县区村片])")
"""Where a table states no total, the prose must say that its rows are all: 各镇, 四个月 above four rows."""
_SPAN = re.compile(r"[两二三四五六七八九十]+年|[两二三四五六七八九十]+个(?:月|季度)|全年|上半年")
_ELSEWHEN = re.compile(r"去年|上年|同期|往年|原|计划|目标|拟|将|力争|预计|其中|仅|比")
_TOTALS = frozenset({"合计", "总计", "共计"})
_COUNTED = re.compile(r"(?P<unit>[处件户家个项人名所座台起宗场条])数")
_SOME = re.compile(r"其中|部分|重点|主要|除|另|不含|典型|个别")
_FOLLOWS = re.compile(r"下表|如下|见表|附表")
_NEAR = 0.2
"""Share by which a number told right beside a table may differ from its total and still be meant as it."""
_TOLD_AFAR = 0.1
_BESIDE = 2
"""Sentences before and behind a table that stand right beside it."""


@dataclass(frozen=True)
class _Column:
    """A column that adds up: its head without the unit, its total, where that is and whether the table states it."""

    head: str
    total: Figure
    span: tuple[int, int]
    parts: tuple[float, ...]
    stated: bool


def contradictions(text: str, sentences: Sequence[Sentence], tables: Sequence[Table]) -> Iterator[Contradiction]:
    """All that the prose tells of the tables beside it and that these do not make."""
    prose = [s for s in sentences if not any(t.start <= s[0] < t.end for t in tables)]
    for table in tables:
        made = _columns(table)
        before = [s for s in prose if s[1] <= table.start][-_BESIDE:]
        behind = [s for s in prose if s[0] >= table.end][:_BESIDE]
        told = {n.value for s in prose for n in s[2]}
        made += _lines(table)
        for column in made:
            near = [*_of_sentence(text, [*before, *behind], made, column), *_grand(text, prose, column)]
            near += _announced(text, prose, table, column)
            near = [n for n in near if abs(n.value - column.total.value) > n.fine + column.total.fine + 1e-9]
            near = [n for n in near if not told_apart(text, prose, n, column.total)]
            if len(near) == 1 and column.total.value not in told:
                (number,) = near
                span = next((a, b) for a, b, numbers in prose if number in numbers)
                what = "表中合计" if column.stated else "表中各行相加为"
                reason = f"文中写{number.text}，{what}“{column.head}”{shown(column.total.value)}{number.unit}"
                yield Contradiction((span, column.span), reason, 0.78, "integrity.beside")


def _columns(table: Table) -> list[_Column]:
    """The columns of numbers that have a total in the last row, or rows that can be summed."""
    first = max(table.header_rows, 1)
    rows = [row for row in table.rows[first:] if row]
    if len(rows) < 3 or not table.rows:
        return []
    header, last = [c.text.strip() for c in table.rows[first - 1]], is_total(rows[-1])
    parts = rows[:-1] if last else rows
    found: list[_Column] = []
    for i, head in enumerate(header[1:], start=1):
        unit = _UNIT.search(head)
        values = [number_of(row[i]) for row in parts if i < len(row)]
        numbers = [v for v in values if v is not None]
        if _NO_SUM.search(_UNIT.sub("", head)) and not _SUMMED.match(_UNIT.sub("", head)):
            continue
        if len(numbers) != len(parts) or any(is_total(row) for row in parts) or sum(numbers) <= max(numbers):
            continue
        words = rows[-1][i].text.strip() if last and i < len(rows[-1]) else f"{round(sum(numbers), 6):g}"
        total = next(figures(f"{words}{unit['unit'] if unit else ''}"), None)
        if total is not None and not (last and number_of(rows[-1][i]) is None):
            cells = [rows[-1][i]] if last else [row[i] for row in parts]
            name = _UNIT.sub("", head).strip()
            found.append(_Column(name, total, (cells[0].start, cells[-1].end), tuple(numbers), last))
    return found


def _lines(table: Table) -> list[_Column]:
    """Rows like 处数 | 12 | 3 | 19 | 34 under a head that ends in 合计: what they say there is in all."""
    first = max(table.header_rows, 1)
    header = [c.text.strip() for c in table.rows[first - 1]] if table.rows else []
    found: list[_Column] = []
    for row in table.rows[first:]:
        numbers = [number_of(cell) for cell in row[1:]]
        told = [n for n in numbers if n is not None]
        counted = _COUNTED.fullmatch(row[0].text.strip()) if row else None
        if len(header) < 4 or header[-1] not in _TOTALS or counted is None or len(told) != len(header) - 1:
            continue
        total = next(figures(f"{row[-1].text.strip()}{counted['unit']}"), None)
        if total is not None:
            found.append(_Column(header[-1], total, (row[0].start, row[-1].end), tuple(told[:-1]), True))
    return found


def _announced(text: str, prose: Sequence[Sentence], table: Table, column: _Column) -> list[Figure]:
    """The only number in a table's unit in the paragraph before it, whose last sentence says that the table follows."""
    before = [s for s in prose if s[1] <= table.start]
    if not before or not _FOLLOWS.search(text, before[-1][0], before[-1][1]):
        return []
    line = text.rfind("\n", 0, before[-1][0]) + 1
    if column.head not in _TOTALS and (not column.stated or _SOME.search(text, line, table.start)):
        return []
    alike = [n for a, _, numbers in before if a >= line for n in numbers if same_unit(n, column.total) and not n.vague]
    whole = column.head in _TOTALS or all(_ALL.search(clause(text, n.start)) for n in alike)
    return alike if len(alike) == 1 and whole and _alike(alike[0], column) else []


def _of_sentence(
    text: str, sentences: Sequence[Sentence], made: Sequence[_Column], column: _Column
) -> Iterator[Figure]:
    """The numbers of the sentences beside a table that tell a column's total by its head."""
    for a, b, numbers in sentences:
        others = [c for c in made if c is not column and any(_same(n, c.total) for n in numbers)]
        for number in numbers:
            around = clause(text, number.start)
            if number.vague or _ELSEWHEN.search(around) or not _alike(number, column) or len(column.head) < 2:
                continue
            named = column.head in around and (len(column.head) > 2 or bool(others))
            whole = others or (number.label.endswith(column.head) and _of_all(text[a:b], column))
            if named and whole and number.value > max(column.parts):
                yield number


def _of_all(sentence: str, column: _Column) -> bool:
    """Whether a sentence tells of all that a column sums up."""
    if column.stated and _ALL.search(sentence):
        return True
    said = [m["count"] for m in _ALL_ROWS.finditer(sentence)]
    return any(count is None or parse_numeral(count) == len(column.parts) for count in said)


def _grand(text: str, sentences: Sequence[Sentence], column: _Column) -> Iterator[Figure]:
    """The numbers, wherever told, of all that a column of sums over rows and years makes: 两年累计投入 for 两年合计."""
    span = _SPAN.match(column.head)
    if not _SUMMED.match(column.head) or not column.stated or span is None or not column.total.unit.endswith("元"):
        return
    for _, _, numbers in sentences:
        for number in numbers:
            around = clause(text, number.start)
            whole = re.search(rf"{span.group()}来?[^，。]{{0,6}}(?:累计|共|合计|总)", number.label)
            if whole and not number.vague and not _ELSEWHEN.search(around) and _alike(number, column, _TOLD_AFAR):
                yield number


def _alike(number: Figure, column: _Column, near: float = _NEAR) -> bool:
    """Whether a number counts in a column's unit and lies near its total."""
    total = column.total
    return same_unit(number, total) and abs(number.value - total.value) <= near * max(number.value, total.value)


def _same(one: Figure, other: Figure) -> bool:
    return same_unit(one, other) and abs(one.value - other.value) <= one.fine + other.fine + 1e-9
