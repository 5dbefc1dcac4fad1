"""Which unit of the dossier's tree a place, a cell or an issuer speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.dossier.tree import ORDER
from luodi.records import Dossier, Unit

_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_OFFICE = re.compile(r"[局厅委办部署处科站所]$|政府$|委员会$|办公[厅室]$")
"""Offices of a government: what lies at one lies in the place that it governs."""
_FIRM = 4
"""Characters of the name of a firm, a farm or a school, so that 农场 alone is none."""


def named(text: str, dossier: Dossier) -> str | None:
    """The unit of the tree of which ``text`` is a name, brackets aside, and nothing else."""
    return Places(dossier.units).named(text)


def unit_in(text: str, dossier: Dossier) -> str | None:
    """The deepest unit of the tree that ``text`` names; None when it names none.

    Departments count only where the text is exactly their name, brackets aside, as “某市教育局” is a place of 某市;
    a firm, a farm or a school also where the text begins with its name (红旗岭农场二分场).
    Longer names win over shorter ones of the same depth; then the one named first.
    """
    return Places(dossier.units).unit_in(text)


class Places:
    """The names of many units, for whoever asks about many texts."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._whole: dict[str, tuple[int, str]] = {}
        self._parts: list[tuple[str, Unit]] = []
        for number, unit in enumerate(units):
            for spelling in spellings(unit):
                self._whole.setdefault(spelling, (number, unit.name))
                if unit.level != "department" or _firm(spelling):
                    self._parts.append((spelling, unit))
        self.names = sorted((s for unit in units for s in spellings(unit)), key=len, reverse=True)
        """All names, long ones first."""

    def named(self, text: str) -> str | None:
        """The unit of which ``text`` is a name, as ``named`` tells it."""
        plain = "".join(text.split())
        said = [self._whole[t] for t in (plain, _BRACKETS.sub("", plain)) if t in self._whole]
        return min(said)[1] if said else None

    def unit_in(self, text: str) -> str | None:
        """The deepest unit that ``text`` names, as ``unit_in`` tells it."""
        whole = self.named(text)
        if whole is not None:
            return whole
        plain = "".join(text.split())
        best: tuple[int, int, int] | None = None
        name: str | None = None
        for spelling, unit in self._parts:
            place = plain.find(spelling)
            if place < 0 or (unit.level == "department" and place > 0):
                continue
            depth = ORDER.index("county" if unit.level == "department" else unit.level)
            rank = (depth, len(spelling), -place)
            if best is None or rank > best:
                best, name = rank, unit.name
        return name


def _firm(name: str) -> bool:
    return len(name) >= _FIRM and _OFFICE.search(name) is None


def spellings(unit: Unit) -> tuple[str, ...]:
    """The names under which a unit is written, the full one first; one-character aliases are left out."""
    return tuple(dict.fromkeys(n for n in (unit.name, *unit.aliases) if len(n) > 1))


def stem(name: str) -> str:
    """A place's name without 县, 区 …; '' where too little is left or the name ends otherwise.

    >>> stem("麓南区"), stem("麓县")
    ('麓南', '')
    """
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区乡镇村" else ""


def issuing(document_id: str, dossier: Dossier) -> str | None:
    """The unit to which the dossier gives a document, else the unit its issuer names."""
    for member in dossier.members:
        if member.document_id == document_id and member.unit is not None:
            return member.unit
    document = dossier.document(document_id)
    for issuer in document.issuer:
        exact = next((u.name for u in dossier.units if issuer in spellings(u)), None)
        if exact is not None:
            return exact
        found = _office_of(issuer, dossier) or unit_in(issuer, dossier)
        if found is not None:
            return found
    return document.unit if document.unit is not None else (document.issuer[0] if document.issuer else None)


def _office_of(issuer: str, dossier: Dossier) -> str | None:
    """The department or firm whose office a body is: 某省国资委办公室, 某集团安全质量部."""
    bodies = [u for u in dossier.units if u.level == "department"]
    begins = [(len(s), u.name) for u in bodies for s in spellings(u) if len(s) > 3 and issuer.startswith(s)]
    return max(begins)[1] if begins else None
