"""T6-T10, T14, T18, T22, T23, T25: documents that attack, hide, are cut, encrypted, secret or not what they say."""

from __future__ import annotations

import logging
import time
import zlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from luodi.ingest import ReadError, read, read_bytes
from luodi.settings import Limits, Reading, Settings
from luodi.structure import structure
from office_files import Pdf, docx, ofd, ofd_text, package, paragraph, pdf_bytes, table, text_run

TIGHT = Settings(limits=Limits(max_unpacked_bytes=20_000_000))
FONTLESS = b"<</Type/Pages/Count %d/Kids[%s]>>"
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def code_of(data: bytes, name: str, settings: Settings = Settings()) -> str:  # noqa: B008  settings are frozen
    start = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name, settings=settings)
    assert time.monotonic() - start < 10
    return caught.value.code


def pdf_page(stream: bytes, head: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    return pdf_bytes(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            FONTLESS % (1, b"3 0 R"),
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R>>" % box,
            b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(stream), stream),
        ]
    )


class TestPdfBombs:
    def test_stream_that_swells(self) -> None:
        stream = zlib.compress(b" " * 21_000_000)
        assert code_of(pdf_page(stream, b"/Filter/FlateDecode"), "a.pdf", TIGHT) == "bomb"

    def test_stream_packed_twice(self) -> None:
        stream = zlib.compress(zlib.compress(b" " * 21_000_000))
        assert code_of(pdf_page(stream, b"/Filter[/FlateDecode/FlateDecode]"), "a.pdf", TIGHT) == "bomb"

    def test_page_tree_that_bites_its_tail(self) -> None:
        data = pdf_bytes([b"<</Type/Catalog/Pages 2 0 R>>", FONTLESS % (5, b"2 0 R 2 0 R")])
        assert code_of(data, "a.pdf") in ("corrupt", "empty", "unreadable")

    def test_cross_reference_that_points_to_itself(self) -> None:
        data = Pdf().page().text("正文。", 78, 700).bytes()
        start = data.rindex(b"xref\n0")
        looped = data.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % start)
        assert read_bytes(looped, "a.pdf")[0].text == "正文。"

    def test_ten_thousand_and_one_pages(self) -> None:
        kids = b" ".join(b"3 0 R" for _ in range(10_001))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>"
        data = pdf_bytes([b"<</Type/Catalog/Pages 2 0 R>>", FONTLESS % (10_001, kids), page])
        assert code_of(data, "a.pdf") == "too_many_pages"

    def test_huge_page(self) -> None:
        assert code_of(pdf_page(b"", box=b"0 0 9999999 9999999"), "a.pdf") == "empty"


class TestForbiddenXml:
    @pytest.mark.parametrize("part", ["_rels/.rels", "[Content_Types].xml", "word/styles.xml", "word/custom/item1.xml"])
    @pytest.mark.parametrize("prolog", [ENTITY, LAUGHS])
    def test_doctype_in_any_part_of_a_docx(self, part: str, prolog: str) -> None:
        assert code_of(docx(paragraph("正文。"), {part: f"{prolog}<x/>"}), "a.docx") == "xml_forbidden"

    def test_doctype_in_the_document(self) -> None:
        assert code_of(docx(paragraph("正文。"), prolog=ENTITY), "a.docx") == "xml_forbidden"

    @pytest.mark.parametrize("codec", ["utf-16", "cp037"])
    def test_doctype_in_another_encoding(self, codec: str) -> None:
        xml = f'<?xml version="1.0" encoding="{codec}"?>{ENTITY}<x/>'.encode(codec)
        assert code_of(docx(paragraph("正文。"), {"word/styles.xml": xml}), "a.docx") in ("xml_forbidden", "corrupt")

    def test_doctype_in_ofd_and_xlsx(self) -> None:
        hostile = package({"OFD.xml": f"{ENTITY}<x>&e;</x>"})
        assert code_of(hostile, "a.ofd") == "xml_forbidden"
        assert code_of(package({"xl/workbook.xml": f"{LAUGHS}<x>&b;</x>"}), "a.xlsx") == "xml_forbidden"

    def test_deep_xml_is_refused(self) -> None:
        assert code_of(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "a.docx") in ("corrupt", "empty")


class TestEncrypted:
    def test_pdf(self) -> None:
        plain = Pdf().page().text("正文。", 78, 700).bytes()
        lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"ab" * 32, b"cd" * 32)
        assert code_of(plain.replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock), "a.pdf") == "encrypted"

    def test_docx(self) -> None:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
        assert code_of(data, "a.docx") == "encrypted"

    def test_zip(self) -> None:
        data = bytearray(package({"a.txt": "正文。"}))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + place] |= 1
        assert code_of(bytes(data), "a.zip") == "encrypted"


