"""Dates as a sentence writes them, and whether they keep the day that a task sets.

Coarse on purpose, as `reader_figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from luodi.text.days import month_end

from .reader_numbers import number
from .reader_signs import IN_TIME, LATE, TO_COME

_DATE = re.compile(
    r"(?:(?P<year>20\d\d)(?:年|(?=年[底末初]))|(?P<near>今年|当年|去年|上年|明年|次年|翌年))?"
    r"(?:(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"(?:(?P<day>[12]\d|3[01]|[1-9])[日号]|(?P<part>上旬|中旬|下旬|初|中|底|末))?"
    r"|(?P<bare>年底|年末|年初|上半年|下半年|岁末))"
)
_FIRST_QUARTER, _LAST_QUARTER = 3, 10  # their last month, their first
_NAMED_YEAR = re.compile(r"(20\d\d)年")
_ALSO = re.compile(r"(?<=[到至、，和及—～-])(?P<day>[12]\d|3[01]|[1-9])[日号](?![内之以后间左上])")
"""A further day of the month just named (6月7日到20日)."""

_MONTHLY = re.compile(r"(?:[每次下翌末]个?月)(?P<day>[12]\d|3[01]|[1-9])[日号]")
"""A day of each month (每月5日前)."""

_YEARLY = re.compile(r"每年(?:的|底前)?$")
_BEFORE = re.compile("[以之]?前")
_FROM = re.compile(r"^起|^开始")


@dataclass(frozen=True)
class Written:
    """A date as it is written: half-open span, and of year, month, day and part of the month what is said."""

    start: int
    end: int
    year: int | None = None
    near: str = ""
    month: int | None = None
    day: int | None = None
    part: str = ""
    bare: str = ""


def dates(text: str) -> list[Written]:
    """Months, days and ends of years; `last_day` gives their value.

    >>> [(d.month, d.day) for d in dates("4月27日查到，30日商定，5日内办结")]
    [(4, 27), (4, 30)]
    """
    named = [_written(match) for match in _DATE.finditer(text)]
    found = sorted([*named, *_also(text, named)], key=lambda d: d.start)
    return [_in_year_before(d, found[i - 1]) if i else d for i, d in enumerate(found)]


def _in_year_before(written: Written, before: Written) -> Written:
    """The date in the year of the one before it where that names its year and this one does not (2019年5月…6月25日)."""
    follows = written.month is not None and before.month is not None and before.month <= written.month
    return (
        replace(written, year=before.year)
        if before.year and follows and not (written.year or written.near)
        else written
    )


def days_of_month(text: str) -> list[tuple[int, int, int]]:
    """Days told of each month, each with its half-open span.

    >>> days_of_month("每月10日、20日关门")
    [(2, 5, 10), (6, 9, 20)]
    """
    found = [(match.start("day"), match.end(), int(match["day"])) for match in _MONTHLY.finditer(text)]
    for match in _ALSO.finditer(text) if found else ():
        if found[0][1] < match.start() and "月" not in text[found[0][1] : match.start()]:
            found.append((match.start(), match.end(), int(match["day"])))
    return found


def _written(match: re.Match[str]) -> Written:
    year, month, day, part = match["year"], match["month"], match["day"], match["part"] or ""
    if month and not day and not part and _BEFORE.match(match.string, match.end()):
        part = "前"
    return Written(
        match.start(),
        match.end(),
        int(year) if year else None,
        match["near"] or "",
        int(number(month) or 1) if month else None,
        int(day) if day else None,
        part,
        match["bare"] or "",
    )


def _also(text: str, named: list[Written]) -> Iterator[Written]:
    for match in _ALSO.finditer(text) if any(d.day for d in named) else ():
        last = max((d for d in named if d.end <= match.start()), key=lambda d: d.end, default=None)
        if last is not None and last.day is not None and last.day < int(match["day"]):
            yield Written(match.start(), match.end(), last.year, last.near, last.month, int(match["day"]))


def last_day(written: Written, year: int) -> date:
    """Last day that the written date can mean; `year` where it names none."""
    year += {"去年": -1, "上年": -1, "明年": 1, "次年": 1, "翌年": 1}.get(written.near, 0)
    year = written.year or year
    if written.bare:
        return {"年初": date(year, 1, 31), "上半年": date(year, 6, 30)}.get(written.bare, date(year, 12, 31))
    month = written.month or 1
    if written.part == "前":
        return date(year, month, 1) - timedelta(days=1)
    day = written.day or {"上旬": 10, "初": 10, "中旬": 20, "中": 20}.get(written.part, 31)
    return date(year, month, min(day, month_end(year, month).day))


def years(text: str) -> set[int]:
    """The years of this century that a text names.

    >>> years("2023年建成2座")
    {2023}
    """
    return {int(year) for year in _NAMED_YEAR.findall(text)}


def year_told(report_date: date) -> int:
    """The year that a report tells of: one of January to March speaks of the year before."""
    return report_date.year - (report_date.month <= _FIRST_QUARTER)


def tells_of_year(report_date: date | None) -> bool:
    """Whether a report of that day tells of a whole year: one of October to March, or of a day unknown."""
    return report_date is None or report_date.month >= _LAST_QUARTER or report_date.month <= _FIRST_QUARTER


def year_of(written: Written, limit: date | None, report_date: date | None) -> int:
    """The year a date without one belongs to: the report's, or in a report of January to March the one before."""
    if report_date is None:
        return limit.year if limit is not None else 2024
    come = written.month and last_day(written, report_date.year) <= report_date
    return report_date.year if written.near or come else year_told(report_date)


def date_signs(task: str, statement: str, deadline: date | None, report_date: date | None) -> list[tuple[int, str]]:
    """Where signs stand behind the dates of a statement, and which."""
    asked = dates(task)
    limit = deadline
    if limit is None and asked and _FROM.match(task[asked[-1].end :]) is None:
        limit = last_day(asked[-1], report_date.year if report_date is not None else 2024)
    signs = []
    monthly = days_of_month(task)
    if monthly:
        signs = [(end, IN_TIME if day <= monthly[-1][2] else LATE) for _, end, day in days_of_month(statement)]
    yearly = bool(asked) and _YEARLY.search(task[: asked[-1].start]) is not None
    for told in dates(statement):
        day = last_day(told, year_of(told, limit, report_date))
        if yearly:
            limit = last_day(asked[-1], day.year)
        late = "" if limit is None else IN_TIME if day <= limit else LATE
        signs.append((told.end, (TO_COME if _to_come(day, report_date) else "") + late))
    return signs


def _to_come(day: date, report_date: date | None) -> bool:
    """Whether a day lies in a later month than the report."""
    return report_date is not None and (day.year, day.month) > (report_date.year, report_date.month)
