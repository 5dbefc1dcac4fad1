"""Names of bodies: is a line made of them, and where does one end in a list written without spaces?"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from luodi.text.lexicon import either, rules

_PLACE = re.compile(
    r"^(?:中共|共青团)?([一-鿿]{1,10}?(?:省|自治区|自治州|市|自治县|县|区|旗|盟|州(?![市县区省])|镇|乡|街道|村(?=村|民|支|党|务|“|两|经)|社区))"
)
DIVISION = "省|自治区|自治州|自治县|市|州|县|区|旗"
"""How the names of divisions end that have a congress; below them stand 镇, 乡 and 街道."""
_SPACES = re.compile(r"[\s　、，,;；]+")
_NAME = re.compile(r"^[一-鿿（）()·“”]{2,40}$")
# Places begin with some of these characters too: 本溪市, 日照市, 将乐县, 万年县, 经开区, 现代农业园区, 对外经济合作局.
_NOT_NAME = re.compile(
    r"[的了是]|^(?:各|关于|附件|附表|抄送|主送|第|本(?!溪)|现(?!代)|经(?!济|开|信|发)|请|此|见|按照|根据|由|对(?!外)|将(?!乐)|为)|等部门"
)
_TASK_WORDS = re.compile(r"^(?:加强|做好|推进|落实|完善|成立|建立)")
"""A name may begin with its task only where it is a body made for one (推进…领导小组)."""
_TASK_BODY = re.compile(r"(?:领导小组|办公室|指挥部|联席会议|委员会|专班)$")
SEAL = r"[（(](?:印章|盖章|公章|签章|章|印|代章|代)[）)]"
"""What stands behind a body's name where its seal is set."""
SEALED = re.compile(SEAL)
_ENDS_SEALED = re.compile(f"{SEAL}$")
RANKS = (
    (4, ("省", "自治区")),
    (3, ("市", "自治州", "州", "盟")),
    (2, ("自治县", "县", "区", "旗")),
    (1, ("镇", "乡", "街道")),
)
_NO_PLACE = re.compile(
    r"^(?:[全我本各外跨邻两三多该贵].{0,1}(?:省|市|县|区|镇|乡)|.{1}[省市区]|[城村乡集]镇|城乡|.*(?:城市|都市|超市|集市|夜市|股市|楼市|上市|大市|贸市|"
    r"小区|园区|社区|地区|片区|景区|城区|库区|山区|林区|牧区|辖区|校区|厂区|矿区|湾区|特区|灾区|街区|护区|范区|能区|户区|验区|行区|聚区|假区|小镇))$"
    r"|^(?:推进|加强|建设|促进|做好|关于|开展|支持|全面|深化|落实|完善|健全|加快|规范|提升|推动|实施|优化|培育|打造)"
)


class _Lexicon(NamedTuple):
    ending: re.Pattern[str]
    central: re.Pattern[str]
    centre_names: frozenset[str]
    refused: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = rules("issuing_bodies")
    return _Lexicon(
        ending=re.compile(f"(?:{either(data['endings'])})$"),
        central=re.compile(either(data["central"])),
        centre_names=frozenset(data["central"]),
        refused=re.compile(f"(?:{either(data['not_organs'])})$"),
    )


@lru_cache(maxsize=4096)
def organs_of(line: str) -> tuple[str, ...]:
    """The bodies a line names, when it is made of names of bodies and nothing else; otherwise empty.

    >>> organs_of("江澜省教育厅 江澜省财政厅")
    ('江澜省教育厅', '江澜省财政厅')
    >>> organs_of("河北省教育厅中共河北省委组织部")
    ('河北省教育厅', '中共河北省委组织部')
    >>> organs_of("中国人民银行国家外汇管理局"), organs_of("各市人民政府")
    (('中国人民银行', '国家外汇管理局'), ())
    """
    line = _ENDS_SEALED.sub("", line.strip())
    if not 2 <= len(line) <= 400:
        return ()
    names: list[str] = []
    for piece in _SPACES.split(line):
        found = _split(piece) if piece else []
        if piece and not found:
            return _spaced(line)
        names.extend(found)
    return tuple(names)


