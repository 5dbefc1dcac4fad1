"""Swapping places, years and unit names in a policy changes nothing but those values."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.language import extract
from luodi.records import DocumentRecord
from luodi.structure import structure
from luodi.text.plain_record import text_record

CASES = Path(__file__).resolve().parents[2] / "corpora" / "cases"
NAMES = ["平川", "云岭", "南屏", "东固", "西峰", "林阳", "古田", "长兴", "石桥", "金溪", "赤水", "北渚"]
UNITS = [("财政厅", "审计厅"), ("教育厅", "民政厅"), ("财政局", "审计局"), ("教育局", "民政局")]
STEM = re.compile(r"^(.{2,3}?)(?:省|市|县|区|镇|乡)")


def record_of(text: str) -> DocumentRecord:
    return structure(text_record("f", text)).replace(kind="policy")


def shape(text: str) -> list[tuple[object, ...]]:
    tasks = extract(record_of(text)).tasks
    return [
        (t.sentence, t.path, t.lead, t.support, t.strength, [d.kind for d in t.deadlines], len(t.quantities))
        for t in tasks
    ]


@pytest.mark.parametrize("case", ["access", "housing", "river", "pubdata"])
@given(names=st.permutations(NAMES), years=st.integers(-1, 1), units=st.booleans())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_only_the_swapped_values_change(case: str, names: list[str], years: int, units: bool) -> None:
    text = (CASES / case / "src" / "policy.txt").read_text(encoding="utf-8")
    with (CASES / case / "units.csv").open(encoding="utf-8") as file:
        found = {m.group(1) for row in csv.DictReader(file) if (m := STEM.match(row["name"]))}
    new = dict(zip(sorted(found), names, strict=False))

    def swap(value: object) -> object:
        if isinstance(value, tuple | list):
            return type(value)(swap(v) for v in value)
        if not isinstance(value, str):
            return value
        for old, name in new.items():
            value = re.sub(f"{old}(?=省|市|县|区|镇|乡)", name, value)
        value = re.sub(r"(?<!\d)20[12]\d(?=年|〕|—)", lambda m: str(int(m.group()) + years), value)
        for one, other in UNITS if units else ():
            value = value.replace(one, "\0").replace(other, one).replace("\0", other)
        return value

    swapped = swap(text)
    assert isinstance(swapped, str)
    assert shape(swapped) == swap(shape(text))
