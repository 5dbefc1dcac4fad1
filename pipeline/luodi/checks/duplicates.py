"""The same complaint told through several channels, or several times: counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from .likeness import pairs

_ALIKE = 0.7
"""Share of character pairs in common (Jaccard) from which two complaints are one."""
_LONG, _ALIKE_LONG = 60, 0.55
"""Pairs of characters that make both complaints long, and the share that is enough then: a name is little in them."""
_DAYS = 60
_SAMPLED = 12
"""Rarest pairs of a complaint, of those that another has too, by which its possible twins are looked up."""


class Told(Protocol):
    """What must be known of a complaint to find its twins."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def day(self) -> date | None:
        """The day on which it was made."""


Item = TypeVar("Item", bound=Told)


def groups(items: Sequence[Item], *, alike: float = _ALIKE) -> list[list[int]]:
    """Indices of complaints that tell the same, each group in order; a complaint without a twin is a group of one.

    Two are one when they share ``alike`` of their character pairs (0.55 where both are long) and lie within 60 days
    (unknown days count as near).
    Candidates are those that share one of a complaint's rarest pairs, so the cost grows with the number of twins,
    not of pairs.
    """
    inside = [frozenset(pairs(item.text)) for item in items]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(inside):
        for pair in own:
            holders[pair].append(i)
    root = list(range(len(items)))
    shared = sorted((p for p, which in holders.items() if len(which) > 1), key=lambda p: (len(holders[p]), p))
    rank = {pair: number for number, pair in enumerate(shared)}
    for i, own in enumerate(inside):
        rare = [shared[number] for number in sorted(rank[p] for p in own if p in rank)[:_SAMPLED]]
        near = {j for p in rare if len(holders[p]) <= 50 for j in holders[p] if j < i}
        for j in sorted(near):
            if _near(items[i].day, items[j].day) and _told_again(own, inside[j], alike):
                a, b = _find(root, i), _find(root, j)
                root[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = defaultdict(list)
    for i in range(len(items)):
        found[_find(root, i)].append(i)
    return [found[key] for key in sorted(found)]


def distinct(items: Sequence[Item]) -> list[Item]:
    """One complaint of each group, the first told, in order."""
    return [items[group[0]] for group in groups(items)]


def _told_again(one: frozenset[str], other: frozenset[str], alike: float) -> bool:
    long = min(len(one), len(other)) >= _LONG
    return _jaccard(one, other) >= (min(alike, _ALIKE_LONG) if long else alike)


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _DAYS


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    union = len(one) + len(other) - both
    return both / union if union else 0.0


def _find(root: list[int], i: int) -> int:
    while root[i] != i:
        root[i] = root[root[i]]
        i = root[i]
    return i
