"""Rates that do not follow from the counts beside them: from A to B by p, M of N being p %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .contradiction import Contradiction, Sentence, same_unit
from .figures import Figure

_FROM = re.compile(
    r"[由从](?:\d{4}年底?的?|去年底?的?|上年底?的?|原来的?|期初的?|年初的?|\d+月初?的?|改革前的?|此前的?)?[^\d，。；、]{0,6}?$"
)
_MOVES = "提高|提升|增长|增加|上升|下降|降低|减少|压减|压缩|缩短"
_TO = re.compile(
    rf"^(?:左右)?(?:\d{{4}}年的?)?[^\d，。；]{{0,4}}?(?:{_MOVES}|升|扩大|减|降)(?:到|至|为)"
    r"(?:\d{4}年底?的?|今年底?的?|目前的?|现在的?)?[^\d，。；]{0,4}?$"
)
_BY = re.compile(
    r"^[^\d。；，]{0,4}[，（](?![^\d。；，]*(?:年均|月均|年增|每年|平均|其中))[^\d。；，]{0,4}?"
    rf"(?:{_MOVES}|增幅|降幅|减幅|提升幅度)(?:了|为|达|达到)?$"
)
_RATE = re.compile(
    r"^[^\d。；，]{0,6}[，（]?(?:完成|办结|整改|销号|覆盖|达标|合格|通过|兑付|支付|发放|达产|开工|竣工)率(?:为|达|达到|是)?$"
)
_OF = re.compile(r"(?:完成|办结|整改|销号|覆盖|达标|合格|通过|兑付|支付|发放|开工|竣工|已|其中)[^\d，。；]{0,6}$")
_RATE_OF = re.compile(r"^[^\d。；，]{0,6}[，（]?[^\d。；，]{0,6}?(?P<what>[\u4e00-\u9fff]{2})率(?:为|达|达到|是)?$")
"""A rate named after what was done: 已建档371户，建档率; 完成投资2.9亿元，投资完成率."""
_SLIP = 15.0
"""Points within which a stated rate is a slip of the pen; further off it is the rate of something else."""


def change(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """From A to B, by p: p must be what A and B give."""
    a, b, numbers = sentence
    for first, second, by in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if first.vague or second.vague or by.vague or first.unit != second.unit or first.value <= 0:
            continue
        if not (
            _FROM.search(text[max(a, first.start - 16) : first.start])
            and _TO.match(text[first.end : second.start])
            and _BY.match(text[second.end : by.start])
        ):
            continue
        difference = abs(second.value - first.value)
        slack = first.fine + second.fine + by.fine
        if by.unit in {"个百分点", "百分点"} and first.unit == "%":
            real = difference
        elif by.unit == "%" and first.unit != "%":
            real = 100 * difference / first.value
            slack = by.fine + 100 * (first.fine + second.fine) / first.value + 0.05
        elif same_unit(first, by):
            real = difference
        else:
            continue
        if abs(by.value - real) > slack + 1e-9:
            yield Contradiction(
                spans=((a, b),),
                reason=f"由{first.text}到{second.text}，变化应为{round(real, 1):g}{by.unit}，文中写{by.text}",
                confidence=0.85,
                rule="integrity.change",
            )


def share(text: str, sentence: Sentence, before: Sentence | None = None) -> Iterator[Contradiction]:
    """N in all, M done, a rate of p %: p must be M / N. The whole may stand in the sentence ``before``."""
    a, b, numbers = sentence
    for i, rate in enumerate(numbers):
        if rate.unit != "%" or rate.vague or i < 1 or numbers[i - 1].vague:
            continue
        part = numbers[i - 1]
        spans: tuple[tuple[int, int], ...] = ((a, b),)
        wholes = _wholes(text, numbers[: i - 1], part, rate)
        if i == 1 and before is not None:
            wholes, spans = _demanded(text, before, part, rate, a), (before[:2], (a, b))
        wholes = [w for w in wholes if 0 < part.value < w.value and not w.vague]
        if not wholes or any(_fits(w, part, rate) for w in wholes):
            continue
        real = 100.0 * part.value / wholes[0].value
        if abs(real - rate.value) <= _SLIP:
            yield Contradiction(
                spans=spans,
                reason=f"{part.text}÷{wholes[0].text}应为{round(real, 1):g}%，文中写{rate.text}",
                confidence=0.85,
                rule="integrity.share",
            )


def _fits(whole: Figure, part: Figure, rate: Figure) -> bool:
    slack = rate.fine + 100.0 * (part.fine + whole.fine) / whole.value + 0.05
    return abs(100.0 * part.value / whole.value - rate.value) <= slack + 1e-9


def _wholes(text: str, earlier: Sequence[Figure], part: Figure, rate: Figure) -> list[Figure]:
    """What the part may be a part of, the likeliest first; none where the rate may be one of something else."""
    same = [n for n in earlier if same_unit(n, part)]
    if not same:
        return []
    between, behind = text[same[-1].end : part.start], text[part.end : rate.start]
    named = _RATE_OF.match(behind)
    told = named is not None and named["what"] in text[part.start - len(part.label) : part.start]
    if len(same) > 1:  # 排查120处，其中重大10处，已整改98处，整改率90%
        return same if told else []
    next_to = earlier[-1] is same[-1]
    return same if next_to and (told or (_OF.search(between) and _RATE.match(behind))) else []


def _demanded(text: str, before: Sentence, part: Figure, rate: Figure, start: int) -> list[Figure]:
    """The only number of the part's unit in the sentence before, where it is said to be what was to be done."""
    wholes = [n for n in before[2] if same_unit(n, part)]
    named = _RATE_OF.match(text[part.end : rate.start])
    if len(wholes) != 1 or named is None or named["what"] not in text[start : part.start]:
        return []
    asked = text[before[0] : wholes[0].start]
    return wholes if re.search(rf"应(?:当)?[^，。；\d]{{0,4}}{named['what']}", asked) else []
