"""A Dask scheduler and two workers on loopback: the same bytes as the process pool, the same protection."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import luodi
from luodi.batch.child import JobLostError
from luodi.batch.cluster import Cluster
from luodi.batch.executors import ClusterError
from luodi.batch.folder import Order, carry_out, executor_of
from luodi.settings import Comparing, Settings

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # what distributed warns of is its own affair

HOUSING = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "housing"
SETTINGS = Settings(comparing=Comparing(reader=False))
JOBS = "import os\ndef die(request): os._exit(3)\ndef version(): return str(os.getpid())\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("dask")
    (folder / "luodi_cluster_jobs.py").write_text(JOBS)
    place = folder / "scheduler.json"
    path = os.pathsep.join([str(Path(luodi.__file__).parents[1]), str(folder)])
    environment = {**os.environ, "PYTHONPATH": path, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    common = ["--host", "127.0.0.1", "--scheduler-file", str(place), "--no-dashboard"]
    run = [sys.executable, "-m", "distributed.cli.dask_scheduler", *common, "--port", "0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", *common, "--nthreads", "1", "--no-nanny"]
    worker += ["--local-directory", str(folder)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment, "cwd": folder}
    started = [subprocess.Popen(run, **quiet)]  # type: ignore[call-overload]
    try:
        until(place.exists)
        started += [subprocess.Popen(worker, **quiet) for _ in range(2)]  # type: ignore[call-overload]
        from distributed import Client

        found = str(json.loads(place.read_text(encoding="utf-8"))["address"])
        with Client(found, timeout=30) as client:
            client.wait_for_workers(2, timeout=60)
        yield found
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(20)


def until(true: object) -> None:
    limit = time.monotonic() + 60
    while not true():  # type: ignore[operator]
        assert time.monotonic() < limit
        time.sleep(0.05)


def hashes(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".luodi" not in path.parts
    }


def test_a_cluster_leaves_the_bytes_of_the_process_pool(address: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for path in sorted((HOUSING / "inbox").iterdir())[:8]:
        shutil.copy(path, inbox / path.name)
    (inbox / "empty.docx").write_bytes(b"")
    for out, workers, cluster in (("pool", 1, None), ("cluster", None, address)):
        order = Order(inbox, tmp_path / out, date(2025, 1, 15), SETTINGS, units=HOUSING / "units.csv")
        with executor_of(SETTINGS, workers, cluster) as executor:
            assert carry_out(order, lambda given=executor: given, lambda *_: None) is not None  # type: ignore[misc]
    assert hashes(tmp_path / "pool") == hashes(tmp_path / "cluster")


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "luodi_cluster_jobs.py").write_text(JOBS)
    monkeypatch.syspath_prepend(str(tmp_path))
    import luodi_cluster_jobs

    return luodi_cluster_jobs


def test_a_job_that_dies_takes_its_child_only_and_says_so(address: str, jobs: Any) -> None:
    with Cluster(address, seconds={"die": 60.0}, memory_bytes=10**9) as cluster:
        for _ in range(3):
            with pytest.raises(JobLostError) as lost:
                cluster.submit(jobs.die, "").result(timeout=120)
            assert lost.value.code == "crashed"


def test_nobody_at_the_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luodi.batch.cluster._CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match="无应答"):
        executor_of(SETTINGS, None, "tcp://127.0.0.1:1")


def test_workers_of_another_version_are_refused(address: str, jobs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luodi.batch.cluster.code_version", jobs.version)
    with pytest.raises(ClusterError, match="other version"):
        executor_of(SETTINGS, None, address)
