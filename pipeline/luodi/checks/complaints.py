"""Complaints as read from sheets: personal data masked, each with the unit of its place, no thanks and no questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from luodi.records import DocumentRecord, Quote, Unit
from luodi.text.lexicon import rules
from luodi.text.masking import mask

from . import ledgers
from .categories import Verdict, classify, codes_by_label, label_of
from .places import Places
from .spots import units_of
from .whereabouts import settled

_HELD = 16_384
"""Complaints whose category is kept: every policy asks about them again."""
_LONG, _BEGINNING = 60, 12
"""Characters from which a letter is long, and those in which it then says what it is about."""


@dataclass(frozen=True)
class Complaint:
    """One complaint with personal data masked; ``unit`` is that of the place, None when none of the tree is named.

    ``said`` is the category that the channel itself wrote, '' when it wrote none.
    """

    id: str
    day: date | None
    channel: str
    place: str
    unit: str | None
    text: str
    votes: int
    quote: Quote
    said: str = ""


def read(document: DocumentRecord, units: Sequence[Unit], *, by_words: bool = True) -> list[Complaint]:
    """The complaints of a sheet, masked, in order; ``units`` are those that it may name.

    ``by_words``: one that names no district is counted in that of which it tells (``whereabouts``).
    """
    entries = ledgers.rows(document, "complaint")
    placed = units_of([row.words("place") for row in entries], units)
    places = Places(units)
    told = [_complaint(row, unit, places) for row, unit in zip(entries, placed, strict=True)]
    if by_words:
        told = [replace(c, unit=unit) for c, unit in zip(told, settled(told, units), strict=True)]
    return [c for c in told if not (praises(c.text) or asks(c.text))]


def asks(text: str) -> bool:
    """Whether somebody only asks the way, in a short letter that complains of nothing.

    >>> asks("优待证丢了怎么补"), asks("优待证办了三个月没消息，请问多久")
    (True, False)
    """
    said, turn = _words("question")
    return len(text) <= _LONG and said.search(text) is not None and turn.search(text) is None


def praises(text: str) -> bool:
    """Whether somebody writes to thank and complains of nothing; a long letter must say so at its beginning.

    >>> praises("感谢社区食堂，老伴腿不好还给送到家"), praises("路灯不亮，请管一管，谢谢")
    (True, False)
    """
    said, turn = _words("praise")
    told = text if len(text) <= _LONG else text[:_BEGINNING]
    return said.search(told) is not None and turn.search(text) is None


@cache
def _words(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = rules("no_complaints")[name]
    return re.compile(table["said"]), re.compile(table["turn"])


def _complaint(row: ledgers.Row, unit: str | None, places: Places) -> Complaint:
    text = mask("。".join(t for t in (row.words("title"), row.words("text")) if t))
    votes = row.words("votes")
    return Complaint(
        id=row.words("id") or str(row.number),
        day=row.day("date"),
        channel=row.words("channel"),
        place=row.words("place"),
        unit=unit if unit is not None else places.unit_in(text),
        text=text,
        votes=int(votes) if votes.isdigit() else 0,
        quote=row.quote.replace(quote=mask(row.quote.quote)),
        said=row.words("category"),
    )


def category(complaint: Complaint) -> Verdict:
    """The category of the code table: mapped from what the channel wrote where the table knows it, else classified."""
    return _category(complaint.said, complaint.text)


@lru_cache(maxsize=_HELD)
def _category(said: str, text: str) -> Verdict:
    code = codes_by_label().get(said)
    return Verdict(code, label_of(code), 1.0) if code is not None else classify("", text)
