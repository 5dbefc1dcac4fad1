"""Is an old Office file (OLE compound file) whole? Its allocation table says how long it must be."""

from __future__ import annotations

import struct

_FREE = 0xFFFFFFFF
_HEADER = 512
_LISTED = 109


def is_cut(data: bytes) -> bool:
    """Does the allocation table name sectors that lie beyond the end of the file?"""
    if len(data) < _HEADER:
        return True
    shift: int = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return False
    size = 1 << shift
    sectors = (len(data) - _HEADER + size - 1) // size
    for number in struct.unpack_from(f"<{_LISTED}I", data, 76):
        if number >= 0xFFFFFFFA:
            continue
        start = _HEADER + number * size
        if start + size > len(data):
            return True
    return _last_used(data, size) >= sectors


def _last_used(data: bytes, size: int) -> int:
    """The highest sector that the table marks as used."""
    last: int
    last, base = -1, 0
    for number in struct.unpack_from(f"<{_LISTED}I", data, 76):
        if number >= 0xFFFFFFFA:
            break
        entries = struct.unpack_from(f"<{size // 4}I", data, _HEADER + number * size)
        for i, entry in enumerate(entries):
            if entry != _FREE:
                last = base + i
        base += size // 4
    return last
