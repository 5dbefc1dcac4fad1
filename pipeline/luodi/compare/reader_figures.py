"""Quantities written in a sentence, as values that can be compared.

Coarse on purpose: it serves the signs of `reader_marks`, which may miss a figure but should not read one wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .reader_dates import dates
from .reader_numbers import NUMBER, number
from .reader_rhythms import DAYS, rhythms

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

_AT_MOST = re.compile(
    r"(?:不[得能应]?(?:超过|高于|多于|大于)|控制在|压[减缩降]到|压[减缩]至|降[低到至]+|(?<![不得能应])(?:低于|少于))(?:20\d\d年的)?[^，。；]{0,4}$"
    r"|不[得能应]?(?:超过|高于|多于|大于)[^，。；\d]{1,16}的$"
)
_AT_MOST_AFTER = re.compile(r"^(?:以内|以下|之内|内)")
_AT_LEAST = re.compile(r"(?:不[得能应]?(?:少于|低于|小于)|至少|延长[到至]|达到)[^，。；]{0,3}$")
_FORMER = re.compile(r"(?:由|从|自)[^，。；]{0,8}$")
_FORMER_AFTER = re.compile(
    r"^[^，。；]{0,6}(?:提高|增加|增长|上升|升|提升|下降|降|压|回|落|减|缩|扩|调|简|砍|削|涨|跃|变)[^，。；]{0,3}[到至为]"
    r"|^[^，。；\d]{1,6}[到至为成](?=[\d一二两三四五六七八九十])"
)
_LAST_YEAR = re.compile(
    r"(?<![比较])(?:去年|上年|上一个?[^，。；\d]{1,4}?(?=是|为|有)|年初(?=的|为|是|时|还|仅|只)|原来|原有|往年|平日|平时)(?:同期)?[^，。；比较多少增减升降同到至\d]{0,14}$"
)
_LONE = {"一", "万", "千", "百", "十"}
_LONE_UNITS = frozenset("次期成天角") | {"个月", "个星期", "个礼拜", "星期", "礼拜", "个小时", "小时", "个钟头"}
_LONE_UNITS |= {"个半小时", "个半钟头", "个半月", "个工作日", "工作日"}
_ONE_EACH = frozenset("名位人台座家所处块辆")
_GIVEN = re.compile(r"[每各配设派聘只仅才][^，。；一]{0,6}$")
_WITHIN = re.compile(r"^(?:之?内|以内|为限)")
_TIMES = {"周", "年"}
_OF_EACH = re.compile(r"(?:每(?!个?[天日周星月季年学])|[各均])[^，。；]*$")
_NOW = re.compile(r"今年|本年|当年|目前|现[在有]|同期|比|增|降|减|提高|达到|升|到(?!位)|至(?!少)")
"""What the state before is held against: without any, 去年 at the head is the year told of in January."""
_BEFORE_IN = re.compile(r"(?:比|较)(?:去年|上年)的?$")
_OVER = re.compile(r"(?:(?P<year>全年|一年|年度)|(?P<from>\d{1,2})月?[至到—-](?P<to>\d{1,2})月)[^，。；每]{0,14}$")
_PER = re.compile(
    r"(?:每个?(?P<span>季度?|月|年|天|日|周|学期)(?:[^，。；每]|每[个人所名位户家]){0,16}|一个?(?P<one>季度?|月|年|天|日|周|学期)[^，。；每]{0,6}"
    r"|(?<![去今当上前本同整\d])(?P<pay>年|月|日)均?(?:报酬|收入|工资|薪酬?|补贴|补助|津贴|租金)[^，。；每]{0,14})$"
)
_BEFORE = 24  # characters
_PEOPLE = re.compile("小伙|姑娘|干部|队员|学生|老师|民警|志愿者|同志|后生")
_RANGE = re.compile(rf"(?P<least>{NUMBER})[%％]?[至到—~～-]+$")
_ASIDE = re.compile(
    r"(?:再[加添增多补]|另[加外]|多[出领给]了?|超额|超出?(?:任务|计划|目标)|核减了?|扣[减除]了?|少[领给]了?)[^，。；]{0,2}$"
)
"""What stands before a figure that is added to or taken from another one: it says nothing of what was asked."""


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
        before, after = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + 12]
        if value is None or unit in {"万", "亿"} or (written in _LONE and not _may_be_lone(unit, before, after)):
            continue
        if text[match.start() - 1 : match.start()] == "第" and unit not in _HOURS:
            continue
        if _ASIDE.search(before):
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
        elif unit == "个" and _PEOPLE.match(after):
            unit = "人"
        factor, unit = UNIT_AS.get(unit, (1.0, unit))
        limit = bool(_AT_MOST.search(before) or _AT_MOST_AFTER.match(after)) and not _AT_LEAST.search(before)
        former = bool(_FORMER.search(before) and _FORMER_AFTER.match(after)) or _of_last_year(text, match.start())
        number_end = match.end("half") if match["half"] else match.end("scale")
        per = _per(text[max(0, match.start() - _BEFORE) : match.start()])
        found.append(
            Figure(
                match.start(),
                number_end,
                match.end(),
                value * factor,
                unit,
                at_most=limit,
                former=former,
                per=per,
                each=_OF_EACH.search(before) is not None,
                least=_least(before, value, factor),
                named=before.endswith("等"),
            )
        )
    return sorted(found, key=lambda figure: figure.start)


def _of_last_year(text: str, start: int) -> bool:
    """Whether the figure that starts there is that of an earlier year than the sentence tells of."""
    before = text[max(0, start - 16) : start]
    last = _LAST_YEAR.search(before)
    first = re.search(rf"(?:去年|上年)|{NUMBER}", text)
    told = last is not None and first is not None and first[0] in ("去年", "上年") and _NOW.search(text) is None
    if _BEFORE_IN.search(before) or (last and not told and not re.search(r"20\d\d年", text[:start])):
        return True
    own = re.search(r"(20\d\d)年[^，。；比较]{0,10}$", before)
    return own is not None and any(int(year) > int(own[1]) for year in re.findall(r"(20\d\d)年", text[start:]))


def _least(before: str, value: float, factor: float) -> float | None:
    """The lower end of a range that the figure closes, in base units; None where it closes none."""
    lower = _RANGE.search(before)
    least = number(lower["least"]) if lower is not None else None
    return least * factor if least is not None and 0 < least < value else None


def _per(before: str) -> float:
    """Days of the span that a figure is told for, by the words before it (每月, 全年, 1至11月); 0 where none is."""
    rate = _PER.search(before)
    if rate is not None:
        return DAYS[rate["span"] or rate["one"] or rate["pay"]]
    over = _OVER.search(before)
    if over is None:
        return 0.0
    return 365.0 if over["year"] else 30.0 * max(1, int(over["to"]) - int(over["from"]) + 1)


def _may_be_lone(unit: str, before: str, after: str) -> bool:
    """Whether 一 before a unit counts: one month, within a year, one man in each; 一个 says nothing mostly."""
    one_each = unit in _ONE_EACH and _GIVEN.search(before) is not None
    return unit in _LONE_UNITS or (unit in _TIMES and _WITHIN.match(after) is not None) or one_each


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
