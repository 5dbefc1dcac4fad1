"""Recognising the header row of a table by its words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from luodi.text.lexicon import table

_LOOK = 8


@cache
def header_words() -> frozenset[str]:
    """Words that head columns in official tables (``corpora/lexicons/table_headers.csv``)."""
    return frozenset(row["word"] for row in table("table_headers"))


def header_index(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the header among the first rows, None when no row looks like one.

    A header has at least two different cells and half of its filled cells are, or end with, known column names; a
    title row above it is passed over.

    >>> header_index([["整改台账", "", ""], ["序号", "问题", "整改时限"], ["1", "门前堆土", "2024-10-01"]])
    1
    """
    words = header_words()
    for index, row in enumerate(rows[:_LOOK]):
        names = {cell.replace(" ", "").replace("\u3000", "") for cell in row if cell}
        if len(names) < 2 or any(len(name) > 25 for name in names):
            continue
        known = sum(1 for name in names if _is_name(name, words))
        if known * 2 >= len(names):
            return index
    return None


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are the header: 0 where none looks like one, else up to and with the last such row."""
    index = header_index(rows)
    if index is None:
        return 0
    return index + 1


def _is_name(name: str, words: frozenset[str]) -> bool:
    plain = name.split("（")[0].split("(")[0].rstrip("：:*＊").lower()
    if plain in words:
        return True
    if not plain.endswith(_endings()):
        return False
    return any(plain.endswith(word) and len(plain) <= len(word) + 4 for word in _endings())


@cache
def _endings() -> tuple[str, ...]:
    """Column names that may have a few characters before them (本年完成时限)."""
    return tuple(word for word in header_words() if len(word) > 1)
