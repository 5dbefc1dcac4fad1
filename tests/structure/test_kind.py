"""What kind a document is, from titles of offices that no rule was written for."""

from __future__ import annotations

import pytest

from luodi.structure.kind import kind_of_title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("江澜省人民政府关于加快治水工作的意见", "policy"),
        ("江澜省人民政府办公厅关于印发《江澜省治水三年行动方案（2024—2026年）》的通知", "policy"),
        ("云泽市人民政府办公室关于开展城区内涝整治工作的通知", "policy"),
        ("江澜省治水条例", "policy"),
        ("关于做好政务公开工作的通知", "policy"),
        ("云泽市人民政府办公室转发省政府办公厅关于治水的意见的通知", "forward"),
        ("云泽市人民政府批转市水利局关于治水意见的通知", "forward"),
        ("关于转发江政办发〔2024〕9号文件的通知", "forward"),
        ("关于进一步明确窨井盖巡查养护责任的通知", "policy"),
        ("关于开展窨井盖安全巡查的通知", "inspection"),
        ("2024年三季度窨井盖整治进展情况表", "report"),
        ("云泽市水利局关于印发《云泽市治水实施细则》的通知", "rules"),
        ("江澜省治水三年行动重点任务分工方案", "rules"),
        ("《云泽市治水实施细则》政策解读", "interpretation"),
        ("《江澜省人民政府关于做好治水工作的通知》政策解读", "interpretation"),
        ("一图读懂治水行动方案", "interpretation"),
        ("治水政策明白纸", "interpretation"),
        ("云泽市人民政府关于治水工作落实情况的报告", "report"),
        ("云泽市2024年治水工作总结", "report"),
        ("云泽市2024年治水工作总结和2025年工作打算", "report"),
        ("云泽市水利局关于2024年治水情况及下一步工作安排", "report"),
        ("云泽市人民政府关于治水工作接受督查的汇报", "report"),
        ("柏河县2025年前三季度治水工作进展情况", "report"),
        ("关于报送2024年治水情况报告的函", "report"),
        ("云泽市人民政府关于转发省政府治水意见贯彻情况的报告", "report"),
        ("江澜省人民政府办公厅关于开展治水专项督查的通知", "inspection"),
        ("江澜省治水督导工作方案", "inspection"),
        ("关于看一看治水情况的通知", "inspection"),
        ("关于办理市委、市政府主要领导同志在《全市治水暗访报告》上批示的通知", "policy"),
        ("云泽市治水攻坚半月报（7月上半月）", "report"),
        ("柳河镇人民政府关于转签治水目标责任书的通知", "forward"),
        ("江澜省人民政府督查室关于治水督查情况的通报", "inspection"),
        ("云泽市治水专项督查反馈问题整改方案", "rectification"),
        ("云泽市水利局关于督查反馈问题整改落实情况的报告", "rectification"),
        ("云泽市人民政府常务会议纪要", "other"),
        ("关于王某某等同志任职的通知", "other"),
        ("关于表彰治水工作先进单位的决定", "other"),
    ],
)
def test_the_kind_a_title_speaks_of(title, kind):
    assert kind_of_title(title, "").kind == kind


CARRIES_OUT = (
    "为贯彻落实《江澜省人民政府关于治水的意见》（江政发〔2024〕5号），结合我市实际，制定本方案。\n一、任务\n每月巡查。"
)


def test_a_citys_plan_that_carries_out_a_provinces_paper_is_rules(read):
    assert read("云泽市治水行动方案\n" + CARRIES_OUT).kind == "rules"


def test_a_plan_that_carries_out_nothing_is_policy(read):
    assert read("云泽市治水行动方案\n为加强治水工作，结合我市实际，制定本方案。\n一、任务\n每月巡查。").kind == "policy"


def test_a_measure_based_on_a_law_is_policy(read):
    text = (
        "云泽市治水管理办法\n根据《中华人民共和国水法》《江澜省治水条例》"
        "，结合本市实际，制定本办法。\n第一条 每月巡查。"
    )
    assert read(text).kind == "policy"


def test_a_ministrys_answer_to_the_state_council_is_policy(read):
    text = (
        "水利部关于加强农村饮水的意见\n各省、自治区、直辖市水利厅：\n为贯彻落实《国务院关于治水的意见》（国发〔2024〕5号），提出如下意见。\n"
        "一、任务\n每月巡查。\n水利部\n2024年3月8日"
    )
    assert read(text).kind == "policy"


