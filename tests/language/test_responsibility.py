"""Lines and brackets that name who is responsible."""

from __future__ import annotations

import pytest

from luodi.language.units.responsibility import first_leads, read_responsibility


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("（省住房城乡建设厅牵头，省交通运输厅、省残联配合）", ["省住房城乡建设厅"], ["省交通运输厅", "省残联"]),
        ("（省统计局牵头）", ["省统计局"], []),
        ("（牵头单位：省教育厅；配合单位：省财政厅，各市人民政府）", ["省教育厅"], ["省财政厅", "各市人民政府"]),
        ("（牵头单位：省商务厅、省财政厅；责任单位：省审计厅）", ["省商务厅", "省财政厅"], ["省审计厅"]),
        ("牵头单位：市教育局", ["市教育局"], []),
        ("责任单位：各市人民政府", ["各市人民政府"], []),
        ("（责任单位：市文物局、市财政局）", [], ["市文物局", "市财政局"]),
        ("责任分工：由省文化和旅游厅牵头，省财政厅、省公安厅配合。", ["省文化和旅游厅"], ["省财政厅", "省公安厅"]),
        ("（省科技厅会同省财政厅负责）", ["省科技厅"], ["省财政厅"]),
        ("（人力资源社会保障部等有关部门和单位负责）", ["人力资源社会保障部"], []),
        ("（省民政厅、各市、县政府按职责分工负责）", [], ["省民政厅", "各市、县政府"]),
        ("（省大数据局牵头，各有关部门分工负责）", ["省大数据局"], ["各有关部门"]),
        ("（持续推进，牵头考核单位：市税务局）", ["市税务局"], []),
        ("以上任务由市水利局牵头，市财政局配合。", ["市水利局"], ["市财政局"]),
        ("（由县文化馆负责，各乡镇人民政府配合）", ["县文化馆"], ["各乡镇人民政府"]),
    ],
)
def test_units_are_read_in_every_form(text: str, lead: list[str], support: list[str]) -> None:
    found = read_responsibility(text)
    assert found is not None
    assert (list(found.lead), list(found.support)) == (lead, support)


@pytest.mark.parametrize(
    "text",
    [
        "（此件公开发布）",
        "（一）加强组织领导。",
        "每季度开展一次安全检查。",
        "各市人民政府负责本行政区域内的改造工作。",
        "（以下简称《方案》）",
        "（含定州、辛集市）",
    ],
)
def test_other_text_names_nobody(text: str) -> None:
    assert read_responsibility(text) is None


def test_the_first_of_several_leads_where_the_document_says_so() -> None:
    assert first_leads("（教育部、财政部负责。列第一位者为牵头单位，下同）")
    found = read_responsibility("（教育部、财政部负责）", first_is_lead=True)
    assert found is not None
    assert (found.lead, found.support) == (("教育部",), ("财政部",))


def test_words_about_time_are_kept() -> None:
    found = read_responsibility("（牵头单位：省财政厅；配合单位：省教育厅；2022年11月底前完成）")
    assert found is not None
    assert found.rest == "2022年11月底前完成"


def test_everybody_doing_their_part_is_vague() -> None:
    found = read_responsibility("（各有关部门和单位按职责分工负责）")
    assert found is not None
    assert found.vague


@pytest.mark.parametrize("text", ["（市、区）", "（区、市）", "（镇）"])
def test_levels_alone_in_a_bracket_belong_to_the_name_before(text: str) -> None:
    assert read_responsibility(text) is None


@pytest.mark.parametrize("bracket", ["（县财政局，6月30日前下达）", "（县财政局，按月办理）", "（县财政局，常年坚持）"])
def test_a_bracket_may_say_by_when_behind_its_units(bracket: str) -> None:
    read = read_responsibility(bracket)
    assert read is not None
    assert (read.lead, read.support) == (("县财政局",), ())
    assert read.rest == bracket[6:-1]


def test_a_bracket_that_says_anything_else_names_no_units() -> None:
    assert read_responsibility("（县财政局，另行通知）") is None
