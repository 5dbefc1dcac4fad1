"""Document numbers and titles as strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.structure.organs import organs_of
from luodi.text.doc_number import find_doc_numbers, normal_doc_number, same_doc_number
from luodi.text.title_names import same_title
from luodi.text.titles import parse_title


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("按照郗政办函〔2019〕57号通知要求", ["郗政办函〔2019〕57号"]),
        ("根据省政府办公厅禾政办发〔2024〕12号文件", ["禾政办发〔2024〕12号"]),
        ("继续以沧政办发〔2019〕41号为准", ["沧政办发〔2019〕41号"]),
        ("（含政发〔2020〕3号）", ["含政发〔2020〕3号"]),
        ("根据日政发〔2024〕3号和本政发〔2024〕4号", ["日政发〔2024〕3号", "本政发〔2024〕4号"]),
        ("2024年3月5日京政发〔2024〕6号", ["京政发〔2024〕6号"]),
        ("国发明电〔2014〕1号", ["国发明电〔2014〕1号"]),
        ("发改能源规[2019] 1658 号", ["发改能源规〔2019〕1658号"]),
        ("国务院令第733号和交通运输部令2026年第10号", ["国务院令第733号", "交通运输部令（2026年第10号）"]),
        ("执行GB/T 30600—2022和HJ 2.3-2018", ["GB/T 30600—2022", "HJ 2.3—2018"]),
        ("×政发〔2024〕×号", []),
        ("2024年第5号，第三号", []),
    ],
)
def test_numbers_in_running_text(text, numbers):
    assert [n.text for n in find_doc_numbers(text)] == numbers


@given(
    st.sampled_from(["京政办发", "国办函", "冀人社字", "和政办发", "如政发"]),
    st.integers(1990, 2030),
    st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "【】", "（）", "()", "﹝﹞", "［］"]),
)
def test_one_number_in_any_bracket_is_the_same(organ, year, serial, bracket):
    written = f"{organ}{bracket[0]}{year}{bracket[1]}{serial}号"
    assert normal_doc_number(written) == f"{organ}〔{year}〕{serial}号"
    assert same_doc_number(written, f"{organ}〔{year}〕 {serial} 号")


def test_unknown_numbers_are_not_the_same():
    assert not same_doc_number(None, None)


@pytest.mark.parametrize(
    ("title", "organ", "verb", "inner"),
    [
        ("云泽市人民政府办公室关于印发《云泽市治水方案》的通知", "云泽市人民政府办公室", "印发", "云泽市治水方案"),
        ("云泽市人民政府办公室印发《关于治水的若干措施》的通知", "云泽市人民政府办公室", "印发", "关于治水的若干措施"),
        ("关于印发云泽市治水方案的通知", "", "印发", "云泽市治水方案"),
        ("云泽市政府转发省政府关于治水的意见的通知", "云泽市政府", "转发", "省政府关于治水的意见"),
        ("云泽市政府转发省政府关于做好治水工作的通知", "云泽市政府", "转发", "省政府关于做好治水工作的通知"),
        ("关于印发治水方案等3个方案的通知", "", "印发", "治水方案"),
        ("教育部等五部门关于治水的意见", "教育部等五部门", None, None),
        ("云泽市2024年治水工作总结", "", None, None),
    ],
)
def test_parts_of_a_title(title, organ, verb, inner):
    assert parse_title(title)[:3] == (organ, verb, inner)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("江省政府办公厅关于印发《治水方案》的通知", "治水方案", True),
        ("治水行动的若干措施", "治水行动若干措施", True),
        ("江省政府关于治水的意见", "关于治水的意见", True),
        ("江省政府关于印发〈治水方案（2024—2026年）〉的通知", "治水方案(2024-2026年)", True),
        ("治水方案", "治水方案实施细则", False),
        ("江省政府关于转发《治水方案》的通知", "治水方案", False),
        (None, "治水方案", False),
    ],
)
def test_when_two_titles_name_one_document(one, other, same):
    assert same_title(one, other) is same


@pytest.mark.parametrize(
    "name",
    [
        "日照市人民政府",
        "本溪市教育局",
        "将乐县人民政府",
        "万年县水利局",
        "经开区管委会",
        "中共河湾村支部委员会",
        "推进新型城镇化工作领导小组",
    ],
)
def test_bodies_whose_names_begin_like_running_text(name):
    assert organs_of(name) == (name,)


@pytest.mark.parametrize(
    "text", ["加强领导", "提高社会", "各市人民政府", "有关单位", "现将有关情况报上级办公室", "推进全县教育局"]
)
def test_words_that_end_like_bodies_are_none(text):
    assert organs_of(text) == ()


def test_two_bodies_of_a_village_written_together():
    assert organs_of("中共河湾村支部委员会河湾村村民委员会") == ("中共河湾村支部委员会", "河湾村村民委员会")
