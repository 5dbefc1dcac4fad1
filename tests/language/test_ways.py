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
