"""How fast files are read, beside the libraries others read with, on the same files in one run.

Run as ``python benchmarks/reading.py [FOLDER…]``; without folders the cases of the corpus are read. Readers that are
not installed here are looked for in the interpreter given by ``--peers``, and named where they are in neither. Times
are processor seconds, the best of ``--rounds`` after one file read to warm up; compare rows, not
machines.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import readers
from readers import DOCX, PDF, Reader, installed, timed

from luodi.ingest import ReadError, read
from luodi.settings import Reading, Settings

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Settings(reading=Reading(ocr=False))
QUIET = {"DO_NOT_TRACK": "true", "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "UNSTRUCTURED_DISABLE_NOTICE": "1"}
"""What keeps peers from calling home while they are timed."""


def luodi(path: Path) -> int:
    """The reader of this package: paragraphs, tables, furniture, hidden words, warnings."""
    return sum(record.pages for record in read(path, settings=SETTINGS)) if path.suffix == ".pdf" else len(read(path))


def elsewhere(python: str, reader: Reader, files: list[Path], *, rounds: int) -> tuple[float, int] | None:
    """What a reader takes in another interpreter; None where it is not installed there either."""
    names = "\n".join(str(path.resolve()) for path in files)
    command = [python, readers.__file__, reader.read.__name__, str(rounds)]
    done = subprocess.run(command, input=names, capture_output=True, text=True, env=os.environ | QUIET)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return None
    answer = json.loads(done.stdout.splitlines()[-1])
    return (answer[0], answer[1]) if answer is not None else None


def table(title: str, unit: str, compared: list[Reader], files: list[Path], *, rounds: int, python: str | None) -> None:
    """Print one comparison; the first reader is the yardstick."""
    print(f"\n{title}: {len(files)} files\n{'reader':24}{'seconds':>9}{unit + '/s':>11}{'of first':>10}")
    first = None
    for reader in compared:
        if installed(reader.module):
            result = timed(reader.read, files, rounds=rounds)
        else:
            result = elsewhere(python, reader, files, rounds=rounds) if python else None
        if result is None:
            print(f"{reader.label:24} not installed")
            continue
        seconds, units = result
        if not units:
            print(f"{reader.label:24} read nothing")
            continue
        first = seconds if first is None else first
        print(f"{reader.label:24}{seconds:9.2f}{units / seconds:11.1f}{first / seconds:10.2f}", flush=True)


def flat_memory(files: list[Path], *, count: int) -> None:
    """Print the peak memory after the first tenth and at the end of so many readings."""
    after_tenth = 0
    for n in range(count):
        luodi(files[n % len(files)])
        if n == count // 10:
            after_tenth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    end = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"\npeak memory: {after_tenth / 1024:.0f} MiB after {count // 10} files, {end / 1024:.0f} MiB after {count}")


def readable(path: Path) -> bool:
    """Leave out what the reader refuses (scans without OCR)."""
    try:
        luodi(path)
    except ReadError:
        return False
    return True


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "corpora" / "cases"])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--most", type=int, default=60, help="files of each kind")
    parser.add_argument("--memory", type=int, default=0, help="also read so many files and print the peak memory")
    parser.add_argument(
        "--peers",
        metavar="PYTHON",
        default=os.environ.get("LUODI_PEERS_PYTHON"),
        help="interpreter in which docling, unstructured or others are installed; default LUODI_PEERS_PYTHON",
    )
    options = parser.parse_args()
    found = sorted(path for folder in options.folders for path in folder.rglob("*"))
    pdfs = [p for p in found if p.suffix == ".pdf" and readable(p)][: options.most]
    words = [p for p in found if p.suffix == ".docx" and readable(p)][: options.most]
    own, given = Reader("luodi", "luodi", luodi), {"rounds": options.rounds, "python": options.peers}
    if pdfs:
        table("PDF", "pages", [PDF[0], own, *PDF[1:]], pdfs, **given)
    if words:
        table("DOCX", "files", [DOCX[0], own, *DOCX[1:]], words, **given)
    if options.memory:
        flat_memory([*pdfs, *words], count=options.memory)


if __name__ == "__main__":
    main()
