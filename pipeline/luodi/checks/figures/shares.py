"""Shares as officials write them: 95%, 百分之九十五, 七成, 四分之三, 一半, each with the bounds that it allows.

A share in tenths or parts is a round one: 八成 is said of 78 %, 三分之一 of 35 %. 超过 and 以上 leave the upper end
open, 不到 the lower one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.text.numerals import parse_numeral

_COUNT = "[一二两三四五六七八九十百]+|\\d+(?:\\.\\d+)?"
_SHARE = re.compile(
    r"(?P<percent>(?<![\d.])\d+(?:\.\d+)?)(?:(?:%|％)(?!点)|(?P<mille>‰))"
    rf"|百分之(?P<hundredths>{_COUNT})"
    rf"|(?P<parts>{_COUNT})分之(?P<of>{_COUNT})"
    r"|(?<![一二三四五六七八九十百千两\d])(?P<tenths>[一二两三四五六七八九\d])成(?P<half>半)?"
    r"(?![立功本果员效为品交年人都长熟套片组就绩型份县市武龄像家分语])"
    r"|(?P<most>过半|半数以上|一半以上|大半)(?!年)|(?P<even>一半|半数)"
)
_MORE_BEFORE = re.compile(r"(?:超过了?|超出|已?超|已?过|逾|突破|高于|不低于|不少于|至少|达到?)$")
_LESS_BEFORE = re.compile(r"(?:不到|不足|低于|少于|不超过|未达到?|未到)$")
_NEARLY_BEFORE = re.compile(r"(?:将近|接近|近|约|大约|约占|左右)$")
_MORE_AFTER = re.compile(r"(?:以上|多|余|强|开外)")
_LESS_AFTER = re.compile(r"(?:以下|以内|弱)")
_ROUND, _PARTS, _NEARLY = 5.0, 4.0, 3.0
"""Points by which a share in tenths, one in parts and a nearly told one may differ from what it stands for."""


@dataclass(frozen=True)
class Share:
    """A share in a text and the percentages ``low`` to ``high`` that it allows."""

    start: int
    end: int
    text: str
    low: float
    high: float

    def allows(self, percent: float, slack: float = 0.0) -> bool:
        """Whether a percentage, known to ``slack`` points, may have been told so."""
        return self.low - slack - 1e-9 <= percent <= self.high + slack + 1e-9

    def off(self, percent: float) -> float:
        """Points by which a percentage lies outside."""
        return max(self.low - percent, percent - self.high, 0.0)


def shares(text: str, start: int = 0, end: int | None = None) -> Iterator[Share]:
    """The shares of ``text[start:end]``.

    >>> [(s.text, s.low, s.high) for s in shares("超过八成，三分之一，87.5%，不到一半")]
    [('八成', 80.0, 100.0), ('三分之一', 29.3333, 37.3333), ('87.5%', 87.45, 87.55), ('一半', 0.0, 50.0)]
    """
    stop = len(text) if end is None else end
    for found in _SHARE.finditer(text, start, stop):
        value, slack = _worth(found)
        if value is None or value > 100.0:
            continue
        before, after = text[max(start, found.start() - 6) : found.start()], text[found.end() : found.end() + 2]
        low, high = value - slack, value + slack
        exact = slack < _NEARLY
        if found["most"] or _MORE_AFTER.match(after) or _MORE_BEFORE.search(_reached(before)):
            low, high = value - (slack if exact else 0.0), 100.0
        elif _LESS_BEFORE.search(before) or _LESS_AFTER.match(after):
            low, high = 0.0, value + (slack if exact else 0.0)
        elif _NEARLY_BEFORE.search(before):
            low, high = value - 2 * max(_NEARLY, slack), value + max(_NEARLY, slack)
        yield Share(found.start(), found.end(), found.group(), round(low, 4), round(high, 4))


def _reached(before: str) -> str:
    """The words before a share without 达到, which says that it is so and no more."""
    return re.sub(r"(?:已?达到?了?)$", "", before)


def _worth(found: re.Match[str]) -> tuple[float | None, float]:
    """The percentage that is written, and the points by which it may be rounded."""
    if found["percent"] is not None:
        scale = 0.1 if found["mille"] is not None else 1.0
        return scale * float(found["percent"]), 0.5 * scale * 10.0 ** -len(found["percent"].partition(".")[2])
    if found["hundredths"] is not None:
        return parse_numeral(found["hundredths"]), 0.5
    if found["parts"] is not None:
        parts, of = parse_numeral(found["parts"]), parse_numeral(found["of"])
        return (100.0 * of / parts if parts and of is not None and of < parts else None), _PARTS
    if found["tenths"] is not None:
        tenths = parse_numeral(found["tenths"])
        return (None if tenths is None else 10.0 * tenths + (5.0 if found["half"] else 0.0)), _ROUND
    return 50.0, _ROUND
