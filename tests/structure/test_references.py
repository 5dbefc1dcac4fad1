"""Which documents a document refers to, and how."""

from __future__ import annotations

import time

import pytest


def refs(record):
    return [(r.relation, r.title, r.doc_number) for r in record.refers_to]


POLICY = "江澜省人民政府关于治水的意见"


def forward(body, title="云泽市人民政府办公室关于转发治水文件的通知"):
    return f"{title}\n云政办发〔2024〕12号\n各县人民政府：\n{body}\n云泽市人民政府办公室\n2024年3月9日"


@pytest.mark.parametrize(
    "words",
    [
        "现将《江澜省人民政府关于治水的意见》（江政发〔2024〕5号）转发给你们，请认真贯彻执行。",
        "现将《江澜省人民政府关于治水的意见》(江政发[2024]5号)转发你们。",
        "经市政府同意，现将江政发〔2024〕5号《江澜省人民政府关于治水的意见》转发给你们。",
        "现将《江澜省人民政府关于治水的意见（江政发〔2024〕5号）转发给你们。",
        "现将江澜省人民政府关于治水的意见（江政发〔2024〕5号）转发给你们。",
    ],
)
def test_what_is_forwarded_in_good_and_broken_quotes(read, words):
    assert refs(read(forward(words))) == [("forwards", POLICY, "江政发〔2024〕5号")]


def test_a_forwarded_paper_named_only_by_its_number(read):
    found = read(
        forward("现将江政发〔2024〕5号文件转发给你们。", "云泽市人民政府办公室关于转发江政发〔2024〕5号文件的通知")
    )
    assert refs(found) == [("forwards", None, "江政发〔2024〕5号")]


def test_a_collapsed_title_is_rebuilt_from_the_body(read):
    title = "云泽市人民政府办公室转发省政府办公厅转发国务院办公厅关于治水的通知"
    words = "现将《江澜省人民政府办公厅转发国务院办公厅关于治水的通知的通知》（江政办发明电〔2024〕6号）转发给你们。"
    assert refs(read(forward(words, title))) == [
        ("forwards", "江澜省人民政府办公厅转发国务院办公厅关于治水的通知的通知", "江政办发明电〔2024〕6号")
    ]


def test_inner_quotes_become_outer_ones(read):
    words = "现将《江澜省人民政府办公厅关于印发〈江澜省治水方案〉的通知》（江政办发〔2024〕7号）转发给你们。"
    assert refs(read(forward(words)))[0][1] == "江澜省人民政府办公厅关于印发《江澜省治水方案》的通知"


def test_what_a_local_plan_carries_out(read):
    text = (
        "云泽市人民政府关于印发《云泽市治水方案》的通知\n各县人民政府：\n《云泽市治水方案》已经市政府同意，现印发给你们。\n云泽市人民政府\n"
        f"2024年4月1日\n云泽市治水方案\n为贯彻落实《{POLICY}》（江政发〔2024〕5号，以下简称《意见》），结合我市实际，制定本方案。\n"
        "一、任务\n按照《意见》要求，每月巡查，发现问题及时整改到位，不留死角，形成长效机制，确保水质稳定，群众满意度不断提高。"
    )
    assert refs(read(text)) == [("implements", POLICY, "江政发〔2024〕5号")]


def test_what_a_report_answers_stands_before_the_notice_that_asked_for_it(read):
    text = (
        f"云泽市人民政府关于治水的督查汇报\n省督查组：\n按照江政办函〔2024〕57号通知要求，"
        f"现将我市落实《{POLICY}》（江政发〔2024〕5号）情况汇报如下。"
    )
    assert refs(read(text)) == [("reports_on", POLICY, "江政发〔2024〕5号"), ("cites", None, "江政办函〔2024〕57号")]


def test_papers_of_its_own_that_a_report_mentions_are_left_out(read):
    text = (
        f"云泽市人民政府关于治水情况的报告\n江澜省人民政府：\n根据《{POLICY}》（江政发〔2024〕5号）要求，现报告如下。\n"
        "一、工作情况\n市政府出台了《云泽市河道巡查制度》，印发《关于加强河道保洁的通知》。"
    )
    assert refs(read(text)) == [("reports_on", POLICY, "江政发〔2024〕5号")]


