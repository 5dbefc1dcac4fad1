"""Lines and sentences that tell of single items who answers for them."""

from __future__ import annotations

import pytest

from luodi.language.units.marks import marks
from luodi.language.units.pointers import duties_told, tells_units

from .test_tasks import tasks_of

Who = tuple[tuple[str, ...], tuple[str, ...]]


def whom(body: str) -> list[Who]:
    return [(t.lead, t.support) for t in tasks_of(body)]


PONDS = (
    "一、清塘\n（一）清淤。2024年6月底前清淤鱼塘40口。\n（二）换水。鱼塘每月换水不少于2次。\n"
    "（三）投苗。每口鱼塘投苗不少于3000尾。\n"
)
FIRST, SECOND, THIRD = (("县水利局",), ("县供电公司",)), (("县环保局",), ()), (("县渔业站",), ())


@pytest.mark.parametrize(
    "line",
    [
        "（（一）项由县水利局牵头、县供电公司配合，（二）项由县环保局负责，（三）项由县渔业站负责）",
        "分工：第一项县水利局牵头、县供电公司配合，第二项县环保局牵头，第三项县渔业站抓。",
        "第一条由县水利局负责，县供电公司搭手；第二条县环保局盯着；第三条由县渔业站兜底。",
        "（第一项由县水利局牵头，县供电公司配合；其余：县环保局；投苗这一块县渔业站牵头）",
        "（牵头单位为县环保局；清淤由县水利局牵头、县供电公司配合，投苗一项由县渔业站负责）",
    ],
)
def test_a_line_may_tell_of_each_item_who_answers_for_it(line: str) -> None:
    found = whom(f"{PONDS}{line}\n")
    assert found == [FIRST, SECOND, THIRD]


def test_who_answers_for_the_whole_supports_an_item_that_is_excepted_from_it() -> None:
    found = whom(f"{PONDS}（县环保局牵头，县公安局配合。其中清淤由县水利局牵头，投苗一项县渔业站一并配合）\n")
    assert found == [
        (("县水利局",), ("县环保局", "县公安局")),
        (("县环保局",), ("县公安局",)),
        (("县环保局",), ("县渔业站", "县公安局")),
    ]


def test_items_may_be_named_by_codes_and_one_clause_speak_for_all() -> None:
    found = whom(
        "一、修渠\nK1清障。6月底前清除渠中杂物。\nK2护坡。9月底前护坡12公里。\n"
        "（K1牵头：县水利局；K2牵头：县交通局；配合均为各乡镇）\n"
    )
    assert found == [(("县水利局",), ("各乡镇",)), (("县交通局",), ("各乡镇",))]


def test_items_above_are_counted_by_their_marks() -> None:
    found = whom(
        "一、养护\n（1）水渠每月巡查2次。（2）水闸每年检修1次。（3）严禁在渠内洗涤。（4）渠边每年种树不少于200棵。以上三项县水利局管着。\n"
    )
    assert [lead for lead, _ in found] == [(), ("县水利局",), ("县水利局",), ("县水利局",)]


def test_marks_inside_a_line_are_marks() -> None:
    found = whom(
        "一、把渠管好 (1)水渠每月巡查2次。(2)水闸每年检修1次，检修记录存档。"
        "第(1)项各乡镇（街道）牵头、县水利局配合，第(2)项县水利局牵头。\n"
    )
    assert found == [(("各乡镇（街道）",), ("县水利局",)), (("县水利局",), ())]


def test_sentences_of_a_paragraph_may_be_named_by_their_place() -> None:
    found = whom("一、上课\n每学期上防火课不少于2节。每月组织演练1次。前一项教育局会同消防大队，后一项应急局。\n")
    assert found == [(("教育局",), ("消防大队",)), (("应急局",), ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "文化馆抓。",
        "由文化馆牵头。",
        "这一条由文化馆负责。",
        "文化馆盯着。",
        "此项工作由文化馆兜底。",
        "（文化馆扛起来）",
    ],
)
def test_a_sentence_of_its_own_may_say_who_answers(sentence: str) -> None:
    assert [(t.sentence[:2], t.lead) for t in tasks_of(f"一、演出\n每月演出不少于2场。{sentence}\n")] == [
        ("每月", ("文化馆",))
    ]


