"""Numerals of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.text.numerals import chinese, parse_numeral, squeeze, unify


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.3万亿", 1.3e12),
        ("一万二千", 12000),
        ("两百", 200),
        ("四百五", 450),
        ("四百零五", 405),
        ("三千零五十", 3050),
        ("一千零一十二", 1012),
        ("3万4000", 34000),
        ("25万6千", 256000),
        ("一万五千亿", 1.5e12),
        ("二〇二四", 2024),
        ("十五", 15),
        ("1,200", 1200),
        ("８．５万", 85000),
        ("30余", 30),
        ("二分之一", 0.5),
        ("三又二分之一", 3.5),
        ("零点五八", 0.58),
        ("半百", 50),
        ("负三十二", -32),
        ("壹佰伍拾", 150),
        ("五亿零六", 500000006),
        ("0.29万", 2900),
    ],
)
def test_numeral_has_its_value(written: str, value: float) -> None:
    assert parse_numeral(written) == pytest.approx(value, rel=1e-12)


@given(st.integers(0, 10**9))
def test_arabic_numeral_is_worth_itself(number: int) -> None:
    assert parse_numeral(str(number)) == number
    assert parse_numeral(f"{number:,}") == number


_DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """An independent speller of whole numbers below 10**8."""
    if number >= 10000:
        high, low = divmod(number, 10000)
        gap = "零" if low and low < 1000 else ""
        return spell(high) + "万" + gap + (spell(low) if low else "")
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if low and low < unit // 10 else ""
            return _DIGITS[high] + name + gap + (spell(low) if low else "")
    return _DIGITS[number]


@given(st.integers(1, 10**8 - 1))
def test_spelled_number_is_read_back(number: int) -> None:
    assert parse_numeral(spell(number)) == number


@given(st.integers(1, 9999))
def test_number_in_words_is_read_back(number: int) -> None:
    assert parse_numeral(chinese(number)) == number


def test_headings_are_numbered_beyond_a_hundred() -> None:
    assert [chinese(n) for n in (1, 10, 12, 100, 103, 111)] == ["一", "十", "十二", "一百", "一百零三", "一百一十一"]


@given(st.text(max_size=40))
def test_unify_keeps_every_place(text: str) -> None:
    assert len(unify(text)) == len(text)


@given(st.text(alphabet="百分之 八十12年月　", max_size=30))
def test_squeeze_only_takes_out_spaces(text: str) -> None:
    squeezed, places = squeeze(text)
    assert squeezed.replace(" ", "").replace("　", "") == text.replace(" ", "").replace("　", "")
    if places is not None:
        assert "".join(text[i] for i in places) == squeezed
