"""Mails: their own words, and the files that they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from .archive import member_name
from .decode import decode
from .draft import Draft, Grid, Paragraph
from .errors import refuse
from .html import html_draft
from .plain import text_draft

_BROKEN = (ValueError, LookupError, TypeError, AttributeError)
"""What the standard library's reader of mails raises on headers that are damaged in ways it did not think of."""
_PASSED_ON = re.compile(r"^(?:(?:Fwd?|FW|Re|RE|转发|答复|回复|转)\s*[:：]\s*)+", re.IGNORECASE)
"""What mail programs put before the subject of a mail that is answered or passed on."""
_STUB = 3
"""How many times as long as a mail's plain text its page is, for the plain text to be a stub."""


def open_mail(data: bytes, name: str) -> Message:
    """A mail whose headers answer when asked: by today's rules, else by the older ones, which ask less of them.

    Raises ReadError ``corrupt`` where both fail.
    """
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


def mail_draft(message: Message, name: str) -> Draft:
    """The mail's own words: its subject, then its plain text, or its HTML where there is no plain text.

    Raises ReadError ``empty`` where there is neither.
    """
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


def has_words(message: Message) -> bool:
    """Whether a mail says something itself and does not only carry files."""
    return any(part.get_content_maintype() == "text" and part.get_filename() is None for part in message.walk())


def attachments(message: Message) -> Iterator[tuple[str, bytes]]:
    """The files that a mail carries, by their names."""
    for number, part in enumerate(message.walk(), 1):
        file = part.get_filename()
        if part.is_multipart() or (file is None and part.get_content_maintype() == "text"):
            continue
        if file is None and part.get_content_maintype() in ("image", "application"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield member_name(_header(file) if file else f"附件{number}"), content


def _words(item: Paragraph | Grid) -> int:
    """Characters of an item."""
    if isinstance(item, Paragraph):
        return len(item.text)
    return sum(len(cell) for row in item.rows for cell in row.cells if isinstance(cell, str))


def _header(value: object) -> str:
    """A header's words; bytes that a mailer left raw are read as Chinese."""
    text = str(value)
    raw = text.encode("ascii", "surrogateescape") if any("\udc80" <= c <= "\udcff" for c in text) else b""
    return (decode(raw)[0] if raw else text).strip()
