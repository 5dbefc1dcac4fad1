"""Reading in a process of its own."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from luodi.ingest import ReadError, Worker, read_isolated
from luodi.ingest.processes import run_limited
from luodi.settings import Limits, Settings
from office_files import docx, paragraph


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("正文。")))
    return path


def test_isolated_reading_gives_the_same_records(file: Path) -> None:
    assert [r.text for r in read_isolated(file)] == ["正文。"]


def test_worker_reads_on_after_a_refusal_and_after_a_death(file: Path, tmp_path: Path) -> None:
    empty = tmp_path / "b.txt"
    empty.write_bytes(b"")
    with Worker() as worker:
        with pytest.raises(ReadError) as caught:
            worker.read(empty)
        assert caught.value.code == "empty"
        assert worker._process is not None
        worker._process.kill()
        worker._process.join()
        assert worker.read(file)[0].text == "正文。"


def test_a_file_that_hangs_is_given_up_and_its_child_is_gone(tmp_path: Path) -> None:
    pipe = tmp_path / "hang.txt"
    os.mkfifo(pipe)
    settings = Settings(limits=Limits(seconds_per_file=1.0))
    with Worker(settings=settings) as worker:
        worker._started()
        assert worker._process is not None
        pid, start = worker._process.pid, time.monotonic()
        with pytest.raises(ReadError) as caught:
            worker.read(pipe)
        assert (caught.value.code, time.monotonic() - start < 4.0) == ("timeout", True)
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_memory_beyond_the_limit_is_an_error_not_a_crash_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes("字".encode() * 20_000_000)
    settings = Settings(limits=Limits(memory_bytes=60_000_000))
    with pytest.raises(ReadError) as caught:
        read_isolated(path, settings=settings)
    assert caught.value.code in ("memory", "crashed")


def test_helpers_of_a_killed_program_do_not_stay(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    code = run_limited(["sh", "-c", f"sleep 60 & echo $! > {mark}; wait"], cwd=tmp_path, seconds=0.5)
    pid = int(mark.read_text())
    assert code is None
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail("the helper still runs")
