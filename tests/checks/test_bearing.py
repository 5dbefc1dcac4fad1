"""Complaints in free wording gather to the task on which the reader says they bear, and to none where it says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from luodi.checks import bearing, feedback
from luodi.checks.bearing import Judge, groups, read
from luodi.checks.spots import units_of
from luodi.compare.reader import Reading, shared_reader
from luodi.compare.reader_input import ReaderInput
from luodi.learn.complaint_sheets import told
from luodi.records import Unit

TASKS = ["物业不得与电信企业签订排他性协议。", "每季度举办一次培训。", "基站用电5日内办结。"]
MATTER = [f"只让装一家{n}" for n in "甲乙丙丁戊己"]
OTHERS = [f"别的事{n}" for n in "甲乙丙丁戊己"]


def judge(probability: Callable[[str, str], float]) -> Judge:
    def read_all(inputs: Sequence[ReaderInput]) -> list[Reading]:
        found = []
        for given in inputs:
            bears = probability(given.task, given.told[0].text)
            found.append(Reading({"omitted": 1.0 - bears}, {}, (bears,)))
        return found

    return read_all


def bears(task: str, told: str) -> float:
    return 0.95 if task == TASKS[0] and told in MATTER else 0.03


def test_what_bears_on_one_task_in_one_place_is_a_group() -> None:
    texts = [*MATTER, *OTHERS]
    units = ["麓南区"] * 6 + ["沙渚县"] * 6
    readings = read(texts, units, TASKS, judge(bears))
    assert groups(readings, "麓南区") == [(0, [0, 1, 2, 3, 4, 5])]
    assert groups(readings, "沙渚县") == []


def test_fewer_than_the_least_are_no_group() -> None:
    texts = [*MATTER[:4], *OTHERS]
    readings = read(texts, ["麓南区"] * 10, TASKS, judge(bears))
    assert groups(readings, "麓南区") == []


def test_what_bears_on_all_tasks_alike_bears_on_none() -> None:
    readings = read(MATTER, ["麓南区"] * 6, TASKS, judge(lambda task, told: 0.5))
    assert groups(readings, "麓南区") == []


def test_places_with_few_complaints_are_not_read() -> None:
    readings = read([*MATTER, *OTHERS[:4]], ["麓南区"] * 6 + ["沙渚县"] * 4, TASKS, judge(bears))
    assert readings.which == tuple(range(6))


def test_of_large_sheets_an_even_part_of_each_place_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearing, "_MOST_READ", 60)
    readings = read(MATTER * 20, ["麓南区"] * 120, TASKS, judge(bears))
    assert readings.which == tuple(range(0, 120, 6))


def test_the_order_of_complaints_does_not_matter() -> None:
    texts, units = [*MATTER, *OTHERS], ["麓南区"] * 12
    order = list(np.random.default_rng(0).permutation(12))
    straight = groups(read(texts, units, TASKS, judge(bears)), "麓南区")
    mixed = groups(read([texts[i] for i in order], units, TASKS, judge(bears)), "麓南区")
    assert [(t, sorted(order[i] for i in which)) for t, which in mixed] == straight


UNITS = (
    Unit(name="泽桐市", level="city"),
    Unit(name="麓南区", level="county", parent="泽桐市"),
    Unit(name="沙渚县", level="county", parent="泽桐市"),
)


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        (["麓南区金桂花园", "金桂花园"], ["麓南区", "麓南区"]),
        (["麓南金桂花园5栋", "金桂花园3号楼"], ["麓南区", "麓南区"]),
        (["泽桐市麓南区东街", "沙渚县东街", "东街"], ["麓南区", "沙渚县", None]),
        (["麓南区人民医院", "沙渚县人民医院", "人民医院"], ["麓南区", "沙渚县", None]),
        (["", "某小区"], [None, None]),
    ],
)
def test_a_spot_belongs_to_the_unit_with_which_it_is_named(places: list[str], wanted: list[str | None]) -> None:
    assert units_of(places, UNITS) == wanted


@pytest.mark.parametrize(("world", "wanted"), [("broadband", ["麓南区"]), ("disabledjobs", [])])
def test_with_the_shipped_reader_free_wording_gathers(world: str, wanted: list[str]) -> None:
    heard, tasks = told(world)
    readings = feedback.readings(heard, tasks, shared_reader().judge)
    assert [c.unit for c in feedback.clustered(heard, tasks)] == []
    assert [c.unit for c in feedback.clustered(heard, tasks, readings=readings)] == wanted
