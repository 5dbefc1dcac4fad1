"""Running another program with limits, so that none of it is left when time is up."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path


def run_limited(command: Sequence[str], *, cwd: Path, seconds: float) -> int | None:
    """Run a program in a session of its own, without input or output; its exit code, None when killed at the limit.

    The whole process group is killed, so that helpers which the program started do not stay.
    """
    process = subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env={**os.environ, "HOME": str(cwd), "TMPDIR": str(cwd)},
    )  # fmt: skip
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        kill_group(process.pid)
        process.wait()


def kill_group(pid: int) -> None:
    """Kill the process group that a session leader heads; one already gone is no error."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
