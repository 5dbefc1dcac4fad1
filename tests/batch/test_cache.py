"""Kept results: right or absent, and not growing without end."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import luodi
from luodi.batch.cache import JUDGING, READING, WRITING, Cache, code_version, key_of

PACKAGE = Path(luodi.__file__).parent


def test_what_was_put_is_there_for_the_next_run(tmp_path: Path) -> None:
    with Cache(tmp_path / "c") as cache:
        cache.put("k", "值")
    with Cache(tmp_path / "c") as cache:
        assert cache.get("k") == "值"
        assert not cache.holds("other")


def test_results_nobody_asks_for_any_more_are_dropped(tmp_path: Path) -> None:
    with Cache(tmp_path / "c") as cache:
        for i in range(10):
            cache.put(f"old{i}", "x")
    with Cache(tmp_path / "c") as cache:
        cache.put("new", "y")
    with sqlite3.connect(tmp_path / "c") as connection:
        assert [row[0] for row in connection.execute("SELECT key FROM results")] == ["new"]
    connection.close()


def test_a_failed_run_drops_nothing(tmp_path: Path) -> None:
    with Cache(tmp_path / "c") as cache:
        for i in range(10):
            cache.put(f"old{i}", "x")

    def fail() -> None:
        with Cache(tmp_path / "c"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with Cache(tmp_path / "c") as cache:
        assert cache.get("old3") == "x"


def test_a_key_keeps_its_parts_apart() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


@pytest.mark.parametrize("rooms", [READING, JUDGING, WRITING])
def test_the_rooms_that_a_version_covers_are_there(rooms: tuple[str, ...]) -> None:
    assert all((PACKAGE / room).exists() for room in rooms)


def test_every_room_but_those_beside_the_run_is_covered_by_the_version_of_outputs() -> None:
    present = {p.name for p in PACKAGE.iterdir() if p.name != "__pycache__"}
    assert present - set(WRITING) == {"learn", "analyst.py", "cli", "__main__.py"} & present


def test_stages_have_versions_of_their_own() -> None:
    assert len({code_version(READING), code_version(JUDGING), code_version(WRITING)}) == 3
