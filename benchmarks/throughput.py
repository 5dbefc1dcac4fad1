"""How many documents a second the whole way takes, where the time goes, and how a second run compares.

``python benchmarks/throughput.py --worlds 20 80`` makes folders of that many worlds (about nine documents each) out of
the annotated ones with other places and numbers, as DOCX and text, runs luodi over each, again, and again after one
report got a further sentence. It prints documents per second by the clock and by the processor (other work on the
machine slows the clock only), the processor's seconds by stage, what the later runs took and how much of it reading
and judging the dossier of the changed file, the largest process, and how many times bare parsing (python-docx) with
bare segmentation (jieba) the whole way takes.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import logging
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from luodi.batch.executors import resident_bytes
from luodi.learn.split import worlds as worlds_of

CASES = Path(__file__).resolve().parent.parent / "corpora" / "cases"
DOSSIER = ("parse", "structure", "extract", "assess", "check", "score")
"""The stages that belong to files and dossiers; all others look at the whole folder."""
_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Where luodi is installed its bytecode lies beside it; without, each process would compile it anew."""
_STAGE = re.compile(r"^(?P<name>[a-z]+) +(?P<seconds>[\d.]+) s ", re.M)
_STEMS = "澄云临青泊嵩望禾丰泽石岗麻汤长南新平滨沛柘栎浣栖怀松白洛安鹿凤宁苍柏绛桐莲漕驿柳川源阳山江河湖海林泉"


def make(inbox: Path, units: Path, worlds: int, seed: int = 7) -> int:
    """Write ``worlds`` varied worlds into ``inbox`` and their units into ``units``; returns the number of documents."""
    chance = random.Random(seed)
    cases = worlds_of("building", CASES)
    rows: list[list[str]] = [["name", "level", "parent", "aliases"]]
    taken: set[str] = set()
    general = re.compile(r"^(?:省|市|县)")
    count = 0
    for number in range(worlds):
        case = cases[number % len(cases)]
        with (case / "units.csv").open(encoding="utf-8-sig") as file:
            tree = list(csv.reader(file))[1:]
        change = _changes([row[0] for row in tree if row[1] not in {"department", "部门"}], chance, taken)
        # departments are called alike in all provinces; the units are told apart by their new names
        rows += [[_changed(c, change) for c in row] for row in tree if row[1] not in {"department", "部门"}]
        for row in rows[-len(tree) :]:
            row[3] = "|".join(alias for alias in row[3].split("|") if not general.match(alias))
        factor = chance.choice((1.1, 1.3, 1.7, 2.0))
        for source in sorted((case / "src").glob("*.txt")):
            text = _numbers(_changed(source.read_text(encoding="utf-8"), change), factor)
            _write(inbox / f"{number:05d}-{source.stem}", text, as_word=chance.random() < 0.7)
            count += 1
    with units.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return count


def _changes(names: list[str], chance: random.Random, taken: set[str]) -> dict[str, str]:
    """Another name for each place, never one that another world has."""
    stems = {re.sub(r"(?:省|市|县|区|镇|乡|自治.*)$", "", name) for name in names} - {""}
    change: dict[str, str] = {}
    for stem in sorted(stems, key=lambda s: (-len(s), s)):
        new = "".join(chance.sample(_STEMS, 3))
        while new in taken:
            new = "".join(chance.sample(_STEMS, 3))
        taken.add(new)
        change[stem] = new
    return change


def _changed(text: str, change: dict[str, str]) -> str:
    pattern = "|".join(map(re.escape, change))
    return re.sub(pattern, lambda m: change[m.group()], text) if pattern else text


def _numbers(text: str, factor: float) -> str:
    """Counts of three digits or more, other for each world; years, numbers of documents and shares stay."""
    return re.sub(
        r"(?<![\d.〔第])(\d{3,6})(?=[户个人家所座项件台名])", lambda m: str(round(int(m.group()) * factor)), text
    )


def _write(path: Path, text: str, *, as_word: bool) -> None:
    if not as_word:
        path.with_suffix(".txt").write_text(text, encoding="utf-8")
        return
    document = Document()
    for line in text.splitlines():
        if not (line.startswith("|") and line.endswith("|")):
            document.add_paragraph(line)
            continue
        cells = line.strip("|").split("|")
        for cell, words in zip(document.add_table(1, len(cells)).rows[0].cells, cells, strict=True):
            cell.text = words
    document.save(str(path.with_suffix(".docx")))


def measure(worlds: int, *, workers: int, reader: bool) -> dict[str, float]:
    """Runs over a made folder: first, second, one file changed; seconds of clock and of processor, largest process."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        count = prepare(base, worlds, reader=reader)
        command = [*run_command(base, base / "out"), "--workers", str(workers), "--timings"]
        limit = bare(base / "inbox")
        first = timed(command)
        second = timed(command)
        touched = min((base / "inbox").glob("*report*.txt"))
        touched.write_text(touched.read_text(encoding="utf-8") + "全年新建便民服务点37处，覆盖全部乡镇。\n", "utf-8")
        changed = timed(command)
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
        **{f"stage.{name}": seconds for name, seconds in first.stages.items()},
    }


def prepare(base: Path, worlds: int, *, reader: bool) -> int:
    """A folder with an inbox of so many worlds, their units and settings; returns the number of documents."""
    (base / "inbox").mkdir()
    (base / "luodi.toml").write_text(f"[comparing]\nreader = {str(reader).lower()}\n", encoding="utf-8")
    return make(base / "inbox", base / "units.csv", worlds)


def run_command(base: Path, out: Path) -> list[str]:
    """``luodi run`` over a folder that was prepared."""
    command = [sys.executable, "-m", "luodi", "run", str(base / "inbox"), "--out", str(out), "--quiet"]
    command += ["--units", str(base / "units.csv"), "--settings", str(base / "luodi.toml")]
    return [*command, "--as-of", "2026-12-31"]


def bare(inbox: Path) -> float:
    """Processor seconds that opening all documents and cutting their words takes, once all is loaded."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    start = time.process_time()
    for path in sorted(inbox.iterdir()):
        if path.suffix == ".docx":
            document = Document(str(path))
            cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
            text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
        else:
            text = path.read_text(encoding="utf-8")
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
