"""What the figures of a statement come to together: sums of parts, the share of a whole, the average for each.

| written | when |
| --- | --- |
| 合计9所= | two or three like figures are each short of the asked one |
| 平均1人↓ | so much is asked for each, and the statement tells of how many and how much |
| 增119辆↓, 增2.7%↓ | so much more or less is asked, and the statement tells from what to what |
| 为68.6%↑ | a share of what was before is asked (不超过去年的70%), and the statement tells both |
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from .reader_figures import NO_SUM, UNIT_AS, Compare, Figure, plain, worked_out
from .reader_numbers import number
from .reader_shares import share
from .reader_signs import LESS, MORE

_ADDED = re.compile("又|再|追加|先后|分[两二三]批|第二批|分批")
_EACH = re.compile(
    r"(?:每|按)(?P<scale>\d*[十百千万]?)(?P<unit>平方米|立方米|公里|公顷|[吨个家所座处名位户人卷亩台辆只栋条对件场班村校县乡镇车生床间套支项口根株棵头])"
    r"(?![年月日次])|(?P<mean>[人户亩生])均"
)
_NAMED_BY = {"村": "个", "校": "所", "县": "个", "乡": "个", "镇": "个", "车": "辆", "生": "人", "床": "张"}
"""How things are counted that 每 names without a counter."""

_CHANGE = re.compile(
    r"(?P<up>新增|新建|净增|增[长加幅]|提高|涨幅)(?![到至])|(?:下降|降低|压[减缩]|减少)(?![到至])|降幅|优惠|减免|让利"
)
_DISCOUNT = re.compile(r"(?<![一-九\d])(?P<part>[五六七八九]|[5-9])(?P<more>[一二三四五六七八九])?折(?!旧|算)")
_OF_BEFORE = re.compile(
    r"(?:去年|上年|20\d\d年|年初|原来|原有|同期)[^，。；\d]{0,6}的(?=\d|[一二三四五六七八九]成|百分之)"
)
_SHARE_OF_BEFORE = re.compile(
    r"[为是于]了?(?:去年|上年|20\d\d年|年初|同期)[^，。；\d]{0,6}的(?P<share>\d+(?:\.\d+)?)[%％]"
)
_MORE_BY = re.compile(r"(?:[比较][^，。；]{0,8})?(?:增加?|净增|多列?了?|新增)[^，。；\d]{0,2}$")
_OF_WHICH = re.compile("其中|含|包括")
_SCALE = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4}
_BETWEEN = 24
"""Most characters between 每个… and the figure that each is to have."""

_UNLIKELY = 1 / 3
"""Averages below this part of the asked one are those of things that do not belong together."""


def derived(
    task: str, statement: str, figures: Sequence[Figure], asked: Mapping[str, list[Figure]], sign: Compare
) -> tuple[str, list[Figure]]:
    """What is to be written behind the statement of which `figures` are read, empty where nothing comes together; and
    the totals that only count through it: what was asked is asked of each."""
    told = [figure for figure in figures if not figure.former]
    units: dict[str, list[Figure]] = {}
    for figure in told:
        units.setdefault(figure.unit, []).append(figure)
    parts = _change(task, statement, figures, asked, sign) or _of_before(task, figures, asked, sign)
    sums, meant = _sums(statement, units, asked, sign)
    parts += sums
    parts += [] if parts else share(task, statement, units, asked, sign)
    average, totals = _average(task, statement, told, asked, sign)
    parts += average
    return ("｜" + "，".join(parts) if parts else ""), [*meant, *totals]


def _sums(
    statement: str, units: Mapping[str, list[Figure]], asked: Mapping[str, list[Figure]], sign: Compare
) -> tuple[list[str], list[Figure]]:
    """What two or three figures come to of which each is short, and these where together they are not."""
    found, meant = [], []
    for unit in (u for u in units if u in asked and u not in NO_SUM):
        few = [f for f in units[unit] if sign(f, asked[unit])]
        if not 2 <= len(few) <= 3:
            continue
        ranges = any(re.fullmatch("[到至—~-]+", statement[a.end : b.start]) for a, b in pairwise(few))
        if not ranges and all(sign(figure, asked[unit]) == LESS for figure in few):
            total = worked_out(sum(figure.value for figure in few), unit)
            said = sign(total, asked[unit])
            found.append(f"合计{plain(total.value)}{unit}{said}")
            meant += few if said != LESS and _ADDED.search(statement) else []
    return found, meant


def _of_before(task: str, figures: Sequence[Figure], asked: Mapping[str, list[Figure]], sign: Compare) -> list[str]:
    if "%" not in asked or _OF_BEFORE.search(task) is None:
        return []
    for former, now in _from_to(figures):
        part = worked_out(round(100 * now.value / former.value, 1), "%")
        return [f"为{plain(part.value)}%{sign(part, asked['%'])}"]
    return []


def _from_to(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The state before and the one reached, of neighbouring figures of one unit, those that differ least first."""
    found = []
    for one, other in pairwise(figures):
        former, now = (one, other) if one.former else (other, one)
        if former.former and not now.former and former.unit == now.unit and now.value != former.value > 0 < now.value:
            found.append((former, now))
    return sorted(found, key=lambda pair: abs(log(pair[1].value / pair[0].value)))


