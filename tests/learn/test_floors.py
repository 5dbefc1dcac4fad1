"""Floors: what lies below is named, what the reader's arithmetic may turn is let pass."""

from pathlib import Path

import pytest

from luodi.learn.floors import below

N = {"assessments": 200}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("task.lead.f1", 0.899, True),
        ("problem.accuracy", 0.891, False),
        ("problem.accuracy", 0.889, True),
        ("problem.accuracy@50%", 0.881, False),
        ("problem.accuracy@50%", 0.879, True),
        ("finding.f1", 0.891, False),
    ],
)
def test_a_figure_below_its_floor_is_named(tmp_path: Path, name: str, value: float, told: bool) -> None:
    (tmp_path / "floors.toml").write_text(f'[floors]\n"{name}" = 0.9\n', encoding="utf-8")
    assert bool(below({name: value, "n": N}, tmp_path / "floors.toml")) is told


def test_a_figure_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text('[floors]\n"finding.f1" = 0.9\n', encoding="utf-8")
    assert below({"n": N}, tmp_path / "floors.toml")
