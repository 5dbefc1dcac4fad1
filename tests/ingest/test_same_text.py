"""The same document as TXT, DOCX, PDF and OFD gives the same text."""

from __future__ import annotations

from luodi.ingest import read_bytes
from office_files import Pdf, docx, ofd, ofd_text, paragraph

HEADING = "一、总体要求"
BODY = "各县要在2024年6月底前建成乡镇公共浴室12座，覆盖率不低于95%，并向社会公开建设进度和监督电话。"
TITLE = "云岭市人民政府办公室关于加强公共浴室建设的通知"
DATE = "2024年3月5日"
LINES = (TITLE, "各县（市、区）人民政府：", HEADING, BODY, DATE)
TEXT = "\n".join(LINES)
COLUMN = 28


def wrapped(text: str, first: int) -> list[str]:
    return [text[:first], *(text[i : i + COLUMN] for i in range(first, len(text), COLUMN))]


def as_pdf() -> bytes:
    pdf = Pdf().page().text(TITLE[:20], 78, 740, size=22).text(TITLE[20:], 267, 704, size=22)
    pdf.text(LINES[1], 78, 660).text(HEADING, 110, 632)
    first, *rest = wrapped(BODY, COLUMN - 2)
    pdf.text(first, 110, 604)
    for n, line in enumerate(rest):
        pdf.text(line, 78, 576 - 28 * n)
    pdf.text(DATE, 350, 480).text("— 1 —", 270, 60, size=14)
    return pdf.bytes()


def as_ofd() -> bytes:
    first, *rest = wrapped(BODY, 26)
    layer = ofd_text(TITLE, 28, 60, size=6.5) + ofd_text(LINES[1], 28, 80) + ofd_text(HEADING, 39.2, 90)
    layer += ofd_text(first, 39.2, 100)
    layer += "".join(ofd_text(line, 28, 110 + 10 * n) for n, line in enumerate(rest))
    return ofd([layer + ofd_text(DATE, 120, 150) + ofd_text("— 1 —", 100, 275, size=4.9)])


def test_txt() -> None:
    assert read_bytes(TEXT.encode("gb18030"), "a.txt")[0].text == TEXT


def test_docx() -> None:
    assert read_bytes(docx("".join(paragraph(line) for line in LINES)), "a.docx")[0].text == TEXT


def test_pdf() -> None:
    assert read_bytes(as_pdf(), "a.pdf")[0].text == TEXT


def test_ofd() -> None:
    assert read_bytes(as_ofd(), "a.ofd")[0].text == TEXT


def test_page_number_is_furniture() -> None:
    for data, name in ((as_pdf(), "a.pdf"), (as_ofd(), "a.ofd")):
        assert [(f.text, f.role) for f in read_bytes(data, name)[0].furniture] == [("— 1 —", "page_number")]
