"""Which task of the policy a sentence of a local document turns into its own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luodi.records import Task

_DROP = re.compile(
    r"(?:19|20)\d{2}年|\d+(?:\.\d+)?[%％‰]?|[（(][^（）()]*(?:责任|牵头|配合|负责)[^（）()]*[)）]|责任单位.*$|[\s|，。；：、！？“”‘’（）()《》〈〉〔〕,.;:·—\-]+"
)
_COMMON = re.compile(
    r"底前|以前|之前|年底|月底|不低于|不少于|不超过|达到|以上|以下|完成|全部|所有|各[市县区乡镇地级]+|人民政府|负责|牵头|配合"
)


@dataclass(frozen=True)
class Match:
    """A task and how surely a sentence is about it; ``margin`` over the next best task."""

    task: Task
    likeness: float
    margin: float


class TaskIndex:
    """The tasks of a policy as weighted character pairs; pairs that many tasks share count little."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = list(tasks)
        pairs = [_pairs(t.sentence) for t in self._tasks]
        seen = Counter(p for found in pairs for p in found)
        size = len(pairs)
        self._weight = {p: math.log((1 + size) / (0.5 + n)) for p, n in seen.items()}
        self._vectors = [self._norm({p: self._weight[p] for p in found}) for found in pairs]

    def nearest(self, sentence: str) -> Match | None:
        """The task that a sentence is nearest to; None when it shares nothing with any."""
        if not self._tasks:
            return None
        unseen = math.log(2 * (1 + len(self._tasks)))
        mine = self._norm({p: self._weight.get(p, unseen) for p in _pairs(sentence)})
        scores = sorted(
            ((sum(w * mine.get(p, 0.0) for p, w in v.items()), -i) for i, v in enumerate(self._vectors)), reverse=True
        )
        best, place = scores[0]
        if best <= 0.0:
            return None
        return Match(self._tasks[-place], best, best - (scores[1][0] if len(scores) > 1 else 0.0))

    @staticmethod
    def _norm(weights: dict[str, float]) -> dict[str, float]:
        length = math.sqrt(sum(w * w for w in weights.values()))
        return {p: w / length for p, w in weights.items()} if length else {}


def _pairs(sentence: str) -> set[str]:
    pieces = _COMMON.sub(" ", _DROP.sub(" ", sentence)).split()
    return {p[i : i + 2] for p in pieces for i in range(len(p) - 1)}
