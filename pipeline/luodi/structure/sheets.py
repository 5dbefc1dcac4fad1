"""Sheets recognised by their header rows: rectification ledgers and complaints (docs/contract.md, Inputs)."""

from __future__ import annotations

import re

from luodi.records import DocumentKind, DocumentRecord, Table

from .kind import Kind
from .ledger_columns import columns_of, is_whole, needed
from .table_heads import headed

_SHARE = 0.7
"""Share of a file's text from which its tables are all there is; a caption above a sheet is no document."""
_KINDS: tuple[tuple[str, DocumentKind], ...] = (("rectification", "rectification"), ("complaint", "feedback"))
_PUBLIC = re.compile("留言|诉求|工单|投诉|信访|来电|来信|举报")
"""Words of headers that only complaints have; two of them make up for a missing place or number."""


def kind_of_sheet(record: DocumentRecord) -> Kind | None:
    """The kind of a file that is a sheet and nothing else; None for any other file, and for other sheets."""
    inside = sum(table.end - table.start for table in record.tables)
    if not record.tables or inside < _SHARE * max(1, len(record.text.strip())):
        return None
    found = [kind for table in record.tables if (kind := _kind_of_table(table)) is not None]
    return max(found, key=lambda kind: kind.confidence, default=None)


def _kind_of_table(table: Table) -> Kind | None:
    """By the row of names: the marked header, or the first row when none is marked; else two rows, or a form."""
    if table.header_rows > 1:
        marked = tuple(cell.text for cell in table.rows[table.header_rows - 1])
    else:
        marked = table.header() or (tuple(cell.text for cell in table.rows[0]) if table.rows else ())
    names = (marked, *(head.names for head in headed(table)))
    return next((kind for given in names if (kind := _kind_of_header(given)) is not None), None)


def _kind_of_header(heads: tuple[str, ...]) -> Kind | None:
    best: Kind | None = None
    for ledger, kind in _KINDS:
        columns = set(columns_of(heads, ledger).values())
        public = kind == "feedback" and sum(_PUBLIC.search(head) is not None for head in heads) >= 2
        if not is_whole(columns, ledger) and not (public and columns.intersection(needed(ledger)[0])):
            continue
        confidence = min(0.98, 0.6 + 0.07 * len(columns))
        if best is None or confidence > best.confidence:
            best = Kind(kind, confidence, f"ledger.{ledger}")
    return best
