"""Headings, their paths, where they end, and how far their sections reach."""

from __future__ import annotations

import pytest

TITLE = "云泽市人民政府关于治水的意见\n各县人民政府：\n为治水，提出如下意见，请认真贯彻执行，确保各项任务落到实处。\n"


def paths(record):
    return [h.path for h in record.outline]


def section(record, path):
    heading = next(h for h in record.outline if h.path == path)
    return record.text[heading.start : heading.end].strip()


def test_the_four_levels_of_the_standard_nest(read):
    found = read(TITLE + "一、任务\n（一）河道\n1.清淤\n（1）县城段\n①上游\n2.巡查\n（二）湖泊\n二、保障\n加强领导。")
    assert paths(found) == [
        "一", "一/（一）", "一/（一）/1", "一/（一）/1/（1）", "一/（一）/1/（1）/①", "一/（一）/2", "一/（二）", "二"
    ]  # fmt: skip


def test_chapters_and_articles_nest(read):
    found = read(
        "江澜省治水办法\n第一章 总则\n第一条 为治水，制定本办法。\n"
        "第二章 职责\n第二条 县级政府应当：\n（一）巡查；\n（二）治理。"
    )
    assert paths(found) == [
        "第一章", "第一章/第一条", "第二章", "第二章/第二条", "第二章/第二条/（一）", "第二章/第二条/（二）"
    ]  # fmt: skip


def test_articles_without_chapters_stand_alone(read):
    assert paths(read("江澜省治水办法\n第一条 为治水，制定本办法。\n第二条 县级政府应当巡查。")) == ["第一条", "第二条"]


def test_an_article_named_in_running_text_is_no_heading(read):
    found = read("江澜省治水办法\n第一条 为治水，制定本办法。\n第一条规定的治水，是指治理水环境。")
    assert paths(found) == ["第一条"]


def test_a_heading_ends_where_its_text_begins_on_the_same_line(read):
    found = read(TITLE + "一、任务\n（一）严把工程关口。每年检查2次。\n（二）加强巡查。每月巡查。")
    heading = next(h for h in found.outline if h.path == "一/（一）")
    assert heading.title == "严把工程关口"
    assert found.text[heading.heading_end : heading.end].strip() == "每年检查2次。"


@pytest.mark.parametrize(
    "line",
    [
        "（一）6月底前落实市县两级配套资金，资金来源包括财政和银行。",
        "（一）县教体局2024年9月底前完成12所学校改造。",
        "1.2024年6月底前，对生产企业逐户开展一次质量安全检查。",
    ],
)
def test_a_numbered_sentence_is_not_swallowed_as_a_heading(read, line):
    found = read(TITLE + f"一、任务\n{line}\n二、保障\n加强领导。")
    heading = found.outline[1]
    assert heading.title == ""
    assert found.text[heading.heading_end : heading.end].strip() == line.split("）", 1)[-1].split("1.", 1)[-1]


def test_a_sentence_that_leads_paragraphs_of_its_own_is_a_heading(read):
    found = read(
        TITLE + "一、任务\n（一）构建开放协同的科技创新体系。\n"
        "围绕基础理论开展研究。\n（二）培育高效的经济形态。\n大力发展产业。"
    )
    assert [h.title for h in found.outline if h.level == 2] == ["构建开放协同的科技创新体系", "培育高效的经济形态"]


def test_a_subheading_glued_to_its_heading_is_found(read):
    found = read(TITLE + "一、重点工作（一）实施培育项目。每年培训100人。\n（二）实施提升行动。每年评价1次。")
    assert paths(found) == ["一", "一/（一）", "一/（二）"]
    assert found.outline[0].title == "重点工作"


def test_numbering_that_runs_on_through_chapters_keeps_its_numbers(read):
    found = read(TITLE + "一、甲\n（一）子。做好工作。\n二、乙（二）丑。做好工作。\n（三）寅。做好工作。")
    assert paths(found) == ["一", "一/（一）", "二", "二/（二）", "二/（三）"]


def test_a_number_broken_over_two_lines_is_put_together(read):
    found = read(TITLE + "十一、甲\n做好工作。\n十\n二、乙\n做好工作。")
    assert paths(found) == ["十一", "十二"]


def test_closing_paragraphs_belong_to_the_section_and_not_to_its_last_item(read):
    found = read(
        TITLE + "一、任务\n（一）河道。每月巡查。\n（二）湖泊。每季巡查。\n各县各部门要认真落实本意见，及时报告情况。"
    )
    assert section(found, "一/（二）") == "（二）湖泊。每季巡查。"
    assert section(found, "一").endswith("及时报告情况。")


def test_decimals_and_table_rows_are_no_headings(read):
    found = read(TITLE + "一、任务\n1.2万人参加培训。\n|1.清淤|县水利局|\n|2.巡查|县水利局|")
    assert paths(found) == ["一"]


def test_numbering_starts_anew_in_the_text_that_a_cover_carries(read):
    text = (
        "云泽市人民政府关于印发《云泽市治水方案》的通知\n各县人民政府：\n现将《云泽市治水方案》印发给你们。\n一、高度重视。\n"
        "云泽市人民政府\n2024年3月8日\n云泽市治水方案\n一、任务\n（一）河道治理。每月巡查一次，发现问题立即整改，不留死角。\n"
        "（二）湖泊治理。每季度巡查一次，统筹岸上岸下，确保水质稳定达标，群众满意度逐年提高，长效机制基本建立。"
    )
    found = read(text)
    second = [h for h in found.outline if h.path == "一"][1]
    assert second.start > found.text.index("2024年3月8日")
    assert found.outline[0].end <= second.start
