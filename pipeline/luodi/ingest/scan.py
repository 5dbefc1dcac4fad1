"""Pages without text: recognised by OCR where the extra is installed, else said to be unreadable."""

from __future__ import annotations

import io
import warnings
from importlib.util import find_spec
from typing import Any

from luodi.settings import Settings

from .draft import Draft
from .errors import refuse
from .layout import PageContent, lay_out
from .recognition import recognise_runs
from .ruling import Drawing, ruled_tables
from .strokes import Pixels, draw, lift_seals, paint_over, rules, slant

DPI = 200
_MAX_PIXELS = 60_000_000
_POINTS = 72.0


def read_image(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of a PNG, JPEG, TIFF or BMP picture of a document.

    Raises ReadError ``needs_ocr`` where the extra is not installed or is switched off, ``too_large`` for huge pictures.
    """
    if not ocr_ready(settings):
        raise refuse("needs_ocr", name=name)
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged below
            picture = Image.open(io.BytesIO(data))
        frames = getattr(picture, "n_frames", 1)
        if picture.width * picture.height > _MAX_PIXELS:
            raise refuse("too_large", name=name, value=f"{picture.width}×{picture.height}")
        pages, draft = [], Draft(pages=frames)
        for number in range(1, frames + 1):
            picture.seek(number - 1)
            page = PageContent(number, picture.width * _POINTS / DPI, picture.height * _POINTS / DPI)
            recognise(picture.convert("RGB"), page, draft)
            pages.append(page)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise refuse("truncated" if "truncated" in str(error) else "corrupt", name=name) from error
    lay_out(pages, draft)
    if not draft.items:
        raise refuse("unreadable", name=name)
    return draft


def ocr_ready(settings: Settings) -> bool:
    """Is OCR wanted and installed?"""
    return settings.reading.ocr and find_spec("rapidocr") is not None and find_spec("PIL") is not None


def recognise(picture: Any, page: PageContent, draft: Draft, *, drawing: Drawing | None = None) -> None:
    """Fill a page with the lines recognised in its picture.

    The picture is set straight, seals are bleached, the strokes of tables taken for the tables and painted over.
    """
    import numpy

    scale = picture.width / page.width
    pixels = numpy.array(picture)
    if lift_seals(pixels, scale):
        draft.warn("seal", f"第{page.number}页有印章，压住的文字可能认不全", page.number)
    drawing = drawing if drawing is not None else Drawing([], [], [])
    turn = slant(pixels)
    if turn:
        pixels = _turned(pixels, turn)
    strokes = rules(pixels, scale)
    draw(strokes, scale, drawing)
    tables = ruled_tables(drawing)
    paint_over(pixels, strokes, [table.box for table in tables], scale)
    found = recognise_runs(pixels, scale, page.height, tables)
    if not found:
        draft.warn("scan_page", f"第{page.number}页是扫描件，没有识别出文字", page.number)
        return
    page.scanned = True
    page.place([run for run, _ in found], drawing)
    sure = sum(sure for _, sure in found) / len(found)
    draft.warn("scan_page", f"第{page.number}页是扫描件，文字由识别得来，平均可信度 {sure:.0%}", page.number)


def _turned(pixels: Pixels, degrees: float) -> Pixels:
    """A page turned clockwise about its middle, with white where nothing was."""
    import numpy
    from PIL import Image

    return numpy.array(Image.fromarray(pixels).rotate(-degrees, Image.Resampling.BICUBIC, fillcolor="white"))
