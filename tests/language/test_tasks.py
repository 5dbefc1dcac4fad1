"""Tasks of whole policies: what is one, who does it, by when."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.language import extract
from luodi.language.tasks.columns import Columns
from luodi.records import Cell, Table, Task
from luodi.structure import structure
from luodi.text.plain_record import text_record

HEAD = """青原省人民政府办公厅文件
青政办发〔2024〕3号
青原省人民政府办公厅关于加强社区食堂建设的意见
各市人民政府，省政府各部门：
社区食堂一头连着民生，一头连着民心。近年来，全省社区食堂不断增加，但管理仍不规范。
"""
TAIL = """青原省人民政府办公厅
2024年2月5日
"""


def tasks_of(body: str, *, kind: str = "policy") -> list[Task]:
    text = HEAD + body + TAIL
    record = structure(text_record("policy.txt", text)).replace(kind=kind, issue_date=date(2024, 2, 5))
    done = extract(record)
    assert all(done.text[t.start : t.end] == t.sentence for t in done.tasks)
    return list(done.tasks)


def test_background_thought_and_slogans_are_no_tasks() -> None:
    found = tasks_of(
        "一、总体要求\n坚持以人民为中心，坚持公益属性，让老人吃得放心。\n"
        "二、重点任务\n（一）扩大供给。社区食堂是老人的第二厨房。2024年底前，每个街道至少建成2家社区食堂。\n"
        "三、保障措施\n各级各部门要深刻认识社区食堂建设的重大意义，切实增强责任感。\n"
        "本意见自印发之日起施行。\n"
    )
    assert [t.sentence for t in found] == ["2024年底前，每个街道至少建成2家社区食堂。"]


@pytest.mark.parametrize(
    "sentence",
    [
        "本意见所称社区食堂，是指为老年人提供用餐服务的场所。",
        "社区食堂按照规模分为大型、中型和小型三类。",
        "目前，全省社区食堂仅有420家，服务半径超过2公里。",
        "以上目标适用于设区市城区。",
        "国家有新规定的，从其规定。",
        "去年全省抽查的120家社区食堂中，有留样不足的31家、账目不清的18家。",
        "截至2023年底，全省社区食堂有420家，但多数中午才开。",
        "据对近三年投诉的分析，反映饭菜太贵的占六成以上。",
        "2023年全省受理社区食堂投诉1.2万件，多数与价格有关。",
        "一家食堂管三个小区，老人排队一小时以上的事每年都有。",
    ],
)
def test_definitions_and_background_with_figures_are_no_tasks(sentence: str) -> None:
    assert tasks_of(f"一、重点任务\n（一）扩大供给。{sentence}\n") == []


def test_a_numbered_order_beside_numbered_orders_is_no_heading() -> None:
    found = tasks_of(
        "一、重点任务\n1.2024年底前，建成社区食堂600家。\n2.每月至少检查1次。\n3.鼓励利用闲置场所开办社区食堂。\n"
        "这样的场所在城区还有不少。\n4.严禁截留补助资金。\n"
    )
    assert "3.鼓励利用闲置场所开办社区食堂。" in [t.sentence for t in found]


def test_a_leading_number_stays_with_its_sentence() -> None:
    found = tasks_of("一、重点任务\n1.2024年6月底前，全部社区食堂公示食材来源。\n2.每月至少检查1次。\n")
    assert [t.sentence for t in found] == ["1.2024年6月底前，全部社区食堂公示食材来源。", "2.每月至少检查1次。"]


def test_parts_cut_at_semicolons_are_tasks_of_their_own() -> None:
    found = tasks_of("一、重点任务\n每家社区食堂至少配备1名食品安全员；食品留样不得少于125克。\n")
    assert [t.sentence[-1] for t in found] == ["；", "。"]


def test_a_bracket_line_speaks_of_the_tasks_above_it() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。2024年底前，建成社区食堂600家。严禁截留补助资金。\n"
        "（省民政厅牵头，省财政厅配合）\n（二）加强监管。每季度对社区食堂开展一次检查。\n（省市场监管局牵头）\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("省民政厅",), ("省财政厅",)),
        (("省民政厅",), ("省财政厅",)),
        (("省市场监管局",), ()),
    ]


def test_a_heading_gives_units_and_deadline_to_all_below_it() -> None:
    found = tasks_of(
        "一、强化支持（牵头单位：省财政厅；配合单位：省民政厅；2024年11月底前完成）\n"
        "（一）落实补助。每家社区食堂补助标准不低于5万元。\n"
    )
    assert found[0].lead == ("省财政厅",)
    assert [d.end for d in found[0].deadlines] == [date(2024, 11, 30)]


def test_a_sentence_that_names_its_own_unit_needs_no_line() -> None:
    found = tasks_of("一、组织保障\n各市人民政府应当于2024年4月底前制定实施细则。\n")
    assert (found[0].lead, found[0].support) == (("各市人民政府",), ())


def test_sentences_after_a_public_body_are_told_to_it_too() -> None:
    found = tasks_of("一、组织保障\n（一）落实责任。各地要制定具体方案，明确分工。要每月公布一次建设进度。\n")
    assert [t.lead for t in found] == [("各地",), ("各地",)]


def test_a_list_after_a_colon_is_told_to_the_body_before_it() -> None:
    found = tasks_of(
        "第一章 职责\n第一条 市民政部门应当履行下列职责：\n（一）每季度对社区食堂开展一次检查；\n"
        "（二）每年公布补助名单。\n"
        "第二条 每家社区食堂至少配备1名食品安全员。\n"
    )
    assert [t.lead for t in found if t.sentence.startswith("（")] == [("市民政部门",), ("市民政部门",)]
    assert found[-1].lead == ()


def test_a_bracket_at_the_head_of_the_next_sentence_speaks_of_the_one_before() -> None:
    found = tasks_of(
        "一、重点任务\n（一）加强监管。2024年底前全部社区食堂接入监管平台。（责任单位：省数据局）每季度通报一次检查结果。\n"
    )
    assert found[0].lead == ("省数据局",)


def test_lines_that_follow_each_other_are_read_as_one() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。全省建成社区食堂600家。\n牵头单位：省民政厅\n责任单位：省财政厅\n完成时限：2024年10月底前\n"
        "（二）加强监管。每季度对社区食堂开展一次检查。\n牵头单位：省市场监管局\n责任单位：省卫生健康委\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("省民政厅",), ("省财政厅",)),
        (("省市场监管局",), ("省卫生健康委",)),
    ]
    assert [d.end for d in found[0].deadlines] == [date(2024, 10, 31)]


def test_clauses_cut_at_semicolons_share_the_term_that_stands_first() -> None:
    found = tasks_of("一、重点任务\n2024年6月底前，建成社区食堂600家；培训厨师2000人次；每月公布一次进展。\n")
    assert [[d.end for d in t.deadlines] for t in found] == [[date(2024, 6, 30)], [date(2024, 6, 30)], [None]]


def test_a_headings_own_term_counts() -> None:
    found = tasks_of("一、近期任务（2024年6月底前完成）\n（一）摸清底数。对全部社区食堂逐一登记。\n")
    assert [d.end for d in found[0].deadlines] == [date(2024, 6, 30)]


TABLE = (
    "一、重点任务\n（一）扩大供给。全省建成社区食堂600家。每家社区食堂用餐座位不少于20个。\n"
    "（二）加强监管。对社区食堂开展食品安全检查。\n附件：任务分工表\n附件\n任务分工表\n"
    "|序号|工作任务|牵头单位|配合单位|完成时限|\n|1|建成社区食堂600家|省民政厅|省财政厅、省商务厅|2024年11月底前|\n"
    "|2|用餐座位达标|省住房城乡建设厅|省民政厅|长期坚持|\n|3|食品安全检查|省市场监管局|省卫生健康委|每月|\n"
)


def test_rows_of_a_table_are_matched_to_the_sentences_they_elaborate() -> None:
    found = tasks_of(TABLE)
    assert [t.lead for t in found] == [("省民政厅",), ("省住房城乡建设厅",), ("省市场监管局",)]
    assert found[0].support == ("省财政厅", "省商务厅")


def test_a_tables_deadline_counts() -> None:
    found = tasks_of(TABLE)
    assert [[d.kind for d in t.deadlines] for t in found] == [["by"], [], ["recurring"]]


def test_a_task_that_stands_in_a_table_only_is_found() -> None:
    found = tasks_of(
        "一、工作要求\n请各地对照任务清单抓好落实。\n附件\n任务清单\n|序号|任务|责任单位|完成时限|\n"
        "|1|新建社区食堂12家|市民政局|2024年6月底前|\n|2|开展厨师培训200人次|市人社局|2024年9月底前|\n"
    )
    assert [(t.sentence, t.lead) for t in found if t.rule.startswith("task.row")] == [
        ("|1|新建社区食堂12家|市民政局|2024年6月底前|", ("市民政局",)),
        ("|2|开展厨师培训200人次|市人社局|2024年9月底前|", ("市人社局",)),
    ]


def test_a_cell_may_name_who_leads_and_who_supports() -> None:
    found = tasks_of(
        "附件\n任务清单\n|序号|事项|要求|牵头|时限|\n"
        "|1|食堂添座|每家不少于20座|市民政局牵头，市商务局、市残联配合|国庆节前|\n|2|厨师培训|200人次|市人社局|年内|\n"
    )
    assert [(t.lead, t.support) for t in found] == [(("市民政局",), ("市商务局", "市残联")), (("市人社局",), ())]


def test_a_tables_columns_of_work_may_bear_any_name() -> None:
    found = tasks_of(
        "今年办好下列实事。\n|序号|实事|标准|牵头|时限|备注|\n|1|备水|每处避难点备足3天的水|县水利局|5月底前|老旧点优先|\n"
        "|2|供电|每处避难点配1台发电机|县供电公司|入冬前|无|\n"
    )
    assert [(t.lead, t.sentence.split("|")[3]) for t in found] == [
        (("县水利局",), "每处避难点备足3天的水"),
        (("县供电公司",), "每处避难点配1台发电机"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年3月16日上午，副省长主持召开专题会议，听取省民政厅关于社区食堂情况的汇报。",
        "经省政府同意，现将2024年社区食堂任务清单下达给你们。",
        "县政府第9次常务会议专题研究了这件事，决定如下。",
        "本通知所称座位，不含临时加座。",
        "所称汛期，自每年5月1日起算。",
        "第二十三条 本办法由县住房城乡建设局、县消防救援大队负责解释。",
        "人口不足500人且已由邻村食堂覆盖的村，不适用前述规定。",
        "帮厨、采买等临时人员不在此限。",
        "90分以上为优，70分以下为不合格。",
    ],
)
def test_what_met_was_sent_or_is_meant_is_no_task(sentence: str) -> None:
    assert [t.sentence for t in tasks_of(f"{sentence}\n一、2024年6月底前，建成社区食堂600家。\n")] == [
        "一、2024年6月底前，建成社区食堂600家。"
    ]


def test_the_last_sentence_of_a_paragraph_may_name_its_units() -> None:
    found = tasks_of("6月底前，全部社区食堂装上摄像头。严禁使用过期食材。本段由市市场监管局牵头，市民政局配合。\n")
    assert [(t.lead, t.support) for t in found] == [(("市市场监管局",), ("市民政局",))] * 2


def test_a_stage_lends_its_period_to_tasks_that_set_no_term() -> None:
    found = tasks_of(
        "一、摸排（3月1日至4月10日）\n1.建底册。各街道对社区食堂逐家登记，做到一家一册。\n"
        "二、整治（4月11日—9月底）\n1.办备案。6月底前，社区食堂备案率达到100%。\n2.限价。套餐价格不得超过15元。\n"
    )
    ends = {t.sentence[-6:]: [(d.kind, d.end) for d in t.deadlines] for t in found}
    assert ends == {
        "到一家一册。": [("during", date(2024, 4, 10))],
        "到100%。": [("by", date(2024, 6, 30))],
        "超过15元。": [("by", date(2024, 9, 30))],
    }


def test_a_heading_right_above_a_table_names_who_leads_its_rows() -> None:
    found = tasks_of(
        "标题为牵头部门。\n（一）民政部门\n|序号|任务|配合|时限|\n|1|逐家复核社区食堂资质|市场监管部门|2024年6月底前|\n"
        "（二）财政部门\n|序号|任务|配合|时限|\n|2|将补助资金拨付到位|民政部门|2024年8月底前|\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("民政部门",), ("市场监管部门",)),
        (("财政部门",), ("民政部门",)),
    ]


def test_a_column_of_years_says_when() -> None:
    found = tasks_of(
        "任务如下：\n|年度|任务|牵头单位|\n|2024年|社区食堂覆盖率达到60%以上|省民政厅|\n"
        "|2025年|社区食堂覆盖率达到90%以上|省民政厅|\n"
    )
    assert [d.end for t in found for d in t.deadlines] == [date(2024, 12, 31), date(2025, 12, 31)]


def test_a_tables_heads_may_ask_in_plain_words_and_say_that_the_first_leads() -> None:
    found = tasks_of(
        "对症下药。\n|序号|病灶|药方|谁开方（第一个牵头）|何时见效|\n|1|缺座|每家食堂添座20个|市民政局、市财政局|5月底前|\n"
        "|2|缺人|培训厨师200人次|市人社局|年内|\n"
    )
    assert [(t.lead, t.support) for t in found] == [(("市民政局",), ("市财政局",)), (("市人社局",), ())]
    assert found[0].deadlines[0].end == date(2024, 5, 31)


def test_rows_by_which_units_are_scored_are_their_tasks() -> None:
    found = tasks_of(
        "一、评分表\n|编号|指标|要求|分值|扣分办法|\n|A1|就餐|每家食堂添座20个|6|每少1个扣0.05分|\n"
        "|A2|安全|每月检查食堂不少于1次|10|每缺1次扣1分|\n|A3|培训|培训厨师200人次|8|每少1人扣0.1分|\n"
        "（责任单位：各承办单位）\n"
    )
    assert [t.lead for t in found] == [("各承办单位",)] * 3
    assert found[1].sentence == "|A2|安全|每月检查食堂不少于1次|10|每缺1次扣1分|"


def test_a_sentence_with_its_units_behind_it_is_a_task_however_it_is_told() -> None:
    found = tasks_of("大暑到霜降，旺季不能乱\n客房里不得用炭盆取暖（县消防救援大队负责）。雨天的山水最不讲情面。\n")
    assert [(t.sentence, t.lead) for t in found] == [
        ("客房里不得用炭盆取暖（县消防救援大队负责）。", ("县消防救援大队",))
    ]


def test_a_sentence_may_divide_all_items_by_their_numbers() -> None:
    found = tasks_of(
        "一、扩大供给\n1.2024年底前，建成社区食堂600家。\n2.每家社区食堂座位不少于20个。\n二、加强监管\n"
        "3.每月检查社区食堂不少于1次。\n4.严禁使用过期食材。\n"
        "分工：第1、2条由市民政局牵头，市商务局配合；第3至4条由市市场监管局、市教育局负责。\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("市民政局",), ("市商务局",)),
        (("市民政局",), ("市商务局",)),
        (("市市场监管局", "市教育局"), ()),
        (("市市场监管局", "市教育局"), ()),
    ]


@pytest.mark.parametrize("kind", ["report", "feedback", "interpretation", "other"])
def test_documents_that_order_nothing_have_no_tasks(kind: str) -> None:
    assert tasks_of("一、重点任务\n2024年底前，建成社区食堂600家。\n", kind=kind) == []


def test_a_table_refines_this_year_to_its_day() -> None:
    found = tasks_of(
        "一、重点任务\n今年建成社区食堂600家。\n附件\n任务分工表\n|任务|牵头单位|完成时限|\n|建成社区食堂600家|省民政厅|2024年10月底前|\n"
    )
    assert [d.end for d in found[0].deadlines] == [date(2024, 10, 31)]


def test_every_task_names_its_rule_and_a_confidence() -> None:
    for task in tasks_of(TABLE):
        assert task.rule.count("+") == 2
        assert 0.5 <= task.confidence <= 1.0


def test_of_several_units_in_a_line_of_its_own_the_first_leads() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。2024年底前建成社区食堂600家。\n（二）加强监管。每季度对社区食堂检查不少于1次。\n"
        "（责任单位：省民政厅、省财政厅、省市场监管局）\n"
    )
    assert {(t.lead, t.support) for t in found} == {(("省民政厅",), ("省财政厅", "省市场监管局"))}


def test_where_the_first_place_changes_with_the_matter_the_first_leads() -> None:
    firsts = ["省民政厅", "省市场监管局", "省应急厅", "省住建厅"]
    found = tasks_of(
        "一、重点任务\n"
        + "".join(f"{i}.2024年{i}月底前改造食堂{i}00家。（责任单位：{f}、省财政厅）\n" for i, f in enumerate(firsts, 1))
    )
    assert [t.lead for t in found] == [(f,) for f in firsts]


def test_a_bracket_behind_a_paragraph_only_lists_its_units() -> None:
    found = tasks_of("一、重点任务\n（一）扩大供给。2024年底前建成社区食堂600家。（责任单位：省民政厅、省财政厅）\n")
    assert (found[0].lead, found[0].support) == ((), ("省民政厅", "省财政厅"))


def test_a_clause_that_says_who_leads_overrules_the_line_below() -> None:
    found = tasks_of(
        "一、重点任务\n（一）划定水源。省环境厅牵头、省水利厅配合，2024年9月底前划定全部水源保护区。\n"
        "（二）清退养殖。各市由农业部门牵头、水利部门配合，2024年10月底前全部清退。\n（省水利厅牵头，省卫生健康委配合）\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("省环境厅",), ("省水利厅",)),
        (("农业部门",), ("水利部门",)),
    ]


def test_an_item_that_ends_with_its_units_is_no_line_of_units() -> None:
    found = tasks_of("一、重点任务\n（一）2024年6月底前，社区食堂建档率达到100%（民政部门牵头，财政部门配合）。\n")
    assert [(t.lead, t.support) for t in found] == [(("民政部门",), ("财政部门",))]


def test_a_table_may_point_at_items_by_their_numbers() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。2024年底前建成社区食堂600家。\n（二）加强监管。社区食堂每月至少检查2次。\n"
        "附件\n责任分工表\n|条目|牵头单位|配合单位|\n|（一）|省民政厅|省财政厅|\n|（二）|省市场监管局||\n"
    )
    assert [(t.lead, t.support) for t in found] == [(("省民政厅",), ("省财政厅",)), (("省市场监管局",), ())]


def test_making_a_local_plan_is_a_task() -> None:
    found = tasks_of("一、组织保障\n（一）制定方案。各县人民政府应当于2024年9月15日前制定本地治水实施方案。\n")
    assert [t.lead for t in found] == [("各县人民政府",)]


def test_a_companys_own_rules_are_a_task_too() -> None:
    assert tasks_of("一、落实责任\n各企业要在2024年7月15日前制定本企业实施细则。\n")


def test_a_paragraph_somebody_answers_for_is_made_of_tasks_however_it_is_told() -> None:
    found = tasks_of(
        "惊蛰到谷雨，先把家底理顺\n究竟多少家，县里几个部门各有各的说法。"
        "10月20日前，把辖区食堂挨家登记，有证的无证的都要登上。往后每季度末，乡镇把底册里新开、歇业的变动报县旅游局。\n"
        "（牵头：各乡镇人民政府；配合：县旅游局）\n"
    )
    assert [t.sentence[:4] for t in found] == ["10月2", "往后每季"]


ABOVE = {
    "two lines": "牵头单位：省文旅厅\n配合单位：省公安厅、省交通运输厅\n",
    "one line": "牵头单位：省文旅厅；配合单位：省公安厅、省交通运输厅\n",
    "brackets": "（牵头单位：省文旅厅）\n（参加单位：省公安厅、省交通运输厅）\n",
    "one bracket": "【主要责任单位：省文旅厅；落实单位：省公安厅、省交通运输厅】\n",
    "departments": "责任部门：省文旅厅、省公安厅、省交通运输厅\n",
    "after a thought": "民宿虽小，安全事大。\n责任单位：省文旅厅、省公安厅、省交通运输厅\n",
}


@pytest.mark.parametrize("line", ABOVE.values(), ids=ABOVE)
def test_a_line_between_heading_and_tasks_speaks_of_all_below_the_heading(line: str) -> None:
    found = tasks_of(
        f"一、把住准入关\n{line}1.2024年5月底前，所有民宿完成登记。\n2.严禁无证经营民宿。\n"
        "二、管住安全\n牵头单位：省应急厅\n3.民宿每月至少自查1次。\n4.民宿应当配备不少于2具灭火器。\n"
    )
    many = (("省文旅厅",), ("省公安厅", "省交通运输厅"))
    assert [(t.lead, t.support) for t in found] == [many, many, (("省应急厅",), ()), (("省应急厅",), ())]


def test_a_line_above_reaches_over_lower_headings_until_one_has_its_own() -> None:
    found = tasks_of(
        "一、把住准入关\n牵头单位：省文旅厅\n（一）登记\n1.2024年5月底前，所有民宿完成登记。\n2.严禁无证经营民宿。\n"
        "（二）检查\n3.民宿每月至少自查1次。\n责任单位：省应急厅\n二、管住安全\n4.民宿应当配备不少于2具灭火器。\n"
    )
    assert [t.lead for t in found] == [("省文旅厅",), ("省文旅厅",), ("省应急厅",), ()]


def test_a_line_below_its_tasks_does_not_reach_the_next_heading() -> None:
    found = tasks_of(
        "一、把住准入关\n1.2024年5月底前，所有民宿完成登记。\n2.严禁无证经营民宿。\n牵头单位：省文旅厅\n配合单位：省公安厅\n"
        "二、管住安全\n3.民宿每月至少自查1次。\n牵头单位：省应急厅\n配合单位：省消防救援总队\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("省文旅厅",), ("省公安厅",)),
        (("省文旅厅",), ("省公安厅",)),
        (("省应急厅",), ("省消防救援总队",)),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "二、强化监管（责任单位：省民政厅、省财政厅）",
        "二、强化监管（省民政厅牵头，省财政厅配合）",
        "二、强化监管（省民政厅、省财政厅按职责分工负责）",
        "二、强化监管〔省民政厅、省财政厅〕",
        "二、强化监管（省民政厅、省财政厅）",
        "二、强化监管　责任部门：省民政厅、省财政厅",
    ],
)
def test_units_behind_a_heading_answer_for_all_below_it(heading: str) -> None:
    found = tasks_of(
        "一、重点任务（省体育局）\n2024年5月底前，所有网点完成登记。\n"
        f"{heading}\n1.网点每月至少自查1次。\n2.网点应当配备不少于2具灭火器。\n"
    )
    many = (("省民政厅",), ("省财政厅",))
    assert [(t.lead, t.support) for t in found] == [(("省体育局",), ()), many, many]


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        (
            "由县民政局牵头，县自然资源局、各乡镇配合，2024年6月底前建成公墓3处。",
            ["县民政局"],
            ["县自然资源局", "各乡镇"],
        ),
        ("县民政局会同县公安局每季度开展1次联合检查。", ["县民政局"], ["县公安局"]),
        ("县民政局要在2024年9月底前公布价格清单。", ["县民政局"], []),
        ("2024年10月底前拆除违建墓200座，县财政局负责保障经费。", ["县财政局"], []),
        ("县民政局要在2024年10月底前拆除违建墓200座，县财政局负责保障经费。", ["县民政局"], ["县财政局"]),
        ("2024年10月底前，各乡镇建成公墓3处，由县民政局、县财政局监督。", ["县民政局"], ["县财政局"]),
        ("经营户不得焚烧冥币，县城管局负责查处。", ["县城管局"], []),
        ("各乡镇（街道）2024年8月底前完成摸底。", ["各乡镇（街道）"], []),
        ("责成县民政局2024年8月底前公布名单。", ["县民政局"], []),
        ("县民政局、县市场监管局按职责分工每月检查不少于1次。", ["县民政局"], ["县市场监管局"]),
        ("对各医院太平间每季度检查1次。", [], []),
        ("在县殡仪馆设置公益服务窗口2个。", [], []),
    ],
)
def test_units_inside_the_sentence(sentence: str, lead: list[str], support: list[str]) -> None:
    found = tasks_of(f"一、重点任务\n（一）扩大供给。{sentence}\n")
    assert [(list(t.lead), list(t.support)) for t in found] == [(lead, support)]


def test_a_department_that_the_sentence_names_overrules_the_heading_a_class_of_bodies_does_not() -> None:
    found = tasks_of(
        "一、重点任务（省水利厅牵头，省财政厅配合）\n1.省公安厅要在2024年9月底前打掉团伙5个。\n"
        "2.各市2024年6月底前建成泵站3处。\n3.省水利厅每月检查不少于1次。\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("省公安厅",), ()),
        (("省水利厅",), ("省财政厅",)),
        (("省水利厅",), ("省财政厅",)),
    ]


def test_departments_alone_in_a_bracket_behind_a_paragraph_answer_for_it() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。2024年底前建成社区食堂600家。（民政部、银保监会、财政部）\n"
        "（二）加强监管。社区食堂每月至少检查2次。（市场监管总局）\n"
    )
    assert [(t.lead, t.support) for t in found] == [(("民政部",), ("银保监会", "财政部")), (("市场监管总局",), ())]


def test_one_line_may_tell_of_several_items_who_answers_for_each() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。2024年底前建成社区食堂600家。\n（二）加强监管。社区食堂每月至少检查2次。\n"
        "（（一）项由省民政厅牵头，省财政厅配合；（二）项由省市场监管局负责）\n"
        "二、保障措施\n（三）培养人才。2024年底前培训厨师300名。每个县至少培训营养师2名。"
        "（第一项由省人社厅牵头、省教育厅配合，第二项由省卫生健康委负责）\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("省民政厅",), ("省财政厅",)),
        (("省市场监管局",), ()),
        (("省人社厅",), ("省教育厅",)),
        (("省卫生健康委",), ()),
    ]


def test_governments_lead_in_writing_their_own_plans() -> None:
    found = tasks_of(
        "一、组织保障（省民政厅牵头，省财政厅配合）\n1.各市人民政府应当于2024年9月15日前制定实施方案。\n"
        "2.各市2024年底前建成社区食堂600家。\n"
    )
    assert [t.lead for t in found] == [("各市人民政府",), ("省民政厅",)]


def test_what_happened_before_does_not_hide_an_order() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。对去年检查不合格的社区食堂，2024年6月底前逐家复查。\n"
        "（二）加强监管。2024年全省社区食堂菜价比去年下降5%。\n"
    )
    assert len(found) == 2


def test_a_line_may_except_single_items_from_what_it_says_of_all() -> None:
    found = tasks_of(
        "一、重点任务\n（一）2024年底前建成社区食堂600家。\n（二）社区食堂每月至少检查2次。\n"
        "（三）2024年底前培训厨师300名。\n"
        "（责任单位：省民政厅、省市场监管局、省财政厅，其中第二、三项由省市场监管局牵头）\n"
    )
    assert [(t.lead, t.support) for t in found] == [
        (("省民政厅",), ("省市场监管局", "省财政厅")),
        (("省市场监管局",), ("省民政厅", "省财政厅")),
        (("省市场监管局",), ("省民政厅", "省财政厅")),
    ]


def test_whom_a_sentence_encourages_by_name_leads_where_no_line_says_otherwise() -> None:
    found = tasks_of("一、重点任务\n（一）鼓励各市人民政府对社区食堂给予补贴，每个食堂每年不低于3万元。\n")
    assert [(t.lead, t.strength) for t in found] == [(("各市人民政府",), "may")]


def test_governments_lead_in_their_own_plans_though_the_line_names_them_as_helpers() -> None:
    found = tasks_of(
        "一、组织保障\n（一）各市人民政府应当于2024年9月15日前制定实施方案。\n（责任单位：省民政厅、各市人民政府）\n"
    )
    assert [t.lead for t in found] == [("各市人民政府",)]


def test_an_item_of_a_paragraph_with_its_units_behind_is_a_task_however_it_is_told() -> None:
    found = tasks_of(
        "三、灯要扎牢，人要管好。去年扎灯烫伤手的小伙子，药费是大家凑的。①灯会散场后3天内拆灯。"
        "②凡是扎灯的帮工，在棚里还是棚外都一样，一人不漏都要买意外险，钱由单位出，不准叫帮工自己掏。"
        "（以上两项由县文旅局牵头，县人社局配合）\n"
    )
    assert [(t.sentence[0], t.lead) for t in found] == [("①", ("县文旅局",)), ("②", ("县文旅局",))]


def test_a_list_may_open_in_the_sentence_that_leads_in_to_it() -> None:
    found = tasks_of(
        "一、定规矩 花样由各村自己商量，但是有几条杠子是死的：1、灯高不得超过6米；2、灯杆间距不少于15米。\n"
    )
    assert [t.sentence[-7:] for t in found] == ["不得超过6米；", "不少于15米。"]


def test_what_a_thing_is_there_for_is_no_task() -> None:
    found = tasks_of(
        "一、办灯会\n观灯席是为老人和孩子设置的座位，不得与普通座位混同计算。6月底前每处设观灯席不少于2排。\n"
    )
    assert [t.sentence[:2] for t in found] == ["6月"]


def test_a_row_beside_rows_that_repeat_the_text_is_a_task_where_it_sets_a_figure_of_its_own() -> None:
    found = tasks_of(
        "一、重点任务\n（一）扩大供给。2024年11月底前，新建社区食堂600家。（责任单位：省民政厅、省财政厅，各市、县政府）\n"
        "（二）加强监管。每月对社区食堂开展一次食品安全检查。（责任单位：省市场监管局、省卫生健康委）\n"
        "附件：任务分工表\n附件\n任务分工表\n|序号|工作任务|牵头单位|配合单位|完成时限|\n"
        "|1|新建社区食堂|省民政厅|省财政厅|2024年11月|\n|2|食品安全检查|省市场监管局|省卫生健康委|每月|\n"
        "|3|食堂餐具抽检不少于120批次|省疾控局|省民政厅|2024年10月|\n"
    )
    assert len(found) == 3
    assert "120批次" in found[2].sentence
    assert found[2].lead == ("省疾控局",)
    assert "各市、县政府" in found[0].support
    assert [d.text for d in found[0].deadlines] == ["2024年11月底前"]


def test_a_doubtful_item_of_a_list_of_tasks_is_one_too_and_a_motto_is_none() -> None:
    listed = "1.2024年6月底前新建食堂12家。\n2.{}\n3.严禁向老人售卖隔夜饭菜。\n"
    sentences = [[t.sentence for t in tasks_of(listed.format(x))] for x in ("更换老旧餐桌1200只", "人人心中有老人")]
    assert [len(found) for found in sentences] == [3, 2]


def test_what_stands_under_a_scope_is_no_task() -> None:
    found = tasks_of("一、排查范围\n全县为老人供餐的厨房、门店。\n二、排查任务\n8月底前逐家登记，建立台账。\n")
    assert [t.sentence for t in found] == ["8月底前逐家登记，建立台账。"]


def test_a_table_whose_head_was_not_known_as_one_has_no_columns() -> None:
    rows = [
        ["做什么", "谁来做", "到什么时候"],
        ["登记厨房门店", "社会事务办", "8月底前"],
        ["建立台账", "社会事务办", "9月底前"],
    ]
    cells = tuple(tuple(Cell(text=words, start=0, end=0) for words in row) for row in rows)
    assert Columns.of(Table(start=0, end=0, header_rows=0, rows=cells)).known == (None, None, None, None)
