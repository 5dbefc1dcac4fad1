"""Rows of division-of-work tables matched to the sentences they elaborate, by words and by order."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from ..passages import Passage
from .tables import Row

_KEEP = 0.32
_NEAR = 0.25
_DOUBT = 0.5


def align(rows: Sequence[Row], sentences: Sequence[Passage], likely: Sequence[float]) -> list[int | None]:
    """For each sentence the index of its row, None when no row elaborates it.

    ``likely`` is each sentence's probability of being a task: a doubtful one needs more resemblance.

    Rows keep the order of the text, so the best monotone alignment is found (dynamic programming); a row
    that this leaves over may still take a sentence it resembles closely.
    """
    if not rows or not sentences:
        return [None] * len(sentences)
    score = _similarities(rows, sentences)
    n, m = len(sentences), len(rows)
    # rows and sentences in equal number were written one for the other: their place is a sign as well
    near = _NEAR if abs(n - m) <= max(2, m // 8) else _NEAR / 2
    gain = [
        [score[i][j] + near * max(0.0, 1 - abs(i / n - j / m) * 6) - _KEEP - _DOUBT * (1 - likely[i]) for j in range(m)]
        for i in range(n)
    ]
    # where there are about as many rows as sentences, a row elaborates one sentence
    again = 0.12 if n > 1.5 * m else 0.45
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            taken = gain[i - 1][j - 1] + max(best[i - 1][j - 1], best[i - 1][j] - again)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], taken)
    chosen: list[int | None] = [None] * n
    i, j = n, m
    while i > 0 and j > 0:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            chosen[i - 1] = j - 1
            if best[i - 1][j - 1] >= best[i - 1][j] - again:
                j -= 1
            i -= 1
    _rescue(chosen, score, m)
    _sandwich(chosen, score, m, likely)
    return chosen


def alike(row: Row, sentence: Passage) -> bool:
    """Whether a sentence says a row's work again, and not only something near it."""
    return _similarities([row], [sentence])[0][0] >= 0.6


def _rescue(chosen: list[int | None], score: list[list[float]], rows: int) -> None:
    used = {j for j in chosen if j is not None}
    for j in range(rows):
        if j in used:
            continue
        free = [i for i, c in enumerate(chosen) if c is None]
        if free:
            i = max(free, key=lambda k: score[k][j])
            if score[i][j] >= 0.6:
                chosen[i] = j


def _sandwich(chosen: list[int | None], score: list[list[float]], rows: int, likely: Sequence[float]) -> None:
    """A row whose neighbours are placed takes the one task that lies between theirs."""
    at = {j: i for i, j in enumerate(chosen) if j is not None}
    for j in range(rows):
        if j in at:
            continue
        before, after = at.get(j - 1, -1), at.get(j + 1, len(chosen))
        if (j > 0 and before < 0) or (j < rows - 1 and after == len(chosen)):
            continue
        free = [i for i in range(before + 1, after) if chosen[i] is None and likely[i] >= 0.5]
        if len(free) == 1 and score[free[0]][j] >= 0.1:
            chosen[free[0]] = j


def _similarities(rows: Sequence[Row], sentences: Sequence[Passage]) -> list[list[float]]:
    """Share of a row's character pairs, weighted by rarity, that the sentence (or its heading) has."""
    pairs = [_pairs(s.body) for s in sentences]
    titles = [_pairs(s.headings[-1].title if s.headings else "") for s in sentences]
    counts: Counter[str] = Counter(p for one in pairs for p in one)
    weights = [{p: 1.0 / math.sqrt(1 + counts[p]) for p in sorted(_pairs(row.work))} for row in rows]
    totals = [math.fsum(w.values()) or 1.0 for w in weights]
    return [
        [
            math.fsum(w if p in own else 0.5 * w if p in title else 0.0 for p, w in weight.items()) / total
            for weight, total in zip(weights, totals, strict=True)
        ]
        for own, title in zip(pairs, titles, strict=True)
    ]


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"[^一-龥\d%]", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)} | {c for c in plain if c.isdigit()}
