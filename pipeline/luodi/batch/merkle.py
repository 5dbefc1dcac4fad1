"""Merkle trees of RFC 6962 over SHA-256: root, proof that a leaf is in a tree, and its check.

Source: RFC 6962, section 2.1 (https://www.rfc-editor.org/rfc/rfc6962); hashes are bytes of length 32.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of 0x00 and the data."""
    return hashlib.sha256(b"\x00" + data).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, in order; of no leaves, the hash of nothing.

    >>> root_of([]).hex()[:8]
    'e3b0c442'
    """
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return _node(root_of(leaves[:split]), root_of(leaves[split:]))


def proof_of(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf ``index``, from the leaf upwards. Raises IndexError when there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*proof_of(leaves[:split], index), root_of(leaves[split:])]
    return [*proof_of(leaves[split:], index - split), root_of(leaves[:split])]


def proves(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether ``path`` shows that ``leaf`` is number ``index`` of the ``size`` leaves under ``root``."""
    if not 0 <= index < size:
        return False
    number, last, value = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if number % 2 or number == last:
            value = _node(sibling, value)
            while number % 2 == 0 and number:
                number, last = number >> 1, last >> 1
        else:
            value = _node(value, sibling)
        number, last = number >> 1, last >> 1
    return last == 0 and value == root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(count: int) -> int:
    """The largest power of two smaller than ``count``."""
    return 1 << ((count - 1).bit_length() - 1)
