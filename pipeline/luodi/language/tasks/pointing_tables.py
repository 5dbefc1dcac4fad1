"""Division-of-work tables whose rows point at items of the text instead of saying the work in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luodi.records import DocumentRecord, Table

from ..passages import Passage
from ..units.marks import leading_items
from .columns import LEAD, SUPPORT, Columns, column_of, sole_column
from .pointing import about, bears, marks_of, share
from .tables import NO_WORK, SERIAL

_CODED = re.compile("[A-Z]")
_LONGEST_TOPIC = 10


@dataclass(frozen=True)
class Pointer:
    """A row that names its tasks by the marks of their items (|（三）|省教育厅|省财政厅|).

    ``items`` holds one tuple for each place it names, ``topic`` the words behind them that tell tasks of one item apart
    (（一）建档, （一）鉴定).
    """

    items: tuple[tuple[str, ...], ...]
    topic: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    time: str


def pointing_rows(record: DocumentRecord) -> list[Pointer]:
    """The rows of tables that divide work by the marks of its items."""
    return [row for table in record.tables for row in _rows(table) or _by_unit(table)]


def _by_unit(table: Table) -> list[Pointer]:
    """The items of a table of units, whose cells say which ones each leads and supports (|市公安局|2、12|1、4|)."""
    header = table.header()
    who, lead, support = sole_column(table, ()), column_of(header, LEAD), column_of(header, SUPPORT)
    if who is None or lead is None or who == lead:
        return []
    leads: dict[tuple[str, ...], list[str]] = {}
    helps: dict[tuple[str, ...], list[str]] = {}
    for cells in table.body():
        for column, told in ((lead, leads), (support, helps)):
            cell = cells[column].text if column is not None and column < len(cells) else ""
            places = leading_items(cell)
            if cell.strip() and (places is None or places[1]):
                return []
            for items in places[0] if places is not None else ():
                told.setdefault(items, []).append(cells[who].text)
    return [
        Pointer((items,), "", tuple(leads.get(items, ())), tuple(helps.get(items, ())), "")
        for items in {**leads, **helps}
    ]


def _rows(table: Table) -> list[Pointer]:
    header = table.header()
    columns = Columns.of(table)
    point = _pointing_column(table, columns.known)
    if point is None or (columns.lead is None and columns.sole is None and columns.time is None):
        return []
    found = []
    for cells in table.body():
        places = leading_items(cells[point].text) if len(cells) >= len(header) else None
        if places is not None:
            found.append(Pointer(*places, *columns.units(cells), columns.when(cells)))
    return found


def _pointing_column(table: Table, others: tuple[int | None, ...]) -> int | None:
    """The column that holds marks of items; mere serial numbers point only where no column says the work in words."""
    header, body = table.header(), [cells for cells in table.body() if len(cells) >= len(table.header())]
    free = [i for i in range(len(header)) if i not in others]
    fits = [i for i in free if body and all(_points(cells[i].text) for cells in body if cells[i].text.strip())]
    fits = [i for i in fits if any(cells[i].text.strip() for cells in body)]
    plain = [i for i in fits if not SERIAL.search(header[i]) or any(_CODED.match(cells[i].text) for cells in body)]
    in_words = any(not NO_WORK.search(header[i]) for i in free if i not in fits)
    if in_words:
        return None
    return next(iter(sorted(fits, key=lambda i: (i not in plain, bool(SERIAL.search(header[i]))))), None)


def _points(cell: str) -> bool:
    places = leading_items(cell)
    return places is not None and len(places[1]) <= _LONGEST_TOPIC


def pointed_rows(pointers: Sequence[Pointer], nearby: Sequence[Passage], tasks: Sequence[int]) -> dict[int, Pointer]:
    """The row that points at each task; a mark that items of several sections bear points at none of them.

    Where several rows name one item, the words behind its mark tell whose sentence it is.
    """
    bearing = marks_of(nearby) if pointers else []
    found: dict[int, list[Pointer]] = {}
    for row in pointers:
        for items in row.items:
            hit = _bearers(nearby, bearing, tasks, items)
            for k in about(nearby, hit, row.topic) if row.topic else hit:
                found.setdefault(k, []).append(row)
    return {k: _with_time(_together(rows, nearby[k]), bearing[k]) for k, rows in found.items()}


def _bearers(
    nearby: Sequence[Passage], bearing: Sequence[tuple[str, ...]], tasks: Sequence[int], items: tuple[str, ...]
) -> list[int]:
    """The tasks that bear a mark: as it is written, else in other brackets, else as the number of their part.

    Where several sections have it, the one whose sentences begin with it is meant, not one whose heading does.
    """
    parted = any(i.endswith("部分") for i in items)
    for hit in (
        [k for k in tasks if bearing[k] and items == bearing[k][-1:]],
        [k for k in tasks if bears(bearing[k], items)],
        [k for k in tasks if bearing[k] and items == bearing[k][:1]],
    ):
        sections = {nearby[k].section for k in hit}
        if len(sections) > 1:
            sections = {nearby[k].section for k in hit if (nearby[k].number.strip("、.．　 "),) == items}
        if hit and (parted or len(sections) == 1):
            return [k for k in hit if parted or nearby[k].section in sections]
    return []


def _together(rows: Sequence[Pointer], passage: Passage) -> Pointer:
    """The row nearest to a task; where one table says who and another when, both."""
    nearest = max(rows, key=lambda row: (bool(row.lead), bool(row.topic), share(row.topic, passage.body)))
    when = nearest.time or next((row.time for row in rows if not row.lead and row.time), "")
    return replace(nearest, time=when)


def _with_time(row: Pointer, bearing: tuple[str, ...]) -> Pointer:
    """The row with what its term says of this item: （一）2022年12月底前，其余见正文."""
    pieces = [p for p in re.split("[，,；;]", row.time) if p.strip()]
    places = [leading_items(p) for p in pieces]
    if not any(places):
        return row
    own = [p for p, at in zip(pieces, places, strict=True) if at is not None and any(bears(bearing, i) for i in at[0])]
    rest = [p for p, at in zip(pieces, places, strict=True) if at is None]
    return Pointer(row.items, row.topic, row.lead, row.support, "，".join(own or rest))
