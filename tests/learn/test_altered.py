"""Worlds told otherwise keep their right answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from luodi.compare.judging import asks_for_traces
from luodi.learn.altered import elsewhere, in_other_units, in_other_years, shuffled, with_meetings
from luodi.learn.gold import Case, load_case
from luodi.learn.signal_rows import judged_rows
from luodi.learn.soundness import faults_of_world
from luodi.records import PROBLEMS
from luodi.settings import Settings

WORLD = Path("corpora/cases/grid")


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(WORLD)


def names(case: Case) -> list[str]:
    return sorted({row["unit"] for row in case.assessments})


@pytest.mark.parametrize(
    "change",
    [lambda c: elsewhere(c, names(c)), in_other_years, in_other_units, shuffled, with_meetings],
    ids=["places", "years", "units", "order", "meetings"],
)
def test_a_world_told_otherwise_is_still_sound(case: Case, change: Callable[[Case], Case]) -> None:
    other = change(case)
    assert other.texts != case.texts
    assert list(faults_of_world(other)) == []


def test_no_old_place_and_no_old_year_is_left(case: Case) -> None:
    moved = elsewhere(case, names(case))
    assert not any(name[:-1] in text for name in names(case) for text in moved.texts.values())
    years = {y for text in in_other_years(case).texts.values() for y in re.findall(r"(?<!\d)20\d\d(?!\d)", text)}
    before = {y for text in case.texts.values() for y in re.findall(r"(?<!\d)20\d\d(?!\d)", text)}
    assert years == {str(int(y) + 4) for y in before}


@pytest.mark.slow
def test_meetings_and_papers_never_clear_a_problem() -> None:
    """A paragraph that quotes every task and tells of a meeting on each betters none but those that ask for such."""

    def verdicts(c: Case) -> list[bool]:
        return [v.best in PROBLEMS for row, v in judged_rows(c, Settings()) if not asks_for_traces(row.task)]

    cases = [load_case(WORLD.parent / name) for name in ("grid", "soil", "tea")]
    before = [problem for c in cases for problem in verdicts(c)]
    after = [problem for c in cases for problem in verdicts(with_meetings(c))]
    cleared = [b and not a for b, a in zip(before, after, strict=True)]
    assert not any(cleared)
