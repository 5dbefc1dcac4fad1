"""What an analyst sees of a run in a notebook: the gravest first, whole reasons, documents by name."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

import luodi
from luodi.batch.api import Run

POLICY = (
    "泊宁市人民政府办公室文件\n泊政办发〔2024〕9号\n泊宁市人民政府办公室关于印发《泊宁市公共厕所建设方案》的通知\n"
    "各县（市、区）人民政府：\n一、主要任务\n各县应当于2024年6月底前新建公厕12座。\n泊宁市人民政府办公室\n2024年3月1日\n"
)
UNITS = "name,level,parent,aliases\n泊宁市,市,,泊宁市人民政府办公室\n"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    desk = tmp_path_factory.mktemp("desk")
    (desk / "inbox").mkdir()
    (desk / "inbox" / "policy.txt").write_text(POLICY, encoding="utf-8")
    (desk / "units.csv").write_text(UNITS, encoding="utf-8")
    quick = luodi.Settings.from_dict({"comparing": {"reader": False}})
    return luodi.run(
        desk / "inbox",
        desk / "out",
        units=desk / "units.csv",
        as_of="2024-12-31",
        settings=quick,
        workers=0,
        quiet=True,
    )


def test_a_run_says_in_one_line_what_it_holds(run: Run) -> None:
    assert repr(run).startswith("<luodi run of 2024-12-31")
    assert "1 documents" in repr(run)
    assert "\n" not in repr(run)


def shown(run: Run, **columns: list[object]) -> str:
    """The notebook view of a run with these findings."""
    size = len(columns["severity"])
    one = {
        "unit": ["泊宁市"],
        "label": ["打折扣执行"],
        "kind": ["discounted"],
        "reason": ["理由"],
        "confidence": [0.9],
    }
    named = {name: values * size for name, values in one.items()} | columns
    findings = pd.DataFrame({"finding_id": [str(i) for i in range(size)], **named})
    return replace(run, findings=findings)._repr_html_()


def test_a_run_shows_the_gravest_findings_first_in_chinese(run: Run) -> None:
    cells = re.findall(r"<td>([高中低])</td>", shown(run, severity=["low", "high", "medium"]))
    assert cells == ["高", "中", "低"]


def test_a_run_shows_reasons_longer_than_pandas_would(run: Run) -> None:
    reason = "要求新建公厕十二座，报告称全年建成公厕七座。" * 5
    assert reason in shown(run, severity=["low"], reason=[reason])


def test_a_run_shows_names_as_words_not_as_html(run: Run) -> None:
    assert "<b>" not in shown(run, severity=["low"], unit=["<b>县"]).replace("<p><b>落地</b>", "")


def test_a_run_says_how_many_findings_it_does_not_show(run: Run) -> None:
    assert "另有 5 条" in shown(run, severity=["low"] * 25)


def test_a_run_without_findings_says_so(run: Run) -> None:
    assert "没有发现" in run._repr_html_()


def test_a_document_is_found_by_file_and_by_id(run: Run) -> None:
    document = run.document("policy.txt")
    assert document == run.document(document.document_id)
    assert document.text[document.tasks[0].start : document.tasks[0].end] == document.tasks[0].sentence


def test_an_unknown_document_is_named_in_the_error(run: Run) -> None:
    with pytest.raises(KeyError, match=r"没有这份文件：other\.txt"):
        run.document("other.txt")
