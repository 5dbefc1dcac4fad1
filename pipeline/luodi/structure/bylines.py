"""Who made a paper and when, where its head says so outside title and number."""

from __future__ import annotations

import re

from luodi.text.dates import find_date, is_date_line

from .found import Head
from .layout import Line
from .oneline import signed_in_one_line
from .organs import organs_of

_BRACKETED = re.compile(r"^[（(](?P<inside>[^（）()。]{8,90})[）)]$")
_FILLED = re.compile(
    r"^[（(]?(?:填表|填报|制表|编制|报送|经办|审核|自评|评估|统计)[^：:。]{0,8}[：:][^。]{1,60}?(?P<date>20[0-9]{2}[年./-][0-9]{1,2}[月./-][0-9]{1,2}日?)[）)]?$"
)
_PIECES = re.compile(r"[^，,；;\s　]+")
_MADE = re.compile(r"(?:填报?|编制?|供稿|整理|汇总|印发?|报送?)$")
_ADDRESSED = re.compile(r"[报送呈抄]|对照|根据")


def take_byline(line: Line, head: Head) -> bool:
    """Take a line that only says who made the paper and when; False where it says something else."""
    return _take_bracketed(line, head) or _take_one_line(line, head) or _take_filled(line, head)


def take_maker(left: list[Line | None], lines: list[Line], head: Head) -> None:
    """Minutes and bulletins name, below their red head and number, who made them and when: a body, then a date."""
    for i, line in enumerate(left[:-1]):
        if line is None or left[i + 1] is not None or head.byline is not None or head.number is None:
            continue
        below = next((x.text for x in lines if x.start >= line.end), "")
        if line.start > head.number.end and is_date_line(below) and organs_of(line.text):
            head.byline = line.whole(0.8)
            left[i] = None


def _take_bracketed(line: Line, head: Head) -> bool:
    """Who made a paper and when, in brackets below its title: （云泽市人民政府办公室，2024年3月5日，报省政府）."""
    inside = _BRACKETED.match(line.text)
    found = find_date(inside["inside"]) if inside is not None else None
    if inside is None or found is None:
        return False
    offset = inside.start("inside")
    head.byline_date = head.byline_date or line.day(found, 0.8, offset=offset)
    undated = inside["inside"][: found.start] + "　" * (found.end - found.start) + inside["inside"][found.end :]
    pieces = [(offset + piece.start(), _MADE.sub("", piece.group())) for piece in _PIECES.finditer(undated)]
    makers = [(at, name) for at, name in pieces if _ADDRESSED.match(name) is None and organs_of(name)]
    if makers and head.byline is None:
        last, name = makers[-1]
        head.byline = line.at(makers[0][0], last + len(name), " ".join(name for _, name in makers), 0.8)
    return True


def _take_one_line(line: Line, head: Head) -> bool:
    """Who issued it and when, in one line: 柳河镇人民政府（2021年12月10日）."""
    one = signed_in_one_line(line.text)
    if one is None:
        return False
    head.byline = head.byline or line.whole(0.8)._replace(value=" ".join(one.organs))
    head.byline_date = head.byline_date or line.day(one.date, 0.8)
    if one.number is not None and head.number is None:
        head.number = line.number(one.number, 0.8)
    return True


def _take_filled(line: Line, head: Head) -> bool:
    """The day on which a form was filled in, at the end of the line that says by whom: 填表：平安办　2024.10.8."""
    filled = _FILLED.match(line.text)
    found = find_date(filled["date"], plain=True) if filled is not None else None
    if filled is None or found is None:
        return False
    head.byline_date = head.byline_date or line.day(found, 0.7, offset=filled.start("date"))
    return True
