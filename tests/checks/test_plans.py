"""A plan of supervision has a yardstick when it names samples, points or rates; dates and team sizes are none."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.checks import plans
from luodi.records import DocumentRecord, Dossier, Member, Unit
from luodi.settings import Settings

TITLE = "关于开展河湖长制专项督导的通知"
VAGUE = "看各县是否高度重视，责任是否落实，氛围是否浓厚。"


def plan(text: str, *, title: str = TITLE, kind: str = "inspection") -> list[str]:
    document = DocumentRecord(
        document_id="d", file="plan.txt", sha256="", media_type="", text=text, title=title, kind=kind
    )
    dossier = Dossier(
        policy=None,
        documents=(document,),
        members=(Member(document_id="d", unit="甲市", role="inspection"),),
        units=(Unit(name="甲市", level="city"),),
    )
    return [f.unit for f in plans.find(dossier, [], Settings(), date(2024, 12, 1))]


def test_a_plan_that_only_asks_whether_is_unquantified() -> None:
    assert plan(VAGUE) == ["甲市"]


@pytest.mark.parametrize(
    "text",
    [
        "每县实地抽查河段不少于10处。",
        "随机走访农户30户，发放问卷。",
        "基础工作20分，治理成效50分，得分低于70分的约谈。",
        "督查采用百分制，评分细则见附件。",
        "重点看污水收集率是否达到65%。",
        "抽查项目比例不低于20%。",
    ],
)
def test_samples_points_and_rates_are_a_yardstick(text: str) -> None:
    assert plan(VAGUE + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "督导分3个组进行，每组5人，时间10天。",
        "各县于2024年10月25日前报送自查报告，不超过3000字。",
        "请确定1名联络员。",
        "根据《甲市河湖长制意见》（甲政发〔2024〕5号）要求开展。",
        "坚持问题导向，做到“四不两直”，分三个阶段实施。",
    ],
)
def test_dates_teams_and_lengths_are_no_yardstick(text: str) -> None:
    assert plan(VAGUE + text) == ["甲市"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("甲市人民政府督查室关于了解校外托管整治情况的函", ["甲市"]),
        ("关于核实夜间施工管控有关情况的通知", ["甲市"]),
        ("甲市人民政府督查室关于校外托管整治情况的通报", []),
    ],
)
def test_a_letter_that_asks_how_things_stand_is_a_plan(title: str, found: list[str]) -> None:
    assert plan(VAGUE, title=title) == found


@pytest.mark.parametrize(
    ("issuer", "unit"),
    [("甲市国资委办公室", "甲市国资委"), ("甲市国资委", "甲市国资委"), ("甲市监察局", "甲市")],
)
def test_an_office_speaks_for_its_department(issuer: str, unit: str) -> None:
    document = DocumentRecord(
        document_id="d", file="p.txt", sha256="", media_type="", text=VAGUE, title=TITLE, kind="inspection",
        issuer=(issuer,),
    )  # fmt: skip
    units = (Unit(name="甲市", level="city"), Unit(name="甲市国资委", level="department", parent="甲市"))
    dossier = Dossier(policy=None, documents=(document,), units=units)
    assert [f.unit for f in plans.find(dossier, [], Settings(), date(2024, 12, 1))] == [unit]


def test_an_account_of_what_was_found_is_no_plan() -> None:
    assert plan(VAGUE, title="关于河湖长制督导情况的通报") == []


def test_a_report_is_no_plan() -> None:
    assert plan(VAGUE, kind="report") == []


def test_the_reason_says_what_the_plan_asks_in_its_own_words() -> None:
    document = DocumentRecord(
        document_id="d", file="p.txt", sha256="", media_type="", text="1.整治是否扎实；\n2.巡查是否及时。", title=TITLE,
        kind="inspection",
    )  # fmt: skip
    dossier = Dossier(
        policy=None,
        documents=(document,),
        members=(Member(document_id="d", unit="甲市", role="inspection"),),
        units=(Unit(name="甲市", level="city"),),
    )
    (finding,) = plans.find(dossier, [], Settings(), date(2024, 12, 1))
    assert "只问“整治是否扎实”“巡查是否及时”一类" in finding.reason
