"""What a later report says of an earlier one: so many more, none more, counted alike; and what the earlier one has.

全县现有125台，比6月底增加48台 says that 77 stood in the report of June. Only a number of the same unit of measure that
names the same thing there, and the only one that does, is held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from luodi.records import DocumentRecord, Quote

from ..likeness import shared_start
from .contradiction import BODY, same_unit, statements
from .report_figures import bare, until
from .written import Figure, figures, shown

_WHEN = (
    r"(?P<when>(?:今年)?年中|(?:今年)?上半年末?|半年(?:报|度|时)?|前三季度|[一二三]季度(?:末|报)?|(?:20\d\d年)?\d{1,2}月(?:底|末|份)|"
    r"去年(?:年?底|年?末|同期)?|上年(?:年?底|年?末)?|年初|上期|上次(?:报告)?)"
)
_MORE = re.compile(
    rf"^[^，。；\d]{{0,6}}[，（]?(?:比|较|同){_WHEN}(?:相比)?[^，。；\d]{{0,3}}"
    r"(?P<sign>净?增加?|净?新增|多|上升|净?减少?|少|下降)(?:了|出)?$"
)
_FROM = re.compile(rf"[由从]{_WHEN}(?:时)?的[^，。；\d]{{0,4}}$")
_TO = re.compile(r"^[^，。；\d]{0,4}(?:增加|增长|增|上升|扩大|减少|下降|减|降|发展)[到至为]")
_NONE_MORE = re.compile(
    r"(?P<when>下半年|此后|之后|其后|7月以来|四季度)(?:以来)?(?:均|都)?(?:未|没有?)再?(?:新增|增加|增购|扩大|增添)"
)
_ALIKE = re.compile(rf"与{_WHEN}[^，。；]{{0,4}}(?:口径|范围|基数)[^，。；]{{0,2}}(?:相同|一致|不变)")
_MONTHS = {"年中": 6, "上半年": 6, "半年": 6, "下半年": 6, "此后": 6, "之后": 6, "其后": 6, "7月以来": 6}
_QUARTERS = {"一季度": 3, "二季度": 6, "三季度": 9, "前三季度": 9, "四季度": 9}
_MONTH = re.compile(r"(\d{1,2})月")
_NEAR = timedelta(days=45)
"""How far the day of the earlier report's number may lie from the day that the later one names."""
_THING, _SAME = 2, 4
_NO_THING = re.compile(
    rf"^(?:(?:我|全|本){BODY}|上半年|[一二三四]季度|今年|截至[^，]*|目前|已|共|现|累计|有|配备?有?|达|到|的)+"
    r"|(?:现有|共有|有|达到?|为|是|到)+$"
)
_LEAST = 0.5


@dataclass(frozen=True)
class Said:
    """Two sentences, the earlier report's first, and why they exclude each other."""

    evidence: tuple[Quote, Quote]
    reason: str


def excluded(before: DocumentRecord, after: DocumentRecord) -> Iterator[Said]:
    """What the later of two reports of one unit says of the earlier one that the earlier one does not have."""
    for start, end in statements(after.text):
        sentence = after.text[start:end]
        numbers = list(figures(after.text, start, end))
        for place, now in enumerate(numbers):
            if now.vague or not now.unit or now.unit == "%":
                continue
            following = numbers[place + 1] if place + 1 < len(numbers) else None
            told = _told(after.text, now, following, end)
            if told is None or not _speaks_of(before, after, told.when):
                continue
            other = _there(before, now, sentence)
            if other is None:
                continue
            had, quote = other
            slack = now.fine + had.fine + told.fine
            if told.alike:
                if _LEAST * had.value <= now.value < had.value - slack:
                    reason = f"写明与此前口径相同，此前写{had.text}，现在写{now.text}"
                    yield Said((quote, after.quote(start, end)), reason)
            elif abs(now.value - told.more - had.value) > slack:
                then = f"此前应为{shown(now.value - told.more)}{now.unit}，此前的报告写{had.text}"
                reason = f"现有{now.text}，写明{told.words}，{then}"
                yield Said((quote, after.quote(start, end)), reason)


@dataclass(frozen=True)
class _Told:
    when: str
    more: float
    words: str
    fine: float = 0.0
    alike: bool = False


def _told(text: str, now: Figure, following: Figure | None, end: int) -> _Told | None:
    """What is said, behind a number, of the one before it."""
    if following is not None and same_unit(now, following) and not following.vague:
        since = _FROM.search(text[max(0, now.start - 20) : now.start])
        if since is not None and _TO.match(text[now.end : following.start]):
            return _Told(since["when"], 0.0, text[now.start : following.end])
        more = _MORE.match(text[now.end : following.start])
        if more is not None:
            sign = -1 if more["sign"].lstrip("净")[0] in "减少下" else 1
            words = text[now.end + more.start("when") - 1 : following.end]
            return _Told(more["when"], sign * following.value, words, following.fine)
    stop = following.start if following is not None else end
    none = _NONE_MORE.search(text, now.end, stop)
    if none is not None:
        return _Told(none["when"], 0.0, none.group())
    alike = _ALIKE.search(text, now.end, stop)
    return _Told(alike["when"], 0.0, alike.group(), alike=True) if alike is not None else None


def _speaks_of(before: DocumentRecord, after: DocumentRecord, when: str) -> bool:
    """Whether the earlier report is of the time that is named."""
    day, issued = until("", before), after.issue_date
    if day is None or issued is None or not before.issue_date or before.issue_date >= issued:
        return False
    if when.startswith(("上期", "上次")):
        return True
    year = issued.year - (issued.month <= 3)
    if when.startswith(("去年", "上年", "年初")):
        return "同期" not in when and abs(date(year - 1, 12, 31) - day) <= _NEAR
    written = _MONTH.search(when)
    month = int(written.group(1)) if written is not None else _month(when)
    if month is None or not 1 <= month <= 12:
        return False
    named = date(year + month // 12, month % 12 + 1, 1)
    return abs(named - day) <= _NEAR


def _month(when: str) -> int | None:
    known = _QUARTERS | _MONTHS
    return next((month for word, month in known.items() if word in when), None)


def _there(before: DocumentRecord, now: Figure, sentence: str) -> tuple[Figure, Quote] | None:
    """The only number of an earlier report that counts the same thing as ``now``, with its sentence."""
    found: dict[float, tuple[Figure, Quote]] = {}
    for start, end in statements(before.text):
        for figure in figures(before.text, start, end):
            if not figure.vague and same_unit(figure, now) and _same_thing(figure, now, sentence):
                found.setdefault(figure.value, (figure, before.quote(start, end)))
    return next(iter(found.values())) if len(found) == 1 else None


def _same_thing(figure: Figure, now: Figure, sentence: str) -> bool:
    """Whether two numbers count one thing: its name stands before the number here and there, or behind both."""
    behind = shared_start(figure.after, now.after)
    if behind >= _SAME:
        return True
    thing = _NO_THING.sub("", figure.label)
    return len(thing) >= _THING and (
        thing in sentence
        or (len(bare(thing)) >= _SAME and bare(thing) in sentence)
        or shared_start(thing[::-1], _NO_THING.sub("", now.label)[::-1]) >= _SAME
    )
