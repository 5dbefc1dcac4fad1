"""Organs of state at five levels with their short forms: whose name is it, and what is its full name here?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...text.lexicon import table

OrganLevel = Literal["central", "province", "city", "county", "town"]
LEVELS: tuple[OrganLevel, ...] = ("central", "province", "city", "county", "town")

_PLACE = re.compile(r"^(?:[一-龥]{2,8}?(?:省|自治区|自治州|市|县|区|州|盟|旗|镇|乡|街道)){1,2}(?=[一-龥])")
_SIGN = re.compile(r"^(省|市|县|区|州|镇|乡|国家|中央)(?=[一-龥])")


@dataclass(frozen=True)
class Organ:
    """One field of government: its id, what it is about, its full name at each level, and its short forms."""

    id: str
    field: str
    names: dict[OrganLevel, str]
    short: tuple[str, ...]


@cache
def organs() -> tuple[Organ, ...]:
    """All organs of the lexicon (corpora/lexicons/organs.csv)."""
    return tuple(
        Organ(
            id=row["id"],
            field=row["field"],
            names={level: row[level] for level in LEVELS if row[level]},
            short=tuple(s for s in row["short"].split("|") if s),
        )
        for row in table("organs")
    )


def organ_of(name: str) -> Organ | None:
    """The organ a name means, whatever its place and level; None for units the lexicon does not hold.

    >>> organ_of("省人社厅").field, organ_of("泊宁市财政局").field
    ('人力资源社会保障', '财政')
    >>> organ_of("联合采购办公室") is None
    True
    """
    return _by_form().get(_core(name))


def _core(name: str) -> str:
    """A name without the place and level before it: 泊宁市财政局 and 省财政厅 are 财政局 and 财政厅."""
    if name in _by_form():
        return name
    place = _PLACE.match(name)
    rest = name[place.end() :] if place is not None else name
    if rest in _by_form():
        return rest
    sign = _SIGN.match(rest)
    if sign is not None and rest[sign.end() :] in _by_form():
        return rest[sign.end() :]
    return rest


@cache
def _by_form() -> dict[str, Organ]:
    forms: dict[str, Organ] = {}
    for organ in organs():
        for form in (*organ.names.values(), *organ.short):
            forms.setdefault(form, organ)
            forms.setdefault(re.sub(r"^(?:省|市|县)(?=委)", "", form), organ)
    return forms
