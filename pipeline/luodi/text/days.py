"""Days as officials write them."""

from __future__ import annotations

from datetime import date


def in_chinese(day: date) -> str:
    """A day in words, without leading noughts.

    >>> in_chinese(date(2024, 4, 30))
    '2024年4月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
