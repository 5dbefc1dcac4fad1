"""Figures of one text that cannot all be true: sums, rates and one thing counted twice.

Precision before recall. A list after 其中 may be partial, so only parts that *nearly* make the whole contradict it;
rounding is allowed for as finely as each number is written; 约, 余, 以上 exempt a figure. Each contradiction shows
its computation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luodi.text.sentences import sentence_spans

from . import changes, sums
from .contradiction import Contradiction, Sentence, around, clause
from .figures import Figure, figures

_OTHER_TIME = re.compile(r"去年|上年|同期|20\d\d年|上半年|一季度|前三季度|新增|增加|减少|累计|计划|任务|目标|将")
_MONTH = re.compile(r"\d+月[^，。；]*$")
_WHOLE_SCOPE = re.compile(r"(?:全[省市县区镇乡州盟旗国]|全年)(?:共有|现有|共|有)?$")
_OTHER_PERIOD = re.compile(r"去年|上年|同期|往年|20\d\d年|季度|[上下]半年|\d月|月份|年前|年初|此前|过去|以来累计|到\d")
_NOT_YET = re.compile(r"原|计划|任务|目标|拟|将|力争|要求|应")
_NAMED = re.compile(
    r"(?P<area>全[省市县区镇乡州盟旗])(?:共计|累计|总共|共|已|现有|现)?(?P<thing>[\u4e00-\u9fff]+?)(?:达到|达|为|是)?$"
)
_ALL = re.compile(r"均|悉数|无一|全部|全都")
_REACH = 30
"""Characters behind a number in which 均 or 全部 speaks of it."""
_THING = 4
"""Characters of a name that make two counts those of one thing."""


def contradictions(text: str) -> list[Contradiction]:
    """All contradictions of a text's sentences, in the order in which they are found; tables are not looked at.

    >>> [c.reason for c in contradictions("受理64件，其中维持39件、调整27件。")]
    ['总数写64件，分项39件+27件合计66件，相差2件']
    """
    sentences: list[Sentence] = [(a, b, list(figures(text, a, b))) for a, b in sentence_spans(text) if text[a] != "|"]
    found: list[Contradiction] = []
    before: Sentence | None = None
    for sentence in sentences:
        found.extend(sums.parts(text, sentence, before))
        found.extend(sums.total(text, sentence))
        found.extend(sums.rest(text, sentence))
        found.extend(changes.change(text, sentence))
        found.extend(changes.share(text, sentence))
        before = sentence
    found.extend(twice(text, sentences))
    found.extend(named_twice(text, sentences))
    found.extend(sums.complements(text, sentences))
    return found


def twice(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """The same things of the whole area counted in two places with different numbers.

    A number counts all of its things where 全市 or 全年 stands before it, or where nothing does and 均, 悉数 or 无一
    follows; of two counts at least one must name the area or the year.
    """
    counted: dict[tuple[str, str], tuple[Figure, bool]] = {}
    for place, number in ((a, n) for a, _, numbers in sentences for n in numbers):
        scope = _WHOLE_SCOPE.search(text[max(0, number.start - 6) : number.start]) is not None
        thing = number.after[:12].partition("的")[0]
        if number.vague or number.unit in {"", "%"} or len(thing) < _THING:
            continue
        if not (scope or _all_of_them(text, place, number)) or _OTHER_TIME.search(clause(text, number.start)):
            continue
        if _MONTH.search(text, max(place, number.start - 20), number.start):
            continue
        for (unit, named), (other, wide) in list(counted.items()):
            same = _common(named, thing)
            differ = abs(other.value - number.value) > other.fine + number.fine
            if unit == number.unit and same >= _THING and differ and (scope or wide):
                yield Contradiction(
                    spans=(around(sentences, other.start), around(sentences, number.start)),
                    reason=f"同是“{thing[:same]}”，一处写{other.text}，一处写{number.text}",
                    confidence=0.78 if scope and wide else 0.7,
                    rule="integrity.twice",
                )
                break
        else:
            counted[(number.unit, thing)] = (number, scope)


def named_twice(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """The same thing of the whole area, named in full before its number (全县新建农村公路126公里), with two numbers.

    Only sentences that speak of no other time than the report's are compared, and names that are the same throughout.
    """
    counted: dict[tuple[str, str], tuple[Figure, tuple[int, int]]] = {}
    for a, b, numbers in sentences:
        if not numbers or _OTHER_PERIOD.search(text, a, b):
            continue
        for number in numbers:
            named = _NAMED.search(number.label)
            if named is None or number.vague or not number.unit or len(named["thing"]) < _THING:
                continue
            if _NOT_YET.search(clause(text, number.start)):
                continue
            key = (named["area"] + named["thing"], number.unit)
            other, place = counted.setdefault(key, (number, (a, b)))
            if place != (a, b) and abs(other.value - number.value) > other.fine + number.fine:
                yield Contradiction(
                    spans=(place, (a, b)),
                    reason=f"同是“{key[0]}”，一处写{other.text}，一处写{number.text}",
                    confidence=0.75,
                    rule="integrity.twice",
                )


def _all_of_them(text: str, start: int, number: Figure) -> bool:
    """Whether a number that opens its clause is said to be all there are."""
    before = text[max(start, number.start - 1) : number.start]
    if before and before not in "，。；：、":
        return False
    end = min((p for m in "。；\n" if (p := text.find(m, number.end)) >= 0), default=len(text))
    return _ALL.search(text, number.end, min(end, number.end + _REACH)) is not None


def _common(one: str, other: str) -> int:
    size = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        size += 1
    return size
