"""Quantities, dates and rhythms written in a sentence, as values that can be compared.

Coarse on purpose: it serves the signs of `reader_marks`, which may miss a figure but should not read one wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = "零〇一二两三四五六七八九十百千万亿"
_NUMBER = rf"(?:\d[\d,，]*\.?\d*|[{_HAN}]+(?:点[零一二三四五六七八九]+)?)"
_LONG_UNITS = "个百分点|个工作日|工作日|个小时|小时|分钟|刻钟|个月|平方米|平方公里|公里|千米|千瓦|人次|场次"
_COUNTED = (
    "个家所处座人名位户次期场件项亩公里千米米块台套份条轮遍回天日周星月季年时分万亿元成吨升只头株棵艘辆架间栋幢床张"
    "支队组对门部宗起例笔篇批类种级届班节课页册卷本片盏根口眼井段路村乡镇县市度平立顷克斤岁折倍层"
)
_QUANTITY = re.compile(
    rf"(?P<share>百分之)?(?P<number>{_NUMBER})(?P<scale>[万亿]?)(?P<half>半)?"
    rf"(?P<unit>{_LONG_UNITS}|%|％|‰|成[一二三四五六七八九](?![百千万个])|[{_COUNTED}])"
)
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<near>今年|当年|去年|上年|明年|次年|翌年))?"
    r"(?:(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"(?:(?P<day>[12]\d|3[01]|[1-9])[日号]|(?P<part>上旬|中旬|下旬|初|中|底|末))?"
    r"|(?P<bare>年底|年末|年初|上半年|下半年|岁末))"
)
_YEAR = re.compile(r"20\d\d年?(?:[—－-]20\d\d年)?")
_RHYTHM = re.compile(
    r"(?:每隔?|逐|按)(?P<count>[一二两三四五六七八九十\d]*)个?"
    r"(?P<unit>半年|半月|季度|季|工作日|日|天|周|星期|旬|月|年|学期)"
    r"|(?P<pair>月月|天天|日日|周周|年年|季季)"
    r"|(?P<each>[一二两三四五六\d]个?(?:月|季度|季|年|周|天))(?=一)"
    r"|(?P<half>半年|半月|一年|一季|一月|一周)(?=一[次轮遍回])"
)
_DAYS = {
    "半年": 182.0, "半月": 15.0, "季度": 91.0, "工作日": 1.0, "星期": 7.0, "学期": 182.0,
    "季": 91.0, "日": 1.0, "天": 1.0, "周": 7.0, "旬": 10.0, "月": 30.0, "年": 365.0,
}  # fmt: skip
_HOURS = {
    "分钟": 1 / 60, "刻钟": 0.25, "小时": 1.0, "个小时": 1.0, "天": 24.0, "日": 24.0, "工作日": 24.0, "个工作日": 24.0,
    "周": 168.0, "个月": 720.0,
}  # fmt: skip
_AT_MOST = re.compile(
    r"(?:不[得能应]?(?:超过|高于|多于|大于)|控制在|压[减缩降]到|压[减缩]至|降[低到至]+|(?<![不得能应])(?:低于|少于))[^，。；]{0,4}$"
)
_AT_MOST_AFTER = re.compile(r"^(?:以内|以下|之内|内)")
_AT_LEAST = re.compile(r"(?:不[得能应]?(?:少于|低于|小于)|至少|延长[到至]|达到)[^，。；]{0,3}$")
_FORMER = re.compile(r"(?:由|从|自)[^，。；]{0,8}$")
_FORMER_AFTER = re.compile(
    r"^[^，。；]{0,6}(?:提高|增加|增长|上升|升|提升|下降|降|压|减|缩|扩|调)[^，。；]{0,3}[到至为]"
)
_SAME_UNIT = {
    "人": "人",
    "名": "人",
    "位": "人",
    "人次": "人",
    "场次": "场",
    "千米": "公里",
    "％": "%",
    "个百分点": "%",
}
_LONE = {"一", "万", "千", "百", "十"}
_LONE_UNITS = {"次", "期", "成", "个月", "天"}


@dataclass(frozen=True)
class Figure:
    """A quantity: half-open span of the whole and of its number, value in base units, unit.

    `at_most`: asked as an upper limit. `former`: the state before a change (由…提高到), not what is reached.
    """

    start: int
    number_end: int
    end: int
    value: float
    unit: str
    at_most: bool = False
    former: bool = False


@dataclass(frozen=True)
class Rhythm:
    """How often: half-open span, length of one turn in days, and whether it is an upper limit (每年不超过1次)."""

    start: int
    end: int
    days: float
    at_most: bool = False


def number(text: str) -> float | None:
    """Value of an Arabic or Chinese numeral; None where it is not one.

    >>> number("3,600"), number("三千六百"), number("十二"), number("0.5")
    (3600.0, 3600.0, 12.0, 0.5)
    """
    plain = text.replace(",", "").replace("，", "")
    if plain[:1].isdigit():
        try:
            return float(plain.rstrip("."))
        except ValueError:
            return None
    whole, _, fraction = text.partition("点")
    if not whole or any(char not in _HAN for char in whole):
        return None
    if len(whole) > 1 and all(char in _DIGITS for char in whole):  # 二〇二四
        value = float("".join(str(_DIGITS[char]) for char in whole))
    else:
        value = _spelled(whole)
    return value + (float("0." + "".join(str(_DIGITS[char]) for char in fraction)) if fraction else 0.0)


def _spelled(text: str) -> float:
    total = section = digit = 0.0
    for char in text:
        if char in _DIGITS:
            digit = float(_DIGITS[char])
        elif char in _TENS:
            section += (digit or 1.0) * _TENS[char]
            digit = 0.0
        else:
            total = (total + section + digit) * (10_000 if char == "万" else 100_000_000)
            section = digit = 0.0
    return total + section + digit


def figures(text: str) -> list[Figure]:
    """Quantities in base units: 万 and 亿 multiplied out, shares in percent, spans of time in hours.

    >>> [(f.value, f.unit) for f in figures("投入0.5亿元，九成五达标，36小时办结")]
    [(50000000.0, '元'), (95.0, '%'), (36.0, '小时')]
    """
    found = []
    for match in _QUANTITY.finditer(text):
        written, unit = match["number"], match["unit"]
        value = number(written)
        if value is None or unit in {"万", "亿"} or (written in _LONE and unit not in _LONE_UNITS):
            continue
        value *= {"万": 1e4, "亿": 1e8}.get(match["scale"], 1.0)
        value += 0.5 if match["half"] else 0.0
        if unit[0] == "成":  # 九成 is 90 %, 九成五 is 95 %
            value, unit = value * 10 + (number(unit[1:]) or 0.0), "%"
        elif match["share"]:
            unit = "%"
        elif unit in _HOURS:
            value, unit = value * _HOURS[unit], "小时"
        number_end = match.end("half") if match["half"] else match.end("scale")
        before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
        limit = bool(_AT_MOST.search(before) or _AT_MOST_AFTER.match(after)) and not _AT_LEAST.search(before)
        former = bool(_FORMER.search(before) and _FORMER_AFTER.match(after))
        unit = _SAME_UNIT.get(unit, unit)
        found.append(Figure(match.start(), number_end, match.end(), value, unit, limit, former))
    return found


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
    return date(year, month, min(day, _month_end(year, month)))


def _month_end(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days


def rhythms(text: str) -> list[Rhythm]:
    """Every stated rhythm.

    >>> [r.days for r in rhythms("每两个月检查一次，按季度通报")]
    [60.0, 91.0]
    """
    found = []
    for match in _RHYTHM.finditer(text):
        written = match.group(0)
        unit = next(unit for unit in _DAYS if unit in written)
        count = number(match["count"]) if match["count"] else number(written[0]) if match["each"] else None
        limit = re.match(r"[^，。；]{0,12}不[得能应]?(?:超过|多于)", text[match.end() :]) is not None
        found.append(Rhythm(match.start(), match.end(), _DAYS[unit] * (count or 1.0), limit))
    return found


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with `spans` and years as blanks, so that their digits are not taken for quantities."""
    chars = list(text)
    for start, end in [*spans, *(match.span() for match in _YEAR.finditer(text))]:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def quantities(text: str) -> list[Figure]:
    """`figures` that are no part of a date, a rhythm or a year."""
    taken = [match.span() for match in dates(text)] + [(rhythm.start, rhythm.end) for rhythm in rhythms(text)]
    return figures(without(text, taken))
