"""The readers that ``reading.py`` compares, each in one function: a file in, its pages or files out.

Nothing of luodi is imported here, so that a peer can be timed in an interpreter of its own (``reading.py --peers``):
run as ``PYTHON readers.py NAME ROUNDS`` with the paths on standard input, one a line, this prints processor seconds of
the best round and units read, or ``null`` where the reader is not installed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple


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


def docling_text(path: Path) -> int:
    """Lines of text by docling-parse, docling's reader of PDF, without the models that make tables of them."""
    from docling_parse.pdf_parser import DoclingPdfParser  # type: ignore[import-not-found]

    try:
        document = DoclingPdfParser(loglevel="fatal").load(str(path))
    except RuntimeError:
        return 0
    pages = 0
    for _, page in document.iterate_pages():
        "".join(line.text for line in page.textline_cells)
        pages += 1
    return pages


@lru_cache(maxsize=1)
def _docling() -> Any:
    from docling.datamodel.base_models import InputFormat  # type: ignore[import-not-found]
    from docling.document_converter import DocumentConverter  # type: ignore[import-not-found]

    return DocumentConverter(allowed_formats=[InputFormat.DOCX])


def docling_docx(path: Path) -> int:
    """docling's document of a DOCX, which needs none of its models; gives 1."""
    return int(_docling().convert(path, raises_on_error=False).document is not None)


@lru_cache(maxsize=1)
def _unstructured() -> None:
    """Where its English model, fetched on first use, is not there: sentences cut at marks, which takes less time."""
    import spacy
    from unstructured.nlp import tokenize  # type: ignore[import-not-found]

    if find_spec("en_core_web_sm") is None:
        marks = spacy.blank("en")
        marks.add_pipe("sentencizer")
        tokenize._load_spacy_model = lambda: marks


def unstructured_pdf(path: Path) -> int:
    """Elements of a PDF by unstructured's fast strategy, without models of pages; 0 for a file that it cannot read."""
    from unstructured.partition.pdf import partition_pdf  # type: ignore[import-not-found]

    _unstructured()
    return max((e.metadata.page_number for e in partition_pdf(str(path), strategy="fast")), default=0)


def unstructured_docx(path: Path) -> int:
    """Elements of a DOCX by unstructured; gives 1."""
    from unstructured.partition.docx import partition_docx  # type: ignore[import-not-found]

    _unstructured()
    partition_docx(str(path))
    return 1


class Reader(NamedTuple):
    """A reader's name in the table, the module that must be there, and its function."""

    label: str
    module: str
    read: Callable[[Path], int]


PDF = (
    Reader("pypdfium2, bare", "pypdfium2", bare_pdfium),
    Reader("pdfplumber alone", "pdfplumber", pdfplumber_alone),
    Reader("pypdf", "pypdf", pypdf_alone),
    Reader("docling, text only", "docling_parse", docling_text),
    Reader("unstructured, fast", "unstructured_inference", unstructured_pdf),
)
DOCX = (
    Reader("python-docx, bare", "docx", python_docx),
    Reader("docling", "docling.document_converter", docling_docx),
    Reader("unstructured", "unstructured", unstructured_docx),
)


def installed(module: str) -> bool:
    """Whether a module, or one inside a package, is there."""
    package, _, inner = module.partition(".")
    return find_spec(package) is not None and (not inner or find_spec(module) is not None)


def timed(read: Callable[[Path], int], files: Iterable[Path], *, rounds: int) -> tuple[float, int]:
    """Processor seconds of the best round, and units (pages or files) read; the first file is read once before."""
    files = list(files)
    for path in files[:1]:
        read(path)
    best, units = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        units = sum(read(path) for path in files)
        best = min(best, time.process_time() - start)
    return best, units


def main() -> None:
    """Time one reader and print what came out."""
    name, rounds = sys.argv[1], int(sys.argv[2])
    reader = next(r for r in (*PDF, *DOCX) if r.read.__name__ == name)
    answer = None
    if installed(reader.module):
        answer = timed(reader.read, [Path(line) for line in sys.stdin.read().splitlines()], rounds=rounds)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
