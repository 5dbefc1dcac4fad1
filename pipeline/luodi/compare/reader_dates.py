"""Dates as a sentence writes them, and whether they keep the day that a task sets.

Coarse on purpose, as `reader_figures`.
"""

from __future__ import annotations

import re
from datetime import date

from luodi.text.days import month_end

from .reader_numbers import number
from .reader_signs import IN_TIME, LATE, TO_COME

_DATE = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<near>今年|当年|去年|上年|明年|次年|翌年))?"
    r"(?:(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"(?:(?P<day>[12]\d|3[01]|[1-9])[日号]|(?P<part>上旬|中旬|下旬|初|中|底|末))?"
    r"|(?P<bare>年底|年末|年初|上半年|下半年|岁末))"
)
_FIRST_QUARTER = 3
_NAMED_YEAR = re.compile(r"(20\d\d)年")
MONTHLY = re.compile(r"(?:[每次下翌]个?月)(?P<day>[12]\d|3[01]|[1-9])[日号]")
"""A day of each month (每月5日前)."""

_YEARLY = re.compile(r"每年(?:的|底前)?$")


def dates(text: str) -> list[re.Match[str]]:
    """Months, days and ends of years; `last_day` gives their value."""
    return list(_DATE.finditer(text))


def last_day(match: re.Match[str], year: int) -> date:
    """Last day that the written date can mean; `year` where it names none."""
    year += {"去年": -1, "上年": -1, "明年": 1, "次年": 1, "翌年": 1}.get(match["near"] or "", 0)
    if match["year"]:
        year = int(match["year"])
    if match["bare"]:
        return {"年初": date(year, 1, 31), "上半年": date(year, 6, 30)}.get(match["bare"], date(year, 12, 31))
    month = int(number(match["month"]) or 1)
    day = int(match["day"] or {"上旬": 10, "初": 10, "中旬": 20, "中": 20}.get(match["part"] or "", 31))
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


def year_of(match: re.Match[str], limit: date | None, report_date: date | None) -> int:
    """The year a date without one belongs to: the report's, or in a report of January to March the one before."""
    if report_date is None:
        return limit.year if limit is not None else 2024
    come = match["month"] and last_day(match, report_date.year) <= report_date
    return report_date.year if match["near"] or come else year_told(report_date)


def date_signs(task: str, statement: str, deadline: date | None, report_date: date | None) -> list[tuple[int, str]]:
    """Where signs stand behind the dates of a statement, and which."""
    asked = dates(task)
    limit = deadline
    if limit is None and asked:
        limit = last_day(asked[-1], report_date.year if report_date is not None else 2024)
    signs = []
    monthly = MONTHLY.search(task)
    if monthly is not None:
        told = MONTHLY.finditer(statement)
        signs = [(m.end(), IN_TIME if int(m["day"]) <= int(monthly["day"]) else LATE) for m in told]
    yearly = bool(asked) and _YEARLY.search(task[: asked[-1].start()]) is not None
    for match in dates(statement):
        day = last_day(match, year_of(match, limit, report_date))
        if yearly:
            limit = last_day(asked[-1], day.year)
        late = "" if limit is None else IN_TIME if day <= limit else LATE
        signs.append((match.end(), (TO_COME if _to_come(day, report_date) else "") + late))
    return signs


def _to_come(day: date, report_date: date | None) -> bool:
    """Whether a day lies in a later month than the report."""
    return report_date is not None and (day.year, day.month) > (report_date.year, report_date.month)
