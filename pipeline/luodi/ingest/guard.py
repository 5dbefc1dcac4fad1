"""What a file may cost before a byte of it is believed: sizes, ratios, depth, forbidden XML, marks of secrecy."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from luodi.settings import Limits

from .errors import ReadError, refuse

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_SECRET = re.compile(r"^(?:\S{0,8}\s*)?(绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*＊]|$|\s)")
_SMALL = 1_000_000
"""Members below this size may be packed at any ratio: a page of spaces is no bomb."""


def check_package(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a ZIP whose directory promises too much, lies, overlaps or is encrypted.

    Raises ReadError with code ``bomb``, ``encrypted`` or ``corrupt``.
    """
    package = open_package(data, name)
    infos = package.infolist()
    if len(infos) > limits.max_archive_entries:
        raise refuse("bomb", name=name, value=str(len(infos)))
    if sum(info.file_size for info in infos) > limits.max_unpacked_bytes:
        raise refuse("bomb", name=name)
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    for (start, size), (following, _) in zip(spans, spans[1:], strict=False):
        if start + 30 + size > following:
            raise refuse("bomb", name=name)
    for info in infos:
        if info.flag_bits & 0x1:
            raise refuse("encrypted", name=name)
        if info.file_size > _SMALL and info.file_size > limits.max_compression_ratio * max(1, info.compress_size):
            raise refuse("bomb", name=name)


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """A ZipFile over bytes. Raises ReadError ``truncated`` or ``corrupt``."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeDecodeError) as error:
        raise refuse("corrupt" if b"PK\x05\x06" in data[-70000:] else "truncated", name=name) from error


def read_member(package: zipfile.ZipFile, member: str | zipfile.ZipInfo, name: str, limits: Limits) -> bytes:
    """The bytes of a member, never more than its directory entry promised.

    Raises ReadError ``bomb`` where it goes on beyond that, ``corrupt`` where it cannot be unpacked.
    """
    info = member if isinstance(member, zipfile.ZipInfo) else package.getinfo(member)
    try:
        with package.open(info) as stream:
            data = stream.read(min(info.file_size, limits.max_unpacked_bytes) + 1)
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refuse("corrupt", name=name) from error
    if len(data) > info.file_size:
        raise refuse("bomb", name=name)
    return data


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part, parsed without entities, network or huge trees.

    Raises ReadError ``xml_forbidden`` for a DOCTYPE or an entity anywhere, ``corrupt`` where it is not XML.
    """
    if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\x00", b"")):
        raise refuse("xml_forbidden", name=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True,
                             remove_pis=True)  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("corrupt", name=name) from error


def check_secret(text: str, name: str) -> None:
    """Raise ReadError ``secret`` when one of the first lines is a mark of secrecy (GB/T 9704 密级)."""
    for line in text[:600].split("\n")[:8]:
        match = _SECRET.match(line.strip().strip("|"))
        if match is not None:
            raise refuse("secret", name=name)


__all__ = ["ReadError", "check_package", "check_secret", "open_package", "parse_xml", "read_member"]
