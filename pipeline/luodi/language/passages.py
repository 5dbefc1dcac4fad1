"""A document as sentences in their context: which heading each stands under, what kind of section, which line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from luodi.records import DocumentRecord, Heading, Part
from luodi.text.items import LEADING, TOLD
from luodi.text.rows import is_row
from luodi.text.sentences import sentence_spans

_OPENING = re.compile(
    r"^[（(【](?=[^（()）]*(?:牵头|负责|配合|责任单位|责任部门|参与))"
    r"[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)】](?=.)"
)


@dataclass(frozen=True)
class Passage:
    """One sentence with its place: ``line`` counts lines, ``first``/``last`` say where in its line it stands.

    ``opening`` is a bracket of responsible units that the cutting leaves at the head of the next sentence
    (…。（责任单位：省教育厅）加强…): it speaks of the sentences before. ``headings`` are those above it, outermost
    first; ``number`` is its own leading number, if any.
    """

    start: int
    end: int
    text: str
    line: int
    first: bool
    last: bool
    row: bool
    opening: str
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

    @cached_property
    def body(self) -> str:
        """The sentence without its opening bracket and leading number."""
        return self.text[len(self.opening) + len(self.number) :]


def passages(record: DocumentRecord) -> list[Passage]:
    """All sentences of a document in order, table rows included (one row, one passage)."""
    chains = _Chains(record.outline)
    found: list[Passage] = []
    for line, (begin, stop) in enumerate(_lines(record.text)):
        text = record.text[begin:stop]
        row = is_row(text.rstrip())
        spans = [(begin, stop)] if row else list(sentence_spans(record.text, begin, stop))
        for i, (a, b) in enumerate(spans):
            sentence = record.text[a:b]
            opening = _OPENING.match(sentence)
            rest = sentence[opening.end() :] if opening else sentence
            number = LEADING.match(rest) if i == 0 or opening else None
            if number is None:
                number = TOLD.match(rest)
            found.append(
                Passage(
                    start=a,
                    end=b,
                    text=sentence,
                    line=line,
                    first=i == 0,
                    last=i == len(spans) - 1,
                    row=row,
                    opening=opening.group() if opening else "",
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
