"""A document in two: what joining and publishing look at, and the bulk that only its judges and its own text need.

A run holds all documents at once while it joins and publishes. Statements, lines, cells and the like make up three
quarters of a record; they stay in the cache as text and go to the judges from there, unread.
"""

from __future__ import annotations

from typing import Any, TypeVar

from luodi.records import DocumentRecord, Record, Statement
from luodi.records.document import Block, Element, Furniture, Heading, Hidden, Table

_R = TypeVar("_R", bound=Record)


class Bulk(Record):
    """The fields of a ``DocumentRecord`` that are left out of the slim one."""

    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    elements: tuple[Element, ...] = ()
    outline: tuple[Heading, ...] = ()
    statements: tuple[Statement, ...] = ()


def apart(record: DocumentRecord) -> tuple[DocumentRecord, Bulk]:
    """A slim record, whose tables have no rows and whose outline has but the sections of the page, and its bulk."""
    bulk = Bulk(**{name: getattr(record, name) for name in Bulk.model_fields})
    bare = tuple(table.replace(rows=()) for table in record.tables)  # that there are tables says what a document is
    sections = tuple(heading for heading in record.outline if heading.level == 1)
    slim = record.replace(**dict.fromkeys(Bulk.model_fields, ()) | {"tables": bare, "outline": sections})
    return slim, bulk


def whole(slim: DocumentRecord, bulk: Bulk) -> DocumentRecord:
    """The record again, with whatever was changed in the slim one."""
    return slim.replace(**{name: getattr(bulk, name) for name in Bulk.model_fields})


def lean(record: _R, texts: dict[str, str] | None = None) -> _R:
    """The same record, and those inside it, in less memory: each text is there once, and pydantic's notes on which
    fields were given, for which nothing asks, are left out (two fifths of all). A changed copy gets notes of its own.

    ``texts`` are those known from other records, and those of this one afterwards.
    """
    same: _R = _lean(record, {} if texts is None else texts)
    return same


def _lean(value: Any, texts: dict[str, str]) -> Any:
    if isinstance(value, str):
        return texts.setdefault(value, value)
    if isinstance(value, tuple):
        return tuple(_lean(inside, texts) for inside in value)
    if isinstance(value, Record):
        object.__setattr__(value, "__pydantic_fields_set__", _NONE)
        fields = value.__dict__
        for name in fields:
            fields[name] = _lean(fields[name], texts)
    return value


_NONE: set[str] = set()
