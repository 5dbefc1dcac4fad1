"""Reading in a process of its own, so that a file can neither hang nor crash nor fill the memory of a run.

Cost, measured on two busy cores: starting a child takes about 0.8 s (a fresh interpreter and the imports of a reader);
one that is already up reads a file as fast as its caller would, but for the records being pickled (1-2 ms). So a batch
keeps a ``Worker`` and gives it file after file; it is started anew only after it died or was killed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from luodi.records import DocumentRecord
from luodi.settings import Settings

from .errors import ReadError, refuse
from .processes import kill_group
from .reading import DEFAULT, name_of, read

_Answer = list[DocumentRecord] | ReadError
_GRACE = 2.0
_STATM = "/proc/self/statm"
"""Where Linux tells what a process has mapped; elsewhere only time is limited."""


def read_isolated(
    path: str | Path, *, root: str | Path | None = None, settings: Settings = DEFAULT
) -> list[DocumentRecord]:
    """``read`` in a child process that is gone when this returns.

    Raises ReadError as ``read`` does, and ``timeout`` after ``limits.seconds_per_file``, ``memory`` beyond
    ``limits.memory_bytes``, ``crashed`` when the child died.
    """
    with Worker(settings=settings) as worker:
        return worker.read(path, root=root)


class Worker:
    """A child process that reads file after file; one that hangs or dies is replaced.

    Use it as a context manager, or call ``close``. It is not shared between threads.
    """

    def __init__(self, *, settings: Settings = DEFAULT) -> None:
        self.settings = settings
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, path: str | Path, *, root: str | Path | None = None) -> list[DocumentRecord]:
        """The records of one file; raises ReadError as ``read_isolated``."""
        name = name_of(path, root)
        pipe = self._started()
        try:
            pipe.send((str(path), None if root is None else str(root)))
            if not pipe.poll(self.settings.limits.seconds_per_file):
                self._kill()
                raise refuse("timeout", name=name, value=f"{self.settings.limits.seconds_per_file:g} s")
            answer: _Answer = pipe.recv()
        except (EOFError, OSError) as error:
            self._kill()
            raise refuse("crashed", name=name) from error
        if isinstance(answer, ReadError):
            if answer.code == "memory":
                self._kill()
            raise answer
        return answer

    def close(self) -> None:
        """End the child."""
        if self._pipe is not None:
            with contextlib.suppress(OSError, ValueError):
                self._pipe.send(None)
        if self._process is not None:
            self._process.join(_GRACE)
        self._kill()

    def _started(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._kill()
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, self.settings), daemon=True)
        self._process.start()
        other.close()
        if self._pipe.poll(self.settings.limits.seconds_per_file + 30.0):
            with contextlib.suppress(EOFError, OSError):
                self._pipe.recv()
        return self._pipe

    def _kill(self) -> None:
        if self._process is not None:
            if self._process.pid is not None and self._process.is_alive():
                kill_group(self._process.pid)
                self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _serve(pipe: Connection, settings: Settings) -> None:
    """The child: a session of its own (so that its helpers can be killed with it), memory limited, answers in order."""
    if hasattr(os, "setsid"):
        os.setsid()
    _limit_memory(settings.limits.memory_bytes)
    pipe.send("ready")
    while (task := pipe.recv()) is not None:
        path, root = task
        pipe.send(_answer(path, root, settings))


def _answer(path: str, root: str | None, settings: Settings) -> _Answer:
    name = name_of(path, root)
    try:
        return read(path, root=root, settings=settings)
    except ReadError as error:
        return error
    except MemoryError:
        return refuse("memory", name=name)
    except RecursionError:
        return refuse("corrupt", name=name)


def _limit_memory(most: int) -> None:
    """Address space is what the system can limit; what the interpreter has mapped by now comes on top."""
    if not os.path.exists(_STATM):
        return
    import resource

    with open(_STATM, encoding="ascii") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = most + mapped
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
