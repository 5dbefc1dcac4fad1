"""The findings on passing on, over all annotated worlds that are not held out, and over chains made to measure."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from luodi.checks import elements, forwarding, localisation, overreach
from luodi.dossier import link, read_events, read_units
from luodi.learn.gold import HELD_OUT, load_case
from luodi.settings import Settings

TOP = Path(__file__).parents[2]
CASES = sorted(p for p in (TOP / "corpora" / "cases").iterdir() if p.is_dir() and p.name not in HELD_OUT)
KINDS = {
    "forward-missing",
    "forward-late",
    "forward-misrouted",
    "forward-verbatim",
    "element-missing",
    "local-rules-missing",
    "overreach",
}


def test_findings_agree_with_gold() -> None:
    counts: Counter[str] = Counter()
    for folder in CASES:
        case = load_case(folder)
        sheet = folder / "events.csv"
        events = read_events(sheet) if sheet.exists() else []
        got = {
            (f.kind, f.unit, f.element)
            for dossier in link(case.records(), read_units(folder / "units.csv"), events, Settings())
            for family in (forwarding, elements, localisation, overreach)
            for f in family.find(dossier, [], Settings(), case.as_of)
            if f.confidence >= Settings().alerting.finding_confidence
        }
        gold = {
            (g["kind"], g["unit"], g.get("element") if g["kind"] == "element-missing" else None)
            for g in case.findings
            if g["kind"] in KINDS
        }
        counts += Counter(right=len(got & gold), extra=len(got - gold), missed=len(gold - got))
    assert counts["right"] / (counts["right"] + counts["extra"]) >= 0.95
    assert 2 * counts["right"] / (2 * counts["right"] + counts["extra"] + counts["missed"]) >= 0.95


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_fault_is_found_and_none_invented(seed: int) -> None:
    spec = importlib.util.spec_from_file_location("chains", TOP / "benchmarks" / "chains.py")
    assert spec is not None
    assert spec.loader is not None
    chains = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["chains"] = chains
    spec.loader.exec_module(chains)
    figures = chains.measure(chains.generate(units=60, policies=4, seed=seed))
    assert (figures["missed"], figures["invented"]) == (0, 0)
    assert figures["planted"] > 10
