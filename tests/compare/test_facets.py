"""Each comparer names both sides where they differ, and is silent where they do not."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.compare.candidates import Passage
from luodi.compare.facets import COMPARERS, facets
from luodi.compare.reasons import reason
from luodi.compare.signals import Asked
from luodi.records import Strength, Task
from luodi.text.plain_record import text_record

DUE = date(2024, 6, 30)
TOLD = date(2025, 1, 10)


def asked(text: str, *, end: date | None = None, strength: Strength = "must") -> Asked:
    task = Task(task_id="t", document_id="d", file="f", path="", sentence=text, start=0, end=len(text))
    return Asked(task.replace(strength=strength), text, end)


@pytest.mark.parametrize(
    ("facet", "task", "told", "words"),
    [
        ("quantity", "新建公厕12座。", "建成公厕7座。", "要求12座，报告为7座"),
        ("quantity", "新建公厕12座。", "建成公厕12座，其中乡镇3座。", ""),
        ("quantity", "投入不少于0.5亿元。", "投入4200万元。", "要求0.5亿元，报告为4200万元"),
        ("quantity", "会议不超过12次。", "召开会议15次。", "要求12次，报告为15次"),
        ("quantity", "问题全部整改到位。", "查出问题32项，已整改29项。", "要求全部，报告为32项中的29项"),
        ("quantity", "问题全部整改到位。", "查出问题32项，已整改32项。", ""),
        ("quantity", "新建公厕12座。", "修路7公里。", ""),
        ("quantity", "每公里安排3万元。", "132公里安排290万元。", "要求3万元，报告为平均21969.7元"),
        ("quantity", "新增冷藏车160辆。", "由301辆增加到420辆。", "要求160辆，报告为增119辆"),
        ("quantity", "每个村配2名管理员。", "31个村配了62名管理员。", ""),
        ("rhythm", "每季度检查一次。", "上半年、下半年各查一遍。", "要求每季度，报告为上半年、下半年"),
        ("time", "6月底前完成。", "9月20日完成。", "要求2024年6月30日前，报告为9月20日"),
        ("time", "6月底前完成。", "5月底建成，9月20日补装标识。", ""),
        ("rhythm", "每月巡查一次。", "每季度巡查一次。", "要求每月，报告为每季度"),
        ("rhythm", "每月巡查一次。", "每周巡查一次。", ""),
        ("scope", "所有企业安装监测设备。", "规模以上企业装了监测设备。", "要求“所有”，报告说的是“规模以上”"),
        ("scope", "规模以上企业全部安装监测设备。", "规模以上企业装了监测设备。", ""),
        ("scope", "安装监测设备。", "重点企业装了监测设备。", ""),
        ("duty", "不得使用散煤。", "引导居民少用散煤。", "要求必须做到，报告的说法是“引导”"),
        ("duty", "引导居民少用散煤。", "引导居民少用散煤。", ""),
        ("trace", "建成监测平台。", "召开监测平台推进会。", "报告只提到召开"),
        ("trace", "建成监测平台。", "召开推进会，平台建成。", ""),
        ("year", "建成监测平台。", "2022年建成平台。", "报告所说为2022年"),
        ("year", "建成监测平台。", "2024年建成平台。", ""),
    ],
)
def test_a_comparer_names_both_sides_or_is_silent(facet: str, task: str, told: str, words: str) -> None:
    end = DUE if facet == "time" else None
    assert COMPARERS[facet](asked(task, end=end), [told], TOLD) == words


def test_what_is_only_encouraged_cannot_be_weakened() -> None:
    assert "duty" not in facets(asked("支持企业改造。", strength="may"), ["引导企业改造。"], TOLD)


def test_the_reason_quotes_the_sides_of_the_aspects_found_and_no_others() -> None:
    sides = {"quantity": "要求12座，报告为7座", "scope": "要求所有，报告为重点"}
    words = reason(asked("新建公厕12座。"), "discounted", ("quantity",), [], sides)
    assert "（要求12座，报告为7座）" in words
    assert "重点" not in words


def test_quotes_inside_what_is_quoted_are_single_ones() -> None:
    task = asked("建立“网格员”队伍。")
    assert reason(task, "omitted", (), [], {}).startswith("要求“建立‘网格员’队伍”，")


def test_of_an_omission_the_sentence_that_comes_nearest_is_shown() -> None:
    report = text_record("report.txt", "修路3公里。", kind="report")
    near = Passage(document=report, sentence="修路3公里。", start=0, end=6)
    words = reason(asked("新建公厕12座。"), "omitted", (), [near], {})
    assert words.endswith("；最接近的一句是“修路3公里”，未认定为该项任务的结果。")
