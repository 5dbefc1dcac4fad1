"""Annotated worlds as rows of signals with their gold answers: what status and blend are fitted on and measured by."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luodi.compare.assessing import unit_names
from luodi.compare.judging import judged
from luodi.compare.status import Verdict
from luodi.compare.weighing import Weighed, weigh
from luodi.records import Unit
from luodi.settings import Settings

from .gold import Case


@dataclass(frozen=True)
class SignalRow:
    """Signals of one (task, unit) with its gold status and aspects; ``world`` is the group for
    cross-validation."""

    world: str
    unit: str
    task: str
    signals: dict[str, float]
    status: str
    aspects: tuple[str, ...]


def rows_of(case: Case, settings: Settings) -> Iterator[SignalRow]:
    """The rows of one world: gold tasks against reports read by luodi itself."""
    for unit, weighed in weighed_of(case, settings):
        yield from _labelled(case, unit, weighed)


def judged_rows(case: Case, settings: Settings) -> Iterator[tuple[SignalRow, Verdict]]:
    """The rows of one world with the verdicts of the shipped models."""
    for unit, policy, report in case.answers():
        for w, verdict in judged(policy.tasks, unit_names(unit, _units(case)), [report], settings):
            for row in _labelled(case, unit, [w]):
                yield row, verdict


def weighed_of(case: Case, settings: Settings) -> Iterator[tuple[str, list[Weighed]]]:
    """Each unit's weighing of the gold tasks of a world."""
    units = _units(case)
    for unit, policy, report in case.answers():
        yield unit, weigh(policy.tasks, unit_names(unit, units), [report], settings)


def _labelled(case: Case, unit: str, weighed: Sequence[Weighed]) -> Iterator[SignalRow]:
    gold = {a["task"]: a for a in case.assessments if a["unit"] == unit}
    for w in weighed:
        label = gold.get(w.asked.task.sentence)
        if label is not None and not label.get("doubt"):
            yield SignalRow(case.name, unit, label["task"], w.signals, label["status"], tuple(label["aspects"]))


def _units(case: Case) -> tuple[Unit, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # names are all that is needed here, not levels and parents
        return case.units()


def settings_with(*, reader: bool) -> Settings:
    """Settings that judge with or without the reader."""
    return Settings.from_dict({"comparing": {"reader": reader}})
