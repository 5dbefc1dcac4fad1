"""Units and places named anywhere in a sentence, found by the lexicon of organs and the shape of place names."""

from __future__ import annotations

import re
from functools import cache

from luodi.text.lexicon import either, rules

from .lexicon import organ_names

_AFTER_PLACE = re.compile(r"镇|级|场(?!镇)|域|内|里|民|价|容|情|直|属(?!于)|辖|面")
_LEVEL = "省|市|县|区|镇|乡|各级|各市|各县|各区|各乡镇|各县（区）|各县（市、区）|市县两级|市、县|国家|中央"


def find_actors(text: str) -> tuple[str, ...]:
    """The units a sentence names, as written and each once.

    >>> find_actors("县民政局会同县财政局开展检查，泊宁市人民政府通报。")
    ('县民政局', '县财政局', '泊宁市人民政府')
    """
    return tuple(dict.fromkeys(text[a:b] for a, b in actor_spans(text)))


def actor_spans(text: str) -> list[tuple[int, int]]:
    """Where a text names units, as half-open spans in order."""
    spans = []
    for m in _named().finditer(text):
        start = m.start()
        place = m["place"]
        if place is not None and not _is_place(place):
            # 组织市教育局: what looked like a place is a verb with the level of the unit after it
            start += len(place) - 1
        if m.end() - start > 1:
            spans.append((start, m.end()))
    return spans


def find_places(text: str) -> tuple[str, ...]:
    """The places (省 to 街道) a sentence names, as written and each once.

    >>> find_places("其中，宛溪县12块、枫渡县11块，全市共建2个小区")
    ('宛溪县', '枫渡县')
    """
    found = [
        m.group() for m in _place().finditer(text) if _is_place(m.group()) and not _AFTER_PLACE.match(text, m.end())
    ]
    return tuple(dict.fromkeys(found))


def _is_place(name: str) -> bool:
    return _no_place().search(name) is None


@cache
def _place() -> re.Pattern[str]:
    words = rules("places")
    outside, areas = words["outside"], words["areas"]
    edge = f"(?:(?<![一-龥])|(?<=[{outside}]))"
    return re.compile(f"{edge}(?:(?![{outside}])[一-龥]){{2,3}}(?:省|市|县|(?<![{areas}])区|镇|乡|街道)")


@cache
def _no_place() -> re.Pattern[str]:
    words, actors = rules("places"), rules("actors")
    verbs = [w for w in (*actors["verbs"], *actors["orders"]) if len(w) > 1]
    beginnings = "|".join(sorted({*verbs, *words["beginnings"]}, key=len, reverse=True))
    return re.compile(f"^(?:{beginnings})|(?:{'|'.join(words['endings'])})$")


@cache
def _named() -> re.Pattern[str]:
    forms = organ_names().keys() | {
        "政府办公室",
        "管委会",
        "指挥部",
        "工作专班",
        "乡镇人民政府",
        "党委和政府",
        "党委、政府",
    }
    names = either(form for form in forms if len(form) > 1)
    guard = r"(?![一-龥]{0,2}(?:网站|采购|购买|投资|补贴|债))"
    return re.compile(f"(?P<place>{_place().pattern})?(?:{_LEVEL})?(?:{names}){guard}")
