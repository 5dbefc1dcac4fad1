"""Pinyin spliced into a text."""

from __future__ import annotations

from luodi.text.pinyin import strip_pinyin


def test_pinyin_beside_a_lost_character_is_mended_from_the_same_text() -> None:
    assert strip_pinyin("轉(zhuǎn)發，D(zhuǎn)送") == ("转發，转送", 2)


def test_an_authors_note_of_pronunciation_stays() -> None:
    assert strip_pinyin("阈(yù)值") == ("阈(yù)值", 0)
