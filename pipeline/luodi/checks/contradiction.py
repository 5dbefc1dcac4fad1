"""What a contradiction of figures is, and the words around figures that all its checks look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luodi.text.sentences import sentence_spans

from .figures import Figure

Sentence = tuple[int, int, list[Figure]]
"""Start, end and figures of a sentence."""

BODY = "(?:[省市县区州旗镇乡盟国校院局厂所站馆村园场队矿港司]|街道?|社区|系统|行业|集团|公司|中心)"
"""What a unit that speaks of itself may be: 全县, 我校, 本公司."""
_UNIT_NOTE = re.compile(r"（[^）]*）")


@dataclass(frozen=True)
class Contradiction:
    """Statements that exclude each other: their places in the text, the computation in Chinese, a confidence."""

    spans: tuple[tuple[int, int], ...]
    reason: str
    confidence: float
    rule: str


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of a text, those in rows of tables cell by cell.

    >>> text = "全县现有校车268辆。\\n|照管员|配了268名；\\n均已上岗|"
    >>> [text[a:b] for a, b in statements(text)]
    ['全县现有校车268辆。', '照管员', '配了268名；', '均已上岗']
    """
    for start, end in sentence_spans(text):
        at = start
        while at < end:
            stop = text.find("|", at, end)
            stop = end if stop < 0 else stop
            if text[at:stop].strip():
                yield at, stop
            at = stop + 1


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures count in one unit: 套（间） and 套 are one."""
    return bool(one.unit) and _UNIT_NOTE.sub("", one.unit) == _UNIT_NOTE.sub("", other.unit)


def around(sentences: Sequence[Sentence], place: int) -> tuple[int, int]:
    """The span of the sentence that holds a place."""
    return next(((a, b) for a, b, _ in sentences if a <= place < b), (place, place))


def clause(text: str, place: int) -> str:
    """The words between two marks around a place."""
    left = max(text.rfind(mark, 0, place) for mark in "，。；\n") + 1
    rights = [p for mark in "，。；\n" if (p := text.find(mark, place)) >= 0]
    return text[left : min(rights, default=len(text))]
