"""发文机关: who issued a document, by the best witness that it has."""

from __future__ import annotations

import re

from luodi.records import DocumentRecord
from luodi.text.items import HAN
from luodi.text.titles import parse_title, without_etc

from .found import Head, Tail
from .laid_out import LaidOut
from .layout import Line
from .organs import DIVISION, is_central, organs_of, place_of, rank_of_place

_MARK_END = re.compile(r"[\s　]*(?:文件|（通知）|（函）|令|公告)$|[\s　]+文件(?=\n)")
_PLACE = rf"[一-鿿]{{1,8}}?(?:{DIVISION}|镇|乡|街道)"
_PLACE_YEAR = re.compile(rf"^(?P<place>{_PLACE})(?=(?:19|20)[0-9]{{2}}年|关于)")
_PLACE_FIRST = re.compile(rf"^(?P<place>{_PLACE})(?=[一-鿿])")
_CHIEF = re.compile(r"(?:代)?(?P<level>[省市州县区旗镇乡])长[\s　]+[一-鿿]")
_SERVES = re.compile(r"(?:政府|[省市县区州旗]委|委员会)办公[厅室]$|^.{2,12}办公[厅室]$")
_GOVERNMENT_REPORT = re.compile(rf"^(?:(?:19|20)[0-9]{{2}}年)?(?P<place>国务院|{_PLACE})(?:人民)?政府工作报告")
_ORGAN_FIRST = re.compile(
    r"^(?P<organ>[一-鿿]{3,30}?(?:人民政府办公[厅室]|人民政府|委员会|办公[厅室]|[厅局]|有限(?:责任)?公司|(?:服务|管理)中心|[支大]队))(?=[0-9一-鿿])"
)
_BEFORE_CONGRESS = re.compile(
    rf"在(?P<place>全国|中华人民共和国|[一-鿿]{{2,12}}?(?:{DIVISION}))?第{HAN}{{1,4}}届(?P<whole>全国)?人民代表大会"
)
_SPEAKS_FOR = re.compile(
    r"我(?:谨)?(?:受[^，。]{2,20}委托|代表(?P<organ>国务院|[一-鿿]{1,12}?人民政府))[，,]?(?:现)?向.{0,6}(?:大会|会议)"
)
_MADE_BY = re.compile(
    r"^[（(]?(?:供稿|撰稿|来稿|编制|填报|报送|整理|来源|信息来源|稿源|盖章处?)(?:单位|部门)?(?:（(?:盖章|公章|章)）)?\s*[：:](?P<organs>[^，。：；]{3,60}?)[）)]?$"
)
_EXPLAINS = re.compile(r"解读|图解|问答|读懂")
_OWNER = re.compile(r"主\s*办(?:单位)?\s*[：:]\s*(?P<organ>[一-鿿]{4,24})")
_SPEECH = 12
"""Lines in which a report given before a congress says by whom."""
_DECIDES = re.compile(r"(?:^|[，。])(?P<organs>[一-鿿、和]{3,60}?)决定[^，。书]{4,}")


def issuers_of(read: LaidOut, title: str | None) -> tuple[str, ...]:
    """The bodies that issued a document, in the order in which it names them; empty where nothing tells.

    Asked in this order: title, signature and head, the last lines, the maker, who speaks or decides, the imprint, the
    site.
    """
    head, tail = read.head, read.tail
    closing = _closing(read)
    issuers = (
        _named(title, read)
        or closing
        or _maker(read.lines)
        or _speaker(read.lines)
        or _decider(read.lines, head)
        or (organs_of(tail.printer.value) if tail.printer is not None else ())
        or _site(read.record, title)
    )
    if tail.signature is None and set(issuers) < set(closing):
        return closing  # the red head bears the first of those who sign
    return issuers


def _named(title: str | None, read: LaidOut) -> tuple[str, ...]:
    """发文机关 from, in this order: title, signature, by-line, red head, metadata, who heads it, the imprint's body,
    names at the title's start."""
    head, tail = read.head, read.tail
    parts = parse_title(title) if title else None
    organ = parts.organ if parts is not None else ""
    named = organs_of(without_etc(organ)) if organ else ()
    many = without_etc(organ) != organ
    signed = tail.organs
    if parts is not None and parts.passes_on and parts.inner and signed:
        # a signature of the body whose text is passed on belongs to that text
        signed = () if parse_title(parts.inner).organ == "".join(signed) else signed
    if named and signed and place_of(named[0]) is None and place_of(signed[0]) is not None:
        # 县医保局关于…, signed 栎川县医疗保障局: the signature has the full name
        return signed
    if len(named) == len(signed) == 1 and _shortens(named[0], signed[0]):
        return signed
    if named and not many and not (len(signed) > len(named) and named[0] in signed):
        return named
    if signed:
        return signed
    if named:
        return named
    if head.byline is not None and (byline := organs_of(head.byline.value)):
        return byline
    if head.mark is not None and (marked := organs_of(_MARK_END.sub("", head.mark.value))):
        return marked
    if "issuer" in head.web:
        value = head.web["issuer"].value
        return organs_of(value) or (value,)
    return _chief(title, read) or _printed(tail) or _begins_with_issuer(title) or _source(head)


