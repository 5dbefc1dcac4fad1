"""Pages without text: recognised by OCR where the extra is installed, else said to be unreadable."""

from __future__ import annotations

import io
import re
import warnings
from functools import cache
from importlib.util import find_spec
from typing import Any

from luodi.settings import Settings

from .draft import Draft
from .errors import refuse
from .glyphs import Run
from .layout import PageContent, lay_out
from .ruling import Drawing

DPI = 200
_MAX_PIXELS = 60_000_000
_SEAL = (80, 170)
"""A seal's least and greatest width in points: official ones measure 38 to 45 mm."""
_SEAL_TILES = 40
_SURE = 0.5
"""Recognised lines below this certainty are kept out."""
_POINTS = 72.0
_NARROW = re.compile(r"(?<=[\u3400-\u9fff，。；：）》”)])[(),:;?!](?!\d)|[(),:;?!](?=[\u3400-\u9fff《“（])")
_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
"""Recognition does not tell narrow marks from wide ones; beside Chinese they are wide."""


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


def recognise(picture: Any, page: PageContent, draft: Draft, *, drawing: Drawing | None = None) -> float:
    """Fill a page with the lines recognised in its picture; gives the mean certainty in [0, 1]."""
    import numpy

    pixels = numpy.array(picture)
    if _lift_seal(pixels, picture.width / page.width):
        draft.warn("seal", f"第{page.number}页有印章，压住的文字可能认不全", page.number)
    result = _engine()(pixels)
    if result is None or result.boxes is None or result.txts is None:
        draft.warn("scan_page", f"第{page.number}页是扫描件，没有识别出文字", page.number)
        return 0.0
    scale = page.width / picture.width
    runs, scores = [], []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        if score < _SURE or not text.strip():
            continue
        runs.append(_run(box, text, scale, page.height))
        scores.append(float(score))
    page.place(runs, drawing if drawing is not None else Drawing([], [], []))
    sure = sum(scores) / len(scores) if scores else 0.0
    draft.warn("scan_page", f"第{page.number}页是扫描件，文字由识别得来，平均可信度 {sure:.0%}", page.number)
    return sure


def _lift_seal(pixels: Any, scale: float) -> bool:
    """Bleach a round red seal in place, so that black words under it can be recognised; False where there is none.

    ``pixels`` is an RGB array, ``scale`` its pixels per point. The red head of a document is far wider than a seal
    and stays.
    """
    import numpy

    tile = max(1, int(6 * scale))
    high, wide = pixels.shape[0] // tile, pixels.shape[1] // tile
    part = pixels[: high * tile, : wide * tile].astype(numpy.int16)
    red = (part[..., 0] > 130) & (part[..., 0] - part[..., 1] > 60) & (part[..., 0] - part[..., 2] > 60)
    dense = red.reshape(high, tile, wide, tile).mean(axis=(1, 3)) > 0.06
    dense[: high // 4] = False
    rows, columns = numpy.nonzero(dense)
    if len(rows) < _SEAL_TILES:
        return False
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    height, width = (bottom - top) * 6, (right - left) * 6
    if not (_SEAL[0] < height < _SEAL[1] and _SEAL[0] < width < 2 * _SEAL[1]):
        return False
    box = pixels[top * tile : bottom * tile, left * tile : right * tile]
    box[...] = box[..., :1]  # seen through red glass, red is white and black stays black
    return True


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _run(box: Any, text: str, scale: float, height: float) -> Run:
    """A recognised line as a run: characters share the width by what they usually take."""
    text = _NARROW.sub(lambda m: _WIDE[m.group()], text)
    left, right = float(min(p[0] for p in box)) * scale, float(max(p[0] for p in box)) * scale
    top, bottom = float(min(p[1] for p in box)) * scale, float(max(p[1] for p in box)) * scale
    weights = [1.0 if ch > "\u2000" else 0.5 for ch in text]
    unit = (right - left) / sum(weights)
    edges, at = [left], left
    for weight in weights:
        at += weight * unit
        edges.append(at)
    size = round(min(bottom - top, 1.05 * unit), 1)
    return Run(list(text), edges[:-1], edges[1:], base=height - bottom + 0.14 * size, size=max(size, 1.0))
