"""Complaints about one matter in one place: grown from the words that stand out there.

In each place the character pair that stands out most (frequent here, rare in other places and in complaints at
large) seeds a topic; pairs that occur mostly with it join the topic's words, and complaints that carry enough of
them join the topic, until nothing changes. How common a pair is at large comes from counts over public complaints
(models/complaints/background.json).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from luodi.records.paths import models_dir

from .likeness import pairs

_OTHERS = 20
"""How much one complaint elsewhere in the same sheet weighs against one of the public background."""
_ROUNDS = 8
_KEEPS_TO = 0.66
"""Share of a pair's complaints that must lie in the topic for the pair to be one of its words."""
_WORTH = 3.0
_STANDS_OUT = 8.0


@dataclass(frozen=True)
class Topic:
    """Complaints (by index) that speak of one matter, the seed, and the words that mark it with their weights."""

    seed: str
    members: tuple[int, ...]
    words: dict[str, float]


def topics(here: Sequence[str], elsewhere: Sequence[str], *, least: int = 3) -> list[Topic]:
    """The topics of the complaints of one place, the strongest first.

    ``here`` are the texts of the place, ``elsewhere`` those of all other places in the sheet, ``least`` the
    smallest topic.
    """
    inside = [frozenset(pairs(text)) for text in here]
    outside = Counter(pair for text in elsewhere for pair in frozenset(pairs(text)))
    rarity = _Rarity(outside, len(elsewhere))
    free = set(range(len(here)))
    found: list[Topic] = []
    while free:
        topic = _strongest(inside, outside, rarity, free)
        if topic is None:
            break
        if len(topic.members) >= least:
            found.append(topic)
        free -= set(topic.members) or {min(free)}
    return found


@dataclass(frozen=True)
class _Rarity:
    outside: Counter[str]
    size: int

    def __call__(self, pair: str) -> float:
        total, counts = background()
        return math.log((1 + total + _OTHERS * self.size) / (1 + counts.get(pair, 0) + _OTHERS * self.outside[pair]))


def rarity(pair: str) -> float:
    """How rare a character pair is in complaints at large (natural logarithm of the inverse share)."""
    return _Rarity(Counter(), 0)(pair)


def _strongest(
    inside: Sequence[frozenset[str]], outside: Counter[str], rarity: _Rarity, free: set[int]
) -> Topic | None:
    seen = Counter(pair for i in free for pair in inside[i])
    candidates = [
        ((count - 1) * rarity(pair), pair) for pair, count in seen.items() if count >= 3 and count > outside[pair]
    ]
    strength, seed = max(candidates, default=(0.0, ""))
    if strength < _STANDS_OUT:
        return None
    members = {i for i in free if seed in inside[i]}
    words: dict[str, float] = {}
    entry = 1.2 * rarity(seed) + _WORTH
    for _ in range(_ROUNDS):
        words = _words(members, inside, seen, outside, rarity)
        words[seed] = rarity(seed)
        grown = {i for i in free if seed in inside[i] or sum(words.get(p, 0.0) for p in inside[i]) >= entry}
        if grown == members:
            break
        members = grown
    return Topic(seed=seed, members=tuple(sorted(members)), words=words)


def _words(
    members: set[int],
    inside: Sequence[frozenset[str]],
    seen: Counter[str],
    outside: Counter[str],
    rarity: _Rarity,
) -> dict[str, float]:
    counted = Counter(pair for i in members for pair in inside[i])
    return {
        pair: count / seen[pair] * rarity(pair)
        for pair, count in counted.items()
        if count >= 2 and count / seen[pair] >= _KEEPS_TO and count > outside[pair] and rarity(pair) >= _WORTH
    }


@cache
def background() -> tuple[int, dict[str, int]]:
    """Number of public complaints counted, and in how many of them a common character pair occurs."""
    data = json.loads((models_dir() / "complaints" / "background.json").read_text(encoding="utf-8"))
    counts: dict[str, int] = {pair: int(count) for pair, count in data["pairs"].items()}
    return int(data["complaints"]), counts
