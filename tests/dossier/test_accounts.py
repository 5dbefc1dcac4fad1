"""A report on a policy about putting things right is a report; a reply to inspectors is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luodi.dossier import link
from luodi.records import DocumentRecord, Unit

Make = Callable[..., DocumentRecord]

TITLE = "江澜省人民政府办公厅关于进一步加强审计查出问题整改工作的意见"
NUMBER = "江政办发〔2024〕30号"


@pytest.fixture
def about_rectifying(make: Make) -> DocumentRecord:
    return make(
        "policy.txt", "问题整改完成率达到95%以上。", kind="policy", genre="意见", title=TITLE, doc_number=NUMBER,
        issuer=("江澜省人民政府办公厅",),
    )  # fmt: skip


def _role(policy: DocumentRecord, paper: DocumentRecord, units: list[Unit]) -> tuple[str, str]:
    (dossier,) = link([policy, paper], units)
    (member,), (document,) = dossier.members, dossier.documents
    return member.role, document.kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("云泽市人民政府关于审计查出问题整改工作情况的报告", "现将情况报告如下。"),
        ("云泽市人民政府关于审计查出问题整改工作的汇报", "先列数，后说明。"),
        ("云泽市人民政府2024年整改工作总结", f"现按{NUMBER}文件逐项报告。"),
        ("云泽市人民政府关于整改落实情况的报告", f"《{TITLE}》印发后，我市逐项落实。"),
    ],
    ids=["matter", "matter of an account", "number", "title"],
)
def test_a_report_on_a_policy_about_rectifying_is_its_report(
    make: Make, about_rectifying: DocumentRecord, units: list[Unit], title: str, text: str
) -> None:
    paper = make("report.txt", f"{title}\n{text}", kind="rectification", title=title, issuer=("云泽市人民政府",))
    assert _role(about_rectifying, paper, units) == ("report", "report")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("云泽市人民政府关于审计查出问题整改方案", f"根据{NUMBER}，制定本方案。"),
        ("云泽市校园食堂督查反馈问题整改情况的报告", "收到督查通报后，我市立行立改。"),
    ],
    ids=["a plan", "a reply to inspectors"],
)
def test_plans_and_replies_to_inspectors_stay_rectification(
    make: Make, about_rectifying: DocumentRecord, units: list[Unit], title: str, text: str
) -> None:
    paper = make("paper.txt", f"{title}\n{text}", kind="rectification", title=title, issuer=("云泽市人民政府",))
    assert _role(about_rectifying, paper, units) == ("rectification", "rectification")


def test_where_the_policy_is_about_something_else_a_rectification_report_stays_one(
    make: Make, policy: DocumentRecord, units: list[Unit]
) -> None:
    paper = make(
        "report.txt", f"对照{policy.doc_number}查出的问题已全部整改。", kind="rectification",
        title="云泽市人民政府关于校园食堂问题整改情况的报告", issuer=("云泽市人民政府",),
    )  # fmt: skip
    assert _role(policy, paper, units) == ("rectification", "rectification")
