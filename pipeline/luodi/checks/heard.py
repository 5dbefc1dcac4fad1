"""Sheets of complaints as all dossiers that hold them need them: read once, whatever the policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

from luodi.records import DocumentRecord, Dossier, Unit

from . import duplicates, ledgers
from .clusters import pairs_told
from .complaints import Complaint, read

_KEPT = 6
"""Sheets that are kept: a folder has few, and each of its policies may have to do with all of them."""


class Heard:
    """The complaints of one sheet in their order (``items``), and what gathering them looks at."""

    def __init__(self, items: Sequence[Complaint]) -> None:
        self.items = tuple(items)

    @cached_property
    def distinct(self) -> list[Complaint]:
        """The complaints, what is told again left out."""
        return duplicates.distinct(self.items)

    @cached_property
    def told(self) -> list[frozenset[str]]:
        """Of each distinct complaint the pairs that may mark its matter."""
        one: dict[str, str] = {}  # the same few thousand pairs are in all of them
        return [frozenset(one.setdefault(p, p) for p in pairs_told(c.text, names=names_of(c))) for c in self.distinct]

    @cached_property
    def everywhere(self) -> Counter[str]:
        """In how many distinct complaints each of these pairs occurs."""
        return Counter(pair for own in self.told for pair in own)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The distinct complaints of each unit, by index."""
        found: dict[str, list[int]] = {c.unit: [] for c in self.distinct if c.unit is not None}
        for i, complaint in enumerate(self.distinct):
            if complaint.unit is not None:
                found[complaint.unit].append(i)
        return dict(sorted(found.items()))


def names_of(complaint: Complaint) -> tuple[str, ...]:
    """The names of a complaint's place, which mark no matter."""
    unit = complaint.unit or ""
    stem = unit[:-1] if len(unit) > 2 else unit
    return tuple(n for n in (complaint.place, unit, stem) if len(n) > 1)


_heard: dict[str, Heard] = {}


def complaints(dossier: Dossier, *, by_words: bool = True) -> list[tuple[DocumentRecord, Heard]]:
    """The complaints of each sheet of the dossier.

    ``by_words``: one that names no district is counted in that of which it tells (``whereabouts``).
    """
    found = []
    for document in dossier.documents:
        if ledgers.lists(document, "complaint") and not ledgers.rows(document, "rectification"):
            heard = _hear(document, _told_of(document, dossier.units), by_words=by_words)
            if heard.items:
                found.append((document, heard))
    return found


def _hear(document: DocumentRecord, units: Sequence[Unit], *, by_words: bool) -> Heard:
    digest = sha256(document.model_dump_json().encode())
    for unit in units:
        digest.update(unit.model_dump_json().encode())
    key = f"{digest.hexdigest()} {by_words}"
    if key not in _heard:
        heard = Heard(read(document, units, by_words=by_words))
        while len(_heard) >= _KEPT:
            del _heard[next(iter(_heard))]
        _heard[key] = heard
    return _heard[key]


def _told_of(document: DocumentRecord, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units that a document may name, by the beginnings of their names, and those above them.

    Dossiers differ in their units by what their other documents name, and that changes nothing in a sheet.
    """
    plain = "".join(document.text.split())
    by_name = {unit.name: unit for unit in units}
    wanted: set[str] = set()
    for unit in units:
        at: Unit | None = unit if any(name[:2] in plain for name in (unit.name, *unit.aliases)) else None
        while at is not None and at.name not in wanted:
            wanted.add(at.name)
            at = by_name.get(at.parent or "")
    return tuple(unit for unit in units if unit.name in wanted)
