"""Which sentences of a report may answer a task: a sparse index per report, never all against all by a costly judge.

BM25 over characters and pairs of characters; a sentence also answers for the words of its heading, since under
“（二）公厕” a report says only “新建12座”. On the validation worlds a right sentence is among the first twelve in 99 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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
    words = [_grams(task) for task in tasks]
    asked = _counted(words, numbers)
    asked.data[:] = 1.0
    own, above = _counted(sentences, numbers), _counted(headings, numbers)
    scores = asked @ _weighted(own).T + _HEADING * (asked @ _weighted(above).T)
    return np.asarray(scores.todense(), dtype=np.float64) / _reach(words, numbers, own)[:, None]


def _grams(text: str) -> list[str]:
    plain = _BLANKS.sub(" ", text.lower())
    return [*plain, *(plain[i : i + 2] for i in range(len(plain) - 1))]


def _counted(texts: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> Any:
    """How often each text has each numbered gram: a sparse matrix of shape (texts, grams)."""
    from scipy.sparse import csr_matrix

    known = [[numbers[gram] for gram in grams if gram in numbers] for grams in texts]
    ends = np.cumsum([0, *map(len, known)])
    columns = np.fromiter(chain.from_iterable(known), dtype=np.int32, count=int(ends[-1]))
    counts = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(texts), len(numbers)))
    counts.sum_duplicates()
    return counts


def _reach(tasks: Sequence[Sequence[str]], numbers: Mapping[str, int], counts: Any) -> Any:
    """The rarity of all that a task says, words that the report never uses among them: shape (tasks,)."""
    rarity = _rarity(counts)
    unseen = float(np.log1p((counts.shape[0] + 0.5) / 0.5))
    totals = [sum(rarity[numbers[g]] if g in numbers else unseen for g in sorted(set(grams))) for grams in tasks]
    return np.maximum(np.array(totals, dtype=np.float64), 1e-9)


def _rarity(counts: Any) -> Any:
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.log1p((counts.shape[0] - frequency + 0.5) / (frequency + 0.5))


def _weighted(counts: Any) -> Any:
    matrix = counts.astype(np.float64)
    lengths = np.asarray(matrix.sum(axis=1)).ravel()
    mean = float(lengths.mean()) or 1.0
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    matrix.data = matrix.data * (_K + 1) / (matrix.data + _K * (1 - _B + _B * lengths[row] / mean))
    matrix.data *= _rarity(counts)[matrix.indices]
    return matrix
