"""Units: what they measure, and what they are worth in one unit."""

from __future__ import annotations

import pytest

from luodi.text.measure import measure_of


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("公顷", "亩", 15.0),
        ("平方公里", "亩", 1500.0),
        ("公里", "米", 1000.0),
        ("吨", "公斤", 1000.0),
        ("倍", "%", 100.0),
        ("度", "千瓦时", 1.0),
        ("天", "小时", 24.0),
        ("年", "个月", 12.0),
        ("毫克/立方米", "微克/立方米", 1000.0),
        ("元每公斤", "元/吨", 1000.0),
    ],
)
def test_units_of_one_dimension_have_their_worth_in_one_unit(one: str, other: str, ratio: float) -> None:
    here, there = measure_of(one), measure_of(other)
    assert here is not None
    assert there is not None
    assert (here.dimension, here.base) == (there.dimension, there.base)
    assert here.factor / there.factor == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("one", "other"),
    [("天", "工作日"), ("亩", "元"), ("%", "个百分点"), ("美元", "元"), ("元/吨", "元"), ("天", "个月")],
)
def test_units_of_two_dimensions_are_kept_apart(one: str, other: str) -> None:
    here, there = measure_of(one), measure_of(other)
    assert here is None or there is None or here.dimension != there.dimension


@pytest.mark.parametrize("unit", ["所", "人次", "", None, "户/所"])
def test_what_is_counted_measures_nothing(unit: str | None) -> None:
    assert measure_of(unit) is None
