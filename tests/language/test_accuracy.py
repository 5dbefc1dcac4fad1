"""Floors of accuracy on the annotated cases that the judge was trained on: a rule that breaks shows here first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from luodi.language import extract
from luodi.learn.gold import load_case
from luodi.learn.split import worlds
from luodi.structure import structure

CASES = Path(__file__).resolve().parents[2] / "corpora" / "cases"
FLOORS = {"task": 0.97, "lead": 0.95, "support": 0.97, "strength": 0.98}


def f1(pairs: Iterable[tuple[list[str], list[str]]]) -> float:
    hit = wanted = got = 0
    for gold, found in pairs:
        hit += sum((Counter(gold) & Counter(found)).values())
        wanted += len(gold)
        got += len(found)
    return 2 * hit / max(1, wanted + got)


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    sentences, leads, supports, strengths = [], [], [], []
    for case in map(load_case, worlds("building", CASES)):
        for record in case.records():
            if not record.tasks:
                continue
            read = structure(record.replace(tasks=())).replace(kind=record.kind)
            found = {t.sentence: t for t in extract(read).tasks}
            sentences.append(([t.sentence for t in record.tasks], list(found)))
            for gold in record.tasks:
                task = found.get(gold.sentence)
                if task is not None:
                    leads.append((list(gold.lead), list(task.lead)))
                    supports.append((list(gold.support), list(task.support)))
                    strengths.append(([gold.strength], [task.strength]))
    return {"task": f1(sentences), "lead": f1(leads), "support": f1(supports), "strength": f1(strengths)}


@pytest.mark.parametrize("measure", FLOORS)
def test_accuracy_stays_above_its_floor(measured: dict[str, float], measure: str) -> None:
    assert measured[measure] >= FLOORS[measure]
