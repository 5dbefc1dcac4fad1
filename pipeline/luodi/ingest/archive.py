"""ZIP and mail: each member a document of its own, named ``archive.zip/内名.docx``."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from luodi.records import DocumentRecord, Notice
from luodi.settings import Settings

from .decode import decode
from .draft import Draft, Grid, Paragraph
from .errors import ReadError, refuse
from .guard import Budget, check_package, open_package, read_member
from .html import html_draft
from .plain import text_draft
from .sniff import MEDIA, Sniffed

_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_MAX_NAME = 120


def read_archive(
    data: bytes, name: str, found: Sniffed, *, settings: Settings, depth: int, budget: Budget
) -> list[DocumentRecord]:
    """The documents in a ZIP or a mail. A member that cannot be read becomes a notice on its neighbours.

    Raises ReadError ``bomb`` beyond the allowed depth, or the members' own error where none of them could be read.
    """
    from .reading import finish, read_bytes

    if depth >= settings.limits.max_archive_depth:
        raise refuse("bomb", name=name)
    records: list[DocumentRecord] = []
    refused: list[ReadError] = []
    if found.kind == "zip":
        members = _zip_members(data, name, settings)
    else:
        message = _mail(data, name)
        if found.kind == "mhtml" or _has_words(message):
            try:
                records.append(finish(_mail_draft(message, name), data, name, MEDIA[found.kind], settings))
            except ReadError as error:
                if error.code == "secret":
                    raise
                refused.append(error)
        members = iter(()) if found.kind == "mhtml" else _attachments(message, name)
    for inner, content in members:
        budget.spend(len(content), name)
        try:
            records.extend(read_bytes(content, f"{name}/{inner}", settings=settings, depth=depth + 1, budget=budget))
        except ReadError as error:
            if error.code == "bomb":
                raise
            refused.append(error)
    if not records:
        raise refused[0] if refused else refuse("empty", name=name)
    return [_noted(record, refused) for record in records]


def member_name(raw: str) -> str:
    """A member's name made safe to show and to key on: below the archive, no ``..``, no drive, no control characters.

    >>> member_name("../../etc/pass\\x00wd"), member_name("C:\\\\资料\\\\通知.docx")
    ('etc/passwd', '资料/通知.docx')
    """
    parts = []
    for part in raw.replace("\\", "/").split("/"):
        clean = "".join(ch for ch in part if ch.isprintable()).strip()
        if clean in ("", ".", "..") or (len(clean) == 2 and clean[1] == ":"):
            continue
        stem, suffix = posixpath.splitext(clean)
        parts.append(stem[: _MAX_NAME - len(suffix)] + suffix if len(clean) > _MAX_NAME else clean)
    return "/".join(parts) if parts else "未命名"


def zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a ZIP member; without the UTF-8 flag Chinese systems wrote it in GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return info.filename if raw.isascii() else decode(raw)[0]


def _zip_members(data: bytes, name: str, settings: Settings) -> Iterator[tuple[str, bytes]]:
    check_package(data, name, settings.limits)
    with open_package(data, name) as package:
        used: set[str] = set()
        for info in package.infolist():
            inner = member_name(zip_name(info))
            if info.is_dir() or any(mark in inner for mark in _IGNORED) or posixpath.basename(inner).startswith("~$"):
                continue
            while inner in used:
                stem, suffix = posixpath.splitext(inner)
                inner = f"{stem}_{suffix}"
            used.add(inner)
            yield inner, read_member(package, info, name, settings.limits)


_BROKEN = (ValueError, LookupError, TypeError, AttributeError)
"""What the standard library's reader of mails raises on headers that are damaged in ways it did not think of."""


def _mail(data: bytes, name: str) -> Message:
    """A mail whose headers answer when asked: by today's rules, else by the older ones, which ask less of them."""
    for rules in (policy.default, policy.compat32):
        try:
            message: Message = message_from_bytes(data, policy=rules)
            message.get("Subject")
            for part in message.walk():
                part.get_filename(), part.get_content_type(), part.get_content_charset()
        except _BROKEN:
            continue
        return message
    raise refuse("corrupt", name=name)


def _attachments(message: Message, name: str) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.walk(), 1):
        file = part.get_filename()
        if part.is_multipart() or (file is None and part.get_content_maintype() == "text"):
            continue
        if file is None and part.get_content_maintype() in ("image", "application"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield member_name(_header(file) if file else f"附件{number}"), content


def _has_words(message: Message) -> bool:
    return any(part.get_content_maintype() == "text" and part.get_filename() is None for part in message.walk())


_STUB = 3
"""How many times as long as a mail's plain text its page is, for the plain text to be a stub."""


def _words(item: Paragraph | Grid) -> int:
    """Characters of an item."""
    if isinstance(item, Paragraph):
        return len(item.text)
    return sum(len(cell) for row in item.rows for cell in row.cells if isinstance(cell, str))


def _mail_draft(message: Message, name: str) -> Draft:
    """The mail's own words: its subject, then its plain text, or its HTML where there is no plain text."""
    texts: dict[str, str] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or part.get_filename() is not None or kind in texts:
            continue
        if kind in ("text/plain", "text/html"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                texts[kind] = decode(content, declared=part.get_content_charset())[0]
    plain = texts.get("text/plain", "").strip()
    page = html_draft(texts["text/html"], name) if "text/html" in texts else None
    if page is not None and len(plain) * _STUB < sum(map(_words, page.items)):
        draft = page  # the plain text only says that there is a page
    elif plain:
        draft = text_draft(texts["text/plain"])
    else:
        raise refuse("empty", name=name)
    subject = _PASSED_ON.sub("", _header(message.get("Subject", "")))
    if subject and not any(isinstance(item, Paragraph) and item.text == subject for item in draft.items):
        draft.items.insert(0, Paragraph(subject))
    return draft


_PASSED_ON = re.compile(r"^(?:(?:Fwd?|FW|Re|RE|转发|答复|回复|转)\s*[:：]\s*)+", re.IGNORECASE)
"""What mail programs put before the subject of a mail that is answered or passed on."""


def _header(value: object) -> str:
    """A header's words; bytes that a mailer left raw are read as Chinese."""
    text = str(value)
    raw = text.encode("ascii", "surrogateescape") if any("\udc80" <= c <= "\udcff" for c in text) else b""
    return (decode(raw)[0] if raw else text).strip()


def _noted(record: DocumentRecord, refused: list[ReadError]) -> DocumentRecord:
    if not refused:
        return record
    notices = tuple(Notice(code=f"member_{error.code}", message=error.message) for error in refused[:20])
    return record.replace(warnings=(*record.warnings, *notices))


__all__ = ["member_name", "read_archive", "zip_name"]
