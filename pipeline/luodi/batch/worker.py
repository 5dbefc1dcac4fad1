"""The child side of ``executors.Guarded``: reads jobs from standard input, answers on standard output.

Message: 8 bytes little-endian length, then ``module:function\\nrequest``. Answer: the same length, then ``+`` with what
each stage took as JSON, a line end and the result, or ``-traceback``. Whatever libraries print goes to standard error,
which the parent throws away.
"""

from __future__ import annotations

import importlib
import json
import os
import struct
import sys
import traceback
from typing import BinaryIO

from . import jobs, timing


def main() -> None:
    """Serve until the parent closes the pipe."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    sys.stdout = sys.stderr
    while (message := _receive(source)) is not None:
        answer = _run(message)
        target.write(struct.pack("<Q", len(answer)) + answer)
        target.flush()
        jobs.get_ready(message[: message.index(b"\n")].decode("ascii"))
    os._exit(0)  # nothing is left to do; taking down the interpreter with its libraries would keep the parent waiting


def _receive(source: BinaryIO) -> bytes | None:
    header = source.read(8)
    if len(header) < 8:
        return None
    return source.read(struct.unpack("<Q", header)[0])


def _run(message: bytes) -> bytes:
    name, _, request = message.partition(b"\n")
    module, _, function = name.decode("ascii").partition(":")
    try:
        result: str = getattr(importlib.import_module(module), function)(request.decode("utf-8"))
        return f"+{json.dumps(timing.taken())}\n{result}".encode()
    except (Exception, RecursionError, MemoryError):
        # a job's error belongs to the parent, which decides what becomes of the file
        return b"-" + traceback.format_exc(limit=8).encode("utf-8")


if __name__ == "__main__":
    main()
