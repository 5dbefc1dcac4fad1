"""What a second worker gains and what Dask costs: one folder with one worker, with two, and on a loopback cluster.

``python benchmarks/scaling.py --worlds 40`` prints seconds by the clock and of the processor for each, the gain of two
workers over one, the speed of Dask as a share of the pool's, and whether all outputs are the same bytes. Clocks count
here, so nothing else should run on the machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
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
    """Print a line for each way to run, then what they say of each other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--reader", action="store_true", help="with the neural reader")
    asked = parser.parse_args()
    taken: dict[str, Taken] = {}
    digests: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        print({"documents": prepare(base, asked.worlds, reader=asked.reader), "reader": asked.reader})

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
