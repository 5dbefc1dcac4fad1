"""The units that a dossier has to do with, out of a tree that may hold a whole country.

What judges a dossier looks units up by what its documents say, so a unit that they cannot name, and that stands neither
above nor right below one that they can, changes no judgement. Without it a dossier stays as small as its documents, and
a change to a far-off unit leaves it as it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luodi.records import DocumentRecord, Dossier, Unit

_SPACE = re.compile(r"\s+")
_PARTY = "中共"
_KEY = 2
"""Characters at the beginning of a name by which it is looked for: a place's stem (云泽 for 云泽市) has them too."""


class Concerned:
    """Narrows dossiers to the units that they have to do with; ``units`` is the whole tree in its order."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._order = {unit.name: number for number, unit in enumerate(units)}
        self._units = {unit.name: unit for unit in units}
        self._below: dict[str, list[str]] = defaultdict(list)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._told: dict[str, set[str]] = {}
        for unit in units:
            if unit.parent is not None:
                self._below[unit.parent].append(unit.name)
            for name in (unit.name, *unit.aliases):
                plain = _SPACE.sub("", name)
                self._named[plain[:_KEY]].add(unit.name)
                self._named[plain.removeprefix(_PARTY)[:_KEY]].add(unit.name)

    def narrow(self, dossier: Dossier) -> Dossier:
        """The dossier with its own units only, in the order of the tree."""
        documents = (*dossier.documents, *((dossier.policy,) if dossier.policy is not None else ()))
        sides = (side for e in dossier.events for side in (e.from_unit, e.to_unit, e.title or ""))
        keys: set[str] = set().union(*map(self._keys, sides), *map(self._keys_of, documents))
        named = {name for key in keys for name in self._named[key]}
        acting = {m.unit for m in dossier.members if m.unit is not None} | set(dossier.expected)
        acting |= {dossier.issuing_unit} if dossier.issuing_unit is not None else set()
        wanted = named | {below for name in acting for below in self._below.get(name, ())} | acting
        wanted |= {above for name in wanted for above in self._above(name)}
        own = sorted((name for name in wanted if name in self._units), key=self._order.__getitem__)
        return dossier.replace(units=tuple(self._units[name] for name in own))

    def _above(self, name: str) -> Iterator[str]:
        unit, seen = self._units.get(name), {name}
        while unit is not None and unit.parent is not None and unit.parent not in seen:
            yield unit.parent
            seen.add(unit.parent)
            unit = self._units.get(unit.parent)

    def _keys_of(self, document: DocumentRecord) -> set[str]:
        if document.document_id not in self._told:  # a large sheet may belong to every dossier
            names = (document.title or "", document.signer or "", *document.issuer, *document.addressees)
            words = "\n".join((document.text, document.file, *names, *document.copied_to))
            self._told[document.document_id] = self._keys(words)
        return self._told[document.document_id]

    def _keys(self, words: str) -> set[str]:
        """The beginnings of units' names that stand in some words."""
        plain = _SPACE.sub("", words)
        return self._named.keys() & set(map("".join, pairwise(plain)))
