"""Further ways in which clerks and departments name who does what, each with one document of invented words."""

from __future__ import annotations

import pytest

from .test_tasks import tasks_of

ROAD, WATCH, TREES = "6月底前铺沥青12公里", "每月巡路2次", "路边每公里植树不少于400棵"
BUILDS, HELPED, KEEPS = (["县公路局"], []), (["县公路局"], ["县财政局"]), (["县养护站"], [])

WAYS = {
    "persons beside units": (
        f"（一）{ROAD}。（责任单位：县公路局；责任人：周平）\n（二）{WATCH}。（责任单位：县养护站；责任人：吴海）\n",
        [BUILDS, KEEPS],
    ),
    "decorated lines": (
        f"1.{ROAD}。\n▲牵头单位：县公路局\n▲配合单位：县财政局\n2.{WATCH}。\n▲牵头单位：县养护站\n",
        [HELPED, KEEPS],
    ),
    "dashes": (f"1.{ROAD}。——县公路局牵头，县财政局配合\n2.{WATCH}。——县养护站\n", [HELPED, KEEPS]),
    "square brackets": (f"1.{ROAD}。【县公路局牵头，县财政局配合】\n2.{WATCH}。【县养护站负责】\n", [HELPED, KEEPS]),
    "slashes": (f"1.{ROAD}。（牵头/县公路局 配合/县财政局）\n", [HELPED]),
    "handling and joint handling": (f"1.{ROAD}。（主办：县公路局，协办：县财政局）\n", [HELPED]),
    "unit and colon": (f"县公路局：{ROAD}。\n县养护站：{WATCH}。\n", [BUILDS, KEEPS]),
    "being the leading department": (f"（一）{ROAD}，县公路局为牵头部门，县财政局为配合部门。\n", [HELPED]),
    "a part that divides": (
        f"1.{ROAD}。\n2.{WATCH}。\n二、分工\n第1项由县公路局牵头，县财政局参加；第2项归县养护站管。\n",
        [HELPED, KEEPS],
    ),
    "a note": (
        f"1.{ROAD}。\n2.{TREES}。\n3.{WATCH}。\n注：1、2项责任单位为县公路局，3项责任单位为县养护站。\n",
        [BUILDS, BUILDS, KEEPS],
    ),
    "the same as above": (
        f"1.{ROAD}。（县公路局牵头，县财政局配合）\n2.{TREES}。（责任单位同上）\n3.{WATCH}。（同上）\n",
        [HELPED, HELPED, HELPED],
    ),
    "offices of a bureau": (f"1.{ROAD}（工程股牵头，财务股配合）。\n", [(["工程股"], ["财务股"])]),
    "requests": (f"1.{ROAD}。请县公路局牵头，县财政局配合。\n2.烦请县养护站{WATCH}。\n", [HELPED, KEEPS]),
    "who holds it together": (f"（一）{ROAD}，县公路局抓总，各乡镇具体实施。\n", [(["县公路局"], ["各乡镇"])]),
    "contracted": (f"（一）{ROAD}，由县公路局包干，县财政局兜底资金。\n", [HELPED]),
    "the place and the trade": (
        f"（一）{ROAD}。属地乡镇负责实施，县公路局负责技术指导。\n",
        [(["属地乡镇"], ["县公路局"])],
    ),
    "the unit first": (
        f"1.{ROAD}。\n2.{WATCH}。\n二、职责分工\n县公路局：牵头第1项。\n县养护站：牵头第2项，配合第1项。\n",
        [(["县公路局"], ["县养护站"]), KEEPS],
    ),
    "no word for leading": (
        f"1.{ROAD}（县公路局，县财政局配合）。\n2.{WATCH}（县养护站、各乡镇）。\n",
        [HELPED, (["县养护站"], ["各乡镇"])],
    ),
    "a leader marked in words": (f"1.{ROAD}。（责任单位：县公路局（牵头）、县财政局）\n", [HELPED]),
    "a leader marked by a star": (f"1.{ROAD}。\n责任单位：县公路局★、县财政局（标★的为牵头单位）\n", [HELPED]),
    "first of the responsible": (f"1.{ROAD}。第一责任单位：县公路局；协同单位：县财政局。\n", [HELPED]),
    "all the burden": (f"（一）{ROAD}，由县公路局负总责，县财政局按职责配合。\n", [HELPED]),
    "former and latter": (f"{ROAD}。{WATCH}。前者县公路局办，后者县养护站办。\n", [BUILDS, KEEPS]),
    "matters": (f"{ROAD}。{WATCH}。铺沥青的事县公路局牵头，巡路的事县养护站负责。\n", [BUILDS, KEEPS]),
    "leaders of the county in the line": (
        f"1.{ROAD}。\n牵头领导：张平副县长　牵头单位：县公路局　配合单位：县财政局　完成时限：6月底\n",
        [HELPED],
    ),
    "who watches": (f"（一）{ROAD}，由县公路局、县财政局按职责督促。\n", [HELPED]),
}


