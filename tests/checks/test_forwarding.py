"""漏转, 缓转, 错转: found where planted, silent where all is well or nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from luodi.checks import forwarding
from luodi.dossier import link
from luodi.records import DocumentRecord, Event, Finding, Unit
from luodi.settings import Settings
from small_province import POLICY_TITLE

Make = Callable[..., DocumentRecord]
AS_OF = date(2024, 12, 1)
LOCAL = "市教育局于4月20日前报送底数。"


def _find(
    records: list[DocumentRecord], units: list[Unit], events: tuple[Event, ...] = ()
) -> dict[tuple[str, str], Finding]:
    return {
        (f.kind, f.unit): f
        for dossier in link(records, units, events)
        for f in forwarding.find(dossier, [], Settings(), AS_OF)
    }


def test_faithful_and_timely_notices_give_no_finding(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    assert _find([policy, forward("云泽市"), forward("临阜市")], units) == {}


def test_a_unit_without_any_paper_is_missing(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    found = _find([policy, forward("云泽市")], units)
    assert list(found) == [("forward-missing", "临阜市")]
    assert found["forward-missing", "临阜市"].file is None


def test_nothing_is_missing_in_a_folder_without_any_forwarding_papers(
    policy: DocumentRecord, units: list[Unit]
) -> None:
    assert _find([policy], units) == {}


def test_receipt_without_forwarding_makes_it_surer(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    at = datetime(2024, 4, 8, 16, 2)
    event = Event(
        doc_number=policy.doc_number,
        from_unit="省政府办公厅",
        to_unit="临阜市人民政府办公室",
        received_at=at,
        read_at=at,
    )
    plain = _find([policy, forward("云泽市")], units)["forward-missing", "临阜市"]
    seen = _find([policy, forward("云泽市")], units, (event,))["forward-missing", "临阜市"]
    assert seen.confidence > plain.confidence
    assert "已阅" in seen.reason


def test_a_log_that_ends_with_the_issuer_says_nothing_of_passing_on(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    at = datetime(2024, 4, 8, 16, 2)
    received = [
        Event(doc_number=policy.doc_number, from_unit="省政府办公厅", to_unit=unit, received_at=at, read_at=at)
        for unit in ("云泽市人民政府", "临阜市人民政府办公室")
    ]
    assert _find([policy], units, tuple(received)) == {}
    assert list(_find([policy, forward("云泽市")], units, tuple(received))) == [("forward-missing", "临阜市")]
    passed = Event(doc_number=policy.doc_number, from_unit="云泽市人民政府", to_unit="江南区", sent_at=at)
    assert list(_find([policy], units, (*received, passed))) == [("forward-missing", "临阜市")]


def test_late_says_hours_and_limit(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    found = _find([policy, forward("云泽市", date(2024, 4, 20)), forward("临阜市")], units)
    assert list(found) == [("forward-late", "云泽市")]
    assert "24小时" in found["forward-late", "云泽市"].reason


def test_a_wrong_number_shows_both_numbers(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    found = _find([policy, forward("云泽市", number="江政办发〔2024〕81号"), forward("临阜市")], units)
    (finding,) = found.values()
    assert finding.kind == "forward-misrouted"
    assert [q.quote for q in finding.evidence] == ["江政办发〔2024〕81号", "江政办发〔2024〕18号"]


def test_a_slip_in_the_number_alone_is_found_and_another_bodys_number_is_none(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    def bare(number: str) -> DocumentRecord:
        notice = forward("云泽市", number=number, refers_to=({"doc_number": number, "relation": "forwards"},))
        return notice.replace(text=notice.text.replace(f"《{policy.title}》（{number}）", f"{number}文件"))

    slip = _find([policy, bare("江政办发〔2024〕81号"), forward("临阜市")], units)
    assert [f.rule for f in slip.values()] == ["forwarding.wrong-number"]
    assert _find([policy, bare("云政办发〔2024〕9号"), forward("临阜市")], units) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("达标率不低于90%", "达标率不低于80%"),
        ("三、食堂烹饪的饭菜从出锅到食用不得超过2小时。\n", ""),
        ("不得超过2小时", "不得超过4小时"),
    ],
    ids=["figure", "sentence left out", "limit"],
)
def test_an_altered_attachment_is_found_with_its_place(
    policy: DocumentRecord, forward: Make, units: list[Unit], old: str, new: str
) -> None:
    notice = forward("云泽市")
    altered = notice.replace(text=f"{notice.text}\n附件\n{policy.text.replace(old, new)}")
    (finding,) = _find([policy, altered, forward("临阜市")], units).values()
    assert (finding.kind, finding.rule) == ("forward-misrouted", "forwarding.text-altered")
    assert old.split("，")[0].strip("\n") in finding.evidence[0].quote


def test_an_attachment_that_differs_only_in_spaces_and_brackets_is_faithful(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    notice = forward("云泽市")
    same = policy.text.replace("，", "， ").replace("。", " 。")
    assert _find([policy, notice.replace(text=f"{notice.text}\n附件\n{same}"), forward("临阜市")], units) == {}


def test_an_annex_marked_as_left_out_is_a_cut(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    notice = forward("云泽市")
    cut = notice.replace(
        text=notice.text.replace("附件：江澜省人民政府办公厅关于加强校园食堂管理的意见", "附件：意见（任务表从略）")
    )
    assert [f.rule for f in _find([policy, cut, forward("临阜市")], units).values()] == ["forwarding.text-cut"]


def test_recipients_of_another_city_are_outside_the_scope(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    wrong = forward("临阜市", addressees=("江南区", "湖东县"))
    assert [f.rule for f in _find([policy, forward("云泽市"), wrong], units).values()] == ["forwarding.recipients"]


def test_a_forward_beyond_the_stated_scope_is_misrouted(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    closed = policy.replace(text=policy.text + "\n（此件发至县级）")
    found = _find([closed, forward("云泽市", addressees=("各乡镇人民政府",)), forward("临阜市")], units)
    assert [f.rule for f in found.values()] == ["forwarding.recipients"]


@pytest.mark.parametrize(
    ("sent", "missing"),
    [
        ("现印发给你们，请认真贯彻执行。", True),
        ("现印发给你们，供学习参考。", False),
        ("现印发给你们，请根据需要转发。", False),
    ],
)
def test_only_what_must_be_passed_on_can_be_missing(
    policy: DocumentRecord, forward: Make, units: list[Unit], sent: str, missing: bool
) -> None:
    issued = policy.replace(text=policy.text.replace("一、所有", f"{sent}\n一、所有"))
    found = _find([issued, forward("云泽市")], units)
    assert (("forward-missing", "临阜市") in found) == missing


def test_a_paper_of_unknown_kind_accuses_nobody(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    unclear = make(
        "scan.txt",
        kind="other",
        issuer=("临阜市人民政府办公室",),
        refers_to=({"doc_number": policy.doc_number, "relation": "cites"},),
    )
    found = _find([policy, forward("云泽市"), unclear], units).get(("forward-missing", "临阜市"))
    assert found is None or found.confidence < Settings().alerting.finding_confidence


def test_an_excerpt_is_not_the_policy(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    notice = forward("云泽市", body="现将主要内容摘要转发给你们。")
    assert ("forward-misrouted", "云泽市") in _find([policy, notice, forward("临阜市")], units)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        (POLICY_TITLE.replace("食堂", "浴室"), True),
        (POLICY_TITLE.removeprefix("江澜省人民政府办公厅"), False),
        ("江澜省校园食堂管理意见", False),
        ("关于进一步做好加强校园食堂管理工作的意见", False),
        ("江澜省冬季行车安全二十条", False),  # another paper's name: nothing says that the policy was meant
    ],
)
def test_a_title_beside_the_policys_number_must_be_its_own(
    policy: DocumentRecord, forward: Make, units: list[Unit], written: str, wrong: bool
) -> None:
    notice = forward("云泽市", body=LOCAL)
    notice = notice.replace(text=notice.text.replace(f"《{POLICY_TITLE}》（", f"《{written}》（"))
    assert (("forward-misrouted", "云泽市") in _find([policy, notice, forward("临阜市")], units)) is wrong


@pytest.mark.parametrize(("year", "wrong"), [("2023", True), ("2024", False)])
def test_last_years_list_is_not_this_years(
    policy: DocumentRecord, forward: Make, units: list[Unit], year: str, wrong: bool
) -> None:
    title = "关于印发《2024年度山塘加固实事清单》的通知"
    listed = policy.replace(title=title, text=policy.text.replace(POLICY_TITLE, title))
    notice = forward("云泽市", body=LOCAL)
    notice = notice.replace(
        title="云泽市人民政府转发山塘清单的通知",
        text=notice.text.replace(f"《{POLICY_TITLE}》（", f"省里《{year}年度山塘加固实事清单》（"),
    )
    assert (("forward-misrouted", "云泽市") in _find([listed, notice, forward("临阜市")], units)) is wrong


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("请对照“所有学校在2024年6月底前完成食堂改造，达标率不低于80%”的规定抓紧。", True),
        ("请对照“所有学校在2024年6月底前完成食堂改造，达标率不低于90%”的规定抓紧。", False),
        ("我市提出“所有民宿在2024年8月底前装好烟感，合格率不低于80%”的目标。", False),
        ("意见明确我市新增配餐点30处，请抓紧选址。", True),
        ("意见明确我市新增配餐点50处，请抓紧选址。", False),
        ("我市自加压力，新增配餐点80处。", False),
        ("意见明确我市培训厨师30名。", False),
    ],
)
def test_what_a_notice_quotes_must_stand_in_the_policy(
    policy: DocumentRecord, forward: Make, units: list[Unit], body: str, wrong: bool
) -> None:
    shared = policy.replace(
        text=policy.text.replace("二、学校", "全省新增配餐点120处，其中云泽市50处、临阜市70处。\n二、学校")
    )
    found = _find([shared, forward("云泽市", body=body), forward("临阜市")], units)
    assert (("forward-misrouted", "云泽市") in found) is wrong


@pytest.mark.parametrize(
    ("addressees", "onward", "wrong"),
    [
        (("各配餐企业、各食材公司",), "请转发至县，抓好落实。", True),
        (("各县（区）人民政府、各配餐企业",), "请转发至县，抓好落实。", False),
        (("各配餐企业、各食材公司",), "请抓好落实。", True),
        (("市教育局、各配餐企业",), "请抓好落实。", False),
    ],
)
def test_a_policy_for_governments_is_not_for_firms_alone(
    policy: DocumentRecord, forward: Make, units: list[Unit], addressees: tuple[str, ...], onward: str, wrong: bool
) -> None:
    asked = policy.replace(text=policy.text.replace("一、所有", f"{onward}\n一、所有"))
    notice = forward("云泽市", body=LOCAL, addressees=addressees)
    found = _find([asked, notice, forward("临阜市")], units)
    assert (("forward-misrouted", "云泽市") in found) is wrong


@pytest.mark.parametrize(
    ("addressees", "wrong"),
    [
        (("市图书馆、市文化馆",), True),
        (("各县（区）人民政府、市图书馆",), False),
        (("各学校",), False),  # of which the policy speaks
    ],
)
def test_a_policy_is_not_for_institutions_of_which_it_says_nothing(
    policy: DocumentRecord, forward: Make, units: list[Unit], addressees: tuple[str, ...], wrong: bool
) -> None:
    asked = policy.replace(text=policy.text.replace("一、所有", "学校要配合。\n一、所有"))
    notice = forward("云泽市", body=LOCAL, addressees=addressees)
    found = _find([asked, notice, forward("临阜市")], units)
    assert (("forward-misrouted", "云泽市") in found) is wrong


@pytest.mark.parametrize(
    ("addressees", "wrong"),
    [
        (("各市人民政府", "省政府各部门"), True),
        (("各市（州）",), True),
        (("各县（市、区）人民政府", "市政府各部门"), False),
        (("各市级医院", "市政府各部门"), False),
    ],
)
def test_a_city_cannot_write_to_all_cities(
    policy: DocumentRecord, forward: Make, units: list[Unit], addressees: tuple[str, ...], wrong: bool
) -> None:
    found = _find([policy, forward("云泽市", addressees=addressees), forward("临阜市")], units)
    assert (("forward-misrouted", "云泽市") in found) is wrong


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("请特别注意：食堂烹饪的饭菜从出锅到食用不得超过4小时。", "forwarding.wrong-figure"),
        ("请特别注意：食堂烹饪的饭菜从出锅到食用不得超过1小时。", None),
        ("请特别注意：食堂烹饪的饭菜从出锅到食用不得超过2小时。", None),
        ("为便于操作，所附文本作了文字调整，请按所附文本执行。", "forwarding.text-reworded"),
        ("第三条“从出锅到食用不得超过2小时”改为“尽量趁热食用”，其余照办。", "forwarding.text-reworded"),
        ("原“校园食堂监督员”改为“膳食委员”，请周知。", None),
    ],
)
def test_a_notice_must_not_loosen_or_reword_what_it_passes_on(
    policy: DocumentRecord, forward: Make, units: list[Unit], body: str, rule: str | None
) -> None:
    found = _find([policy, forward("云泽市", body=body), forward("临阜市")], units)
    assert [f.rule for f in found.values() if f.kind == "forward-misrouted"] == ([] if rule is None else [rule])


def test_a_title_with_other_years_and_another_number_is_another_paper(
    policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    title = "江澜省校园食堂三年行动计划（2024—2026年）"
    plan = policy.replace(title=title, text=policy.text.replace(POLICY_TITLE, title))
    notice = forward("云泽市", body=LOCAL, number="江政办发〔2023〕12号")
    notice = notice.replace(
        title="云泽市人民政府关于转发省行动计划的通知",
        text=notice.text.replace(POLICY_TITLE, title.replace("2024—2026", "2023—2025")),
        refers_to=tuple(
            r.replace(title=title.replace("2024—2026", "2023—2025")) if r.title else r for r in notice.refers_to
        ),
    )
    found = _find([plan, notice, forward("临阜市")], units)
    assert ("forward-misrouted", "云泽市") in found
