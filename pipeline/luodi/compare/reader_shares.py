"""What share of a whole a statement tells was done, where all or a share is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .reader_figures import Compare, Figure, plain, worked_out

_WHOLE = re.compile(
    r"全部|所有|全员|全覆盖|逐[一户个村人台件处所家]|一律|百分之百|100[%％]|无一|应.尽.|一个不[漏少]|每[个名位家户所座处](?![月星季])|每(?:村|社区|[县市区乡镇])"
)
_PART = re.compile(r"已|实际|实到|了$|完成|整改|办结|建成|达标|合格|到位|签|通过|成了|中的?$|中有$|^[^，。；]{0,12}，$")
_FEW = re.compile("其中|未|没|余|不|另")
_LEFT = re.compile(r"(?<!其)(?:剩余?|余下的?|还有|尚有?)[^，。；、]{0,4}$")
_UNDONE = re.compile(r"(?:没|未|另外?)[^，。；、]{0,6}$")
_UNDONE_AFTER = re.compile(r"^[^，。；、]{0,2}(?:没|未|尚|还没|因|正在|待)")
_REST_DONE = re.compile(
    r"(?:其余|另外|剩下|余下|剩余|另有?)[^。；]{0,24}?(?:全部|均已?|都已?|也已?|悉数|已)[^，。；]{0,8}?"
    r"(?:完成|建成|补|改|装|到位|销|办|处置|关停|拆|配|接入|签|达标)(?![^。；]{0,12}(?:未|没|尚|待|暂|明年|计划))"
)
"""What was left is done, too."""
_AMONG_THEM = re.compile("其中(?!已)")
"""What is counted apart, not what was done."""
_AMONG = re.compile(r"(?:里头?|当?中)[^，。；\d]{0,12}$")
_LISTED = re.compile(r"[^，。；中里、]{1,4}(?:（[^）]{1,8}）)?、")
_ALL = 100.0  # percent
_MOST = 50.0
"""A smaller share is seldom what was done of the whole: it tells of some cases among those done."""


def share(
    task: str, statement: str, units: Mapping[str, list[Figure]], asked: Mapping[str, list[Figure]], sign: Compare
) -> list[str]:
    """What is to be written behind the statement where a share or all is asked, and like figures, by unit in ``units``,
    tell what of a whole was done or what is left of it: 占96.5%↓."""
    unit = "‰" if "‰" in asked and "%" not in asked else "%"
    if unit in units or (unit == "%" and "‰" in units):
        return []
    everything = unit not in asked
    if everything and _WHOLE.search(task) is None:
        return []
    wanted = [worked_out(100.0, "%")] if everything else asked[unit]
    of_all = everything or all(f.value >= _ALL for f in wanted)
    for counted, few in units.items():
        if counted == "小时" or _apart(statement, few):
            continue
        done = _done(statement, few, everything=everything)
        if done is not None and not (of_all and (_REST_DONE.search(statement) or _AMONG_THEM.search(statement))):
            part = worked_out(round((1000 if unit == "‰" else 100) * done, 1), unit)
            return [f"占{plain(part.value)}{unit}{sign(part, wanted)}"]
    return []


def _apart(statement: str, few: Sequence[Figure]) -> bool:
    """Whether two figures count different things (11个市、96个县)."""
    return len(few) == 2 and _LISTED.fullmatch(statement[few[0].end : few[1].start]) is not None


def _done(statement: str, few: Sequence[Figure], *, everything: bool) -> float | None:
    """The part of a whole that the figures of one unit say was done; None where they say nothing of it.

    Three figures of which two come to the third tell it where one of them is what is left; else they only divide.
    """
    if len(few) == 2:
        low, high = sorted(few, key=lambda figure: figure.value)
        if not 0 < low.value < high.value:
            return None
        if _LEFT.search(statement[: low.start]) is not None:
            return 1 - low.value / high.value
        whole = not everything or _part_of_whole(statement, *few)
        return low.value / high.value if whole else None
    if len(few) == 3:
        largest = max(few, key=lambda figure: figure.value)
        one, other = (figure for figure in few if figure is not largest)
        if abs(one.value + other.value - largest.value) > 1e-6 * largest.value or not min(one.value, other.value) > 0:
            return few[1].value / few[0].value if _part_of_whole(statement, few[0], few[1]) else None
        left = [figure for figure in (one, other) if _is_left(statement, figure)]
        if len(left) == 1:
            return 1 - left[0].value / largest.value
        apart = largest is few[0] and not everything and not statement[few[0].end :].startswith(("（", "("))
        return one.value / largest.value if apart else None
    return None


def _is_left(statement: str, figure: Figure) -> bool:
    """Whether it counts what is not done yet (剩4个, 没上的16人)."""
    before, after = statement[: figure.start], statement[figure.end :]
    return (_LEFT.search(before) or _UNDONE.search(before) or _UNDONE_AFTER.match(after)) is not None


def _part_of_whole(statement: str, first: Figure, second: Figure) -> bool:
    between = statement[first.end : second.start]
    share = 100 * second.value / first.value if first.value > 0 else 0.0
    if _AMONG.search(between) is not None and _FEW.search(between) is None:
        return 0 < share < 100
    return _MOST <= share < 100 and _PART.search(between) is not None and _FEW.search(between) is None
