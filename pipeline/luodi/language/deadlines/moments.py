"""From a matched pattern to days: what stretch of time the words name, before anybody asks what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ...text.numerals import parse_numeral
from .calendar import add_months, five_year_plan, month_end, occasion_days, quarter
from .patterns import occasions

Grain = Literal["day", "week", "part", "month", "quarter", "half", "year", "plan", "season", "festival", "decade"]


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
_RELATIVE = {"今": 0, "本": 0, "当": 0, "明": 1, "下": 1, "次": 1, "翌": 1, "后": 2, "去": -1, "上": -1, "前": -2}
_PARTS = re.compile(r"(?:第?([一二三四1-4])|前([一二三两1-3]))个?季度(末?)")


def _number(text: str) -> int:
    value = parse_numeral(text)
    return int(value) if value is not None else 0


def _short_year(number: int) -> int:
    return 2000 + number if number < 60 else 1900 + number


def place(build: Callable[[int], Days | None], frame: Frame) -> tuple[Days | None, bool]:
    """The days of a date without a year, and whether the year is assumed.

    Forward: the document's year, the next one where that day has passed. Backward: the document's year, the last one
    where the day has not come, or where a long period has hardly begun (全年 in a report of January).
    """
    if frame.year is not None:
        return _try(build, frame.year), False
    if frame.reference is None:
        return None, True
    year, step = frame.reference.year, 1 if frame.forward else -1
    days = _try(build, year)
    if days is not None and not _misplaced(days, frame.reference, forward=frame.forward):
        return days, True
    for distance in range(1, 5):  # 2月29日 may lie four years away
        days = _try(build, year + step * distance)
        if days is not None:
            return days, True
    return None, True


def _misplaced(days: Days, today: date, *, forward: bool) -> bool:
    return days[1] < today if forward else days[0] > today or _hardly_begun(days, today)


def _hardly_begun(days: Days, today: date) -> bool:
    length = (days[1] - days[0]).days
    return days[1] > today and length > 31 and (today - days[0]).days * 3 < length


def _try(build: Callable[[int], Days | None], year: int) -> Days | None:
    try:
        return build(year)
    except ValueError:  # 2月29日 in a common year, 6月31日
        return None


def part_days(part: str, year: int) -> Days | None:
    """The days of 上半年, 第三季度, 前三季度, 年底, 年内 … of a year."""
    if "半年" in part:
        first = part[0] in "上前"
        return (date(year, 1, 1), date(year, 6, 30)) if first else (date(year, 7, 1), date(year, 12, 31))
    if found := _PARTS.fullmatch(part):
        if found[2]:
            return date(year, 1, 1), quarter(year, _number(found[2]))[1]
        return quarter(year, _number(found[1]))
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
    year, relative = _year(groups, slot, frame)
    month_text = groups.get(f"m{slot}") or groups.get(f"m{slot}y")
    month_relative = groups.get(f"mr{slot}") or groups.get(f"mr{slot}y")
    day_text = groups.get(f"d{slot}") or groups.get(f"d{slot}y") or _plain_day(groups, slot)
    part = groups.get(f"part{slot}") or groups.get(f"part{slot}x") or groups.get(f"part{slot}y") or ""
    if month_relative:
        return _relative_month(month_relative, day_text, part, year, frame)
    if month_text is None:
        if year is None:
            return Moment(None, None, "year", part, relative=relative) if relative else None
        days = part_days(part, year)
        if days is None:
            return None
        return Moment(*days, _grain_of(part, "year"), part, None if relative else year, relative)
    month = _number(month_text)
    day = _number(day_text) if day_text else 0

    def build(one: int) -> Days:
        return (date(one, month, day), date(one, month, day)) if day else month_days(one, month, part)

    grain: Grain = "day" if day else _grain_of(part, "month")
    if year is not None:
        days = _try(build, year)
        return Moment(*days, grain, part, None if relative else year, relative) if days else None
    if day and _try(build, 2024) is None:
        return None
    placed, assumed = place(build, frame)
    start, end = placed or (None, None)
    return Moment(start, end, grain, part, assumed=assumed)


def _plain_day(groups: dict[str, str | None], slot: str) -> str | None:
    """八月十五 without 日."""
    text = groups.get(f"p{slot}") or groups.get(f"p{slot}y")
    return text.removeprefix("初") if text else None


def _grain_of(part: str, default: Grain) -> Grain:
    if "半年" in part:
        return "half"
    if "季度" in part:
        return "quarter"
    return "part" if part in ("上旬", "中旬", "下旬", "上半月", "下半月") else default


def _year(groups: dict[str, str | None], slot: str, frame: Frame) -> tuple[int | None, str]:
    if text := groups.get(f"y{slot}"):
        return int(text), ""
    if text := groups.get(f"yc{slot}"):
        return _number(text), ""
    if text := groups.get(f"y2{slot}") or groups.get(f"y0{slot}"):
        return _short_year(_number(text)), ""
    if text := groups.get(f"yr{slot}"):
        base = frame.base()
        if (text[0] in "次翌" and frame.year is not None) or (text[0] == "当" and frame.year is not None):
            base = frame.year
        return (None if base is None else base + _RELATIVE[text[0]]), text
    return None, ""


def _relative_month(word: str, day_text: str | None, part: str, year: int | None, frame: Frame) -> Moment | None:
    if frame.reference is None:
        return Moment(None, None, "month", part, relative=word)
    anchor = frame.reference.replace(day=1)
    if year is not None:
        anchor = anchor.replace(year=year)
    anchor = add_months(anchor, {"上": -1, "下": 1, "次": 1}.get(word[0], 0))
    if day_text:
        days = _try(lambda one: (date(one, anchor.month, _number(day_text)),) * 2, anchor.year)
        return Moment(*days, "day", part, relative=word) if days else None
    return Moment(*month_days(anchor.year, anchor.month, part), _grain_of(part, "month"), part, relative=word)


def span(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """Two calendar points joined by 至: the second inherits year and month from the first."""
    first = point(groups, "1", frame)
    if first is None:
        return None
    if day_text := groups.get("d3"):
        if first.grain != "day" or first.start is None:
            return None
        last = _try(lambda one: (date(one, first.start.month, _number(day_text)),) * 2, first.start.year)  # type: ignore[union-attr]
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
    low, high = _number(groups["from"] or ""), _number(groups["to"] or "")
    if low == high:
        return None
    year, relative = _year(groups, "1", frame)

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
        end = date(int(groups["ey"]), int(groups["em"] or 0), int(groups["ed"] or 0)) if groups.get("ey") else start
    except ValueError:
        return None
    return Moment(start, end, "day", "", start.year, ranged=end != start) if start <= end else None


def ordinal_month(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """2021年的第三个月."""
    year, relative = _year(groups, "1", frame)
    if year is None:
        return None
    return Moment(*month_days(year, _number(groups["nth"] or ""), ""), "month", "", None if relative else year, relative)


def plan(groups: dict[str, str | None]) -> Moment | None:
    """“十四五”期间, “十四五”末."""
    ordinal = _number((groups["plan"] or "") + "")
    number = {10: 10}.get(ordinal, ordinal) if ordinal else 0
    if not number or number > 30:
        return None
    start, end = five_year_plan(number)
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
    tens = _number(groups["decade"] or "")
    century = groups.get("century")
    if century is None:
        base = 1900 if tens >= 30 else 2000
    else:
        base = {"上": 1900, "本": 2000}.get(century, (_number(century) - 1) * 100)
    return Moment(date(base + tens, 1, 1), date(base + tens + 9, 12, 31), "decade", "", base + tens)


def school_year(groups: dict[str, str | None]) -> Moment | None:
    """2024—2025学年, with or without its term."""
    low = int(groups["from"] or 0)
    first, second = (date(low, 9, 1), date(low + 1, 1, 31)), (date(low + 1, 3, 1), date(low + 1, 7, 15))
    if groups.get("term"):
        days = first if groups["term"] in "一1" else second
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
    year, relative = _year(groups, "1", frame)
    if year is not None:
        days, assumed = _try(lambda one: occasion_days(found, one), year), False
    else:
        days, assumed = place(lambda one: _until_start(occasion_days(found, one)), frame)
        days = _try(lambda one: occasion_days(found, one), days[0].year) if days else None
    start, end = days or (None, None)
    grain: Grain = "season" if found.begin else "festival"
    return Moment(start, end, grain, "", year if not relative else None, relative, assumed or not found.firm)


def _until_start(days: Days | None) -> Days | None:
    """A season is ahead as long as it has not begun."""
    return (days[0], days[0]) if days else None


def part(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """年底, 年内, 月底, 上半年, 第三季度, 全年 … without a year."""
    word = groups["part"] or ""
    if word.startswith(("月", "本月")):
        return _relative_month("本月", None, word[-1], None, frame)
    if word in ("上半月", "下半月"):
        return _relative_month("本月", None, word, None, frame)
    if word.startswith(("季", "本季")):
        if frame.reference is None:
            return Moment(None, None, "quarter", "末" if word.endswith("末") else "")
        days = quarter(frame.reference.year, (frame.reference.month + 2) // 3)
        return Moment(*days, "quarter", "末" if word.endswith("末") else "", assumed=True)
    if "周" in word:
        if frame.reference is None:
            return Moment(None, None, "week", "末")
        monday = frame.reference - timedelta(days=frame.reference.weekday())
        return Moment(monday, monday + timedelta(days=6), "week", "末", assumed=True)
    if "学期" in word:
        if frame.reference is None:
            return Moment(None, None, "season", "末")
        autumn = frame.reference.month >= 8 or frame.reference.month == 1
        year = frame.reference.year
        start, end = (date(year, 9, 1), date(year + 1, 1, 31)) if autumn else (date(year, 3, 1), date(year, 7, 15))
        if autumn and frame.reference.month == 1:
            start, end = date(year - 1, 9, 1), date(year, 1, 31)
        return Moment(start, end, "season", "末", assumed=True)
    placed, assumed = place(lambda one: part_days(word, one), frame)
    start, end = placed or (None, None)
    mark = word[-1] if word in ("年底", "年末", "年内", "年初", "年中", "全年") or word.endswith("末") else ""
    return Moment(start, end, _grain_of(word, "year"), mark, assumed=assumed)


def bare_day(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """25日: of the document's month, the next or last one where that day does not fit."""
    number = _number(groups["d"] or "")
    if frame.reference is None:
        return Moment(None, None, "day", assumed=True)
    anchor = frame.reference.replace(day=1)
    step = 1 if frame.forward else -1
    for distance in range(4):
        month = add_months(anchor, step * distance)
        days = _try(lambda one, month=month: (date(one, month.month, number),) * 2, month.year)  # type: ignore[misc]
        if (days and (days[0] >= frame.reference) == frame.forward) or (days and days[0] == frame.reference):
            return Moment(*days, "day", assumed=True)
    return None


def recent(groups: dict[str, str | None], frame: Frame) -> Moment | None:
    """近三年: until the document's day."""
    number = _number(groups["n"] or "")
    if frame.reference is None or not number:
        return None
    start = add_months(frame.reference, -number * (12 if groups["unit"] == "年" else 1))
    return Moment(start, frame.reference, "year", relative="近")
