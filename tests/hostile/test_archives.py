"""T5, T11: archives that swell, lie, nest or name their members hostilely."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import openpyxl
import pytest

from luodi.ingest import ReadError, read_bytes
from luodi.ingest.archive import member_name
from office_files import docx, package, paragraph, unpacked, word_part

ZEROS = b"\x20" * 30_000_000


def zipped(members: dict[str, bytes]) -> bytes:
    return package(dict(members))


def code_of(data: bytes, name: str = "包.zip") -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    return caught.value.code


def test_ratio_beyond_the_limit_takes_no_memory() -> None:
    data = zipped({"a.txt": ZEROS})
    tracemalloc.start()
    try:
        assert code_of(data) == "bomb"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_many_members_that_together_are_too_much() -> None:
    noise = bytes(range(256)) * 40
    assert code_of(zipped({f"{i}.txt": noise * 97 for i in range(210)})) == "bomb"


def test_archives_in_archives() -> None:
    data = zipped({"a.txt": "已建成。".encode()})
    for _ in range(4):
        data = zipped({"inner.zip": data})
    assert code_of(data) == "bomb"


def test_small_archives_that_swell_one_after_another() -> None:
    inner = zipped({f"{i}.txt": b"\x20" * 950_000 for i in range(40)})
    assert code_of(zipped({f"{i}.zip": inner for i in range(10)})) == "bomb"


def test_a_hundred_thousand_members() -> None:
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entry) * 100_000, len(local), 0)
    assert code_of(local + entry * 100_000 + end) == "bomb"


def test_members_that_share_their_bytes() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        target.writestr("a.txt", "已建成。" * 50)
        target.writestr("b.txt", "已建成。" * 50)
    data = bytearray(stream.getvalue())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert code_of(bytes(data)) in ("bomb", "corrupt")


def test_a_size_that_lies_gives_no_more_than_promised() -> None:
    data = bytearray(zipped({"a.txt": b"\x41" * 900_000}))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    assert code_of(bytes(data)) in ("bomb", "corrupt")


def test_office_package_that_swells() -> None:
    data = docx(paragraph("正文。"), {"word/media/image1.png": ZEROS})
    assert code_of(data, "a.docx") == "bomb"


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\资料\\..\\通知.docx", "资料/通知.docx"),
        ("\u202e坏\x00名\n.txt", "坏名.txt"),
        ("", "未命名"),
    ],
)
def test_member_names_stay_inside(raw: str, safe: str) -> None:
    assert member_name(raw) == safe


def test_a_name_of_255_bytes_is_cut_but_keeps_its_suffix() -> None:
    name = member_name("督" * 255 + ".docx")
    assert name.endswith(".docx")
    assert len(name) <= 120


def test_members_with_the_same_safe_name_are_told_apart() -> None:
    records = read_bytes(zipped({"../a.txt": "甲。".encode(), "a.txt": "乙。".encode()}), "包.zip")
    assert len({r.file for r in records}) == 2


def test_numbering_that_refers_to_itself_ends() -> None:
    styles = word_part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
    )
    body = paragraph("正文。", properties='<w:pStyle w:val="a"/>')
    assert read_bytes(docx(body, {"word/styles.xml": styles}), "a.docx")[0].text == "正文。"


def test_a_sheet_with_one_cell_at_the_end_of_the_world() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "编号"
    book.active["XFD1048576"] = "远"
    stream = io.BytesIO()
    book.save(stream)
    assert code_of(stream.getvalue(), "a.xlsx") == "bomb"


@pytest.mark.parametrize("place", ["A999999999999", "ZZZZZZ1", "XFD1048576"])
def test_a_cell_at_a_place_no_sheet_has(place: str) -> None:
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    book.active["B2"] = "乙"
    book.save(stream)
    sheet = "xl/worksheets/sheet1.xml"
    members = unpacked(stream.getvalue())
    members[sheet] = members[sheet].replace('r="B2"', f'r="{place}"')
    assert code_of(package(members), "a.xlsx") == "bomb"


def test_a_mail_with_damaged_headers_is_read() -> None:
    mail = (
        b"Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
        b"words\n--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename*\n\nmore\n--x--\n"
    )
    assert read_bytes(mail, "a.eml")[0].text.startswith("a\nwords")
