"""The same document as DOCX, PDF and OFD: its text, elements and tasks against those of the plain text.

Run as ``python benchmarks/formats.py [--documents N] [--errors]`` where LibreOffice is installed. Documents of the
worlds used for building, evenly chosen, are set as an office would set them and printed to PDF; the OFD has the
characters and strokes of that PDF, as the printers of office suites write them. *Errors* is the edit distance of the
texts, *elements* counts documents whose title, number, issuers, dates, addressees, kind and outline are the same,
*tasks* the sentences found again with the same leading units.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from pypdfium2 import PdfDocument
from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from ocr import FONTS, typeset

import luodi
from luodi.ingest.legacy import office_program
from luodi.ingest.processes import run_limited
from luodi.ingest.ruling import page_drawing
from luodi.ingest.textpage import page_glyphs
from luodi.learn.split import worlds
from luodi.records import DocumentRecord
from office_files import ofd

ROOT = Path(__file__).resolve().parent.parent
MM = 25.4 / 72
BATCH = 60
FIELDS = ("title", "doc_number", "issuer", "issue_date", "print_date", "addressees", "kind")


def as_ofd(pdf: Path) -> bytes:
    """The characters and strokes of a PDF as an OFD."""
    document = PdfDocument(pdf)
    pages = []
    for page in document:
        height = page.get_height()
        words = page.get_textpage()
        layer = [
            f'<ofd:TextObject ID="1" Boundary="{run.left[0] * MM:.3f} {(height - run.base - run.size) * MM:.3f} 180 9" '
            f'Size="{run.size * MM:.3f}"><ofd:TextCode X="0" Y="{run.size * MM:.3f}" '
            f'DeltaX="{" ".join(f"{(b - a) * MM:.3f}" for a, b in pairwise(run.left))}">{escape(run.text)}'
            "</ofd:TextCode></ofd:TextObject>"
            for run in page_glyphs(words)
        ]
        words.close()
        layer += [
            f'<ofd:PathObject ID="2" Boundary="{e["x0"] * MM:.3f} {e["top"] * MM:.3f} {(e["x1"] - e["x0"]) * MM:.3f} '
            f'{(e["bottom"] - e["top"]) * MM:.3f}"><ofd:AbbreviatedData>M 0 0 L {(e["x1"] - e["x0"]) * MM:.3f} '
            f"{(e['bottom'] - e['top']) * MM:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
            for e in page_drawing(page, height).edges
        ]
        pages.append("".join(layer))
    document.close()
    return ofd(pages)


def made(sources: list[Path], folder: Path) -> Iterator[tuple[Path, Path]]:
    """(source, file) of each source in each format."""
    program = office_program()
    if program is None:
        raise SystemExit("LibreOffice is not installed")
    names = {source: f"{source.parent.parent.name}-{source.stem}" for source in sources}
    for number, source in enumerate(sources):
        typeset(source.read_text(encoding="utf-8"), folder / f"{names[source]}.docx", FONTS[number % 2])
    words = sorted(folder.glob("*.docx"))
    for start in range(0, len(words), BATCH):
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
        command += ["pdf", "--outdir", str(folder), *map(str, words[start : start + BATCH])]
        run_limited(command, cwd=folder, seconds=10 * BATCH)
    for source, name in names.items():
        yield source, folder / f"{name}.docx"
        pdf = folder / f"{name}.pdf"
        yield source, pdf
        pdf.with_suffix(".ofd").write_bytes(as_ofd(pdf))
        yield source, pdf.with_suffix(".ofd")


def differing(want: DocumentRecord, got: DocumentRecord) -> list[str]:
    """The fields that are not the same."""
    fields = [name for name in FIELDS if getattr(want, name) != getattr(got, name)]
    same = [h.path for h in want.outline] == [h.path for h in got.outline]
    return fields if same else [*fields, "outline"]


def tasks_of(record: DocumentRecord) -> set[tuple[str, tuple[str, ...]]]:
    """Sentences with their leading units, blanks aside."""
    return {("".join(task.sentence.split()), task.lead) for task in record.tasks}


def main() -> None:
    """Print a line a format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--errors", action="store_true", help="print what differs")
    options = parser.parse_args()
    found = [
        p for world in worlds("building", ROOT / "corpora" / "cases") for p in sorted((world / "src").glob("*.txt"))
    ]
    sources = found[:: max(1, len(found) // options.documents)][: options.documents]
    sums: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as place:
        for source, file in made(sources, Path(place)):
            want, got = luodi.read(source), luodi.read(file)
            wrong, fields = Levenshtein.distance(want.text, got.text), differing(want, got)
            asked = tasks_of(want)
            row = (1, len(want.text), wrong, not fields, len(asked & tasks_of(got)), len(asked))
            sums[file.suffix] = [a + b for a, b in zip(sums.get(file.suffix, [0] * 6), row, strict=True)]
            if options.errors and (wrong or fields):
                print(file.name, wrong, *fields)
    print(f"{'format':8}{'files':>6}{'chars':>9}{'errors':>8}{'elements':>10}{'tasks':>14}")
    for suffix, (files, chars, wrong, same, again, of) in sums.items():
        print(f"{suffix:8}{files:6}{chars:9}{wrong:8}{same:10}{f'{again} of {of}':>14}")


if __name__ == "__main__":
    main()
