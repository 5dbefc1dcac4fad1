"""T12: a disk that is full or cannot be written: a clear message, and what an earlier run wrote is there as it was."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import luodi
from luodi.batch.cache import Cache
from luodi.batch.executors import InProcess
from luodi.batch.folder import Order, carry_out
from luodi.batch.ledger import verify
from luodi.cli import run_command
from luodi.settings import Comparing, Settings

HOUSING = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "housing"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run, and a report that came after it."""
    folder = tmp_path_factory.mktemp("finished")
    (folder / "inbox").mkdir()
    for name in ("policy.docx", "songze-forward.pdf"):
        shutil.copy(HOUSING / "inbox" / name, folder / "inbox" / name)
    shutil.copy(HOUSING / "units.csv", folder / "units.csv")
    (folder / "luodi.toml").write_text("[comparing]\nreader = false\n", encoding="utf-8")
    again(folder)
    shutil.copy(HOUSING / "inbox" / "songze-report.docx", folder / "inbox" / "songze-report.docx")
    return folder


@pytest.fixture
def office(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "office"))


def again(folder: Path) -> None:
    order = Order(
        inbox=folder / "inbox",
        out=folder / "out",
        as_of=date(2025, 1, 15),
        settings=Settings(comparing=Comparing(reader=False)),
        units=folder / "units.csv",
    )
    carry_out(order, InProcess, lambda *_: None)


def hashes(out: Path) -> dict[str, str]:
    """Of everything that people and systems read."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".luodi" not in path.relative_to(out).parts
    }


def full_after(count: int, code: int) -> Callable[..., Any]:
    """``mkstemp`` on a disk that takes ``count`` more files."""
    left = [count]

    def mkstemp(*arguments: Any, **named: Any) -> tuple[int, str]:
        if left[0] == 0:
            raise OSError(code, os.strerror(code), "somewhere")
        left[0] -= 1
        return real(*arguments, **named)

    real = tempfile.mkstemp
    return mkstemp


@pytest.fixture(scope="module")
def writes(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Files that a run writes before it has put all in their places."""
    office = Path(shutil.copytree(finished, tmp_path_factory.mktemp("counted") / "office"))
    made: list[str] = []

    def mkstemp(*arguments: Any, **named: Any) -> tuple[int, str]:
        handle, name = tempfile.mkstemp(*arguments, **named)
        made.append(name)
        return handle, name

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("luodi.publish.files.mkstemp", mkstemp)
        again(office)
    return len(made) - 1  # the last is the note of what stands, which only spares the next run work


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS], ids=["full", "read-only"])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
def test_a_failed_write_changes_no_output(
    office: Path, writes: int, monkeypatch: pytest.MonkeyPatch, share: float, code: int
) -> None:
    before = hashes(office / "out")
    with monkeypatch.context() as patch:
        patch.setattr("luodi.publish.files.mkstemp", full_after(round(share * (writes - 1)), code))
        with pytest.raises(OSError, match=os.strerror(code)):
            again(office)
    assert hashes(office / "out") == before
    assert verify(office / "out") == []
    again(office)  # and with room again the run ends
    assert hashes(office / "out") != before
    assert verify(office / "out") == []


def test_the_command_says_what_could_not_be_written(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("luodi.publish.files.mkstemp", full_after(3, errno.ENOSPC))
    asked = ["run", office / "inbox", "--out", office / "out", "--settings", office / "luodi.toml", "--workers", "0"]
    assert run_command([str(word) for word in asked]) == 2
    said = capsys.readouterr().err
    assert "磁盘已满" in said
    assert "Traceback" not in said


def test_a_cache_that_finds_no_room_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with Cache(tmp_path / "results.sqlite") as cache:
        cache._connection.execute("PRAGMA max_page_count = 8")
        with pytest.raises(OSError, match="full") as caught:
            cache.put("key", os.urandom(100_000).hex())
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit on the size of files here")
@pytest.mark.parametrize("kilobytes", [4, 40, 120])
def test_files_that_may_not_grow_end_the_command_with_a_message(office: Path, kilobytes: int) -> None:
    before = hashes(office / "out")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    done = subprocess.run(
        [
            *(sys.executable, "-m", "luodi", "run", office / "inbox", "--out", office / "out", "--quiet"),
            *("--settings", office / "luodi.toml", "--units", office / "units.csv", "--workers", "1"),
        ],
        env={**os.environ, "PYTHONPATH": str(Path(luodi.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 2, done.stderr
    assert "luodi: " in done.stderr
    assert "Traceback" not in done.stderr
    assert hashes(office / "out") == before


def test_a_file_in_the_place_of_the_output_folder_is_named(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "taken").write_text("x")
    asked = ["run", office / "inbox", "--out", office / "taken" / "out", "--workers", "0"]
    assert run_command([str(word) for word in asked]) == 2
    assert "taken" in capsys.readouterr().err
