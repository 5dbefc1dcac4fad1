"""A unit's own share of a task."""

from __future__ import annotations

import pytest

from luodi.compare.share import own_share

TASK = "2024年11月底前，全省新建高标准农田180万亩，其中丰陵市36万亩、泽阳市28万亩，其余由其他市按计划完成。"


def test_the_total_gives_way_to_the_share_and_the_other_shares_go() -> None:
    assert own_share(TASK, ["泽阳市"]) == "2024年11月底前，泽阳市新建高标准农田28万亩。"


def test_an_alias_finds_the_share() -> None:
    assert own_share(TASK, ["泽阳地区", "泽阳"]) == "2024年11月底前，泽阳地区新建高标准农田28万亩。"


def test_a_unit_that_is_not_listed_reads_the_task_as_it_stands() -> None:
    assert own_share(TASK, ["石港市"]) == TASK


@pytest.mark.parametrize(
    ("task", "own"),
    [
        (
            "全省农业用水减少3亿立方米，其中泾平市减少1.2亿立方米、渭岗市减少1亿立方米。",
            "渭岗市农业用水减少1亿立方米。",
        ),
        ("上架数据产品不少于65个，其中渭岗市15个、泾平市30个。", "上架数据产品不少于15个。"),
        ("改造危桥45座（其中渭岗市12座，泾平市33座），并加强养护。", "改造危桥12座，并加强养护。"),
    ],
)
def test_forms_of_lists(task: str, own: str) -> None:
    assert own_share(task, ["渭岗市"]) == own


def test_a_sentence_without_shares_is_left_alone() -> None:
    assert own_share("新建学校12所，其中乡镇学校不少于5所。", ["渭岗市"]) == "新建学校12所，其中乡镇学校不少于5所。"
