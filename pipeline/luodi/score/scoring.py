"""0–100 per unit and policy: what was done of what was due, less what findings take; with an interval of all doubt.

Rules that tests hold (tests/score): a worse finding never raises a score; what is unknown has the benefit of the
doubt — it lowers only ``low``; papers, meetings and ledgers add nothing, since every part begins at 100 and only
loses; order and repetition change nothing; each lost point is in a ``Deduction``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from luodi.records import Assessment, Dossier, Finding, Score
from luodi.settings import Settings

from . import replies
from .components import Component, deducted, part_of
from .execution import execution, judged
from .indicators import indicators
from .measured import complaint_shares
from .risk import explained, interval_of, risk_of

_NOTHING_JUDGED = "没有可据以判断的报告，得分只是上限，实际未知"
_LIKELY_UNREAD = 0.25
"""Share of a component that a partly unreadable document of the unit leaves in doubt."""


def score(
    dossier: Dossier, assessments: Sequence[Assessment], findings: Sequence[Finding], settings: Settings
) -> list[Score]:
    """One score per unit that is assessed, expected or found fault with, sorted by unit; none without a policy.

    Where no task of a unit could be judged its ``score`` is None and ``unknown["score"]`` gives the reason: the point
    would be only what doubt in its favour leaves.
    """
    if dossier.policy is None:
        return []
    heard = replies.heed(findings, replies.answers(dossier.documents))
    counted = [f for f in heard if f.standing != "refuted"]
    units = {a.unit for a in assessments} | set(dossier.expected) | {f.unit for f in counted if part_of(f.kind)}
    shares = complaint_shares(dossier) if units else {}
    return [_of_unit(unit, dossier, assessments, counted, heard, settings, shares) for unit in sorted(units)]


def _of_unit(
    unit: str,
    dossier: Dossier,
    assessments: Iterable[Assessment],
    counted: Iterable[Finding],
    heard: Sequence[Finding],
    settings: Settings,
    shares: Mapping[str, float],
) -> Score:
    mine = [f for f in counted if f.unit == unit]
    rows = [a for a in assessments if a.unit == unit]
    doubt = _LIKELY_UNREAD if any(d.state == "partial" for d in dossier.of_unit(unit)) else 0.0
    whole = (execution(dossier, rows, settings), Component("forwarding"), Component("follow_up"))
    parts = [deducted(part, mine, settings).doubted(doubt) for part in whole]
    point, low, high = (_mean(settings, {p.name: getattr(p, side) for p in parts}) for side in ("point", "low", "high"))
    risk = risk_of(point, mine, settings)
    known, why = indicators(unit, dossier, rows, heard, settings, shares)
    known_at_all = judged(rows, settings)
    if not known_at_all:
        why = {"score": _NOTHING_JUDGED, **why}
    assert dossier.policy is not None
    return Score(
        unit=unit,
        policy_id=dossier.policy.document_id,
        score=round(point, 2) if known_at_all else None,
        low=round(low, 2),
        high=round(high, 2),
        components={part.name: round(part.point, 2) for part in parts},
        indicators=known,
        risk=risk,
        review_interval=interval_of(risk, high - low, settings),
        risk_reason=explained(point, mine, high - low, settings, judged=known_at_all),
        unknown=why,
        deductions=tuple(d for part in parts for d in part.deductions if d.points > 0),
    )


def _mean(settings: Settings, values: dict[str, float]) -> float:
    """Of the parts' points, each with the weight that the setting of its name gives it."""
    weights: dict[str, float] = {name: getattr(settings.scoring, name) for name in values}
    total = sum(weights.values())
    return sum(weights[name] * points for name, points in values.items()) / total if total > 0 else 100.0
