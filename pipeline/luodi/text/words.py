"""Chinese text as words, with how much each word says."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from statistics import median
from typing import Any

_OTHER = re.compile(r"[^\u4e00-\u9fff]+")


def words_of(text: str) -> list[str]:
    """The words of a text in order, together the text. The first call loads a dictionary (most of a second)."""
    words: list[str] = _tokenizer().lcut(text)
    return words


@lru_cache(maxsize=512)
def weighed_words(text: str) -> dict[str, float]:
    """The Chinese words of two or more characters, by how much each says about the matter; a vector of length 1.

    The weight of a word is the logarithm of its count times its inverse document frequency as jieba ships it.
    """
    counts = Counter(word for word in words_of(_OTHER.sub(" ", text)) if len(word) >= 2)
    rare, usual = _rarity()
    weights = {word: (1 + math.log(n)) * rare.get(word, usual) for word, n in counts.items()}
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {word: w / length for word, w in weights.items()}


def matter_likeness(one: str, other: str) -> float:
    """How far two texts speak of one matter, in [0, 1]: the cosine of their weighed words.

    >>> round(matter_likeness("疏浚河道和沟渠", "疏浚河道和沟渠"), 3), matter_likeness("疏浚河道", "校园食堂")
    (1.0, 0)
    """
    return dot(weighed_words(one), weighed_words(other))


def dot(one: dict[str, float], other: dict[str, float]) -> float:
    """Sum of products over what both vectors have: of vectors of length one their cosine, in [0, 1] where no weight is
    negative."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[pair] for pair, weight in one.items() if pair in other)


@cache
def _tokenizer() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


@cache
def _rarity() -> tuple[dict[str, float], float]:
    """Inverse document frequencies as jieba ships them, and their median for words that it does not know."""
    shipped = files("jieba") / "analyse" / "idf.txt"
    pairs = (line.split() for line in shipped.read_text(encoding="utf-8").splitlines())
    rare = {word: float(value) for word, value in pairs}
    return rare, median(rare.values())
