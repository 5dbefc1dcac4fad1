"""Figures that cannot all be true are found with their computation; rounding, partial lists and other times are not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.checks import integrity
from luodi.checks.figures import contradictions
from luodi.checks.figures.tables import scores, totals
from luodi.learn.checking import sheet
from luodi.records import DocumentRecord, Dossier, Member, Unit
from luodi.settings import Settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全年建成高标准农田25.6万亩，其中新港县10.2万亩、平石县8.5万亩、滨南区6.2万亩。", "24.9万亩"),
        ("查出违规金额1386万元，其中分解收费412万元、重复收费538万元、超标收费336万元。", "1286万元"),
        ("受理质疑64件，其中维持原结果39件、调整27件。", "66件"),
        ("登记文物421处，其中国家级3处、省级14处、县级62处、未定级337处。", "416处"),
        ("新增改革面积168万亩，其中红柳区62万亩、沙河县57万亩、其余5个县（区）42万亩。", "161万亩"),
        ("新增改革面积168万亩（红柳区62万亩、沙河县57万亩、其余5个县42万亩）。", "161万亩"),
        ("排查隐患2316处，完成整改2097处，剩余319处正在推进。", "2316处减去2097处，应剩219处，文中写319处"),
        ("全年建成高标准农田25.6万亩。其中新港县10.2万亩、平石县8.5万亩、滨南区6.2万亩。", "24.9万亩"),
        ("新港县10.2万亩、平石县8.5万亩、滨南区6.2万亩，合计25.6万亩。", "24.9万亩"),
        ("在册车辆380辆，其中营运车205辆、非营运车165辆。", "370辆"),
        ("建设人才公寓2600套（间），其中主城区1450套、县城1080套。", "2530套"),
        ("交办问题200件，已办结150件，办结率85%。", "75%"),
        ("覆盖率由62%提高到75%，提高15个百分点。", "13个百分点"),
        ("企业由80家增加到100家，增长30%。", "25%"),
        ("全市41家3A级以上旅游景区均建有第三卫生间。全市36家3A级以上旅游景区完成标牌更新。", "41家"),
        ("全年服务查档8640人次，其中窗口5210人次、网上和电话2930人次。", "8140人次"),
        ("全年5980人次献血，其中团体献血2310人次、街头献血3520人次。", "5830人次"),
        ("全市218座生产矿山齐动手。223座生产矿山的方案于8月15日前悉数编制完毕。", "218座"),
        ("4次红色预警均在15分钟内送到。全年6次红色预警期间没有伤亡。", "4次"),
        ("今年应建立健康档案412户，已建档371户，建档率达到95.6%。", "90%"),
        ("项目计划投资3.6亿元，已完成投资2.9亿元，投资完成率91%。", "80.6%"),
        ("规上企业由去年的320家增加到375家，增加了45家。", "55家"),
        ("全县12个乡镇中，已有9个完成整治，尚有4个未完成。", "应剩3个"),
        ("全县新建农村公路126公里。一年来，全县共新建农村公路132公里，较好完成年度任务。", "126公里"),
        ("全县农村饮用水水质合格率98.2%。全县农村饮用水水质合格率96.8%，仍有提升空间。", "98.2%"),
        ("一期12公里、二期9公里管网共24公里管网通水。", "21公里"),
        ("北片7所、南片5所、城区4所学校共18所学校装了直饮水。", "16所"),
        ("全年262个小区开工。主城区168个小区、县（市）104个小区同步施工。", "272个"),
        ("全县应检测公共场所1250家。到11月底已检测1100家，检测率95%。", "88%"),
        ("共排查隐患1200处，其中重大隐患30处，已整改1056处，整改率95%。", "88%"),
        ("全年接收捐赠8640万元，其中企业捐赠5120万元、个人捐赠1970万元、境外捐赠350万元。", "7440万元"),
        ("326家学科类机构或转型或离场，无一悬而未决。312家学科类机构的二维码张贴在门头。", "326家"),
        ("我县发放改造补贴1280万元，惠及商户。县财政发放改造补贴1208万元，积极性高。", "1208万元"),
        ("全校新建学生公寓126间。一年来，全校共新建学生公寓132间。", "126间"),
        ("全县排查隐患120处，已整改138处。", "多出18处"),
        ("120处隐患全部整改到位，剩余5处正在施工。", "还有5处"),
        ("今年受理诉求3.26万件。城管1.1万件、住建0.9万件、环保0.66万件、交通0.4万件，四类合计3.06万件。", "3.26万件"),
        ("12个乡镇平均每个建成3所，共建成48所。", "36所"),
        ("|一|全县排查隐患120处，已整改138处|", "多出18处"),
        ("园区256台渣土车中，新能源车88台，国五以上燃油车178台。", "266台"),
        ("39所幼儿园和小学都看过。漏种的补上183名，其中幼儿园96名、小学83名。", "179名"),
        ("共3.26万个诉求，全都落在四类里：市容1.41万件，违建0.62万件，绿化0.55万件，油烟0.48万件。", "3.06万件"),
        ("原有公厕126座，今年新建18座，拆除5座，现有公厕143座。", "应为139座"),
        ("下达资金860万元，实际支出792万元，结余86万元。", "应剩68万元"),
        ("全区28个社区，已有21个社区建成老年食堂。还有三分之一的社区没有老年食堂。", "75%"),
        ("应安装净化器的餐饮店共940家，已安装587家。九成以上的餐饮店完成了安装。", "62.4%"),
        ("志愿服务队由去年底的152支发展到456支，一年翻了两番。", "文中写两番"),
        ("满意度为91.4%。去年为86.9%。一年提高了5.5个百分点。", "4.5个百分点"),
        ("投诉178件，上年同期为267件，下降一半以上。", "33.3%"),
        ("全年发生火灾23起，比去年的41起减少28起。", "18起"),
        ("投入5955亿元，比上年增加1637亿元，增长27.9%。", "37.91%"),
        ("上半年培训1420人；下半年培训1655人。全年共培训3175人。", "3075人"),
        ("其中维修占45%，保洁占28%，工资占37%。", "110%"),
        ("向350户商户兑付补助175万元，户均补助0.6万元。", "175万元"),
    ],
)
def test_figures_that_exclude_each_other(text: str, said: str) -> None:
    found = contradictions(text)
    assert len(found) == 1
    assert said in found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "全年建成高标准农田24.9万亩，其中新港县10.2万亩、平石县8.5万亩、滨南区6.2万亩。",
        "全年建成25万亩，其中甲县10.2万亩、乙县8.5万亩、丙县6.3万亩。",
        "持证残疾人6.8万人，其中困难重度残疾人1.1万人。",
        "在园幼儿12400人，其中公办园6510人、普惠民办园4470人。",
        "登记企业约420家，其中甲区210家、乙区190家、丙区15家。",
        "党员1000人，其中女党员480人、少数民族党员310人、35岁以下党员260人。",
        "台账内46处已整改43处，剩余3处计划明年拆除。",
        "在册1386家，其中医院612家，药店774家。",
        "交办问题200件，已办结150件，办结率75%。",
        "排查企业200家，整改隐患150处，按期办结率85%。",
        "甲镇12户、乙镇8户，合计20户。",
        "从2012年的8万亿元增长至2021年的42.3万亿元，年均增长20.3%。",
        "企业由84家增长到113家，增长34.5%。",
        "全市去年有41家3A级以上旅游景区。全市36家3A级以上旅游景区完成标牌更新。",
        "326家学科机构无一超期。41家学科机构均完成登记。",
        "北片7所、南片5所、城区6所学校共18所学校装了直饮水。",
        "北片7所、南片5所学校共享14台净水设备。",
        "北片7所、南片5所等学校共14所学校装了直饮水。",
        "北片7所、南片5所学校共14名校医。",
        "全县45座水库的除险加固完成。38座水库的除险费用均已结清。",
        "全市218座生产矿山齐动手。完成治理的120座生产矿山均已验收。",
        "9月23座生产矿山均已复绿。全市218座生产矿山齐动手。",
        "2024年3月新建12所，其中4月开工5所、6月开工6所。",
        "今年应建立健康档案412户，已建档371户，群众满意率95.6%。",
        "规上企业由去年的320家增加到375家，增加了55家。",
        "全县12个乡镇中，已有9个完成整治，尚有3个未完成。",
        "全县12个乡镇中，已有9个完成整治，尚有4个村民小组争议未化解。",
        "去年全县新建农村公路126公里。全县新建农村公路132公里。",
        "截至6月底，全县新建农村公路58公里。全县新建农村公路126公里。",
        "全县计划新建农村公路120公里。全县新建农村公路126公里。",
        "全县出厂水水质合格率98.2%，全县末梢水水质合格率96.8%。",
        "全市41家3A级以上旅游景区达标。全市9家4A级以上旅游景区实现预约。",
        "全县应检测公共场所1250家。到11月底已检测1100家，合格率95%。",
        "全县共有公共场所1250家。到11月底已检测学校110家，检测率95%。",
        "共排查隐患1200处，其中重大隐患30处，已整改28处，重大隐患整改率93.3%。",
        "向门户网站推送信息1300条。向省报推送信息1030条。",
        "播种面积的38.6%用了良种。早稻播种面积的86.3%用了良种。",
        "城关镇发放改造补贴1280万元。柳堡乡发放改造补贴1208万元。",
        "受理投诉64件，办结70件，含上年结转6件。",
        "计划新建10所，实际建成12所。",
        "发现问题30个，立案35件，处理38人。",
        "反馈问题14个，已全部整改，还有2个县正在回头看。",
        "全县受理诉求500件。城管200件、住建180件、环保100件，三类合计480件，其余20件分到各乡镇。",
        "12个乡镇平均每个建成3.3所，共建成40所。",
        "326家重点企业全部复工。12家重点企业扩产。",
        "园区256台渣土车中，新能源车88台，国五以上燃油车168台。",
        "漏种的补上183名，其中幼儿园96名、小学83名。",
        "共3.26万个诉求，主要落在四类里：市容1.41万件，违建0.62万件，绿化0.55万件。",
        "原有公厕126座，今年新建18座，迁来2座，拆除5座，现有公厕141座。",
        "路口共260个，已做187个，尚有24个路口正在施工。",
        "全县210个小区，有充电点的163个。九成以上的新建小区建有充电点。",
        "受理诉求1286件，办结1268件，其余18件未到期，到期件办结率100%。",
        "投入5955亿元，比上年增加1637亿元，增长37.9%。",
        "为2.56万名学生发放5124万元，平均每名2000元。",
        "全县共出动监督员2860人次。专项行动期间，全县共出动监督员680人次。",
        "全国机械化率达到70%；到2025年，全国机械化率达到75%。",
    ],
)
def test_figures_that_can_be_true(text: str) -> None:
    assert contradictions(text) == []


@given(st.lists(st.integers(min_value=10, max_value=9999), min_size=2, max_size=6))
def test_parts_that_make_the_whole_never_contradict(parts: list[int]) -> None:
    listed = "、".join(f"第{chr(0x4E00 + i)}片{n}户" for i, n in enumerate(parts))
    assert contradictions(f"全县完成{sum(parts)}户，其中{listed}。") == []


@given(
    st.lists(st.integers(min_value=100, max_value=9999), min_size=3, max_size=6),
    st.integers(min_value=1, max_value=9).flatmap(lambda n: st.sampled_from([n, -n])),
)
def test_a_slip_in_the_whole_is_found(parts: list[int], slip: int) -> None:
    listed = "、".join(f"{chr(0x7532 + i)}乡{n}户" for i, n in enumerate(parts))
    assert len(contradictions(f"全县完成{sum(parts) + slip}户，其中{listed}。")) == 1


def table(*rows: str) -> Dossier:
    document = sheet("report.csv", "\n".join(rows)).replace(kind="report", unit="青溪县")
    return Dossier(policy=None, documents=(document,), units=(Unit(name="青溪县", level="county"),))


def test_a_total_row_that_is_not_the_sum_is_found() -> None:
    dossier = table("乡镇,改厕（户）,完成率（%）", "甲镇,120,98", "乙镇,85,97", "丙镇,64,99", "合计,279,98")
    assert found(dossier) == [("report-inconsistent", "青溪县")]


def test_a_table_without_a_marked_head_is_summed_below_its_first_row() -> None:
    document = sheet("a.csv", "乡镇,改造数（座）,投入（万元）\n城关镇,18,126\n双河镇,11,74.5\n合计,29,210.5")
    (table,) = document.tables
    unmarked = document.replace(tables=(table.replace(header_rows=0),))
    assert [c.reason for c in totals(unmarked)] == ["表中“投入（万元）”合计写210.5，各行相加为200.5，相差10"]


@pytest.mark.parametrize(("told", "found"), [("28", 1), ("26", 0), ("98", 0)], ids=["off", "right", "of more tables"])
def test_marks_given_one_by_one_make_the_marks_told(told: str, found: int) -> None:
    rows = "评分点,满分,自评\n甲,8,8\n乙,8,7\n丙,6,5\n丁,6,6"
    table = sheet("a.csv", rows)
    text = f"自评总分{told}分\n"
    moved = tuple(
        t.replace(
            start=t.start + len(text),
            end=t.end + len(text),
            rows=tuple(
                tuple(c.replace(start=c.start + len(text), end=c.end + len(text)) for c in row) for row in t.rows
            ),
        )
        for t in table.tables
    )
    assert len(list(scores(table.replace(text=text + table.text, tables=moved)))) == found


def test_a_total_row_that_is_the_sum_is_not() -> None:
    dossier = table("乡镇,改厕（户）,投资（万元）", "甲镇,120,10.5", "乙镇,85,8.2", "合计,205,18.7")
    assert found(dossier) == []


def reports(*texts: tuple[str, str, str]) -> Dossier:
    """(unit, day, text) as a dossier of reports."""
    documents = tuple(
        DocumentRecord(
            document_id=f"{unit}{day}",
            file=f"{unit}{day}.docx",
            sha256="",
            media_type="",
            text=text,
            kind="report",
            issue_date=date.fromisoformat(day),
        )
        for unit, day, text in texts
    )
    units = tuple(
        Unit(name=name, level="county", aliases=(f"{name}人民政府",)) for name in ("青溪县", "白石县", "临渡县")
    )
    members = tuple(
        Member(document_id=d.document_id, unit=unit, role="report")
        for d, (unit, _, _) in zip(documents, texts, strict=True)
    )
    return Dossier(policy=None, documents=documents, members=members, units=units)


def found(dossier: Dossier) -> list[tuple[str, str]]:
    return [(f.kind, f.unit) for f in integrity.find(dossier, [], Settings(), date(2024, 12, 31))]


STORY = (
    "老城区雨污分流改造与道路提升同步实施，全年新建改造污水管网6.3万米。"
    "昔日臭水沟变成了后花园，群众扫码就能找到河管家。"
    "县城污水处理厂出水稳定达到一级标准，脱水污泥全部安全处置。"
    "跨乡镇的9个断面月月取样化验，数据按月挂在县政府网站供群众查询。"
    "组建护河志愿队23支，建成滨水步道18公里，人人爱河护河。"
)


def test_a_report_that_repeats_another_with_other_names_and_numbers_is_copied() -> None:
    copied = STORY.replace("6.3", "4.7").replace("23", "17").replace("18", "11") + "努力建设美丽青溪。"
    dossier = reports(("青溪县", "2024-12-10", STORY + "努力建设美丽青溪。"), ("白石县", "2024-12-16", copied))
    assert found(dossier) == [("report-copied", "白石县")]


def test_the_reason_quotes_the_name_left_behind() -> None:
    dossier = reports(("青溪县", "2024-12-10", STORY), ("白石县", "2024-12-16", STORY + "努力建设美丽青溪。"))
    finding = next(integrity.find(dossier, [], Settings(), date(2024, 12, 31)))
    assert "“青溪”" in finding.reason


def test_reports_in_own_words_are_not_copied() -> None:
    own = "我县十一月底前把管网接通了五成，剩下的明年再干。河长每月下河两次，台账都在。污泥送去烧砖，一吨不剩。"
    assert found(reports(("青溪县", "2024-12-10", STORY), ("白石县", "2024-12-16", own))) == []


def test_a_form_filled_in_anew_is_no_copy_of_the_last_one() -> None:
    anew = STORY.replace("6.3", "8.1").replace("9个", "12个").replace("23", "31").replace("18", "22")
    assert found(reports(("青溪县", "2024-06-10", STORY), ("青溪县", "2024-12-10", anew))) == []


def test_last_periods_report_word_for_word_is_copied() -> None:
    dossier = reports(("青溪县", "2023-12-10", "2023年，" + STORY), ("青溪县", "2024-12-10", "2024年，" + STORY))
    assert found(dossier) == [("report-copied", "青溪县")]