def _change(
    task: str, statement: str, figures: Sequence[Figure], asked: Mapping[str, list[Figure]], sign: Compare
) -> list[str]:
    way = _CHANGE.search(task)
    if way is None:
        return []
    told = _SHARE_OF_BEFORE.search(statement)
    if told is not None and "%" in asked:
        return [_changed(float(told["share"]) - 100, "%", asked["%"], sign, up=way["up"] is not None)]
    points = "百分点" in task
    if any(f.unit == "%" and not f.former for f in figures) and not points:
        return []
    discount = _DISCOUNT.search(statement) if "%" in asked and not way["up"] else None
    if discount is not None:
        off = 100 - 10 * (number(discount["part"]) or 0.0) - (number(discount["more"] or "零") or 0.0)
        return [_changed(-off, "%", asked["%"], sign, up=False)]
    for former, now in _from_to(figures):
        more = now.value - former.value
        relative = [] if points else [(round(100 * more / former.value, 1), "%")]
        for by, unit in (*relative, (more, "个百分点" if points and former.unit == "%" else former.unit)):
            if unit in asked:
                return [_changed(by, unit, asked[unit], sign, up=way["up"] is not None)]
    return []


def _changed(by: float, unit: str, wanted: Sequence[Figure], sign: Compare, *, up: bool) -> str:
    """The change `by`, where a change upwards was asked or not, with its sign."""
    change = worked_out(round(abs(by), 4), unit)
    against = MORE if any(f.at_most for f in wanted) else LESS  # it fell where growth was to be held down
    said = against if (by > 0) != up else sign(change, wanted)
    return f"{'增' if by > 0 else '降'}{plain(change.value)}{unit}{said}"


def _average(
    task: str, statement: str, told: Sequence[Figure], asked: Mapping[str, list[Figure]], sign: Compare
) -> tuple[list[str], list[Figure]]:
    for match in _EACH.finditer(task):
        each = match["unit"] or match["mean"]
        factor, each = UNIT_AS.get(_NAMED_BY.get(each, each), (1.0, _NAMED_BY.get(each, each)))
        for wanted in (f for few in asked.values() for f in few):
            gap, between = wanted.start - match.end(), task[match.end() : wanted.start]
            if wanted.unit in {"%", each} or not 0 <= gap <= _BETWEEN or re.search("[，。；]", between):
                continue
            counts = [f for f in told if f.unit == each]
            of_unit = [f for f in told if f.unit == wanted.unit and not _MORE_BY.search(statement[: f.start])]
            totals = _without_shares(statement, of_unit)
            if counts and len(totals) == 1 and max(f.value for f in counts) > 1:
                mean = totals[0].value / max(f.value for f in counts) * factor * _scale(match["scale"] or "")
                if not totals[0].each and mean >= wanted.value * _UNLIKELY and totals[0].value != wanted.value:
                    said = sign(worked_out(mean, wanted.unit), [wanted])
                    return [f"平均{plain(round(mean, 2))}{wanted.unit}{said}"], totals
    return [], []


def _scale(written: str) -> float:
    """Of how many so much is asked: 每万人, 每10万亩.

    >>> _scale("10万"), _scale("")
    (100000.0, 1.0)
    """
    digits = written.rstrip("十百千万")
    return float(digits or 1) * _SCALE[written[len(digits) :]]


def _without_shares(statement: str, few: list[Figure]) -> list[Figure]:
    """The total alone where others are part of it (23名，其中硕士3名)."""
    if len(few) > 1 and _OF_WHICH.search(statement[few[0].end : few[1].start]) is not None:
        return few[:1]
    return few
