"""照抄照转 and 缺实施细则."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from luodi.checks import localisation
from luodi.checks.rules_told import tells
from luodi.compare.demands import rules_demand
from luodi.dossier import link
from luodi.records import DocumentRecord, Unit
from luodi.settings import Settings

Make = Callable[..., DocumentRecord]


def _kinds(records: list[DocumentRecord], units: list[Unit], as_of: date = date(2024, 12, 1)) -> set[tuple[str, str]]:
    return {
        (f.kind, f.unit)
        for dossier in link(records, units)
        for f in localisation.find(dossier, [], Settings(), as_of)
        if f.unit == "云泽市"
    }


def _rules(make: Make, policy: DocumentRecord, text: str) -> DocumentRecord:
    return make(
        "rules.txt",
        text,
        kind="rules",
        title="云泽市校园食堂管理实施方案",
        issuer=("云泽市人民政府",),
        issue_date=date(2024, 5, 8),
        refers_to=({"title": policy.title, "doc_number": policy.doc_number, "relation": "implements"},),
    )


@pytest.mark.parametrize(
    "body",
    ["", "请高度重视，提高政治站位，加强组织领导，结合实际抓好落实。", "请认真学习，深刻领会，不折不扣贯彻执行。"],
)
def test_formulas_alone_are_verbatim(policy: DocumentRecord, forward: Make, units: list[Unit], body: str) -> None:
    assert ("forward-verbatim", "云泽市") in _kinds([policy, forward("云泽市", body=body)], units)


def test_one_local_sentence_is_not_verbatim(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    body = "我市13家校外供餐企业由市市场监管局统一摸底。"
    assert ("forward-verbatim", "云泽市") not in _kinds([policy, forward("云泽市", body=body)], units)


def test_rules_that_only_swap_names_are_verbatim_and_no_rules(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    copied = policy.text.replace("各市", "各县").replace("江澜省", "云泽市").replace("90%", "91%")
    assert _kinds([policy, _rules(make, policy, copied)], units) == {
        ("forward-verbatim", "云泽市"),
        ("local-rules-missing", "云泽市"),
    }


def test_rules_of_the_units_own_are_enough(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    own = _rules(
        make,
        policy,
        "一、城区42所学校分三批改造，第一批4月动工。\n二、收支账目张贴在校门口，并在“云泽教育”公众号发布。",
    )
    assert _kinds([policy, forward("云泽市"), own], units) == set()


def test_no_rules_are_missing_before_their_day(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    from luodi.records import Deadline, Task

    start = policy.text.index("四、各市")
    sentence = policy.text[start : policy.text.index("\n", start)]
    task = Task(
        task_id="t4", document_id=policy.document_id, file=policy.file, path="四", sentence=sentence, start=start,
        end=start + len(sentence), deadlines=(Deadline(text="5月31日前", kind="by", end=date(2024, 5, 31)),),
    )  # fmt: skip
    records = [policy.replace(tasks=(task,)), forward("云泽市", body="市教育局牵头起草实施细则。")]
    assert _kinds(records, units, as_of=date(2024, 5, 20)) == set()
    assert _kinds(records, units, as_of=date(2024, 6, 20)) == {("local-rules-missing", "云泽市")}


@pytest.mark.parametrize(
    ("sentence", "demands"),
    [
        ("各市人民政府要在5月底前制定实施细则。", True),
        ("各县（区）实施方案于4月20日前报市政府办公室备案。", True),
        ("各地要结合实际制定实施细则，不得照抄照转。", True),
        ("各市要根据本意见制定实施细则。", True),
        ("各市自本方案印发之日起30日内出台实施方案。", True),
        ("各地要不折不扣落实，并制定具体方案。", True),
        ("各地可结合实际制定实施细则。", False),
        ("鼓励有条件的地方出台具体办法。", False),
        ("各地不再制定配套实施方案。", False),
        ("省教育厅要制定具体办法。", False),
        ("为贯彻上级要求，制定本实施方案。", False),
        # papers of other names, where they are the unit's own or due some days after the policy's own day
        ("各县（区）4月10日前拿出本县（区）的秸秆禁烧工作安排。", True),
        ("各乡镇自收到本清单之日起15日内制定山塘分点巡查预案。", True),
        ("各市自本纪要印发之日起30日内出台本地公厕管护办法。", True),
        ("乙方自签订之日起20日内把任务分解到村、到人。", True),
        ("本纪要印发之日起10日内，各镇区场拿出自己的整治方案。", True),
        ("接到本通知后10日内，甲县、乙区、丙矿业集团各自制定办理方案，逐项明确到人。", True),
        ("接到群众举报后3日内，各乡镇提出处理意见。", False),
        ("各市要制定山洪灾害应急预案并每年修订。", False),
        ("各县自汛期结束之日起10日内提出水毁修复清单。", False),
        ("各市不再制定本地管护办法。", False),
        ("把责任落实到人。", False),
    ],
)
def test_only_a_demand_on_the_units_below_counts(make: Make, sentence: str, demands: bool) -> None:
    assert (rules_demand(make("p.txt", sentence, kind="policy")) is not None) == demands


@pytest.mark.parametrize(
    ("addressees", "sentence", "demands"),
    [
        (("各省属企业",), "各企业要在7月15日前制定本企业实施细则。", True),
        (("各高等学校",), "各学校于9月底前制定实施方案。", True),
        (("各市人民政府",), "各企业要制定本企业应急处置方案和实施细则。", False),
    ],
)
def test_bodies_that_a_policy_addresses_may_owe_rules(
    make: Make, addressees: tuple[str, ...], sentence: str, demands: bool
) -> None:
    asked = make("p.txt", sentence, kind="policy", addressees=addressees)
    assert (rules_demand(asked) is not None) is demands


@pytest.mark.parametrize(
    ("told", "verbatim"),
    [
        ("一、排水口每月巡查一次，雨前必查。\n二、窨井盖缺失的当日补齐。\n三、低洼路段全部装上水位尺。", True),
        ("一、城北三处下穿道各配两台泵。\n二、窨井盖缺失的当日补齐。\n三、金塘路积水点5月改完。", False),
    ],
)
def test_a_copy_may_leave_away_who_is_responsible(
    make: Make, units: list[Unit], policy: DocumentRecord, told: str, verbatim: bool
) -> None:
    text = (
        "一、排水口每月巡查一次，雨前必查（省住房城乡建设厅牵头，省水利厅、省应急厅配合，3月底前完成）。\n"
        "二、窨井盖缺失的当日补齐（省住房城乡建设厅、省公安厅、省通信管理局负责）。\n"
        "三、低洼路段全部装上水位尺（省交通运输厅牵头，各市人民政府落实，6月底前完成）。\n"
        "四、各市要在2024年5月31日前制定工作方案。"
    )
    asked = policy.replace(text=policy.text[: policy.text.index("一、所有")] + text)
    rules = _rules(make, asked, told).replace(title="云泽市城市内涝防治工作方案")
    # the plan asked for is there by name: that it is a copy is said once
    assert _kinds([asked, rules], units) == ({("forward-verbatim", "云泽市")} if verbatim else set())


def test_rules_copied_from_a_sibling_are_found_on_the_later_side(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    text = (
        "一、城区42所学校分三批改造，第一批4月动工，优先安排寄宿制学校。\n二、收支账目张贴在校门口公示栏，并在教育公众号按月发布。\n"
        "三、聘请家长代表组成膳食委员会，每周随机试餐一次并打分。\n四、大米、食用油由县区统一招标，肉蛋奶逐校定点采购。\n"
    )
    first = _rules(make, policy, text)
    second = first.replace(
        document_id="b" * 16,
        sha256="b" * 64,
        file="later.txt",
        text=text.replace("42所", "37所"),
        issuer=("临阜市人民政府办公室",),
        issue_date=date(2024, 6, 1),
    )
    (dossier,) = link([policy, first, second], units)
    found = [f for f in localisation.find(dossier, [], Settings(), date(2024, 5, 1)) if f.kind == "forward-verbatim"]
    assert [(f.unit, f.rule) for f in found] == [("临阜市", "localisation.copied-sibling")]


def test_blanks_of_a_template_are_found(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    rules = _rules(make, policy, "一、XX市教育局牵头，4月底前完成摸底。\n二、收支账目张贴在校门口公示栏。")
    assert ("forward-verbatim", "云泽市") in _kinds([policy, rules], units)


def test_slogans_around_the_superiors_clauses_are_verbatim(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    text = (
        "云泽市校园食堂管理实施方案\n一、提高政治站位，高度重视校园食堂管理，切实加强组织领导。\n"
        "二、狠抓任务落实。公布一次食堂收支账目，接受家长监督。\n三、强化责任担当，确保取得实效。"
    )
    assert ("forward-verbatim", "云泽市") in _kinds([policy, _rules(make, policy, text)], units)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("现提出我市实施安排，请一并落实。", False),
        ("并就我市实施提出如下方案，一并执行。", False),
        ("请抓紧制定实施方案。", True),
    ],
)
def test_a_notice_that_brings_its_own_numbered_plan_shows_rules(
    policy: DocumentRecord, forward: Make, units: list[Unit], words: str, missing: bool
) -> None:
    body = f"{words}\n一、9月底前13家供餐企业全部查完。\n二、10月底前食堂全部装上摄像头，市教育局负责。"
    found = _kinds([policy, forward("云泽市", body=body)], units)
    assert (("local-rules-missing", "云泽市") in found) is missing


def test_a_title_that_names_the_policy_demands_nothing(make: Make) -> None:
    title = "江澜省人民政府办公厅关于印发《校园食堂管理工作方案》的通知"
    named = make("p.txt", f"{title}\n各市人民政府：\n一、公开账目。", kind="policy", title=title)
    asked = named.replace(text=named.text + "\n二、各市制定实施方案。")
    assert rules_demand(named) is None
    assert rules_demand(asked) is not None


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ("我市5月20日印发了实施细则，分到每所学校。", False),
        ("市实施细则于5月20日经市政府常务会议审议后印发。", False),
        ("我市实施细则已两次征求意见，拟于年底印发。", True),
        ("市教育局印发了食材抽检工作方案。", True),
        ("各县（区）均制定了实施细则。", True),
        ("省里的实施方案印发以来，我市迅速行动。", True),
    ],
)
def test_rules_told_of_but_not_shown_are_unknown_not_missing(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit], told: str, missing: bool
) -> None:
    report = make(
        "report.txt",
        f"云泽市人民政府关于《{policy.title}》（{policy.doc_number}）落实情况的报告\n{told}",
        kind="report",
        title=f"云泽市人民政府关于《{policy.title}》落实情况的报告",
        issuer=("云泽市人民政府",),
        issue_date=date(2024, 11, 20),
        refers_to=({"title": policy.title, "doc_number": policy.doc_number, "relation": "reports_on"},),
    )
    found = _kinds([policy, forward("云泽市", body="各县6月底前报送底数。"), report], units)
    assert (("local-rules-missing", "云泽市") in found) is missing


@pytest.mark.parametrize(
    ("sentence", "issued"),
    [
        ("出台《云泽市校园食堂管理实施细则》，分解任务18项。", True),
        ("县里制定了具体实施方案，责任到科室。", True),
        ("本县的实施细则已于5月中旬出台。", True),
        ("出台《云泽市冬季清扫保洁实施方案》，落实人员86名。", False),
        ("《江澜省人民政府办公厅关于加强校园食堂管理的意见》印发后，我市迅速行动。", False),
        ("就如何制定实施方案召开了三次会议。", False),
        ("实施方案正在会签，春节前后印发。", False),
        ("实施细则尚未出台。", False),
        ("|市里的方案|4月7日常务会通过，4月8日印发|市政府办|", True),
        ("组织领导方面，5月印发实施方案，分到每所学校。", True),
        ("校车安全方面，成立工作专班，印发工作方案。", False),
    ],
)
def test_only_a_deed_tells_of_rules(sentence: str, issued: bool) -> None:
    assert tells(sentence, "江澜省人民政府办公厅关于加强校园食堂管理的意见") is issued
