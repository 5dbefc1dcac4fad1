"""Records cut to the rows of the output tables, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from luodi.records import Record, Results

from .hops import hop_rows
from .rows import KEYS, TABLES


def rows(results: Results, table: str) -> list[dict[str, Any]]:
    """``each_row`` in a list."""
    return list(each_row(results, table))


def each_row(results: Results, table: str) -> Iterator[dict[str, Any]]:
    """The rows of one table as plain values, sorted by id, exactly the contract's fields; made one by one.

    Days are ``date``, minutes ``datetime``.
    Raises KeyError for a table that does not exist.
    """
    shape = _shape(TABLES[table])
    keys = KEYS[table]
    ordered = sorted(
        records_of(results, table), key=lambda record: tuple(_sortable(getattr(record, key)) for key in keys)
    )
    return map(shape, ordered)


def records_of(results: Results, table: str) -> Sequence[Record]:
    """What the rows of a table are made of, in the order of the results."""
    if table == "hops":
        return hop_rows(results)
    records: Sequence[Record] = getattr(results, table)
    return records


def _sortable(value: object) -> tuple[bool, Any]:
    return (value is not None, value)


def known(annotation: Any) -> Any:
    """The type of a field where its value is known: ``float`` of ``float | None``."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    return next(arg for arg in get_args(annotation) if arg is not NoneType)


def _shape(model: type[Record]) -> Callable[[Any], dict[str, Any]]:
    """A function that keeps of a record, and of the records inside it, the fields that the row has."""
    fields: list[tuple[str, Callable[[Any], Any]]] = [
        (name, _keep(field.annotation)) for name, field in model.model_fields.items()
    ]
    return lambda record: {name: keep(getattr(record, name)) for name, keep in fields}


def _keep(annotation: Any) -> Callable[[Any], Any]:
    inner = next(iter(getattr(annotation, "__args__", ())), None)
    if isinstance(inner, type) and issubclass(inner, Record):
        shape = _shape(inner)
        return lambda values: [shape(value) for value in values]
    if getattr(annotation, "__origin__", None) is tuple:
        return list
    if getattr(annotation, "__origin__", None) is dict:
        return lambda mapping: dict(sorted(mapping.items()))
    return lambda value: value
