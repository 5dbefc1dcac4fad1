"""``kill -9`` at any moment: outputs whole or not at all, and the next run ends where an undisturbed one does."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import luodi
from luodi.batch.ledger import verify

HOUSING = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "housing"
KILLS = 6


def start(folder: Path, out: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "luodi", "run", folder / "inbox", "--out", folder / out, "--quiet"),
            *("--units", HOUSING / "units.csv", "--as-of", "2025-01-15"),
            *("--settings", folder / "luodi.toml", "--workers", "1"),
        ],
        env={**os.environ, "PYTHONPATH": str(Path(luodi.__file__).parents[1]), "PYTHONUTF8": "1"},
    )


def hashes(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".luodi" not in path.parts
    }


def is_whole(path: Path) -> bool:
    """Whether a file can be read to its end as what its name says."""
    if path.suffix == ".jsonl":
        return all(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    if path.suffix == ".json":
        return bool(json.loads(path.read_text(encoding="utf-8")))
    if path.suffix == ".parquet":
        return pq.read_table(path) is not None
    if path.suffix in {".xlsx", ".docx"}:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    return (
        path.read_text(encoding="utf-8").rstrip().endswith({".html": "</html>", ".ics": "END:VCALENDAR"}[path.suffix])
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "inbox").mkdir()
    for path in sorted((HOUSING / "inbox").iterdir()):
        shutil.copy(path, folder / "inbox" / path.name)
    (folder / "luodi.toml").write_text("[comparing]\nreader = false\n", encoding="utf-8")
    begun = time.monotonic()
    assert start(folder, "undisturbed").wait(300) == 0
    (folder / "seconds").write_text(str(time.monotonic() - begun))
    return folder


def test_a_run_killed_again_and_again_ends_with_the_same_bytes(office: Path) -> None:
    seconds, chance = float((office / "seconds").read_text()), random.Random(5)
    for _ in range(KILLS):
        process = start(office, "killed")
        time.sleep(chance.uniform(0.2, 1.1) * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path in (office / "killed").rglob("*"):
            if path.is_file() and ".luodi" not in path.parts and path.suffix != ".part":
                assert is_whole(path), path.name
    assert start(office, "killed").wait(300) == 0
    assert hashes(office / "killed") == hashes(office / "undisturbed")
    assert verify(office / "killed") == []


def test_what_was_done_before_the_kill_is_not_done_again(office: Path) -> None:
    kept = office / "half" / ".luodi" / "results.sqlite"
    process = start(office, "half")
    limit = time.monotonic() + 120
    while rows(kept) < 3 and process.poll() is None:
        assert time.monotonic() < limit
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = rows(kept)
    assert before >= 3
    with sqlite3.connect(kept) as connection:
        connection.execute("CREATE TABLE old AS SELECT rowid AS place, key FROM results")
    connection.close()
    assert start(office, "half").wait(300) == 0
    with sqlite3.connect(kept) as connection:
        same = "SELECT count(*) FROM old JOIN results ON old.key = results.key AND old.place = results.rowid"
        # a result that was computed again would have been put in again, at another place
        assert connection.execute(same).fetchone()[0] == before
    connection.close()


def rows(path: Path) -> int:
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return 0
    try:
        return int(connection.execute("SELECT count(*) FROM results").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
