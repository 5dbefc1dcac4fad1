"""The fitted judge of tasks: a linear model over binary features, read from ``models/tasks`` (no pickle)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from luodi.records.paths import models_dir


@dataclass(frozen=True)
class TaskModel:
    """Weights of a logistic regression by feature name; features it has not seen weigh nothing."""

    weights: dict[str, float]
    intercept: float

    def probability(self, found: Iterable[str]) -> float:
        """The probability in [0, 1] that a sentence with these features is a task.

        >>> round(TaskModel({"a": 2.0}, -1.0).probability({"a", "b"}), 3)
        0.731
        """
        # fsum: the sum does not depend on the order of a set, which differs from run to run
        score = self.intercept + math.fsum(filter(None, map(self.weights.get, found)))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def load_model(folder: Path | None = None) -> TaskModel:
    """The shipped model, or the one in ``folder``. Raises FileNotFoundError when there is none."""
    import numpy as np

    place = models_dir() / "tasks" if folder is None else folder
    head = json.loads((place / "model.json").read_text(encoding="utf-8"))
    with np.load(place / "weights.npz", allow_pickle=False) as arrays:
        values = arrays["weights"].tolist()
    return TaskModel(dict(zip(head["features"], values, strict=True)), float(head["intercept"]))
