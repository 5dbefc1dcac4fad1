"""The status model: from signals to a status, aspects and a confidence that means something.

A linear model in two steps, small enough to be read: its weights lie in ``models/status/model.json`` with a card.
Trained by ``python -m luodi.learn.status``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from luodi.records import ASPECTS, STATUSES, Aspect, Status
from luodi.records.paths import models_dir


@dataclass(frozen=True)
class Verdict:
    """Calibrated probabilities in [0, 1]: of the five statuses (they sum to 1), and of each aspect if discounted."""

    status: dict[Status, float]
    aspects: dict[Aspect, float]

    @property
    def best(self) -> Status:
        """The likeliest status."""
        return max(STATUSES, key=lambda s: self.status[s])


class StatusModel:
    """Linear scores over named signals with a softmax; a signal that is not given counts as its mean."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.names: tuple[str, ...] = tuple(data["names"])
        self._mean = np.array(data["mean"])
        self._scale = np.array(data["scale"])
        self._status = np.array(data["status"])
        self._status_base = np.array(data["status_base"])
        self._aspect = np.array(data["aspect"])
        self._aspect_base = np.array(data["aspect_base"])
        self._temperature = float(data.get("temperature", 1.0))

    def judge(self, rows: Sequence[Mapping[str, float]]) -> list[Verdict]:
        """Verdicts for rows of signals, in their order."""
        if not rows:
            return []
        x = self.matrix(rows)
        status = softmax((x @ self._status.T + self._status_base) / self._temperature)
        aspect = 1.0 / (1.0 + np.exp(-(x @ self._aspect.T + self._aspect_base)))
        return [
            Verdict(
                dict(zip(STATUSES, map(float, s), strict=True)),
                dict(zip(ASPECTS, map(float, a), strict=True)),
            )
            for s, a in zip(status, aspect, strict=True)
        ]

    def matrix(self, rows: Sequence[Mapping[str, float]]) -> Any:
        """Standardised signals: array of shape (rows, names)."""
        return (table(rows, self.names) - self._mean) / self._scale


def table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Any:
    """Signals as an array of shape (rows, names); a signal that a row lacks is 0."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows], dtype=np.float64)


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
