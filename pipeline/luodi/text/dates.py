"""Dates as official documents write them: 2026年7月24日, 二〇二四年三月五日, 2024-03-05 in metadata."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from .numerals import whole_number

_CHINESE = "〇零○Oo0一二三四五六七八九"
_NOUGHTS = str.maketrans("Oo0", "零零零")
ARABIC_DATE = r"(?:19|20)[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日"
CHINESE_DATE = (
    rf"[一二][{_CHINESE}]{{3}}\s*年\s*[一二三四五六七八九十]{{1,3}}\s*月\s*[一二三四五六七八九十]{{1,3}}\s*日"
)
ANY_DATE = re.compile(f"(?P<arabic>{ARABIC_DATE})|(?P<chinese>{CHINESE_DATE})")
_PLAIN = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s*[-./年]\s*(?P<month>[0-9]{1,2})\s*[-./月]\s*(?P<day>[0-9]{1,2})")
_NUMBERS = re.compile(r"[0-9]+")
_CHINESE_PARTS = re.compile(r"(.{4})\s*年\s*(.{1,3}?)\s*月\s*(.{1,3}?)\s*日")
_PLAIN_LINE = re.compile(r"^(?:19|20)[0-9]{2}\s*([-./．])\s*[0-9]{1,2}\s*\1\s*[0-9]{1,2}\s*[.．]?$")
_LINE = re.compile(rf"^[（(]?\s*(?:{ARABIC_DATE}|{CHINESE_DATE})\s*(?:[0-9]{{1,2}}时(?:[0-9]{{1,2}}分)?)?\s*[）)]?$")


class FoundDate(NamedTuple):
    """A date with its half-open place in the string."""

    start: int
    end: int
    day: date


def iso_day(written: str | date) -> date:
    """A day as people give it to a program: a date, or ISO 8601.

    Raises ValueError for what is no day; the message says how to write one.

    >>> iso_day("2024-12-31")
    datetime.date(2024, 12, 31)
    """
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{written}：日期要写成 2024-12-31（write a date as 2024-12-31）") from error


def find_date(text: str, *, plain: bool = False) -> FoundDate | None:
    """The first date in a text; with ``plain`` also 2024-03-05, 2024/3/5 and 2024.3.5 as metadata headers have.

    >>> find_date("二〇二四年三月五日").day.isoformat(), find_date("2024年 3月 5日印发").day.isoformat()
    ('2024-03-05', '2024-03-05')
    >>> find_date("发布时间：2024-03-05 10:20", plain=True).day.isoformat()
    '2024-03-05'
    """
    for match in ANY_DATE.finditer(text):
        day = _arabic(match[0]) if match["arabic"] else _chinese(match[0])
        if day is not None:
            return FoundDate(match.start(), match.end(), day)
    if plain:
        for match in _PLAIN.finditer(text):
            day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
            if day is not None:
                return FoundDate(match.start(), match.end(), day)
    return None


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else, perhaps in brackets or with the hour of an alarm.

    >>> is_date_line("（2019年12月10日）"), is_date_line("2019年12月10日前完成")
    (True, False)
    """
    return len(text) <= 24 and _LINE.match(text) is not None


def is_plain_date_line(text: str) -> bool:
    """Whether a line is a date in figures alone, as some write it below a signature.

    >>> is_plain_date_line("2022. 11. 3"), is_plain_date_line("2022.11")
    (True, False)
    """
    return len(text) <= 20 and _PLAIN_LINE.match(text) is not None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _arabic(text: str) -> date | None:
    year, month, day = (int(n) for n in _NUMBERS.findall(text)[:3])
    return _day(year, month, day)


def _chinese(text: str) -> date | None:
    parts = _CHINESE_PARTS.match(text)
    if parts is None:
        return None
    year, month, day = (whole_number(part.translate(_NOUGHTS)) for part in parts.groups())
    return _day(year, month, day)
