"""Kept results: right or absent, and not growing without end."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from luodi.batch.cache import Cache, key_of


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
