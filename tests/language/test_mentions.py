"""Units and places named in a sentence; the lexicon of organs."""

from __future__ import annotations

import pytest

from luodi.language.units.lexicon import organ_of
from luodi.language.units.mentions import find_actors, find_places
from luodi.text.lexicon import table


def test_units_are_found_with_their_place() -> None:
    text = "沛安县人民政府办公室印发通知，县教育局会同县财政局落实。"
    assert find_actors(text) == ("沛安县人民政府办公室", "县教育局", "县财政局")


def test_a_website_is_no_unit() -> None:
    assert find_actors("在县政府网站公布。") == ()


@pytest.mark.parametrize("word", ["小区", "园区", "乡镇", "社区", "灌区", "超市", "景区"])
def test_kinds_of_area_are_no_places(word: str) -> None:
    assert find_places(f"建成5个{word}，改造{word}2个。") == ()


@pytest.mark.parametrize(
    ("short", "long"),
    [("省人社厅", "泊宁市人力资源和社会保障局"), ("国家发改委", "县发展和改革局"), ("市卫健委", "卫生健康部门")],
)
def test_short_and_long_names_mean_one_organ(short: str, long: str) -> None:
    assert organ_of(short) == organ_of(long) is not None


def test_organ_ids_are_unique() -> None:
    ids = [row["id"] for row in table("organs")]
    assert len(ids) == len(set(ids)) > 80
