"""How well scans are read: character error by damage, elements and tasks that come out, pages a minute.

Run as ``python benchmarks/ocr.py [--documents N]`` where the extra ``ocr`` and LibreOffice are installed. Documents of
the worlds used for building are set by LibreOffice, drawn at 200 dpi, spoilt as named and put into a PDF that is
nothing but pictures; what is read from it is compared with the source. *Characters* is the edit distance without
blanks and table strokes, *laid out* the one with lines and cells as they should be, both as shares of the source.
``--scans FILE…`` prints what comes out of real scans.
"""

from __future__ import annotations

import argparse
import io
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw, ImageFilter
from rapidfuzz.distance import Levenshtein

import luodi
from luodi.ingest import ReadError
from luodi.ingest.legacy import office_program
from luodi.ingest.processes import run_limited
from luodi.learn.split import worlds
from luodi.records import DocumentRecord

ROOT = Path(__file__).resolve().parent.parent
DPI = 200
FONTS = (("Noto Serif CJK SC", "Noto Sans CJK SC"), ("Noto Sans CJK SC", "Noto Serif CJK SC"))
"""Body and heading fonts in turn; where they are missing LibreOffice takes another."""
_LAID_APART = re.compile(r"[\s\u3000|]+")

Damage = Callable[[Image.Image, numpy.random.Generator], Image.Image]


def clean(page: Image.Image, _: numpy.random.Generator) -> Image.Image:
    """As drawn."""
    return page


def noisy(page: Image.Image, chance: numpy.random.Generator) -> Image.Image:
    """Soft, grainy, lit from one side, with specks."""
    pixels = numpy.asarray(page.filter(ImageFilter.GaussianBlur(0.8)), dtype=numpy.float32)
    light = numpy.linspace(0.82, 1.0, pixels.shape[1], dtype=numpy.float32)[None, :, None]
    pixels = pixels * light + chance.normal(0, 16, pixels.shape[:2]).astype(numpy.float32)[..., None]
    pixels[chance.random(pixels.shape[:2]) < 0.002] = 40
    return Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))


def turned(page: Image.Image, chance: numpy.random.Generator) -> Image.Image:
    """Laid askew by one to two degrees."""
    angle = float(chance.uniform(1, 2)) * (1 if chance.random() < 0.5 else -1)
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")