ANSWER = (
    "关于治水的实施意见\n各县：\n为贯彻落实《国务院关于治水的意见》"
    "（国发〔2024〕5号），提出如下意见。\n一、任务\n每月巡查。\n"
)


@pytest.mark.parametrize(
    ("issuer", "kind"), [("江澜省人民政府", "policy"), ("江澜省水利厅", "rules"), ("云泽市人民政府", "rules")]
)
def test_a_provincial_governments_answer_to_the_centre_is_the_original_for_its_cities(read, issuer, kind):
    assert read(issuer + ANSWER).kind == kind


def test_a_provinces_answer_is_less_sure_than_a_citys(read):
    assert read("江澜省人民政府" + ANSWER).kind_confidence < read("云泽市人民政府" + ANSWER).kind_confidence


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("id,unit,problem,due,done_date,review_date,closed_date,text", "rectification"),
        ("编号,单位,问题,整改时限,完成日期,复查日期,销号日期", "rectification"),
        ("序号,责任单位,存在问题,整改期限,整改情况,是否销号", "rectification"),
        ("id,date,channel,place,text", "feedback"),
        ("编号,日期,渠道,地点,内容", "feedback"),
        ("留言编号,留言主题,留言时间,留言详情,答复意见", "feedback"),
        ("序号,任务,责任单位,完成时限", "other"),
        ("name,level,parent,aliases", "other"),
    ],
)
def test_a_sheet_is_known_by_its_header(read, header, kind):
    row = ",".join("甲乙丙丁戊己庚辛"[: header.count(",") + 1])
    assert read(f"{header}\n{row}\n{row}\n", "sheet.csv").kind == kind


OWN = (
    "江澜省人民政府办公厅转发省水利厅关于治水意见的通知\n各市人民政府：\n省水利厅《关于治水的意见》已经省政府同意，现转发给你们。\n"
    "江澜省人民政府办公厅\n2024年3月8日\n"
)
PAPER = (
    "关于治水的意见\n一、任务\n"
    + "（一）河道治理。每月巡查一次，发现问题立即整改，不留死角，形成闭环管理，责任到人。\n" * 4
)


def test_a_government_that_passes_on_its_own_departments_paper_makes_policy(read):
    found = read(OWN + PAPER)
    assert (found.kind, [p.role for p in found.parts]) == ("policy", ["cover", "main"])
    assert found.refers_to == ()


def test_without_the_paper_it_stays_a_notice_that_forwards(read):
    assert read(OWN).kind == "forward"


def test_a_notice_whose_text_passes_a_paper_on_is_a_forward(read):
    text = (
        "云泽市人民政府办公室关于做好治水工作的通知\n各县：\n"
        "现将《江澜省治水意见》（江政发〔2024〕5号）转发给你们，请抓好落实。"
    )
    assert read(text).kind == "forward"


def test_issuing_the_text_of_a_higher_place_is_a_forward(read):
    text = (
        "云泽市水利局关于印发《江澜省治水资金管理办法》的通知\n各县水利局：\n现将《江澜省治水资金管理办法》印发给你们。"
    )
    assert read(text).kind == "forward"


def test_a_title_that_says_what_it_carries_out_makes_rules(read):
    text = (
        "云泽市人民政府关于贯彻落实《江澜省人民政府关于治水的意见》"
        "的实施意见\n各县：\n现提出如下意见。\n一、任务\n每月巡查。"
    )
    assert read(text).kind == "rules"


def test_a_county_plan_that_only_orders_on_a_citys_paper_is_rules(read):
    text = (
        "柳河县人民政府办公室关于印发柳河县治水方案的通知\n各乡镇人民政府：\n现将方案印发给你们。\n"
        "柳河县人民政府办公室\n2024年5月12日\n柳河县治水方案\n"
        "根据《云泽市人民政府办公室关于做好治水工作的意见》（云政办发〔2024〕38号），实施“清水五件事”。\n一、清河道。\n"
    )
    found = read(text)
    assert found.kind == "rules"
    assert [r.relation for r in found.refers_to] == ["implements"]


def test_a_county_plan_that_speaks_of_what_the_city_wants_is_rules(read):
    head = "柳河县人民政府办公室文件\n柳河县2024年治水实施方案\n各乡镇人民政府：\n"
    text = head + "一、为什么改。市里说的“清水”，就是看得见河底。\n二、任务。每个乡镇清理河道2条。\n"
    assert (read(text).kind, read(text.replace("市里", "大家")).kind) == ("rules", "policy")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("江澜省人民政府办公厅关于进一步加强审计查出问题整改工作的意见", "policy"),
        ("云泽市人民政府关于审计查出问题整改情况的报告", "rectification"),
    ],
)
def test_rules_about_putting_things_right_are_no_rectification(title, kind):
    assert kind_of_title(title, "").kind == kind