def split_names(text: str, marks: str = "，,；;。") -> tuple[str, ...]:
    """Names in a list of addressees or recipients, cut at the given marks outside brackets.

    >>> split_names("省委宣传部，省财政厅、省公安厅")
    ('省委宣传部', '省财政厅、省公安厅')
    >>> split_names("各市（含甲、乙市）教育局、丙区教育局", "、")
    ('各市（含甲、乙市）教育局', '丙区教育局')
    """
    names: list[str] = []
    depth, begin = 0, 0
    for i, ch in enumerate(text):
        depth += (ch in "（(") - (ch in "）)")
        if ch in marks and depth <= 0:
            names.append(text[begin:i])
            begin = i + 1
    names.append(text[begin:])
    return tuple(n for name in names if (n := name.strip(" 　：:。")))


def place_of(name: str) -> str | None:
    """The place a body's name begins with.

    >>> place_of("云泽市人民政府办公室"), place_of("财政部"), place_of("澜州市水利局")
    ('云泽市', None, '澜州市')
    """
    match = _PLACE.match(name)
    return match[1] if match is not None else None


def rank_of_place(text: str) -> int | None:
    """How high the place stands that a name begins with: 4 province, 3 city, 2 county, 1 town; None without one.

    Words that only look like places (城市更新, 老旧小区, 统一大市场, 推进县域) are none.

    >>> rank_of_place("江澜省治水方案"), rank_of_place("云泽市人民政府"), rank_of_place("柳河镇人民政府")
    (4, 3, 1)
    >>> [rank_of_place(t) for t in ("城市更新方案", "老旧小区改造方案", "农贸市场整治方案", "推进县域商业方案")]
    [None, None, None, None]
    """
    place = place_of(text)
    if place is None or not 2 <= len(place) <= 9 or _NO_PLACE.search(place):
        return None
    after = text[text.index(place) + len(place) :][:1]
    if after and after in "场域级乡城直市民区":
        return None
    return next((rank for rank, endings in RANKS if place.endswith(endings)), None)


def is_central(name: str) -> bool:
    """Whether a body is one of the centre: the State Council, a ministry, a national commission.

    >>> is_central("国务院办公厅"), is_central("江澜省财政厅"), is_central("教育部办公厅")
    (True, False, True)
    """
    return _lexicon().central.match(name) is not None and place_of(name) is None


def central_starts(text: str) -> list[int]:
    """Where bodies of the centre are named in a text.

    >>> central_starts("试点方案国家发展改革委国家能源局")
    [4, 11]
    """
    return [match.start() for match in _lexicon().central.finditer(text)]


def is_organ(name: str) -> bool:
    """Whether a name ends as bodies' names end.

    >>> is_organ("云泽市卫生健康局"), is_organ("提高认识"), is_organ("社会")
    (True, False, False)
    """
    words = _lexicon()
    if name in words.centre_names:
        return True
    if len(name) < 3 or _NAME.match(name) is None or _NOT_NAME.search(name) is not None:
        return False
    if _TASK_WORDS.match(name) and _TASK_BODY.search(name) is None:
        return False
    if name.endswith("人民代表大会"):
        return True
    return words.ending.search(name) is not None and words.refused.search(name) is None


def _spaced(line: str) -> tuple[str, ...]:
    """A short line whose letters are spread over the width: 财　政　部."""
    if len(line) > 40:
        return ()
    tight = "".join(line.split())
    return tuple(_split(tight)) if is_organ(tight) else ()


def _split(piece: str) -> list[str]:
    """The bodies in a run of characters without separators."""
    cuts = _cuts(piece)
    names = [piece[a:b] for a, b in zip(cuts, [*cuts[1:], len(piece)], strict=True)]
    if all(is_organ(n) for n in names):
        return names
    return [piece] if is_organ(piece) else []


def _cuts(piece: str) -> list[int]:
    """Where a name begins: at the piece's start, where its place is named again, and at bodies of the centre."""
    cuts = {0}
    place = place_of(piece)
    if place is not None and len(piece) > len(place) + 4:
        again = re.compile(f"(?:中共|共青团)?{re.escape(place)}")
        cuts.update(m.start() for m in again.finditer(piece, len(place) + 2) if is_organ(piece[: m.start()][-30:]))
    elif len(piece) > 5:
        last = 0
        for match in _lexicon().central.finditer(piece):
            if match.start() > last and is_organ(piece[last : match.start()]):
                cuts.add(match.start())
                last = match.start()
    return sorted(cuts)
