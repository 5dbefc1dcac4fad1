"""Stretches of days as words name them: their frame, their parts, and the year that goes without saying."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from luodi.text.days import month_end
from luodi.text.numerals import whole_number

from .calendar import add_months, quarter

Grain = Literal["day", "week", "part", "month", "quarter", "half", "year", "plan", "season", "festival", "decade"]
_RELATIVE = {"今": 0, "本": 0, "当": 0, "明": 1, "下": 1, "次": 1, "翌": 1, "后": 2, "去": -1, "上": -1, "前": -2}
_PARTS = re.compile(r"(?:第?([一二三四1-4])|前([一二三两1-3]))个?季度(末?)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a yearless date is read against: the document's day, the year last named, and the direction of the talk."""

    reference: date | None
    year: int | None = None
    forward: bool = True

    def base(self) -> int | None:
        """The year that 今年 means."""
        return self.reference.year if self.reference else None


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days; ``named_year`` is set where the year is written, ``mark`` is 底, 初, 内 … after it."""

    start: date | None
    end: date | None
    grain: Grain
    mark: str = ""
    named_year: int | None = None
    relative: str = ""
    assumed: bool = False
    ranged: bool = False


Days = tuple[date, date]


def _short_year(number: int) -> int:
    return 2000 + number if number < 60 else 1900 + number


def place(build: Callable[[int], Days | None], frame: Frame) -> tuple[Days | None, bool]:
    """The days of a date without a year, and whether the year is assumed.

    Forward: the document's year, the next one where that day has passed. Backward: the document's year, or the one
    before in a report of the first quarter and where a long period has hardly begun (全年 in a report of January).
    """
    if frame.year is not None:
        return attempt(build, frame.year), False
    if frame.reference is None:
        return None, True
    year, step = frame.reference.year, 1 if frame.forward else -1
    days = attempt(build, year)
    if days is not None and not _misplaced(days, frame.reference, forward=frame.forward):
        return days, True
    for distance in range(1, 5):  # 2月29日 may lie four years away
        days = attempt(build, year + step * distance)
        if days is not None:
            return days, True
    return None, True


def _misplaced(days: Days, today: date, *, forward: bool) -> bool:
    """A report of January to March speaks of the year before; a later one plans what lies ahead in its own year."""
    if forward:
        return days[1] < today
    return (days[0] > today and today.month <= 3) or _hardly_begun(days, today)


def _hardly_begun(days: Days, today: date) -> bool:
    length = (days[1] - days[0]).days
    return days[1] > today and length > 100 and (today - days[0]).days * 3 < length


def attempt(build: Callable[[int], Days | None], year: int) -> Days | None:
    """The days in one year, None where the year has no such day (2月29日, 6月31日)."""
    try:
        return build(year)
    except ValueError:
        return None


def single_day(month: int, day: int) -> Callable[[int], Days]:
    """The same day of any year."""
    return lambda year: (date(year, month, day), date(year, month, day))


def part_days(part: str, year: int) -> Days | None:
    """The days of 上半年, 第三季度, 前三季度, 年底, 年内 … of a year."""
    if "半年" in part:
        first = part[0] in "上前"
        return (date(year, 1, 1), date(year, 6, 30)) if first else (date(year, 7, 1), date(year, 12, 31))
    if found := _PARTS.fullmatch(part):
        if found[2]:
            return date(year, 1, 1), quarter(year, whole_number(found[2]))[1]
        return quarter(year, whole_number(found[1]))
    if part in ("初", "年初"):
        return date(year, 1, 1), month_end(year, 1)
    if part == "年中":
        return date(year, 6, 1), date(year, 6, 30)
    return date(year, 1, 1), date(year, 12, 31)


def month_days(year: int, month: int, part: str) -> Days:
    """The days of a month or of its 上旬, 中旬, 下旬, 上半月, 下半月."""
    last = month_end(year, month)
    limits = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last.day), "上半月": (1, 15), "下半月": (16, last.day)}
    if part == "初":
        limits["初"] = (1, 10)
    low, high = limits.get(part, (1, last.day))
    return date(year, month, low), date(year, month, high)


def grain_of(part: str, default: Grain) -> Grain:
    """How long the part of a year or month is that a word names."""
    if "半年" in part:
        return "half"
    if "季度" in part:
        return "quarter"
    return "part" if part in ("上旬", "中旬", "下旬", "上半月", "下半月") else default


def named_year(groups: dict[str, str | None], slot: str, frame: Frame) -> tuple[int | None, str]:
    """The year that is written, and the word where it is relative (今年)."""
    if text := groups.get(f"y{slot}"):
        return int(text), ""
    if text := groups.get(f"yc{slot}"):
        return whole_number(text), ""
    if text := groups.get(f"y2{slot}") or groups.get(f"y0{slot}"):
        return _short_year(whole_number(text)), ""
    if text := groups.get(f"yr{slot}"):
        base = frame.base()
        if (text[0] in "次翌" and frame.year is not None) or (text[0] == "当" and frame.year is not None):
            base = frame.year
        return (None if base is None else base + _RELATIVE[text[0]]), text
    return None, ""


def relative_month(word: str, day_text: str | None, part: str, year: int | None, frame: Frame) -> Moment | None:
    """本月, 下月, 本月十日."""
    if frame.reference is None:
        return Moment(None, None, "month", part, relative=word)
    anchor = frame.reference.replace(day=1)
    if year is not None:
        anchor = anchor.replace(year=year)
    anchor = add_months(anchor, {"上": -1, "下": 1, "次": 1}.get(word[0], 0))
    if day_text:
        days = attempt(single_day(anchor.month, whole_number(day_text)), anchor.year)
        return Moment(*days, "day", part, relative=word) if days else None
    return Moment(*month_days(anchor.year, anchor.month, part), grain_of(part, "month"), part, relative=word)
