"""Views of a text for matching, and the way back from them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luodi.text.cleaning import clean, simplify, strip_pinyin


def test_view_closes_blanks_and_narrows() -> None:
    assert clean("通　知 ２０２４ 年度 ab ％ c").text == "通知2024年度 ab % c"


@given(st.text(st.sampled_from("甲乙 　12aＡ３％發轉\n"), max_size=40), st.booleans())
def test_every_span_of_the_view_points_back(text: str, traditional: bool) -> None:
    view = clean(text, simplify=traditional)
    assert len(view.offsets) == len(view.text) + 1
    for i in range(len(view.text)):
        start, end = view.original(i, i + 1)
        assert clean(text[start:end], simplify=traditional).text == view.text[i]
        assert view.view(start, end) == (i, i + 1)


def test_simplifying_keeps_the_length() -> None:
    assert simplify("關於轉發") == "关于转发"


def test_pinyin_beside_a_lost_character_is_mended_from_the_same_text() -> None:
    assert strip_pinyin("轉(zhuǎn)發，D(zhuǎn)送") == ("转發，转送", 2)


def test_an_authors_note_of_pronunciation_stays() -> None:
    assert strip_pinyin("阈(yù)值") == ("阈(yù)值", 0)
