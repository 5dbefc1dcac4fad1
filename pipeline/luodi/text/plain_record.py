"""A text as a record, where no file is read: one paragraph a line, table rows as ``|cell|cell|``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from luodi.records import Block, Cell, DocumentRecord, Table

from .rows import is_row


def text_record(file: str, text: str, **fields: Any) -> DocumentRecord:
    """A text as the record that reading a text file gives, with ``fields`` that are known.

    >>> text_record("a.txt", "甲\\n乙", kind="report").blocks[1].start
    2
    """
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    blocks, tables = _lines(text)
    return DocumentRecord(
        **{"media_type": "text/plain", **fields},
        document_id=digest[:16],
        file=file,
        sha256=digest,
        chars=len(text),
        text=text,
        blocks=tuple(blocks),
        tables=tuple(tables),
    )


def _lines(text: str) -> tuple[list[Block], list[Table]]:
    """The blocks and tables of a text with one paragraph a line and table rows written ``|cell|cell|``."""
    blocks: list[Block] = []
    tables: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    place = 0

    def close() -> None:
        if rows:
            tables.append(Table(start=rows[0][0].start - 1, end=rows[-1][-1].end + 1, rows=tuple(rows)))
            rows.clear()

    for line in text.split("\n"):
        row = is_row(line)
        if line.strip():
            blocks.append(Block(start=place, end=place + len(line), kind="table_row" if row else "paragraph"))
        if row:
            rows.append(tuple(_cells(line, place)))
        else:
            close()
        place += len(line) + 1
    close()
    return blocks, tables


def _cells(line: str, place: int) -> Iterator[Cell]:
    start = 1
    for text in line[1:-1].split("|"):
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        begin = place + start + lead
        yield Cell(text=stripped, start=begin, end=begin + len(stripped))
        start += len(text) + 1
