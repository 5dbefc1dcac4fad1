"""A signature in one line with its date: 柳河镇人民政府（印）　2018年3月8日, perhaps the number behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from luodi.text.dates import FoundDate, find_date
from luodi.text.doc_number import DocNumber, find_doc_numbers

from .organs import SEALED, organs_of

_LONGEST = 90
_COPIES = re.compile(r"共?印制?[0-9]{1,4}份|(?:打印|校对|录入|责任编辑)[：:][一-鿿]{2,4}")
_EDITED = re.compile(r"(?<=[室局委会厅组部])(?:编印?|编发|主编)(?=[\s　]|$)")
"""Who edits a bulletin: 某区人民政府办公室编　2024年11月20日."""
_BRACKETS = re.compile(r"[（）()【】\[\]]")
_TEXT = re.compile(r"[，。；！？《》]|[0-9]日(?:前|起|至|止|内|以|之|的|上|下|中|印)")


class OneLine(NamedTuple):
    """The bodies, the day, and the number where it stands there too."""

    organs: tuple[str, ...]
    date: FoundDate
    number: DocNumber | None


def signed_in_one_line(text: str) -> OneLine | None:
    """What a line says that holds bodies and a day and nothing else but number, seal and count of copies.

    >>> signed = signed_in_one_line("苇塬县文明办（章）　2018年3月6日　苇文明办〔2018〕6号　共印120份")
    >>> signed.organs, signed.date.day.isoformat(), signed.number.text
    (('苇塬县文明办',), '2018-03-06', '苇文明办〔2018〕6号')
    >>> signed_in_one_line("2018年4月23日　柳河镇人民政府（印）").organs
    ('柳河镇人民政府',)
    >>> signed_in_one_line("柳河区人民政府办公室编　2024年11月20日").organs
    ('柳河区人民政府办公室',)
    >>> signed_in_one_line("柳河镇人民政府2018年4月23日前报送名单") is None
    True
    """
    if len(text) > _LONGEST or _TEXT.search(text) is not None:
        return None
    found = find_date(text)
    if found is None:
        return None
    number = next(iter(find_doc_numbers(text)), None)
    rest = f"{text[: found.start]} {text[found.end :]}"
    if number is not None:
        rest = rest.replace(text[number.start : number.end], " ")
    plain = _EDITED.sub(" ", _COPIES.sub(" ", SEALED.sub(" ", rest)))
    organs = organs_of(_BRACKETS.sub(" ", plain).strip())
    return OneLine(organs, found, number) if organs else None
