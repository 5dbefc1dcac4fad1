"""What a second worker gains, what Dask costs, and what a folder many times larger takes.

``python benchmarks/scaling.py --worlds 40`` runs over one folder with one worker, with two, and on a loopback cluster.
It prints seconds by the clock and of the processor for each, the gain of two workers over one, the speed of Dask as a
share of the pool's, and whether all outputs are the same bytes. ``--grow 123 1234`` runs over folders of so many worlds
(about eight documents each) with two workers, and prints how many times the documents, the time and the largest process
grow; ``--folder`` keeps what is made for it, and ``--prepare`` makes it only. Clocks count here, so nothing else should
run on the machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from throughput import Taken, prepare, run_command, timed

_START_SECONDS = 60


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and single-threaded workers on loopback; gives the address."""
    place = folder / "scheduler.json"
    common = ["--host", "127.0.0.1", "--scheduler-file", str(place), "--no-dashboard"]
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", *common, "--port", "0"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", *common, "--nthreads", "1", "--no-nanny"]
    worker += ["--local-directory", str(folder)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    started = [subprocess.Popen(scheduler, **quiet)]  # type: ignore[call-overload]
    try:
        end = time.monotonic() + _START_SECONDS
        while not place.exists():
            if time.monotonic() > end:
                raise TimeoutError("no scheduler came up")
            time.sleep(0.1)
        started += [subprocess.Popen(worker, **quiet) for _ in range(workers)]  # type: ignore[call-overload]
        from distributed import Client

        address = str(json.loads(place.read_text(encoding="utf-8"))["address"])
        with Client(address, timeout=_START_SECONDS) as client:
            client.wait_for_workers(workers, timeout=_START_SECONDS)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(20)


def digest(out: Path) -> str:
    """Of all that people and systems read; the page tells of the way to the inbox, which is the same."""
    found = hashlib.sha256()
    for path in sorted(p for p in out.rglob("*") if p.is_file() and ".luodi" not in p.relative_to(out).parts):
        found.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def main() -> None:
    """Compare ways to run, or sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--grow", type=int, nargs="+", metavar="WORLDS")
    parser.add_argument("--folder", type=Path, help="where the folders of --grow lie")
    parser.add_argument("--prepare", action="store_true", help="only make the folders of --grow")
    parser.add_argument("--reader", action="store_true", help="with the neural reader")
    asked = parser.parse_args()
    if asked.grow:
        with tempfile.TemporaryDirectory() as folder:
            grow(asked.folder or Path(folder), asked.grow, reader=asked.reader, only_prepare=asked.prepare)
    else:
        compare(asked.worlds, reader=asked.reader)


def grow(folder: Path, sizes: list[int], *, reader: bool, only_prepare: bool) -> None:
    """Print a line for each number of worlds, then how the last compares with the first."""
    for worlds in sizes:
        base = folder / str(worlds)
        if not (base / "units.csv").is_file():  # it is written last
            shutil.rmtree(base, ignore_errors=True)
            base.mkdir(parents=True)
            prepare(base, worlds, reader=reader)
    if only_prepare:
        return
    rows: list[dict[str, float]] = []
    for base in (folder / str(worlds) for worlds in sizes):
        shutil.rmtree(base / "out", ignore_errors=True)
        taken = timed([*run_command(base, base / "out"), "--workers", "2", "--timings"])
        count = sum(1 for _ in (base / "inbox").iterdir())
        rows.append({"documents": count, "clock": taken.clock, "processor": taken.processor, "MiB": taken.peak})
        print({name: round(value, 1) for name, value in rows[-1].items()}, flush=True)
        print({name: round(seconds, 1) for name, seconds in taken.stages.items()}, flush=True)
    print({f"times_{name}": round(rows[-1][name] / value, 2) for name, value in rows[0].items()})


def compare(worlds: int, *, reader: bool) -> None:
    """Print a line for each way to run, then what they say of each other."""
    taken: dict[str, Taken] = {}
    digests: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        print({"documents": prepare(base, worlds, reader=reader), "reader": reader})

        def run(name: str, *where: str) -> None:
            taken[name] = timed([*run_command(base, base / name), "--timings", *where])
            digests[name] = digest(base / name)
            print({name: round(taken[name].clock, 1), "processor": round(taken[name].processor, 1)}, flush=True)

        run("one worker", "--workers", "1")
        run("two workers", "--workers", "2")
        with dask(base, 2) as address:
            run("dask", "--cluster", address)
    pool = taken["two workers"].clock
    print(
        {
            "two_over_one": round(taken["one worker"].clock / pool, 2),
            "dask_over_pool": round(pool / taken["dask"].clock, 2),
            "same_bytes": len(set(digests.values())) == 1,
        }
    )


if __name__ == "__main__":
    main()
