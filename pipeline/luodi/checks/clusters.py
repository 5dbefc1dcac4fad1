"""Complaints about one matter in one place: grown from the words that stand out there.

In each place the character pair that stands out most (frequent here, rare in other places and in complaints at large)
seeds a topic; pairs that occur mostly with it join the topic's words, and complaints that carry enough of them join the
topic, until nothing changes. How common a pair is at large comes from counts over public complaints
(models/complaints/background.json). Work grows with the number of pairs held, not with the pairs of complaints.
"""

from __future__ import annotations

import heapq
import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from luodi.records.paths import models_dir
from luodi.text.words import words_of

from .likeness import pairs

_READ = 160
"""Characters of a complaint that are read: long letters stray from their matter."""
_OTHERS = 20
"""How much one complaint elsewhere in the same sheet weighs against one of the public background."""
_ROUNDS = 6
_KEEPS_TO = 0.66
"""Share of a pair's complaints that must lie in the topic for the pair to be one of its words."""
_CARRIED = 0.2
"""Share of a topic's complaints that must carry a pair for it to be one of its words."""
_WORTH = 3.0
"""Rarity (natural logarithm) from which a pair says something: in fewer than one complaint in twenty."""
_STANDS_OUT = 4.0
_WORDS = 16
_HELD = 65_536
"""Pairs of which is kept how much they say: more than all tasks of a large folder have."""
_LEAST_WORDS, _LEAST_SAID = 3, 2
"""Words that a topic needs, and one in the policy's own words: a single shared word is no matter."""


@dataclass(frozen=True)
class Topic:
    """Complaints (by index) that speak of one matter, the seed, and the words that mark it with their weights."""

    seed: str
    members: tuple[int, ...]
    words: dict[str, float]


def pairs_told(text: str, *, names: Sequence[str] = ()) -> frozenset[str]:
    """The pairs of a complaint's beginning, Chinese ones only, without the names of its place (they mark no matter)."""
    for name in names:
        text = text.replace(name, "，")
    return frozenset(p for p in pairs(text[:_READ]) if "\u4e00" <= p[0] <= "\u9fff" and "\u4e00" <= p[1] <= "\u9fff")


def topics(
    here: Sequence[frozenset[str]],
    everywhere: Counter[str],
    size: int,
    *,
    least: int = 3,
    said: frozenset[str] = frozenset(),
) -> list[Topic]:
    """The topics of the complaints of one place, the strongest first.

    ``here`` are the pairs of each complaint of the place (``pairs_told``), ``everywhere`` in how many of all ``size``
    complaints of the sheet, these included, each pair occurs; ``least`` is the smallest topic. ``said`` are pairs that
    the policy says too: of them two are enough (架空, 空层 of 架空层).
    """
    place = _Place(here, everywhere, size)
    found: list[Topic] = []
    while (topic := place.strongest()) is not None:
        if len(topic.words) < (_LEAST_SAID if said.issuperset(topic.words) else _LEAST_WORDS):
            continue  # a word without company is no matter
        if len(topic.members) >= least:
            found.append(topic)
        place.take(topic.members)
    return found


