"""From a matched pattern to days: what stretch of time the words name, before anybody asks what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
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


def point(groups: dict[str, str | None], slot: str, frame: Frame) -> Moment | None:
    """A calendar point: year, month, day or part of them, as the groups of one slot of a pattern hold them."""
    year, relative = named_year(groups, slot, frame)
    month_text = groups.get(f"m{slot}") or groups.get(f"m{slot}y")
    month_relative = groups.get(f"mr{slot}") or groups.get(f"mr{slot}y")
    day_text = groups.get(f"d{slot}") or groups.get(f"d{slot}y") or _plain_day(groups, slot)
    part = groups.get(f"part{slot}") or groups.get(f"part{slot}x") or groups.get(f"part{slot}y") or ""
    if month_relative:
        return relative_month(month_relative, day_text, part, year, frame)
    if month_text is None:
        if year is None:
            return Moment(None, None, "year", part, relative=relative) if relative else None
        days = part_days(part, year)
        if days is None:
            return None
        return Moment(*days, grain_of(part, "year"), part, None if relative else year, relative)
    month = whole_number(month_text)
    day = whole_number(day_text) if day_text else 0

    def build(one: int) -> Days:
        return single_day(month, day)(one) if day else month_days(one, month, part)

    grain: Grain = "day" if day else grain_of(part, "month")
    if year is not None:
        days = attempt(build, year)
        return Moment(*days, grain, part, None if relative else year, relative) if days else None
    if day and attempt(build, 2024) is None:
        return None
    placed, assumed = place(build, frame)
    start, end = placed or (None, None)
    return Moment(start, end, grain, part, assumed=assumed)


def _plain_day(groups: dict[str, str | None], slot: str) -> str | None:
    """八月十五 without 日."""
    text = groups.get(f"p{slot}") or groups.get(f"p{slot}y")
    return text.removeprefix("初") if text else None


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


def span(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """Two calendar points joined by 至: the second inherits year and month from the first."""
    first = point(groups, "1", frame)
    if first is None:
        return None
    if day_text := groups.get("d3"):
        if first.grain != "day" or first.start is None:
            return None
        last = attempt(single_day(first.start.month, whole_number(day_text)), first.start.year)
        return replace(first, end=last[1], ranged=True) if last and last[1] >= first.start else None
    inherited = replace_year(frame, first)
    second = point(groups, "2", inherited)
    if second is None or (first.grain == "year" and second.grain == "day" and second.named_year is None):
        return None
    start, end = first.start, second.end
    if start and end and end < start and second.named_year is None:
        second = point(groups, "2", Frame(start, start.year + 1, True))
        end = second.end if second else None
    if second is None or (start and end and end < start):
        return None
    named = second.named_year if second.named_year is not None else first.named_year
    return Moment(start, end, second.grain, second.mark, named, second.relative, first.assumed, ranged=True)


def replace_year(frame: Frame, moment: Moment) -> Frame:
    """The frame in which the next date without a year is read after ``moment``."""
    return Frame(frame.reference, moment.start.year, frame.forward) if moment.start else frame


def years(groups: dict[str, str | None]) -> Moment | None:
    """2024—2026年."""
    low, high = int(groups["from"] or 0), int(groups["to"] or 0)
    return Moment(date(low, 1, 1), date(high, 12, 31), "year", "", high, ranged=True) if low < high else None


def months(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """7—9月, also 11月至次年2月 written with figures only."""
    low, high = whole_number(groups["from"] or ""), whole_number(groups["to"] or "")
    if low == high:
        return None
    year, relative = named_year(groups, "1", frame)

    def build(one: int) -> Days:
        return date(one, low, 1), month_end(one + (high < low), high)

    if year is not None:
        return Moment(*build(year), "month", "", None if relative else year, relative, ranged=True)
    placed, assumed = place(build, frame)
    start, end = placed or (None, None)
    return Moment(start, end, "month", assumed=assumed, ranged=True)


def iso(groups: dict[str, str | None]) -> Moment | None:
    """2024-06-30, 2024.6.30, 2024/6/30 and two of them joined."""
    try:
        start = date(int(groups["y"] or 0), int(groups["m"] or 0), int(groups["d"] or 0))
        end = (
            date(int(groups["ey"] or 0), int(groups["em"] or 0), int(groups["ed"] or 0)) if groups.get("ey") else start
        )
    except ValueError:
        return None
    return Moment(start, end, "day", "", start.year, ranged=end != start) if start <= end else None


def ordinal_month(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """2021年的第三个月."""
    year, relative = named_year(groups, "1", frame)
    if year is None:
        return None
    days = month_days(year, whole_number(groups["nth"] or ""), "")
    return Moment(*days, "month", "", None if relative else year, relative)
