"""Quantities: own sentences with inline gold, traps, indicators, spans."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.language import find_quantities
from luodi.records import Quantity

HERE = Path(__file__).parent
_TAG = re.compile(r"<q op=(\S+)([^>]*)>(.*?)</q>")


def read() -> list[str]:
    """The marked sentences."""
    lines = (HERE / "quantity_sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def parse(marked: str) -> tuple[str, list[dict[str, str]]]:
    """A sentence with inline gold as plain text and what is wanted."""
    wanted: list[dict[str, str]] = []
    plain, place = "", 0
    for tag in _TAG.finditer(marked):
        plain += marked[place : tag.start()]
        fields = dict(pair.split("=", 1) for pair in tag[2].split())
        wanted.append({"op": tag[1], **fields, "text": tag[3], "begin": str(len(plain))})
        plain += tag[3]
        place = tag.end()
    return plain + marked[place:], wanted


def shown(quantity: Quantity, asked: dict[str, str]) -> dict[str, str]:
    """The fields of a quantity that the gold speaks of; values, units and operators always."""
    held = {"op": quantity.op, "text": quantity.text, "begin": str(quantity.begin), "value": f"{quantity.value:.10g}"}
    if quantity.value_max is not None:
        held["top"] = f"{quantity.value_max:.10g}"
    if quantity.unit is not None:
        held["unit"] = quantity.unit
    if "of" in asked:
        held["of"] = str(quantity.indicator)
    if quantity.baseline is not None:
        held["base"] = quantity.baseline
    return held


@pytest.mark.parametrize("marked", read(), ids=lambda value: str(value)[:40])
def test_own_sentence_is_read_strictly(marked: str) -> None:
    sentence, wanted = parse(marked)
    for one in wanted:
        one["value"] = f"{float(one['value']):.10g}"
    found = find_quantities(sentence)
    asked = wanted + [{}] * (len(found) - len(wanted))
    assert [shown(q, a) for q, a in zip(found, asked, strict=False)] == wanted


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("县域内就诊率不低于90%。", "县域内就诊率"),
        ("2024年底前，城镇污水集中处理率达到95%以上。", "城镇污水集中处理率"),
        ("每个乡镇至少建成1个综合服务站。", "综合服务站"),
        ("第七条 重点人群签约率达到65%以上。", "重点人群签约率"),
        ("新增公共充电端口3.6万个。", "新增公共充电端口"),
    ],
)
def test_indicator_is_what_is_counted(sentence: str, indicator: str) -> None:
    assert indicator in (find_quantities(sentence)[0].indicator or "")


def test_condition_in_the_same_clause_is_not_a_quantity_of_its_own() -> None:
    found = find_quantities("编制50人以上的机关至少安排1名残疾人就业。")
    assert [(q.value, q.unit) for q in found] == [(1.0, "名")]


def test_condition_in_a_clause_of_its_own_is_kept() -> None:
    found = find_quantities("对种粮面积50亩以上的大户，按每亩不低于60元给予补贴。")
    assert [(q.value, q.unit) for q in found] == [(50.0, "亩"), (60.0, "元")]


def test_spoken_numerals_count_only_where_they_are_asked_for() -> None:
    text = "十二座园子都开了门，六十来户搬进新房，落实两个责任。"
    assert find_quantities(text[:9]) == []
    assert [(q.value, q.unit) for q in find_quantities(text, spoken=True)] == [(12.0, "座"), (60.0, "户")]


def test_spaces_between_characters_do_not_matter_and_spans_stay_true() -> None:
    text = "覆盖率达到 百 分之 八十 以上。"
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.op) == (80.0, "%", ">=")
    assert text[found.begin : found.stop] == found.text


@given(
    st.text(alphabet="0123456789一二三百千万亿两半成分之%‰．，。年月日个以上不低于到至—-约余（）《》“” \n", max_size=60)
)
@settings(max_examples=400)
def test_any_text_gives_ordered_quantities_with_true_spans(text: str) -> None:
    found = find_quantities(text)
    stops = 0
    for quantity in found:
        assert quantity.begin is not None
        assert quantity.stop is not None
        assert text[quantity.begin : quantity.stop] == quantity.text
        assert quantity.value_max is None or quantity.value is None or quantity.value_max > quantity.value
        assert quantity.stop >= stops
        stops = quantity.stop


PLACES = ("东山区", "云泽市", "临渡县", "沙井镇", "白石乡")


@given(st.sampled_from(PLACES), st.integers(2016, 2030), st.integers(1, 99999))
@settings(max_examples=150)
def test_swapping_place_year_and_number_changes_only_these(place: str, year: int, number: int) -> None:
    def read_with(place: str, year: int, number: int) -> list[tuple[object, ...]]:
        text = f"{place}较{year}年新增托位{number}个，覆盖率提高5个百分点以上，其中{place}不少于{number}个。"
        return [
            (
                q.op,
                q.unit,
                (q.indicator or "").replace(place, "某地"),
                (q.baseline or "").replace(str(year), "某"),
                q.value,
            )
            for q in find_quantities(text)
        ]

    base, swapped = read_with("东山区", 2020, 300), read_with(place, year, number)
    assert [row[:-1] for row in base] == [row[:-1] for row in swapped]
    assert [number if row[-1] == 300.0 else row[-1] for row in base] == [row[-1] for row in swapped]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("单项变更金额超过合同价10%的，必须报原审批部门批准。", []),
        ("2023年每名律师办理法律援助案件不少于2件。", [2.0]),
        ("每季度对在建项目检查一次，每次抽查不低于总数的20%。", [20.0]),
        ("每月至少巡查一次。", [1.0]),
        ("每月至少巡查两次。", [2.0]),
    ],
)
def test_a_limit_that_triggers_and_a_rhythm_are_no_quantities(sentence: str, values: list[float]) -> None:
    assert [q.value for q in find_quantities(sentence)] == values


def test_what_a_breach_costs_and_who_falls_short_are_not_asked() -> None:
    assert find_quantities("每超时1件扣0.05分") == []
    assert [q.value for q in find_quantities("自有车不足30辆的企业，每季度培训不少于2次。")] == [2.0]
