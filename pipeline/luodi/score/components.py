"""Parts of a score: each begins at 100 and only loses points, by findings of its kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from luodi.records import Deduction, Finding
from luodi.settings import Settings
from luodi.text.lexicon import rules


@dataclass(frozen=True)
class Component:
    """Points of one part, 0-100: the estimate, its bounds, and what took the points that are missing."""

    name: str
    point: float = 100.0
    low: float = 100.0
    high: float = 100.0
    deductions: tuple[Deduction, ...] = ()

    def doubted(self, share: float) -> Component:
        """The component with its lower bound taken down by a share of what is left: some of it could not be read."""
        return replace(self, low=self.low * (1.0 - share))


@cache
def _kinds() -> dict[str, str]:
    data = rules("score_components")
    return {kind: name for name, table in data.items() for kind in table["kinds"]}


def part_of(kind: str) -> str | None:
    """The part of a score to which a kind of finding belongs; None when it takes no points."""
    return _kinds().get(kind)


def deducted(component: Component, findings: Iterable[Finding], settings: Settings) -> Component:
    """The component after the findings of its kinds, each (kind, element) once, at its worst.

    A finding takes the points of its severity from the estimate and the lower bound, and only as much as is certain
    (its confidence) from the upper one.
    """
    worst: dict[tuple[str, str | None], Finding] = {}
    surely: dict[tuple[str, str | None], float] = {}
    for finding in findings:
        if part_of(finding.kind) == component.name:
            key = (finding.kind, finding.element)
            surely[key] = max(surely.get(key, 0.0), _penalty(finding, settings) * finding.confidence)
            if key not in worst or _weight(finding, settings) > _weight(worst[key], settings):
                worst[key] = finding
    point, low, high = component.point, component.low, component.high
    taken: list[Deduction] = []
    for finding in sorted(worst.values(), key=lambda f: (-_penalty(f, settings), f.kind, f.element or "")):
        penalty = _penalty(finding, settings)
        lost = min(point, penalty)
        point, low = point - lost, max(0.0, low - penalty)
        high = max(0.0, high - surely[finding.kind, finding.element])
        taken.append(
            Deduction(
                component=component.name,
                points=round(lost, 2),
                reason=f"{finding.label}：{finding.reason}",
                finding_id=finding.finding_id,
                task_ids=finding.task_ids,
            )
        )
    return replace(component, point=point, low=low, high=max(high, point), deductions=(*component.deductions, *taken))


def _penalty(finding: Finding, settings: Settings) -> float:
    return max(0.0, settings.scoring.penalties.get(finding.severity, 0.0))


def _weight(finding: Finding, settings: Settings) -> tuple[float, float, str]:
    return (_penalty(finding, settings), finding.confidence, finding.finding_id)