def test_an_interpretation_takes_the_number_from_its_text(read):
    text = (
        "《云泽市治水方案》政策解读\n云泽市水利局\n2024年4月2日\n日前，市政府印发《云泽市治水方案》（云政发〔2024〕8号，以下简称《方案》）。"
        f"\n一、依据是什么\n《方案》依据《{POLICY}》（江政发〔2024〕5号）制定。"
    )
    assert refs(read(text)) == [
        ("interprets", "云泽市治水方案", "云政发〔2024〕8号"),
        ("cites", POLICY, "江政发〔2024〕5号"),
    ]


def test_what_a_policy_repeals_and_what_a_forward_only_mentions(read, body):
    end = "《江澜省人民政府关于河道的意见》（江政发〔2019〕3号）同时废止。"
    policy = read(f"江澜省人民政府关于治水的意见\n各市人民政府：\n{body}{end}")
    assert refs(policy) == [("repeals", "江澜省人民政府关于河道的意见", "江政发〔2019〕3号")]
    passed = read(forward(f"现将《{POLICY}》（江政发〔2024〕5号）转发给你们。{end}"))
    assert refs(passed)[1][0] == "cites"


def test_laws_forms_and_short_names_are_no_references(read):
    text = (
        "云泽市治水管理办法\n根据《中华人民共和国水法》，参照《江澜省实施〈中华人民共和国水法〉办法》，制定本办法。\n"
        "第一条 填写《河道巡查登记表》。\n第二条 各县按照《办法》执行。"
    )
    assert refs(read(text)) == []


def test_a_document_does_not_refer_to_itself(read, body):
    text = (
        f"云泽市人民政府关于印发《云泽市治水的若干措施》的通知\n云政发〔2024〕8号\n"
        f"各县人民政府：\n《云泽市治水若干措施》（云政发〔2024〕8号）印发给你们。\n{body}"
    )
    assert refs(read(text)) == []


def test_a_standard_is_cited_with_its_number(read, body):
    found = read(
        f"云泽市人民政府关于治水的意见\n各县人民政府：\n"
        f"{body}出水执行《城镇污水处理厂污染物排放标准》（GB 18918—2002）。"
    )
    assert refs(found) == [("cites", "城镇污水处理厂污染物排放标准", "GB 18918—2002")]


def test_a_place_points_at_the_words_in_the_text(read):
    found = read(forward(f"现将《{POLICY}》（江政发〔2024〕5号）转发给你们。"))
    (reference,) = found.refers_to
    assert found.text[reference.start : reference.end] == f"《{POLICY}》（江政发〔2024〕5号）"


def test_a_list_of_thousands_of_papers_is_read_in_reasonable_time(read):
    papers = "\n".join(f"{i}.《江澜省第{i}类事项管理办法》（江政发〔{1990 + i % 30}〕{i}号）" for i in range(1, 4001))
    begin = time.process_time()
    found = read("江澜省人民政府关于废止部分行政规范性文件的决定\n" + papers)
    assert time.process_time() - begin < 5.0
    assert {r.relation for r in found.refers_to} == {"repeals"}
    assert len(found.refers_to) == 4000


@pytest.mark.parametrize("before", ["按", "我乡对标", "自县里的", "按照", "比照", "据", "今年以来，我乡将"])
def test_words_before_a_number_are_no_part_of_it(read, body, before):
    found = read(
        f"柳河乡人民政府关于治水工作情况的报告\n县人民政府：\n{before}清政办发〔2024〕13号文件要求，现将情况报告如下。\n{body}"
    )
    assert [r.doc_number for r in found.refers_to] == ["清政办发〔2024〕13号"]


def test_a_report_answers_the_paper_it_was_held_against(read):
    found = read(
        "云泽市治水自查报告\n江澜省水利厅：\n根据江水函〔2025〕188号，我市对照《江澜省人民政府办公厅关于治水的通知》"
        "（江政办发〔2025〕6号）自查，结果如下。\n一、底数\n全市治理黑臭水体21条。\n"
    )
    assert {r.doc_number: r.relation for r in found.refers_to} == {
        "江政办发〔2025〕6号": "reports_on", "江水函〔2025〕188号": "cites",
    }  # fmt: skip
