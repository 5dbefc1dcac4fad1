"""ZIP: its members with names made safe."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator

from luodi.settings import Limits

from .decode import decode
from .guard import check_package, open_package, read_member

_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_MAX_NAME = 120


def zip_members(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The files in a ZIP by their names, those that systems and programs leave behind passed over.

    Raises ReadError as ``check_package`` and ``read_member`` do.
    """
    check_package(data, name, limits)
    with open_package(data, name) as package:
        used: set[str] = set()
        for info in package.infolist():
            inner = member_name(_zip_name(info))
            if info.is_dir() or any(mark in inner for mark in _IGNORED) or posixpath.basename(inner).startswith("~$"):
                continue
            while inner in used:
                stem, suffix = posixpath.splitext(inner)
                inner = f"{stem}_{suffix}"
            used.add(inner)
            yield inner, read_member(package, info, name, limits)


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


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a ZIP member; without the UTF-8 flag Chinese systems wrote it in GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return info.filename if raw.isascii() else decode(raw)[0]