@pytest.mark.parametrize(
    "words",
    [
        "《云泽市人民政府关于治水的实施意见》（云政发〔2024〕13号，全文附后）已下发，我县制定了实施方案，现印发给你们。",
        "《云泽市人民政府关于治水的实施意见》（云政发〔2024〕13号）已收悉，结合我县老河道多的实际，制定本方案。",
        "现将《柳河县治水方案》印发给你们，市治水办公室原文一并附上。",
    ],
)
def test_a_county_plan_that_encloses_a_citys_paper_is_rules(read, words):
    text = (
        "柳河县人民政府办公室文件\n柳政办发〔2024〕21号\n柳河县人民政府办公室关于印发柳河县治水方案的通知\n"
        f"各乡镇人民政府：\n{words}\n柳河县人民政府办公室\n2024年5月12日\n柳河县治水方案\n一、清河道。每个乡镇2条。\n"
        "附件：2024年治水提效工作方案\n"
    )
    found = read(text)
    assert found.kind == "rules"
    assert [r.relation for r in found.refers_to][:1] == ["implements"]


def test_what_a_unit_sends_upwards_about_a_paper_from_there_is_a_report(read):
    head = "柳河县2024年治水工作月记\n云泽市人民政府：\n"
    body = "市里的《云泽市治水方案》（云政办发〔2024〕11号）发下来后，县里按月记账。\n二月。27日印了细则。\n"
    tail = "柳河县人民政府\n2024年12月20日\n"
    assert read(head + body + tail).kind == "report"
    assert read((head + body + tail).replace("云泽市人民政府：", "各乡镇人民政府：")).kind != "report"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("柳河县人民政府关于治水进展情况的函报", "report"),
        ("云泽市小散码头清理整改工作实施方案", "policy"),
        ("柳河县小散码头清理整改工作情况报告", "report"),
    ],
)
def test_campaigns_and_letters_that_report(title, kind):
    assert kind_of_title(title, "").kind == kind


@pytest.mark.parametrize(
    "words",
    [
        "《云泽市人民政府关于治水的决定》（云政发〔2024〕13号）今早收到，附后照办。清淤地段请各乡镇3月6日前报来。",
        "现将市政府《研究治水工作的会议纪要》（云政专纪〔2024〕3号）转送你们，请先行启动，3月底前报送名单。",
        "随函送去市政府《关于治水的纪要》（云政专纪〔2024〕3号）全文，请各乡镇先把河道列一张名单。",
        "现将《云泽市人民政府关于治水八件事的决定》（云政发〔2024〕13号）印发给你们，并定于3月28日召开部署会议。",
        "为传达《云泽市人民政府关于治水的决定》（云政发〔2024〕13号），决定开会，时间另行通知。原文随本通知转发，请先学习。",
    ],
)
def test_a_letter_that_encloses_a_superiors_paper_and_adds_little_is_a_forward(read, words):
    text = f"柳河县人民政府办公室关于做好治水准备的函\n各乡镇人民政府：\n{words}\n柳河县人民政府办公室\n2024年3月2日\n"
    assert read(text).kind == "forward"


def test_what_says_that_it_is_the_plan_itself_is_rules_though_it_encloses_a_superiors_paper(read):
    text = (
        "柳河县人民政府办公室关于开展治水的通知\n各乡镇人民政府：\n《云泽市人民政府关于治水的通知》（云政发〔2024〕13号）随文附上，"
        "我县不另行转发。本通知即为我县工作方案，任务如下：\n一、清河道。每个乡镇2条，9月底完成。\n柳河县人民政府办公室\n2024年3月2日\n"
    )
    assert read(text).kind == "rules"


def test_a_list_that_draws_up_its_own_division_is_rules_though_it_encloses_a_superiors_paper(read):
    text = (
        "柳河镇治水工作清单\n柳政〔2024〕27号\n各村民委员会：\n根据市办《云泽市治水“三张清单”》（云水办〔2024〕3号，附后），"
        "镇里定如下分工。\n河道登记，由镇水利站牵头，各村负责。\n柳河镇人民政府\n2024年5月20日\n"
    )
    assert read(text).kind == "rules"
