"""Points of the calendar and what they span: 2024年6月底, 3月至5月, 2024—2026年, 2024-06-30, 2021年的第三个月.

Each takes the groups of a matched pattern and gives the days that the words name, before anybody asks what for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from luodi.text.days import month_end
from luodi.text.numerals import whole_number

from .moments import (
    Days,
    Frame,
    Grain,
    Moment,
    attempt,
    grain_of,
    month_days,
    named_year,
    part_days,
    place,
    relative_month,
    single_day,
)


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
    inherited = _after(frame, first)
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


def _after(frame: Frame, moment: Moment) -> Frame:
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
