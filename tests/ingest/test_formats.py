"""TXT, HTML, sheets, archives, mail, old Office files."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from email.message import EmailMessage

import openpyxl
import pytest

from luodi.ingest import ReadError, read_bytes
from luodi.ingest import legacy as legacy_module
from luodi.settings import Limits, Settings
from office_files import docx, ofd, ofd_text, paragraph

WORDS = "关于印发《乡镇公共浴室建设方案》的通知\n各县（市、区）人民政府：\n请认真组织实施，确保年底前完成。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gbk", "gb18030"])
def test_text_in_any_encoding(encoding: str) -> None:
    assert read_bytes(WORDS.encode(encoding), "a.txt")[0].text == WORDS


def test_text_in_big5() -> None:
    words = "關於印發鄉鎮公共浴室建設方案的通知\n請認真組織實施，確保年底前完成。"
    assert read_bytes(words.encode("big5"), "a.txt")[0].text == words


def test_table_lines_become_a_table_with_places() -> None:
    record = read_bytes("任务清单\n| 序号 | 任务 |\n|---|---|\n| 1 | 建浴室 |\n".encode(), "a.md")[0]
    assert record.text == "任务清单\n|序号|任务|\n|1|建浴室|"
    cell = record.tables[0].rows[1][1]
    assert record.text[cell.start : cell.end] == cell.text == "建浴室"


def test_html_body_without_navigation() -> None:
    page = f"""<html><head><meta charset="gb2312"><title>通知_云岭市人民政府网</title>
    <script>var a="代码";</script></head><body><div class="nav"><a href="/">首页</a><a>政务公开</a></div>
    <div id="zoom"><p>{"</p><p>".join(WORDS.split())}</p>
    <table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>建浴室</td></tr></table></div>
    <div class="footer">版权所有 云岭市人民政府办公室</div></body></html>"""
    record = read_bytes(page.encode("gbk"), "a.html")[0]
    assert record.text == WORDS + "\n|序号|任务|\n|1|建浴室|"
    assert [f.text for f in record.furniture] == ["首页 政务公开", "版权所有 云岭市人民政府办公室"]


def test_html_spans_repeat_in_the_table() -> None:
    page = "<table><tr><th rowspan=2>单位</th><th colspan=2>任务</th></tr><tr><td>数量</td><td>时限</td></tr></table>"
    rows = read_bytes(f"<html><body>{page}</body></html>".encode(), "a.html")[0].tables[0].rows
    assert [[c.text for c in row] for row in rows] == [["单位", "任务", "任务"], ["单位", "数量", "时限"]]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "整改台账"
    sheet.append(["云岭市公共浴室整改台账"])
    sheet.append(["编号", "单位", "问题", "整改时限", "完成数"])
    sheet.append([1, "住建局", "门前堆土", date(2024, 10, 28), 12.5])
    sheet.append([2.0, "民政局", "=1+1", None, "=SUM(E3)"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheet_with_a_title_row_above_the_header() -> None:
    record = read_bytes(workbook(), "a.xlsx")[0]
    lines = record.text.split("\n")
    assert lines[:3] == [
        "云岭市公共浴室整改台账",
        "|编号|单位|问题|整改时限|完成数|",
        "|1|住建局|门前堆土|2024-10-28|12.5|",
    ]
    assert (record.tables[0].name, record.tables[0].header_rows) == ("整改台账", 1)


def test_sheet_rows_with_unvalued_formulas_are_not_lost() -> None:
    record = read_bytes(workbook(), "a.xlsx")[0]
    assert record.text.split("\n")[3].startswith("|2|民政局|")


def test_percentages_are_read_as_shown() -> None:
    book = openpyxl.Workbook()
    book.active.append(["指标", "完成率"])
    book.active.append(["覆盖率", 0.953])
    book.active["B2"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    assert read_bytes(stream.getvalue(), "a.xlsx")[0].text.split("\n")[1] == "|覆盖率|95.3%|"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_csv_in_chinese_encodings(encoding: str) -> None:
    data = '编号,日期,内容\n1,2024-05-01,"路灯不亮,已半月"\n'.encode(encoding)
    assert read_bytes(data, "a.csv")[0].text == "|编号|日期|内容|\n|1|2024-05-01|路灯不亮,已半月|"


def test_zip_members_with_names_in_gbk() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("XXXX.txt", WORDS)
    data = stream.getvalue().replace(b"XXXX.txt", "通知.txt".encode("gbk")[:4] + b".txt")
    assert [r.file for r in read_bytes(data, "包.zip")] == ["包.zip/通知.txt"]


def test_zip_keeps_what_can_be_read_and_says_what_cannot() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("一.txt", WORDS)
        target.writestr("二.docx", docx(paragraph("正文。")))
        target.writestr("三.docx", b"")
    records = read_bytes(stream.getvalue(), "包.zip")
    assert [r.file for r in records] == ["包.zip/一.txt", "包.zip/二.docx"]
    assert [w.code for w in records[0].warnings] == ["member_empty"]


def test_mail_with_attachment() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.cn", "b@example.cn", "报送进展情况"
    mail.set_content("现报送有关情况。\n")
    mail.add_attachment(
        docx(paragraph("附件正文。")), maintype="application", subtype="octet-stream", filename="报告.docx"
    )
    records = read_bytes(mail.as_bytes(), "信.eml")
    assert [(r.file, r.text) for r in records] == [
        ("信.eml", "报送进展情况\n现报送有关情况。"),
        ("信.eml/报告.docx", "附件正文。"),
    ]


def test_ofd_reads_templates_and_keeps_annotations_apart() -> None:
    words = ofd_text("仅供参阅", 0, 0)
    note = f'<ofd:Annot ID="5"><ofd:Appearance Boundary="10 10 100 10">{words}</ofd:Appearance></ofd:Annot>'
    data = ofd(
        [ofd_text("请认真落实。", 28, 100)], template=ofd_text("云岭市文件处理单", 28, 60), annotations=note, slash="/"
    )
    record = read_bytes(data, "a.ofd")[0]
    assert record.text == "云岭市文件处理单\n请认真落实。"
    assert [(f.text, f.role) for f in record.furniture] == [("仅供参阅", "watermark")]


def test_ofd_table_from_drawn_lines() -> None:
    def stroke(x: float, y: float, to: str) -> str:
        data = f"<ofd:AbbreviatedData>M 0 0 L {to}</ofd:AbbreviatedData>"
        return f'<ofd:PathObject ID="2" Boundary="{x} {y} 100 100" Stroke="true">{data}</ofd:PathObject>'

    lines = "".join(stroke(30, y, "80 0") for y in (100, 110, 120)) + "".join(
        stroke(x, 100, "0 20") for x in (30, 70, 110)
    )
    cells = ofd_text("任务", 32, 101, size=4) + ofd_text("时限", 72, 101, size=4)
    cells += ofd_text("建浴室", 32, 111, size=4) + ofd_text("年底前", 72, 111, size=4)
    assert read_bytes(ofd([lines + cells]), "a.ofd")[0].text == "|任务|时限|\n|建浴室|年底前|"


def test_old_office_file_without_libreoffice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy_module, "office_program", lambda: None)
    with pytest.raises(ReadError) as caught:
        read_bytes(b"{\\rtf1 abc}", "a.rtf")
    assert caught.value.code == "needs_libreoffice"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'{"a": "\xe5\x85\xac\xe6\x96\x87"}'),
        ("a.json", b'\xef\xbb\xbf[{"a": 1}]'),
        ("a.svg", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>'),
        ("a", b'<svg width="1">'),
    ],
)
def test_what_is_written_for_programs_is_no_document(name: str, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    assert caught.value.code == "unsupported"


@pytest.mark.parametrize("name", ["a", "a.log"])
def test_letters_without_a_known_suffix_are_read(name: str) -> None:
    assert read_bytes(f"[2024]5号\n{WORDS}".encode(), name)[0].text.endswith(WORDS)


def test_chars_beyond_the_limit_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(("字" * 100).encode(), "a.txt", settings=Settings(limits=Limits(max_chars=99)))
    assert caught.value.code == "too_large"
