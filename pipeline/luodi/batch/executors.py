"""Where jobs run: in this process, in guarded child processes, or on an existing cluster.

A job is a module-level function ``(request: str) -> str`` over JSON, so the same job goes to every executor.
The guarded executor survives jobs that hang, crash or eat memory: a thread cannot be stopped, a process can.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from types import TracebackType
from typing import Any

from . import timing

AHEAD = 4
"""Jobs on their way for each worker, so that none waits for the next one."""
_POLL_SECONDS = 0.1
_START_SECONDS = 60.0
"""A child's first answer may also wait for its imports on a busy machine."""


class JobLostError(RuntimeError):
    """A job did not come back. ``code`` is timeout, memory, crashed or stopped."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type[JobLostError], tuple[str, str]]:
        return JobLostError, (self.code, str(self))  # it travels between machines


class ClusterError(RuntimeError):
    """A cluster that cannot be used; the message says why."""


class InProcess(Executor):
    """Runs each job at once in this process, without protection: for tests, debugging and one-file calls."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run now; the returned future is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Guarded(Executor):
    """A pool of child interpreters, one job at a time each; a lost child is replaced.

    Parameters
    ----------
    workers: number of children; the first starts at once and loads while the caller gets ready, others when needed.
    seconds: wall-clock limit of one job by the job's function name; the child's whole process group is killed at it.
    memory_bytes: resident memory above which a child is killed (where /proc tells it).
    """

    def __init__(self, workers: int, *, seconds: Mapping[str, float], memory_bytes: int) -> None:
        self._seconds = seconds
        self._memory = memory_bytes
        self._jobs: queue.SimpleQueue[tuple[Future[str], str, str, float] | None] = queue.SimpleQueue()
        self._most = max(1, workers)
        self.in_flight = AHEAD * self._most
        self._threads: list[threading.Thread] = []
        self._waiting = threading.Semaphore(0)
        """Counts the threads that have nothing to do: a job goes to one of them before another child is started."""
        self._hurry = threading.Event()
        self._grow()
        self._waiting.release()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a job; its future may raise JobLostError, or RuntimeError with the child's traceback.

        Raises KeyError for a job without a limit.
        """
        if kwargs or len(args) != 1:
            raise TypeError("a job takes exactly one request string")
        if not self._waiting.acquire(blocking=False) and len(self._threads) < self._most:
            self._grow()
        future: Future[str] = Future()
        self._jobs.put((future, f"{fn.__module__}:{fn.__qualname__}", args[0], self._seconds[fn.__qualname__]))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Finish what is queued (unless told to cancel it) and end the children."""
        if cancel_futures:
            with contextlib.suppress(queue.Empty):
                while True:
                    job = self._jobs.get_nowait()
                    if job is not None:
                        job[0].cancel()
        for _ in self._threads:
            self._jobs.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        # an interrupted run waits neither for the jobs in hand nor for those still queued
        if kind is not None:
            self._hurry.set()
        self.shutdown(wait=True, cancel_futures=kind is not None)

    def _grow(self) -> None:
        self._threads.append(threading.Thread(target=self._serve, daemon=True))
        self._threads[-1].start()

    def _serve(self) -> None:
        child: _Child | None = _Child()
        try:
            while (job := self._jobs.get()) is not None:
                child = self._do(child, *job)
                del job  # the next one may be long in coming
        finally:
            if child is not None:
                child.close()

    def _do(self, child: _Child | None, future: Future[str], name: str, request: str, seconds: float) -> _Child | None:
        """Have a job done by the child, by a new one when there is none; the child that is left for the next job."""
        if not future.set_running_or_notify_cancel():
            self._waiting.release()
            return child
        child = _Child() if child is None else child
        try:
            answer = child.call(name, request, seconds=seconds, memory=self._memory, hurry=self._hurry)
        except JobLostError as error:
            child.kill()
            self._waiting.release()
            future.set_exception(error)
            return None
        self._waiting.release()  # before the answer is out: the next job shall come here
        if answer[:1] == b"+":
            spent, _, result = answer.partition(b"\n")
            timing.add(json.loads(spent[1:]))
            future.set_result(result.decode("utf-8"))
        else:
            future.set_exception(RuntimeError(answer[1:].decode("utf-8")))
        return child


class _Child:
    """One child interpreter speaking length-prefixed messages over its standard streams."""

    def __init__(self) -> None:
        package_root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        path = os.pathsep.join(filter(None, [package_root, os.environ.get("PYTHONPATH", "")]))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "luodi.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries talk about documents there (threats T25)
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": "0"},
        )
        self._fresh = True

    def call(self, name: str, request: str, *, seconds: float, memory: int, hurry: threading.Event) -> bytes:
        """Send one job and wait for its answer. Raises JobLostError."""
        assert self._process.stdin is not None
        head, body = f"{name}\n".encode(), request.encode("utf-8")  # apart: joined, a large one were there twice
        try:
            self._process.stdin.write(struct.pack("<Q", len(head) + len(body)) + head)
            self._process.stdin.write(body)
            self._process.stdin.flush()
        except OSError as error:
            raise JobLostError("crashed", "子进程已退出（the worker process is gone）") from error
        watch = _Watch(self._process, seconds + (_START_SECONDS if self._fresh else 0.0), memory, hurry)
        try:
            header = self._read(8)
            answer = self._read(struct.unpack("<Q", header)[0])
        except EOFError as error:
            code, message = watch.verdict or ("crashed", "读取进程意外终止（the worker process crashed）")
            raise JobLostError(code, message) from error
        finally:
            watch.stop()
        self._fresh = False
        return answer

    def _read(self, count: int) -> bytes:
        assert self._process.stdout is not None
        data = self._process.stdout.read(count)
        if data is None or len(data) < count:
            raise EOFError
        return data

    def kill(self) -> None:
        """End the child with all that it started."""
        _kill_group(self._process)
        self._process.wait()
        self._close_pipes()

    def close(self) -> None:
        """Let the child end by itself; kill it when it does not."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            _kill_group(self._process)
            self._process.wait()
        self._close_pipes()

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class _Watch:
    """Kills a child at its limits while another thread waits for its answer; ``verdict`` says why."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, memory: int, hurry: threading.Event) -> None:
        self.verdict: tuple[str, str] | None = None
        self._process = process
        self._limit = time.monotonic() + seconds
        self._seconds = seconds
        self._memory = memory
        self._hurry = hurry
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_POLL_SECONDS):
            if time.monotonic() > self._limit:
                self.verdict = ("timeout", f"处理超过 {self._seconds:.0f} 秒，已终止（took longer than the limit）")
            elif resident_bytes(self._process.pid) > self._memory:
                size = self._memory // 1_000_000
                self.verdict = ("memory", f"处理占用内存超过 {size} MB，已终止（used more memory than the limit）")
            elif self._hurry.is_set():
                self.verdict = ("stopped", "运行已中断（the run was interrupted）")
            if self.verdict is not None:
                _kill_group(self._process)
                return


def resident_bytes(pid: int) -> int:
    """Resident memory of a process in bytes; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
