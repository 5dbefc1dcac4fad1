"""Which sentences of a report may answer a task: a sparse index per report, never all against all by a costly judge.

BM25 over characters and pairs of characters; a sentence also answers for the words of its heading, since under
“（二）公厕” a report says only “新建12座”. On the validation worlds a right sentence is among the first twelve in 99 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from luodi.records import DocumentRecord

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
    from sklearn.feature_extraction.text import CountVectorizer

    sentences = [p.sentence for p in found]
    headings = [p.headings for p in found]
    counter = CountVectorizer(analyzer="char", ngram_range=(1, 2), dtype=np.float32)
    counter.fit([*sentences, *headings])
    asked = counter.transform(tasks)
    asked.data[:] = 1.0
    own = counter.transform(sentences).tocsr()
    above = counter.transform(headings).tocsr()
    scores = asked @ _weighted(own).T + _HEADING * (asked @ _weighted(above).T)
    return np.asarray(scores.todense(), dtype=np.float64) / _reach(tasks, counter, own)[:, None]


def _reach(tasks: Sequence[str], counter: Any, counts: Any) -> Any:
    """The rarity of all that a task says, words that the report never uses among them: shape (tasks,)."""
    rarity = _rarity(counts)
    unseen = float(np.log1p((counts.shape[0] + 0.5) / 0.5))
    analyse = counter.build_analyzer()
    known = counter.vocabulary_
    totals = [sum(rarity[known[t]] if t in known else unseen for t in set(analyse(task))) for task in tasks]
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
