"""Names of units of government as text writes them: cutting lists of names, telling an actor from other nouns."""

from __future__ import annotations

import re
from functools import cache

from luodi.text.lexicon import either, rules

from .lexicon import organ_of

_SEPARATOR = re.compile(
    r"[、，,；;/\s]+"
    r"|(?<=[部委局厅办署院会府司门位构市校室])(?:以及|及其|及|和|与|或)(?!单位|地区|部门|其|地方(?![一-龥]))(?=[^、，]{2,})"
    r"|(?<=企业|地区)(?:以及|及|和|与|或)"
    r"|以及"
)
_ETC = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十多]+个)?(?:市级|省级|县级)?(?:有关|相关|各有关)?"
    r"(?:部门|单位|地区|地方|方面|部门和单位|单位和部门)?$"
)
_MANNER = re.compile(r"(?:按照?(?:各自)?职责(?:分工)?|按(?:照)?分工|分别|共同|具体)+$")
_ROLE_NOTE = re.compile(r"（(?:以下)?(?:统称|简称)[^（）]*）|（(?:牵头|配合|负责|按职责分工负责|按职责分工|分别负责)）")
_EVERY = re.compile(r"(?P<names>[^，。；：]{2,120}?)等(?P<kind>[^，。；：、]{0,16}?(?:部门|单位|机构|机关|企业))?$")
_LEVELS = re.compile(r"^(?:各)?(?:设区市|乡镇|[省市县乡区州村镇])")
_WHOLE = re.compile(
    r"(?:政府|部门|机关|[部委局厅署办]|院|所|中心|单位|机构|企业|公司|银行|高校|学校|地区|各地|协会|联合会)$"
)
_NAMED = re.compile(r"^(?:[省市县区州盟旗]|团[省市县])(?!级|直).{1,16}(?:[局厅委办署部]|办公[厅室]|联|总队|支队|中心)$")
_LOCAL = re.compile("^[省市县区乡镇州旗](?!级|直)")
_TIERS = frozenset("省市县区镇乡村")
_PLACES = re.compile(r"各(?:有关)?(?:地区?|地方|[省市县区州盟旗镇乡村]{1,2}|镇?街道|社区|园区)(?:（[^（）]*）)?")
_COUNTED = re.compile(r"\d|[与和及].*企业$")
_SMALL = re.compile(r"^(?![^一-龥]|.*[要应将把])[一-龥]{2,9}(?:[站馆所队处科室股组协社]|派出所)$")
_BARE_LEVEL = re.compile(r"(?:各|有关|相关)?(?:设区市|[省市县乡区州村镇])")


def split_names(text: str) -> list[str]:
    """The names of a coordinated list, as written, without 等有关部门 and the like.

    >>> split_names("省发展改革委、财政厅，各市人民政府")
    ['省发展改革委', '财政厅', '各市人民政府']
    >>> split_names("人力资源社会保障部等有关部门和单位")
    ['人力资源社会保障部']
    """
    text = re.sub(r"^(?:由|请)", "", _ROLE_NOTE.sub("", text).strip(" 　。"))
    names: list[str] = []
    for piece in _cut(text):
        name = piece.strip(" 　。．.:：")
        name = _MANNER.sub("", _ETC.sub("", _MANNER.sub("", name))).strip()
        if name and name not in names:
            names.append(name)
    return names


def expand(text: str) -> list[str]:
    """The units a subject stands for: 财政、教育等部门 are two departments, a list is each of its members.

    >>> expand("网信、发展改革等部门")
    ['网信部门', '发展改革部门']
    >>> expand("市、县财政部门")
    ['市、县财政部门']
    >>> expand("各乡镇、各部门")
    ['各乡镇', '各部门']
    >>> expand("应急管理、煤矿安监部门")
    ['应急管理部门', '煤矿安监部门']
    """
    every = _EVERY.match(text)
    if every:
        kind = every["kind"] or ""
        ending = re.sub(r"^(?:有关|相关)", "", kind)
        if ending in ("", "部门", "单位", "机构", "机关"):
            return [_with_ending(n, ending) for n in split_names(every["names"])]
        # 等高危行业企业: the examples belong to the name; 等某领域有关部门: the kind is the name
        return [text] if kind.endswith("企业") else [kind]
    pieces = [p.strip() for p in _cut(text)]
    if len(pieces) < 2:
        return [text]
    ending = next((e for e in ("部门", "机构", "企业") if text.endswith(e)), "") if not _COUNTED.search(text) else ""
    if ending:
        return [_with_ending(p, ending) for p in pieces]
    return pieces if all(is_actor(p) for p in pieces) else [text]


