"""How many documents a second the whole way takes, where the time goes, and how a second run compares.

``python benchmarks/throughput.py --worlds 20 80`` makes folders of that many worlds (about eight documents each) out of
the annotated ones with other places and numbers, 70 % DOCX and 30 % PDF, runs luodi over each, again, and again after
one report got a further sentence. It prints documents per second by the clock and by the processor (other work on the
machine slows the clock only), the processor's seconds by stage, what the later runs took and how much of it reading
and judging the dossier of the changed file, the largest process, and how many times bare parsing (python-docx, PDFium)
with bare segmentation (jieba) the whole way takes.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from folders import make
from pypdfium2 import PdfDocument

from luodi.batch.child import resident_bytes

DOSSIER = ("parse", "structure", "extract", "assess", "check", "score")
"""The stages that belong to files and dossiers; all others look at the whole folder."""
_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Where luodi is installed its bytecode lies beside it; without, each process would compile it anew."""
_ROUND = re.compile(r"用时 ([\d.]+) 秒")
_STAGE = re.compile(r"^(?P<name>[a-z]+) +(?P<seconds>[\d.]+) s ", re.M)


def measure(worlds: int, *, workers: int, reader: bool) -> dict[str, float]:
    """Runs over a made folder: first, second, one file changed; seconds of clock and of processor, largest process."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        count = prepare(base, worlds, reader=reader)
        command = [*run_command(base, base / "out"), "--workers", str(workers), "--timings"]
        limit = bare(base / "inbox")
        first = timed(command)
        second = timed(command)
        report = min((base / "inbox").glob("*report*.docx"))
        touch(report)
        changed = timed(command)
        watched = watch([*run_command(base, base / "out", "watch"), "--workers", str(workers)], report)
    own = sum(changed.stages.get(stage, 0.0) for stage in DOSSIER)
    return {
        "documents": count,
        "seconds": first.clock,
        "processor": first.processor,
        "per_second": count / first.clock,
        "per_processor_second": count / first.processor,
        "times_bare": first.processor / limit,
        "MiB": first.peak,
        "again": second.clock,
        "again_share": second.processor / first.processor,
        "one_changed": changed.clock,
        "one_changed_processor": changed.processor,
        "of_which_dossier": own,
        "one_changed_watched": watched,
        **{f"stage.{name}": seconds for name, seconds in first.stages.items()},
    }


def prepare(base: Path, worlds: int, *, reader: bool) -> int:
    """A folder with an inbox of so many worlds, their units and settings; returns the number of documents."""
    (base / "inbox").mkdir()
    (base / "luodi.toml").write_text(f"[comparing]\nreader = {str(reader).lower()}\n", encoding="utf-8")
    return make(base / "inbox", base / "units.csv", worlds)


def run_command(base: Path, out: Path, verb: str = "run") -> list[str]:
    """``luodi run`` (or ``watch``) over a folder that was prepared."""
    command = [sys.executable, "-m", "luodi", verb, str(base / "inbox"), "--out", str(out)]
    command += ["--quiet"] if verb == "run" else ["--every", "0.2", "--settle", "0.5"]
    command += ["--units", str(base / "units.csv"), "--settings", str(base / "luodi.toml")]
    return [*command, "--as-of", "2026-12-31"]


def touch(report: Path) -> None:
    """Let a report say a sentence more."""
    document = Document(str(report))
    document.add_paragraph(f"全年新建便民服务点{len(document.paragraphs)}处，覆盖全部乡镇。")
    document.save(str(report))


def watch(command: list[str], report: Path) -> float:
    """Seconds of a round of ``luodi watch`` for a report that changed, the second time so that its workers are warm."""
    seconds = 0.0
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=_INSTALLED) as process:
        assert process.stderr is not None
        process.stderr.readline()  # it begins
        for _ in range(2):
            time.sleep(2)  # what lies there is taken as it is, or the last round's outputs settle
            touch(report)
            while (found := _ROUND.search(process.stderr.readline())) is None:
                pass
            seconds = float(found[1])
        process.terminate()
        process.communicate()
    return seconds


def bare(inbox: Path) -> float:
    """Processor seconds that opening all documents and cutting their words takes, once all is loaded."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    start = time.process_time()
    for path in sorted(inbox.iterdir()):
        if path.suffix == ".pdf":
            with PdfDocument(path) as pages:
                text = "\n".join(page.get_textpage().get_text_range() for page in pages)
        else:
            document = Document(str(path))
            cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
            text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
        jieba.lcut(text)
    return time.process_time() - start


@dataclass(frozen=True)
class Taken:
    """What a run took: by the clock, of the processor with all its children, by stage; MiB of its largest process."""

    clock: float
    processor: float
    stages: dict[str, float]
    peak: float


def timed(command: list[str]) -> Taken:
    """Run luodi with ``--timings``. Raises RuntimeError when it fails."""
    before, start, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0.0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stderr=said, env=_INSTALLED)
        while process.poll() is None:
            peak = max([peak, *(_resident(pid) for pid in _family(process.pid))])
            time.sleep(0.1)
        clock = time.monotonic() - start
        said.seek(0)
        lines = said.read()
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}: {lines[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    stages = {m["name"]: float(m["seconds"]) for m in re.finditer(_STAGE, lines) if m["name"] != "processor"}
    return Taken(clock, processor, stages, peak)


def _family(pid: int) -> list[int]:
    """A process and its children and theirs, as far as /proc tells."""
    found = [pid]
    for parent in found:
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in path.read_text(encoding="ascii").split()]
    return found


def _resident(pid: int) -> float:
    return resident_bytes(pid) / 2**20


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, nargs="+", default=[20])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-reader", action="store_true")
    asked = parser.parse_args()
    for worlds in asked.worlds:
        figures = measure(worlds, workers=asked.workers, reader=not asked.no_reader)
        print({k: round(v, 3) for k, v in figures.items()})


if __name__ == "__main__":
    main()
