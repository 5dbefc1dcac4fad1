"""A complaint that names the city only is counted in the district of which it tells; precision comes first."""

from __future__ import annotations

import pytest

from luodi.checks.heard import complaints
from luodi.learn.checking import sheet
from luodi.records import Dossier, Unit

PLANT = [
    "搅拌站粉尘大；窗户不敢开",
    "旁边建了混凝土厂",
    "夜里机器轰鸣睡不着",
    "运输车把路压坏了",
    "老人咳嗽越来越重",
    "环评没有公示过",
]
PLANT += ["离居民楼不到七十米", "水泥灰落满阳台"]
WATER = [
    "自来水发黄三天了",
    "水压太低上不去六楼",
    "水费多收两个月没退",
    "停水没有通知",
    "水表坏了没人换",
    "管道爆裂淹了地下室",
]
WATER += ["水里有漂白粉味道", "二次供水加价"]
EAST = [f"河东区金桂新苑小区{told}" for told in PLANT]
WEST = [f"河西区{told}" for told in WATER]
SOUTH = ["村道破损", "水渠不通", "路灯不亮", "垃圾成堆", "诊所没药", "校车超载", "鱼塘污染", "公交停运"]
SOUTH = [f"河南县{told}" for told in SOUTH]


def unit_of(told: str, others: list[str]) -> str | None:
    """The unit of a complaint beside others in one sheet without a column of places."""
    rows = [f"{i},2024-05-{i % 28 + 1:02},{text}" for i, text in enumerate([*others, told])]
    units = [Unit(name="甲市", level="city")]
    units += [Unit(name=name, level="county", parent="甲市") for name in ("河东区", "河西区", "河南县")]
    document = sheet("feedback.csv", "\n".join(["编号,日期,内容", *rows]))
    return complaints(Dossier(policy=None, documents=(document,), units=tuple(units)))[0][1].items[-1].unit


@pytest.mark.parametrize("named", ["甲市", ""])
def test_who_names_the_city_or_nothing_is_counted_where_the_estate_is(named: str) -> None:
    assert unit_of(f"{named}金桂新苑小区搅拌站何时拆", EAST + WEST + SOUTH) == "河东区"


def test_who_names_another_district_stays_there() -> None:
    assert unit_of("河西区金桂新苑小区搅拌站何时拆", EAST + WEST + SOUTH) == "河西区"


def test_words_that_are_told_in_several_districts_place_nothing() -> None:
    spread = [*EAST, *(t.replace("河西区", "河西区金桂新苑小区") for t in WEST), *SOUTH]
    assert unit_of("甲市金桂新苑小区搅拌站何时拆", spread) == "甲市"


def test_a_few_complaints_are_not_enough() -> None:
    assert unit_of("甲市金桂新苑小区搅拌站何时拆", [*EAST[:3], *WEST, *SOUTH]) == "甲市"


def test_where_only_one_district_is_named_nothing_is_its_own() -> None:
    assert unit_of("甲市金桂新苑小区搅拌站何时拆", EAST) == "甲市"


def test_the_same_complaint_many_times_counts_once() -> None:
    assert unit_of("甲市金桂新苑小区搅拌站何时拆", [EAST[0]] * 8 + WEST + SOUTH) == "甲市"