def _with_ending(name: str, ending: str) -> str:
    """农业农村 becomes 农业农村部门, while 科技部 and 各市人民政府 are whole names."""
    return name if name.endswith(ending) or _PLACES.fullmatch(name) or _WHOLE.search(name) else name + ending


def is_actor(text: str) -> bool:
    """Whether a noun phrase names somebody who can act: a unit, an office holder, an enterprise.

    >>> is_actor("各级农业农村部门"), is_actor("缘石坡道坡口与车行道之间"), is_actor("补充耕地项目")
    (True, False, False)
    """
    text = text.strip()
    never, endings = _patterns()
    if not 1 < len(text) <= 40 or _opener().match(text):
        return False
    return endings.search(text) is not None and never.search(text) is None


def is_unit(text: str) -> bool:
    """Whether a text is wholly the name of a unit, the small ones of a county and a village too.

    >>> is_unit("县养护站"), is_unit("工程股"), is_unit("镇"), is_unit("清淤的事")
    (True, True, True, False)
    """
    text = text.strip()
    return len(text) <= 24 and "的" not in text and (is_actor(text) or text in _TIERS or _SMALL.match(text) is not None)


def named_department(name: str) -> bool:
    """Whether a name is one certain department of a place and no class of bodies.

    >>> named_department("省水利厅"), named_department("县级财政"), named_department("各市人民政府")
    (True, False, False)
    """
    return _NAMED.match(name) is not None and is_actor(name)


def certain_unit(name: str) -> bool:
    """Whether a name can be nothing else than that of one unit, so that a heading may consist of it.

    >>> certain_unit("县公路局"), certain_unit("县养护站"), certain_unit("建强制种基地")
    (True, True, False)
    """
    return (
        named_department(name)
        or organ_of(name) is not None
        or (len(name) > 2 and _LOCAL.match(name) is not None and is_unit(name))
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = rules("actors")
    never = "|".join(words["never"])
    return re.compile(never), re.compile(f"(?:{either(words['endings'])})$")


@cache
def _opener() -> re.Pattern[str]:
    """What no name begins with: verbs and adverbs, unless they are part of a body's own name (组织部门, 监督组)."""
    words = rules("actors")
    plain = "|".join(sorted({*words["verbs"], *words["orders"]} - {"需要"}, key=len, reverse=True))
    own = (
        "组织(?:部|人事)|发展(?:和)?改革|发展研究|监督(?:组|部门|管理|机构|委)|检查(?:组|站)|审批(?:局|部门)"
        "|联合|集中|建设|培训|共同体|统一战线"
    )
    return re.compile(f"(?!{own})(?:{plain})")


def _cut(text: str) -> list[str]:
    """Pieces of a list; separators inside brackets belong to the name (各县（市、区）人民政府)."""
    pieces: list[str] = []
    start = depth = i = 0
    while i < len(text):
        ch = text[i]
        depth += (ch in "（(") - (ch in "）)" and depth > 0)
        m = _SEPARATOR.match(text, i) if depth == 0 else None
        if m and i > start:
            pieces.append(text[start:i])
            start = i = m.end()
        else:
            i += 1
    pieces.append(text[start:])
    return _joined([p.strip(" 　") for p in pieces if p.strip(" ，、；")])


def _joined(pieces: list[str]) -> list[str]:
    """各市、县政府 is one name: a bare level belongs to the name after it."""
    joined: list[str] = []
    for piece in pieces:
        before = joined[-1].rsplit("、", 1)[-1] if joined else ""
        # 各市、省农垦集团 are two: no level stands above the one before it
        lower = before.endswith("省") or re.match("省(?!直管|辖)", piece) is None
        if lower and _BARE_LEVEL.fullmatch(before) and _LEVELS.match(piece):
            joined[-1] += "、" + piece
        else:
            joined.append(piece)
    return joined
