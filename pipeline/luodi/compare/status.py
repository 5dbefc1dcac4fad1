"""The status model: from signals to a status, aspects and a confidence that means something.

Small enough to be read; it lies in ``models/status`` with a card. Trained by ``python -m luodi.learn.status``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from luodi.records import ASPECTS, PROBLEMS, STATUSES, Aspect, Status
from luodi.records.paths import models_dir

from .trees import Trees

READINGS = ("wide", "near", "turned")
"""The readings of ``opening``, in the order in which they are weighed."""

COUNTED = ("quantity", "time", "rhythm", "scope", "duty", "trace", "year")
"""Facets that weigh in a verdict, each by whether it found two sides that differ."""


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
    def undecided(self) -> bool:
        """Whether something seems wrong, but no fault in particular is as likely as that all is in order: of such
        judgements two in three are right that something is wrong, one in four in what."""
        in_order = max(p for s, p in self.status.items() if s not in PROBLEMS)
        return self.best in PROBLEMS and self.status[self.best] < in_order

    @property
    def shortfalls(self) -> tuple[Aspect, ...]:
        """In what a discounted task falls short: the aspects likelier than not, at least the likeliest; else none."""
        if self.best != "discounted":
            return ()
        likely = tuple(a for a, p in self.aspects.items() if p >= 0.5)
        return likely or (max(self.aspects, key=lambda a: self.aspects[a]),)

    @property
    def confidence(self) -> float:
        """How sure it is that something is wrong, or that nothing is, in [0.5, 1]."""
        return max(self.problem, 1.0 - self.problem)


class StatusModel:
    """Two experts and a blend.

    Boosted trees over named signals judge without the reader, linear scores give the aspects; where a row holds the
    reader's readings, a linear blend weighs both opinions. A signal that a row does not give counts as 0.
    ``temperature`` makes the trees' probabilities mean what they say on worlds they were not fitted on.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.names: tuple[str, ...] = tuple(data["names"])
        self._trees = Trees(data["status"])
        self._temperature = float(data["temperature"])
        self._mean = np.array(data["mean"])
        self._scale = np.array(data["scale"])
        self._aspect = np.array(data["aspect"])
        self._aspect_base = np.array(data["aspect_base"])
        blend = data.get("blend")
        self._blend = None if blend is None else (np.array(blend["weights"]), np.array(blend["base"]))

    def judge(self, rows: Sequence[Mapping[str, float]]) -> list[Verdict]:
        """Verdicts for rows of signals, in their order."""
        verdicts = self.judge_plain(rows)
        if self._blend is None:
            return verdicts
        return [self.blended(row, v) if reads(row) else v for row, v in zip(rows, verdicts, strict=True)]

    def judge_plain(self, rows: Sequence[Mapping[str, float]]) -> list[Verdict]:
        """Verdicts without the reader."""
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

    def blended(self, row: Mapping[str, float], plain: Verdict) -> Verdict:
        """The trees' verdict weighed with the reader's readings in ``row``; the model must have a blend."""
        assert self._blend is not None
        weights, base = self._blend
        status = softmax((weights @ np.array(opinions(row, plain)) + base)[None, :])[0]
        return Verdict(dict(zip(STATUSES, map(float, status), strict=True)), blended_aspects(row, plain))


def reads(row: Mapping[str, float]) -> bool:
    """Whether a row holds the reader's readings."""
    return f"wide.{STATUSES[0]}" in row


def opinions(row: Mapping[str, float], plain: Verdict) -> list[float]:
    """What the blend weighs: the reader's log odds in each of its readings, the trees', whether arithmetic finds the
    evidence short, and how wordy the report is: in long general sentences silence means less than in short ones."""
    wordy, numbers = row.get("index.length", 0.0), row.get("task.numbers", 0.0)
    read = [row[f"{name}.{value}"] for name in READINGS for value in (*STATUSES, "bears")]
    facets = [row.get(f"facet.{name}", 0.0) for name in COUNTED]
    style = [wordy, row.get("sentence.length", 0.0), numbers, wordy * numbers]
    return [*read, *(logit(plain.status[s]) for s in STATUSES), *facets, *style]


def blended_aspects(row: Mapping[str, float], plain: Verdict) -> dict[Aspect, float]:
    """The mean of the log odds of reader, over all candidates, and trees for each aspect, as probabilities."""
    return {a: float(sigmoid((logit(row[f"wide.{a}"]) + logit(plain.aspects[a])) / 2)) for a in ASPECTS}


def logit(p: float) -> float:
    """Log odds of a probability, kept within about ±7."""
    clipped = min(0.999, max(0.001, p))
    return log(clipped / (1 - clipped))


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
def load() -> StatusModel:
    """The shipped model. Raises FileNotFoundError naming the file when it is missing."""
    path: Path = models_dir() / "status" / "model.json"
    if not path.is_file():
        raise FileNotFoundError(f"{path} 缺失，请重装 luodi（the status model is missing; reinstall luodi）")
    return StatusModel(json.loads(path.read_text(encoding="utf-8")))
