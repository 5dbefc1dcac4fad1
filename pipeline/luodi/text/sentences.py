"""Cutting text into sentences, as docs/labels.md defines them."""

from __future__ import annotations

from collections.abc import Iterator

_OPEN = frozenset("《（“(")
_CLOSE = frozenset("》）”)")
_STOP = frozenset("。！？；")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of ``text[start:end]``, without surrounding white space.

    A sentence ends after 。！？； outside 《》（）“”() and at every line end. A bracket left open ends with its line.

    >>> [ "甲。乙（丙。丁）；戊"[a:b] for a, b in sentence_spans("甲。乙（丙。丁）；戊") ]
    ['甲。', '乙（丙。丁）；', '戊']
    """
    stop = len(text) if end is None else end
    begin, depth = start, 0
    for i in range(start, stop):
        ch = text[i]
        if ch == "\n":
            yield from _trimmed(text, begin, i)
            begin, depth = i + 1, 0
        elif ch in _OPEN:
            depth += 1
        elif ch in _CLOSE:
            depth = max(0, depth - 1)
        elif ch in _STOP and depth == 0:
            yield from _trimmed(text, begin, i + 1)
            begin = i + 1
    yield from _trimmed(text, begin, stop)


def sentences(text: str) -> list[str]:
    """The sentences of a text as strings.

    >>> sentences("一是建厂。二是修路；三是种树")
    ['一是建厂。', '二是修路；', '三是种树']
    """
    return [text[a:b] for a, b in sentence_spans(text)]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def between_marks(text: str, start: int, end: int, *, marks: str = "，。；\n") -> tuple[int, int]:
    """The half-open span from the mark before ``text[start:end]`` to the one behind it: a clause.

    >>> text = "已建成5座，其余在建。"
    >>> text[slice(*between_marks(text, 8, 8))]
    '其余在建'
    """
    left = max(text.rfind(mark, 0, start) for mark in marks) + 1
    return left, min((place for mark in marks if (place := text.find(mark, end)) >= 0), default=len(text))
