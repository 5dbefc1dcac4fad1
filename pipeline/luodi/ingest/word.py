"""DOCX by its XML: everything a reader of the page sees, in order, with what Word hides or numbers by itself."""

from __future__ import annotations

import re

from luodi.records import Furniture
from luodi.settings import Settings

from .draft import Draft, Paragraph
from .errors import refuse
from .furniture import PAGE_NUMBER
from .guard import check_office, open_package
from .numbering import read_numbering
from .wordparts import Parts
from .wordstory import Walker
from .wordstyle import read_styles
from .wordxml import W

_REMOTE_KINDS = rb'Type="[^"]*/(?:attachedTemplate|frame|subDocument|oleObject)"'
_REMOTE = re.compile(_REMOTE_KINDS + rb'[^>]*TargetMode="External"|TargetMode="External"[^>]*' + _REMOTE_KINDS)


def read_docx(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of a DOCX, DOCM or DOTX file.

    Insertions count as accepted, deletions as gone; headers and footers are furniture; footnotes too.
    """
    check_office(data, name, settings.limits)
    with open_package(data, name) as package:
        parts = Parts(package, name, settings.limits)
        body = parts.xml(parts.main(), needed=True).find(f"{W}body")
        if body is None:
            raise refuse("corrupt", name=name)
        draft = Draft()
        walker = Walker(
            draft, read_styles(parts.xml("word/styles.xml")), read_numbering(parts.xml("word/numbering.xml"))
        )
        walker.notes = _notes(parts)
        draft.items = walker.story(body)
        draft.pages = walker.page
        _margins(parts, walker, draft)
        _warnings(parts, walker, draft)
    return draft


def _notes(parts: Parts) -> dict[str, str]:
    found = {}
    for kind in ("footnote", "endnote"):
        root = parts.xml(f"word/{kind}s.xml")
        if root is None:
            continue
        for note in root.iterchildren(f"{W}{kind}"):
            words = "".join(t.text or "" for t in note.iter(f"{W}t")).strip()
            if words:
                found[f"{kind}:{note.get(f'{W}id', '')}"] = words
    return found


def _margins(parts: Parts, walker: Walker, draft: Draft) -> None:
    """Headers and footers, each different line once."""
    seen: set[str] = set()
    for member in sorted(parts.names):
        match = re.fullmatch(r"word/(header|footer)\d*\.xml", member)
        if match is None:
            continue
        page = walker.page
        for item in walker.story(parts.xml(member)):
            text = item.text.strip() if isinstance(item, Paragraph) else ""
            if text and text not in seen:
                seen.add(text)
                role = "page_number" if PAGE_NUMBER.match(text) else match[1]
                draft.furniture.append(Furniture.model_validate({"page": 1, "text": text, "role": role}))
        walker.page = page


def _warnings(parts: Parts, walker: Walker, draft: Draft) -> None:
    names = parts.names
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        draft.warn("macros", "文件带有宏，没有运行")
    if "embedded_object" in walker.codes or any(n.startswith("word/embeddings/") for n in names):
        draft.warn("embedded_object", "文件嵌有其他对象，没有打开")
    if "field_link" in walker.codes:
        draft.warn("field_link", "文件含有指向外部的域（DDE 等），没有执行")
    if "alt_chunk" in walker.codes:
        draft.warn("alt_chunk", "文件嵌入了另一份文档，其内容没有读取")
        draft.state = "partial"
    if any(n.endswith(".rels") and _REMOTE.search(parts.data(n)) for n in names):
        draft.warn("remote_template", "文件引用外部模板或对象，没有访问")
    draft.tell_hidden()
