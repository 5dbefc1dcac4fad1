"""Which words of a sentence matter: numbers, times, scope, strength and rhythm, as places to be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from luodi.records import ASPECTS, Aspect, Assessment, Deadline, DocumentRecord, Quantity, Quote
from luodi.text.lexicon import rules

Mark = tuple[int, int, int]
"""Half-open place in the sentence, and the index of its aspect in ``ASPECTS``."""


def marks(sentence: str, deadlines: Iterable[Deadline] = (), quantities: Iterable[Quantity] = ()) -> list[Mark]:
    """The places to mark, in order and without overlap.

    What was extracted wins over what the patterns of ``page_marks.toml`` find.

    >>> [("6月底前建成12座"[a:b], ASPECTS[k]) for a, b, k in marks("6月底前建成12座")]
    [('6月底前', 'deadline'), ('12座', 'quantity')]
    """
    taken: list[Mark] = []
    for deadline in deadlines:
        _add_value(taken, sentence, deadline, "frequency" if deadline.kind == "recurring" else "deadline")
    for quantity in quantities:
        _add_value(taken, sentence, quantity, "quantity")
    for aspect, pattern in _patterns():
        for match in pattern.finditer(sentence):
            _add(taken, (match.start(), match.end(), ASPECTS.index(aspect)))
    return sorted(taken)


def place(quote: Quote) -> str:
    """Where a quote stands, as a key."""
    return f"{quote.document_id}:{quote.start}:{quote.end}"


def evidence_marks(assessments: Iterable[Assessment], documents: Iterable[DocumentRecord]) -> dict[str, list[Mark]]:
    """The marks of what assessments quote, by its place, with what was extracted from the sentences quoted."""
    said = {d.document_id: {(s.start, s.end): s for s in d.statements} for d in documents}
    found: dict[str, list[Mark]] = {}
    for a in assessments:
        for words, quote in zip(a.evidence, a.evidence_spans, strict=False):
            if place(quote) not in found:
                statement = said.get(quote.document_id, {}).get((quote.start, quote.end))
                own = (statement.times, statement.quantities) if statement is not None else ((), ())
                found[place(quote)] = marks(words, *own)
    return found


def _add_value(taken: list[Mark], sentence: str, value: Deadline | Quantity, aspect: Aspect) -> None:
    start, stop = value.begin, value.stop
    if start is None or stop is None or sentence[start:stop] != value.text:
        start = sentence.find(value.text) if value.text else -1
        stop = start + len(value.text)
    if start >= 0:
        _add(taken, (start, stop, ASPECTS.index(aspect)))


def _add(taken: list[Mark], place: Mark) -> None:
    start, end, _ = place
    if start < end and all(end <= other[0] or start >= other[1] for other in taken):
        taken.append(place)


@cache
def _patterns() -> tuple[tuple[Aspect, re.Pattern[str]], ...]:
    data = rules("page_marks")
    order: tuple[Aspect, ...] = ("frequency", "deadline", "quantity", "scope", "strength")
    return tuple((aspect, re.compile(pattern)) for aspect in order for pattern in data[aspect]["patterns"])
