"""Where a complaint comes from when callers write its place: 麓南区金桂花园, 麓南金桂花园5栋, 金桂花园 alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from luodi.records import Dossier

from .places import spellings, unit_in

_HOUSE = re.compile(r"[\d一二三四五六七八九十A-Za-z]+\s*(?:号楼|号院|号|栋|幢|座|单元|室|组|期|楼).*$|[（(].*$")
_KINDS = "省市县区乡镇村"


def units_of(places: Sequence[str], dossier: Dossier) -> list[str | None]:
    """The unit of each place, None where none is named and none can be told.

    A place names its unit in full, or by its stem at the beginning (麓南 for 麓南区), or it is a spot that other rows
    of the sheet name together with one unit and no other.
    """
    stems = _stems(dossier)
    named = [unit_in(place, dossier) or _by_stem(place, stems) for place in places]
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for place, unit in zip(places, named, strict=True):
        if unit is not None and (spot := _spot(place, dossier, stems)):
            known[spot][unit] += 1
    alone = {spot: next(iter(units)) for spot, units in known.items() if len(units) == 1}
    return [
        unit if unit is not None else alone.get(_spot(place, dossier, stems))
        for place, unit in zip(places, named, strict=True)
    ]


def _stems(dossier: Dossier) -> dict[str, str]:
    """Unit by its name without 县, 区 …, where the stem has two characters or more and is one unit's only."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit in dossier.units:
        if unit.level != "department" and len(unit.name) > 2 and unit.name[-1] in _KINDS:
            found[unit.name[:-1]].add(unit.name)
    return {stem: next(iter(names)) for stem, names in found.items() if len(names) == 1}


def _by_stem(place: str, stems: dict[str, str]) -> str | None:
    fitting = [stem for stem in stems if place.startswith(stem)]
    return stems[max(fitting, key=len)] if fitting else None


def _spot(place: str, dossier: Dossier, stems: dict[str, str]) -> str:
    """The place without units and houses; '' where less than three characters are left."""
    rest = "".join(place.split())
    for name in sorted((s for unit in dossier.units for s in spellings(unit)), key=len, reverse=True):
        rest = rest.replace(name, "")
    stem = next((s for s in sorted(stems, key=len, reverse=True) if rest.startswith(s)), "")
    rest = _HOUSE.sub("", rest.removeprefix(stem))
    return rest if len(rest) >= 3 else ""
