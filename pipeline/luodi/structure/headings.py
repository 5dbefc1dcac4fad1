"""Headings by their numbers: 一、（一）1.（1）① and 第一章 第一条 at the beginning of a line, or run on behind one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.text.items import HAN, RINGED
from luodi.text.numerals import chinese, whole_number

from .layout import Line

_CN = rf"{HAN}{{1,5}}"
_PATTERNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第{_CN}(?:编|部分|篇)(?=[\s　：:、]|$|[一-鿿])")),
    (1, re.compile(rf"第{_CN}章(?=[\s　：:、]|$|[一-鿿])")),
    (2, re.compile(rf"第{_CN}节(?=[\s　：:、]|$|[一-鿿])")),
    (3, re.compile(rf"第{_CN}条(?:之[一二三四五])?(?=[\s　：:【（(]|$|[一-鿿])")),
    (4, re.compile(rf"(?P<n>{_CN})\s*(?:[、．]|\.(?![0-9]))")),
    (5, re.compile(rf"[（(]\s*(?P<n>{_CN})\s*[）)]\s*[、．.]?")),
    (
        6,
        re.compile(
            r"(?P<n>[0-9]{1,2})\s*(?:[、．]|\.(?![0-9]{1,2}[^0-9]{0,1}(?:万|亿|%|％|倍|个)))\s*(?=[^0-9\s]|(?:19|20)[0-9]{2}|[0-9]{1,2}(?:月|日|所|个|万|户|家))"
        ),
    ),
    (7, re.compile(r"[（(]\s*(?P<n>[0-9]{1,2})\s*[）)]\s*[、．.]?")),
    (8, re.compile(f"[{RINGED}]")),
)
_ARTICLE_RANKS = frozenset({0, 1, 2, 3})
_FIRST_CHARACTERS = frozenset("第（(一二三四五六七八九十0123456789" + RINGED)
_GLUED = re.compile(rf"(?<=[一-鿿）”])[（(](?P<n>{_CN})[）)](?=[一-鿿“])")
_BROKEN = re.compile(r"^[二三四五六七八九]?十$")
_FAR = 60
"""Characters behind a heading's number in which a further one may run on."""


@dataclass(slots=True)
class Mark:
    """A heading's number at its place, with the line it stands on (or starts inside)."""

    rank: int
    number: str
    start: int
    after: int
    """Offset of the first character behind the number."""
    line_end: int


def marks_in(lines: list[Line]) -> Iterator[Mark]:
    """The headings of lines in order; a number that lost its tens to the line above (二十 / 一、) has them back."""
    last_second = 0
    tens = 0
    for i, line in enumerate(lines):
        if line.row or line.text[0] not in _FIRST_CHARACTERS:
            tens = 0
            continue
        if _BROKEN.match(line.text) and i + 1 < len(lines):
            tens = 10 * (whole_number(line.text[:-1]) if len(line.text) > 1 else 1)
            continue
        mark = _mark_at(line)
        if mark is None:
            tens = 0
            continue
        if mark.rank == 4 and tens and whole_number(mark.number) < 10:
            mark.number = chinese(tens + whole_number(mark.number))
        tens = 0
        if mark.rank == 5:
            last_second = whole_number(mark.number.strip("（）"))
        yield mark
        if mark.rank == 4:
            glued = _glued(line, mark, last_second)
            if glued is not None:
                mark.line_end = glued.start
                last_second = whole_number(glued.number.strip("（）"))
                yield glued


def _mark_at(line: Line) -> Mark | None:
    for rank, pattern in _PATTERNS:
        match = pattern.match(line.text)
        if match is None:
            continue
        if rank in _ARTICLE_RANKS and not _is_article(line.text, match):
            continue
        number = match[0].strip() if rank in _ARTICLE_RANKS or rank == 8 else match["n"]
        if rank in (5, 7):
            number = f"（{number}）"
        return Mark(rank, number, line.start, line.start + match.end(), line.end)
    return None


def _is_article(text: str, match: re.Match[str]) -> bool:
    """第三条 opens an article; 第三条规定的… in running text does not."""
    after = text[match.end() : match.end() + 3]
    return not after.startswith(("规定", "第", "至", "和", "、", "所列", "所称", "的", "款", "明确"))


def _glued(line: Line, mark: Mark, last: int) -> Mark | None:
    """（一） that follows a heading 一、 on the same line because the source lost its line break."""
    offset = mark.after - line.start
    for match in _GLUED.finditer(line.text, offset, offset + _FAR):
        value = whole_number(match["n"])
        if value in (1, last + 1) and "。" not in line.text[offset : match.start()]:
            return Mark(5, f"（{match['n']}）", line.start + match.start(), line.start + match.end(), line.end)
    return None
