"""A dossier 卷宗: a policy with all documents that pass it on, answer it or follow it up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from .base import Ratio, Record
from .codes import DocumentKind, Level
from .document import DocumentRecord


class Unit(Record):
    """A unit of government; ``parent`` is the name of the unit above it."""

    name: str
    level: Level
    parent: str | None = None
    aliases: tuple[str, ...] = ()


class Event(Record):
    """One sending of a document, as an office system exports it."""

    doc_number: str | None = None
    title: str | None = None
    from_unit: str
    to_unit: str
    sent_at: datetime | None = None
    received_at: datetime | None = None
    read_at: datetime | None = None


class Member(Record):
    """A document's place in a dossier: whose it is and how it belongs.

    ``unit`` is the name of a unit in the dossier's tree; ``confidence`` that of the link.
    """

    document_id: str
    unit: str | None
    role: DocumentKind
    confidence: Ratio = 1.0
    reason: str = ""


class Dossier(Record):
    """A policy (None: the documents that belong to none) with the documents linked to it.

    ``units`` is the whole tree of units known to the run; ``expected`` the names of those
    that had to pass the policy on or carry it out.
    """

    policy: DocumentRecord | None
    documents: tuple[DocumentRecord, ...] = ()
    members: tuple[Member, ...] = ()
    units: tuple[Unit, ...] = ()
    expected: tuple[str, ...] = ()
    issuing_unit: str | None = None
    events: tuple[Event, ...] = ()

    def document(self, document_id: str) -> DocumentRecord:
        """The member document with this id. Raises KeyError when it is not in the dossier."""
        for doc in self.documents:
            if doc.document_id == document_id:
                return doc
        if self.policy is not None and self.policy.document_id == document_id:
            return self.policy
        raise KeyError(document_id)

    def of_unit(self, unit: str, *roles: DocumentKind) -> tuple[DocumentRecord, ...]:
        """The documents of one unit, of the given roles (all roles when none is given)."""
        wanted = [m.document_id for m in self.members if m.unit == unit and (not roles or m.role in roles)]
        return tuple(self.document(i) for i in wanted)


class Hop(Record):
    """How one unit passed a policy on: what it got when, what it sent when, against its limit.

    ``hours_low``/``hours_high`` bound the time taken (equal where an office system gives the minute, a day apart
    where only days are known); ``whole_low``/``whole_high`` the same from the policy's issue on.
    """

    unit: str
    level: Level
    parent: str | None = None
    document_id: str | None = None
    file: str | None = None
    received_at: datetime | None = None
    read_at: datetime | None = None
    sent_at: datetime | None = None
    received_on: date | None = None
    sent_on: date | None = None
    limit_hours: float | None = None
    hours_low: float | None = None
    hours_high: float | None = None
    whole_low: float | None = None
    whole_high: float | None = None
    whole_limit_hours: float | None = None
    state: Literal["in_time", "late", "missing", "unknown"] = "unknown"


class Chain(Record):
    """The way of a policy down the tree: one hop a unit, parents before children; a timeline can be drawn from it."""

    policy_id: str
    origin: str | None = None
    issued_on: date | None = None
    urgent: bool = False
    hops: tuple[Hop, ...] = ()
