"""Whose a complaint is that names the city only, or no place at all, told by what others say who name the district.

Who complains of a mixing plant beside 丽发新城 may leave out the district; others do not. Runs of four characters that
nearly only the complaints of one district have, more often than chance would give them, are that district's words: the
names of estates, streets and firms. A complaint with enough of them, and hardly any of another, is counted there. One
that names no place at all may also belong to the city itself, by the words of those that name the city only.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Protocol

from luodi.records import Unit

from . import duplicates
from .places import Places

_RUN, _READ = 4, 200
"""Characters of a run, and how many of a complaint are read: long letters stray from their matter."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_TOLD, _OWN = 3, 0.8
"""Distinct complaints that name their district and have a run, and the share of them that name one and the same."""
_CHANCE = 0.001
"""How probably so many of one district would have a run by chance, at most."""
_WEIGHT = 4.0
"""Sum of logarithms of complaints behind a district's runs from which a complaint is counted there."""


class Told(duplicates.Told, Protocol):
    """A complaint's words, day, and the unit that it names."""

    @property
    def unit(self) -> str | None:
        """The unit that it names."""


def settled(items: Sequence[Told], units: Sequence[Unit]) -> list[str | None]:
    """The unit of each complaint: where it names none, or one with others below it, what its words say, else as named.

    A district gets what names nobody or a unit above it, never what names another.
    """
    parents = {unit.name: unit.parent for unit in units}
    named = {c.unit for c in items if c.unit is not None}
    above = {unit: _above(unit, parents) for unit in named}
    over = {unit for unit in named if any(unit in ups for ups in above.values())}
    if all(c.unit is not None and c.unit not in over for c in items):
        return [c.unit for c in items]
    names = Places(units).names
    hidden = re.compile("|".join(map(re.escape, names))) if names else None
    told = [_runs(c.text, hidden) for c in items]
    first = [group[0] for group in duplicates.groups(items)]  # what is told twice counts once
    once = [(items[i].unit, told[i]) for i in first]
    of_districts, of_all = _words([(unit, runs) for unit, runs in once if unit not in over]), _words(once)
    found = []
    for item, runs in zip(items, told, strict=True):
        unit = _whose(runs, of_districts) if item.unit is None or item.unit in over else None
        if item.unit is None:
            found.append(unit if unit is not None else _whose(runs, of_all))
        else:
            found.append(unit if unit is not None and item.unit in above[unit] else item.unit)
    return found


def _words(told: Sequence[tuple[str | None, frozenset[str]]]) -> dict[str, tuple[str, float]]:
    """The runs that are one unit's own, each with the unit and its weight; of complaints with unit and runs."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    size: Counter[str] = Counter()
    for unit, runs in told:
        if unit is None:
            continue
        size[unit] += 1
        for run in runs:
            counted[run][unit] += 1
    total = sum(size.values())
    found = {}
    for run, units in counted.items():
        unit, most = max(units.items(), key=lambda u: (u[1], u[0]))
        if most >= _TOLD and most >= _OWN * units.total() and (size[unit] / total) ** most <= _CHANCE:
            found[run] = (unit, math.log(most))
    return found


def _whose(runs: frozenset[str], words: dict[str, tuple[str, float]]) -> str | None:
    weights: dict[str, float] = defaultdict(float)
    for run in sorted(runs & words.keys()):
        unit, weight = words[run]
        weights[unit] += weight
    if not weights:
        return None
    unit, most = max(weights.items(), key=lambda u: (u[1], u[0]))
    return unit if most >= _WEIGHT and most >= _OWN * sum(weights.values()) else None


def _runs(text: str, hidden: re.Pattern[str] | None) -> frozenset[str]:
    """Runs of four Chinese characters, without the names of units: these are in the words of many."""
    plain = text[:_READ] if hidden is None else hidden.sub("，", text[:_READ])
    return frozenset(run[i : i + _RUN] for run in _CHINESE.findall(plain) for i in range(len(run) - _RUN + 1))


def _above(unit: str, parents: dict[str, str | None]) -> set[str]:
    found: set[str] = set()
    at = parents.get(unit)
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found
