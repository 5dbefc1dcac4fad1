"""Risk = likelihood × effect, by the matrix in the settings; of units and policies, never of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from luodi.records import Finding, Severity
from luodi.settings import Settings

from .components import part_of

Interval = Literal["daily", "weekly", "monthly"]

_RANK: dict[Severity, int] = {"low": 0, "medium": 1, "high": 2}
_INTERVALS: dict[Severity, Interval] = {"high": "daily", "medium": "weekly", "low": "monthly"}
_PARTS = {"forwarding": "forwarding", "execution": "execution", "complaints": "follow_up"}


def risk_of(points: float, findings: Sequence[Finding], settings: Settings) -> Severity:
    """Risk of a unit: how likely the policy does not arrive (from points), and how grave is what was found."""
    return settings.scoring.risk_matrix[_likelihood(points, settings)][_effect(findings)]


def part_risks(points: Mapping[str, float], findings: Sequence[Finding], settings: Settings) -> dict[str, Severity]:
    """The risks of forwarding, execution and complaints apart, each from its own component and findings."""
    return {
        name: risk_of(points[part], [f for f in findings if part_of(f.kind) == part], settings)
        for name, part in _PARTS.items()
    }


def interval_of(risk: Severity, width: float, settings: Settings) -> Interval:
    """How soon to look again; a wide interval asks for a look within the week though nothing is wrong yet."""
    interval = _INTERVALS[risk]
    return "weekly" if interval == "monthly" and width > settings.scoring.wide_interval else interval


def _likelihood(points: float, settings: Settings) -> Severity:
    if points < settings.scoring.risk_high_below:
        return "high"
    return "medium" if points < settings.scoring.risk_medium_below else "low"


def _effect(findings: Sequence[Finding]) -> Severity:
    return max((f.severity for f in findings if part_of(f.kind)), key=_RANK.__getitem__, default="low")
