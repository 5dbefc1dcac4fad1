"""Which sentences of a report may answer a task: a sparse index per report, never all against all by a costly judge.

BM25 over characters and pairs of characters; a sentence also answers for the words of its heading, since under
“（二）公厕” a report says only “新建12座”. On the validation worlds a right sentence is among the first twelve in 99 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from luodi.records import DocumentRecord

_BLANKS = re.compile(r"\s\s+")
_K = 1.2
_B = 0.4
_HEADING = 0.6
"""Weight of the heading's words beside the sentence's own, chosen on the building worlds (0, 0.3, 0.6)."""


@dataclass(frozen=True)
class Passage:
    """A sentence of a report with the words of its headings and the sentence before it, and its place."""

    document: DocumentRecord
    sentence: str
    start: int
    end: int
    headings: str = ""
    before: str = ""
    progress: str = "background"


@dataclass(frozen=True)
class Candidate:
    """A passage proposed for a task.

    ``coverage`` says how much of the task's rare characters the passage has (0: nothing, about 1: all of them),
    ``score`` the same relative to the best passage for the task, in [0, 1]; ``rank`` counts from 0.
    """

    passage: Passage
    coverage: float
    score: float
    rank: int


def passages(document: DocumentRecord) -> list[Passage]:
    """The sentences of a report that state something, in order."""
    titles = {h.path: h.title for h in document.outline}
    found: list[Passage] = []
    last_path, before = None, ""
    for s in document.statements:
        if s.path != last_path:
            before = ""
        found.append(
            Passage(
                document=document,
                sentence=s.sentence,
                start=s.start,
                end=s.end,
                headings=_headings(s.path, titles),
                before=before,
                progress=s.progress,
            )
        )
        last_path, before = s.path, s.sentence
    return found


def _headings(path: str, titles: dict[str, str]) -> str:
    parts = path.split("/")
    return " ".join(filter(None, (titles.get("/".join(parts[: i + 1])) for i in range(len(parts)))))


def propose(tasks: Sequence[str], found: Sequence[Passage], *, count: int) -> list[list[Candidate]]:
    """For each task its ``count`` best passages, best first; passages without a common character are left out."""
    if not found or not tasks:
        return [[] for _ in tasks]
    proposals = []
    for row in similarity(tasks, found):
        best = float(row.max()) or 1.0
        order = np.lexsort((np.arange(len(row)), -row))[:count]
        proposals.append(
            [Candidate(found[j], float(row[j]), float(row[j]) / best, i) for i, j in enumerate(order) if row[j] > 0]
        )
    return proposals


def similarity(tasks: Sequence[str], found: Sequence[Passage]) -> Any:
    """BM25 of every task against every passage over what the task could reach: shape (tasks, passages), >= 0."""
    sentences = [_grams(p.sentence) for p in found]
    headings = [_grams(p.headings) for p in found]
    numbers = {gram: n for n, gram in enumerate(sorted({g for grams in (*sentences, *headings) for g in grams}))}
    words = [sorted(set(_grams(task))) for task in tasks]
    own, above = _Index(sentences, numbers), _Index(headings, numbers)
    asked = [np.array([numbers[g] for g in grams if g in numbers], dtype=np.int64) for grams in words]
    scores = np.array([own.scores(a) + _HEADING * above.scores(a) for a in asked])
    return scores / np.maximum([own.reach(grams, numbers) for grams in words], 1e-9)[:, None]


def _grams(text: str) -> list[str]:
    plain = _BLANKS.sub(" ", text.lower())
    return [*plain, *(plain[i : i + 2] for i in range(len(plain) - 1))]


class _Index:
    """Which texts have each numbered gram, and how much each says there.

    ``_texts`` and ``_weights`` hold this gram by gram; those of gram g begin at ``_starts[g]``. Sums go in the order of
    the grams, one after the other: their last bits are the same everywhere.
    """

    def __init__(self, texts: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> None:
        self._size = len(texts)
        grams = np.fromiter((numbers[gram] for text in texts for gram in text), dtype=np.int64)
        places = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        pairs, counts = np.unique(grams * len(texts) + places, return_counts=True)
        of_gram, self._texts = np.divmod(pairs, len(texts))
        self._starts = np.searchsorted(of_gram, np.arange(len(numbers) + 1))
        self._rarity = self._rare(np.diff(self._starts))
        lengths = np.bincount(self._texts, counts, self._size)
        long = 1 - _B + _B * lengths[self._texts] / (float(lengths.mean()) or 1.0)
        self._weights = counts * (_K + 1) / (counts + _K * long) * self._rarity[of_gram]

    def scores(self, grams: Any) -> Any:
        """How much each text says of grams given by number, in ascending order: shape (texts,)."""
        starts, sizes = self._starts[grams], self._starts[grams + 1] - self._starts[grams]
        places = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        return np.bincount(self._texts[places], self._weights[places], self._size)

    def reach(self, grams: Sequence[str], numbers: Mapping[str, int]) -> float:
        """The rarity of all that a task says, grams that no text has among them."""
        unseen = float(self._rare(0))
        return float(sum(self._rarity[numbers[g]] if g in numbers else unseen for g in grams))

    def _rare(self, frequency: Any) -> Any:
        return np.log1p((self._size - frequency + 0.5) / (frequency + 0.5))
