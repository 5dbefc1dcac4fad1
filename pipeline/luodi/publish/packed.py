"""What a run has made by another process, on its way there: as text, never whole in memory on either side."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from .sheets import Book, Column, Row, Sheet

_AT_ONCE = 500
"""Rows that are packed at a time."""
_PIECE = 1 << 16
"""Characters of base 64 that are unpacked at a time, a multiple of four."""
_SPREAD = 1 << 20
"""Bytes that come of them at a time."""


def squeeze(parts: Iterable[Any]) -> str:
    """Plain values as text: lines of JSON, compressed, in base 64."""
    packer = zlib.compressobj(1)
    pieces = [packer.compress(json.dumps(part, ensure_ascii=False).encode("utf-8") + b"\n") for part in parts]
    return base64.b64encode(b"".join([*pieces, packer.flush()])).decode("ascii")


def spread(text: str) -> Iterator[Any]:
    """The values that were squeezed, one by one."""
    return map(json.loads, _lines(text))


def pack(book: Book) -> str:
    """The description of a workbook as text."""
    return squeeze(_parts(book))


def _parts(book: Book) -> Iterator[Any]:
    """Title and day, then each sheet: what it is without its rows, its rows by the batch, an empty batch."""
    yield [book.title, book.day]
    for sheet in book.sheets:
        yield sheet._replace(rows=())
        rows = iter(sheet.rows)
        while batch := list(islice(rows, _AT_ONCE)):
            yield batch
        yield []


def unpack(text: str) -> Book:
    """What was packed. Its sheets are there once, and the rows of each before the next."""
    parts = spread(text)
    title, day = next(parts)
    return Book(title, day, _sheets(parts))


def _sheets(parts: Iterator[Any]) -> Iterator[Sheet]:
    for name, columns, _, *more in parts:
        rows = (Row(*row) for batch in iter(parts.__next__, []) for row in batch)
        yield Sheet(name, [Column(*c) for c in columns], rows, *more)


def _lines(text: str) -> Iterator[str]:
    unpacker, rest = zlib.decompressobj(), b""
    for start in range(0, len(text), _PIECE):
        packed = base64.b64decode(text[start : start + _PIECE])
        while packed:
            *lines, rest = (rest + unpacker.decompress(packed, _SPREAD)).split(b"\n")
            yield from (line.decode("utf-8") for line in lines)
            packed = unpacker.unconsumed_tail
    yield from (line.decode("utf-8") for line in (rest + unpacker.flush()).split(b"\n")[:-1])
