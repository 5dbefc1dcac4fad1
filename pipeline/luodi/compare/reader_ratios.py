"""What the figures of a statement come to together: sums of parts, the share of a whole, the average for each.

| written | when |
| --- | --- |
| 合计9所= | two or three like figures are each short of the asked one |
| 占96.5%↓余3.5% | a share or all is asked, and two like figures tell a part of a whole |
| 平均1人↓ | so much is asked for each, and the statement tells of how many and how much |
| 增119辆↓, 增2.7%↓ | so much more or less is asked, and the statement tells from what to what |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from luodi.compare.reader_figures import UNIT_AS, Figure
from luodi.compare.reader_signs import LESS, MORE

Compare = Callable[[Figure, Sequence[Figure]], str]
"""The sign of a told figure against the asked ones of its unit."""

_WHOLE = re.compile(r"全部|所有|全员|全覆盖|逐[一户个村人台件处所家]|一律|百分之百|100[%％]|无一|应.尽.|一个不[漏少]")
_PART = re.compile(r"已|完成|整改|办结|建成|达标|合格|到位|签|通过|中的?$|^[^，。；]{0,12}，$")
_FEW = re.compile("其中|未|没|余|不|另")
_MOST = 50.0
"""A smaller share is seldom what was done of the whole: it tells of some cases among those done."""

_EACH = re.compile(
    r"(?:每|按)(?P<scale>[十百千万]?)(?P<unit>平方米|公里|[个家所座处名位户人卷亩台辆只栋条对件场班村校县乡镇车生床间套支项口根株棵头])"
    r"(?![年月日次])|(?P<mean>[人户亩生])均"
)
_NAMED_BY = {"村": "个", "校": "所", "县": "个", "乡": "个", "镇": "个", "车": "辆", "生": "人", "床": "张"}
"""How things are counted that 每 names without a counter."""

_CHANGE = re.compile(r"(?P<up>新增|新建|净增|增[长加幅]|提高)|下降|降低|降幅|压[减缩]|减少")
_SCALE = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4}
_BETWEEN = 14
"""Most characters between 每个… and the figure that each is to have."""

_UNLIKELY = 1 / 3
"""Averages below this part of the asked one are those of things that do not belong together."""


def derived(
    task: str, statement: str, figures: Sequence[Figure], asked: Mapping[str, list[Figure]], sign: Compare
) -> str:
    """What is to be written behind the statement of which `figures` are read; empty where nothing comes together."""
    told = [figure for figure in figures if not figure.former]
    units: dict[str, list[Figure]] = {}
    for figure in told:
        units.setdefault(figure.unit, []).append(figure)
    parts = _change(task, figures, asked, sign)
    parts += _sums(units, asked, sign)
    parts += [] if parts else _share(task, statement, units, asked, sign)
    parts += _average(task, told, asked, sign)
    return "｜" + "，".join(parts) if parts else ""


def _sums(units: Mapping[str, list[Figure]], asked: Mapping[str, list[Figure]], sign: Compare) -> list[str]:
    found = []
    for unit, few in units.items():
        if unit in {"%", "小时"} or unit not in asked or not 2 <= len(few) <= 3:
            continue
        if all(sign(figure, asked[unit]) == LESS for figure in few):
            total = _figure(sum(figure.value for figure in few), unit)
            found.append(f"合计{_plain(total.value)}{unit}{sign(total, asked[unit])}")
    return found


def _change(task: str, figures: Sequence[Figure], asked: Mapping[str, list[Figure]], sign: Compare) -> list[str]:
    way = _CHANGE.search(task)
    if way is None or any(f.unit == "%" and not f.former for f in figures):
        return []
    for one, other in pairwise(figures):
        former, now = (one, other) if one.former else (other, one)
        if not former.former or now.former or former.unit != now.unit or not former.value or former.value == now.value:
            continue
        more = now.value - former.value
        by = _figure(abs(more), former.unit)
        share = _figure(round(100 * abs(more) / former.value, 1), "%")
        word = "增" if more > 0 else "降"
        for change in (share, by):
            if change.unit in asked:
                wanted = asked[change.unit]
                other_way = (more > 0) != (way["up"] is not None)
                against = MORE if any(f.at_most for f in wanted) else LESS  # it fell where growth was to be held down
                said = against if other_way else sign(change, wanted)
                return [f"{word}{_plain(change.value)}{change.unit}{said}"]
    return []


def _share(
    task: str, statement: str, units: Mapping[str, list[Figure]], asked: Mapping[str, list[Figure]], sign: Compare
) -> list[str]:
    if "%" in units:
        return []
    if "%" in asked:
        wanted = asked["%"]
        pairs = [few for few in units.values() if 2 <= len(few) <= 3]
    elif _WHOLE.search(task):
        wanted = [_figure(100.0, "%")]
        pairs = [few for few in units.values() if len(few) == 2 and _part_of_whole(statement, *few)]
    else:
        return []
    for few in pairs:
        low, high = min(f.value for f in few), max(f.value for f in few)
        if 0 < low < high:
            share = round(100 * low / high, 1)
            rest = round(100 - share, 1)
            said = [_figure(value, "%") for value in (share, rest)]
            return ["".join(f"{w}{_plain(f.value)}%{sign(f, wanted)}" for w, f in zip("占余", said, strict=True))]
    return []


def _part_of_whole(statement: str, first: Figure, second: Figure) -> bool:
    between = statement[first.end : second.start]
    share = 100 * second.value / first.value if first.value > 0 else 0.0
    return _MOST <= share < 100 and _PART.search(between) is not None and _FEW.search(between) is None


def _average(task: str, told: Sequence[Figure], asked: Mapping[str, list[Figure]], sign: Compare) -> list[str]:
    for match in _EACH.finditer(task):
        each = match["unit"] or match["mean"]
        each = UNIT_AS.get(_NAMED_BY.get(each, each), (1.0, _NAMED_BY.get(each, each)))[1]
        for wanted in (f for few in asked.values() for f in few):
            gap, between = wanted.start - match.end(), task[match.end() : wanted.start]
            if wanted.unit in {"%", each} or not 0 <= gap <= _BETWEEN or re.search("[，。；]", between):
                continue
            counts = [f for f in told if f.unit == each]
            totals = [f for f in told if f.unit == wanted.unit]
            if counts and len(totals) == 1 and max(f.value for f in counts) > 1:
                mean = totals[0].value / max(f.value for f in counts) * _SCALE[match["scale"] or ""]
                if not totals[0].each and mean >= wanted.value * _UNLIKELY and totals[0].value != wanted.value:
                    return [f"平均{_plain(round(mean, 2))}{wanted.unit}{sign(_figure(mean, wanted.unit), [wanted])}"]
    return []


def _figure(value: float, unit: str) -> Figure:
    return Figure(0, 0, 0, value, unit)


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
