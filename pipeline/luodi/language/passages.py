"""A document as sentences in their context: which heading each stands under, what kind of section, which line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.records import DocumentRecord, Heading, Part
from luodi.text.sentences import sentence_spans

NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+[条章节篇](?:[\s　]+|(?=[^一-龥])|(?<=[章节条]))"
    r"|[（(][一二三四五六七八九十百\d]+[）)]"
    r"|[一二三四五六七八九十]+、"
    r"|\d{1,2}(?:[.．、](?!\d)|[.．](?=20\d\d年))"
    r"|[①-⑳])\s*"
)
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]是|[一二三四五六七八九十]要)")


@dataclass(frozen=True)
class Passage:
    """One sentence with its place: ``line`` counts lines, ``first``/``last`` say where in its line it stands.

    ``headings`` are the headings above it, outermost first; ``number`` its own leading number, if any.
    """

    start: int
    end: int
    text: str
    line: int
    first: bool
    last: bool
    row: bool
    number: str
    headings: tuple[Heading, ...]
    part: Part | None

    @property
    def path(self) -> str:
        """The path of the innermost heading, empty above all headings."""
        return self.headings[-1].path if self.headings else ""

    @property
    def section(self) -> int:
        """Where the outermost section begins; 0 above all headings."""
        return self.headings[0].start if self.headings else 0

    @property
    def item(self) -> int:
        """Where the innermost section begins; 0 above all headings."""
        return self.headings[-1].start if self.headings else 0

    @property
    def body(self) -> str:
        """The sentence without its leading number."""
        return self.text[len(self.number) :]


def passages(record: DocumentRecord) -> list[Passage]:
    """All sentences of a document in order, table rows included (one row, one passage)."""
    chains = _Chains(record.outline)
    found: list[Passage] = []
    for line, (begin, stop) in enumerate(_lines(record.text)):
        text = record.text[begin:stop]
        row = len(text) > 2 and text.startswith("|") and text.rstrip().endswith("|")
        spans = [(begin, stop)] if row else list(sentence_spans(record.text, begin, stop))
        for i, (a, b) in enumerate(spans):
            sentence = record.text[a:b]
            number = NUMBERED.match(sentence) if i == 0 else None
            if number is None:
                number = _ITEM.match(sentence)
            found.append(
                Passage(
                    start=a,
                    end=b,
                    text=sentence,
                    line=line,
                    first=i == 0,
                    last=i == len(spans) - 1,
                    row=row,
                    number=number.group() if number else "",
                    headings=chains.at(a),
                    part=_part(record.parts, a),
                )
            )
    return found


class _Chains:
    """The headings above a place, found by bisection over the outline."""

    def __init__(self, outline: tuple[Heading, ...]) -> None:
        self._outline = sorted(outline, key=lambda h: (h.start, h.level))
        self._starts = [h.start for h in self._outline]
        self._parents: list[tuple[Heading, ...]] = []
        open_: list[Heading] = []
        for heading in self._outline:
            while open_ and (open_[-1].end <= heading.start or open_[-1].level >= heading.level):
                open_.pop()
            open_.append(heading)
            self._parents.append(tuple(open_))

    def at(self, place: int) -> tuple[Heading, ...]:
        i = bisect_right(self._starts, place) - 1
        if i < 0:
            return ()
        return tuple(h for h in self._parents[i] if h.start <= place < h.end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for line in text.split("\n"):
        if line.strip():
            yield begin, begin + len(line)
        begin += len(line) + 1


def _part(parts: tuple[Part, ...], place: int) -> Part | None:
    found = None
    for part in parts:
        if part.start <= place < part.end:
            found = part
    return found
