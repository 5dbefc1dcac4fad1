"""Arithmetic of days, months, terms and working days: no text here."""

from __future__ import annotations

from datetime import date, timedelta

from luodi.text.days import month_end

from .patterns import Occasion, lunar_days


def add_months(day: date, months: int) -> date:
    """The same day some months later, the last day of the month where it does not exist.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def add_workdays(day: date, count: int) -> tuple[date, bool]:
    """The ``count``-th working day after ``day``, and whether that is certain.

    Uses the official holidays of ``chinese_calendar``; beyond its table Monday to Friday are taken for working
    days, and the second value is False.

    >>> add_workdays(date(2024, 4, 30), 1)
    (datetime.date(2024, 5, 6), True)
    """
    from chinese_calendar import is_workday

    certain = True
    while count > 0:
        day += timedelta(days=1)
        try:
            working = bool(is_workday(day))
        except NotImplementedError:
            working, certain = day.weekday() < 5, False
        count -= working
    return day, certain


def quarter(year: int, number: int) -> tuple[date, date]:
    """First and last day of a quarter, ``number`` from 1 to 4."""
    return date(year, 3 * number - 2, 1), month_end(year, 3 * number)


def five_year_plan(ordinal: int) -> tuple[date, date]:
    """First and last day of the ``ordinal``-th five-year plan.

    >>> five_year_plan(14)
    (datetime.date(2021, 1, 1), datetime.date(2025, 12, 31))
    """
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    return date(first, 1, 1), date(first + 4, 12, 31)


def occasion_days(occasion: Occasion, year: int) -> tuple[date, date] | None:
    """First and last day of a festival or season that begins in ``year``; None beyond the table of lunar festivals."""
    if occasion.lunar:
        day = lunar_days().get((year, occasion.lunar))
        return (day, day) if day else None
    if occasion.begin and occasion.finish:
        start = date(year, *occasion.begin)
        return start, date(year + (occasion.finish < occasion.begin), *occasion.finish)
    return date(year, occasion.month, occasion.day), date(year, occasion.month, occasion.day)


def advance(day: date, amount: int, unit: str) -> date:
    """``day`` moved by whole days (``D``), weeks (``W``), months (``M``) or years (``Y``)."""
    if unit == "M":
        return add_months(day, amount)
    if unit == "Y":
        return add_months(day, 12 * amount)
    return day + timedelta(days=amount * (7 if unit == "W" else 1))
