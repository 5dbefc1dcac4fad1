"""On the annotated worlds, with everything before them right, the checks find what is planted and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.checks import closure, feedback, integrity, nodes, plans, selective
from luodi.learn.checking import Check, measure
from luodi.learn.measures import Overlap
from luodi.learn.split import worlds as worlds_of

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
    return worlds_of("building", CASES)


@pytest.mark.parametrize(
    ("checks", "floor"), FLOORS, ids=lambda v: getattr(v[0], "__module__", "") if isinstance(v, list) else ""
)
def test_what_is_planted_is_found(worlds: list[Path], checks: list[Check], floor: float) -> None:
    assert (sum(measure(worlds, checks).values(), Overlap()).f1 or 0.0) >= floor
