"""Floors on the annotated worlds that rules were developed on; benchmarks/elements.py prints the figures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from luodi.ingest.reading import read_bytes
from luodi.learn.gold import load_case
from luodi.learn.split import worlds
from luodi.structure import structure
from luodi.text.titles import normal_title

CASES = Path(__file__).resolve().parents[2] / "corpora" / "cases"
FLOORS = {"title": 0.99, "doc_number": 0.99, "issuer": 0.99, "issue_date": 0.99, "addressees": 0.98, "kind": 0.98}


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    right: Counter[str] = Counter()
    total = 0
    for case in map(load_case, worlds("building", CASES)):
        for gold in case.documents:
            found = structure(read_bytes(case.texts[gold["file"]].encode("utf-8"), gold["file"])[0])
            total += 1
            right["title"] += normal_title(gold["title"]) == normal_title(found.title)
            right["doc_number"] += gold["doc_number"] == found.doc_number
            right["issuer"] += set(gold["issuer"]) == set(found.issuer)
            right["issue_date"] += gold["issue_date"] == (found.issue_date.isoformat() if found.issue_date else None)
            right["addressees"] += set(gold["addressees"]) == set(found.addressees)
            right["kind"] += gold["kind"] == found.kind
    return {field: right[field] / total for field in FLOORS}


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_stays_above_its_floor(shares: dict[str, float], field: str) -> None:
    assert shares[field] >= FLOORS[field]
