"""What the words around a figure say of it: a limit, the state before, a rate, a range, something beside the matter."""

from __future__ import annotations

import re

from .reader_numbers import NUMBER, number
from .reader_rhythms import DAYS

REACH = 24
"""How many characters before a figure may speak of it."""

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
_PEOPLE = re.compile("小伙|姑娘|干部|队员|学生|老师|民警|志愿者|同志|后生")
_RANGE = re.compile(rf"(?P<least>{NUMBER})[%％]?[至到—~～-]+$")
_ASIDE = re.compile(
    r"(?:再[加添增多补]|另[加外]|多[出领给]了?|超额|超出?(?:任务|计划|目标)|核减了?|扣[减除]了?|少[领给]了?)[^，。；]{0,2}$"
)
"""What stands before a figure that is added to or taken from another one: it says nothing of what was asked."""


def beside(before: str) -> bool:
    """Whether the figure behind is added to or taken from another one: it says nothing of what was asked."""
    return _ASIDE.search(before) is not None


def is_limit(before: str, after: str) -> bool:
    """Whether the figure between is an upper limit (不超过, 以内)."""
    return bool(_AT_MOST.search(before) or _AT_MOST_AFTER.match(after)) and not _AT_LEAST.search(before)


def of_each(before: str) -> bool:
    """Whether the figure behind is told of each, not of all (每座四组)."""
    return _OF_EACH.search(before) is not None


def people(after: str) -> bool:
    """Whether 个 before counts people (42个小伙子)."""
    return _PEOPLE.match(after) is not None


def state_before(text: str, start: int, before: str, after: str) -> bool:
    """Whether the figure that starts there is the state before a change (由…提高到), not what is reached."""
    return bool(_FORMER.search(before) and _FORMER_AFTER.match(after)) or _of_last_year(text, start)


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


def least(before: str, value: float, factor: float) -> float | None:
    """The lower end of a range that the figure closes, in base units; None where it closes none."""
    lower = _RANGE.search(before)
    lowest = number(lower["least"]) if lower is not None else None
    return lowest * factor if lowest is not None and 0 < lowest < value else None


def per(before: str) -> float:
    """Days of the span that a figure is told for, by the words before it (每月, 全年, 1至11月); 0 where none is."""
    rate = _PER.search(before)
    if rate is not None:
        return DAYS[rate["span"] or rate["one"] or rate["pay"]]
    over = _OVER.search(before)
    if over is None:
        return 0.0
    return 365.0 if over["year"] else 30.0 * max(1, int(over["to"]) - int(over["from"]) + 1)


def counts(written: str, unit: str, before: str, after: str) -> bool:
    """Whether the number written there counts: of 一, 十 and 万 only one month, within a year, one man in each; 一个
    says nothing mostly."""
    one_each = unit in _ONE_EACH and _GIVEN.search(before) is not None
    within = unit in _TIMES and _WITHIN.match(after) is not None
    return written not in _LONE or unit in _LONE_UNITS or within or one_each
