"""The law of rows: what a row of a table says of its name is what the prose says of it.

检修门 | 已换2870樘 against 更换检修门2780樘; 下转人次 | 2215 | 4126 against 下转3874人次. A row has one number of the
report's own time, or one that is the prose's with its digits turned; a number that stands anywhere on the other side
clears it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luodi.records import Table

from .contradiction import Contradiction, clause, same_unit, told_apart
from .statements import Book, Statement, meant
from .subjects import pairs
from .tables import is_total
from .written import Figure, figures, turned

_UNIT = re.compile(r"[（(]([^（）()]{1,6})[）)]")
_ENDS = re.compile(r"(人次|户次|场次|人数|户数|件数)$")
_PLAIN = re.compile(r"^\d+(?:,\d{3})*(?:\.\d+)?$")
_OTHER = re.compile(r"去年|上年|同期|往年|目标|任务|计划|应|标准|分值|得分|序号|名次|排名|备注|增|降|比|率")
_YEAR = re.compile(r"20\d\d")
_NOT_ALL = re.compile(
    r"其中|去年|上年|同期|往年|计划|目标|任务|将|拟|力争|另有?|[镇乡村]|街道|社区|季度|上半年|下半年|\d月|春节|期间"
)
_SHARED, _CORE, _TITLE = 0.6, 2, 16
_NEAR, _NEAR_NAMED = 0.2, 0.5
"""Shares by which two numbers may differ and still be meant as one: else, and where the whole name is said."""


@dataclass(frozen=True)
class _Row:
    """A row's name, what it says of it now, all its numbers, and where it stands."""

    name: str
    now: Figure | None
    all: tuple[Figure, ...]
    span: tuple[int, int]


def contradictions(book: Book, tables: Sequence[Table]) -> Iterator[Contradiction]:
    """All rows of which the prose tells another number."""
    inside = [(t.start, t.end) for t in tables]
    prose = [s for s in book.statements if not any(a <= s.figure.start < b for a, b in inside)]
    prose = [s for s in prose if s.kind in {"count", "total"} and s.figure.unit and not s.figure.vague]
    rows = [row for table in tables for row in _rows(table)]
    written = {(f.value, f.unit) for row in rows for f in row.all}
    told = {(s.value, s.figure.unit) for s in book.statements if s in prose}
    for row in rows:
        for said in prose:
            if (said.value, said.figure.unit) in written or _NOT_ALL.search(_words(book, said)):
                continue
            other = _meant(book, row, said, rows)
            if other is None or (other.value, other.unit) in told:
                continue
            if not told_apart(book.text, book.sentences, said.figure, other):
                reason = f"同是“{row.name}”，文中写{said.figure.text}，表中写{other.text}"
                yield Contradiction((said.sentence, row.span), reason, 0.75, "integrity.beside")


def _rows(table: Table) -> Iterator[_Row]:
    head: list[str] = []
    for row in table.rows:
        cells = [c.text.strip() for c in row]
        values = cells[1:]
        if _is_head(values):
            head = cells
        elif len(cells) > 1 and not is_total(row) and not _PLAIN.match(cells[0]):
            yield _row(cells, head, (row[0].start, row[-1].end))


def _is_head(values: Sequence[str]) -> bool:
    """Whether cells only name columns: short words, years, what is planned."""
    said = [v for v in values if not _YEAR.fullmatch(v.rstrip("年"))]
    return all(len(v) <= _TITLE and (not re.search(r"\d", v) or _OTHER.search(v) or _YEAR.match(v)) for v in said)


def _row(cells: Sequence[str], head: Sequence[str], span: tuple[int, int]) -> _Row:
    """A row read: of several columns of years the last is the report's own time."""
    name = _UNIT.sub("", cells[0])
    unit = _UNIT.search(cells[0]) or _ENDS.search(cells[0])
    found: list[tuple[str, Figure]] = []
    for i, cell in enumerate(cells[1:], start=1):
        title = head[i] if i < len(head) else ""
        measured = _UNIT.search(title) or unit
        words = f"{cell}{measured[1]}" if _PLAIN.match(cell) and measured is not None else cell
        found += [(title, f) for f in figures(words) if f.unit and f.unit != "%"]
    now = [f for title, f in found if not _OTHER.search(title)]
    years = [title for title, _ in found if _YEAR.search(title)]
    if years:
        now = [f for title, f in found if title == max(years)]
    return _Row(name, now[0] if len(now) == 1 and not now[0].vague else None, tuple(f for _, f in found), span)


def _meant(book: Book, row: _Row, said: Statement, rows: Sequence[_Row]) -> Figure | None:
    """The number of a row that a statement of the prose must be; None where they need not be of one thing."""
    fits = _fit(book, row.name, said)
    if fits < _SHARED or any(_fit(book, r.name, said) >= fits for r in rows if r is not row):
        return None
    slips = [f for f in row.all if same_unit(f, said.figure) and turned(f, said.figure)]
    if row.now is not None and same_unit(row.now, said.figure):
        off = abs(row.now.value - said.value)
        slack = row.now.fine + said.figure.fine
        near = slack < off <= (_NEAR_NAMED if fits == 1.0 else _NEAR) * max(row.now.value, said.value)
        return row.now if near or slips or (off > slack and meant(row.now.value, said.value)) else None
    return slips[0] if len(slips) == 1 else None


def _fit(book: Book, name: str, said: Statement) -> float:
    """The share of a row's name that stands in the clause of a statement, or of the words around where its own name
    is wholly in the row's."""
    wanted = pairs(name)
    if not wanted:
        return 0.0
    own = pairs(_words(book, said))
    core = re.sub(r"[\d年内已共累计全的约了]+", "", re.split(r"[、，]", said.name)[-1])
    if len(core) >= _CORE and core in name:
        around = pairs(book.text[max(0, said.sentence[0] - 40) : said.sentence[1]])
        return len(wanted & (own | around)) / len(wanted)
    return len(wanted & own) / len(wanted)


def _words(book: Book, said: Statement) -> str:
    return clause(book.text, said.figure.start)
