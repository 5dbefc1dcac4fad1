"""A signature in one line with its date: 柳河镇人民政府（印）　2018年3月8日, perhaps the number behind it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from luodi.text.doc_number import find_doc_numbers

from .dates import find_date
from .organs import organs_of

_LONGEST = 90
_SEAL = re.compile(r"[（(][^（）()]{0,10}[章印][）)]")
_COPIES = re.compile(r"共?印制?[0-9]{1,4}份|(?:打印|校对|录入|责任编辑)[：:][一-鿿]{2,4}")
_BRACKETS = re.compile(r"[（）()【】\[\]]")
_TEXT = re.compile(r"[，。；！？《》]|[0-9]日(?:前|起|至|止|内|以|之|的|上|下|中|印)")


class OneLine(NamedTuple):
    """The bodies, the day with its half-open place in the line, and the number where it stands there too."""

    organs: tuple[str, ...]
    day: date
    start: int
    end: int
    number: str | None


def signed_in_one_line(text: str) -> OneLine | None:
    """What a line says that holds bodies and a day and nothing else but number, seal and count of copies.

    >>> signed_in_one_line("苇塬县文明办（章）　2018年3月6日　苇文明办〔2018〕6号　共印120份")[:2]
    (('苇塬县文明办',), datetime.date(2018, 3, 6))
    >>> signed_in_one_line("2018年4月23日　柳河镇人民政府（印）").organs
    ('柳河镇人民政府',)
    >>> signed_in_one_line("柳河镇人民政府2018年4月23日前报送名单") is None
    True
    """
    if len(text) > _LONGEST or _TEXT.search(text) is not None:
        return None
    found = find_date(text)
    if found is None:
        return None
    rest = _COPIES.sub(" ", _SEAL.sub(" ", f"{text[: found.start]} {text[found.end :]}"))
    numbers = find_doc_numbers(rest)
    number = numbers[0].text if numbers else None
    if number is not None:
        rest = rest.replace(number, " ")
    organs = organs_of(_BRACKETS.sub(" ", rest).strip())
    return OneLine(organs, found.day, found.start, found.end, number) if organs else None
