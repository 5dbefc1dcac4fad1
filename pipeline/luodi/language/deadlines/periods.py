"""Periods that are named, not dated: five-year plans, decades, school years, festivals, seasons, 年底, 近三年."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from luodi.text.numerals import whole_number

from .calendar import add_months, five_year_plan, occasion_days, quarter
from .moments import (
    Days,
    Frame,
    Grain,
    Moment,
    attempt,
    grain_of,
    named_year,
    part_days,
    place,
    relative_month,
    single_day,
)
from .patterns import occasions

_WEEKDAYS = "一二三四五六日"
_MARKS = {"年底": "底", "年末": "末", "年终": "末", "年内": "内", "年初": "初", "年中": "中", "全年": "全"}


def plan(groups: dict[str, str | None]) -> Moment | None:
    """“十四五”期间, “十四五”末."""
    ordinal = whole_number(groups["plan"] or "")
    if not ordinal:
        return None
    start, end = five_year_plan(ordinal)
    part = groups["part"] or ""
    if part in ("初", "初期"):
        return None
    if part.startswith("前"):
        end = date(start.year + (1 if part[1] == "两" else 2), 12, 31)
    elif part.startswith("后"):
        start = date(end.year - (1 if part[1] == "两" else 2), 1, 1)
    elif part == "中期":
        start, end = date(start.year + 2, 1, 1), date(start.year + 2, 12, 31)
    return Moment(start, end, "plan", part)


def decade(groups: dict[str, str | None]) -> Moment | None:
    """20世纪80年代, 九十年代."""
    tens = whole_number(groups["decade"] or "")
    century = groups.get("century")
    if century is None:
        base = 1900 if tens >= 30 else 2000
    else:
        base = {"上": 1900, "本": 2000}.get(century, (whole_number(century) - 1) * 100)
    return Moment(date(base + tens, 1, 1), date(base + tens + 9, 12, 31), "decade", "", base + tens)


def school_year(groups: dict[str, str | None]) -> Moment | None:
    """2024—2025学年, with or without its term."""
    low = int(groups["from"] or 0)
    first, second = (date(low, 9, 1), date(low + 1, 1, 31)), (date(low + 1, 3, 1), date(low + 1, 7, 15))
    if groups.get("term"):
        days = first if groups["term"] in ("一", "1") else second
    elif groups.get("season"):
        days = first if groups["season"] == "秋" else second
    else:
        days = date(low, 9, 1), date(low + 1, 8, 31)
    return Moment(*days, "season", "", low)


def occasion(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """A festival or a season; the opening of term is the first day of the season."""
    name = groups["name"] or ""
    found = occasions().get(name) or occasions().get(name[:2])
    if found is None:
        return None
    year, relative = named_year(groups, "1", frame)
    if year is not None:
        days, assumed = attempt(lambda one: occasion_days(found, one), year), False
    else:
        days, assumed = place(lambda one: _until_start(occasion_days(found, one)), frame)
        days = attempt(lambda one: occasion_days(found, one), days[0].year) if days else None
    start, end = days or (None, None)
    grain: Grain = "season" if found.begin else "festival"
    return Moment(start, end, grain, "", year if not relative else None, relative, assumed or not found.firm)


def _until_start(days: Days | None) -> Days | None:
    """A season is ahead as long as it has not begun."""
    return (days[0], days[0]) if days else None


def _this_quarter(day: date) -> Days:
    return quarter(day.year, (day.month + 2) // 3)


def _this_week(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _this_term(day: date) -> Days:
    if 2 <= day.month <= 7:
        return date(day.year, 3, 1), date(day.year, 7, 15)
    year = day.year - (day.month == 1)
    return date(year, 9, 1), date(year + 1, 1, 31)


_CURRENT: dict[str, tuple[Grain, Callable[[date], Days]]] = {
    "季": ("quarter", _this_quarter),
    "周": ("week", _this_week),
    "学期": ("season", _this_term),
}


def part(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """年底, 年内, 月底, 上半年, 第三季度, 全年 … without a year."""
    word = groups["part"] or ""
    if word.startswith(("月", "本月")):
        return relative_month("本月", None, word[-1], None, frame)
    if word in ("上半月", "下半月"):
        return relative_month("本月", None, word, None, frame)
    for sign, (grain, current) in _CURRENT.items():
        if sign in word and word[0] in "本季学周":
            start, end = current(frame.reference) if frame.reference else (None, None)
            if start and word[-1] in _WEEKDAYS:
                start = end = start + timedelta(days=_WEEKDAYS.index(word[-1]))
            mark = "" if grain == "quarter" and not word.endswith("末") else "末"
            return Moment(start, end, grain, mark, assumed=True)
    placed, assumed = place(lambda one: part_days(word, one), frame)
    start, end = placed or (None, None)
    mark = _MARKS.get(word, "末" if word.endswith("末") else "")
    return Moment(start, end, grain_of(word, "year"), mark, assumed=assumed)


def bare_day(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """25日: of the document's month, the next or last one where that day does not fit."""
    count = whole_number(groups["d"] or "")
    if frame.reference is None:
        return Moment(None, None, "day", assumed=True)
    anchor = frame.reference.replace(day=1)
    step = 1 if frame.forward else -1
    for distance in range(4):
        month = add_months(anchor, step * distance)
        days = attempt(single_day(month.month, count), month.year)
        if days and (days[0] == frame.reference or (days[0] > frame.reference) == frame.forward):
            return Moment(*days, "day", assumed=True)
    return None


def recent(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """近三年: until the document's day."""
    count = whole_number(groups["n"] or "")
    if frame.reference is None or not count:
        return None
    start = add_months(frame.reference, -count * (12 if groups["unit"] == "年" else 1))
    return Moment(start, frame.reference, "year", relative="近")
