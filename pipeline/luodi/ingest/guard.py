"""What a file may cost before a byte of it is believed: sizes, ratios, depth, forbidden XML, marks of secrecy."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import pairwise

from lxml import etree

from luodi.settings import Limits

from .errors import refuse

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_SECRET = re.compile(
    r"^(?:(?:No\.?|№|份号[:：]?)?\s*\d{0,8}\s*)(?:密级[:：]\s*)?(?:绝\s*密|机\s*密|秘\s*密)\s*"
    r"(?:[★☆*＊]|(?:特急|加急|平急|急件)?\s*$|\s+(?:特急|加急|平急))"
)
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_HEAD = 600
"""Bytes before a stream in which its dictionary is looked for."""
_DEFLATE_MOST = 1032
"""The most that deflate can swell."""
_PIECE = 1 << 20
_SMALL = 1_000_000
"""Members below this size may be packed at any ratio: a page of spaces is no bomb."""


class Budget:
    """What all archives around and inside one file may unpack together, in bytes."""

    def __init__(self, limits: Limits) -> None:
        self.left = limits.max_unpacked_bytes

    def spend(self, size: int, name: str) -> None:
        """Take ``size`` bytes. Raises ReadError ``bomb`` when there are not so many left."""
        self.left -= size
        if self.left < 0:
            raise refuse("bomb", name=name)


def check_office(data: bytes, name: str, limits: Limits) -> None:
    """``check_package``, and refuse an office package with a DOCTYPE or entity in any XML part, before one is parsed.

    Raises ReadError ``xml_forbidden`` besides those of ``check_package``.
    """
    check_package(data, name, limits)
    with open_package(data, name) as package:
        for info in package.infolist():
            if info.filename.lower().endswith((".xml", ".rels", ".vml")):
                _refuse_doctype(read_member(package, info, name, limits), name)


def check_pdf(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a PDF with a stream that swells beyond the limit; only streams that could are unpacked, and only so far.

    Raises ReadError ``bomb``.
    """
    small = limits.max_unpacked_bytes // _DEFLATE_MOST
    if len(data) < small and _TWICE.search(data) is None:
        return
    end = 0
    while (end := data.find(b"endstream", start := end + 9 if end else 0)) >= 0:
        begin = data.find(b"stream", start, end)
        if begin < 0 or (end - begin < small and _TWICE.search(data, max(start, begin - _HEAD), begin) is None):
            continue
        layers = len(_FLATE.findall(data, max(start, begin - _HEAD), begin))
        content = memoryview(data)[begin + 6 : end]
        content = content[2:] if bytes(content[:2]) == b"\r\n" else content[1:]
        if layers and _unpacked(content, min(layers, 4), limits.max_unpacked_bytes) > limits.max_unpacked_bytes:
            raise refuse("bomb", name=name)


def _unpacked(content: bytes | memoryview, layers: int, most: int) -> int:
    """How long a stream is after so many inflations, counted up to ``most``; 0 where it cannot be inflated."""
    for layer in range(layers):
        inflater = zlib.decompressobj()
        size, pieces = 0, list[bytes]()
        try:
            waiting: bytes | memoryview = content
            while waiting and size <= most:
                piece = inflater.decompress(waiting, _PIECE)
                size += len(piece)
                if layer + 1 < layers:
                    pieces.append(piece)
                waiting = inflater.unconsumed_tail
                if not piece:
                    break
        except zlib.error:
            return 0
        if size > most or layer + 1 == layers:
            return size
        content = b"".join(pieces)
    return 0


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
    for (start, size), (following, _) in pairwise(spans):
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
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refuse("corrupt", name=name) from error
    if len(data) > info.file_size:
        raise refuse("bomb", name=name)
    return data


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part, parsed without entities, network or huge trees.

    Raises ReadError ``xml_forbidden`` for a DOCTYPE or an entity anywhere, ``corrupt`` where it is not XML.
    """
    _refuse_doctype(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("corrupt", name=name) from error
    if root.getroottree().docinfo.internalDTD is not None:  # written in an encoding that the search did not see through
        raise refuse("xml_forbidden", name=name)
    return root


def _refuse_doctype(data: bytes, name: str) -> None:
    if _DOCTYPE.search(data) or (b"\x00" in data[:64] and _DOCTYPE.search(data.replace(b"\x00", b""))):
        raise refuse("xml_forbidden", name=name)


def check_secret(text: str, name: str) -> None:
    """Raise ReadError ``secret`` when one of the first lines is a mark of secrecy (GB/T 9704 密级)."""
    for line in text[:800].split("\n")[:10]:
        if _SECRET.match(line.strip().strip("|")):
            raise refuse("secret", name=name)
