"""``structure(record, settings)``: everything of this room put together in one record."""

from __future__ import annotations

import re
from datetime import date

from luodi.records import DocumentRecord, Part
from luodi.settings import Settings
from luodi.text.genres import genre_of

from .basics import basics_of
from .captions import caption_of
from .elements import elements_of
from .found import Found, Head
from .head import read_head
from .kind import (
    Kind,
    kind_of_title,
    original_or_local,
    passes_on,
    passes_own_department_on,
    told_upwards,
)
from .layout import folded, lines_of
from .manner import by_manner
from .mentions import OPENING, Own
from .organs import is_organ, place_of
from .outline import outline_of
from .parts import parts_of
from .references import references_of
from .sheets import kind_of_sheet
from .sources import implemented
from .tail import read_tail, split_names
from .webfoot import take_web_foot
from .webhead import pairs_beside


def structure(record: DocumentRecord, settings: Settings, *, by_words: bool = True) -> DocumentRecord:
    """A copy of a record with its elements, kind, outline, parts and references filled in.

    Pure: the same record gives the same result. ``settings`` is taken for the common shape of stages; without
    ``by_words`` the kind is what title and opening say, whatever the manner of the text.
    Source: GB/T 9704-2012; labels.md for kinds and relations.

    >>> from luodi.records import DocumentRecord
    >>> head = "江省人民政府文件\\n江政发〔2024〕5号\\n江省人民政府关于治水的意见\\n"
    >>> text = head + "各市人民政府：\\n为治水，提出如下意见。"
    >>> record = DocumentRecord(document_id="d", file="a.txt", sha256="", media_type="text/plain", text=text)
    >>> found = structure(record, Settings())
    >>> found.title, found.doc_number, found.issuer, found.kind
    ('江省人民政府关于治水的意见', '江政发〔2024〕5号', ('江省人民政府',), 'policy')
    """
    sheet = kind_of_sheet(record)
    if sheet is not None:
        caption = caption_of(record)
        return record.replace(
            kind=sheet.kind,
            kind_confidence=sheet.confidence,
            title=caption.title.value if caption.title is not None else None,
            issuer=caption.issuers,
            issue_date=_day(caption.issued),
            parts=_whole(record),
        )
    lines = lines_of(record)
    head = read_head(lines)
    tail = read_tail(lines, head.body)
    take_web_foot(lines, head, tail)
    for key, found in pairs_beside(record).items():
        head.web.setdefault(key, found)
    basics = basics_of(record, lines, head, tail)
    title = basics.title.value if basics.title is not None else None
    adopts = passes_own_department_on(title, basics.issuers)
    parts = parts_of(lines, head, tail, title, len(record.text), adopts=adopts)
    body_start = lines[head.body].start if head.body < len(lines) else len(record.text)
    number = basics.number.value if basics.number is not None else None
    addressees = _addressees_of(head)
    own = Own(title, number, "other", parts, body_start)
    kind = _kind(record.text, own, basics.issuers, addressees, adopts=adopts, by_words=by_words)
    own = own._replace(kind=kind.kind)
    if kind.kind == "other" and head.mark is not None and head.mark.value.endswith("报"):
        kind = kind_of_title(head.mark.value, "")  # an issue of a bulletin whose article has a title of its own
    genre = genre_of(title) if title is not None else None
    return record.replace(
        kind=kind.kind,
        kind_confidence=kind.confidence,
        genre=genre.id if genre is not None else "报告" if kind.kind == "report" else None,
        title=title,
        doc_number=number,
        issuer=basics.issuers,
        addressees=addressees,
        urgency=head.urgency.value if head.urgency is not None else None,
        secrecy=head.secrecy.value if head.secrecy is not None else None,
        signer=head.signer.value if head.signer is not None else None,
        issue_date=_day(basics.issued),
        print_date=_day(tail.printed),
        copied_to=tail.copied_to,
        attachments=tail.attachments,
        refers_to=references_of(record.text, own),
        elements=elements_of(record, lines, head, tail, basics, parts),
        outline=outline_of(lines, record.text, [(p.start, p.end) for p in parts]),
        parts=parts,
    )


