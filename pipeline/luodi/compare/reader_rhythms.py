"""How often something is done, as a sentence writes it: a rhythm named (每月, 隔周, 逢季末), or one told by its turns
(上半年、下半年各一次; 3月和9月; 全年两次).

A rhythm told by its turns says nothing unless it is held against one that was asked: `rhythms` reads the asked ones,
`told_rhythms` both sorts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .reader_numbers import number

DAYS = {
    "半年": 182.0, "半月": 15.0, "半个月": 15.0, "季度": 91.0, "工作日": 1.0, "星期": 7.0, "学期": 182.0, "学年": 365.0,
    "季": 91.0, "日": 1.0, "天": 1.0, "周": 7.0, "旬": 10.0, "月": 30.0, "年": 365.0, "小时": 1 / 24, "钟头": 1 / 24,
}  # fmt: skip
"""Length of the named spans in days."""

_SPAN = "半年|半个?月|季度|季|工作日|日|天|周|星期|旬|月|学期|学年|年|小时|钟头"
TURNS = "次回遍轮趟批场期堂班节"
"""Units in which the turns of a rhythm are counted."""

_TURN = f"[{TURNS}]"
_COUNT = r"[一二两三四五六七八九十\d]"
_SOON = r"[^，。；、内前后以里中来第期间]{0,3}"
_NAMED = re.compile(
    rf"(?:每逢?[隔过]?|逐|按)(?P<count>{_COUNT}*)个?(?P<unit>{_SPAN})"
    r"|(?:每到|逢)个?(?P<end>[季月]末?|(?:学年|学期|年)末)"
    r"|(?P<pair>月月|天天|日日|周周|年年|季季)"
    rf"|(?<![第、和到至—])(?P<each>(?:{_COUNT}+个|(?<!\d)[一两])月|{_COUNT}+(?:个(?:季度|季)|个?(?:年|周|天|星期)))(?={_SOON}(?<!十)(?:一|{_COUNT}+){_TURN}|一[更发])"
    r"|(?<![第十])(?P<once>一个?(?:年|季度?|月|周|天|旬)(?=一[^，。；、\s年月日共定般些直起样\d]))"
    rf"|(?<![上下])(?P<half>半年|半个?月|一学年|一年|一个?学期|一个?季度?|一月|一周)(?={_SOON}{_COUNT}+{_TURN})"
    r"|(?P<settled>半月|[日周月])结(?=[，。；、\d|]|$)"
    r"|隔一?个?(?P<other>日|天|周|星期|月|年)|[逢每]?(?P<double>[双单][周月])"
)
_TIMES = re.compile(
    rf"^(?:[^，。；]{{0,20}}?(?:不少于|不得少于|不低于|至少)|[^，。；、]{{0,14}}?达到?)?[^，。；、各\d]{{0,8}}?(?<![第头前后])(?P<times>{_COUNT}+)(?:{_TURN}|天)"
)
_WEEKDAYS = "一二三四五六日天"
_DAYS_LISTED = re.compile(
    rf"^(?P<first>[{_WEEKDAYS}])(?:(?:至|到)(?:周|星期)?(?P<last>[{_WEEKDAYS}])"
    rf"|(?P<more>(?:[^，。；]{{0,2}}?[、和及](?:周|星期)?[{_WEEKDAYS}](?![个户家十百千万\d]))*))"
)
_OF_MONTH = re.compile(
    rf"^的?(?P<turns>(?:(?:第[一二三四]|最后一?)个?(?:周|星期)?[{_WEEKDAYS}]?[、和及与]?)+)(?:周|星期)?[{_WEEKDAYS}]"
)
_DATED = re.compile(r"^[0-3]?\d[日号](?:[、和及][0-3]?\d[日号])+")
_ROW_TIMES = re.compile(rf"(?:不少于|不得少于|不低于|至少)(?P<times>{_COUNT}+){_TURN}\|(?:[^|]*\|)?$")
"""How many times, in the cells of a table row before the one that names the span."""

_QUARTERS = re.compile(r"一(?:季度)?(?:[到至—]|、二(?:季度)?、三(?:季度)?、)四季度|四个季度")
_EXCEPT = re.compile(r"除[^，。；]{0,4}(?:周|星期|礼拜)|也不")
_WEEKDAY = re.compile(rf"(?:周|星期|礼拜)(?P<day>[{_WEEKDAYS}])(?:(?:至|到)(?:周|星期)?(?P<last>[{_WEEKDAYS}]))?")
_EACH = re.compile("^(?P<turns>[^，。；]{0,14})各(?![市县区乡镇级地部单])")
_HALVES = re.compile(
    r"上、?下半年各?|(?:上半年|上学期)[^。；]{0,40}?(?:下半年|下学期)|年[中初][^。；，]{0,3}年[末底]|春、?秋[两二]?[季次]"
    r"|春季?[^。；，夏]{0,6}秋季?(?![、分]?冬|分)"
)
_SEASON = "年初|开春|春天|春季|清明|五一|入夏|夏天|夏季|入秋|秋天|秋季|国庆|入冬|冬天|冬季|年底|年末|岁末"
_SEASONS = re.compile(rf"(?:{_SEASON})[前后里]?[^，。；、]{{0,4}}?一{_TURN}")
_MONTHS = re.compile(r"(?P<next>次年|翌年|明年|今年)?(?P<month>1[0-2]|[1-9])月(?:[0-3]?\d日)?(?![内前至到起])")
_ONE = re.compile(rf"(?<![第每再又唯的这那头初首])一{_TURN}(?!性|[^，。；]{{0,2}}[一两])")
_IN_TURNS = re.compile(
    rf"各(?![市县区乡镇级地部单])|分别|先后|分[两二三四]{_TURN}|[两二三四五六2-6][次度轮回场遍]|又|再|月[^，。；、]{{0,2}}一{_TURN}"
)
_WITHIN = re.compile(
    rf"(?:(?P<year>全年|年度|今年[就只仅])|(?P<months>{_COUNT}+)个月[来里]|(?P<from>\d{{1,2}})[至到—-](?P<to>\d{{1,2}})月)"
    rf"[^，。；]{{0,10}}?(?<![的第])(?P<times>{_COUNT}+){_TURN}|(?P<once>全年唯一)"
)
_LIMIT = re.compile(r"[^，。；]{0,12}不[得能应]?(?:超过|多于)")
_YEAR = 365.0
_MOST_MONTHS = 6


@dataclass(frozen=True)
class Rhythm:
    """How often: half-open span, length of one turn in days, and whether it is an upper limit (每年不超过1次).

    `times`: how many times in each span (每月2次: a turn of 15 days), 0 where no number is said.
    """

    start: int
    end: int
    days: float
    at_most: bool = False
    times: float = 0.0

    @property
    def span(self) -> float:
        """Length of the span that is named, in days."""
        return self.days * max(1.0, self.times)


@lru_cache(maxsize=8192)
def rhythms(text: str) -> tuple[Rhythm, ...]:
    """Every rhythm that is named.

    >>> [r.days for r in rhythms("每两个月检查一次，按季度通报，隔周晾晒")]
    [60.0, 91.0, 14.0]
    >>> [(r.days, r.span) for r in rhythms("每月夜查不少于4次")]
    [(7.5, 30.0)]
    """
    found = []
    for match in _NAMED.finditer(text):
        times, named = _times(text[match.end() : match.end() + 30], match["unit"] or "")
        before = _ROW_TIMES.search(text, 0, match.start()) if not times else None
        times = number(before["times"]) or 0.0 if before is not None else times
        limit = _LIMIT.match(text, match.end()) is not None
        found.append(Rhythm(match.start(), match.end() + named, _length(match) / max(1.0, times), limit, times))
    return tuple(found)


def _times(behind: str, unit: str) -> tuple[float, int]:
    """How many times in each span, by what stands behind its name, and how many characters of it name the days.

    0 where it is not said.
    """
    if unit in ("周", "星期") and (days := _DAYS_LISTED.match(behind)) is not None:
        return _days(days["first"], days["last"], days["more"]), days.end()
    if unit == "月" and (turns := _OF_MONTH.match(behind)) is not None:
        return float(len(re.findall("第|最后", turns["turns"]))), turns.end()
    if unit == "月" and (dated := _DATED.match(behind)) is not None:
        return float(len(re.findall("[日号]", dated[0]))), dated.end()
    each = _EACH.match(behind)
    if each is not None:
        return 1.0 + len(re.findall("[、和及]", each["turns"])), 0
    said = _TIMES.match(behind)
    return ((number(said["times"]) or 0.0) if said is not None else 0.0), 0


def _days(first: str, last: str | None, more: str | None = None) -> float:
    if last:
        return float((_WEEKDAYS.index(last.replace("天", "日")) - _WEEKDAYS.index(first)) % 7 + 1)
    return 1.0 + len(re.findall("[、和及]", more or ""))


@lru_cache(maxsize=8192)
def told_rhythms(text: str, *, of_year: bool = True) -> tuple[Rhythm, ...]:
    """Rhythms that are named, or else told by their turns; a single turn with its month is one of the year, where the
    report tells `of_year`.

    >>> [[r.days for r in told_rhythms(told)] for told in ("上半年、下半年各查一次", "6月和12月各查一遍")]
    [[182.0], [182.5]]
    >>> [r.days for r in told_rhythms("全年组织检查两次")], told_rhythms("6月开工，12月建成")
    ([182.5], ())
    """
    named = rhythms(text)
    if named:
        days = _by_weekdays(text)
        return (*named, *(d for d in days if all(d.end <= rhythm.start or rhythm.end <= d.start for rhythm in named)))
    quarters = _QUARTERS.search(text)
    if quarters is not None:
        return (Rhythm(quarters.start(), quarters.end(), DAYS["季"]),)
    halves = _HALVES.search(text)
    if halves is not None:
        return (Rhythm(halves.start(), halves.end(), DAYS["半年"]),)
    found = _by_seasons(text) or _by_months(text) or _by_number(text) or _by_weekdays(text)
    return tuple(found or (_by_one(text) if of_year else []))


def _by_weekdays(text: str) -> list[Rhythm]:
    found = list(_WEEKDAY.finditer(text))
    if not found or _EXCEPT.search(text):
        return []
    days = {match["day"].replace("天", "日") for match in found}
    times = _days(found[0]["day"], found[0]["last"]) if found[0]["last"] else float(len(days))
    return [Rhythm(found[0].start(), found[-1].end(), DAYS["周"] / times, times=times)]


def _by_seasons(text: str) -> list[Rhythm]:
    """Turns told by seasons (年初一遍、入秋一遍)."""
    found = list(_SEASONS.finditer(text))
    if len(found) < 2:
        return []
    return [Rhythm(found[0].start(), found[-1].end(), _YEAR / len(found), times=float(len(found)))]


def _by_months(text: str) -> list[Rhythm]:
    found = list(_MONTHS.finditer(text))
    listed = len(found) > 2 and all(text[a.end() : b.start()] in "、和" for a, b in pairwise(found))
    if not 2 <= len(found) <= _MOST_MONTHS or not (listed or _IN_TURNS.search(text)):
        return []
    at: list[int] = []
    for match in found:
        month = int(match["month"])
        at.append(month + 12 if match["next"] and at and month <= at[-1] else month)
    if any(later <= earlier for earlier, later in pairwise(at)):
        return []
    apart = (at[-1] - at[0]) / (len(at) - 1) * _YEAR / 12
    return [Rhythm(found[0].start(), found[-1].end(), apart, times=float(len(at)))]


def _by_one(text: str) -> list[Rhythm]:
    months = [m for m in _MONTHS.finditer(text) if m["next"] in (None, "今年")]
    turns = list(_ONE.finditer(text))
    if len(months) != 1 or len(turns) != 1:
        return []
    return [Rhythm(turns[0].start(), turns[0].end(), _YEAR, times=1.0)]


def _by_number(text: str) -> list[Rhythm]:
    match = _WITHIN.search(text)
    if match is None:
        return []
    times = number(match["times"] or "一") or 1.0
    if match["months"]:
        months = number(match["months"]) or 12.0
    else:
        months = int(match["to"]) - int(match["from"]) + 1 if match["from"] else 12
    return [Rhythm(match.start(), match.end(), months / times * _YEAR / 12)] if months > 0 else []


def _length(match: re.Match[str]) -> float:
    if match["unit"]:
        return DAYS[match["unit"]] * (number(match["count"]) or 1.0 if match["count"] else 1.0)
    if match["end"]:
        return DAYS[match["end"].removesuffix("末")]
    if match["settled"]:
        return DAYS[match["settled"]]
    if match["other"]:
        return 2 * DAYS[match["other"]]
    if match["double"]:
        return 2 * DAYS[match["double"][1]]
    written = match["each"] or match["half"] or match["pair"] or match["once"]
    unit = next(unit for unit in DAYS if unit in written)
    count = re.match(rf"{_COUNT}+", written) if match["each"] else None
    return DAYS[unit] * ((number(count.group(0)) or 1.0) if count is not None else 1.0)
