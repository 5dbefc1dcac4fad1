"""How much of one text is in another: shingles, sampled shingles for an index, aligned passages.

Shingles are windows of characters without white space, hashed by a polynomial; a copy that was renamed, moved or
cut still shares most of its shingles. Aligned passages say which sentences were copied and how closely.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .items import without_mark
from .sentences import sentence_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SPACE = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]+(?=[年月日个%％项条天次名万亿元所家人座公])")
_NOISE = re.compile(r"[\s|]+")
_FORM = re.compile(
    r"[（(]?(?:责任|牵头|配合|负责)[^。]*[)）]?[。；]?|[（(][^（）()]*(?:牵头|配合|负责|分工)[^（）()]*[)）][。；]?"
)
_SIZE = 8


def shingles(text: str, *, size: int = _SIZE) -> NDArray[np.uint64]:
    """The distinct hashed windows of ``size`` characters of a text, sorted; white space does not count.

    >>> len(shingles("甲乙丙丁戊己庚辛壬"))
    2
    """
    import numpy as np

    points = np.frombuffer(_SPACE.sub("", text).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(points) < size:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(len(points) - size + 1, dtype=np.uint64)
    for i in range(size):
        total = total * np.uint64(0x100000001B3) + points[i : len(points) - size + 1 + i]
    total ^= total >> np.uint64(29)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    total ^= total >> np.uint64(32)
    found: NDArray[np.uint64] = np.unique(total)
    return found


def sampled(text: str, *, size: int = _SIZE, one_in: int = 16) -> NDArray[np.uint64]:
    """About one in ``one_in`` of a text's shingles, chosen by their value, so that copies choose the same ones."""
    import numpy as np

    found = shingles(text, size=size)
    kept: NDArray[np.uint64] = found[found % np.uint64(one_in) == 0]
    return kept


def containment(part: NDArray[np.uint64], whole: NDArray[np.uint64]) -> float:
    """Share of ``part``'s shingles that are in ``whole``; 0.0 for an empty part."""
    import numpy as np

    if not len(part):
        return 0.0
    return float(np.isin(part, whole, assume_unique=True).mean())


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a copy and the sentence of the original it repeats; ``ratio`` in [0, 1] says how closely.

    Spans are half-open and point into the two texts. ``exact`` is true when only white space differs.
    """

    start: int
    end: int
    original_start: int
    original_end: int
    ratio: float
    exact: bool


def aligned(copy: str, original: str, *, floor: float = 0.72, shortest: int = 8) -> list[Passage]:
    """The sentences of ``copy`` that repeat one of ``original``, in order of the copy.

    Numbers are masked and item numbers dropped before sentences are compared, so that a copy with other figures,
    names or order is still found. Sentences shorter than ``shortest`` characters are left out.

    >>> [round(p.ratio, 1) for p in aligned("云泽市要在6月底前完成检查。", "各市要在9月底前完成检查。", shortest=6)]
    [0.9]
    """
    from rapidfuzz.distance import Indel

    sources = [(a, b, _plain(original[a:b])) for a, b in sentence_spans(original)]
    sources = [s for s in sources if len(s[2]) >= shortest]
    index: dict[str, list[int]] = defaultdict(list)
    whole: dict[str, int] = {}
    for i, (_, _, plain) in enumerate(sources):
        whole.setdefault(plain, i)
        for gram in _grams(plain):
            index[gram].append(i)
    found: list[Passage] = []
    for a, b in sentence_spans(copy):
        plain = _plain(copy[a:b])
        if len(plain) < shortest:
            continue
        best, ratio = whole.get(plain), 1.0
        if best is None:
            votes = Counter(i for gram in _grams(plain) for i in index.get(gram, ()))
            near = [(Indel.normalized_similarity(plain, sources[i][2]), -i) for i, _ in votes.most_common(4)]
            ratio, at = max(near, default=(0.0, 0))
            best = -at if ratio >= floor else None
        if best is not None:
            oa, ob, _ = sources[best]
            same = _NOISE.sub("", copy[a:b]) == _NOISE.sub("", original[oa:ob])
            found.append(Passage(a, b, oa, ob, ratio, same))
    return found


def shared_share(copy: str, original: str, *, floor: float = 0.72) -> float:
    """Share of the copy's words (in characters of sentences long enough to tell) that repeat the original's."""
    total = sum(n for a, b in sentence_spans(copy) if (n := len(_plain(copy[a:b]))) >= _SIZE)
    if not total:
        return 0.0
    return sum(len(_plain(copy[p.start : p.end])) for p in aligned(copy, original, floor=floor)) / total


@lru_cache(maxsize=8192)
def _plain(sentence: str) -> str:
    """A sentence as it is compared; a line that only names who is responsible is a form, and compares as nothing."""
    flat = _NOISE.sub("", sentence)
    return "" if _FORM.fullmatch(flat) else _DIGITS.sub("0", without_mark(flat))


def _grams(plain: str) -> Iterable[str]:
    return {plain[i : i + 4] for i in range(max(1, len(plain) - 3))}
