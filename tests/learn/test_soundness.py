"""The corpora are sound, and the checker sees what is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from luodi.learn.gold import json_rows, load_case
from luodi.learn.shortcuts import CEILINGS, agreement, broken, shared_words
from luodi.learn.soundness import check, faults_of_pairs, faults_of_world
from luodi.learn.split import part_of_task

ROOT = Path("corpora")


def test_the_corpora_are_sound() -> None:
    assert check(ROOT) == []


def test_a_world_with_a_foreign_sentence_a_wrong_label_and_a_gap_is_faulted() -> None:
    case = load_case(ROOT / "cases" / "housing")
    first, second, *rest = case.assessments
    told = {**first, "status": "discounted", "aspects": [], "evidence": ["报告里没有这句话。"]}
    faults = list(faults_of_world(replace(case, assessments=[told, *rest])))
    assert any("evidence is no sentence" in f for f in faults)
    assert any("aspects [] under discounted" in f for f in faults)
    assert any(f.startswith(f"{second['unit']} is not judged on: {second['task'][:10]}") for f in faults)


def test_pairs_with_foreign_words_and_orphaned_twins_are_faulted() -> None:
    rows = [r for r in json_rows(ROOT / "contrast" / "a.jsonl") if r["decides"]]
    twin = json_rows(ROOT / "contrast" / "twins-a.jsonl")[0]
    faults = list(
        faults_of_pairs(
            {"a": [{**rows[0], "decides": ["没有的字"]}], "t": [{**twin, "statement": "别的话。", "decides": []}]}
        )
    )
    assert len(faults) == 2
    assert "not in the statement" in faults[0]
    assert "a twin of no pair" in faults[1]


def test_a_sentence_that_returns_in_another_part_is_found(tmp_path: Path) -> None:
    for world in ("housing", "seed"):
        (tmp_path / "cases").mkdir(exist_ok=True)
        (tmp_path / "cases" / world).symlink_to((ROOT / "cases" / world).resolve())
    (tmp_path / "contrast").mkdir()
    assert check(tmp_path) == []
    evidence = next(r["evidence"][0] for r in load_case(ROOT / "cases" / "seed").assessments if r["evidence"])
    row = json_rows(ROOT / "contrast" / "a.jsonl")[0]
    strange = {**row, "task_id": "x-1", "statement": evidence + "好。", "decides": []}
    number = next(n for n in range(50) if part_of_task(f"x-{n}") == "test")
    strange["task_id"] = f"x-{number}"
    (tmp_path / "contrast" / "x.jsonl").write_text(json.dumps(strange, ensure_ascii=False), encoding="utf-8")
    assert any("in train and seed as in test" in f or "in test and x.jsonl" in f for f in check(tmp_path))


def test_ceilings_break_where_a_blind_model_is_too_good() -> None:
    assert broken(dict.fromkeys(CEILINGS, 0.5)) == []
    assert len(broken(dict.fromkeys(CEILINGS, 0.9))) == len(CEILINGS)


def test_a_second_reader_agrees() -> None:
    told = agreement([load_case(ROOT / "cases" / "clinic"), load_case(ROOT / "cases" / "housing")])
    assert told["rows"] == 57
    assert told["status"] > 0.95
    assert 0.8 < told["aspects"] <= 1.0
    assert agreement([load_case(ROOT / "cases" / "housing")]) == {}


@pytest.mark.slow
def test_words_are_shared_less_where_things_went_well() -> None:
    shares = shared_words([load_case(ROOT / "cases" / "housing"), load_case(ROOT / "cases" / "grid")])
    assert all(0 < share < 0.7 for share in shares.values())
