"""On the annotated worlds, with everything before them right, the checks find what is planted and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from luodi.checks import closure, feedback, integrity, nodes, plans, selective
from luodi.learn.checking import Check, Tally, measure
from luodi.learn.gold import HELD_OUT

CASES = Path(__file__).resolve().parents[2] / "corpora" / "cases"
FLOORS = [
    ([closure.find], 0.95),
    ([feedback.find], 0.88),  # words alone; one world names the county, not the city
    ([plans.find], 0.95),
    ([integrity.find], 0.88),  # precision first: none is invented
    ([nodes.find], 0.95),
    ([selective.find], 0.93),
]


@pytest.fixture(scope="module")
def worlds() -> list[Path]:
    return [p for p in sorted(CASES.iterdir()) if (p / "NOTES.md").exists() and p.name not in HELD_OUT]


def f1(tallies: Sequence[Tally]) -> float:
    right = sum(t.right for t in tallies)
    return 2 * right / max(1, sum(2 * t.right + t.extra + t.missed for t in tallies))


@pytest.mark.parametrize(
    ("checks", "floor"), FLOORS, ids=lambda v: getattr(v[0], "__module__", "") if isinstance(v, list) else ""
)
def test_what_is_planted_is_found(worlds: list[Path], checks: list[Check], floor: float) -> None:
    assert f1(list(measure(worlds, checks).values())) >= floor