def test_units_behind_a_bracket_speak_of_it_too() -> None:
    found = whom(
        "一、回信\n来信3日内答复。（信访局牵头，司法局协助）严禁推诿，推诿的通报。推诿这一块纪委监委牵头，信访局搭把手。\n"
    )
    assert found == [(("信访局",), ("司法局",)), (("纪委监委",), ("信访局",))]


@pytest.mark.parametrize(
    "text",
    [
        "第三条 乡镇应当每月检查一次。",
        "（二）建强制种基地。",
        "A2报装提速。",
        "第三方平台由运营者负责维护，费用自理。",
        "各乡镇要抓好落实。",
    ],
)
def test_what_only_begins_like_a_pointer_tells_no_units(text: str) -> None:
    assert not duties_told(text)
    assert not tells_units(text)


def test_ranges_are_filled_in() -> None:
    assert marks("（四）至（六）") == ("（4）", "（5）", "（6）")
    assert marks("第二、三、五项") == ("2", "3", "5")
    assert marks("B-01至B-03") == ("B1", "B2", "B3")


TEXT = (
    "一、目标\n到2026年，全省冬泳馆达到90家。\n二、建设\n（一）选址。每个县至少选址1处。\n（二）开工。2024年6月底前全部开工。"
    "水质每月检测1次。\n（三）验收。2025年6月底前全部验收。\n三、管理\n（四）冬泳馆每天换水1次。\n（五）冬泳馆配备救生员不少于2名。\n"
)


@pytest.mark.parametrize("head", ["对应条目", "条款", "正文部分", "任务"])
def test_rows_point_at_parts_ranges_and_lists(head: str) -> None:
    found = whom(
        f"{TEXT}附件\n分工表\n|序号|{head}|牵头单位|配合单位|\n|1|第一部分|省体育局|—|\n|2|（一）至（三）|省住建厅|省财政厅|\n"
        "|3|（四）（五）|省卫健委|无|\n"
    )
    assert found == [(("省体育局",), ()), *[(("省住建厅",), ("省财政厅",))] * 4, *[(("省卫健委",), ())] * 2]


def test_rows_of_one_item_are_told_apart_by_the_words_behind_its_mark() -> None:
    found = whom(f"{TEXT}附件\n分工表\n|条款|牵头单位|\n|（二）开工|省住建厅|\n|（二）水质|省卫健委|\n")
    assert [lead for lead, _ in found][2:4] == [("省住建厅",), ("省卫健委",)]


def test_a_part_and_its_item_are_named_together() -> None:
    found = whom(
        "一、选址\n（一）每个县至少选址1处。\n二、管理\n（一）冬泳馆每天换水1次。\n"
        "附件\n分工表\n|对应部分|牵头单位|\n|第一部分（一）|省住建厅|\n|第二部分第（一）项|省卫健委|\n"
    )
    assert found == [(("省住建厅",), ()), (("省卫健委",), ())]


def test_a_term_may_speak_of_one_item_of_its_row() -> None:
    found = tasks_of(
        f"{TEXT}附件\n分工表\n|条目|牵头单位|时限|\n|（一）至（三）|省住建厅|（一）2024年4月底前，其余见正文|\n"
    )
    assert [[str(d.end) for d in t.deadlines] for t in found[1:5]] == [
        ["2024-04-30"],
        ["2024-06-30"],
        ["None"],
        ["2025-06-30"],
    ]


def test_a_column_of_measures_names_no_unit() -> None:
    found = tasks_of(
        "指标清单\n|编号|指标|单位|目标值|牵头部门|\n|Q-01|救生员持证率|%|≥95|省体育局|\n|Q-02|冬泳馆数|家|90|省住建厅|\n"
    )
    assert [(t.lead, t.support) for t in found] == [(("省体育局",), ()), (("省住建厅",), ())]
