"""Which columns of a ledger the heads of a table name (corpora/lexicons/ledger_headers.toml)."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from luodi.text.lexicon import rules

_NOISE = re.compile(r"[\s（(【\[][^）)】\]]*[）)】\]]|[\s:：、*＊_]+")
_LONGEST = 20
"""Characters of a column's name."""
_TEXT = "text"
"""The column that a ledger may have more than once."""


@cache
def columns_of(heads: tuple[str, ...], ledger: str) -> dict[int, str]:
    """Which column each head names: what equals a known word first, then what contains the longest one.

    ``ledger`` is a kind of ledger in the lexicon.

    >>> columns_of(("序号", "存在的问题", "整改时限（前）"), "rectification")
    {1: 'problem', 2: 'due', 0: 'id'}
    """
    names, plain = _words(ledger), [_NOISE.sub("", cell).lower() for cell in heads]
    fitting = [
        (cell == word, len(word), -index, name)
        for index, written in enumerate(plain)
        if written and len(written) <= _LONGEST
        for cell in {written, written.replace("的", "")}  # 存在的问题 is 存在问题
        for word, name in names
        if cell == word or (len(word) > 1 and not word.isascii() and word in cell)
    ]
    columns: dict[int, str] = {}
    for _, _, place, name in sorted(fitting, reverse=True):
        if -place not in columns and (name == _TEXT or name not in columns.values()):
            columns[-place] = name
    return columns


def needed(ledger: str) -> list[list[str]]:
    """Groups of columns; a ledger has one of each."""
    groups: list[list[str]] = rules("ledger_headers")[ledger]["needs"]
    return groups


def is_whole(columns: Collection[str], ledger: str) -> bool:
    """Whether these are columns enough for such a ledger."""
    return all(not set(group).isdisjoint(columns) for group in needed(ledger))


@cache
def _words(ledger: str) -> tuple[tuple[str, str], ...]:
    columns = rules("ledger_headers")[ledger]["columns"]
    return tuple((_NOISE.sub("", word).lower(), name) for name, words in columns.items() for word in words)
