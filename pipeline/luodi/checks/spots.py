"""Where a complaint comes from when callers write its place: 麓南区金桂花园, 麓南金桂花园5栋, 金桂花园 alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from luodi.records import Unit

from .places import Places, stem

_HOUSE = re.compile(r"[\d一二三四五六七八九十A-Za-z]+\s*(?:号楼|号院|号|栋|幢|座|单元|室|组|期|楼).*$|[（(].*$")


def units_of(places: Sequence[str], units: Sequence[Unit]) -> list[str | None]:
    """The unit of each place, None where none is named and none can be told.

    A place names its unit in full, or by its stem at the beginning (麓南 for 麓南区), or it is a spot that other rows
    of the sheet name together with one unit and no other.
    """
    stems, here = _stems(units), Places(units)
    named = [here.unit_in(place) or _by_stem(place, stems) for place in places]
    spots = [_spot(place, here.names, stems) for place in places]
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for spot, unit in zip(spots, named, strict=True):
        if unit is not None and spot:
            known[spot][unit] += 1
    alone = {spot: next(iter(of_it)) for spot, of_it in known.items() if len(of_it) == 1}
    return [unit if unit is not None else alone.get(spot) for spot, unit in zip(spots, named, strict=True)]


def _stems(units: Sequence[Unit]) -> dict[str, str]:
    """Unit by its name without 县, 区 …, where the stem has two characters or more and is one unit's only."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit.level != "department" and stem(unit.name):
            found[stem(unit.name)].add(unit.name)
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}


def _by_stem(place: str, stems: dict[str, str]) -> str | None:
    fitting = [short for short in stems if place.startswith(short)]
    return stems[max(fitting, key=len)] if fitting else None


def _spot(place: str, names: Sequence[str], stems: dict[str, str]) -> str:
    """The place without units and houses; '' where less than three characters are left."""
    rest = "".join(place.split())
    for name in names:
        rest = rest.replace(name, "")
    short = next((s for s in sorted(stems, key=len, reverse=True) if rest.startswith(s)), "")
    rest = _HOUSE.sub("", rest.removeprefix(short))
    return rest if len(rest) >= 3 else ""
