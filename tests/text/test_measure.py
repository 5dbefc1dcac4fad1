"""Units: which quantities can be compared, and what they are worth in one unit."""

from __future__ import annotations

import pytest

from luodi.records import Quantity
from luodi.text.measure import comparable


def q(value: float, unit: str | None, text: str = "", indicator: str | None = None) -> Quantity:
    return Quantity(text=text, value=value, unit=unit, indicator=indicator)


@pytest.mark.parametrize(
    ("first", "second", "values"),
    [
        (q(5e7, "元"), q(0.5e8, "元人民币"), (5e7, 5e7)),
        (q(30, "亩"), q(2, "公顷"), (20000.0, 20000.0)),
        (q(1, "平方公里"), q(1500, "亩"), (1000000.0, 1000000.0)),
        (q(3, "公里"), q(3000, "米"), (3000.0, 3000.0)),
        (q(2, "吨"), q(1500, "公斤"), (2.0, 1.5)),
        (q(90, "%"), q(0.8, "倍"), (90.0, 80.0)),
        (q(3, "‰"), q(0.4, "%"), (0.3, 0.4)),
        (q(0.6667, None, "三分之二"), q(60, "%"), (66.67, 60.0)),
        (q(100, "度"), q(90, "千瓦时"), (100.0, 90.0)),
        (q(48, "小时"), q(3, "天"), (2.0, 3.0)),
        (q(1, "年"), q(10, "个月"), (12.0, 10.0)),
        (q(12, "所"), q(9, "个"), (12.0, 9.0)),
        (q(2, "名"), q(1, "人"), (2.0, 1.0)),
        (q(35, "微克/立方米"), q(0.03, "毫克/立方米"), (3.5e-11, 3e-11)),
    ],
)
def test_quantities_of_one_kind_are_brought_to_one_unit(
    first: Quantity, second: Quantity, values: tuple[float, float]
) -> None:
    found = comparable(first, second)
    assert found is not None
    assert found[:2] == pytest.approx(values)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (q(5, "天"), q(5, "工作日")),
        (q(5, "亩"), q(5, "元")),
        (q(5, "人"), q(5, "人次")),
        (q(5, "%"), q(5, "个百分点")),
        (q(5, "美元"), q(5, "元")),
        (q(5, "所"), q(5, "公里")),
    ],
)
def test_quantities_of_two_kinds_are_not_compared(first: Quantity, second: Quantity) -> None:
    assert comparable(first, second) is None


def test_money_a_year_and_a_month_are_brought_to_a_month() -> None:
    asked = q(100, "元", "每人每月不低于100元")
    done = q(1080, "元", "1080元", "护理补贴（每人每年）")
    assert comparable(asked, done) == (100.0, 90.0, "元/月")


def test_length_of_time_is_not_divided_by_its_period() -> None:
    assert comparable(q(3, "小时", "每天不少于3小时"), q(3, "小时", "每周3小时")) == (3.0, 3.0, "小时")
