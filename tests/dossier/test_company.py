"""Papers that alone look like something else are read by whom they answer and by who answers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from luodi.dossier import link
from luodi.records import DocumentRecord, Unit

Make = Callable[..., DocumentRecord]

NUMBER = "江政办发〔2024〕18号"


def _roles(docs: list[DocumentRecord], units: list[Unit]) -> dict[str, str]:
    found = {}
    for dossier in link(docs, units):
        files = {d.document_id: d.file for d in dossier.documents}
        found |= {files[m.document_id]: m.role for m in dossier.members if dossier.policy is not None}
        if dossier.policy is not None:
            found[dossier.policy.file] = "policy"
    return found


def test_a_notice_that_sends_the_text_along_with_an_invitation_passes_it_on(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    title = "云泽市人民政府办公室关于召开部署会并印送省有关文件的通知"
    text = f"{title}\n各县人民政府：\n{policy.doc_number}随文印送。定于3月5日召开部署会。"
    notice = make("a.txt", text, kind="policy", title=title, issuer=("云泽市人民政府办公室",))
    assert _roles([policy, notice], units)[notice.file] == "forward"


def test_a_lower_units_own_orders_under_a_superiors_paper_are_its_rules(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    title = "云泽市食堂攻坚行动"
    orders = "每月检查食堂不少于1次。2024年6月底前，全部食堂装上摄像头。严禁使用过期食材。每学期培训厨师不少于2次。" * 8
    plan = make("a.txt", f"{title}\n为完成{policy.doc_number}，部署如下。\n{orders}", kind="policy", title=title,
                issuer=("云泽市人民政府",))  # fmt: skip
    roles = _roles([policy, plan], units)
    assert roles[plan.file] == "rules"
    assert list(roles.values()).count("policy") == 1


def test_an_account_of_mending_and_of_a_policy_is_a_report_on_the_policy(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    title = "云泽市人民政府关于通报问题整改和食堂任务履行情况的报告"
    text = f"{title}\n现将整改以及{policy.doc_number}的履行情况一并报告。食堂已全部装上摄像头。"
    paper = make("a.txt", text, kind="rectification", title=title, issuer=("云泽市人民政府",))
    assert _roles([policy, paper], units)[paper.file] == "report"


@pytest.mark.parametrize(
    ("title", "other", "role"),
    [
        ("云泽市关于来函事项整改办理情况的汇报", False, "report"),
        ("云泽市关于来函事项整改办理情况的汇报", True, "rectification"),
        ("云泽市关于督查反馈问题整改办理情况的汇报", False, "rectification"),
    ],
    ids=["the only account", "beside a report", "on an inspection"],
)
def test_a_paper_of_mending_that_answers_the_policy_itself_is_its_units_only_account(
    make: Make, policy: DocumentRecord, units: list[Unit], title: str, other: bool, role: str
) -> None:
    refers = {"title": policy.title, "doc_number": policy.doc_number, "relation": "reports_on"}
    words = f"{policy.doc_number}印发后，食堂已全部装上摄像头。"
    paper = make("a.txt", f"{title}\n{words}", kind="rectification", title=title, issuer=("云泽市人民政府",),
                 refers_to=[refers])  # fmt: skip
    report = make("b.txt", f"云泽市报告\n{words}", kind="report", title="云泽市关于食堂工作的报告",
                  issuer=("云泽市人民政府",), refers_to=[refers])  # fmt: skip
    assert _roles([policy, paper, *([report] if other else [])], units)[paper.file] == role


def test_what_answers_nothing_stays_as_it_is(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    title = "云泽市人民政府关于表彰先进的通报"
    paper = make("a.txt", f"{title}\n决定表彰以下单位。", kind="other", title=title, issuer=("云泽市人民政府",))
    assert _roles([policy, paper], units).get(paper.file) != "report"


def test_minutes_without_a_word_before_their_number_are_found_by_those_who_name_them(
    make: Make, units: list[Unit]
) -> None:
    title = "关于研究食堂工作的纪要"
    orders = (
        "会议议定：2024年6月底前，全部食堂装上摄像头。每月检查食堂不少于1次。严禁使用过期食材。各市每季度报告一次。"
    )
    minutes = make("m.txt", f"{title}\n{orders}", kind="other", title=title, doc_number="〔2024〕14号",
                   issuer=("江澜省人民政府",))  # fmt: skip
    text = "云泽市关于食堂工作的报告\n省政府专题会议纪要〔2024〕14号印发后，全部食堂已装上摄像头。"
    report = make("r.txt", text, kind="report", title="云泽市关于食堂工作的报告", issuer=("云泽市人民政府",))
    assert _roles([minutes, report], units) == {"m.txt": "policy", "r.txt": "report"}


@pytest.mark.parametrize(
    ("matter", "day", "role"),
    [
        ("加强校园食堂管理", date(2024, 5, 6), "rules"),
        ("加强校园食堂管理", date(2024, 1, 6), "policy"),
        ("农村公路养护", date(2024, 5, 6), "policy"),
    ],
    ids=["the same matter", "before the superior", "another matter"],
)
def test_orders_that_name_no_other_paper_follow_a_superiors_on_the_same_matter(
    make: Make, policy: DocumentRecord, units: list[Unit], matter: str, day: date, role: str
) -> None:
    title = f"云泽市{matter}工作方案"
    orders = (
        f"为{matter}，部署如下。\n2024年6月底前，全部摸清底数。每月检查不少于1次。严禁以罚代管。每学期培训不少于2次。"
    )
    plan = make("a.txt", f"{title}\n{orders}", kind="policy", title=title, issuer=("云泽市人民政府",), issue_date=day)
    dated = policy.replace(issue_date=date(2024, 4, 8))
    assert _roles([dated, plan], units)[plan.file] == role


def test_a_short_plan_of_its_own_with_the_superiors_paper_enclosed_is_rules(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    title = "云泽市人民政府关于印发食堂工作方案的通知"
    told = f"省政府办公厅的意见（{NUMBER}）随文附上，我市的方案如下。\n第一件，核食堂，4月底前核完。"
    text = f"{title}\n各县人民政府：\n{told}"
    plan = make("a.txt", text, kind="policy", title=title, issuer=("云泽市人民政府",))
    assert _roles([policy, plan], units)[plan.file] == "rules"


def test_a_petition_to_those_above_passes_nothing_on(make: Make, policy: DocumentRecord, units: list[Unit]) -> None:
    title = "云泽市人民政府关于调整任务的请示"
    text = f"{title}\n省人民政府：\n根据{policy.doc_number}，我市任务较重，请予调整。"
    petition = make("p.txt", text, kind="other", title=title, issuer=("云泽市人民政府",), addressees=("省人民政府",))
    assert _roles([policy, petition], units)[petition.file] == "other"
