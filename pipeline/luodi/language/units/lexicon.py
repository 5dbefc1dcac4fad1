"""Organs of state with their short forms, at five levels (corpora/lexicons/organs.csv): is a name one of theirs?"""

from __future__ import annotations

import re
from functools import cache

from luodi.text.lexicon import table

_LEVELS = ("central", "province", "city", "county", "town")
_PLACE = re.compile(r"^(?:[一-龥]{2,8}?(?:省|自治区|自治州|市|县|区|州|盟|旗|镇|乡|街道)){1,2}(?=[一-龥])")
_SIGN = re.compile(r"^(省|市|县|区|州|镇|乡|国家|中央)(?=[一-龥])")


@cache
def organ_names() -> dict[str, str]:
    """Every form of the name of an organ, without place, and the id of the organ."""
    forms: dict[str, str] = {}
    for row in table("organs"):
        for form in (*(row[level] for level in _LEVELS), *row["short"].split("|")):
            if form:
                forms.setdefault(form, row["id"])
                # 县委组织部 carries its level with it: it follows a place as 县委组织部 or 组织部
                forms.setdefault(re.sub("^[省市县](?=委)", "", form), row["id"])
    return forms


def organ_of(name: str) -> str | None:
    """The id of the organ that a name means, whatever its place and level; None for units the lexicon does not hold.

    >>> organ_of("省人社厅") == organ_of("泊宁市人力资源和社会保障局"), organ_of("联合采购办公室")
    (True, None)
    """
    forms = organ_names()
    if name in forms:
        return forms[name]
    place = _PLACE.match(name)
    rest = name[place.end() :] if place is not None else name
    return forms.get(rest) or forms.get(_SIGN.sub("", rest))
