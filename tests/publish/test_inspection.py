"""The 督导报告: in the form of GB/T 9704, with every ground quoted, and the same every time."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from luodi.publish.grounds import told
from luodi.publish.inspection import noted, report
from luodi.publish.manuscript import set_in_type
from luodi.publish.packed import spread, squeeze
from luodi.publish.titles import title_lines
from luodi.records import Quarantine, Results
from luodi.settings import Publishing


def _words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


@pytest.fixture(scope="module")
def written(results: Results) -> bytes:
    return report(results, sender=Publishing(issuer="江澜省人民政府督查室"))


def test_page_and_title_have_the_official_form(written: bytes) -> None:
    document = Document(io.BytesIO(written))
    section = document.sections[0]
    assert [round(x.mm) for x in (section.page_width, section.top_margin, section.left_margin)] == [210, 37, 28]
    title = document.paragraphs[0].runs[0]
    assert title.font.size.pt == 22
    assert 'w:eastAsia="方正小标宋简体"' in title._element.xml
    body = next(p for p in document.paragraphs if "现将有关情况报告如下" in p.text)
    assert 'w:eastAsia="仿宋_GB2312"' in body.runs[-1]._element.xml
    assert body.paragraph_format.first_line_indent.pt == 32
    assert body.paragraph_format.line_spacing.pt == 28


def test_page_numbers_stand_between_dashes_right_and_left(written: bytes) -> None:
    section = Document(io.BytesIO(written)).sections[0]
    for footer, side in ((section.footer, 2), (section.even_page_footer, 0)):
        line = footer.paragraphs[0]
        assert line.text.replace("PAGE", "") == "—  —"
        assert "PAGE" in line._element.xml
        assert line.alignment == side


def test_every_problem_and_its_grounds_are_in_the_report(results: Results, written: bytes) -> None:
    words = _words(written)
    for finding in results.findings:
        assert told(finding.reason) in words
        for quote in finding.evidence:
            assert quote.quote.replace("\n", " ") in words or quote.quote in words


def test_a_refuted_problem_is_left_out_and_counted(results: Results) -> None:
    first, *rest = results.findings
    words = _words(report(results.replace(findings=(first.replace(standing="refuted", reason="独此一条"), *rest))))
    assert "独此一条" not in words
    assert "经核实不属实的1个问题未列入" in words


def test_uncertain_judgements_are_left_to_people(results: Results, written: bytes) -> None:
    unsure = sum(a.abstained for a in results.assessments)
    assert f"另有{unsure}项次把握不足" in _words(written)


def test_the_documents_are_the_same_every_time(results: Results, written: bytes) -> None:
    turned = results.replace(findings=results.findings[::-1], documents=results.documents[::-1])
    assert report(turned, sender=Publishing(issuer="江澜省人民政府督查室")) == written


def test_control_characters_do_not_break_the_document(results: Results) -> None:
    odd = results.findings[0].replace(reason="甲\x00乙\x0b丙\ufffe<w:p>&丁")
    hostile = results.replace(findings=(odd,), quarantine=(Quarantine(file="\x01", code="x", message="\x02"),))
    assert "甲乙丙<w:p>&丁" in _words(report(hostile))


def test_an_empty_run_gives_a_report_that_says_so(results: Results) -> None:
    assert "未发现问题" in _words(report(Results(run=results.run)))


def test_a_long_report_keeps_to_its_length_and_says_what_is_elsewhere(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luodi.publish.inspection._ANNEX_ROWS", 10)
    monkeypatch.setattr("luodi.publish.inspection._UNIT_PROBLEMS", 1)
    document = Document(io.BytesIO(report(results)))
    words = "\n".join(p.text for p in document.paragraphs)
    assert len(document.tables[1].rows) <= 11
    assert "个程度较轻的问题未列入本清单，见《问题台账.xlsx》" in words
    assert "个程度较轻的问题，见《问题台账.xlsx》" in words


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_it_on_several_pages(written: bytes, tmp_path: Path) -> None:
    import pypdfium2

    (tmp_path / "a.docx").write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert len(pdf) > 2
        page = pdf[0]
        text = page.get_textpage()
        assert "— 1 —" in text.get_text_bounded()
        text.close()
        page.close()


@pytest.mark.parametrize(
    "title",
    [
        "关于核实《澄岚省城镇老旧小区改造提升三年行动方案（2024—2026年）》落实中有关问题的督办函",
        "关于《澄岚省城镇老旧小区改造提升三年行动方案（2024—2026年）》落实情况的督导报告",
        "关于《公厕方案》落实情况的督导报告",
        "督导报告",
        "x" * 90,
    ],
)
def test_a_title_has_lines_of_like_length(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    if "x" not in title:
        assert all(sum(0.5 if char.isascii() else 1 for char in line) <= 20 for line in lines)
        assert all(len(line) >= 4 for line in lines), "a word stands alone on a line"
        assert not any(line[0] in "》）、的" or line[-1] in "《（" for line in lines)


def test_no_word_of_a_title_is_broken() -> None:
    assert title_lines("关于核实《澄岚省城镇老旧小区改造提升三年行动方案（2024—2026年）》落实中有关问题的督办函") == [
        "关于核实《澄岚省城镇老旧小区改造",
        "提升三年行动方案（2024—2026年）》",
        "落实中有关问题的督办函",
    ]


def test_a_report_that_travelled_is_set_in_the_same_type(results: Results) -> None:
    assert set_in_type(spread(squeeze(noted(results).lines))) == report(results)
