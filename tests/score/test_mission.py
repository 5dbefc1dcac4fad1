"""Every indicator of the mission on one small case: the numbers worked out by hand beside what the product says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import pytest

from luodi.learn.checking import sheet
from luodi.records import Assessment, DocumentRecord, Dossier, Event, Finding, Member, Quantity, Status, Task, Unit
from luodi.score.indicators import catalogue, indicators
from luodi.settings import Settings

NUMBER = "甲政发〔2024〕5号"
SENTENCES = (
    "6月底前建成公厕12座。",
    "管网覆盖率不低于95%。",
    "公开收费标准。",
    "建立巡查制度。",
    "明年底前建成泵站3座。",
)
LEDGER = """编号,单位,问题,整改时限,完成日期,复查日期,销号日期
1,乙市,公厕未建,2024-06-30,2024-06-20,2024-07-01,2024-07-05
2,乙市,管网未改,2024-07-31,2024-08-10,2024-08-15,2024-08-20
3,乙市,收费未公开,2024-08-31,2024-08-30,,
4,乙市,巡查未做,2024-09-30,,,
5,乙市,泵站未建,2025-06-30,,,
6,丁市,路灯未修,2024-09-30,2024-09-20,2024-10-08,2024-10-10
"""
COMPLAINTS = """编号,日期,渠道,地点,内容
1,2024-05-01,热线,乙市,东街路灯熄灭半个月，报修后无人维修，夜里漆黑一片
2,2024-05-03,热线,乙市,小区门口的路灯熄灭了，几次报修仍无人维修
3,2024-05-06,来信,乙市,学校后面路灯熄灭，家长报修多次，孩子放学漆黑难行
4,2024-05-09,热线,乙市,广场西侧几盏路灯熄灭，请派人维修，晚间漆黑
5,2024-05-12,热线,乙市,我们巷子路灯熄灭好几盏，老人摔跤，报修没有回音
6,2024-05-15,来信,乙市,沿河步道路灯熄灭已有一个月，希望尽快维修
7,2024-05-16,热线,乙市,公交车班次太少，早上等不到车
8,2024-05-20,热线,乙市,菜场的污水流到马路上，气味难闻
9,2024-05-21,热线,丁市,医院挂号排队时间太长
"""
SCORES = "督查对象,督查组,得分,提出建议数,采纳建议数\n乙市,一组,90,6,5\n丁市,二组,80,4,4\n"

BY_HAND = {
    # issued with the sending of 1 March 9:00, passed on 2 March 16:00: 31 hours, 31/24 of a day
    "forwarding_days": 31 / 24,
    # received 1 March 10:00, passed on 2 March 16:00
    "hop_hours": 30.0,
    # the policy is 特急, so the same hours are held against 24
    "urgent_hours": 30.0,
    # 12座 and 3座 are the policy's figures, 90% is not (95%): 2 of 3
    "interpretation_accuracy": 2 / 3,
    # answered are two confirmed and one refuted finding, the open one is not counted
    "deviation_rate": 1 / 3,
    # 5 + 4 adopted of 6 + 4 made
    "adoption_rate": 9 / 10,
    # the ledger's last day is 10 October: rows 1 to 4 are due, row 5 is not, row 6 is another unit's; closed: 1, 2
    "closure_rate": 2 / 4,
    # rectified of the same four: 1, 2, 3
    "completion_rate": 3 / 4,
    # in time of the same four: 1, 3 (row 2 ten days late, row 4 not done)
    "punctuality": 2 / 4,
    # tasks 1 and 3 implemented of 1 to 3; task 4 is left to a person, task 5 is pending
    "attainment": 2 / 3,
    # of these three, 1 and 2 have a number; implemented is 1
    "goal_attainment": 1 / 2,
    # the report says 92.5% and 90.5%: the lower
    "satisfaction": 0.905,
    # six of eight complaints of 乙市 are about street lamps in shared words (路灯, 熄灭, 报修, 维修, 漆黑); five make a
    # cluster, one word in common would make none
    "complaint_share": 6 / 8,
    # 1500 of 2000万元
    "funds_executed": 1500 / 2000,
}
MET = {"forwarding_days", "hop_hours", "adoption_rate", "satisfaction"}
"""Those that reach their targets: 5 days, 72 hours, 90 %, 90 %."""


def document(name: str, kind: Literal["policy", "interpretation", "report"], text: str) -> DocumentRecord:
    return DocumentRecord(document_id=name, file=name, sha256="", media_type="", kind=kind, text=text)


def small_case(*, urgency: str | None = "特急") -> Dossier:
    text = "".join(SENTENCES)
    numbers = {0: ("12座", 12, "座"), 1: ("不低于95%", 95, "%"), 4: ("3座", 3, "座")}
    tasks = tuple(
        Task(
            task_id=f"t{i}",
            document_id="policy",
            file="policy",
            path="",
            sentence=sentence,
            start=text.index(sentence),
            end=text.index(sentence) + len(sentence),
            quantities=(Quantity(text=numbers[i][0], op=">=", value=numbers[i][1], unit=numbers[i][2]),)
            if i in numbers
            else (),
        )
        for i, sentence in enumerate(SENTENCES)
    )
    policy = document("policy", "policy", text).replace(
        tasks=tasks, urgency=urgency, issue_date=date(2024, 3, 1), doc_number=NUMBER
    )
    own = (
        document("interpretation", "interpretation", "6月底前建成公厕12座。管网覆盖率不低于90%。明年底前建成泵站3座。"),
        document(
            "report",
            "report",
            "办事群众满意度达到92.5%。保洁满意率为90.5%。全年安排资金2000万元，已支出1500万元。",
        ),
    )

    def sent(giver: str, taker: str, day: int, hour: int) -> Event:
        return Event(
            doc_number=NUMBER,
            from_unit=giver,
            to_unit=taker,
            sent_at=datetime(2024, 3, day, hour),
            received_at=datetime(2024, 3, day, hour + 1),
        )

    return Dossier(
        policy=policy,
        documents=(
            *own,
            sheet("ledger.csv", LEDGER),
            sheet("feedback.csv", COMPLAINTS),
            sheet("scores.csv", SCORES),
        ),
        members=tuple(Member(document_id=d.document_id, unit="乙市", role=d.kind) for d in own),
        units=(
            Unit(name="甲省", level="province"),
            Unit(name="乙市", level="city", parent="甲省"),
            Unit(name="丁市", level="city", parent="甲省"),
            Unit(name="丙县", level="county", parent="乙市"),
        ),
        expected=("乙市", "丁市"),
        issuing_unit="甲省",
        events=(sent("甲省", "乙市", 1, 9), sent("乙市", "丙县", 2, 16)),
    )


def judged() -> list[Assessment]:
    told: tuple[tuple[Status, bool], ...] = (
        ("implemented", False),
        ("discounted", False),
        ("implemented", False),
        ("omitted", True),
        ("pending", False),
    )
    return [
        Assessment(
            assessment_id=f"a{i}",
            policy_id="policy",
            policy="policy",
            unit="乙市",
            report_id="report",
            report="report",
            task_id=f"t{i}",
            task=SENTENCES[i],
            status=status,
            confidence=0.3 if abstained else 0.9,
            abstained=abstained,
        )
        for i, (status, abstained) in enumerate(told)
    ]


def answered() -> list[Finding]:
    return [
        Finding(finding_id=str(i), kind="selective", label="", severity="low", unit="乙市", standing=standing)
        for i, standing in enumerate(("confirmed", "refuted", "confirmed", "open"))
    ]


@pytest.fixture(scope="module")
def said() -> dict[str, float | None]:
    values, why = indicators("乙市", small_case(), judged(), answered(), Settings())
    assert why == {}
    return values


def test_every_indicator_is_worked_out_by_hand() -> None:
    assert BY_HAND.keys() == {i.id for i in catalogue()}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand_and_by_the_product_they_are_equal(said: dict[str, float | None], name: str) -> None:
    assert said[name] == pytest.approx(BY_HAND[name], abs=1e-4)


def test_the_targets_that_are_reached(said: dict[str, float | None]) -> None:
    assert {i.id for i in catalogue() if i.met(said[i.id])} == MET


def test_of_a_unit_without_papers_all_is_unknown_and_says_why() -> None:
    bare = small_case(urgency=None)
    bare = bare.replace(documents=(), members=(), events=(), expected=("丁市",))
    values, why = indicators("丁市", bare, [], [], Settings())
    assert values == dict.fromkeys(BY_HAND)
    assert why == {
        "forwarding_days": "没有从成文到转出的时间",
        "hop_hours": "没有收文、转文时间",
        "urgent_hours": "不是紧急文件",
        "interpretation_accuracy": "没有解读材料",
        "deviation_rate": "问题尚无核实结论",
        "adoption_rate": "没有督查建议采纳情况表",
        "closure_rate": "没有本单位的整改台账",
        "completion_rate": "没有本单位的整改台账",
        "punctuality": "没有本单位的整改台账",
        "attainment": "没有可靠的逐项判断",
        "goal_attainment": "没有带数量目标且已到期的任务",
        "satisfaction": "报告没有写满意度",
        "complaint_share": "没有本单位的群众反映",
        "funds_executed": "报告没有同时写明安排和支出",
    }
