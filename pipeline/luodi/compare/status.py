"""The status model: from signals to a status, aspects and a confidence that means something.

Small enough to be read; it lies in ``models/status`` with a card. Trained by ``python -m luodi.learn.status``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from luodi.records import ASPECTS, PROBLEMS, STATUSES, Aspect, Status
from luodi.records.paths import models_dir

from .trees import Trees


@dataclass(frozen=True)
class Verdict:
    """Calibrated probabilities in [0, 1]: of the five statuses (they sum to 1), and of each aspect if discounted."""

    status: dict[Status, float]
    aspects: dict[Aspect, float]

    @property
    def problem(self) -> float:
        """How probably something is wrong: discounted, formal only or omitted together."""
        return sum(self.status[s] for s in PROBLEMS)

    @property
    def best(self) -> Status:
        """The status given: first whether something is wrong, then what is likeliest on that side."""
        wrong = self.problem > 0.5
        return max((s for s in STATUSES if (s in PROBLEMS) == wrong), key=lambda s: self.status[s])

    @property
    def confidence(self) -> float:
        """How sure it is that something is wrong, or that nothing is, in [0.5, 1]."""
        return max(self.problem, 1.0 - self.problem)


class StatusModel:
    """Boosted trees over named signals for the status, linear scores for the aspects.

    A signal that a row does not give counts as 0. Probabilities are tempered by ``temperature``, chosen so that
    they mean what they say on worlds the model was not fitted on.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.names: tuple[str, ...] = tuple(data["names"])
        self._trees = Trees(data["status"])
        self._temperature = float(data["temperature"])
        self._mean = np.array(data["mean"])
        self._scale = np.array(data["scale"])
        self._aspect = np.array(data["aspect"])
        self._aspect_base = np.array(data["aspect_base"])

    def judge(self, rows: Sequence[Mapping[str, float]]) -> list[Verdict]:
        """Verdicts for rows of signals, in their order."""
        if not rows:
            return []
        raw = table(rows, self.names)
        status = softmax(self._trees.scores(raw) / self._temperature)
        aspect = sigmoid((raw - self._mean) / self._scale @ self._aspect.T + self._aspect_base)
        return [
            Verdict(
                dict(zip(STATUSES, map(float, s), strict=True)),
                dict(zip(ASPECTS, map(float, a), strict=True)),
            )
            for s, a in zip(status, aspect, strict=True)
        ]


def table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Any:
    """Signals as an array of shape (rows, names); a signal that a row lacks is 0."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=np.float64)


def sigmoid(scores: Any) -> Any:
    """The logistic function of an array."""
    return 1.0 / (1.0 + np.exp(-scores))


def softmax(scores: Any) -> Any:
    """Row-wise softmax of an array of shape (rows, classes)."""
    exp = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


@cache
def load(name: str = "model") -> StatusModel:
    """The shipped model: ``model`` with the reader's signals, ``plain`` without.

    Raises FileNotFoundError naming the file when it is missing.
    """
    path: Path = models_dir() / "status" / f"{name}.json"
    if not path.is_file():
        raise FileNotFoundError(f"{path} 缺失，请重装 luodi（the status model is missing; reinstall luodi）")
    return StatusModel(json.loads(path.read_text(encoding="utf-8")))
