"""Spans of time that a statement tells by their ends or by their parts.

| written | when |
| --- | --- |
| 历10.5小时↓ | hours are asked, and the statement tells from which hour of the day to which |
| 历70天↓ | so many days are granted from an event on, and the statement tells two dates |
| 历48天↑ | so many days are asked at least, and the statement tells from which day to which |
| 合计30学时↓ | so much is asked in all, and the statement tells how many turns of how much each |
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from .reader_dates import dates, last_day, year_of
from .reader_figures import Compare, Figure, plain, quantities, worked_out
from .reader_numbers import HAN, NUMBER, number

_CLOCK = re.compile(
    rf"(?P<part>清早|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜[里间]?|凌晨)?(?P<hour>\d{{1,2}}|[{HAN}]+)(?:[:：](?P<minute>[0-5]\d)|[点时](?!间|段|效|限|有)(?P<half>半)?)"
)
_TO = re.compile("[至到—~～-]+")
_EVENING = re.compile("下午|傍晚|晚|夜")
_TURNS = re.compile(
    rf"(?P<turns>{NUMBER})个?(?P<turn>天|晚上|上午|下午|[场次回期堂节讲班批摞箱盒组队])[^。；]{{0,16}}?"
    rf"(?:每个?|一个?)(?P=turn)[^。；\d]{{0,3}}?(?=(?P<each>{NUMBER}))"
)
_HALF_DAY = 12
_DAY_HOURS = 24

_FROM_TO = re.compile("起?[，、]?[至到—~～-]+")
_GRANTED = re.compile(r"之?[日时]起|[后内]")
_FIRST_OF = {"中旬": 11, "中": 11, "下旬": 21, "底": 21, "末": 21}
_LONGEST = 300  # days: further apart two dates tell of different things


def spans(
    task: str, statement: str, asked: Mapping[str, list[Figure]], report_date: date | None, sign: Compare
) -> tuple[str, list[Figure]]:
    """What is to be written behind the statement, empty where it tells no span; and the figures that only count
    through it."""
    hours = asked.get("小时", [])
    turns, meant = _in_turns(task, statement, asked, sign)
    parts = _hours(statement, hours, sign) + turns
    parts += [] if parts else _lasted(task, statement, hours, report_date, sign)
    return ("｜" + "，".join(parts) if parts else ""), meant


def _hours(statement: str, asked: Sequence[Figure], sign: Compare) -> list[str]:
    """Hours from one time of the day to the next (早上六点…下午四点半), all spans together."""
    wanted = [f for f in asked if not f.at_most and f.value <= _DAY_HOURS]
    clock = list(_CLOCK.finditer(statement))
    pairs = list(zip(clock[::2], clock[1::2], strict=False))
    if (
        not wanted
        or not pairs
        or len(clock) % 2
        or any(f.unit == "小时" and f.value <= _DAY_HOURS for f in quantities(statement))
    ):
        return []
    if len(pairs) > 1 and not all(_TO.fullmatch(statement[a.end() : b.start()]) for a, b in pairs):
        return []
    hours = [(_hour(first), _hour(last)) for first, last in pairs]
    if any(first is None or last is None or last <= first for first, last in hours):
        return []
    span = worked_out(sum(last - first for first, last in hours if first is not None and last is not None), "小时")
    return [f"历{plain(span.value)}小时{sign(span, wanted)}"]


def _in_turns(
    task: str, statement: str, asked: Mapping[str, list[Figure]], sign: Compare
) -> tuple[list[str], list[Figure]]:
    """So many turns of so much each (5天、一天6课时; 抱两摞，一摞二十份), where so much is asked in all."""
    match = _TURNS.search(statement)
    if match is None or f"每{match['turn']}" in task or f"每个{match['turn']}" in task:
        return [], []
    each = next((f for f in quantities(statement) if f.start == match.start("each")), None)
    turns = number(match["turns"])
    if each is None or each.unit not in asked or not turns:
        return [], []
    total = worked_out(turns * each.value, each.unit)
    return [f"合计{plain(total.value)}{total.unit}{sign(total, asked[total.unit])}"], [each]


def _hour(match: re.Match[str]) -> float | None:
    hour = number(match["hour"])
    if hour is None or hour > _DAY_HOURS:
        return None
    later = _HALF_DAY if match["part"] and _EVENING.search(match["part"]) and hour < _HALF_DAY else 0
    return hour + later + (0.5 if match["half"] else int(match["minute"] or 0) / 60)


def _lasted(task: str, statement: str, wanted: Sequence[Figure], report_date: date | None, sign: Compare) -> list[str]:
    """The days between two dates: at least those that passed where so many are granted (自下达之日起30日内), all from
    the first to the last where so many are asked at least (公示不少于7日)."""
    found = dates(statement)
    if len(found) != 2:
        return []
    granted = [f for f in wanted if f.at_most] if _GRANTED.search(task) else []
    least = [f for f in wanted if not f.at_most and f.value >= 2 * _DAY_HOURS]
    whole = _FROM_TO.fullmatch(statement[found[0].end : found[1].start]) and found[0].day and found[1].day
    first, last = (last_day(day, year_of(day, None, report_date)) for day in found)
    if found[1].month and not found[1].day:
        last = last.replace(day=_FIRST_OF.get(found[1].part, 1))
    days = (last - first).days
    if not 0 < days <= _LONGEST or not (granted or (least and whole)):
        return []
    days += 0 if granted else 1
    return [f"历{days}天{sign(worked_out(24.0 * days, '小时'), granted or least)}"]
