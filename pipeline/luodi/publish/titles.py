"""A long title in lines, as GB/T 9704-2012 asks: words whole, lines of like length."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from luodi.text.words import words_of

_FITS = 19
"""Characters of 2号 that fit a line of the type area, with room for those that readers draw wider."""
_NOT_FIRST, _NOT_LAST = "》）】〕”’、，。；：—-·的", "《（【〔“‘—-·"
_GOOD_LAST, _GOOD_FIRST = "》）、", "《（"
_GOOD = 20
"""What a break beside a bracket is worth, in squares of characters that lines differ from their mean."""


def title_lines(title: str, words: Callable[[str], list[str]] | None = None) -> list[str]:
    """A title cut into as few lines as it needs, of like length, none of them beginning or ending oddly.

    ``words`` cuts it into words; ``words_of`` when None.

    >>> title_lines("关于《老旧小区改造提升三年行动方案（2024—2026年）》落实情况的督导报告")
    ['关于《老旧小区改造提升三年行动方案', '（2024—2026年）》落实情况的督导报告']
    """
    count = int(-(-_width(title) // _FITS))
    if count <= 1:
        return [title]
    cut = words_of if words is None else words
    ends = [end for end in accumulate(len(word) for word in cut(title)) if _may_break(title, end)]
    for lines in range(count, count + 2):  # a title of long words may need a line more
        found = _cut(title, ends, lines)
        if found is not None:
            return found
    return [title]


def _cut(title: str, ends: list[int], count: int) -> list[str] | None:
    """The best cut into ``count`` lines at some of ``ends``, None where there is none."""
    mean = _width(title) / count
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for _ in range(count):
        longer: dict[int, tuple[float, list[str]]] = {}
        for start, (cost, lines) in best.items():
            for end in (end for end in ends if end > start and _width(title[start:end]) <= _FITS):
                line = title[start:end]
                worse = cost + (_width(line) - mean) ** 2 - _GOOD * _well_broken(title, end)
                if end not in longer or worse < longer[end][0]:
                    longer[end] = (worse, [*lines, line])
        best = longer
    return best[len(title)][1] if len(title) in best else None


def _width(words: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in words)


def _may_break(title: str, at: int) -> bool:
    if at == len(title):
        return True
    before, after = title[at - 1], title[at]
    inside = before.isascii() and (after.isascii() or after in "年月日号个%")
    return not inside and after not in _NOT_FIRST and before not in _NOT_LAST


def _well_broken(title: str, at: int) -> bool:
    return at < len(title) and (title[at - 1] in _GOOD_LAST or title[at] in _GOOD_FIRST)
