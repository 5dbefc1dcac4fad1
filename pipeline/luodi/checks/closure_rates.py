"""How far a ledger is closed, completed and kept to its days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from . import ledgers
from .closure_steps import claimed


@dataclass(frozen=True)
class Rates:
    """The rates of a ledger in [0, 1], each None where nothing is due that it could be counted of."""

    closure: float | None
    completion: float | None
    punctuality: float | None


def rates(entries: Iterable[ledgers.Row], as_of: date) -> Rates:
    """Closure, completion and on-time rates of a ledger.

    closure = closed / all rows due by ``as_of``; completion = rectified / all rows due by then;
    on time = rectified by the due day / all rows due by then that have both days or are late.
    """
    due = [r for r in entries if (day := r.day("due")) is not None and day <= as_of]
    closed = sum(r.day("closed") is not None for r in due)
    done = sum(claimed(r) for r in due)
    timed = [r for r in due if r.day("done") is not None or not claimed(r)]
    on_time = sum((d := r.day("done")) is not None and d <= (r.day("due") or d) for r in timed)
    n = len(due)
    return Rates(
        closure=closed / n if n else None,
        completion=done / n if n else None,
        punctuality=on_time / len(timed) if timed else None,
    )
