"""One thing counted twice in a text, with two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .contradiction import BODY, Contradiction, Sentence, around, clause
from .figures import Figure

_OTHER_TIME = re.compile(r"去年|上年|同期|20\d\d年|上半年|一季度|前三季度|新增|增加|减少|累计|计划|任务|目标|将")
_MONTH = re.compile(r"\d+月[^，。；]*$")
_WHOLE_SCOPE = re.compile(rf"(?:全{BODY}|全年)(?:共有|现有|共|有)?$")
_OTHER_PERIOD = re.compile(r"去年|上年|同期|往年|20\d\d年|季度|[上下]半年|\d月|月份|年前|年初|此前|过去|以来累计|到\d")
_NOT_YET = re.compile(r"原|计划|任务|目标|拟|将|力争|要求|应")
_NAMED = re.compile(
    rf"(?P<area>全{BODY})(?:共计|累计|总共|共|已|现有|现)?(?P<thing>[\u4e00-\u9fff]+?)(?:达到|达|为|是)?$"
)
_ALL = re.compile(r"均|悉数|无一|全部|全都")
_REACH = 30
"""Characters behind a number in which 均 or 全部 speaks of it."""
_THING = 4
"""Characters of a name that make two counts those of one thing."""
_NEAR = 0.1
"""Share by which two counts of one thing that name no area differ at most; further off they count two things."""
_PLACE = re.compile(r"[镇乡村]|街道|社区|公司|学校|[一二三]期|标段|片区")
_SUBJECT = re.compile(rf"(?:[我全本]?{BODY}(?:财政|里|级)?)?(?:累计|共|已)?")
"""Who may stand before a name that is told twice: the unit itself."""
_DIGITS = 3
"""Digits of a number from which the same ones in another order are a slip of the pen."""


@dataclass(frozen=True)
class _Count:
    """A number of things: whether the area is named before it, whether it is said to be all, whether it opens."""

    figure: Figure
    thing: str
    scope: bool
    all: bool
    opens: bool


def contradictions(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """All that is counted twice with two numbers."""
    yield from counted(text, sentences)
    yield from named(text, sentences)
    yield from transposed(text, sentences)


def counted(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """The same things of the whole area counted in two places with different numbers.

    A number counts all of its things where 全市 or 全年 stands before it, or where nothing does and 均, 悉数 or 无一
    follows; of two counts at least one must name the area or the year. Where none does, both must open their
    sentences (326家学科类机构 … 312家学科类机构 …), one say that it is all, and they must lie near.
    """
    seen: list[_Count] = []
    for place, number in ((a, n) for a, _, numbers in sentences for n in numbers):
        count = _count(text, place, number)
        if count is None:
            continue
        other = next((o for o in seen if _excludes(o, count)), None)
        if other is None:
            seen.append(count)
            continue
        same = _common(other.thing, count.thing)
        yield Contradiction(
            spans=(around(sentences, other.figure.start), around(sentences, number.start)),
            reason=f"同是“{count.thing[:same]}”，一处写{other.figure.text}，一处写{number.text}",
            confidence=0.78 if count.scope and other.scope else 0.7,
            rule="integrity.twice",
        )


def _count(text: str, place: int, number: Figure) -> _Count | None:
    thing = number.after[:12].partition("的")[0]
    if (
        number.vague
        or number.unit in {"", "%"}
        or len(thing) < _THING
        or _OTHER_TIME.search(clause(text, number.start))
    ):
        return None
    if _MONTH.search(text, max(place, number.start - 20), number.start):
        return None
    scope = _WHOLE_SCOPE.search(text[max(0, number.start - 6) : number.start]) is not None
    count = _Count(number, thing, scope, _all_of_them(text, place, number), number.start == place)
    return count if count.scope or count.all or count.opens else None


def _excludes(one: _Count, other: _Count) -> bool:
    off = abs(one.figure.value - other.figure.value)
    if one.figure.unit != other.figure.unit or _common(one.thing, other.thing) < _THING:
        return False
    if off <= one.figure.fine + other.figure.fine:
        return False
    if (one.scope or one.all) and (other.scope or other.all) and (one.scope or other.scope):
        return True
    near = off <= _NEAR * max(one.figure.value, other.figure.value)
    return one.opens and other.opens and (one.all or other.all) and near


def named(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
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


def transposed(text: str, sentences: Sequence[Sentence]) -> Iterator[Contradiction]:
    """The same thing told twice by one name, the digits of its number in another order (1280万元, 1208万元)."""
    told = [
        (number, (a, b))
        for a, b, numbers in sentences
        if not _OTHER_PERIOD.search(text, a, b) and not _PLACE.search(text, a, b)
        for number in numbers
        if not number.vague and len(_digits(number)) >= _DIGITS and not _NOT_YET.search(clause(text, number.start))
    ]
    for (one, here), (other, there) in combinations(told, 2):
        if here == there or one.unit != other.unit or one.unit in {"", "%"}:
            continue
        digits, again = _digits(one), _digits(other)
        same = _common(one.label[::-1], other.label[::-1])
        subjects = (one.label[: len(one.label) - same], other.label[: len(other.label) - same])
        if same < _THING or not all(_SUBJECT.fullmatch(subject) for subject in subjects):
            continue
        if digits != again and sorted(digits) == sorted(again):
            yield Contradiction(
                spans=(here, there),
                reason=f"同是“{one.label[-same:]}”，一处写{one.text}，一处写{other.text}",
                confidence=0.7,
                rule="integrity.twice",
            )


def _digits(number: Figure) -> str:
    return "".join(c for c in number.text if c.isdigit())


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
