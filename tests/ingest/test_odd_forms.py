"""Layouts that mean something else than they look like, and their neighbours that mean just what they look like."""

from __future__ import annotations

from luodi.ingest import read_bytes
from luodi.records import DocumentRecord
from office_files import Pdf, docx, paragraph, table

PROSE = "坚持问题导向和目标导向相统一聚焦群众反映强烈的突出问题逐项整改到位"


def lines(data: bytes, name: str) -> list[str]:
    return read_bytes(data, name)[0].text.split("\n")


def columns(words: str, *, rows: int = 9, gap: float = 30) -> DocumentRecord:
    """A page whose lines have two halves of so many characters beside each other."""
    pdf = Pdf().page()
    half = len(words) // 2
    for n in range(rows):
        pdf.text(words[:half], 60, 760 - 20 * n, size=12)
        pdf.text(words[half:], 60 + 12 * half + gap, 760 - 20 * n, size=12)
    return read_bytes(pdf.bytes(), "a.pdf")[0]


def test_two_columns_are_read_one_after_the_other() -> None:
    text = columns(PROSE[:30]).text.replace("\n", "")
    assert text == PROSE[:15] * 9 + PROSE[15:30] * 9


def test_halves_that_touch_are_one_line() -> None:
    assert columns(PROSE[:30], gap=4).text.replace("\n", "").replace(" ", "") == PROSE[:30] * 9


def test_short_words_beside_each_other_are_no_columns() -> None:
    pdf = Pdf().page()
    for n in range(9):
        pdf.text("张三", 60, 760 - 20 * n, size=12).text("县教育局办公室主任", 330, 760 - 20 * n, size=12)
    assert read_bytes(pdf.bytes(), "a.pdf")[0].text.count("张三　") == 9


def test_a_table_of_bodies_without_a_red_head_stays_a_table() -> None:
    rows = [["序号", "单位"], ["1", "霁川县教育局"], ["2", "霁川县公安局"]]
    assert lines(docx(table(rows)), "a.docx") == ["|序号|单位|", "|1|霁川县教育局|", "|2|霁川县公安局|"]


def test_a_list_in_halves_is_one_list_but_columns_of_two_years_are_not() -> None:
    halves = [["序号", "任务", "序号", "任务"], ["1", "修路", "3", "架桥"], ["2", "建厂", "", ""]]
    assert lines(docx(table(halves)), "a.docx") == ["|序号|任务|", "|1|修路|", "|2|建厂|", "|3|架桥|"]
    years = [["乡镇", "目标", "完成", "完成"], ["石渡乡", "3", "2", "3"]]
    assert lines(docx(table(years)), "a.docx")[0] == "|乡镇|目标|完成|完成|"


def test_lines_of_a_list_are_not_joined() -> None:
    text = "名单\n" + "\n".join(f"    {n}号水库管理处" if n % 2 else f"第{n}号水库管理处所属各站" for n in range(1, 9))
    assert len(lines(text.encode(), "a.txt")) == 9


def test_one_number_between_dashes_is_no_page_number() -> None:
    assert lines("甲。\n— 1 —\n乙。".encode(), "a.txt") == ["甲。", "— 1 —", "乙。"]


def test_names_with_single_blanks_between_them_keep_them() -> None:
    body = paragraph("霁川县教育局 霁川县公安局") + paragraph("通 知")
    assert lines(docx(body), "a.docx") == ["霁川县教育局 霁川县公安局", "通 知"]


def test_links_to_attachments_are_kept_and_menus_are_not() -> None:
    words = "<p>为加强管理，现将名单公布如下，请各单位认真核对，如有异议请于公布之日起五个工作日内书面提出。</p>"
    menu = "<div><a>首页</a><a>政务公开</a><a>办事服务</a></div>"
    files = "<div><a>附件1.名单.docx</a><br><a>附件2.回执.docx</a><br><a>附件3.说明.docx</a></div>"
    found = read_bytes(f"<html><body><div>{menu}{words}{files}</div></body></html>".encode(), "a.html")[0]
    assert "首页" not in found.text
    assert "附件3.说明.docx" in found.text
    assert any("政务公开" in piece.text for piece in found.furniture)


def test_a_subject_loses_what_mail_programs_put_before_it() -> None:
    mail = "From: a@x.example\nSubject: Fwd: RE: 关于治水的通知\nContent-Type: text/plain; charset=utf-8\n\n请办理。\n"
    assert lines(mail.encode(), "a.eml")[0] == "关于治水的通知"
