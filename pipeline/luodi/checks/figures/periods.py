"""The law of periods: what the months of a quarter, the quarters or the halves of a year have makes what it has.

7月183处；8月162处；9月147处 for 三季度; 上半年 and 下半年 for 全年; 第一批 to 第三批 for 共.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from luodi.text.numerals import parse_numeral

from .completeness import NEAR, rounds
from .contradiction import Contradiction
from .statements import Book, Statement, alike
from .written import shown

_PERIOD = re.compile(
    r"(?P<from>\d{1,2})月?[至到—－–-](?P<to>\d{1,2})月|(?<![\d年前至到])(?P<month>\d{1,2})月份?(?![\d底末前以起])"
    r"|前(?P<first>[二三])季度|第?(?P<quarter>[一二三四])季度|(?P<half>[上下])半年|(?P<year>全年|今年(?!以来|\d|计划))"
    r"|第(?P<batch>[一二三四五])[批期轮]"
)
_ALL_BATCHES = re.compile(r"(?:合计|总计|一共|(?<!公)共)")
_NO_SUM = re.compile(r"比|较|占|其中|同期|去年|上年|计划|目标|截至|最|平均")
_BATCHES = 100
"""What is added to the number of a batch to tell it from a month."""
_FAR = 5
"""Sentences over which the parts of a period and the whole may be told."""


def contradictions(book: Book) -> Iterator[Contradiction]:
    """All periods of a text that their parts do not make."""
    told = [(s, months) for s in book.statements if (months := _months(s))]
    for whole, months in told:
        for items in _parts(book, whole, months, told):
            off = abs(whole.value - sum(i.value for i in items))
            if not rounds(whole, items) and off <= NEAR * whole.value:
                listed, unit = "+".join(i.figure.text for i in items), whole.figure.unit
                summed = shown(sum(i.value for i in items))
                reason = f"各期{listed}合计{summed}{unit}，总数写{whole.figure.text}"
                yield book.clash([whole, *items], reason, 0.82, "integrity.parts")


def _parts(
    book: Book, whole: Statement, months: frozenset[int], told: list[tuple[Statement, frozenset[int]]]
) -> Iterator[list[Statement]]:
    """The statements of one thing whose periods are the whole's, none twice and none left out."""
    near = [(s, m) for s, m in told if s is not whole and alike(s, whole) and abs(s.place - whole.place) <= _FAR]
    for things in ({s.figure.label[-2:] for s, _ in near}, {s.figure.after[:2] for s, _ in near}):
        for thing in (t for t in things if len(t) == 2):
            same = [(s, m) for s, m in near if thing in (s.figure.label[-2:], s.figure.after[:2]) and m != months]
            parts = [(s, m) for s, m in same if m < months]
            if len(parts) < 2 or not (thing in whole.name or whole.figure.after.startswith(thing)):
                continue
            apart = all(not one & other for (_, one), (_, other) in combinations(parts, 2))
            if apart and frozenset().union(*(m for _, m in parts)) == months:
                yield [s for s, _ in parts]
                return


def _months(statement: Statement) -> frozenset[int]:
    """The months of which a statement tells, counted on; batches as numbers of their own; empty where it tells none."""
    if statement.figure.vague or statement.kind not in {"count", "total"} or not statement.figure.unit:
        return frozenset()
    found = list(_PERIOD.finditer(statement.lead))
    if len(found) != 1 or _NO_SUM.search(statement.lead):
        return frozenset()
    known = found[0].groupdict()
    number = parse_numeral(known["quarter"] or known["first"] or known["batch"] or "")
    if known["from"]:
        return frozenset(range(int(known["from"]), int(known["to"]) + 1))
    if known["month"]:
        return frozenset({int(known["month"])})
    if known["half"]:
        return frozenset(range(1, 7) if known["half"] == "上" else range(7, 13))
    if known["year"] or number is None:
        return frozenset(range(1, 13))
    if known["batch"]:
        return frozenset({_BATCHES + int(number)})
    last = 3 * int(number)
    return frozenset(range(1 if known["first"] else last - 2, last + 1))
