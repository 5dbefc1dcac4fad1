"""Units and places named anywhere in a sentence, found by the lexicon of organs and the shape of place names."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import rules
from .lexicon import organs

# characters that stand before a place's name and never in it
_STOP = (
    "年月日时分个家所户人名在对向由与和及或的是把将被使让为我本各全该一二三四五六七八九十两几这那其因据按从到至经给请报致占来去可能要会"
    "已了着过不也都又并下上前后内外间令等以于而且但如若省市县区镇乡村处栋条座项件次批类种每某此即则凡均共有无"
)
_LETTER = f"(?![{_STOP}])[一-龥]"
_EDGE = f"(?:(?<![一-龥])|(?<=[{_STOP}]))"
_PLACE = re.compile(f"{_EDGE}(?:{_LETTER}){{2,3}}(?:省|市|县|(?<![小园街片社库城景辖校厂山牧林矿灌平郊])区|镇|乡|街道)")
_NO_PLACE = re.compile(r"^(?:乡镇|城市|城镇|超市|上市|股市|门市|集市|夜市|家乡|城乡|水乡|老乡|下乡|返乡|建制|中心城|高新|副|示范|强|先进|主产|产粮|进入|超出|晾晒)|(?:城市|超市|夜市|建制镇|城镇|水乡|副[省市县区镇乡]|专区|住区|坐镇|范[省市镇乡])$")
_AFTER_PLACE = re.compile(r"级|场(?!镇)|域|内|里|民|价|容|情|直|属(?!于)|辖|面")
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
            start += len(place)
            level = re.match(f"(?:{_LEVEL})", text[start - 1 :])
            start -= 1 if level is not None and place[-1:] in "省市县区镇乡" else 0
        if m.end() - start > 1:
            spans.append((start, m.end()))
    return spans


def find_places(text: str) -> tuple[str, ...]:
    """The places (省 to 街道) a sentence names, as written and each once.

    >>> find_places("其中，宛溪县12块、枫渡县11块，全市共建2个小区")
    ('宛溪县', '枫渡县')
    """
    found = [
        m.group() for m in _PLACE.finditer(text) if _is_place(m.group()) and not _AFTER_PLACE.match(text, m.end())
    ]
    return tuple(dict.fromkeys(found))


def _is_place(name: str) -> bool:
    return _NO_PLACE.search(name) is None and _verbs().match(name) is None


@cache
def _named() -> re.Pattern[str]:
    forms = {form for organ in organs() for form in (*organ.names.values(), *organ.short) if len(form) > 1}
    # forms of the county or city carry their level with them: 县委组织部 follows a place as 组织部 does
    forms |= {re.sub("^[省市县](?=委)", "", form) for form in forms}
    forms |= {"政府办公室", "管委会", "指挥部", "工作专班", "乡镇人民政府", "党委和政府", "党委、政府"}
    names = "|".join(re.escape(f) for f in sorted((f for f in forms if len(f) > 1), key=len, reverse=True))
    guard = r"(?![一-龥]{0,2}(?:网站|采购|购买|投资|补贴|债))"
    return re.compile(f"(?P<place>{_EDGE}(?:{_LETTER}){{2,3}}(?:省|市|县|区|镇|乡|街道))?(?:{_LEVEL})?(?:{names}){guard}")


@cache
def _verbs() -> re.Pattern[str]:
    words = rules("actors")
    return re.compile("|".join(sorted({w for w in (*words["verbs"], *words["orders"]) if len(w) > 1}, key=len, reverse=True)))
