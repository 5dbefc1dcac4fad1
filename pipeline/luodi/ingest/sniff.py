"""What a file is, by its content; the suffix is only compared."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "rtf": "application/rtf",
    "ofd": "application/ofd",
    "html": "text/html",
    "mhtml": "multipart/related",
    "text": "text/plain",
    "markdown": "text/markdown",
    "csv": "text/csv",
    "zip": "application/zip",
    "eml": "message/rfc822",
    "image": "image/*",
}
_SUFFIXES = {
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls",
    ".et": "xls", ".doc": "doc", ".wps": "wps", ".rtf": "rtf", ".ofd": "ofd", ".html": "html", ".htm": "html",
    ".shtml": "html", ".xhtml": "html", ".mht": "mhtml", ".mhtml": "mhtml", ".txt": "text", ".md": "markdown",
    ".csv": "csv", ".tsv": "csv", ".zip": "zip", ".eml": "eml", ".png": "image", ".jpg": "image", ".jpeg": "image",
    ".tif": "image", ".tiff": "image", ".bmp": "image",
}  # fmt: skip
_KIN = {
    frozenset(pair)
    for pair in (
        *(("doc", "wps"), ("doc", "rtf"), ("wps", "rtf"), ("doc", "html"), ("xls", "wps"), ("xls", "html")),
        *(("text", "markdown"), ("text", "csv"), ("text", "eml"), ("text", "html"), ("html", "mhtml")),
    )
}
"""Formats that pass for each other in offices without anything being wrong."""
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta[\s>]|<table[\s>]|<div[\s>]|<p[\s>]", re.I)
_MAIL = re.compile(rb"^(?:[A-Za-z][A-Za-z0-9-]*:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_FOR_PROGRAMS = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml|<svg[\s>]|\{\s*\"|\[\s*[\[{\"])")
"""How XML, SVG and JSON begin: letters, but nothing that anybody wrote to be read."""
_MAIL_FIELD = re.compile(rb"^(?:from|mime-version|received|message-id|subject|return-path):", re.I | re.M)


@dataclass(frozen=True)
class Sniffed:
    """The format found, whether the suffix says another, and the suffix's own format."""

    kind: str
    claimed: str | None
    polyglot: bool = False

    @property
    def mismatch(self) -> bool:
        """The suffix names a format that the content is not."""
        return (
            self.claimed is not None and self.claimed != self.kind and frozenset((self.claimed, self.kind)) not in _KIN
        )

    @property
    def media_type(self) -> str:
        """The media type of the content."""
        return MEDIA.get(self.kind, "application/octet-stream")


def sniff(data: bytes, name: str) -> Sniffed:
    """The format of ``data``; kinds are the keys of ``MEDIA``, ``ole-encrypted``, ``zip-broken`` or ``unknown``.

    >>> sniff(b"%PDF-1.7 ...", "a.docx").mismatch
    True
    """
    claimed = _SUFFIXES.get(PurePosixPath(name.lower()).suffix)
    kind = _kind(data, claimed)
    return Sniffed(kind, claimed, polyglot=kind in ("pdf", "image", "html", "text") and _ends_as_zip(data))


def _kind(data: bytes, claimed: str | None) -> str:
    head = data[:4096]
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _package(data)
    if head.startswith(_OLE):
        return _compound(data, claimed)
    if head.startswith(_IMAGES) and not (head.startswith(b"BM") and claimed not in (None, "image")):
        return "image"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if claimed in ("text", "csv", "markdown") and _is_text(data):
        return claimed
    if _MAIL.match(head) and len(_MAIL_FIELD.findall(head)) >= 2:
        return "mhtml" if claimed == "mhtml" or (b"multipart/related" in head.lower() and claimed == "html") else "eml"
    plain = head.replace(b"\x00", b"")
    if _HTML.search(plain) and (claimed == "html" or plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")):
        return "html"
    if _is_text(data):
        if claimed is None and _FOR_PROGRAMS.match(plain):
            return "unknown"
        return claimed if claimed in ("html", "eml") else "text"
    return "unknown"


def _package(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeDecodeError):
        return "zip-broken"
    seen = {name.lstrip("/") for name in names[:100_000]}
    if "OFD.xml" in seen or any(n.lower() == "ofd.xml" for n in seen):
        return "ofd"
    if any(n.startswith("word/") for n in seen) and "[Content_Types].xml" in seen:
        return "docx"
    if any(n.startswith("xl/") for n in seen):
        return "xlsx"
    return "zip"


def _ends_as_zip(data: bytes) -> bool:
    """Does something else end in a ZIP that opens? Then it is two files in one."""
    if b"PK\x05\x06" not in data[-66_000:]:
        return False
    return _package(data) != "zip-broken"


def _compound(data: bytes, claimed: str | None) -> str:
    """Old Office files by the names of their streams (UTF-16 in the directory)."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return "ole-encrypted"
    if has("Workbook") or has("Book\x00"):
        return "xls"
    if has("WordDocument"):
        return "wps" if claimed == "wps" else "doc"
    return "wps" if claimed == "wps" else "unknown"


def _is_text(data: bytes) -> bool:
    """Text has no control characters but blanks, once its encoding is allowed for."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return _utf16_looks(head)
    controls = sum(head.count(bytes([c])) for c in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return controls <= len(head) // 2000


def _utf16_looks(head: bytes) -> bool:
    """Does it read as Chinese or Latin in UTF-16 without a byte-order mark?"""
    for codec in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2][:8192].decode(codec, errors="replace")
        known = sum(
            1
            for ch in text
            if "\u3000" <= ch <= "\u9fff" or "\uff00" <= ch <= "\uffee" or " " <= ch <= "~" or ch in "\r\n\t“”‘’—…"
        )
        if known > 0.95 * len(text):
            return True
    return False