class TestActiveContent:
    def test_macros_remote_templates_objects_and_dde_are_named_and_left_alone(self) -> None:
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            'Target="http://192.0.2.1/t.dotm" TargetMode="External"/></Relationships>'
        )
        body = paragraph(
            "正文。",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO cmd "/k calc"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
        parts = {
            "word/vbaProject.bin": b"x",
            "word/_rels/settings.xml.rels": rels,
            "word/embeddings/oleObject1.bin": b"x",
        }
        record = read_bytes(docx(body, parts), "a.docm")[0]
        assert record.text == "正文。"
        assert {w.code for w in record.warnings} == {"macros", "remote_template", "embedded_object", "field_link"}

    def test_formulas_are_words(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active.append(["编号", "内容"])
        book.active.append(["1", "@SUM(1+1)*cmd|' /C calc'!A0"])
        book.active["B2"].data_type = "s"
        book.save(tmp_path / "a.xlsx")
        assert "@SUM(1+1)*cmd｜' /C calc'!A0" in read(tmp_path / "a.xlsx")[0].text

    def test_scripts_are_no_words(self) -> None:
        page = "<html><body><p>正文在这里。</p><script>alert('坏')</script><p onclick='x()'>第二段。</p></body></html>"
        assert read_bytes(page.encode(), "a.html")[0].text == "正文在这里。\n第二段。"

    def test_hidden_words_of_a_page(self) -> None:
        page = '<html><body><p>正文在这里。</p><p style="display: none">藏起来</p></body></html>'
        record = read_bytes(page.encode(), "a.html")[0]
        assert (record.text, [h.text for h in record.hidden]) == ("正文在这里。", ["藏起来"])

    def test_page_nested_without_end(self) -> None:
        assert code_of(b"<html><body>" + b"<div>" * 500_000, "a.html") == "bomb"

    def test_page_nested_deep_is_read(self) -> None:
        page = b"<html><body>" + b"<div>" * 1500 + "正文。".encode() + b"</div>" * 1500 + b"</body></html>"
        assert read_bytes(page, "a.html")[0].text == "正文。"


class TestNotWhatTheySay:
    def test_wrong_suffix_is_read_by_content_and_said(self) -> None:
        record = read_bytes(docx(paragraph("正文。")), "a.pdf")[0]
        assert (record.text, [w.code for w in record.warnings]) == ("正文。", ["wrong_suffix"])

    @pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.ofd"])
    def test_an_error_page_under_a_documents_name(self, name: str) -> None:
        assert code_of("<html><body>请先登录</body></html>".encode(), name) == "wrong_type"

    def test_a_file_that_is_two(self) -> None:
        data = Pdf().page().text("正文。", 78, 700).bytes() + package({"b.txt": "另一份"})
        assert "polyglot" in [w.code for w in read_bytes(data, "a.pdf")[0].warnings]

    @pytest.mark.parametrize("data", [b"", b"\x00" * 100, b" \r\n\t"])
    @pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt"])
    def test_empty(self, data: bytes, name: str) -> None:
        assert code_of(data, name) == "empty"

    def test_document_without_words(self) -> None:
        assert code_of(docx(paragraph("")), "a.docx") == "empty"

    def test_random_bytes(self) -> None:
        assert code_of(bytes((i * 7919) % 251 for i in range(5000)), "a.bin") == "unsupported"

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    @pytest.mark.parametrize("kind", ["docx", "ofd", "xlsx"])
    def test_cut_packages(self, kind: str, share: float) -> None:
        data = {
            "docx": docx(paragraph("正文。" * 300)),
            "ofd": ofd([ofd_text("正文。", 28, 60)]),
            "xlsx": package({"xl/workbook.xml": "<x/>" * 99}),
        }[kind]
        assert code_of(data[: int(len(data) * share)], f"a.{kind}") == "truncated"

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_cut_pdf(self, share: float) -> None:
        data = Pdf().page().text("正文第一页，文字不少。", 78, 700).bytes()
        try:
            record = read_bytes(data[: int(len(data) * share)], "a.pdf")[0]
        except ReadError as error:
            outcome = [error.code]
        else:
            assert record.state == "partial"
            outcome = [w.code for w in record.warnings]
        assert "truncated" in outcome

    def test_cut_old_office_file(self) -> None:
        header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
        header[30:32] = (9).to_bytes(2, "little")
        header[76:] = b"\xff" * (512 - 76)
        header[76:80] = (50).to_bytes(4, "little")
        data = bytes(header) + "WordDocument".encode("utf-16-le") + b"\0" * 900
        assert code_of(data, "a.doc") == "truncated"


class TestSecrets:
    @pytest.mark.parametrize("mark", ["机密★1年", "秘密", "绝密★长期", "000012 机密 特急", "秘 密★10年", "密级：机密"])
    def test_marked_documents_are_kept_out(self, mark: str) -> None:
        assert code_of(f"{mark}\n云岭市人民政府文件\n正文。".encode(), "a.txt") == "secret"

    def test_allowed_where_the_operator_says_so(self) -> None:
        settings = Settings(reading=Reading(allow_secret=True))
        assert read_bytes("机密★1年\n正文。".encode(), "a.txt", settings=settings)[0].text.startswith("机密")

    @pytest.mark.parametrize("line", ["机密级文件管理办法", "保守国家秘密法宣传方案", "秘密交通站旧址修缮工程"])
    def test_words_about_secrecy_are_no_mark(self, line: str) -> None:
        assert read_bytes(f"{line}\n正文。".encode(), "a.txt")[0].text.startswith(line)

    def test_mark_in_a_table_or_a_header(self) -> None:
        assert code_of(docx(table([["机密★1年", "特急"], ["甲", "乙"]])), "a.docx") == "secret"

    def test_nothing_of_it_is_told(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG), pytest.raises(ReadError) as caught:
            read_bytes("机密★1年\n绝不能外传的内容".encode(), "a.txt")
        assert "绝不能外传" not in caplog.text + str(caught.value)


class TestMessages:
    def test_no_path_above_the_inbox(self, tmp_path: Path) -> None:
        (tmp_path / "子").mkdir()
        place = tmp_path / "子" / "空.txt"
        place.write_bytes(b"")
        for path in (place, tmp_path / "子" / "没有.txt"):
            with pytest.raises(ReadError) as caught:
                read(path, root=tmp_path)
            assert str(tmp_path) not in str(caught.value)
            assert f"子/{path.name}" in caught.value.message

    def test_a_folder_or_a_loop_of_links_is_said_plainly(self, tmp_path: Path) -> None:
        loop = tmp_path / "环.txt"
        loop.symlink_to(loop)
        for path in (loop, tmp_path):
            with pytest.raises(ReadError) as caught:
                read(path)
            assert caught.value.code == "not_found"

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"a" * 11)
        with pytest.raises(ReadError) as caught:
            read(path, settings=Settings(limits=Limits(max_file_bytes=10)))
        assert caught.value.code == "too_large"

    def test_messages_say_it_in_both_languages_with_a_remedy(self) -> None:
        with pytest.raises(ReadError) as caught:
            read_bytes(b"", "空.txt")
        assert caught.value.message.startswith("空.txt：文件是空的，请")
        assert caught.value.message.endswith("(空.txt: the file is empty; export it again.)")


def test_hidden_words_in_docx_are_reported_not_judged() -> None:
    record = read_bytes(docx(paragraph("看得见。", text_run("看不见", "<w:vanish/>"))), "a.docx")[0]
    assert (record.text, [w.code for w in record.warnings]) == ("看得见。", ["hidden_text"])


class TestT18:
    """A seal over signature and date: they are occluded, not absent; number and imprint serve instead."""

    SEAL = "q 120 0 0 120 330 330 cm BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID FF0000> EI Q"
    HEAD = ("江政办发〔2024〕12号", "江澜省人民政府办公厅关于治水的通知", "各市人民政府：")

    def sealed(self, *, signed: bool) -> Pdf:
        pdf = Pdf().page()
        for n, line in enumerate((*self.HEAD, "　　各地要认真落实治水任务，每月报告进展。")):
            pdf.text(line, 78, 760 - 32 * n)
        if signed:
            pdf.text("江澜省人民政府办公厅", 320, 420).text("2024年3月8日", 350, 392)
        pdf.raw(self.SEAL)
        return pdf.text("江澜省人民政府办公厅　2024年3月11日印发", 78, 120)

    def test_covered_ones_are_occluded_and_the_imprint_serves(self) -> None:
        record = structure(read_bytes(self.sealed(signed=False).bytes(), "a.pdf")[0])
        state = {e.name: e for e in record.elements}
        assert (state["发文机关署名"].state, state["成文日期"].state) == ("occluded", "occluded")
        assert state["成文日期"].confidence < 0.7
        assert record.issue_date == record.print_date == date(2024, 3, 11)
        assert (record.doc_number, record.issuer) == ("江政办发〔2024〕12号", ("江澜省人民政府办公厅",))

    def test_those_that_can_be_read_below_the_seal_are_present(self) -> None:
        record = structure(read_bytes(self.sealed(signed=True).bytes(), "a.pdf")[0])
        state = {e.name: e.state for e in record.elements}
        assert (state["发文机关署名"], state["成文日期"]) == ("present", "present")
        assert record.issue_date == date(2024, 3, 8)
        assert "seal" in {w.code for w in record.warnings}


@pytest.mark.parametrize("charset", ["hex", "zlib", "idna", "undefined", "no-such-code", "a\0b"])
def test_a_declared_encoding_that_is_none_does_no_harm(charset: str) -> None:
    words = "关于治水的通知，请认真贯彻执行。"
    page = f'<html><head><meta charset="{charset}"></head><body><p>{words}</p></body></html>'.encode()
    mail = f'Subject: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset="{charset}"\n\n'.encode()
    assert read_bytes(page, "a.html")[0].text == words
    assert read_bytes(mail + words.encode("gbk"), "a.eml")[0].text == f"a\n{words}"
