"""Bytes to text in any encoding that Chinese offices use."""

from __future__ import annotations

import codecs
import re

from luodi.text.lexicon import frequent_characters

from .errors import refuse

_ENOUGH, _NOISE, _SAMPLE = 80, 0.06, 600
_LOST = 0.2
"""Share of characters lost beyond which a text is not read."""
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)|encoding\s*=\s*["']([A-Za-z0-9_-]+)["']""", re.I)
_CHINESE = re.compile("[\u3400-\u9fff]")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str, float]:
    """Text, the encoding used, and the share of bytes' characters that could not be read.

    A byte-order mark decides; then UTF-8 when it fits; then what the document declares or what reads as Chinese best
    among GB18030, BIG5 and UTF-16.

    >>> decode("关于印发方案的通知".encode("gbk"))[:2]
    ('关于印发方案的通知', 'gb18030')
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, name)
    try:
        text = data.decode("utf-8")
        if text.isascii() or any(ch > "\u1fff" for ch in text):  # a few GBK words can pass for accented Latin
            return text, "utf-8", 0.0
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and len(data) > 64:
            return data[: error.start].decode("utf-8"), "utf-8", 0.0
    names = ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]
    wanted = _codec(declared)
    if wanted is not None and wanted not in names:
        names.append(wanted)
    names.append("utf-8")
    tried = [_decoded(data, name) for name in names]
    return max(tried, key=lambda t: _likeness(t[0], t[2]) + (0.05 if t[1] == wanted else 0.0))


def decode_readable(data: bytes, name: str, *, declared: str | None = None) -> tuple[str, str, float]:
    """As ``decode``. Raises ReadError ``unreadable`` where too many characters are lost for the rest to be believed."""
    text, encoding, lost = decode(data, declared=declared)
    if lost > _LOST:
        raise refuse("unreadable", name=name, value=encoding)
    return text, encoding, lost


def declared_encoding(head: bytes) -> str | None:
    """The charset named in an HTML or XML head."""
    match = _DECLARED.search(head[:4096])
    if match is None:
        return None
    return (match[1] if match[1] is not None else match[2]).decode("ascii")


def reads_as_noise(text: str) -> bool:
    """Are the Chinese characters of a text not those that Chinese uses? A font with a wrong table gives such text.

    In official prose 40-60 % of the characters are among the five hundred most frequent, in lists of names still 15 %.
    """
    chinese = _CHINESE.findall(text, 0, _SAMPLE)
    if len(chinese) < _ENOUGH:
        return False
    return sum(map(frequent_characters().__contains__, chinese)) < _NOISE * len(chinese)


def _codec(name: str | None) -> str | None:
    """The codec of a declared name; None for names of none, and of those that make no text or refuse bytes (hex)."""
    if name is None:
        return None
    try:
        b"\x80\xff".decode(name, errors="replace")
    except (LookupError, ValueError):
        return None
    return _ALIASES.get(name.lower(), name.lower())


def _decoded(data: bytes, name: str) -> tuple[str, str, float]:
    text = data.decode(name, errors="replace")
    lost = text.count("\ufffd") / max(1, len(text))
    return text, name, lost


def _likeness(text: str, lost: float) -> float:
    """How much a decoded text looks like Chinese: common characters count, broken and rare ones are held against it."""
    sample = text[:20000]
    common = sum(1 for ch in sample if ch in frequent_characters())
    plain = sum(1 for ch in sample if "\x20" <= ch < "\x7f" or ch in "\r\n\t，。、；：（）“”《》〔〕\u3000")
    return (common * 2 + plain) / max(1, len(sample)) - 5 * lost