def sealed(page: Image.Image, chance: numpy.random.Generator) -> Image.Image:
    """A round red seal of 42 mm with a star over the words of the lower half."""
    size = round(42 / 25.4 * DPI)
    seal = Image.new("RGB", (size, size), "white")
    pen, red, middle = ImageDraw.Draw(seal), (214, 36, 40), size / 2
    pen.ellipse((4, 4, size - 5, size - 5), outline=red, width=11)
    points = []
    for n in range(10):
        reach, turn = (0.34 if n % 2 == 0 else 0.135) * size, numpy.pi * (n / 5 - 0.5)
        points.append((middle + reach * numpy.cos(turn), middle + reach * numpy.sin(turn)))
    pen.polygon(points, fill=red)
    for turn in numpy.linspace(0.75, 2.25, 11) * numpy.pi:  # stand for the letters along the ring
        x, y = middle + 0.42 * size * numpy.cos(turn), middle + 0.42 * size * numpy.sin(turn)
        pen.rectangle((x - 9, y - 9, x + 9, y + 9), outline=red, width=4)
    dark = numpy.argwhere(numpy.asarray(page.convert("L"))[page.height // 2 :] < 100)
    y, x = dark[int(chance.integers(len(dark)))] if len(dark) else (0, 0)
    left = min(max(0, int(x) - size // 2), page.width - size)
    top = min(max(page.height // 2, page.height // 2 + int(y) - size // 2), page.height - size)
    box = (left, top, left + size, top + size)
    under = numpy.asarray(page.crop(box), dtype=numpy.uint16)
    page = page.copy()
    page.paste(Image.fromarray((under * numpy.asarray(seal, dtype=numpy.uint16) // 255).astype(numpy.uint8)), box)
    return page


def all_three(page: Image.Image, chance: numpy.random.Generator) -> Image.Image:
    """Sealed, laid askew and scanned badly."""
    return noisy(turned(sealed(page, chance), chance), chance)


DAMAGES: dict[str, Damage] = {
    "clean": clean,
    "noisy": noisy,
    "turned": turned,
    "sealed": sealed,
    "all three": all_three,
}


def chosen(count: int) -> list[Path]:
    """So many sources, one a world, spread over the worlds; policies, rules and reports in turn, half with tables."""
    found = []
    for number, folder in enumerate(worlds("building", ROOT / "corpora" / "cases")):
        wanted = ("policy", "rules", "report")[number % 3]
        sources = sorted((folder / "src").glob(f"*{wanted}*.txt"))
        with_table = [path for path in sources if path.read_text(encoding="utf-8").count("\n|") > 2]
        found.extend((with_table or sources)[:1])
    return found[:: max(1, len(found) // count)][:count]


def typeset(text: str, path: Path, fonts: tuple[str, str]) -> None:
    """A DOCX of a source as an office would set it: red head, title, body on 28 pt, tables."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, (37, 35, 28, 26))
    _say(section.footer.paragraphs[0], "— 1 —", fonts[0], 14).alignment = WD_ALIGN_PARAGRAPH.CENTER
    rows: list[list[str]] = []
    head = True
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line.strip("|").split("|"))
            continue
        if rows:
            table = document.add_table(rows=0, cols=len(rows[0]))
            table.style = "Table Grid"
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    _say(cell.paragraphs[0], words, fonts[0], 12)
            rows = []
        if not line:
            continue
        paragraph, shape = document.add_paragraph(), _SHAPES["body"]
        if head and re.search("文件$|〔\\d{4}〕\\d+号$", line):
            shape = _SHAPES["mark" if line.endswith("文件") else "number"]
        elif head and not re.search("[：。；]$", line) and len(line) < 60:
            shape = _SHAPES["title"]
        elif re.match("^\\d{4}年\\d{1,2}月\\d{1,2}日$", line):
            shape = _SHAPES["date"]
        elif line.endswith("："):
            shape, head = _SHAPES["addressee"], False
        else:
            head = False
        size, align, indent, red = shape
        paragraph.alignment = WD_ALIGN_PARAGRAPH[align]
        paragraph.paragraph_format.first_line_indent = Pt(indent)
        if size <= 22:
            paragraph.paragraph_format.line_spacing = Pt(28)
            paragraph.paragraph_format.space_after = Pt(0)
        _say(
            paragraph, line, fonts[1 if size > 16 or re.match("^[一二三四五六七八九十]+、", line) else 0], size, red=red
        )
    document.save(str(path))


_SHAPES = {
    "mark": (36, "CENTER", 0, True),
    "number": (16, "CENTER", 0, False),
    "title": (22, "CENTER", 0, False),
    "addressee": (16, "LEFT", 0, False),
    "date": (16, "RIGHT", 0, False),
    "body": (16, "JUSTIFY", 32, False),
}
"""Size in points, alignment, indent of the first line, red."""


def _say(paragraph: Any, words: str, font: str, size: int, *, red: bool = False) -> Any:
    run = paragraph.add_run(words)
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if red:
        run.font.color.rgb = RGBColor(0xE0, 0, 0)
    return paragraph


def pictures(source: Path, folder: Path, fonts: tuple[str, str]) -> list[Image.Image]:
    """The pages of a source as an office would print them."""
    program = office_program()
    if program is None:
        raise SystemExit("LibreOffice is not installed")
    word = folder / f"{source.parent.parent.name}.docx"
    typeset(source.read_text(encoding="utf-8"), word, fonts)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    run_limited(command, cwd=folder, seconds=180)
    document = pypdfium2.PdfDocument(word.with_suffix(".pdf"))
    try:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def scan_of(pages: list[Image.Image]) -> bytes:
    """A PDF of nothing but pictures, packed as a scanner packs them."""
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=80)
    return stream.getvalue()


def errors(want: str, got: str) -> tuple[int, int]:
    """Edit distances: characters only, and with lines and cells."""
    bare = Levenshtein.distance(_LAID_APART.sub("", want), _LAID_APART.sub("", got))
    return bare, Levenshtein.distance(want, got)


def found_again(want: DocumentRecord, got: DocumentRecord) -> dict[str, tuple[int, int]]:
    """(right, of how many) for title, number, date and the sentences of tasks, word for word."""
    tasks = {_LAID_APART.sub("", task.sentence) for task in want.tasks}
    again = {_LAID_APART.sub("", task.sentence) for task in got.tasks}
    same = {name: (int(getattr(want, name) == getattr(got, name)), 1) for name in ("title", "doc_number", "issue_date")}
    return same | {"tasks": (len(tasks & again), len(tasks))}


def measure(count: int, names: list[str], keep: Path | None) -> None:
    """Print a line a damage."""
    print(f"{'scan':11}{'pages':>6}{'characters':>12}{'laid out':>10}{'pages/min':>11}  title number date tasks")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        documents = [(s, pictures(s, folder, FONTS[n % 2])) for n, s in enumerate(chosen(count))]
        wanted = {source: luodi.read(source) for source, _ in documents}
        for name in names:
            chance = numpy.random.default_rng(7)
            chars = bare = laid = pages = 0
            seconds, sums = 0.0, dict.fromkeys(("title", "doc_number", "issue_date", "tasks"), (0, 0))
            for source, drawn in documents:
                path = (keep or folder) / f"{source.parent.parent.name}-{source.stem}-{name.replace(' ', '-')}.pdf"
                path.write_bytes(scan_of([DAMAGES[name](page, chance) for page in drawn]))
                want, start = wanted[source], time.perf_counter()
                found = luodi.read(path)
                seconds, pages = seconds + time.perf_counter() - start, pages + len(drawn)
                wrong = errors(want.text, found.text)
                chars, bare, laid = chars + len(want.text), bare + wrong[0], laid + wrong[1]
                for field, (right, of) in found_again(want, found).items():
                    sums[field] = (sums[field][0] + right, sums[field][1] + of)
                if keep is not None:
                    path.with_suffix(".txt").write_text(found.text, encoding="utf-8")
                    print(f"  {path.name}: {wrong[0] / len(want.text):.4f} {wrong[1] / len(want.text):.4f}", flush=True)
            shares = "  ".join(f"{right}/{of}" for right, of in sums.values())
            print(
                f"{name:11}{pages:6}{bare / chars:12.2%}{laid / chars:10.2%}{60 * pages / seconds:11.1f}  {shares}",
                flush=True,
            )


def show(files: list[Path]) -> None:
    """Print what comes out of real scans."""
    for file in files:
        start = time.perf_counter()
        try:
            found = luodi.read(file)
        except ReadError as error:
            print(f"{file.name}: {error.code}")
            continue
        seconds = time.perf_counter() - start
        print(f"{file.name}: {found.pages} pages in {seconds:.0f} s, {found.title} {found.doc_number}", end=" ")
        print(f"{'、'.join(found.issuer)} {found.issue_date}, {len(found.tasks)} tasks")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=6)
    parser.add_argument("--damage", nargs="*", choices=DAMAGES, default=list(DAMAGES))
    parser.add_argument("--keep", type=Path, help="folder that keeps scans and texts, for reading errors")
    parser.add_argument("--scans", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    if options.documents:
        measure(options.documents, options.damage, options.keep)
    show(options.scans)


if __name__ == "__main__":
    main()
