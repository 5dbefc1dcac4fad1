"""Personal data is covered, length for length, and public matters stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.records import Cell, DocumentRecord, Table
from luodi.text.masking import mask, masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13812345678，请回复", "电话138＊＊＊＊5678，请回复"),
        ("身份证110101199003074514。", "身份证110101＊＊＊＊＊＊＊＊＊＊＊＊。"),
        ("座机0731-88886666", "座机0731-＊＊＊＊＊＊66"),
        ("联系人：王小明，住甲县", "联系人：王＊＊，住甲县"),
        ("张建国先生反映", "张＊＊先生反映"),
        ("我叫李华，电话保密", "我叫李＊，电话保密"),
        ("车牌京A12345违停", "车牌京A＊＊＊＊＊违停"),
        ("邮箱wang@example.com", "邮箱w" + "＊" * 15),
    ],
)
def test_personal_data_is_covered(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "2024年9月30日前完成2316处，投入12345万元。",
        "拨打12345热线三次，工单号20240930001234。",
        "张家港市实验小学的配餐是凉的。",
        "王府井大街路灯不亮。",
        "王先生说没人管。",
    ],
)
def test_public_matters_stay(text: str) -> None:
    assert mask(text) == text


@given(st.text(alphabet="王小明先生女士联系人：，。0123456789-@abc.甲县电话 ", max_size=60))
def test_masking_keeps_every_offset_and_is_done_once(text: str) -> None:
    once = mask(text)
    assert len(once) == len(text)
    assert mask(once) == once


def complaints(kind: str) -> DocumentRecord:
    text = "|1|热线|联系人：王小明，13812345678|"
    cell = Cell(text="联系人：王小明，13812345678", start=6, end=len(text) - 1)
    return DocumentRecord(
        document_id="d",
        file="feedback.xlsx",
        sha256="",
        media_type="",
        text=text,
        kind=kind,
        tables=(Table(start=0, end=len(text), rows=((cell,),)),),
    )


def test_a_sheet_of_complaints_is_covered_in_text_and_cells() -> None:
    record = masked(complaints("feedback"))
    shown = record.text + record.tables[0].rows[0][0].text
    assert "小明" not in shown
    assert "1234" not in shown


def test_other_documents_keep_their_names() -> None:
    record = complaints("policy")
    assert masked(record) == record
