"""What a unit sent down, line by line and sentence by sentence, and what is shown by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.records import DocumentRecord, Quote
from luodi.text.items import HAN, MARK

from .passing import UnitPapers, own_text, said

ENUMERATED = re.compile(rf"^(?:{MARK}|【|第{HAN}[，、])")


@dataclass(frozen=True)
class Shown:
    """Whether an element is there, the words that show it, and why what looks like it does not count."""

    present: bool
    evidence: tuple[Quote, ...] = ()
    note: str = ""


def lines(own: UnitPapers, policy: DocumentRecord) -> Iterator[tuple[DocumentRecord, int, int]]:
    """The lines of a unit's own text, head and all, with document and half-open span."""
    for doc in own.sent_down:
        for start, end in own_text(doc, policy):
            place = start
            for line in doc.text[start:end].split("\n"):
                if line.strip():
                    yield doc, place, place + len(line)
                place += len(line) + 1


def sentences(own: UnitPapers, policy: DocumentRecord) -> Iterator[tuple[DocumentRecord, int, int]]:
    """The sentences of the bodies of what a unit sent down, with document and half-open span."""
    for doc in own.sent_down:
        for a, b in said(doc, policy):
            yield doc, a, b
