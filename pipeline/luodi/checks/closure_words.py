"""What the words of a rectification admit: a part left, nobody looked, it came back. Patterns: closure.toml."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache

from luodi.records.paths import lexicons_dir
from luodi.text.sentences import sentences

from .ledgers import parse_day
from .likeness import containment

_DATE = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_REACH = 40
"""Characters between the rest that is left and the words that say it is not done."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads((lexicons_dir() / "closure.toml").read_text(encoding="utf-8"))
    return {f"{t}.{k}": re.compile(v) for t, table in data.items() for k, v in table.items() if k != "id"}


def admission(text: str) -> str | None:
    """The words that admit a part to be left undone; None when none do.

    >>> admission("应返修8户，已修好5户，其余3户尚未施工，先行销号。")
    '其余3户尚未施工，先行销号'
    >>> admission("其余3户也已全部修好，未发现新问题。") is None
    True
    """
    known = _patterns()
    for sentence in sentences(text):
        for rest in known["admission.rest"].finditer(sentence):
            said = sentence[rest.start() : rest.end() + _REACH]
            undone = known["admission.undone"].search(said, rest.end() - rest.start())
            if undone is not None and not whole(said[: undone.start()]):
                return sentence[rest.start() :].rstrip("。；")
        early = known["admission.early"].search(sentence)
        if early is not None and known["admission.undone"].search(sentence[: early.start()]):
            return sentence.rstrip("。；")
        only = known["admission.only"].search(sentence)
        if only is not None and not whole(sentence[only.end() :]):
            return sentence[only.start() :].rstrip("。；")
    return None


def whole(text: str) -> bool:
    """Whether the words say that everything, the rest too, was done."""
    return _patterns()["admission.whole"].search(text) is not None


def unreviewed(text: str) -> str | None:
    """The words that say it was closed on paper only; None when none do."""
    found = _patterns()["unreviewed.words"].search(text)
    return None if found is None else _clause(text, found.start(), found.end())


def looked(text: str) -> bool:
    """Whether the words report a review with its result, though its date is not in the column."""
    return _patterns()["unreviewed.looked"].search(text) is not None


def relapse(text: str, closed: date) -> str | None:
    """The words that tell of a return after ``closed``; None when none do.

    It counts when a later day stands before it, when it is said to be after closing, or when a visit found it.

    >>> relapse("8月27日销号；11月9日夜查，外墙又垂下充电线9根。", date(2024, 8, 27))
    '11月9日夜查，外墙又垂下充电线9根'
    >>> relapse("12月6日回头看，连廊畅通，无反弹。", date(2024, 11, 25)) is None
    True
    """
    known = _patterns()
    for sentence in sentences(text):
        for again in known["relapse.again"].finditer(sentence):
            clause = _clause(sentence, again.start(), again.end())
            if known["relapse.denial"].search(clause):
                continue
            before = text[: text.find(sentence) + again.start()]
            visited = known["relapse.visit"].search(sentence)
            if _later(before, closed) or known["relapse.after"].search(before) or (visited and "销号" in before):
                return sentence.rstrip("。；")
    return None


def extension(text: str, due: date) -> date | None:
    """The day to which somebody allowed the due day to be moved, None when nobody did."""
    found = _patterns()["extension.words"].search(text)
    return None if found is None else parse_day(found["day"], year=due.year)


def same_matter(one: str, other: str) -> bool:
    """Whether two descriptions of problems speak of the same matter at the same place."""
    return min(len(one), len(other)) >= 6 and containment(one, other) >= 0.6


def _later(before: str, closed: date) -> bool:
    days = list(_DATE.finditer(before))
    if not days:
        return False
    last = days[-1]
    year = int(last["year"]) if last["year"] else closed.year
    day = parse_day(f"{year}-{last['month']}-{last['day']}")
    if day is None:
        return False
    # a day without a year that lies far before the closing is next year's: 12月销号，1月回访
    if not last["year"] and (closed - day).days > 180:
        day = parse_day(f"{year + 1}-{last['month']}-{last['day']}")
    return day is not None and day > closed


def _clause(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in "，。；！？\n") + 1
    rights = [p for mark in "，。；！？\n" if (p := text.find(mark, end)) >= 0]
    return text[left : min(rights)] if rights else text[left:]