class _Place:
    """The complaints of one place that no topic has taken yet."""

    def __init__(self, here: Sequence[frozenset[str]], everywhere: Counter[str], size: int) -> None:
        self._inside = here
        self._free = set(range(len(here)))
        self._seen = Counter(pair for own in here for pair in own)
        self._outside = {pair: everywhere[pair] - count for pair, count in self._seen.items()}
        others = size - len(here)
        total, counts = background()
        self._rarity = {
            pair: math.log((1 + total + _OTHERS * others) / (1 + counts.get(pair, 0) + _OTHERS * self._outside[pair]))
            for pair in self._seen
        }
        self._holders: dict[str, list[int]] = defaultdict(list)
        for i, own in enumerate(here):
            for pair in own:
                self._holders[pair].append(i)
        # what is in one complaint only, or as common elsewhere, marks no topic
        told = (p for p, n in self._seen.items() if n >= 3 and n > self._outside[p] and self._rarity[p] > _WORTH)
        self._queue = [(-self._strength(pair), pair) for pair in told]
        heapq.heapify(self._queue)

    def _strength(self, pair: str) -> float:
        return (self._seen[pair] - 1) * (self._rarity[pair] - _WORTH)

    def take(self, members: Sequence[int]) -> None:
        """Take complaints out."""
        for i in members:
            self._free.discard(i)
            self._seen.subtract(self._inside[i])

    def strongest(self) -> Topic | None:
        """The topic of the pair that stands out most, None when none does; each pair seeds once.

        Strengths only fall as complaints are taken, so a pair is weighed anew when its turn comes.
        """
        while self._queue:
            weighed, seed = heapq.heappop(self._queue)
            strength = self._strength(seed)
            if strength < _STANDS_OUT or self._seen[seed] < 3:
                continue
            if strength < -weighed:
                heapq.heappush(self._queue, (-strength, seed))
                continue
            return self._grown(seed)
        return None

    def _grown(self, seed: str) -> Topic:
        core = {i for i in self._holders[seed] if i in self._free}
        members, words = core, {}
        entry = 1.2 * self._rarity[seed] + _WORTH
        for _ in range(_ROUNDS):
            words = self._words(members) | {seed: self._rarity[seed]}
            weights: dict[int, float] = defaultdict(float)
            for pair, weight in words.items():
                for i in self._holders[pair]:
                    weights[i] += weight
            grown = core | {i for i, weight in weights.items() if weight >= entry and i in self._free}
            if grown == members:
                break
            members = grown
        return Topic(seed=seed, members=tuple(sorted(members)), words=words)

    def _words(self, members: set[int]) -> dict[str, float]:
        counted = Counter(pair for i in members for pair in self._inside[i])
        least = max(2, math.ceil(_CARRIED * len(members)))
        weights = {
            pair: count / self._seen[pair] * rarity
            for pair, count in counted.items()
            if count >= least
            and count / self._seen[pair] >= _KEEPS_TO
            and count > self._outside[pair]
            and (rarity := self._rarity[pair]) >= _WORTH
        }
        chosen = sorted(weights, key=lambda p: (-weights[p] * counted[p], p))[:_WORDS]
        return {pair: weights[pair] for pair in chosen}


def phrases(words: dict[str, float], texts: Sequence[str]) -> tuple[str, ...]:
    """The topic's words as a reader would say them: runs of marking pairs in the texts, the most frequent first.

    Only whole words are told: 十分 of 五十分钟 is none.

    >>> phrases({"兴趣": 5.0, "趣班": 5.0}, ["报了兴趣班", "兴趣班收费"])
    ('兴趣班',)
    >>> phrases({"十分": 5.0, "救援": 5.0}, ["五十分钟才救援"])
    ('救援',)
    """
    runs: Counter[str] = Counter()
    for text in texts:
        told: set[str] = set()
        ends = {0, *accumulate(len(word) for word in words_of(text))}
        start = None
        for i in range(len(text)):
            marks = text[i : i + 2] in words
            if marks and start is None:
                start = i
            elif not marks and start is not None:
                a = next(place for place in range(start, len(text) + 1) if place in ends)
                b = next(place for place in range(i + 1, -1, -1) if place in ends)
                told.add(text[a:b])
                start = None
        runs.update(word for word in told if len(word) > 1)
    ranked = sorted(runs, key=lambda run: (-runs[run] * len(run), run))
    chosen: list[str] = []
    for run in ranked:
        if not any(run in longer or longer in run for longer in chosen):
            chosen.append(run)
    return tuple(chosen)


def rarity(pair: str) -> float:
    """How rare a character pair is in complaints at large (natural logarithm of the inverse share)."""
    total, counts = background()
    return math.log((1 + total) / (1 + counts.get(pair, 0)))


@lru_cache(maxsize=_HELD)
def telling(pair: str) -> float:
    """How much a pair shared by a complaint and a task says: as much as it is rare in complaints and in tasks too.

    每季 or 开展 is rare in complaints and in every other task: it links nothing.
    """
    total, counts = asked()
    return min(rarity(pair), math.log((1 + total) / (1 + counts.get(pair, 0))))


@cache
def asked() -> tuple[int, dict[str, int]]:
    """Number of tasks of policies counted, and in how many of them a common character pair occurs."""
    return _counts("asked", "tasks")


@cache
def background() -> tuple[int, dict[str, int]]:
    """Number of public complaints counted, and in how many of them a common character pair occurs."""
    return _counts("background", "complaints")


def _counts(name: str, of: str) -> tuple[int, dict[str, int]]:
    data = json.loads((models_dir() / "complaints" / f"{name}.json").read_text(encoding="utf-8"))
    counts: dict[str, int] = {pair: int(count) for pair, count in data["pairs"].items()}
    return int(data[of]), counts
