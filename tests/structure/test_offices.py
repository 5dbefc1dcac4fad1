"""Heads and feet as single offices set them: minutes, announcements, replies to deputies, web copies, companies."""

from __future__ import annotations

from datetime import date

import pytest


def test_minutes_name_their_maker_and_day_below_a_number_without_a_code(read, body):
    found = read(
        "云泽市人民政府专题会议纪要\n〔2024〕17号\n云泽市人民政府办公室　　　　2024年7月3日\n"
        "关于研究污水管网改造有关问题的\n会议纪要\n" + body
    )
    assert found.title == "关于研究污水管网改造有关问题的会议纪要"
    assert (found.doc_number, found.issue_date) == ("〔2024〕17号", date(2024, 7, 3))
    assert found.issuer == ("云泽市人民政府办公室",)


def test_an_announcement_counted_by_the_year(read, body):
    found = read("云泽市税务局\n关于房产税困难减免有关事项的公告\n2024年第3号\n" + body + "云泽市税务局\n2024年5月6日")
    assert (found.title, found.doc_number) == ("云泽市税务局关于房产税困难减免有关事项的公告", "2024年第3号")


def test_a_number_of_a_series(read, body):
    head = "华泽能源（江澜）有限责任公司\n华能江〔2024〕安字第12号\n关于印发《迎峰度夏保供方案》的通知\n各部门：\n"
    found = read(head + body)
    assert (found.title, found.doc_number) == ("关于印发《迎峰度夏保供方案》的通知", "华能江〔2024〕安字12号")
    assert found.issuer == ("华泽能源（江澜）有限责任公司",)


@pytest.mark.parametrize("written", ["2022. 11. 3", "2022-11-03", "2022/11/3", "2022．11．3"])
def test_a_day_in_figures_below_a_signature(read, body, written):
    found = read(f"关于森林防火的通知\n各乡镇：\n{body}云泽市森林防灭火指挥部办公室（章）\n{written}")
    assert (found.issuer, found.issue_date) == (("云泽市森林防灭火指挥部办公室",), date(2022, 11, 3))


def test_figures_that_look_like_a_day_are_none_without_a_body_above(read, body):
    assert read(f"关于森林防火的通知\n各乡镇：\n{body}表号如下。\n2022.11.3\n完毕。").issue_date is None


def test_the_source_of_a_web_copy_issues_it_where_nothing_else_says_who(read, body):
    head = "关于公布示范农场名单的通知\n发布时间：2023-11-20 09:15　来源：{}　浏览次数：312\n各县农业农村局：\n"
    assert read(head.format("云泽市农业农村局") + body).issuer == ("云泽市农业农村局",)
    signed = read(head.format("云泽市人民政府") + body + "云泽市农业农村局\n2023年11月18日")
    assert signed.issuer == ("云泽市农业农村局",)


def test_a_short_name_in_the_title_is_the_full_one_of_the_signature(read, body):
    found = read(
        "云泽高新区管委会关于印发2024年工作要点的通知\n各部门：\n"
        + body
        + "云泽高新技术产业开发区管理委员会\n2024年4月2日"
    )
    assert found.issuer == ("云泽高新技术产业开发区管理委员会",)


def test_a_lone_sign_above_a_title_is_no_part_of_it(read, body):
    found = read("江澜师范大学\n师大校发〔2022〕88号\n★\n江澜师范大学关于修订《学业预警规定》的通知\n各学院：\n" + body)
    assert found.title == "江澜师范大学关于修订《学业预警规定》的通知"


def test_a_reply_to_a_deputy(read, body):
    head = "云泽市教育局\nA类\n云教函〔2023〕45号\n对市十六届人大二次会议第118号建议的答复\n陈某某代表：\n"
    found = read(head + body + "云泽市教育局\n2023年7月19日")
    assert found.title == "对市十六届人大二次会议第118号建议的答复"
    assert (found.addressees, found.issuer) == (("陈某某代表",), ("云泽市教育局",))


def test_a_bulletin_is_no_title(read):
    found = read(
        "工作简报\n第 12 期\n云泽市营商环境工作领导小组办公室　　2024年6月30日\n云泽市上半年营商环境取得阶段性成效\n"
        "上半年，全市新登记经营主体2.3万户，增长11%，政务服务事项网上可办率达98%。\n一、主要做法\n推行一窗通办。"
    )
    assert (found.title, found.doc_number) == ("云泽市上半年营商环境取得阶段性成效", "第12期")
    assert (found.issuer, found.issue_date) == (("云泽市营商环境工作领导小组办公室",), date(2024, 6, 30))


def test_an_alarm_says_the_hour(read, body):
    found = read(f"关于启动防汛应急响应的通知\n各县：\n{body}云泽市防汛抗旱指挥部\n2024年7月1日18时")
    assert (found.issuer, found.issue_date) == (("云泽市防汛抗旱指挥部",), date(2024, 7, 1))


@pytest.mark.parametrize("name", ["云泽市第三小学", "云泽市机关幼儿园", "国营云泽林场", "云泽军分区"])
def test_schools_and_farms_sign_too(read, body, name):
    assert read(f"关于自查情况的报告\n教育局：\n{body}{name}（盖章）\n二〇二三年九月十二日").issuer == (name,)


def test_a_sheet_of_ones_own_marks_says_whose_it_is_and_when(read):
    found = read(
        "云泽县乡村医生队伍建设自评打分表\n自评单位：云泽县卫生健康局　自评日期：2024年1月5日\n"
        "自评依据：《江澜市卫生健康委员会关于稳定乡村医生队伍的意见》（江卫发〔2023〕8号）\n自评结论：优秀\n"
        "一、评分明细\n全县212所村卫生室全部投保，每人补贴120元。\n"
    )
    assert (found.title, found.doc_number) == ("云泽县乡村医生队伍建设自评打分表", None)
    assert (found.issuer, found.issue_date) == (("云泽县卫生健康局",), date(2024, 1, 5))


def test_all_who_sign_issue_though_the_red_head_bears_only_the_first(read, body):
    found = read(
        "中共云泽县委办公室文件\n云办发〔2021〕23号\n关于治水的通知\n各乡镇党委：\n"
        + body
        + "中共云泽县委办公室\n云泽县人民政府办公室\n2021年3月8日"
    )
    assert found.issuer == ("中共云泽县委办公室", "云泽县人民政府办公室")
    undated = read(
        "中共云泽县委办公室文件\n云办发〔2021〕23号　　2021年3月8日\n关于治水的通知\n各乡镇党委：\n"
        + body
        + "中共云泽县委办公室\n云泽县人民政府办公室"
    )
    assert undated.issuer == ("中共云泽县委办公室", "云泽县人民政府办公室")


def test_the_place_of_a_street_is_its_office(read, body):
    assert read("栌湾街道2024年防溺水工作小结\n" + body).issuer == ("栌湾街道办事处",)
