"""The corpora as analysts load them: parts that never mix, and errors that say what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

import luodi
from luodi.learn.split import HELD_OUT


def test_the_held_out_worlds_are_the_test_part() -> None:
    assert set(luodi.load_corpus("cases", split="test")["assessments"]["world"]) == HELD_OUT


def test_the_parts_together_are_the_whole() -> None:
    whole = luodi.load_corpus("cases")["tasks"]
    parts = [luodi.load_corpus("cases", split=part)["tasks"] for part in ("train", "validation", "test")]
    assert sum(map(len, parts)) == len(whole)
    assert all(set(part["world"]).isdisjoint(other["world"]) for part in parts for other in parts if other is not part)


def test_a_pair_stays_with_its_twins() -> None:
    pairs = luodi.load_corpus("contrast")["pairs"]
    assert set(pairs["split"]) == {"train", "validation", "test"}
    assert (pairs.groupby(pairs["task_id"].str.rstrip("~"))["split"].nunique() == 1).all()


@pytest.mark.parametrize(("name", "split", "there"), [("case", None, "contrast"), ("cases", "dev", "validation")])
def test_an_unknown_name_is_answered_with_the_known_ones(name: str, split: str | None, there: str) -> None:
    with pytest.raises(ValueError, match=there):
        luodi.load_corpus(name, split=split)


def test_a_wheel_without_corpora_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="root"):
        luodi.load_corpus("cases", root=tmp_path)


def test_the_benchmark_is_worlds_and_pairs_together_and_goes_to_parquet(tmp_path: Path) -> None:
    frames = luodi.load_corpus("deviation", split="validation")
    assert set(frames) == {"documents", "tasks", "assessments", "findings", "pairs"}
    assert all(set(frame["split"]) == {"validation"} for frame in frames.values())
    for name, frame in frames.items():
        frame.to_parquet(tmp_path / f"{name}.parquet")
