"""The blend of the trees with the reader's readings: each expert weighed by what it is worth on unknown documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from luodi.compare.status import StatusModel, Verdict, opinions
from luodi.records import PROBLEMS, STATUSES

from .signal_rows import SignalRow
from .split import base_world

_REAL = 0.5
"""Weight of a row of a real account in the blend: nearly all are implemented or omitted, written ones are not."""
_DOUBT = 0.2
"""What every problem is marked down by, in log odds, in doubt for the unit: a false accusation is worse than a miss."""
_SMOOTHING = 0.05
"""Inverse of the regularisation, chosen by cross-validation."""


def fit_blend(rows: Sequence[SignalRow], plain: Sequence[Verdict], real: set[str]) -> dict[str, Any]:
    """The blend's weights, array of shape (statuses, opinions), from rows with readings and the trees' verdicts;
    ``real`` are the names of real accounts among the worlds."""
    from sklearn.linear_model import LogisticRegression

    x = np.array([opinions(row.signals, verdict) for row, verdict in zip(rows, plain, strict=True)])
    y = np.array([STATUSES.index(row.status) for row in rows])
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale < 1e-6] = 1.0
    weight = [_REAL if row.world in real else 1.0 for row in rows]
    model = LogisticRegression(C=_SMOOTHING, max_iter=3000).fit((x - mean) / scale, y, sample_weight=weight)
    weights = model.coef_ / scale
    doubt = np.array([_DOUBT if status in PROBLEMS else 0.0 for status in STATUSES])
    return {"weights": weights.tolist(), "base": (model.intercept_ - weights @ mean - doubt).tolist()}


def cross_validate_blend(
    rows: Sequence[SignalRow], plain: Sequence[Verdict], trees: dict[str, Any], real: set[str]
) -> list[tuple[SignalRow, Verdict]]:
    """Every row with a verdict of a blend that never saw its world."""
    given: list[tuple[SignalRow, Verdict]] = []
    for world in sorted({base_world(row.world) for row in rows}):
        others = [i for i, row in enumerate(rows) if base_world(row.world) != world]
        blend = fit_blend([rows[i] for i in others], [plain[i] for i in others], real)
        model = StatusModel(trees | {"blend": blend})
        given += [
            (r, model.blended(r.signals, p)) for r, p in zip(rows, plain, strict=True) if base_world(r.world) == world
        ]
    return given
