"""How right verdicts on annotated rows are, and how sure they are beside that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from luodi.compare.status import Verdict
from luodi.records import PROBLEMS, STATUSES

from .measures import Overlap
from .signal_rows import SignalRow


def measure(given: Sequence[tuple[SignalRow, Verdict]]) -> dict[str, float]:
    """Figures of verdicts against gold, each in [0, 1]."""
    right = [v.best == r.status for r, v in given]
    problem = [(v.best in PROBLEMS) == (r.status in PROBLEMS) for r, v in given]
    sure = [v.confidence for _, v in given]
    order = np.argsort([-s for s in sure])[: len(given) // 2]
    per = {s: Overlap() for s in STATUSES}
    aspects = Overlap()
    for r, v in given:
        for s in STATUSES:
            per[s].add([1] if r.status == s else [], [1] if v.best == s else [])
        if r.status == "discounted":
            aspects.add(r.aspects, [a for a, p in v.aspects.items() if p >= 0.5] if v.best == "discounted" else [])
    error = sum(abs(sum(right[i] for i in part) - sum(sure[i] for i in part)) for part in _bins(sure)) / max(
        1, len(given)
    )
    return {
        "status": float(np.mean(right)),
        "problem": float(np.mean(problem)),
        "problem@50%": float(np.mean([problem[i] for i in order])),
        "macro_f1": float(np.mean([o.f1 or 0.0 for o in per.values()])),
        "aspects_f1": aspects.f1 or 0.0,
        "calibration_error": error,
    }


def _bins(sure: Sequence[float], count: int = 10) -> list[list[int]]:
    bins: list[list[int]] = [[] for _ in range(count)]
    for i, s in enumerate(sure):
        bins[min(count - 1, int(s * count))].append(i)
    return bins
