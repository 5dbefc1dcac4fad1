"""What a report says: how far each sentence went."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.language import extract
from luodi.records import Statement
from luodi.structure import structure
from luodi.text.plain_record import text_record

FRAME = """清河县关于社区食堂建设情况的报告
青原省民政厅：
按照要求，现将我县社区食堂建设情况报告如下。
一、工作开展情况
{done}
二、存在问题
{problem}
三、下一步工作打算
{planned}
特此报告。
清河县人民政府
2024年11月20日
"""


def statements_of(done: str, *, problem: str = "", planned: str = "") -> list[Statement]:
    text = FRAME.format(done=done, problem=problem, planned=planned)
    record = structure(text_record("report.txt", text)).replace(kind="report", issue_date=date(2024, 11, 20))
    found = extract(record).statements
    assert all(text[s.start : s.end] == s.sentence for s in found)
    return list(found)


@pytest.mark.parametrize(
    ("sentence", "progress"),
    [
        ("6月25日前，全县建成社区食堂12家，覆盖全部街道。", "done"),
        ("3名厨师领到了补贴，一个也没落下。", "done"),
        ("召开社区食堂建设推进会3次，印发通知，统一了思想认识。", "trace"),
        ("发放宣传手册2000份，悬挂横幅30条，营造了浓厚氛围。", "trace"),
        ("已建成9家，其余3家正在装修，12月20日前可全部完工。", "ongoing"),
        ("智慧食堂平台预计明年3月上线。", "planned"),
        ("召开推进会后，12家食堂全部完成改造。", "done"),
    ],
)
def test_clauses_tell_how_far_it_went(sentence: str, progress: str) -> None:
    assert [s.progress for s in statements_of(sentence)] == [progress]


def test_sections_of_problems_and_plans_colour_their_sentences() -> None:
    found = statements_of("建成12家。", problem="部分食堂客流较少，运营成本高。", planned="新建5家社区食堂。")
    assert [s.progress for s in found] == ["done", "problem", "planned"]


def test_the_frame_of_a_report_says_nothing() -> None:
    assert [s.sentence for s in statements_of("建成社区食堂12家。")] == ["建成社区食堂12家。"]


def test_units_and_places_are_named() -> None:
    (found,) = statements_of("县民政局会同县财政局在清河县石桥镇、古田乡建成2家社区食堂。")
    assert found.actors == ("县民政局", "县财政局")
    assert {"石桥镇", "古田乡"} <= set(found.places)


def test_times_are_read_against_the_reports_own_date() -> None:
    (found,) = statements_of("8月25日建成社区食堂12家。")
    assert [t.end for t in found.times] == [date(2024, 8, 25)]
