"""Read the 4-bit file of pretrained encoder weights that the reader starts from.

The file ("E5S1") holds a BERT-type encoder: a header of little-endian integers, a tokenizer (not
used here, its `tokenizer.json` is read instead) and a directory of named tensors. Matrices are stored in
blocks of 32 weights: one half-precision scale and 16 bytes, byte j carrying weight j in its low and weight
j + 16 in its high half, each offset by 8. Vectors, positions and biases are plain float32.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]

BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2
_MATRICES = {"emb.word", "q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w"}


class BaseWeightsError(ValueError):
    """The file of base weights is not what it should be; the message names the file and the fault."""


@dataclass(frozen=True)
class BaseWeights:
    """Sizes and tensors of the pretrained encoder.

    `tensors` maps names such as "emb.word" (pieces x hidden) or "l3.q.w" (out x in) to float32 arrays.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    pieces: int
    positions: int
    eps: float
    tensors: dict[str, Array]


def unpack_blocks(raw: bytes, columns: int) -> Array:
    """Decode 4-bit blocks into rows of `columns` float32 weights.

    >>> block = struct.pack("<e", 0.5) + bytes([0x19] + [0x88] * 15)
    >>> row = unpack_blocks(block, 32)[0]
    >>> float(row[0]), float(row[16]), float(row[1])
    (0.5, -3.5, 0.0)
    """
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return np.asarray((weights * scale).reshape(-1, columns), dtype=np.float32)


def read_base(path: Path) -> BaseWeights:
    """Read the whole file into memory as float32.

    Raises:
        BaseWeightsError: the file is missing, cut short, or of another kind.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BaseWeightsError(
            f"{path}: cannot be read ({error.strerror}); pass the e5-small 4-bit file as --base"
        ) from error
    if data[:4] != b"E5S1":
        raise BaseWeightsError(f"{path}: not an E5S1 file (first bytes {data[:4]!r})")
    hidden, layers, heads, feed_forward, pieces, positions, _types = struct.unpack_from("<7i", data, 8)
    (eps,) = struct.unpack_from("<f", data, 36)
    at = 44
    (count,) = struct.unpack_from("<i", data, at)
    (blob,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + (count + 1) * 4 + count * 4 + blob  # offsets, scores and bytes of the pieces
    (map_bytes,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + map_bytes
    tensors: dict[str, Array] = {}
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        offset, size = struct.unpack_from("<QQ", data, at + 2 + length + 5)
        at += 2 + length + 21
        raw = data[offset : offset + size]
        if len(raw) != size:
            raise BaseWeightsError(f"{path}: tensor {name} is cut short ({len(raw)} of {size} bytes)")
        if name.split(".", 1)[-1] in _MATRICES or name == "emb.word":
            columns = feed_forward if name.endswith("fo.w") else hidden
            tensors[name] = unpack_blocks(raw, columns)
        else:
            flat = np.frombuffer(raw, dtype=np.float32).copy()
            tensors[name] = flat.reshape(-1, hidden) if name in {"emb.pos", "emb.type"} else flat
    return BaseWeights(hidden, layers, heads, feed_forward, pieces, positions, eps, tensors)
