"""Documents find their dossier by number, title, quoted names or text, and only theirs."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime

import pytest

from luodi.dossier import link
from luodi.records import DocumentRecord, Dossier, Event, Unit

Make = Callable[..., DocumentRecord]


def _members(dossier: Dossier) -> dict[str, tuple[str | None, str]]:
    files = {d.document_id: d.file for d in dossier.documents}
    return {files[m.document_id]: (m.unit, m.role) for m in dossier.members}


@pytest.mark.parametrize(
    "reference",
    [
        {"title": None, "doc_number": "江政办发[2024]18号", "relation": "forwards"},
        {"title": "江澜省人民政府办公厅关于加强校园食堂管理的意见", "doc_number": None, "relation": "forwards"},
        {"title": "关于加强校园食堂管理的意见", "doc_number": None, "relation": "forwards"},
        {"title": "关于进一步加强校园食堂管理的意见", "doc_number": None, "relation": "forwards"},
    ],
    ids=["number in other brackets", "whole title", "title without issuer", "mistyped title"],
)
def test_a_notice_is_linked_however_it_names_the_policy(
    make: Make, policy: DocumentRecord, units: list[Unit], reference: dict[str, object]
) -> None:
    notice = make("notice.txt", kind="forward", title="转发通知", issuer=("云泽市人民政府",), refers_to=(reference,))
    (dossier,) = link([policy, notice], units)
    assert _members(dossier) == {"notice.txt": ("云泽市", "forward")}


def test_an_attached_text_links_a_renamed_notice(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    notice = make(
        "x.txt", f"请各单位执行。\n附件\n{policy.text}", kind="forward", title="通知", issuer=("云泽市教育局",)
    )
    (dossier,) = link([policy, notice], units)
    assert _members(dossier) == {"x.txt": ("云泽市", "forward")}


@pytest.mark.parametrize(
    "reference",
    [
        {"title": None, "doc_number": "县政办发〔2024〕5号", "relation": "reports_on"},
        {"title": "关于加强校园食堂管理的若干意见", "doc_number": None, "relation": "reports_on"},
        {"title": "关于加强校园食堂管理的若干的意见", "doc_number": None, "relation": "reports_on"},
    ],
    ids=["number", "title", "mistyped title"],
)
def test_counties_whose_papers_bear_one_name_keep_their_reports_apart(make: Make, reference: dict[str, object]) -> None:
    """Every county numbers its papers 县政办发〔2024〕1号, 2号, …: a report means that of its own."""
    units, records = [], []
    for county, town in (("江川县", "石桥镇"), ("云岭县", "白沙镇"), ("海阳县", "青山镇")):
        units += [Unit(name=county, level="county"), Unit(name=town, level="town", parent=county)]
        title, number = f"{county}人民政府办公室关于加强校园食堂管理的若干意见", "县政办发〔2024〕5号"
        policy = make(
            f"{county}.txt", f"{county}的意见。", title=title, doc_number=number, issuer=(f"{county}人民政府办公室",)
        )
        records.append(policy.replace(kind="policy"))
        records.append(
            make(
                f"{town}.txt",
                f"{town}的报告。",
                kind="report",
                title=f"{town}人民政府工作报告",
                issuer=(f"{town}人民政府",),
                refers_to=(reference,),
            )
        )
    dossiers = link(records, units)
    assert [(d.issuing_unit, list(_members(d))) for d in dossiers] == [
        ("云岭县", ["白沙镇.txt"]),
        ("江川县", ["石桥镇.txt"]),
        ("海阳县", ["青山镇.txt"]),
    ]


def test_two_copies_of_one_document_count_once(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    notice = forward("云泽市")
    copy = notice.replace(file="copy/again.txt")
    (dossier,) = link([policy, notice, copy], units)
    assert len(dossier.documents) == 1


def test_the_order_of_records_does_not_matter(policy: DocumentRecord, forward: Make, units: list[Unit]) -> None:
    records = [policy, forward("云泽市"), forward("临阜市"), forward("江南区")]
    expected = link(records, units)
    for seed in range(4):
        random.Random(seed).shuffle(records)
        assert link(records, units) == expected


def test_two_policies_keep_their_own_documents(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    other = make(
        "other.txt",
        kind="policy",
        title="江澜省人民政府关于加快农村公路建设的意见",
        doc_number="江政发〔2024〕3号",
        issuer=("江澜省人民政府",),
    )
    report = make(
        "report.txt",
        kind="report",
        title="临阜市人民政府关于农村公路建设情况的报告",
        issuer=("临阜市人民政府办公室",),
        refers_to=({"title": None, "doc_number": "江政发〔2024〕3号", "relation": "reports_on"},),
    )
    found = {
        d.policy.file: set(_members(d)) for d in link([policy, other, forward("云泽市"), report], units) if d.policy
    }
    assert found == {"policy.txt": {"云泽市-forward.txt"}, "other.txt": {"report.txt"}}


def test_a_citys_rules_are_the_policy_of_its_counties(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    rules = make(
        "rules.txt",
        kind="rules",
        title="云泽市校园食堂管理实施细则",
        doc_number="云政发〔2024〕9号",
        issuer=("云泽市人民政府",),
        refers_to=({"title": policy.title, "doc_number": policy.doc_number, "relation": "implements"},),
    )
    county = make(
        "county.txt",
        kind="report",
        title="江南区关于落实云政发〔2024〕9号文件情况的报告",
        issuer=("江南区人民政府",),
        refers_to=({"title": None, "doc_number": "云政发〔2024〕9号", "relation": "reports_on"},),
    )
    found = {d.policy.file: (d.expected, set(_members(d))) for d in link([policy, rules, county], units) if d.policy}
    assert found["policy.txt"] == (("云泽市", "临阜市"), {"rules.txt"})
    assert found["rules.txt"] == (("江南区", "湖东县"), {"county.txt"})


def test_a_report_on_a_repealed_document_joins_its_successor(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    new = policy.replace(
        refers_to=(make("x", refers_to=({"doc_number": "江政办发〔2020〕7号", "relation": "repeals"},)).refers_to)
    )
    report = make(
        "old.txt",
        kind="report",
        title="临阜市关于落实旧文件情况的报告",
        issuer=("临阜市人民政府办公室",),
        refers_to=({"title": None, "doc_number": "江政办发〔2020〕7号", "relation": "reports_on"},),
    )
    (dossier,) = link([new, report], units)
    assert "废止" in dossier.members[0].reason


def test_a_paper_on_another_matter_stays_outside(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    stray = make(
        "stray.txt", "我市公交线路调整如下。", kind="other", title="云泽市公交集团公告", issuer=("云泽市交通局",)
    )
    found = link([policy, stray], units)
    assert [(d.policy is None, len(d.documents)) for d in found] == [(False, 0), (True, 1)]


def test_only_named_units_are_expected_when_the_policy_names_them(policy: DocumentRecord, units: list[Unit]) -> None:
    (dossier,) = link([policy.replace(addressees=("云泽市人民政府",))], units)
    assert dossier.expected == ("云泽市",)


def test_departments_are_expected_only_when_addressed_by_name(policy: DocumentRecord, units: list[Unit]) -> None:
    plain, named = (
        link([policy.replace(addressees=a)], units)[0].expected
        for a in (("各市人民政府，省政府各部门",), ("各市人民政府", "省教育厅"))
    )
    assert (plain, named) == (("云泽市", "临阜市"), ("云泽市", "临阜市", "省教育厅"))


def test_events_join_the_dossier_of_the_paper_they_name(policy: DocumentRecord, units: list[Unit]) -> None:
    events = [
        Event(
            doc_number=policy.doc_number,
            from_unit="省政府办公厅",
            to_unit="云泽市教育局",
            sent_at=datetime(2024, 4, 8, 9),
        ),
        Event(doc_number="江政办发〔2024〕99号", from_unit="省政府办公厅", to_unit="云泽市教育局"),
    ]
    (dossier,) = link([policy], units, events)
    assert dossier.events == (events[0],)


def test_without_a_sheet_the_units_come_from_the_papers(policy: DocumentRecord, forward: Make) -> None:
    (dossier,) = link([policy, forward("云泽市", date(2024, 4, 9))])
    assert (dossier.issuing_unit, dossier.expected) == ("江澜省", ("云泽市",))


def test_a_sheet_of_complaints_joins_the_policy_it_is_about(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    roads = make(
        "roads.txt", kind="policy", title="江澜省人民政府关于加快农村公路养护建设的意见", issuer=("江澜省人民政府",)
    )
    sheet = make("12345.csv", "云泽市某校园食堂饭菜变质，家长反映食堂管理混乱。", kind="feedback")
    found = {d.policy.file: set(_members(d)) for d in link([policy, roads, sheet], units) if d.policy}
    assert found == {"policy.txt": {"12345.csv"}, "roads.txt": set()}


def test_a_policy_that_hides_its_number_is_found_by_what_others_call_it(
    make: Make, policy: DocumentRecord, forward: Make, units: list[Unit]
) -> None:
    """The notice names title and number together, the report the number alone."""
    report = make(
        "report.txt",
        kind="report",
        title="云泽市食堂工作总结",
        issuer=("云泽市人民政府",),
        refers_to=({"title": None, "doc_number": policy.doc_number, "relation": "reports_on"},),
    )
    notice = forward("云泽市", date(2024, 4, 9))
    notice = notice.replace(refers_to=(notice.refers_to[0].replace(title=policy.title),))
    (dossier,) = link([policy.replace(doc_number=None), notice, report], units)
    assert {m.role for m in dossier.members} == {"forward", "report"}
    assert next(m for m in dossier.members if m.role == "report").confidence >= 0.9


ON_CANTEENS = (
    "一、校园食堂改造由市教育局负责，6月底前全部完成。\n二、食堂收支账目每月张贴，家长可以查看。\n"
    "三、饭菜出锅后两小时内食用完毕。\n"
)
ON_BUSES = "一、公交线路调整由市交通局负责。\n二、新能源公交车辆年底前投放到位。\n三、候车亭增设座椅。\n"


@pytest.mark.parametrize(("kind", "text", "joins"), [
    ("rules", ON_CANTEENS, True), ("policy", ON_CANTEENS, True), ("rules", ON_BUSES, False), ("policy", ON_BUSES, False)
])  # fmt: skip
def test_rules_that_name_no_paper_join_the_one_on_their_matter(
    make: Make, policy: DocumentRecord, units: list[Unit], kind: str, text: str, joins: bool
) -> None:
    rules = make(
        "rules.txt", text, kind=kind, title="云泽市民生攻坚安排", issuer=("云泽市人民政府",),
        issue_date=date(2024, 5, 6),
    )  # fmt: skip
    dossiers = link([policy, rules], units)
    own = next(d for d in dossiers if d.policy is not None and d.policy.file == "policy.txt")
    assert [m.role for m in own.members] == (["rules"] if joins else [])


@pytest.mark.parametrize(
    ("addressees", "expected"),
    [
        (("各市人民政府", "各有关省属企业"), ("云泽市", "临阜市", "河港集团")),
        (("各市人民政府", "省政府各部门"), ("云泽市", "临阜市")),
    ],
)
def test_an_enterprise_is_expected_where_its_class_is_addressed(
    policy: DocumentRecord, forward: Make, units: list[Unit], addressees: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    group = Unit(name="河港集团", level="department", parent="江澜省")
    notice = forward("河港集团", date(2024, 4, 20)).replace(issuer=("河港集团",))
    (dossier,) = link([policy.replace(addressees=addressees), notice], [*units, group])
    assert dossier.expected == expected


@pytest.mark.parametrize(("number", "joins"), [("江政办发〔2024〕13号", True), ("江教发〔2024〕13号", False)])
def test_a_notice_with_a_mistaken_number_of_the_only_policys_series_joins_it(
    make: Make, policy: DocumentRecord, units: list[Unit], number: str, joins: bool
) -> None:
    notice = make(
        "notice.txt",
        f"云泽市人民政府转发用餐文件的通知\n现将《江澜省校园用餐管理文件》（{number}）转发给你们。",
        kind="forward",
        title="云泽市人民政府转发用餐文件的通知",
        issuer=("云泽市人民政府",),
        refers_to=(
            {"title": "江澜省校园用餐管理文件", "doc_number": None, "relation": "forwards"},
            {"title": None, "doc_number": number, "relation": "cites"},
        ),
    )
    own = next(d for d in link([policy, notice], units) if d.policy is not None)
    assert bool(own.members) is joins


def test_a_bureau_that_passed_on_and_reported_is_expected(
    policy: DocumentRecord, make: Make, forward: Make, units: list[Unit]
) -> None:
    notice = forward("云泽市").replace(issuer=("江澜省教育厅",), title="江澜省教育厅转发食堂意见的通知")
    report = make(
        "report.txt",
        kind="report",
        title="江澜省教育厅关于食堂工作的报告",
        issuer=("江澜省教育厅",),
        refers_to=({"title": None, "doc_number": policy.doc_number, "relation": "reports_on"},),
    )
    assert "省教育厅" in link([policy, notice, report], units)[0].expected
    assert "省教育厅" not in link([policy, report], units)[0].expected
