"""Reading single documents closely while many are joined: what takes long, and what a run may remember."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from luodi.records import DocumentKind, DocumentRecord
from luodi.text.words import matter_likeness


def read_as(doc: DocumentRecord, kind: DocumentKind) -> DocumentRecord:
    """A document as one of another kind, with that kind's tasks and statements."""
    from luodi.language import extract

    return extract(doc.replace(kind=kind))


@dataclass(frozen=True)
class CloseReading:
    """Two functions of nothing but what they are given; a caller that keeps what they gave before puts its own here."""

    read_as: Callable[[DocumentRecord, DocumentKind], DocumentRecord] = read_as
    matter_likeness: Callable[[str, str], float] = matter_likeness
    """How far two texts speak of the same matter, in [0, 1]."""
