"""Quantities written in a sentence, as values that can be compared.

Coarse on purpose: it serves the signs of `reader_marks`, which may miss a figure but should not read one wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .reader_context import REACH, beside, counts, is_limit, least, of_each, people, per, state_before
from .reader_dates import dates
from .reader_numbers import NUMBER, number
from .reader_rhythms import rhythms

_LONG_UNITS = (
    "个百分点|个工作日|工作日|个?星期|个?礼拜|个半小时|个小时|小时|个半钟头|个钟头|分钟|刻钟|个半月|个月|平方米|平方公里|立方米|公里|千米|厘米|毫米|千瓦时|千瓦|公斤|千克|公顷"
    "|人次|场次|批次|个?学时|个?课时|个?席位?|(?:常住|户籍|总)?人口|个人|摄氏度|℃|华里|里(?=[，。；、|路]|$)|市?斤"
)
_COUNTED = (
    "个家所处座人名位户次期场件项亩公里千米米块台套份条轮遍回天日周星月季年时分万亿元成吨升只头株棵艘辆架间栋幢床张"
    "支队组对门部宗起例笔篇批类种级届班节课页册卷本片盏根口眼井段路村乡镇县市度平立顷克斤岁折倍层字款匹枚"
)
_QUANTITY = re.compile(
    rf"(?P<share>百分之)?(?P<number>{NUMBER})(?P<scale>[万亿]?)(?P<half>半)?"
    rf"(?P<unit>{_LONG_UNITS}|%|％|‰|成[一二三四五六七八九](?![百千万个])|块(?=[^，。；]{{0,2}}钱)|角(?=钱)|[{_COUNTED}])"
)
_FRACTION = re.compile(
    rf"百分之(?P<share>{NUMBER})(?![{_COUNTED}万亿])|千分之(?P<mille>{NUMBER})|(?P<of>[二两三四五六七八九十])分之(?P<part>[一二两三四五六七八九])"
    rf"|每(?P<hundred>[十百千万]|[二两三四五六七八九]十?|\d+)(?P<whole>[个人户件趟名次辆家位座])"
    rf"(?:[^，。；\d]{{0,8}}?(?:里头?|当?中)[^，。；\d]{{0,4}}?(?P<among>{NUMBER})[个人户件趟名次辆家位]"
    rf"|[^，。；\d]{{0,8}}?有(?P<some_of>{NUMBER})(?P=whole))"
    r"|(?P<all>[二两三四五六七八九十])(?P<one>[个家户人所名位处辆趟])[^，。；]{0,2}?(?:里头?|当?中)[^，。；]{0,3}?有(?P<some>[一二两三四五六七八九])(?P=one)|(?P<half>一半(?=及?以上))"
)
_YEAR = re.compile(r"20\d\d(?:年(?:[—－-]20\d\d年)?|[—－-]20\d\d(?!\d)|(?=[./]\d))|[〔\[(（]20\d\d[〕\])）]")
_HOURS = {
    "分钟": 1 / 60, "刻钟": 0.25, "小时": 1.0, "个小时": 1.0, "个钟头": 1.0, "天": 24.0, "日": 24.0, "工作日": 33.6,
    "个工作日": 33.6, "周": 168.0, "星期": 168.0, "个星期": 168.0,
    "礼拜": 168.0, "个礼拜": 168.0, "个月": 720.0, "年": 8640.0,
}  # fmt: skip
UNIT_AS = {
    "名": (1.0, "人"), "位": (1.0, "人"), "人次": (1.0, "人"), "常住人口": (1.0, "人"), "户籍人口": (1.0, "人"),
    "总人口": (1.0, "人"), "人口": (1.0, "人"), "个人": (1.0, "人"), "摄氏度": (1.0, "度"), "℃": (1.0, "度"),
    "场次": (1.0, "场"), "％": (1.0, "%"),
    "千米": (1.0, "公里"), "米": (1e-3, "公里"), "公顷": (15.0, "亩"), "顷": (100.0, "亩"), "平方公里": (1500.0, "亩"),
    "个学时": (1.0, "学时"), "课时": (1.0, "学时"), "个课时": (1.0, "学时"), "公斤": (1e-3, "吨"), "千克": (1e-3, "吨"),
    "斤": (5e-4, "吨"), "市斤": (5e-4, "吨"), "里": (0.5, "公里"), "华里": (0.5, "公里"), "角": (0.1, "元"),
    "立方米": (1.0, "立"), "克": (1e-6, "吨"), "席位": (1.0, "席"), "个席位": (1.0, "席"), "个席": (1.0, "席"),
}  # fmt: skip
"""Units that are another one times a factor."""

NO_SUM = frozenset({"%", "‰", "小时", "度"})
"""Units of which several figures come to nothing together."""

_LESSON, _LONG_LESSON = 0.75, 12.0
"""Hours of a 学时, and those up to which a span is one of lessons."""

_SQUARE_METRES = 2000 / 3
"""Square metres of a 亩."""


@dataclass(frozen=True)
class Figure:
    """A quantity: half-open span of the whole and of its number, value in base units, unit.

    `at_most`: asked as an upper limit. `former`: the state before a change (由…提高到), not what is reached.
    `per`: days of the rate it is (每月200元), 0 where it is none. `each`: told of each, not of all (每座四组).
    `least`: the lower end where it is the upper one of a range (300至500户).
    `named`: told behind names (甲村、乙村等6个).
    """

    start: int
    number_end: int
    end: int
    value: float
    unit: str
    at_most: bool = False
    former: bool = False
    per: float = 0.0
    each: bool = False
    least: float | None = None
    named: bool = False


Compare = Callable[[Figure, Sequence[Figure]], str]
"""The sign of a told figure against the asked ones of its unit."""


def in_units(figure: Figure, units: Container[str]) -> Figure:
    """The figure in a unit of `units` where it can be told in one: areas in 亩 or in 平方米, lessons in hours.

    >>> in_units(Figure(0, 1, 2, 1.5, "亩"), {"平方米"}).value
    1000.0
    """
    if figure.unit == "小时" and "学时" in units and "小时" not in units and figure.value <= _LONG_LESSON:
        return replace(figure, value=round(figure.value / _LESSON, 2), unit="学时", least=None)
    if figure.unit in units or figure.unit not in {"亩", "平方米"}:
        return figure
    if figure.unit == "亩" and "平方米" in units:
        return replace(figure, value=round(figure.value * _SQUARE_METRES, 1), unit="平方米", least=None)
    return replace(figure, value=figure.value / _SQUARE_METRES, unit="亩") if "亩" in units else figure


def figures(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """Quantities outside the spans `taken`, in base units: 万 and 亿 multiplied out, shares in percent, spans of time
    in hours, 公顷 in 亩.

    >>> [(f.value, f.unit) for f in figures("投入0.5亿元，九成五达标，36小时办结")]
    [(50000000.0, '元'), (95.0, '%'), (36.0, '小时')]
    >>> [(f.value, f.unit) for f in figures("三分之一的村，每件300块现钱，退耕20公顷")]
    [(33.33, '%'), (300.0, '元'), (300.0, '亩')]
    """
    found = _fractions(text)
    for match in _QUANTITY.finditer(without(text, [*taken, *((f.start, f.end) for f in found)])):
        written, unit = match["number"], match["unit"]
        value = number(written)
        before, after = text[max(0, match.start() - REACH) : match.start()], text[match.end() : match.end() + 12]
        if value is None or unit in {"万", "亿"} or not counts(written, unit, before, after):
            continue
        if text[match.start() - 1 : match.start()] == "第" and unit not in _HOURS:
            continue
        if beside(before):
            continue
        value *= {"万": 1e4, "亿": 1e8}.get(match["scale"], 1.0)
        value += 0.5 if match["half"] or unit.startswith("个半") else 0.0
        unit = unit.replace("个半", "个")
        if unit[0] == "成":  # 九成 is 90 %, 九成五 is 95 %
            value, unit = value * 10 + (number(unit[1:]) or 0.0), "%"
        elif match["share"]:
            unit = "%"
        elif unit in _HOURS:
            value, unit = value * _HOURS[unit], "小时"
        elif unit == "块" and "钱" in after[:3]:
            unit = "元"
        elif unit == "个" and people(after):
            unit = "人"
        factor, unit = UNIT_AS.get(unit, (1.0, unit))
        number_end = match.end("half") if match["half"] else match.end("scale")
        found.append(
            Figure(
                match.start(),
                number_end,
                match.end(),
                value * factor,
                unit,
                at_most=is_limit(before, after),
                former=state_before(text, match.start(), before, after),
                per=per(before),
                each=of_each(before),
                least=least(before, value, factor),
                named=before.endswith("等"),
            )
        )
    return sorted(found, key=lambda figure: figure.start)


def _fractions(text: str) -> list[Figure]:
    found = []
    for match in _FRACTION.finditer(text):
        if match["share"] or match["half"]:
            share = number(match["share"] or "50") or 0.0
        elif match["mille"]:
            share = (number(match["mille"]) or 0.0) / 10
        elif match["hundred"]:
            share = 100 * (number(match["among"] or match["some_of"]) or 0.0) / (number(match["hundred"]) or 1.0)
        elif match["all"]:
            share = 100 * (number(match["some"]) or 0.0) / (number(match["all"]) or 1.0)
        else:
            share = 100 * (number(match["part"]) or 0.0) / (number(match["of"]) or 1.0)
        found.append(Figure(match.start(), match.end(), match.end(), round(share, 2), "%"))
    return found


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with `spans` and years as blanks, so that their digits are not taken for quantities."""
    chars = list(text)
    for start, end in [*spans, *(match.span() for match in _YEAR.finditer(text))]:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Figure, ...]:
    """`figures` that are no part of a date, a rhythm or a year; each task meets many sentences and each sentence many
    tasks, so what was read is kept."""
    taken = [(day.start, day.end) for day in dates(text)] + [(rhythm.start, rhythm.end) for rhythm in rhythms(text)]
    return tuple(figures(text, taken))


def worked_out(value: float, unit: str) -> Figure:
    """A figure that stands nowhere, but that others come to."""
    return Figure(0, 0, 0, value, unit)


def plain(value: float) -> str:
    """A value as a sentence would write it.

    >>> plain(10.50), plain(3.0)
    ('10.5', '3')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")
