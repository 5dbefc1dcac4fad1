"""``structure(record)``: everything of this room put together in one record."""

from __future__ import annotations

from datetime import date

from luodi.records import DocumentRecord, Part
from luodi.text.genres import genre_of

from .addressees import addressees_of
from .basics import basics_of
from .captions import caption_of
from .elements import elements_of
from .found import Found, value_of
from .kind import (
    Kind,
    kind_of_title,
    original_or_local,
    passes_on,
    passes_own_department_on,
    told_upwards,
)
from .laid_out import lay_out
from .manner import by_manner
from .mentions import OPENING, Own
from .outline import outline_of
from .parts import parts_of
from .references import references_of
from .sheets import kind_of_sheet
from .sources import implemented

_COVERING = 400
"""Characters of a notice's text in which it says what it covers."""


def structure(record: DocumentRecord, *, by_words: bool = True) -> DocumentRecord:
    """A copy of a record with its elements, kind, outline, parts and references filled in.

    Pure: the same record gives the same result. Without ``by_words`` the kind is what title and opening say, whatever
    the manner of the text.
    Source: GB/T 9704-2012; labels.md for kinds and relations.

    >>> from luodi.records import DocumentRecord
    >>> head = "江省人民政府文件\\n江政发〔2024〕5号\\n江省人民政府关于治水的意见\\n"
    >>> text = head + "各市人民政府：\\n为治水，提出如下意见。"
    >>> record = DocumentRecord(document_id="d", file="a.txt", sha256="", media_type="text/plain", text=text)
    >>> found = structure(record)
    >>> found.title, found.doc_number, found.issuer, found.kind
    ('江省人民政府关于治水的意见', '江政发〔2024〕5号', ('江省人民政府',), 'policy')
    """
    sheet = kind_of_sheet(record)
    if sheet is not None:
        return _sheet(record, sheet)
    read = lay_out(record)
    head, tail, basics = read.head, read.tail, basics_of(read)
    title = value_of(basics.title)
    adopts = passes_own_department_on(title, basics.issuers)
    parts = parts_of(read, title, adopts=adopts)
    number = value_of(basics.number)
    addressees = addressees_of(head)
    own = Own(title, number, "other", parts, read.body_start)
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
        urgency=value_of(head.urgency),
        secrecy=value_of(head.secrecy),
        signer=value_of(head.signer),
        issue_date=_day(basics.issued),
        print_date=_day(tail.printed),
        copied_to=tail.copied_to,
        attachments=tail.attachments,
        refers_to=references_of(record.text, own),
        elements=elements_of(read, basics, parts),
        outline=outline_of(read.lines, record.text, [(p.start, p.end) for p in parts]),
        parts=parts,
    )


def _day(found: Found | None) -> date | None:
    return date.fromisoformat(found.value) if found is not None else None


def _sheet(record: DocumentRecord, sheet: Kind) -> DocumentRecord:
    """A file that is a sheet and nothing else: what stands above it is all that it says of itself."""
    caption = caption_of(record)
    return record.replace(
        kind=sheet.kind,
        kind_confidence=sheet.confidence,
        title=value_of(caption.title),
        issuer=caption.issuers,
        issue_date=_day(caption.issued),
        parts=(Part(role="main", title=None, start=0, end=len(record.text)),) if record.text else (),
    )


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
