"""The closed loop 整改→复查→销号: each broken step is found, and what is in order accuses nobody."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.checks import closure, closure_rates, closure_steps, closure_words, ledgers
from luodi.learn.checking import sheet
from luodi.records import DocumentRecord, Dossier, Unit
from luodi.settings import Settings

HEADER = "编号,责任单位,存在问题,整改时限,完成日期,复查日期,销号日期,整改情况"
AS_OF = date(2024, 12, 20)


def kinds(line: str, *, header: str = HEADER, as_of: date = AS_OF) -> set[str]:
    row = ledgers.rows(sheet("台账.csv", f"{header}\n{line}\n"), "rectification")[0]
    return {fault.kind for fault in closure_steps.faults(row, as_of)}


def test_a_row_in_order_is_no_finding() -> None:
    assert (
        kinds("1,甲县,路面破损,2024-10-15,2024-10-15,2024-10-20,2024-10-22,修补260平方米，现场复查合格，同意销号。")
        == set()
    )


def test_review_and_closing_after_the_due_day_are_in_order() -> None:
    assert kinds("1,甲县,井盖缺失,2024-10-15,2024-10-14,2024-10-25,2024-10-30,17套全部更换，逐个复查合格。") == set()


def test_done_after_the_due_day_is_overdue() -> None:
    assert kinds("1,甲县,机井不通电,2024-09-30,2024-10-28,2024-11-01,2024-11-04,全部通电，复查正常。") == {
        "rectify-overdue"
    }


def test_open_past_the_due_day_is_overdue() -> None:
    assert kinds("1,甲县,泵站无人管护,2024-11-15,,,,正在物色人员。") == {"rectify-overdue"}


def test_open_before_the_due_day_is_in_order() -> None:
    assert kinds("1,甲县,未设标志,2025-01-31,,,,正在安装，其余4座预计1月装完。") == set()


def test_an_allowed_extension_moves_the_due_day() -> None:
    said = "经市政府批准延期至2024年11月30日，已加固，复查合格。"
    line = f"1,甲县,桥梁加固,2024-09-30,2024-11-20,2024-11-25,2024-11-28,{said}"
    assert kinds(line) == set()


@pytest.mark.parametrize(
    "text",
    [
        "应返修屋面8户，已修好5户，其余3户因材料未到尚未施工，先行销号。",
        "4宗已恢复种粮，另2宗因补偿未谈妥仍为苗木，拟明年再协商，先予销号。",
        "拆除12处，剩余2处待明年资金到位后再拆，按已整改销号。",
        "已清退部分摊位，少数摊位因合同未到期没有清退。",
        "仅完成3处，予以销号。",
        "已完成12户改造，尚有4户因外出务工未签字。",
        "主体已整改，绿化部分待春季补种，予以销号。",
        "基本整改到位，个别点位仍存在积水。",
        "3处中2处已修复，1处正在施工。",
        "因资金未落实，仅完成一期，按程序销号。",
        "当事人已签承诺书，违建尚未拆除。",
        "整改完成率85%，予以销号。",
        "应付61人，已付44人，其余17人因工程量有争议另行协商，先行销号。",
        "12月3日回头看，仍有2户屋面渗漏。",
        "东楼、西楼两处已换灭火器，其余3处待更换，先行销号。",
        "已补种12亩，剩余4亩待开春栽植。",
        "40个摊位中22个换上了新灶，其余18个写了保证后一并销号。",
        "扶正护栏25段，其余17段仍躺在沟里，按基本完成予以销号。",
        "2家换上了带锁的柜子，另2家交来采购单，一并销号。",
        "3间隔出了诊室，2间报了图纸，先行销号。",
        "已清2处，另2处在私人院里，房主答应年后搬走，先予销号。",
    ],
)
def test_a_part_left_undone_is_incomplete(text: str) -> None:
    assert "rectify-incomplete" in kinds(f"1,甲县,屋面渗漏,2024-10-31,2024-10-28,2024-11-04,2024-11-06,{text}")


@pytest.mark.parametrize(
    "text",
    [
        "其余3户也已全部修好，未发现渗漏，同意销号。",
        "部分工具予以没收，店主被处罚，复查店内已无改装行为。",
        "8户全部修好，其余楼栋一并排查，未发现问题。",
        "剩余2处均在10月底前拆除完毕。",
        "整改完成率100%，复查合格。",
        "第一次复查仍有2处未到位，督促后已全部整改完毕，复查合格。",
        "已拆除违建46平方米，未发现新增，复查合格。",
        "部分居民反映的噪声问题已解决，回访无异议。",
        "其余3处已换新，接待处更换了标识，复查合格。",
        "剩余2户待遇已补发到位，复查属实。",
        "5处当日更换，其余3处次日更换，一并销号。",
        "5家报来整改方案后逐家换了柜子，复查合格，同意销号。",
        "另3家老板一直没装，街道垫钱，10月29日也装上了，同意销号。",
    ],
)
def test_a_rest_that_was_done_too_is_complete(text: str) -> None:
    assert kinds(f"1,甲县,屋面渗漏,2024-10-31,2024-10-28,2024-11-04,2024-11-06,{text}") == set()


def test_the_problem_counts_more_than_was_done() -> None:
    line = "1,甲县,顶层8户屋面渗漏,2024-10-31,2024-10-28,2024-11-04,2024-11-06,已修好5户，复查合格，同意销号。"
    assert kinds(line) == {"rectify-incomplete"}


def test_closed_without_review_is_unreviewed() -> None:
    assert kinds("1,甲县,缺灭火器,2024-10-20,2024-10-17,,2024-10-21,物业发来照片，据此予以销号。") == {
        "rectify-unreviewed"
    }


@pytest.mark.parametrize(
    "text",
    [
        "县里未派人到现场，依据单位书面报告销号。",
        "以电话核实代替现场复查，予以销号。",
        "由整改单位自行验收后销号。",
        "审核整改材料后予以销号。",
        "没有组织复查，直接销号。",
    ],
)
def test_closed_on_paper_is_unreviewed_even_with_a_date_of_review(text: str) -> None:
    line = f"1,甲县,缺灭火器,2024-10-20,2024-10-17,2024-10-19,2024-10-21,{text}"
    assert kinds(line) == {"rectify-unreviewed"}


def test_a_review_told_in_the_text_counts() -> None:
    assert kinds("1,甲县,缺灭火器,2024-10-20,2024-10-17,,2024-10-21,10月19日现场复查合格，同意销号。") == set()


def test_a_ledger_without_a_review_column_accuses_nobody_of_not_reviewing() -> None:
    header = "编号,责任单位,存在问题,整改时限,完成日期,销号日期,整改情况"
    assert kinds("1,甲县,缺灭火器,2024-10-20,2024-10-17,2024-10-21,已配备。", header=header) == set()


def test_closing_before_the_review_is_unreviewed() -> None:
    line = "1,甲县,缺灭火器,2024-10-20,2024-10-17,2024-11-21,2024-10-21,已配备16具。"
    assert kinds(line) == {"rectify-unreviewed"}


@pytest.mark.parametrize(
    "text",
    [
        "拆除飞线26处，8月27日销号；11月9日夜查，外墙又垂下充电线9根。",
        "清运砂石14车，销号；12月3日回访，门前又堆满砖料。",
        "已退还农户后销号。11月26日回访发现，其中一村再次代扣水费。",
        "散煤点已取缔，销号后群众举报死灰复燃。",
        "飞线已拆除并销号，一个月后巡查又见飞线5根。",
        "已清理，10月回访发现居民重新搭起了棚子。",
        "回头看时发现问题反弹，3家店门口占道经营。",
    ],
)
def test_what_comes_back_after_closing_is_a_relapse(text: str) -> None:
    assert "rectify-relapse" in kinds(f"1,甲县,飞线充电,2024-08-31,2024-08-22,2024-08-26,2024-08-27,{text}")


@pytest.mark.parametrize(
    "text",
    [
        "11月25日销号；12月6日回头看，连廊畅通，无反弹。",
        "已重新张榜公示，再次复查合格，同意销号。",
        "销号后两次回访，未再发现飞线充电。",
        "落实长效管护，严防问题反弹，复查合格，同意销号。",
        "8月初曾再次出现积水，8月22日彻底疏通，复查合格，同意销号。",
        "第一次复查不合格，督促后重新喷涂，8月26日复查认可，同意销号。",
    ],
)
def test_what_did_not_come_back_is_no_relapse(text: str) -> None:
    assert "rectify-relapse" not in kinds(f"1,甲县,飞线充电,2024-08-31,2024-08-22,2024-08-26,2024-08-27,{text}")


def test_a_january_visit_lies_after_a_december_closing() -> None:
    assert closure_words.relapse("12月28日销号；1月6日夜查，又有飞线。", date(2024, 12, 28)) is not None


def test_rates_count_what_is_due() -> None:
    lines = [
        "1,甲县,一,2024-10-15,2024-10-10,2024-10-12,2024-10-13,已改。",
        "2,甲县,二,2024-10-15,2024-10-20,2024-10-22,2024-10-23,已改。",
        "3,甲县,三,2024-11-15,,,,未改。",
        "4,甲县,四,2025-03-15,,,,未到期。",
    ]
    rows = ledgers.rows(sheet("台账.csv", "\n".join([HEADER, *lines])), "rectification")
    rates = closure_rates.rates(rows, AS_OF)
    assert (rates.closure, rates.completion, rates.punctuality) == (2 / 3, 2 / 3, 1 / 3)


def dossier(*documents: DocumentRecord) -> Dossier:
    units = (Unit(name="甲县", level="county", aliases=("甲县人民政府",)), Unit(name="乙县", level="county"))
    return Dossier(policy=None, documents=documents, units=units)


def test_several_rows_of_one_unit_make_one_finding() -> None:
    text = "\n".join([HEADER, "1,甲县,一,2024-10-15,,,,未改。", "2,甲县人民政府,二,2024-10-16,,,,未改。"])
    found = list(closure.find(dossier(sheet("rectify.csv", text)), [], Settings(), AS_OF))
    assert [(f.kind, f.unit, len(f.evidence)) for f in found] == [("rectify-overdue", "甲县", 2)]


def test_evidence_quotes_the_row() -> None:
    text = "\n".join([HEADER, "1,乙县,泵站无人管护,2024-10-15,,,,未改。"])
    document = sheet("rectify.csv", text)
    quote = next(closure.find(dossier(document), [], Settings(), AS_OF)).evidence[0]
    assert document.text[quote.start : quote.end] == quote.quote
    assert "泵站无人管护" in quote.quote


def prose(text: str) -> set[str]:
    document = DocumentRecord(
        document_id="p", file="整改报告.docx", sha256="", media_type="", text=text, kind="rectification", unit="甲县"
    )
    return {f.kind for f in closure.find(dossier(document), [], Settings(), AS_OF)}


def test_prose_that_admits_a_rest_and_closes_is_incomplete() -> None:
    assert prose("8处问题中已整改6处，其余2处尚未完成，先予销号。") == {"rectify-incomplete"}


def test_prose_that_openly_reports_what_is_left_breaks_nothing() -> None:
    assert prose("8处问题中已整改6处，其余2处正在整改，预计12月底前完成。") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15处破损已修复13处，剩余2处列入明年一并实施。现申请对15处问题整体销号。", {"rectify-incomplete"}),
        ("15处破损已修复13处，剩余2处列入明年一并实施。现申请对已修复的13处销号。", set()),
        ("经电话询问景区，称护栏已加固，现对该问题予以销号。", {"rectify-unreviewed"}),
        ("查阅材料后认为已整改到位，未再到现场，准予销号。", {"rectify-unreviewed"}),
        ("消防通道堆物一事已整改销号。10月24日记者再去，通道里又摆上了酒箱。", {"rectify-relapse"}),
        ("消防通道堆物一事已整改销号。10月24日再去，又添了两名讲解员。", set()),
        ("楼道堆物6月底已核销，这回再去，纸箱又摞到了二楼。", {"rectify-relapse"}),
    ],
)
def test_prose_is_read_over_the_end_of_a_sentence(text: str, found: set[str]) -> None:
    assert prose(text) == found


def test_a_superiors_opinion_accuses_whom_it_writes_to() -> None:
    document = DocumentRecord(
        document_id="p",
        file="复查意见.docx",
        sha256="",
        media_type="",
        title="关于冰场问题的复查意见",
        text="你县报来照片，未到现场查看，准予销号。",
        kind="rectification",
        issuer=("甲市",),
        addressees=("甲县人民政府",),
        unit="甲市",
    )
    units = (Unit(name="甲市", level="city"), Unit(name="甲县", level="county", parent="甲市"))
    found = closure.find(Dossier(policy=None, documents=(document,), units=units), [], Settings(), AS_OF)
    assert [(f.kind, f.unit) for f in found] == [("rectify-unreviewed", "甲县")]


def test_prose_that_tells_of_a_passed_limit_is_overdue() -> None:
    assert prose("乙县污水管网混接问题要求9月30日前整改到位，至今尚未完成。") == {"rectify-overdue"}


def test_prose_that_only_threatens_is_no_finding() -> None:
    assert prose("对逾期未整改的，一律通报批评；销号后严防反弹。") == set()


def test_the_same_problem_listed_again_is_a_relapse() -> None:
    header = "编号,责任单位,存在问题,发现日期,整改时限,完成日期,复查日期,销号日期,整改情况"
    text = "\n".join(
        [
            header,
            "1,甲县,北街小区3号楼飞线充电,2024-05-02,2024-06-01,2024-05-20,2024-05-22,2024-05-23,已拆除。",
            "2,甲县,北街小区3号楼又见飞线充电,2024-09-02,2024-10-01,2024-09-20,2024-09-22,2024-09-23,已拆除。",
        ]
    )
    found = list(closure.find(dossier(sheet("rectify.csv", text)), [], Settings(), AS_OF))
    assert [f.kind for f in found] == ["rectify-relapse"]


RECTIFIED = "1,甲县,迎春街道丽景苑小区地下一层飞线充电,2024-08-31,2024-08-22,2024-08-26,2024-08-27,拆除26处，复查合格。"


def told(place: str, text: str, day: str = "2024-10-09") -> set[str]:
    ledger = sheet("rectify.csv", f"{HEADER}\n{RECTIFIED}\n")
    letters = sheet("feedback.csv", f"编号,日期,渠道,地点,内容\nF1,{day},热线,{place},{text}\n")
    return {f.kind for f in closure.find(dossier(ledger, letters), [], Settings(), AS_OF)}


def test_a_complaint_about_the_same_matter_after_closing_is_a_relapse() -> None:
    assert told("甲县迎春街道丽景苑小区", "晚上到处有人从窗户甩线下来充电，飞线比以前还多。") == {"rectify-relapse"}


def test_a_complaint_before_closing_is_none() -> None:
    assert told("甲县迎春街道丽景苑小区", "楼下到处飞线充电。", day="2024-08-01") == set()


def test_a_complaint_about_another_matter_there_is_none() -> None:
    assert told("甲县迎春街道丽景苑小区", "物业费涨价没有征求业主意见。") == set()


def test_a_complaint_about_the_same_matter_elsewhere_is_none() -> None:
    assert told("甲县南市街道锦华里", "楼下到处飞线充电。") == set()


def test_a_note_beside_the_measures_is_read_too() -> None:
    header = "序号,责任单位,存在问题,整改措施,整改时限,完成日期,复查日期,销号日期,备注"
    line = "4,甲县,菜场井盖松动,重新安装,2024.10.20,2024.10.18,2024.10.25,2024.10.26,10月30日群众再次反映同一井盖塌陷"
    assert kinds(line, header=header) == {"rectify-relapse"}


def test_a_reason_names_the_row_and_its_days_as_offices_write_them() -> None:
    document = sheet(
        "台账.csv", f"{HEADER}\n2,甲县,机井不通电,2024-09-30,2024-10-28,2024-11-01,2024-11-04,全部通电。\n"
    )
    dossier = Dossier(policy=None, documents=(document,), units=(Unit(name="甲县", level="county"),))
    (finding,) = closure.find(dossier, [], Settings(), AS_OF)
    assert finding.reason == "第2项“机井不通电”：应于2024年9月30日前整改完成，实际2024年10月28日才完成，逾期28天"


@pytest.mark.parametrize(("kept_to", "old"), [("2024-10-20", True), ("2024-11-20", False)])
def test_a_ledger_kept_before_the_due_day_does_not_know_how_the_row_ended(kept_to: str, old: bool) -> None:
    rows = (
        f"1,甲县,泵站无人管护,2024-11-15,,,,正在物色人员。\n2,甲县,井盖缺失,2024-10-15,2024-10-14,{kept_to},,已更换。"
    )
    document = sheet("台账.csv", f"{HEADER}\n{rows}\n")
    dossier = Dossier(policy=None, documents=(document,), units=(Unit(name="甲县", level="county"),))
    (found,) = [f for f in closure.find(dossier, [], Settings(), AS_OF) if f.kind == "rectify-overdue"]
    assert ("台账所记最晚到2024年10月20日，早于整改时限，此后情况请核实" in found.reason) == old