def _chief(title: str | None, read: LaidOut) -> tuple[str, ...]:
    """The government whose head signs (县长　某某) below a title that begins with its place."""
    at = read.tail.signed_at
    signs = _CHIEF.match(read.lines[at - 1].text) if at else None
    place = _PLACE_FIRST.match(title or "")
    if signs is None or place is None or not place["place"].endswith(signs["level"]):
        return ()
    return (place["place"] + "人民政府",)


def _printed(tail: Tail) -> tuple[str, ...]:
    """The body of its own that prints a paper which nobody signs; a government's office prints for all it serves."""
    organs = organs_of(tail.printer.value) if tail.printer is not None else ()
    return () if any(map(_SERVES.search, organs)) else organs


def _source(head: Head) -> tuple[str, ...]:
    """The body that a web copy names as its source, where nothing else says who issued it."""
    named = organs_of(head.web["source"].value) if "source" in head.web else ()
    return named if all(is_central(name) or rank_of_place(name) is not None for name in named) else ()


def _site(record: DocumentRecord, title: str | None) -> tuple[str, ...]:
    """The body whose site explains a policy without saying who speaks: 主办：某省水利厅 at the foot of the page."""
    if title is None or _EXPLAINS.search(title) is None:
        return ()
    for piece in record.furniture:
        owner = _OWNER.search(piece.text) if piece.role == "navigation" else None
        if owner is not None and (names := organs_of(owner["organ"])) and rank_of_place(names[0]) is not None:
            return names
    return ()


def _shortens(short: str, full: str) -> bool:
    """Whether a name is a full one with characters left out (某高新区管委会, 某高新技术产业开发区管理委员会)."""
    left = iter(full)
    return len(short) < len(full) and short[:2] == full[:2] and all(ch in left for ch in short)


def _closing(read: LaidOut) -> tuple[str, ...]:
    """Bodies alone in the last lines of the text, without a date below them."""
    lines, names = read.lines, list[str]()
    for at in (i for i in range(len(lines) - 1, read.head.body - 1, -1) if i not in read.tail.foot):
        here = organs_of(lines[at].text)
        if not here:
            ended = lines[at].text.endswith(("。", "！", "）"))
            return tuple(names) if ended else ()
        names = [*here, *names]
    return ()


def _maker(lines: list[Line]) -> tuple[str, ...]:
    """The body that a paper's last lines name as its maker: 供稿：某县水利局."""
    for line in lines[-4:]:
        made = _MADE_BY.match(line.text)
        if made is not None and (names := organs_of(made["organs"].strip())):
            return names
    return ()


def _speaker(lines: list[Line]) -> tuple[str, ...]:
    """The government for which a work report is given before a people's congress (我代表…向大会作政府工作报告)."""
    text = "\n".join(line.text for line in lines[:_SPEECH])
    speaks = _SPEAKS_FOR.search(text)
    if speaks is None or speaks["organ"] is None:
        return ()
    general = re.match("(?:自治)?[省区州市县旗]人民政府", speaks["organ"]) is not None
    if speaks["organ"] == "国务院" or (not general and rank_of_place(speaks["organ"]) is not None):
        return (speaks["organ"],)
    congress = _BEFORE_CONGRESS.search(text[: speaks.start()])
    return (congress["place"] + "人民政府",) if congress is not None and congress["place"] is not None else ()


def _decider(lines: list[Line], head: Head) -> tuple[str, ...]:
    """The bodies that decide what an unsigned notice tells of: 甲部、乙部决定开展…试点."""
    for line in lines[head.body : head.body + 3]:
        decides = _DECIDES.search(line.text)
        if decides is not None and (names := organs_of(re.sub("和(?=[^、和]+$)", "、", decides["organs"]))):
            return names if all(is_central(name) or place_of(name) is not None for name in names) else ()
    return ()


def _begins_with_issuer(title: str | None) -> tuple[str, ...]:
    """A body, or only a place, at the beginning of a title without 关于."""
    if title is None:
        return ()
    government = _GOVERNMENT_REPORT.match(title)
    if government is not None:
        place = government["place"]
        return (place if place == "国务院" else place + "人民政府",)
    organ = _ORGAN_FIRST.match(title)
    if organ is not None and place_of(organ["organ"]) is not None and (names := organs_of(organ["organ"])):
        return names
    place_first = _PLACE_YEAR.match(title)
    if place_first is not None:
        place = place_first["place"]
        return (place + ("办事处" if place.endswith("街道") else "人民政府"),)
    return ()
