"""Sheets recognised by their header rows: rectification ledgers and complaints (docs/contract.md, Inputs)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from luodi.records import DocumentKind, DocumentRecord, Table
from luodi.text.lexicon import rules

from .kind import Kind
from .table_heads import headed

_SHARE = 0.7
"""Share of a file's text from which its tables are all there is; a caption above a sheet is no document."""
_KINDS: tuple[tuple[str, DocumentKind], ...] = (("rectification", "rectification"), ("complaint", "feedback"))
_NOISE = re.compile(r"[\s（）()：:、，,。/*]")
_PUBLIC = re.compile("留言|诉求|工单|投诉|信访|来电|来信|举报")
"""Words of headers that only complaints have; two of them make up for a missing place or number."""


class _Ledger(NamedTuple):
    id: str
    kind: DocumentKind
    columns: dict[str, tuple[str, ...]]
    needs: tuple[frozenset[str], ...]


@cache
def _ledgers() -> tuple[_Ledger, ...]:
    data = rules("ledger_headers")
    return tuple(
        _Ledger(
            data[name]["id"],
            kind,
            {
                column: tuple(sorted((_NOISE.sub("", word) for word in words), key=len, reverse=True))
                for column, words in data[name]["columns"].items()
            },
            tuple(frozenset(group) for group in data[name]["needs"]),
        )
        for name, kind in _KINDS
    )


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


def _kind_of_header(header: tuple[str, ...]) -> Kind | None:
    best: Kind | None = None
    for ledger in _ledgers():
        met = {column for cell in header if (column := _column(cell, ledger)) is not None}
        public = ledger.kind == "feedback" and sum(_PUBLIC.search(cell) is not None for cell in header) >= 2
        if not all(met & group for group in ledger.needs) and not (public and met & ledger.needs[0]):
            continue
        confidence = min(0.98, 0.6 + 0.07 * len(met))
        if best is None or confidence > best.confidence:
            best = Kind(ledger.kind, confidence, ledger.id)
    return best


def _column(cell: str, ledger: _Ledger) -> str | None:
    """The column that a header cell names: by the whole cell first, else by the longest word it contains."""
    plain = _NOISE.sub("", cell).lower()
    spellings = (plain, plain.replace("的", ""))  # 存在的问题 is 存在问题
    for column, words in ledger.columns.items():
        if plain and any(spelling in words for spelling in spellings):
            return column
    inside = [
        (len(w), column)
        for column, words in ledger.columns.items()
        for w in words
        if not w.isascii() and any(w in spelling for spelling in spellings)
    ]
    return max(inside)[1] if inside else None