@pytest.mark.parametrize(("body", "units"), WAYS.values(), ids=WAYS)
def test_units_are_found_however_they_are_named(body: str, units: list[tuple[list[str], list[str]]]) -> None:
    assert [(list(t.lead), list(t.support)) for t in tasks_of(f"一、修路\n{body}")] == units


def test_a_part_may_bear_the_name_of_the_unit_it_tells() -> None:
    found = tasks_of(f"一、县公路局\n1.{ROAD}。\n2.{TREES}。\n二、县养护站\n3.{WATCH}。\n")
    assert [t.lead for t in found] == [("县公路局",), ("县公路局",), ("县养护站",)]


MORE = {
    "at the end of the paragraph": (
        "一、清河\n"
        "（一）10月底前清淤河道8公里，两岸栽柳不少于600棵。本条由县水务局牵头落实，县林业局、沿河各镇配合落实。\n",
        [(["县水务局"], ["县林业局", "沿河各镇"])],
    ),
    "those above by number": (
        "一、清河\n"
        "1.清淤河道8公里。\n"
        "2.两岸栽柳不少于600棵。\n"
        "3.每月巡河4次。\n"
        "4.严禁向河道倾倒垃圾。\n"
        "上述第1至3项由县水务局牵头，第4项由县城管局牵头。\n",
        [(["县水务局"], []), (["县水务局"], []), (["县水务局"], []), (["县城管局"], [])],
    ),
    "spans with a dash": (
        "一、清河\n1.清淤河道8公里。\n2.两岸栽柳不少于600棵。\n3.每月巡河4次。\n（1—2项：县水务局；3项：沿河各镇）\n",
        [(["县水务局"], []), (["县水务局"], []), (["沿河各镇"], [])],
    ),
    "brackets side by side": (
        "一、清河\n"
        "（一）清淤。清淤河道8公里。\n"
        "（二）栽树。两岸栽柳不少于600棵。\n"
        "（三）巡河。每月巡河4次。\n"
        "责任分工：（一）（二）由县水务局负责，（三）由沿河各镇负责。\n",
        [(["县水务局"], []), (["县水务局"], []), (["沿河各镇"], [])],
    ),
    "labels without kinds": (
        "一、清河\n1.清淤河道8公里。\n牵头：县水务局；配合：县财政局；督办：县委督查室\n",
        [(["县水务局"], ["县财政局", "县委督查室"])],
    ),
    "question and answer": (
        "一、清河\n1.清淤河道8公里。谁来干？县水务局牵头，沿河各镇出工。\n",
        [(["县水务局"], ["沿河各镇"])],
    ),
    "a bracket at the head": (
        "一、清河\n（县水务局）10月底前清淤河道8公里。\n（县林业局）两岸栽柳不少于600棵。\n",
        [(["县水务局"], []), (["县林业局"], [])],
    ),
    "small square brackets": (
        "一、清河\n1.清淤河道8公里。［县水务局］\n2.两岸栽柳不少于600棵。［县林业局、沿河各镇］\n",
        [(["县水务局"], []), (["县林业局"], ["沿河各镇"])],
    ),
    "clauses with their own subjects": (
        "一、清河\n（一）县水务局10月底前清淤河道8公里；县林业局在两岸栽柳不少于600棵；沿河各镇每月巡河4次。\n",
        [(["县水务局"], []), (["县林业局"], []), (["沿河各镇"], [])],
    ),
    "mainly": (
        "一、清河\n（一）10月底前清淤河道8公里，以县水务局为主，县财政局配合。\n",
        [(["县水务局"], ["县财政局"])],
    ),
    "by its trade": (
        "一、清河\n（一）两岸栽柳不少于600棵，此事归口县林业局管理。\n",
        [(["县林业局"], [])],
    ),
    "leading well": (
        "一、清河\n（一）10月底前清淤河道8公里，县水务局要牵好头，沿河各镇要出工出力。\n",
        [(["县水务局"], ["沿河各镇"])],
    ),
    "a deputy head of the county": (
        "一、清河\n（一）10月底前清淤河道8公里，由分管副县长挂帅，县水务局具体负责。\n",
        [(["县水务局"], [])],
    ),
    "a unit with its numbers": (
        "一、清河\n1.清淤河道8公里。\n2.每月巡河4次。\n二、牵头单位\n县水务局（1、2）\n",
        [(["县水务局"], []), (["县水务局"], [])],
    ),
    "each by its duty": (
        "一、清河\n（一）严禁向河道倾倒垃圾，县城管局、县水务局按照各自职责查处。\n",
        [(["县城管局"], ["县水务局"])],
    ),
    "words in cells": (
        "附件\n"
        "任务表\n"
        "|序号|工作事项|责任单位|完成时限|\n"
        "|1|清淤河道8公里|县水务局牵头、沿河各镇参与|10月底|\n"
        "|2|栽柳600棵|县林业局|11月底|\n",
        [(["县水务局"], ["沿河各镇"]), (["县林业局"], [])],
    ),
    "a slash for nobody": (
        "附件\n"
        "任务表\n"
        "|序号|工作事项|牵头部门|协助部门|完成时限|\n"
        "|1|清淤河道8公里|县水务局|沿河各镇|10月底|\n"
        "|2|栽柳600棵|县林业局|/|11月底|\n",
        [(["县水务局"], ["沿河各镇"]), (["县林业局"], [])],
    ),
    "cells with number and name": (
        "一、清河\n"
        "1.清淤。清淤河道8公里。\n"
        "2.栽柳。两岸栽柳不少于600棵。\n"
        "附件\n"
        "分工表\n"
        "|对应任务|牵头|配合|\n"
        "|第1项 清淤|县水务局|沿河各镇|\n"
        "|第2项 栽柳|县林业局||\n",
        [(["县水务局"], ["沿河各镇"]), (["县林业局"], [])],
    ),
    "all but one": (
        "一、清河\n"
        "1.清淤河道8公里。\n"
        "2.两岸栽柳不少于600棵。\n"
        "3.每月巡河4次。\n"
        "（除第2项由县林业局牵头外，其余各项均由县水务局牵头）\n",
        [(["县水务局"], []), (["县林业局"], []), (["县水务局"], [])],
    ),
    "money from another": (
        "一、清河\n（一）县水务局牵头清淤河道8公里，10月底前完工，县财政局安排资金不少于300万元。\n",
        [(["县水务局"], ["县财政局"])],
    ),
    "after talking with": (
        "一、清河\n（一）县水务局商县财政局，10月底前清淤河道8公里。\n",
        [(["县水务局"], ["县财政局"])],
    ),
    "jointly": (
        "一、清河\n（一）县水务局联合县城管局、县公安局，每月巡河4次。\n",
        [(["县水务局"], ["县城管局", "县公安局"])],
    ),
    "appointed": (
        "一、清河\n（一）每月巡河4次，指定沿河各镇负责，县水务局抽查。\n",
        [(["沿河各镇"], ["县水务局"])],
    ),
    "this job": (
        "一、清河\n每月巡河4次。这活儿沿河各镇干，水务局盯着。\n",
        [(["沿河各镇"], ["水务局"])],
    ),
    "whose it is": (
        "一、清河\n每月巡河4次。这件事算沿河各镇的，水务局搭把手。\n",
        [(["沿河各镇"], ["水务局"])],
    ),
    "matters in a bracket": (
        "一、清河\n清淤河道8公里，两岸栽柳不少于600棵（清淤：县水务局；栽柳：县林业局）。\n",
        [(["县水务局", "县林业局"], [])],
    ),
    "labels with spaces": (
        "一、清河\n1.清淤河道8公里。\n责任单位\u3000县水务局\u3000\u3000配合单位\u3000县财政局\n",
        [(["县水务局"], ["县财政局"])],
    ),
}


@pytest.mark.parametrize(("body", "units"), MORE.values(), ids=MORE)
def test_units_are_found_in_further_ways(body: str, units: list[tuple[list[str], list[str]]]) -> None:
    found = [(list(t.lead), sorted(t.support)) for t in tasks_of(body)]
    assert found == [(lead, sorted(support)) for lead, support in units]
