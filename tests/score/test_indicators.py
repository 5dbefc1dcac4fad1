"""The indicators, counted by hand and by the product on the same papers, are equal; what cannot be known says why."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from luodi.learn.checking import assessments_of, dossier_of, sheet
from luodi.learn.gold import load_case
from luodi.records import DocumentRecord, Dossier, Event, Finding, Member, Unit
from luodi.score import told
from luodi.score.indicators import catalogue, indicators
from luodi.settings import Settings

CASE = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "farmland"


@pytest.fixture(scope="module")
def farmland() -> dict[str, dict[str, float | None]]:
    case = load_case(CASE)
    dossier = dossier_of(case)
    rows = assessments_of(case, dossier)
    units = ("丰陵市", "泽阳市", "石港市")
    return {u: indicators(u, dossier, [r for r in rows if r.unit == u], [], Settings())[0] for u in units}


@pytest.mark.parametrize(
    ("unit", "indicator", "by_hand"),
    [
        # ledger, last day written 2024-12-06: 石港市 ZG-03, 06, 08, 10 are due, ZG-08 is open
        ("石港市", "closure_rate", 3 / 4),
        ("石港市", "completion_rate", 3 / 4),
        ("石港市", "punctuality", 3 / 4),
        # 泽阳市 ZG-02, 04, 07, 09 are closed, ZG-04 was rectified on 28 October, due 30 September
        ("泽阳市", "closure_rate", 1.0),
        ("泽阳市", "punctuality", 3 / 4),
        # 丰陵市 ZG-01, 05, 12 are due and closed, ZG-11 is not due
        ("丰陵市", "closure_rate", 1.0),
        # 丰陵市: 18 implemented, 1 discounted, 1 omitted of 20 due (1 pending)
        ("丰陵市", "attainment", 18 / 20),
        ("石港市", "attainment", 5 / 20),
    ],
)
def test_on_a_whole_case(
    farmland: dict[str, dict[str, float | None]], unit: str, indicator: str, by_hand: float
) -> None:
    assert farmland[unit][indicator] == pytest.approx(by_hand, abs=1e-4)


def made() -> Dossier:
    def document(name: str, kind: str, text: str, **more: object) -> DocumentRecord:
        return DocumentRecord(document_id=name, file=name, sha256="", media_type="", kind=kind, text=text, **more)

    policy = document(
        "policy", "policy", "6月底前建成公厕12座。覆盖率不低于95%。", urgency="特急", issue_date=date(2024, 3, 1),
        doc_number="甲政发〔2024〕5号",
    )  # fmt: skip
    papers = (
        document("interpretation", "interpretation", "要求6月底前建成公厕12座。要求覆盖率不低于90%。"),
        document("report", "report", "群众满意度达到92.5%。安排资金2000万元，已支出1500万元。"),
        sheet("评分.csv", "督查对象,督查组,得分,提出建议数,采纳建议数\n乙市,一组,90,6,5\n乙市,二组,80,4,4\n"),
        sheet("feedback.csv", "编号,日期,渠道,地点,内容\n1,2024-05-01,热线,乙市,路灯不亮\n"),
    )
    return Dossier(
        policy=policy,
        documents=papers,
        members=tuple(Member(document_id=d.document_id, unit="乙市", role=d.kind) for d in papers[:2]),
        units=(Unit(name="甲省", level="province"), Unit(name="乙市", level="city", parent="甲省")),
        expected=("乙市",),
        issuing_unit="甲省",
        events=(
            Event(
                doc_number="甲政发〔2024〕5号", from_unit="甲省", to_unit="乙市", sent_at=datetime(2024, 3, 1, 9),
                received_at=datetime(2024, 3, 1, 10),
            ),
            Event(
                doc_number="甲政发〔2024〕5号", from_unit="乙市", to_unit="丙县", sent_at=datetime(2024, 3, 2, 16),
                received_at=datetime(2024, 3, 2, 17),
            ),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "by_hand"),
    [
        ("hop_hours", 30.0),
        ("urgent_hours", 30.0),
        ("interpretation_accuracy", 1 / 2),
        ("adoption_rate", 9 / 10),
        ("deviation_rate", 1 / 3),
        ("satisfaction", 0.925),
        ("funds_executed", 0.75),
        ("complaint_share", 0.0),
    ],
)
def test_on_papers_made_to_measure(indicator: str, by_hand: float) -> None:
    judged = [
        Finding(finding_id=str(i), kind="selective", label="", severity="low", unit="乙市", standing=standing)
        for i, standing in enumerate(("confirmed", "refuted", "confirmed", "open"))
    ]
    values, _ = indicators("乙市", made(), [], judged, Settings())
    assert values[indicator] == pytest.approx(by_hand, abs=1e-4)


def test_what_is_unknown_says_why() -> None:
    values, why = indicators("乙市", Dossier(policy=None), [], [], Settings())
    assert {name for name, value in values.items() if value is None} == set(why)
    assert all(why.values())


def test_every_indicator_has_formula_source_and_target() -> None:
    assert all(i.formula and i.source and i.better in {"higher", "lower"} for i in catalogue())


def test_a_target_is_met_on_its_good_side() -> None:
    by_id = {i.id: i for i in catalogue()}
    assert by_id["deviation_rate"].met(0.05) is True
    assert by_id["closure_rate"].met(0.99) is False
    assert by_id["satisfaction"].met(None) is None


def test_spending_without_a_plan_is_no_rate() -> None:
    assert list(told.funds("已支出1500万元。全年安排资金2000万元。")) == []
