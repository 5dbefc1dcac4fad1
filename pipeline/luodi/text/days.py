"""Days as officials write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_QUOTED_OR_DAY = re.compile(r"“[^”]*”|《[^》]*》|(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")


def in_chinese(day: date) -> str:
    """A day in words, without leading noughts.

    >>> in_chinese(date(2024, 4, 30))
    '2024年4月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def days_in_chinese(text: str) -> str:
    """A text with its ISO days in words; what is quoted stays as it was written.

    >>> days_in_chinese("应于2024-04-30前完成：“2024-01-01起施行”")
    '应于2024年4月30日前完成：“2024-01-01起施行”'
    """
    return _QUOTED_OR_DAY.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return found.group() if year is None else f"{year}年{int(month)}月{int(day)}日"


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])
