"""Which beginnings of lines are marks of items, and which only look like them."""

from __future__ import annotations

import pytest

from luodi.text.items import LEADING, TOLD, shape, without_mark


@pytest.mark.parametrize(
    ("mark", "rest"),
    [
        ("一、", "总体要求"),
        ("（二）", "建设公厕"),
        ("(3)", "建设公厕"),
        ("4.", "建设公厕"),
        ("5、", "建设公厕"),
        ("6.", "2024年底前建成"),
        ("1.2　", "建设公厕"),
        ("⑦", "建设公厕"),
        ("第八条　", "各市应当"),
        ("第九章", "附则"),
    ],
)
def test_a_mark_is_taken_off(mark: str, rest: str) -> None:
    assert without_mark(mark + rest) == rest


@pytest.mark.parametrize("line", ["1.5万亩", "2024年底前", "第三方评估", "一是建厕", "十二座公厕", "（试行）"])
def test_what_looks_like_a_mark_stays(line: str) -> None:
    assert LEADING.match(line) is None


def test_items_told_in_running_text() -> None:
    assert TOLD.match("一是建厕；")
    assert TOLD.match("二要修路；")
    assert not TOLD.match("一定要修路。")


def test_marks_of_one_list_have_one_shape() -> None:
    assert len({shape("（一）"), shape("（十二）")}) == 1
    assert len({shape("1."), shape("12."), shape("一、"), shape("（一）")}) == 3
