"""Risk = likelihood × effect, by the matrix in the settings; of units and policies, never of people."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.records import CHINESE, SEVERITIES, Finding, Interval, Severity
from luodi.settings import Settings

from .components import part_of


def risk_of(points: float, findings: Sequence[Finding], settings: Settings) -> Severity:
    """Risk of a unit: how likely the policy does not arrive (from points), and how grave is what was found."""
    return settings.scoring.risk_matrix[_likelihood(points, settings)][_effect(findings)]


def interval_of(risk: Severity, width: float, settings: Settings) -> Interval:
    """How soon to look again; a wide interval asks for a look within the week though nothing is wrong yet."""
    interval = settings.scoring.review_intervals[risk]
    return "weekly" if interval == "monthly" and width > settings.scoring.wide_interval else interval


def explained(
    points: float, findings: Sequence[Finding], width: float, settings: Settings, *, judged: bool = True
) -> str:
    """In Chinese, why the risk of a unit is what it is, and why it is looked at again so soon.

    Where nothing could be ``judged`` the points are only what doubt leaves.
    """
    scoring, likely, effect = settings.scoring, _likelihood(points, settings), _effect(findings)
    risk = risk_of(points, findings, settings)
    limit = {
        "high": f"低于{scoring.risk_high_below:g}分",
        "medium": f"低于{scoring.risk_medium_below:g}分",
        "low": f"不低于{scoring.risk_medium_below:g}分",
    }[likely]
    grave = f"最严重的问题为“{CHINESE[effect]}”" if any(part_of(f.kind) for f in findings) else "没有另行计分的问题"
    usual, often = scoring.review_intervals[risk], interval_of(risk, width, settings)
    wide = f"（得分区间宽{width:.0f}分，超过{scoring.wide_interval:g}分，须提前看）" if often != usual else ""
    return (
        f"{'得分' if judged else '得分未知，暂按上限'}{points:.1f}，{limit}，未落实的可能性{CHINESE[likely]}；"
        f"{grave}，影响{CHINESE[effect]}；"
        f"两者合为风险{CHINESE[risk]}，{CHINESE[often]}复查{wide}"
    )


def _likelihood(points: float, settings: Settings) -> Severity:
    if points < settings.scoring.risk_high_below:
        return "high"
    return "medium" if points < settings.scoring.risk_medium_below else "low"


def _effect(findings: Sequence[Finding]) -> Severity:
    return min((f.severity for f in findings if part_of(f.kind)), key=SEVERITIES.index, default="low")
