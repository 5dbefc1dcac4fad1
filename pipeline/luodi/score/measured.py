"""Indicators counted from ledgers, complaints and assessments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal

from luodi.checks import feedback, ledgers
from luodi.checks.closure import owner
from luodi.checks.closure_rates import rates
from luodi.checks.heard import complaints
from luodi.records import Assessment, Dossier
from luodi.settings import Settings

Rate = Literal["closure", "completion", "punctuality"]


def closure(unit: str, dossier: Dossier, rate: Rate) -> float | str:
    """A rate of the unit's rows in all rectification ledgers, judged on the last day that the ledgers mention.

    A score knows no clock: what is due is due by the last day written in the ledger, so the same ledger always
    gives the same rate.
    """
    entries = [r for d in dossier.documents for r in ledgers.rows(d, "rectification")]
    mine = [r for r in entries if owner(r, dossier) == unit]
    if not mine:
        return "没有本单位的整改台账"
    value = getattr(rates(mine, _last_day(entries)), rate)
    return "台账中没有已到期的问题" if value is None else float(value)


def _last_day(entries: Sequence[ledgers.Row]) -> date:
    columns = ("done", "review", "closed", "found")
    days = [day for row in entries for column in columns if (day := row.day(column)) is not None]
    return max(days, default=date.max)


def attainment(assessments: Sequence[Assessment], settings: Settings) -> float | str:
    """Implemented tasks / tasks that are due and judged with enough confidence."""
    due = _due(assessments, settings)
    return sum(a.status == "implemented" for a in due) / len(due) if due else "没有可靠的逐项判断"


def goal_attainment(assessments: Sequence[Assessment], dossier: Dossier, settings: Settings) -> float | str:
    """The same over tasks with a number to reach."""
    tasks = dossier.policy.tasks if dossier.policy is not None else ()
    numbered = {t.task_id for t in tasks if t.quantities}
    due = [a for a in _due(assessments, settings) if a.task_id in numbered]
    return sum(a.status == "implemented" for a in due) / len(due) if due else "没有带数量目标且已到期的任务"


def _due(assessments: Sequence[Assessment], settings: Settings) -> list[Assessment]:
    floor = settings.comparing.abstain_below
    return [a for a in assessments if a.status != "pending" and not a.abstained and a.confidence >= floor]


def complaint_shares(dossier: Dossier) -> dict[str, float]:
    """Of each unit that is complained of: complaints that lie in clusters / all its complaints."""
    tasks = dossier.policy.tasks if dossier.policy is not None else ()
    total: Counter[str] = Counter()
    clustered: Counter[str] = Counter()
    for _, heard in complaints(dossier):
        total.update(c.unit for c in heard.items if c.unit is not None)
        for cluster in feedback.clustered(heard, tasks, every=True):
            clustered[cluster.unit] += cluster.size
    return {unit: clustered[unit] / total[unit] for unit in total}
