"""Names of units of government as text writes them: cutting lists of names, telling an actor from other nouns."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import rules

_SEPARATOR = re.compile(
    r"[、，,；;/\s]+"
    r"|(?<=[部委局厅办署院会府司门位构市校])(?:以及|及其|及|和|与|或)(?!单位|地区|部门|地方|其)(?=[^、，]{2,})"
    r"|(?<=企业)(?:以及|及|和|与|或)"
    r"|以及"
)
_ETC = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十多]+个)?(?:市级|省级|县级)?(?:有关|相关|各有关)?"
    r"(?:部门|单位|地区|地方|方面|部门和单位|单位和部门)?$"
)
_MANNER = re.compile(r"(?:按照?(?:各自)?职责(?:分工)?|按(?:照)?分工|分别|共同|具体)+$")
_ROLE_NOTE = re.compile(r"（(?:牵头|配合|负责|按职责分工负责|按职责分工|分别负责)）")
_EVERY = re.compile(r"(?P<names>[^，。；：]{2,120}?)等(?P<kind>[^，。；：、]{0,16}?(?:部门|单位|机构|机关|企业))?$")
_LEVELS = re.compile(r"^(?:[省市县乡区州村]|各[省市县区])$")


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
    >>> expand("应急管理、煤矿安监部门")
    ['应急管理部门', '煤矿安监部门']
    """
    every = _EVERY.match(text)
    if every:
        kind = every["kind"] or ""
        ending = re.sub(r"^(?:有关|相关)", "", kind)
        if ending in ("", "部门", "单位", "机构", "机关"):
            return [n if n.endswith(ending) else n + ending for n in split_names(every["names"])]
        # 等高危行业企业: the examples belong to the name; 等某领域有关部门: the kind is the name
        return [text] if ending == kind else [kind]
    pieces = [p.strip() for p in _cut(text)]
    if len(pieces) < 2 or _LEVELS.match(pieces[0]):
        return [text]
    if all(is_actor(p) for p in pieces):
        return pieces
    ending = next((e for e in ("部门", "机构") if text.endswith(e)), "")
    return [p if p.endswith(ending) else p + ending for p in pieces] if ending else [text]


def is_actor(text: str) -> bool:
    """Whether a noun phrase names somebody who can act: a unit, an office holder, an enterprise.

    >>> is_actor("各级农业农村部门"), is_actor("缘石坡道坡口与车行道之间"), is_actor("补充耕地项目")
    (True, False, False)
    """
    text = text.strip()
    never, endings = _patterns()
    return 1 < len(text) <= 40 and not _opener().match(text) and endings.search(text) is not None and never.search(text) is None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = rules("actors")
    never = "|".join(words["never"])
    endings = "|".join(re.escape(e) for e in sorted(words["endings"], key=len, reverse=True))
    return re.compile(never), re.compile(f"(?:{endings})$")


@cache
def _opener() -> re.Pattern[str]:
    """What no name begins with: verbs and adverbs, unless they are part of a body's own name (组织部门, 监督组)."""
    words = rules("actors")
    plain = "|".join(sorted({*words["verbs"], *words["orders"]} - {"需要"}, key=len, reverse=True))
    return re.compile(f"(?!组织(?:部|人事)|监督(?:组|部门|管理|机构|委)|检查(?:组|站)|审批(?:局|部门)|联合|集中|建设|培训|共同体|统一战线)(?:{plain})")


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
    return [p for p in pieces if p.strip(" ，、；")]
