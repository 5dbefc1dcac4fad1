"""Ledgers are known by their headers, whatever an office calls its columns."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.checks import ledgers
from luodi.learn.checking import sheet


@pytest.mark.parametrize(
    "header",
    [
        "id,unit,problem,due,done_date,review_date,closed_date,text",
        "序号,责任单位,问题描述,整改期限,实际完成时间,复核时间,销号时间,整改落实情况",
        "编号,整改责任单位,存在的问题,完成时限,整改完成日期,验收日期,销账日期,备注",
        "问题编号,被督查单位,反馈问题,整改截止日期,完成时间（年月日）,现场核查时间,核销日期,进展情况",
    ],
)
def test_rectification_headers_of_many_wordings(header: str) -> None:
    row = ledgers.rows(
        sheet("a.csv", f"{header}\n7,甲县,路灯不亮,2024/9/30,2024.9.12,2024年9月13日,45550,已修。"), "rectification"
    )[0]
    days = [row.day(column) for column in ("due", "done", "review", "closed")]
    assert row.words("problem") == "路灯不亮"
    assert days == [date(2024, 9, 30), date(2024, 9, 12), date(2024, 9, 13), date(2024, 9, 15)]


def test_a_title_row_above_the_header_is_passed_over() -> None:
    text = "甲县督查问题整改台账,,,\n编号,责任单位,存在问题,整改时限\n1,乙镇,路灯不亮,2024-09-30"
    assert [r.words("problem") for r in ledgers.rows(sheet("a.csv", text), "rectification")] == ["路灯不亮"]


def test_a_task_table_is_no_ledger() -> None:
    text = "序号,重点任务,牵头单位,配合单位,完成时限\n1,建成公厕,住建局,财政局,2024年6月底前"
    assert ledgers.rows(sheet("a.csv", text), "rectification") == []


@pytest.mark.parametrize(
    "header",
    ["id,date,channel,place,text", "工单编号,受理时间,诉求来源,事发地点,诉求内容", "序号,来电时间,渠道,属地,反映内容"],
)
def test_complaint_headers_of_many_wordings(header: str) -> None:
    row = ledgers.rows(sheet("a.csv", f"{header}\n1,2024-09-01,热线,甲县,路灯不亮。"), "complaint")[0]
    assert (row.words("place"), row.words("text")) == ("甲县", "路灯不亮。")


def test_an_absent_column_is_not_an_empty_cell() -> None:
    row = ledgers.rows(sheet("a.csv", "单位,问题,整改时限\n甲县,路灯不亮,2024-09-30"), "rectification")[0]
    assert not row.has("review")
    assert row.has("due")


@pytest.mark.parametrize("said", ["", "—", "/", "无", "未完成", "尚未整改", "二期", "13月40日"])
def test_what_is_no_day_is_none(said: str) -> None:
    assert ledgers.parse_day(said) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)))
def test_every_spelling_of_a_day_is_that_day(day: date) -> None:
    spellings = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.isoformat()} 00:00:00",
        str((day - date(1899, 12, 30)).days),
    ]
    assert {ledgers.parse_day(said) for said in spellings} == {day}


def test_two_rows_of_heads_are_one() -> None:
    text = (
        "安全问题跟踪表,,,,,,\n序号,所在地,检查发现,整改,,核查,\n,,,要求完成,实际完成,核查人,核查日期\n"
        "1,甲县,路灯不亮,2024-09-30,2024-09-12,李,2024-09-13"
    )
    (row,) = ledgers.rows(sheet("a.csv", text), "rectification")
    assert [row.day(column) for column in ("due", "done", "review")] == [
        date(2024, 9, 30),
        date(2024, 9, 12),
        date(2024, 9, 13),
    ]
    assert (row.words("unit"), row.words("problem")) == ("甲县", "路灯不亮")


@pytest.mark.parametrize(
    "text",
    [
        "责任单位,甲县\n存在问题,路灯不亮\n整改时限,2024-09-30\n复查日期,\n销号日期,2024-09-15",
        "责任单位,甲县,存在问题,路灯不亮\n整改时限,2024-09-30,完成日期,2024-09-12\n复查日期,,销号日期,2024-09-15",
    ],
)
def test_a_form_of_names_and_values_is_one_row(text: str) -> None:
    (row,) = ledgers.rows(sheet("a.csv", text), "rectification")
    assert (row.words("unit"), row.words("problem")) == ("甲县", "路灯不亮")
    assert (row.day("due"), row.day("closed")) == (date(2024, 9, 30), date(2024, 9, 15))
    assert row.has("review")
    assert row.words("review") == ""


def test_the_longest_known_word_names_a_column() -> None:
    text = "单位,存在的问题,限期,复查人,复查的日期\n甲县,路灯不亮,2024-09-30,李,2024-09-13"
    (row,) = ledgers.rows(sheet("a.csv", text), "rectification")
    assert row.day("review") == date(2024, 9, 13)
