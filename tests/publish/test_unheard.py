"""Reports that were not compared, each with its own reason."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.publish.unheard import Filed, unheard
from luodi.records import DocumentRecord, Notice, Reference

POLICY = DocumentRecord(
    document_id="p", file="政策.docx", sha256="", media_type="", text="", kind="policy", doc_number="甲政发〔2024〕5号"
)
REPORT = DocumentRecord(
    document_id="r", file="报告.docx", sha256="", media_type="", text="", kind="report", issuer=("乙县人民政府",),
    issue_date=date(2024, 11, 1),
)  # fmt: skip


def why(report: DocumentRecord) -> list[str]:
    told = [Filed.of(POLICY), Filed.of_row(report.model_dump(mode="json"))]
    return [words for _, words in unheard(told, {"甲县"}, date(2024, 12, 31))]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("甲政发〔2024〕5号", "单位名录里没有它的发文单位“乙县人民政府”"),
        ("甲政发〔2023〕9号", "收件夹里没有找到它所答复的政策“甲政发〔2023〕9号”"),
        (None, "没有找到它所答复的政策，或单位名录里没有它的发文单位“乙县人民政府”"),
    ],
)
def test_what_is_missing_is_named(number: str | None, words: str) -> None:
    named = (Reference(doc_number=number, relation="reports_on"),) if number else ()
    assert why(REPORT.replace(refers_to=named)) == [words]


def test_nobody_knows_whose_report_it_is() -> None:
    assert why(REPORT.replace(issuer=())) == ["看不出是哪个单位的报告"]


def test_a_copy_of_a_report_that_was_compared_is_no_report_left_out() -> None:
    assert why(REPORT.replace(warnings=(Notice(code="duplicate", message="与 a.docx 文字完全相同，只计一次"),))) == []
    assert why(REPORT.replace(unit="甲县")) == []
