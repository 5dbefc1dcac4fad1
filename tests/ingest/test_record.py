"""What every record holds whatever it was read from."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from luodi.ingest import read, read_bytes
from luodi.ingest.assemble import assemble
from luodi.ingest.draft import Draft, Grid, Joined, Paragraph, Row

WORDS = st.text(st.sampled_from("甲乙丙丁 　\u200b\ue000|\t\n(（)）0a转"), max_size=12)
CELL = st.one_of(WORDS, st.sampled_from(list(Joined)))
ITEM = st.one_of(
    st.builds(Paragraph, WORDS, st.integers(1, 4)),
    st.builds(Grid, st.lists(st.builds(Row, st.lists(CELL, min_size=1, max_size=4), st.integers(1, 4)), max_size=4)),
)


@given(st.lists(ITEM, max_size=8))
def test_places_hold(items: list[Paragraph | Grid]) -> None:
    record = assemble(Draft(items, pages=4), document_id="0", sha256="0", file="a", media_type="text/plain")
    assert [record.text[b.start : b.end] for b in record.blocks] == (record.text.split("\n") if record.text else [])
    for table in record.tables:
        for row in table.rows:
            assert len(row) == len(table.rows[0])
            assert all(record.text[c.start : c.end] == c.text for c in row)
    assert len(record.page_starts) == 4
    assert record.page_starts[0] == 0
    assert list(record.page_starts) == sorted(record.page_starts)


def test_file_is_named_below_the_root(tmp_path: Path) -> None:
    place = tmp_path / "甲县"
    place.mkdir()
    (place / "报告.txt").write_text("已建成。", encoding="utf-8")
    assert read(place / "报告.txt", root=tmp_path)[0].file == "甲县/报告.txt"


def test_id_comes_from_the_content_not_the_name() -> None:
    first, second = (read_bytes("已建成。".encode(), name)[0] for name in ("a.txt", "改名.txt"))
    assert first.document_id == second.document_id == first.sha256[:16]


def test_pinyin_spliced_in_is_taken_out_with_a_notice() -> None:
    record = read_bytes("轉(zhuǎn)發(fā)督導工作方案。".encode(), "a.txt")[0]
    assert record.text == "转发督導工作方案。"
    assert [w.code for w in record.warnings] == ["pinyin_spliced"]


def test_private_characters_are_marked_and_counted() -> None:
    record = read_bytes("\ue004\ue004建\ue123设。".encode(), "a.txt")[0]
    assert (record.text, [w.code for w in record.warnings]) == ("建〓设。", ["private_characters"])


def test_private_stop_after_an_items_number_is_a_stop() -> None:
    record = read_bytes("1\ue010突破难点。".encode(), "a.txt")[0]
    assert (record.text, record.warnings) == ("1.突破难点。", ())


def test_a_soft_hyphen_between_digits_is_a_dash() -> None:
    record = read_bytes("规划纲要（2014\u00ad2020年）已经\u00ad印发。".encode(), "a.txt")[0]
    assert record.text == "规划纲要（2014-2020年）已经印发。"
