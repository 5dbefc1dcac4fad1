"""Tables that a unit made itself, by the names of their columns: 任务, 责任单位, 完成时限."""

from __future__ import annotations

import re

from luodi.records import DocumentRecord, Quote, Table

from .passing import UnitPapers, own_text
from .sent_down import lines
from .words import words

_CELLS = re.compile(r"[\s　]+|\s*[|｜]\s*")
_HEAD, _COLUMNS = 8, 2
"""Characters of a column's name at most, and how many known ones make a line the head of a table without strokes."""


def headed(
    own: UnitPapers, policy: DocumentRecord, headers: tuple[str, ...], *, exactly: tuple[str, ...] = ()
) -> Quote | None:
    """The head of an own table that has a column named like one of ``headers``, or ``exactly`` so."""
    for doc in own.sent_down:
        spans = own_text(doc, policy)
        for table in doc.tables:
            named = any(cell in exactly or any(h in cell for h in headers) for cell in _head(table))
            if named and _in(table, spans):
                return doc.quote(table.start, min(table.end, table.start + 40))
    for doc, a, b in lines(own, policy):
        cells = _written_head(doc.text[a:b])
        if any(cell in exactly or any(h in cell for h in headers) for cell in cells):
            return doc.quote(a, b)
    return None


def _written_head(line: str) -> list[str]:
    """The cells of a line that heads a table written with tabs or blanks; none where it is no such head."""
    cells = _CELLS.split(line.strip())
    known = (*words().task_headers, *words().responsible_headers, *words().deadline_headers)
    short = all(0 < len(cell) <= _HEAD for cell in cells)
    return cells if short and sum(any(h in cell for h in known) for cell in cells) >= _COLUMNS else []


def task_table(
    doc: DocumentRecord, headers: tuple[str, ...], spans: list[tuple[int, int]] | None = None
) -> Table | None:
    """A table of three rows or more with a column named like one of ``headers``, inside ``spans`` where given."""
    for table in doc.tables:
        named = len(table.rows) >= 3 and any(h in cell for cell in _head(table) for h in headers)
        if named and (spans is None or _in(table, spans)):
            return table
    return None


def _head(table: Table) -> tuple[str, ...]:
    """The first row, also where the reader was not sure that it is a header."""
    return tuple(cell.text for cell in table.rows[0]) if table.rows else ()


def _in(table: Table, spans: list[tuple[int, int]]) -> bool:
    return any(a <= table.start and table.end <= b + 1 for a, b in spans)
