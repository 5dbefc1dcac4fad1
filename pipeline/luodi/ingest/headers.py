"""Recognising the header row of a table by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from luodi.text.items import SERIAL
from luodi.text.lexicon import table

_LOOK = 8
_SAYS = re.compile(r"[\d，。；：%]")
_FIGURE = re.compile(r"[-+]?\d[\d,，.]*\s*[%％‰万亿]?")
_MUCH = 4
"""How many times as long as the names of columns the longest cell of a row is on average, for the names to be that."""


@cache
def _header_words() -> frozenset[str]:
    """Words that head columns in official tables (``corpora/lexicons/table_headers.csv``)."""
    return frozenset(row["word"] for row in table("table_headers"))


def header_index(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the header among the first rows, None when no row looks like one.

    A header has at least two different cells and half of its filled cells are, or end with, known column names; a
    title row above it is passed over, and so are rows of figures (合计 | 40 | 40).

    >>> header_index([["整改台账", "", ""], ["序号", "问题", "整改时限"], ["1", "门前堆土", "2024-10-01"]])
    1
    """
    words = _header_words()
    for index, row in enumerate(rows[:_LOOK]):
        names = {cell.replace(" ", "").replace("\u3000", "") for cell in row if cell}
        if len(names) < 2 or any(len(name) > 25 for name in names):
            continue
        filled = [cell for cell in row if cell]
        if sum(_FIGURE.fullmatch(cell.strip()) is not None for cell in filled) * 2 >= len(filled):
            continue
        known = sum(1 for name in names if _is_name(name, words))
        if known * 2 >= len(names):
            return index
    return None


def _headed_by_shape(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row only names columns whose names no list has: short words without figures above rows that
    are numbered, above columns of figures, or above cells that say much more.

    >>> _headed_by_shape([["序", "病灶", "药方"], ["1", "缺水", "打井3眼"], ["2", "缺电", "架线2公里"]])
    True
    >>> _headed_by_shape([["单位", "造林（亩）"], ["浔坪乡", "1200"], ["柳埠镇", "800"]])
    True
    >>> _headed_by_shape([["甲村", "乙村", "丙村"], ["丁村", "戊村", "己村"], ["庚村", "辛村", "壬村"]])
    False
    """
    first, rest = rows[0], rows[1:]
    names = [cell.split("（")[0].split("(")[0].strip() for cell in first]
    if len(rest) < 2 or len(first) < 2 or len(set(names)) < len(names) or not all(names):
        return False
    if any(len(name) > 10 or _SAYS.search(name) for name in names):
        return False
    serials = [SERIAL.fullmatch(row[0].strip()) for row in rest if row]
    if len(serials) == len(rest) and all(serials) and SERIAL.fullmatch(names[0]) is None:
        return True
    if any(all(len(row) > c and _FIGURE.fullmatch(row[c].strip()) for row in rest) for c in range(1, len(names))):
        return True
    longest = sum(max(map(len, row), default=0) for row in rest) / len(rest)
    return longest >= _MUCH * max(map(len, names))


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are the header: 0 where none looks like one, else up to and with the last such row."""
    index = header_index(rows)
    if index is None:
        return int(bool(rows) and _headed_by_shape(rows))
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
    return tuple(word for word in _header_words() if len(word) > 1)
