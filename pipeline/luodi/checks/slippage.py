"""Where progress is heading: from the figures of successive reports, when a target will be reached, and how late.

A straight line through what was reported; it says nothing where there is one report only, or where figures do not rise.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.records import DocumentRecord, Dossier, Quantity, Quote, Task
from luodi.text.sentences import sentence_spans

from .figures import Figure, figures
from .likeness import containment
from .places import issuing

_SPEAKS = 0.4
"""Share of the words around a figure that the task has too, from which the figure is the task's progress."""
_RISING = frozenset({">=", "=", "change+", "~"})


@dataclass(frozen=True)
class Point:
    """What one report says was reached on its day."""

    day: date
    value: float
    quote: Quote


@dataclass(frozen=True)
class Forecast:
    """A target's expected day, None when progress stands still; ``slip`` days late (negative: early), None likewise."""

    unit: str
    task: Task
    target: float
    due: date
    points: tuple[Point, ...]
    expected: date | None
    slip: int | None

    @property
    def reason(self) -> str:
        """The forecast in Chinese, with its figures."""
        told = "、".join(f"{p.day}为{p.value:g}" for p in self.points)
        if self.expected is None or self.slip is None:
            return f"{told}，没有进展，{self.due}前达到{self.target:g}无望"
        if self.slip > 0:
            return f"{told}，按此进度{self.expected}才能达到{self.target:g}，比期限{self.due}晚{self.slip}天"
        return f"{told}，按此进度{self.expected}可达到{self.target:g}，期限{self.due}"


def forecasts(dossier: Dossier, *, until: date = date.max) -> list[Forecast]:
    """Forecasts for every unit with two dated reports or more and every task with a rising target and a dated end.

    Reports of a later day than ``until`` are not heeded.
    """
    if dossier.policy is None:
        return []
    found: list[Forecast] = []
    for unit, reports in sorted(_series(dossier, until).items()):
        for task in dossier.policy.tasks:
            for quantity, due in _targets(task):
                points = list(_points(reports, task, quantity))
                if quantity.value is not None and len(points) >= 2:
                    found.append(forecast(unit, task, points, quantity.value, due))
    return found


def forecast(unit: str, task: Task, points: Sequence[Point], target: float, due: date) -> Forecast:
    """The day on which a straight line through ``points`` (least squares) reaches ``target``."""
    ordered = sorted(points, key=lambda p: p.day)
    reached = next((p.day for p in ordered if p.value >= target), None)
    expected = reached if reached is not None else _crossing(ordered, target)
    slip = (expected - due).days if expected is not None else None
    return Forecast(unit, task, target, due, tuple(ordered), expected, slip)


def _crossing(points: Sequence[Point], target: float) -> date | None:
    days = [float(p.day.toordinal()) for p in points]
    mean_day, mean = sum(days) / len(days), sum(p.value for p in points) / len(points)
    spread = sum((d - mean_day) ** 2 for d in days)
    if spread == 0:
        return None
    rate = sum((d - mean_day) * (p.value - mean) for d, p in zip(days, points, strict=True)) / spread
    if rate <= 0:
        return None
    last = points[-1]
    ahead = math.ceil((target - last.value) / rate)
    # further than a working life is no forecast
    return last.day + timedelta(days=ahead) if ahead < 20_000 else None


def _series(dossier: Dossier, until: date) -> dict[str, list[DocumentRecord]]:
    found: dict[str, list[DocumentRecord]] = {}
    for document in dossier.documents:
        unit = issuing(document.document_id, dossier) if document.kind == "report" else None
        if unit is not None and document.issue_date is not None and document.issue_date <= until:
            found.setdefault(unit, []).append(document)
    return {
        unit: sorted(reports, key=lambda d: (d.issue_date or date.min, d.file))
        for unit, reports in found.items()
        if len({d.issue_date for d in reports}) > 1
    }


def _targets(task: Task) -> Iterator[tuple[Quantity, date]]:
    due = max((d.end for d in task.deadlines if d.end is not None), default=None)
    if due is not None:
        yield from ((q, due) for q in task.quantities if q.op in _RISING and q.value is not None and q.unit)


def _points(reports: Sequence[DocumentRecord], task: Task, quantity: Quantity) -> Iterator[Point]:
    """Per report the figure of the target's unit whose own words are most like the task's."""
    for report in reports:
        best: tuple[float, Figure, tuple[int, int]] | None = None
        for a, b in sentence_spans(report.text):
            for figure in figures(report.text, a, b):
                likeness = (
                    containment(figure.label + figure.after, task.sentence) if figure.unit == quantity.unit else 0.0
                )
                if likeness >= _SPEAKS and (best is None or likeness > best[0]):
                    best = (likeness, figure, (a, b))
        if best is not None and report.issue_date is not None:
            yield Point(report.issue_date, best[1].value, report.quote(*best[2]))
