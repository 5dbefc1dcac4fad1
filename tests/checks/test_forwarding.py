"""漏转, 缓转, 错转: found where planted, silent where all is well or nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from luodi.checks import forwarding
from luodi.dossier import link
from luodi.records import DocumentRecord, Event, Finding, Unit
from luodi.settings import Settings

Make = Callable[..., DocumentRecord]
AS_OF = date(2024, 12, 1)
LOCAL = "市教育局于4月20日前报送底数。"


def _find(
    records: list[DocumentRecord], units: list[Unit], events: tuple[Event, ...] = ()
) -> dict[tuple[str, str], Finding]:
    return {
        (f.kind, f.unit): f
        for dossier in link(records, units, events, None)
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


def test_a_paper_of_unknown_kind_makes_a_miss_unsure(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    unclear = make(
        "scan.txt",
        kind="other",
        issuer=("临阜市人民政府办公室",),
        refers_to=({"doc_number": policy.doc_number, "relation": "cites"},),
    )
    found = _find([policy, forward("云泽市"), unclear], units)["forward-missing", "临阜市"]
    assert found.confidence < Settings().alerting.finding_confidence


def test_an_excerpt_is_not_the_policy(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    notice = forward("云泽市", body="现将主要内容摘要转发给你们。")
    assert ("forward-misrouted", "云泽市") in _find([policy, notice, forward("临阜市")], units)
