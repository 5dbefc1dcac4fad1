"""Rhythms: 每季度末, 每年12月10日前, 按月, 季通报 as RFC 5545 rules."""

from __future__ import annotations

import re

from luodi.text.lexicon import either
from luodi.text.numerals import parse_numeral, whole_number

from .patterns import occasions

_FREQUENCIES: dict[str, tuple[str, int, str]] = {
    "年": ("YEARLY", 1, ""),
    "年度": ("YEARLY", 1, ""),
    "学年": ("YEARLY", 1, ""),
    "半年": ("MONTHLY", 6, ""),
    "学期": ("MONTHLY", 6, ""),
    "季": ("MONTHLY", 3, ""),
    "季度": ("MONTHLY", 3, ""),
    "月": ("MONTHLY", 1, ""),
    "月度": ("MONTHLY", 1, ""),
    "半月": ("MONTHLY", 1, "BYMONTHDAY=15,-1"),
    "旬": ("MONTHLY", 1, "BYMONTHDAY=10,20,-1"),
    "周": ("WEEKLY", 1, ""),
    "星期": ("WEEKLY", 1, ""),
    "双周": ("WEEKLY", 2, ""),
    "日": ("DAILY", 1, ""),
    "天": ("DAILY", 1, ""),
    "晚": ("DAILY", 1, ""),
    "工作日": ("DAILY", 1, "BYDAY=MO,TU,WE,TH,FR"),
}
_SEASONS = {"一季度": "3", "二季度": "6", "三季度": "9", "四季度": "12", "上半年": "6", "下半年": "12"}
_WEEKDAYS = dict(zip("一二三四五六日", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_LIMIT = r"(?:之前|以前|前(?!后)|之?内)?"
_FESTIVALS = either(name for name, day in occasions().items() if day.month)
_TAILS = (
    re.compile(rf"\s?(?P<months>\d{{1,2}}月(?P<ends>[底末])?(?:[、和及]\d{{1,2}}月[底末]?)+){_LIMIT}"),
    re.compile(rf"\s?(?:的)?(?P<season>第?[一二三四]季度|[上下]半年)[内末]?{_LIMIT}"),
    re.compile(
        r"\s?(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
        r"(?:(?P<day>[123]?\d|[一二三]?十?[一二三四五六七八九十])[日号]|(?P<last>[底末]))?" + _LIMIT
    ),
    re.compile(
        r"\s?(?:的?(?:首月|第[一二三]个?月|最后一个?月|末月|次月|下月|翌月|首个?月)的?)?"
        r"(?P<days>[123]?\d[日号](?:[、和及][123]?\d[日号])*)" + _LIMIT
    ),
    re.compile(r"(?:结束|终了)?后的?(?P<days>[123]?\d)(?:日|天|个工作日)" + _LIMIT),
    re.compile(r"(?P<last>[年月季]?[底末]|结束|终了)" + _LIMIT),
    re.compile(r"(?:星期|周)?(?P<weekday>[一二三四五六日])(?=前|以前|之前|上午|下午|下班)" + _LIMIT),
    re.compile(rf"[“\"‘]?(?P<festival>{_FESTIVALS})[”\"’]?(?:之前|以前|前)"),
)


_WORLD_DAY = re.compile(r"(?:的)?\s?\d{1,2}月(?:\d{1,2}日)?(?:为|是)")


def rule(unit: str, count: str | None = None) -> str | None:
    """The rule of a period word, such as 季度 or 年, with how many of them.

    >>> rule("季度"), rule("年", "3"), rule("年", "半")
    ('FREQ=MONTHLY;INTERVAL=3', 'FREQ=YEARLY;INTERVAL=3', 'FREQ=MONTHLY;INTERVAL=6')
    >>> rule("小时", "2"), rule("小时")
    ('FREQ=HOURLY;INTERVAL=2', None)
    """
    unit = unit.removeprefix("个")
    if count == "半":
        unit, count = {"年": "半年", "月": "半月", "个月": "半月"}.get(unit, unit), None
    elif count == "隔":
        count = "2"
    # 每小时 is mostly a rate; 每2小时 says how often
    found = ("HOURLY", 1, "") if unit == "小时" and count is not None else _FREQUENCIES.get(unit)
    if found is None:
        return None
    frequency, interval, extra = found
    number = 1 if count is None else parse_numeral(count)
    if number is None or number < 1:
        return None
    interval *= int(number)
    parts = [f"FREQ={frequency}"] + ([f"INTERVAL={interval}"] if interval > 1 else []) + ([extra] if extra else [])
    return ";".join(parts)


def with_tail(base: str, unit: str, text: str, place: int) -> tuple[str, int] | None:
    """The rule with what follows the period (12月10日前, 首月10日前, 末, 25日前), and where that ends.

    None for the days that the world keeps (每年6月5日为世界环境日).
    """
    if _WORLD_DAY.match(text, place):
        return None
    for tail in _TAILS:
        found = tail.match(text, place)
        if found:
            extra = _by_parts(found.groupdict(), unit)
            if extra is not None:
                return (f"{base};{extra}" if extra else base), found.end()
    return base, place


def _by_parts(groups: dict[str, str | None], unit: str) -> str | None:
    yearly = unit.endswith("年") or unit == "年度"
    if months := groups.get("months"):
        named = ",".join(re.findall(r"(\d+)月", months))
        return f"BYMONTH={named}" + (";BYMONTHDAY=-1" if groups.get("ends") else "") if yearly else None
    if season := groups.get("season"):
        return f"BYMONTH={_SEASONS[season.removeprefix('第')]}" if yearly else None
    if month := groups.get("month"):
        if not yearly:
            return None
        number = whole_number(month)
        if day := groups.get("day"):
            return f"BYMONTH={number};BYMONTHDAY={whole_number(day)}"
        return f"BYMONTH={number}" + (";BYMONTHDAY=-1" if groups.get("last") else "")
    if days := groups.get("days"):
        if unit in ("日", "天", "周", "星期"):
            return None
        return "BYMONTHDAY=" + ",".join(re.findall(r"\d+", days))
    if groups.get("last"):
        if yearly:
            return "BYMONTH=12;BYMONTHDAY=31"
        return "BYMONTHDAY=-1" if unit.endswith(("月", "季度", "季")) else ""
    if weekday := groups.get("weekday"):
        return f"BYDAY={_WEEKDAYS[weekday]}" if unit.endswith(("周", "星期")) else None
    if festival := groups.get("festival"):
        found = occasions()[festival]
        return f"BYMONTH={found.month};BYMONTHDAY={found.day}" if yearly else None
    return None
