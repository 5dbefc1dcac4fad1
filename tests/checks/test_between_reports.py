"""Two reports of one unit: what only grows must not shrink, and one day has one number; all else is let be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.checks import integrity
from luodi.checks.figures import clashes
from luodi.records import DocumentRecord, Dossier, Member, Unit
from luodi.settings import Settings

Told = tuple[str, str]
"""Day and text of a report."""


def report(number: int, told: Told, title: str = "落实情况报告") -> DocumentRecord:
    day, text = told
    return DocumentRecord(
        document_id=f"r{number}",
        file=f"{number}.docx",
        sha256="",
        media_type="",
        title=title,
        text=text,
        kind="report",
        issue_date=date.fromisoformat(day),
    )


def said(*told: Told) -> list[str]:
    return [clash.reason for clash in clashes([report(i, t) for i, t in enumerate(told)])]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            ("2024-06-30", "截至6月底，全县累计建成充电桩320个。"),
            ("2024-12-10", "截至11月底，全县累计建成充电桩298个。"),
            "反而写298个",
        ),
        (
            ("2024-07-05", "全区累计拆除违法建设1.8万平方米。"),
            ("2024-12-10", "全区累计拆除违法建设1.5万平方米。"),
            "反而写1.5万平方米",
        ),
        (
            ("2024-07-05", "专项行动启动以来，累计化解矛盾纠纷412件。"),
            ("2025-01-10", "专项行动启动以来，累计化解矛盾纠纷396件。"),
            "反而写396件",
        ),
        (
            ("2024-06-30", "全县已累计培训家政服务员1200人次。"),
            ("2024-12-10", "全县已累计培训1050人次家政服务员。"),
            "反而写1050人次",
        ),
        (
            ("2024-12-10", "全县农村自来水普及率91.2%。"),
            ("2024-12-10", "全县农村自来水普及率88.6%。"),
            "一份报告写91.2%",
        ),
        (
            ("2024-12-10", "截至11月底，我市已完成老旧管网改造86公里。"),
            ("2024-12-20", "截至11月底，我市已完成老旧管网改造79公里。"),
            "截至2024-11-30",
        ),
        (
            ("2024-07-03", "上半年，到6月30日，已经建成并开放了城市书房18个。"),
            ("2024-12-06", "全年一共开放了城市书房16个，还有4个没有谈拢场地。"),
            "“城市书房”只增不减",
        ),
        (
            ("2024-01-12", "开学一个学期，本学年累计志愿服务时长1812小时。"),
            ("2024-07-10", "三是抓育人，6月24日表彰先进，本学年累计志愿服务时长1640小时。"),
            "反而写1640小时",
        ),
        (
            ("2024-09-30", "到9月底，在用的1860台电梯中已加装智慧监测终端1602台。"),
            ("2024-11-24", "五是抓技防，在用的1860台电梯，到9月底加装了智慧监测终端1420台。"),
            "截至2024-09-30",
        ),
        (
            ("2024-07-04", "截至6月30日，全县今年已加装楼梯扶手4350米。"),
            ("2024-12-10", "今年共装扶手3980米，老人上楼有了搭手的地方。"),
            "仅“楼梯扶手”就写4350米",
        ),
        (
            ("2024-07-08", "截至6月底，全区公共场所配有急救除颤仪92台。"),
            ("2024-12-08", "全区公共场所现有急救除颤仪125台，比6月底增加48台。"),
            "此前应为77台",
        ),
        (
            ("2024-07-14", "上半年我市有校车241辆，均已登记在册。"),
            ("2024-12-28", "全市现有校车268辆，下半年未新增车辆。"),
            "此前应为268辆",
        ),
        (
            ("2024-07-05", "上半年，我市为18420名重度残疾人建立了档案。"),
            ("2024-11-28", "全市16980名重度残疾人每人一份档案，与半年报口径相同。"),
            "口径相同",
        ),
    ],
    ids=[
        "fewer",
        "fewer, decimals",
        "fewer over the year's end",
        "number before its thing",
        "one day",
        "one as-of day",
        "other deeds",
        "within a sentence",
        "one as-of day within a sentence",
        "fewer of a wider thing",
        "another growth than is told",
        "none more and yet more",
        "counted alike and yet fewer",
    ],
)
def test_reports_that_exclude_each_other(before: Told, after: Told, words: str) -> None:
    (reason,) = said(before, after)
    assert words in reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2024-06-30", "截至6月底，全县累计建成充电桩320个。"), ("2024-12-10", "全县累计建成充电桩398个。")),
        (("2023-12-10", "今年以来，全县累计建成充电桩320个。"), ("2024-12-10", "今年以来，全县累计建成充电桩98个。")),
        (("2023-12-10", "全县累计建成充电桩320个。"), ("2024-12-10", "全县累计建成充电桩98个。")),
        (("2024-06-30", "全县现有在册网约车320辆。"), ("2024-12-10", "全县现有在册网约车298辆。")),
        (("2024-06-30", "全县累计建成充电桩320个。"), ("2024-12-10", "经核减重复项，全县累计建成充电桩298个。")),
        (("2024-06-30", "东片6个乡镇，累计建成充电桩320个。"), ("2024-12-10", "西片8个乡镇，累计建成充电桩98个。")),
        (("2024-06-30", "截至6月底，累计完成投资3.2亿元。"), ("2024-12-10", "截至11月底，累计完成投资1.1亿元。")),
        (("2024-06-30", "全县累计建成充电桩约320个。"), ("2024-12-10", "全县累计建成充电桩298个。")),
        (("2024-12-10", "全县农村自来水普及率91.2%。"), ("2024-12-10", "全县农村自来水普及率91%。")),
        (("2024-06-30", "全县农村自来水普及率91.2%。"), ("2024-12-10", "全县农村自来水普及率88.6%。")),
        (("2024-06-30", "全县计划累计建成充电桩320个。"), ("2024-12-10", "全县累计建成充电桩298个。")),
        (("2024-06-30", "二季度全县累计建成充电桩120个。"), ("2024-09-30", "三季度全县累计建成充电桩98个。")),
        (("2024-06-30", "全县累计建成公共充电桩320个。"), ("2024-12-10", "全县累计建成专用充电桩98个。")),
        (
            ("2024-06-30", "全县累计建成充电桩320个。全县累计建成充电桩120个，均在乡镇。"),
            ("2024-12-10", "全县累计建成充电桩298个。"),
        ),
        (("2024-06-30", "截至6月底，全县累计建成城市书房38个。"), ("2024-12-10", "全年建成城市书房16个。")),
        (("2024-06-30", "截至6月底，已建成城市书房38个。"), ("2024-12-10", "全年一共建成城市书房29个。")),
        (("2024-07-03", "上半年，全县开放城市书房18个。"), ("2024-12-06", "柳林街道全年开放城市书房16个。")),
        (("2024-07-03", "截至6月底，全县累计建成城市书房18个。"), ("2024-12-06", "老城片区，全年建成城市书房16个。")),
        (("2024-07-04", "今年已加装扶手4350米。"), ("2024-12-10", "今年共加装楼梯扶手3980米。")),
        (("2023-12-20", "今年已加装楼梯扶手4350米。"), ("2024-12-10", "今年共装扶手3980米。")),
        (("2024-07-08", "全区配有急救除颤仪77台。"), ("2024-12-08", "全区现有急救除颤仪125台，比6月底增加48台。")),
        (("2024-07-08", "全区配有急救除颤仪92台。"), ("2024-12-08", "全区现有急救除颤仪125台，比去年底增加48台。")),
        (("2024-07-08", "全区配有担架92副、除颤仪60台。"), ("2024-12-08", "全区现有救护车12台，比6月底增加3台。")),
        (("2024-07-08", "上半年，培训救护员1200人。"), ("2024-12-08", "全年培训救护员1900人，与半年报口径相同。")),
    ],
    ids=[
        "more",
        "another year's beginning",
        "no beginning told",
        "a stock may fall",
        "corrected",
        "parts of the unit",
        "a name that says too little",
        "about",
        "rounded",
        "a rate may fall",
        "planned",
        "quarters",
        "another thing",
        "two numbers under one name",
        "of all years and of one",
        "perhaps of all years and of one",
        "a street's own",
        "a part named before",
        "fewer of a narrower thing",
        "a wider thing of another year",
        "the growth that is told",
        "a growth since another day",
        "a growth of another thing",
        "counted alike and more",
    ],
)
def test_reports_that_may_both_be_true(before: Told, after: Told) -> None:
    assert said(before, after) == []


def test_a_correcting_report_contradicts_nothing() -> None:
    first = report(1, ("2024-12-10", "全县农村自来水普及率91.2%。"))
    second = report(2, ("2024-12-10", "全县农村自来水普及率88.6%。"), title="落实情况报告（更正）")
    assert list(clashes([first, second])) == []


@given(st.lists(st.integers(min_value=1, max_value=99999), min_size=2, max_size=6), st.randoms())
def test_what_grows_never_contradicts_in_whatever_order_reports_come(counts: list[int], random: object) -> None:
    told = [report(i, (f"2024-{i + 2:02}-05", f"全县累计建成充电桩{n}个。")) for i, n in enumerate(sorted(counts))]
    random.shuffle(told)  # type: ignore[attr-defined]
    assert list(clashes(told)) == []


def test_the_unit_is_told_once_and_others_reports_are_not_compared() -> None:
    told = [
        report(1, ("2024-06-30", "全县累计建成充电桩320个。全县累计安装路灯8600盏。")),
        report(2, ("2024-12-10", "全县累计建成充电桩298个。全县累计安装路灯8200盏。")),
        report(3, ("2024-12-15", "全县累计建成充电桩120个。全县累计安装路灯900盏。")),
    ]
    owners = ("青溪县", "青溪县", "白石县")
    members = tuple(
        Member(document_id=d.document_id, unit=unit, role="report") for d, unit in zip(told, owners, strict=True)
    )
    units = tuple(Unit(name=name, level="county") for name in dict.fromkeys(owners))
    dossier = Dossier(policy=None, documents=tuple(told), members=members, units=units)
    found = integrity.find(dossier, [], Settings(), date(2024, 12, 31))
    (finding,) = [f for f in found if f.kind == "report-inconsistent"]
    assert (finding.unit, finding.file) == ("青溪县", "2.docx")
    assert "充电桩" in finding.reason
    assert "路灯" in finding.reason
