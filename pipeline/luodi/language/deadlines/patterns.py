"""The patterns of times and the words they use, read from ``corpora/lexicons`` once and compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from luodi.text.lexicon import either, rules, table

_FRAGMENT = re.compile(r"\{(\w+)(?::(\w+|#\w?))?\}")
_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing a time; ``form`` names its resolver."""

    id: str
    form: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A festival (``month``/``day``, or ``lunar`` column) or a season (``begin``, ``finish`` as month and day)."""

    id: str
    month: int = 0
    day: int = 0
    lunar: str | None = None
    begin: tuple[int, int] | None = None
    finish: tuple[int, int] | None = None
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns: ``master`` finds the next one, its last group names which."""

    patterns: dict[str, Pattern]
    master: re.Pattern[str]


@cache
def occasions() -> dict[str, Occasion]:
    """Every name of a festival or season with what it means."""
    data = rules("occasions")
    found: dict[str, Occasion] = {}
    for row in data["day"]:
        for name in row["names"]:
            found[name] = Occasion(row["id"], row.get("month", 0), row.get("day", 0), row.get("lunar"), firm=True)
    for row in data["season"]:
        for name in row["names"]:
            found[name] = Occasion(
                row["id"], begin=tuple(row["from"]), finish=tuple(row["to"]), firm=row.get("firm", False)
            )
    return found


@cache
def lunar_days() -> dict[tuple[int, str], date]:
    """The Gregorian day of each lunar festival by (year, column)."""
    return {
        (int(row["year"]), name): date.fromisoformat(value)
        for row in table("lunar_festivals")
        for name, value in row.items()
        if name != "year"
    }


def _expand(regex: str, fragments: dict[str, str], slot: str = "") -> str:
    def put(match: re.Match[str]) -> str:
        name, inner = match[1], match[2] or ""
        if name not in fragments:
            return match[0]
        here = inner.replace("#", slot)
        return _expand(fragments[name], fragments, here).replace("#", here)

    return _FRAGMENT.sub(put, regex)


@cache
def grammar() -> Grammar:
    """The compiled grammar of times."""
    data = rules("time_patterns")
    fragments = dict(data["fragments"])
    bare = [name for name in occasions() if name not in ("秋季", "春季", "新学年", "新学期", "秋季学期", "春季学期")]
    fragments["occasions"] = either(bare)
    starts = "".join(sorted({*data["starts"], *(name[0] for name in bare)}))
    patterns: dict[str, Pattern] = {}
    branches: list[str] = []
    for number, row in enumerate(data["pattern"]):
        source = _expand(row["regex"], fragments)
        key = f"p{number}"
        patterns[key] = Pattern(row["id"], row["form"], re.compile(source))
        branches.append(f"(?P<{key}>{_GROUP.sub('(?:', source)})")
    return Grammar(patterns, re.compile(f"(?=[{re.escape(starts)}])(?:{'|'.join(branches)})"))
