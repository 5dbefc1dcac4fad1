"""What a number counts, whatever the order of words: 共投入整治资金 and 整治资金投入 are of one subject."""

from __future__ import annotations

import re

from .contradiction import BODY
from .written import Figure

_EMPTY = re.compile(
    rf"(?:全|我|本){BODY}|截[至止]|目前|全年|一年来|[今本]年(?:以来)?|上半年|其中|累计|共计|合计|总计|总共|一共|分别|已经|全部|达到|"
    r"[共已均都了的为达有在中里约现总计等出和及与于被将把并且是到]|\d+(?:年|月|日)?"
)
_LEFT, _RIGHT = re.compile(r"[，。；：、（）“”|\n]"), re.compile(r"[，。；：、（）“”|\n\d]")
_FEWEST, _AGREED = 3, 0.8
"""Pairs of characters that two numbers must share, and the share of those of the shorter phrase that these must be."""


def phrase(text: str, figure: Figure, start: int) -> str:
    """The words of a number's clause, itself left out; ``start`` is where its sentence begins.

    In a row of a table the name of the row belongs to it.
    """
    before = _LEFT.split(text[start : figure.start])[-1]
    line = text.rfind("\n", 0, start) + 1
    row = text[line:start].strip("|").split("|")[0] if text[line : line + 1] == "|" else ""
    return f"{row}|{before}|{_RIGHT.split(figure.after)[0]}"


def pairs(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a phrase that say something.

    >>> sorted(pairs("全县共投入整治资金|"))
    ['入整', '投入', '整治', '治资', '资金']
    """
    found = [part for part in re.split(r"\|", _EMPTY.sub("|", words)) if len(part) > 1]
    return frozenset(part[i : i + 2] for part in found for i in range(len(part) - 1))


def agree(one: frozenset[str], other: frozenset[str], *, agreed: float = _AGREED, wide: float = 0.5) -> bool:
    """Whether two phrases are of one subject: the least shares of the shorter and of the longer that must be shared."""
    shared, sizes = len(one & other), sorted((len(one), len(other)))
    return shared >= _FEWEST and shared >= agreed * sizes[0] and shared >= wide * sizes[1]