def _addressees_of(head: Head) -> tuple[str, ...]:
    """主送机关 as a list: cut at commas, and at 、 where each name is complete by itself."""
    named = head.addressees if head.addressees is not None else head.web.get("addressees")
    if named is None:
        return ()
    names = [n for n in split_names(folded(named.value).rstrip("：")) if _SALUTED.match(n) is None]
    found: list[str] = []
    for name in names:
        pieces = split_names(name, "、")
        apart = len(pieces) > 1 and (
            all(map(_whole_name, pieces))
            or (pieces[0].startswith("各") and all(place_of(p) and is_organ(p) for p in pieces[1:]))
            or (_ALL_OF_A_KIND.search(pieces[0]) is not None and all(map(_OTHERS.match, pieces[1:])))
        )
        found.extend(pieces if apart else [name])
    return tuple(found)


_COVERING = 400
"""Characters of a notice's text in which it says what it covers."""
_SALUTED = re.compile(r"各位(?:代表|领导|委员|同志|来宾)|尊敬的|同志们")
_OF_OWN = re.compile(r"^(?:所属|直属|机关|有关|[省市县区镇乡旗州盟](?![、，]))")
_COMPLETE = re.compile(
    r"(?:政府|[委办局厅处部署院室会]|中心|公司|集团|分厂|部门|单位|办事处|支队|总队|大队|学校|医院|银行|合作社|供销社|企业|[馆园站所场社])$"
)


_ALL_OF_A_KIND = re.compile(
    r"^(?:各|全体)?(?!.*各)[^，]{0,12}(?:村|村民委员会|社区|园区办|子公司|分场|镇|乡|公司|[局办]|分院|大队|支队|中小学校?|专班)$|^各.{1,12}局$"
)
_OTHERS = re.compile(
    r"(?:[镇乡县市区局街][一-鿿]{0,2}(?:直|属)|驻|各驻|机关|集团|街道|各(?:职能|内设|开发|驻))各?.{0,12}$"
    r"|市.{2,16}(?:中心|办公室)$"
)
"""All of one kind of bodies, and others beside them: 各村、镇直各单位 are two."""


def _whole_name(name: str) -> bool:
    """Whether a name in a list stands by itself (市商务局), and is no part of one (各市 in 各市、县人民政府)."""
    if "各" in name:
        return False  # 市政府各部门、各直属单位 are one
    own = _OF_OWN.match(name) is not None or place_of(name) is not None or name.endswith(("公司", "集团"))
    return own and len(name) > 2 and _COMPLETE.search(name) is not None


def _day(found: Found | None) -> date | None:
    return date.fromisoformat(found.value) if found is not None else None


def _whole(record: DocumentRecord) -> tuple[Part, ...]:
    return (Part(role="main", title=None, start=0, end=len(record.text)),) if record.text else ()


def _kind(
    text: str, own: Own, issuers: tuple[str, ...], addressees: tuple[str, ...], *, adopts: bool, by_words: bool
) -> Kind:
    """The kind, with policy and rules told apart by whether the text says that it carries out a superior's paper."""
    opening = text[own.head_end : own.head_end + OPENING]
    kind = kind_of_title(own.title, opening)
    if kind.rule == "nothing":
        kind = told_upwards(issuers, addressees, opening) or kind
    if by_words:
        kind = by_manner(kind, text)
    if kind.kind in ("policy", "rules", "other"):
        kind = passes_on(own.title, issuers, opening[:_COVERING]) or kind
    if kind.kind == "forward" and adopts and any(p.role == "main" for p in own.parts):
        kind = Kind("policy", 0.65, kind.rule + "+own-department")
    genre = genre_of(own.title) if own.title is not None else None
    if kind.kind not in ("policy", "rules") or (genre is not None and genre.use == "law"):
        # an act of a people's congress is an original, whatever it is based on
        return kind
    return original_or_local(kind, implemented(text, own._replace(kind=kind.kind)), issuers, text)
