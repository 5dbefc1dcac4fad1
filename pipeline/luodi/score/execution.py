"""How much of what the policy asks a unit's report shows as done: the weighted mean over tasks."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.records import CHINESE, Assessment, Deduction, Dossier, Task
from luodi.settings import Settings
from luodi.text.rows import row_words
from luodi.text.shortened import shorten

from .components import Component

_FULL = 1.0


def execution(dossier: Dossier, assessments: Sequence[Assessment], settings: Settings) -> Component:
    """The execution component of one unit from its assessments, one per task (of repeated ones the surest).

    A task counts with the weight of its strength and the points of its status. ``pending`` owes nothing yet and
    keeps its points. A task without a judgement, or with one too uncertain to stand, keeps its points too and stays
    in doubt: it lowers ``low``.
    """
    tasks = dossier.policy.tasks if dossier.policy is not None else ()
    rows = _surest(assessments)
    known = {t.task_id: t for t in tasks}
    ids = [*known, *sorted(i for i in rows if i not in known)]
    weights = {i: _weight(known.get(i), settings) for i in ids}
    total = sum(weights.values())
    if total <= 0:
        return Component("execution", low=0.0)
    point = low = high = 0.0
    lost: list[Deduction] = []
    for i in ids:
        row, weight = rows.get(i), weights[i] / total * 100.0
        points, trust = _judged(row, settings)
        point += weight * points
        low += weight * points * trust
        high += weight * (points * trust + 1.0 - trust)
        if row is not None and points < _FULL:
            lost.append(_deduction(row, weight * (_FULL - points)))
    lost.sort(key=lambda d: (-d.points, d.task_ids))
    return Component("execution", point=point, low=low, high=max(high, point), deductions=tuple(lost))


def judged(assessments: Sequence[Assessment], settings: Settings) -> bool:
    """Whether anything can be said of any task: one assessment at least that stands."""
    return any(_judged(row, settings)[1] > 0.0 for row in assessments)


def _judged(row: Assessment | None, settings: Settings) -> tuple[float, float]:
    """(points in [0, 1], trust in [0, 1]) of one assessment; (1, 0) where nothing can be said."""
    if row is None or row.abstained or row.confidence < settings.comparing.abstain_below:
        return _FULL, 0.0
    points = settings.scoring.status_points.get(row.status, _FULL if row.status in {"implemented", "pending"} else 0.0)
    return min(_FULL, max(0.0, points)), row.confidence


def _weight(task: Task | None, settings: Settings) -> float:
    return max(0.0, settings.scoring.strength_weights.get(task.strength if task is not None else "must", 1.0))


def _surest(assessments: Sequence[Assessment]) -> dict[str, Assessment]:
    rows: dict[str, Assessment] = {}
    for row in assessments:
        kept = rows.get(row.task_id)
        if kept is None or _rank(row) > _rank(kept):
            rows[row.task_id] = row
    return rows


def _rank(row: Assessment) -> tuple[bool, float, str, str]:
    return (not row.abstained, row.confidence, row.status, row.assessment_id)


def _deduction(row: Assessment, points: float) -> Deduction:
    words = shorten(row_words(row.task), 50)
    aspects = "、".join(CHINESE[a] for a in row.aspects)
    return Deduction(
        component="execution",
        points=round(points, 2),
        reason=f"“{words}”{CHINESE[row.status]}" + (f"（{aspects}）" if aspects else ""),
        task_ids=(row.task_id,),
    )
