"""层层加码: burdens and tightened figures; own generosity, shares and staging dates are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from luodi.checks import burden, overreach
from luodi.dossier import link
from luodi.records import Deadline, DocumentRecord, Quantity, Task, Unit
from luodi.settings import Forwarding, Settings

Make = Callable[..., DocumentRecord]


@pytest.fixture
def asked(policy: DocumentRecord) -> DocumentRecord:
    def task(words: str, **fields: object) -> Task:
        start = policy.text.index(words)
        end = policy.text.index("\n", start)
        return Task(
            task_id=words[:4],
            document_id=policy.document_id,
            file=policy.file,
            path="",
            sentence=policy.text[start:end],
            start=start,
            end=end,
            **fields,
        )

    return policy.replace(
        tasks=(
            task(
                "所有学校",
                deadlines=(Deadline(text="2024年6月底前", kind="by", end=date(2024, 6, 30)),),
                quantities=(Quantity(text="不低于90%", indicator="达标率", op=">=", value=90.0, unit="%"),),
            ),
            task("学校每月", deadlines=(Deadline(text="每月", kind="recurring", rrule="FREQ=MONTHLY"),)),
            task(
                "食堂烹饪",
                quantities=(
                    Quantity(text="2小时", indicator="从出锅到食用", op="<=", value=2.0, unit="小时"),
                    Quantity(text="92%", indicator="食堂改造合格率", op=">=", value=92.0, unit="%"),
                ),
            ),
        )
    )


def _found(make: Make, policy: DocumentRecord, units: list[Unit], text: str) -> list[str]:
    rules = make(
        "rules.txt",
        text,
        kind="rules",
        title="云泽市校园食堂管理实施方案",
        issuer=("云泽市人民政府",),
        issue_date=date(2024, 4, 20),
        refers_to=({"title": policy.title, "doc_number": policy.doc_number, "relation": "implements"},),
    )
    (dossier,) = link([policy, rules], units)
    floor = Settings().alerting.finding_confidence
    return [f.rule for f in overreach.find(dossier, [], Settings(), date(2024, 12, 1)) if f.confidence >= floor]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("各学校完不成改造任务的，取消当年评优资格。", "overreach.penalty"),
        ("拒不签订承诺书的家长，暂缓办理学生入学。", "overreach.penalty"),
        ("供餐企业须先到市教育局现场核验备案，并提交本市纳税证明。", "overreach.conditions"),
        ("厨师长进场前须缴纳个人担保金2万元。", "overreach.charges"),
        ("年底食堂改造合格率达到95%。", "overreach.figure"),
        ("各学校每日上传后厨照片不少于20张。", "overreach.reports"),
        ("向每名学生家长收取餐具保证金100元。", "overreach.charges"),
        ("逾期不签约的档口，停止供水。", "overreach.penalty"),
        ("参加率低于98%的学校扣5分，并约谈校长。", "overreach.penalty"),
        ("不配留样柜的档口，不受理换证申请。", "overreach.penalty"),
        ("厨师补齐体检项目后方可办理上岗手续。", "overreach.conditions"),
        ("每个班级自备消毒柜1台，费用自理。", "overreach.charges"),
        ("在宿舍做饭的，第二次停用校园卡一个月。", "overreach.penalty"),
        ("厨师轮训不足的，不予换发健康证。", "overreach.penalty"),
        ("再次被查到的，通报其工作单位。", "overreach.penalty"),
        ("逾期未交检测报告的，停止档口租赁备案。", "overreach.penalty"),
        ("所有学校在2024年6月底前完成食堂改造，达标率必须达到100%。", "overreach.figure"),
        ("所有学校务必在2024年5月10日前完成食堂改造并通过验收，达标率不低于90%。", "overreach.date"),
    ],
)
def test_what_is_loaded_on_top_is_found(
    make: Make, asked: DocumentRecord, units: list[Unit], text: str, rule: str
) -> None:
    assert _found(make, asked, units, text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "所有学校在2024年6月底前完成食堂改造，达标率不低于90%。",
        "所有学校在2024年6月15日前完成食堂改造，达标率不低于90%。",
        "请各校先查收没收押金，6月底前退清。",
        "取消对学校的单项考核评优，压减每日报送的台账。",
        "市财政对每所完成食堂改造的学校补助5万元。",
        "市教育局每月公布一次全市学校食堂收支账目，接受监督。",
        "全市42所学校分三批改造，4月底前报送名单。",
        "台风红色预警期间停止供气，警报解除后恢复。",
        "检修时停用旧门禁，换装新门禁。",
        "逾期未换的，由街道上门免费更换，不得停止供水。",
        "取消停用校园卡的做法，逾期的改为上门提醒。",
    ],
)
def test_carrying_out_is_no_overreach(make: Make, asked: DocumentRecord, units: list[Unit], text: str) -> None:
    assert _found(make, asked, units, text) == []


def test_a_penalty_the_policy_itself_sets_is_none(make: Make, asked: DocumentRecord, units: list[Unit]) -> None:
    same = "完不成改造任务的，取消当年评优资格。"
    known = asked.replace(text=asked.text + "\n" + same)
    assert _found(make, known, units, f"各学校{same}") == []


def test_the_superiors_burden_is_measured_only_when_asked_for(policy: DocumentRecord, units: list[Unit]) -> None:
    heavy = policy.replace(text=policy.text + "\n各市每周报送一次进展情况。" + "字" * 5000)
    (dossier,) = link([heavy], units)
    asked_for = Settings(forwarding=Forwarding(burden_check=True))
    assert list(burden.find(dossier, [], Settings(), date(2024, 12, 1))) == []
    (finding,) = burden.find(dossier, [], asked_for, date(2024, 12, 1))
    assert finding.unit == "江澜省"
    assert "5000字" in finding.reason
