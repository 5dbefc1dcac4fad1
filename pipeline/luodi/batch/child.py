"""A child interpreter that does jobs one by one, and is killed at their limits of time and memory."""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import subprocess
import sys
import threading
import time

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


class Child:
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
        """Send one job and wait for its answer, at most ``seconds`` and while the child has at most ``memory`` bytes
        resident, until ``hurry`` is set. Raises JobLostError."""
        assert self._process.stdin is not None
        # apart: joined, a large one were there twice
        head, body = f"{name}\n".encode(), request.encode("utf-8")
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
