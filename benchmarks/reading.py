"""How fast files are read, beside the libraries others read with, on the same files in one run.

Run as ``python benchmarks/reading.py [FOLDER…]``; without folders the cases of the corpus are read. Readers that are
not installed are left out and named. Times are processor seconds, the best of ``--rounds``; compare rows, not
machines.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from luodi.ingest import ReadError, read
from luodi.settings import Reading, Settings

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Settings(reading=Reading(ocr=False))


def bare_pdfium(path: Path) -> int:
    """Plain text by pypdfium2; gives the number of pages."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    for page in document:
        words = page.get_textpage()
        words.get_text_range()
        words.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


def pdfplumber_alone(path: Path) -> int:
    """Text and tables by pdfplumber; 0 for a file that it cannot open."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        document = pdfplumber.open(path)
    except PdfminerException:
        return 0
    with document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def pypdf_alone(path: Path) -> int:
    """Text by pypdf; 0 for a file that it cannot read."""
    from pypdf import PdfReader  # type: ignore[import-not-found]  # not a dependency: measured where installed
    from pypdf.errors import PyPdfError  # type: ignore[import-not-found]

    try:
        pages = PdfReader(path).pages
        for page in pages:
            page.extract_text()
        return len(pages)
    except PyPdfError:
        return 0


def python_docx(path: Path) -> int:
    """Paragraphs and cells by python-docx; gives 1."""
    import docx

    document = docx.Document(str(path))
    "".join(paragraph.text for paragraph in document.paragraphs)
    "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return 1


def luodi(path: Path) -> int:
    """The reader of this package: paragraphs, tables, furniture, hidden words, warnings."""
    return sum(record.pages for record in read(path, settings=SETTINGS)) if path.suffix == ".pdf" else len(read(path))


def timed(reader: Callable[[Path], int], files: list[Path], *, rounds: int) -> tuple[float, int]:
    """Processor seconds of the best round, and units (pages or files) read."""
    best, units = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        units = sum(reader(path) for path in files)
        best = min(best, time.process_time() - start)
    return best, units


def table(
    title: str, unit: str, readers: Iterable[tuple[str, str, Callable[[Path], int]]], files: list[Path], rounds: int
) -> None:
    """Print one comparison; the first reader is the yardstick."""
    print(f"\n{title}: {len(files)} files\n{'reader':24}{'seconds':>9}{unit + '/s':>11}{'of first':>10}")
    first = None
    for label, module, reader in readers:
        if find_spec(module) is None:
            print(f"{label:24} not installed")
            continue
        seconds, units = timed(reader, files, rounds=rounds)
        first = seconds if first is None else first
        print(f"{label:24}{seconds:9.2f}{units / seconds:11.1f}{first / seconds:10.2f}")


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
    options = parser.parse_args()
    found = sorted(path for folder in options.folders for path in folder.rglob("*"))
    pdfs = [p for p in found if p.suffix == ".pdf" and readable(p)][: options.most]
    words = [p for p in found if p.suffix == ".docx" and readable(p)][: options.most]
    if pdfs:
        readers = [
            ("pypdfium2, bare", "pypdfium2", bare_pdfium),
            ("luodi", "luodi", luodi),
            ("pdfplumber alone", "pdfplumber", pdfplumber_alone),
            ("pypdf", "pypdf", pypdf_alone),
        ]
        table("PDF", "pages", readers, pdfs, options.rounds)
    if words:
        table(
            "DOCX",
            "files",
            [("python-docx, bare", "docx", python_docx), ("luodi", "luodi", luodi)],
            words,
            options.rounds,
        )
    if options.memory:
        flat_memory([*pdfs, *words], count=options.memory)


if __name__ == "__main__":
    main()
