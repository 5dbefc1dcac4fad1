"""How many documents a second the whole way takes, and how a second run compares.

``python benchmarks/throughput.py --worlds 20 80`` makes folders of that many worlds (about ten documents each) out of
the annotated ones with other places and numbers, as DOCX and text, runs luodi over each twice, and prints documents
per second, the second run's share of the first, and the largest process.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from docx import Document

ROOT = Path(__file__).resolve().parent.parent
_STEMS = "澄云临青泊嵩望禾丰泽石岗麻汤长南新平滨沛柘栎浣栖怀松白洛安鹿凤宁苍柏绛桐莲漕驿柳川源阳山江河湖海林泉"


def make(inbox: Path, units: Path, worlds: int, seed: int = 7) -> int:
    """Write ``worlds`` varied worlds into ``inbox`` and their units into ``units``; returns the number of documents."""
    chance = random.Random(seed)
    cases = sorted(p for p in (ROOT / "corpora" / "cases").iterdir() if (p / "gold").is_dir())
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
    """Two runs over a made folder: documents, seconds, documents per second, the second run's share, MiB."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        (base / "inbox").mkdir()
        count = make(base / "inbox", base / "units.csv", worlds)
        (base / "luodi.toml").write_text(f"[comparing]\nreader = {str(reader).lower()}\n", encoding="utf-8")
        command = [sys.executable, "-m", "luodi", "run", str(base / "inbox"), "--out", str(base / "out"), "--quiet"]
        command += ["--units", str(base / "units.csv"), "--settings", str(base / "luodi.toml"), "--as-of", "2026-12-31"]
        command += ["--workers", str(workers)]
        first, second = _seconds(command), _seconds(command)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        shutil.rmtree(base / "out")
    return {"documents": count, "seconds": first, "per_second": count / first, "again": second / first, "MiB": peak}


def _seconds(command: list[str]) -> float:
    start = time.monotonic()
    subprocess.run(command, check=True)
    return time.monotonic() - start


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
