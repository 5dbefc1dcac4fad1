"""Word lists and rules as data (corpora/lexicons), loaded once and read only."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from luodi.records.paths import lexicons_dir


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``corpora/lexicons/<name>.csv``. Raises FileNotFoundError when it is not there."""
    with (lexicons_dir() / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def frequent_characters() -> frozenset[str]:
    """The most frequent Chinese characters, simplified and traditional."""
    return frozenset("".join(row["characters"] for row in table("frequent_characters")))


@cache
def rules(name: str) -> dict[str, Any]:
    """The contents of ``corpora/lexicons/<name>.toml``. Raises FileNotFoundError when it is not there."""
    return tomllib.loads((lexicons_dir() / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The compiled regexes of a lexicon of ``[[pattern]]`` tables with ``id`` and ``regex``."""
    return {row["id"]: re.compile(row["regex"]) for row in rules(name)["pattern"]}


def either(words: Iterable[str]) -> str:
    """A regex alternation of words, longest first, so that none hides a longer one that begins with it."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))
