"""Long texts in pieces that end where sentences do, so that the cost of reading grows only with the length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from luodi.records import Deadline, Quantity

LONGEST = 1000
"""Characters read at once."""
_Placed = TypeVar("_Placed", Deadline, Quantity)
_ENDS = ("\n", "。", "；", "！", "？")


def pieces(text: str, limit: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Half-open spans that cover ``text``, each at most ``limit`` long and cut after a line or sentence end.

    A stretch without any end is cut after its last ，, and where there is none, at the limit.

    >>> list(pieces("一。二三。四", 4))
    [(0, 2), (2, 6)]
    """
    start = 0
    while len(text) - start > limit:
        window = start + limit
        cut = max(text.rfind(end, start, window) for end in _ENDS)
        if cut <= start:
            cut = text.rfind("，", start, window)
        stop = cut + 1 if cut > start else window
        yield start, stop
        start = stop
    if start < len(text):
        yield start, len(text)


def by_pieces(text: str, find: Callable[[str], list[_Placed]]) -> list[_Placed]:
    """What ``find`` finds in the pieces of a text, with its place in the whole."""
    return [
        found.replace(begin=(found.begin or 0) + start, stop=(found.stop or 0) + start)
        for start, stop in pieces(text)
        for found in find(text[start:stop])
    ]
