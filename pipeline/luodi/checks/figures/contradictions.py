"""Figures of one report that cannot all be true: its statements are read once (``statements``), then laws are tried.

Precision before recall. A list may be partial, so only parts that *nearly* make the whole contradict it; rounding is
allowed for as finely as each number is written; 约, 余, 以上 exempt a figure, and any arithmetic over the figures
nearby that comes out clears what is told. Each contradiction shows its computation.
"""

from __future__ import annotations

from collections.abc import Sequence

from luodi.records import DocumentRecord, Table

from . import accounts, beside, changes, limits, listing, partition, periods, products, rates, rows, twice
from .contradiction import Contradiction
from .days import days
from .statements import Book
from .tables import contradictions as table_sums


def of_report(report: DocumentRecord) -> list[Contradiction]:
    """All contradictions of a report: those of its prose, its tables, the two against each other, and its days."""
    return [*contradictions(report.text, report.tables), *table_sums(report), *days(report)]


def contradictions(text: str, tables: Sequence[Table] = ()) -> list[Contradiction]:
    """All contradictions of a text's sentences, and of those with the tables beside them.

    >>> [c.reason for c in contradictions("受理64件，其中维持39件、调整27件。")]
    ['总数写64件，分项39件+27件合计66件，相差2件']
    """
    book = Book.of(text)
    sentences = book.sentences
    laws = (accounts, changes, limits, partition, periods, products, rates)
    told = {(c.rule, c.spans): c for law in reversed(laws) for c in law.contradictions(book)}
    found = list(reversed(told.values()))
    found += [*listing.contradictions(book, tables), *rows.contradictions(book, tables)]
    return [*found, *twice.contradictions(text, sentences, tables), *beside.contradictions(text, sentences, tables)]
