"""How alike two short texts are, by the character pairs they share: no dictionary, no model, the same everywhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from operator import add

_MARKS = re.compile(r"[\s，。；：、！？“”‘’（）()《》〔〕\[\],.;:!?\"'—…·-]+")


def pairs(text: str) -> Counter[str]:
    """The character pairs of ``text`` without punctuation, with their counts."""
    plain = _MARKS.sub("", text)
    return Counter(map(add, plain, plain[1:]))


def containment(one: str, other: str) -> float:
    """Share of the shorter text's character pairs that the other has too, in [0, 1].

    >>> containment("小区飞线充电", "该小区仍有飞线充电现象")
    0.8
    """
    a, b = pairs(one), pairs(other)
    short = min(sum(a.values()), sum(b.values()))
    return sum((a & b).values()) / short if short else 0.0


class PairIndex:
    """Weights of character pairs over a set of texts, so that words in every text count little.

    ``dot`` of two weighed texts is their cosine likeness in [0, 1].

    >>> from luodi.text.words import dot
    >>> index = PairIndex(["飞线充电", "飞线入户", "路灯不亮"])
    >>> one, like, other = (index.weigh(text) for text in ("飞线充电", "飞线入户", "路灯不亮"))
    >>> dot(one, other) < dot(one, like) < dot(one, one)
    True
    """

    def __init__(self, texts: Sequence[str]) -> None:
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(pairs(text).keys())
        self._seen = seen
        self._size = max(1, len(texts))

    def weigh(self, text: str) -> dict[str, float]:
        """The text as a vector of length one over character pairs."""
        raw = {
            pair: (1 + math.log(count)) * math.log((1 + self._size) / (1 + self._seen[pair]) + 1)
            for pair, count in pairs(text).items()
        }
        length = math.sqrt(sum(w * w for w in raw.values()))
        return {pair: weight / length for pair, weight in raw.items()} if length else {}


def shared_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike.

    >>> shared_start("注册骑手4860人", "注册骑手")
    4
    """
    return next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
