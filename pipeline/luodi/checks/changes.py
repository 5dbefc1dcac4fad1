"""Rates that do not follow from the counts beside them: from A to B by p, M of N being p %."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contradiction import Contradiction, Sentence, same_unit

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


def share(text: str, sentence: Sentence) -> Iterator[Contradiction]:
    """N in all, M done, a rate of p %: p must be M / N."""
    a, b, numbers = sentence
    for i, rate in enumerate(numbers):
        if rate.unit != "%" or rate.vague or i < 2:
            continue
        whole, part = numbers[i - 2], numbers[i - 1]
        if not same_unit(whole, part) or whole.vague or part.vague or not 0 < part.value < whole.value:
            continue
        between, behind = text[whole.end : part.start], text[part.end : rate.start]
        named = _RATE_OF.match(behind)
        if not (_OF.search(between) and _RATE.match(behind)) and not (named is not None and named["what"] in between):
            continue
        real = 100.0 * part.value / whole.value
        slack = rate.fine + 100.0 * (part.fine + whole.fine) / whole.value + 0.05
        if slack + 1e-9 < abs(real - rate.value) <= _SLIP:
            yield Contradiction(
                spans=((a, b),),
                reason=f"{part.text}÷{whole.text}应为{round(real, 1):g}%，文中写{rate.text}",
                confidence=0.85,
                rule="integrity.share",
            )
