"""PDF by PDFium: characters with their places to lines, tables, furniture, hidden words and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from luodi.records import Furniture
from luodi.settings import Settings

from .annotations import draw_in, page_annotations
from .decode import reads_as_noise
from .draft import Draft
from .errors import refuse
from .glyphs import Matrix, Run
from .guard import check_pdf
from .layout import PageContent, lay_out
from .ruling import Box, Drawing, page_drawing
from .scan import DPI, ocr_ready, recognise
from .textpage import page_glyphs

_CID = re.compile(r"\(cid:\d+\)")
_STRANGE = re.compile("[\ufffd□▯〿\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MAX_PIXELS = 25_000_000
_PASSWORD = 4
_FEW = 12
"""Characters below which a page with a picture counts as a scan."""
_OUTLINES = 60
"""Filled shapes from which a page without characters has its words drawn as outlines."""
_BROKEN = 0.3
"""Share of characters without meaning from which a page counts as garbled."""


def read_pdf(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of a PDF with text; pages without are left to OCR where it is installed."""
    check_pdf(data, name, settings.limits)
    document = _open(data, name)
    cut = b"%%EOF" not in data[-2048:]
    try:
        count = len(document)
        if count > settings.limits.max_pages:
            raise refuse("too_many_pages", name=name, value=str(count))
        if count == 0:
            raise refuse("truncated" if cut else "corrupt", name=name)
        draft = Draft(pages=count)
        if cut:
            draft.warn("truncated", "文件结尾缺失，可能没有传完，只读到现有部分")
            draft.state = "partial"
        pages = list[PageContent]()
        for number in range(1, count + 1):
            pages.append(_page(document, number, draft, settings, pages[-1].gutter if pages else None))
    finally:
        document.close()
    lay_out(pages, draft)
    if not draft.items:
        raise refuse("truncated" if cut else "unreadable" if draft.warnings else "empty", name=name)
    return draft


def _open(data: bytes, name: str) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or b"/Encrypt" in data:
            raise refuse("encrypted", name=name) from error
        raise refuse("corrupt" if b"%%EOF" in data[-2048:] else "truncated", name=name) from error


def _page(document: Any, number: int, draft: Draft, settings: Settings, gutter: float | None) -> PageContent:
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
    except PdfiumError:
        return _broken(number, draft)
    try:
        turn = _turning(page.get_bbox(), page.get_rotation())[0]
        beside = page_annotations(page, turn)
        if beside.flatten and draw_in(page):
            page.close()
            page = document[number - 1]
        if beside.notes:
            draft.warn("annotation", f"第{number}页有 {len(beside.notes)} 条批注，未纳入判读", number)
            draft.furniture.extend(Furniture(page=number, text=note, role="footnote") for note in beside.notes)
        return _content(page, number, draft, settings, beside.runs, gutter)
    except PdfiumError:
        return _broken(number, draft)
    finally:
        page.close()


def _broken(number: int, draft: Draft) -> PageContent:
    """An empty page of A4 for one that cannot be read."""
    draft.warn("page_broken", f"第{number}页损坏，无法读取", number)
    draft.state = "partial"
    return PageContent(number, 595.0, 842.0)


def _content(
    page: Any, number: int, draft: Draft, settings: Settings, beside: list[Run], gutter: float | None
) -> PageContent:
    box = page.get_bbox()
    turn, width, height = _turning(box, page.get_rotation())
    found = PageContent(number, width, height, gutter=gutter)
    textpage = page.get_textpage()
    try:
        runs = page_glyphs(textpage, turn=turn)
        if _count(run for run in runs if not run.upright) * 2 > _count(runs):  # words set sideways on an upright page
            turn, found.width, found.height = _turning(box, (page.get_rotation() + 90) % 360)
            runs = page_glyphs(textpage, turn=turn)
    finally:
        textpage.close()
    runs.extend(beside)
    drawing = page_drawing(page, found.height, turn)
    drawn = bool(drawing.images) or len(drawing.fills) > _OUTLINES
    few = _count(runs) < _FEW
    if (few and drawn) or (not few and _is_garbled(runs)):
        _without_text(page, found, draft, drawing, scan=few, settings=settings)
        return found
    if any(_is_seal(box, found) for box in drawing.images):
        draft.warn("seal", f"第{number}页盖有印章", number)
    slanted = " ".join(run.text.strip() for run in runs if not run.upright).strip()
    if slanted:
        draft.furniture.append(Furniture(page=number, text=slanted, role="watermark"))
    found.place([run for run in runs if run.upright], drawing)
    return found


def _is_seal(box: Box, page: PageContent) -> bool:
    """A square picture of a seal's size (38 to 45 mm) below the head of the page."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    return 95 < width < 150 and 0.8 < width / max(height, 1.0) < 1.25 and top > 0.2 * page.height


def _turning(box: tuple[float, float, float, float], rotation: int) -> tuple[Matrix | None, float, float]:
    """The matrix that brings a page upright with its corner at the origin (None: it is so), width and height."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    if rotation == 90:
        return (0.0, -1.0, 1.0, 0.0, -bottom, right), height, width
    if rotation == 180:
        return (-1.0, 0.0, 0.0, -1.0, right, top), width, height
    if rotation == 270:
        return (0.0, 1.0, -1.0, 0.0, top, -left), height, width
    return (None if left == bottom == 0 else (1.0, 0.0, 0.0, 1.0, -left, -bottom)), width, height


def _count(runs: Iterable[Run]) -> int:
    return sum(len(run.chars) for run in runs)


def _is_garbled(runs: Sequence[Run]) -> bool:
    """Does a page's text layer mean nothing: characters without a code, private ones, (cid:…), noise?"""
    text = "".join(chain.from_iterable(run.chars for run in runs))
    strange = len(_STRANGE.findall(text)) + sum(len(m) for m in _CID.findall(text))
    return strange > _BROKEN * len(text) or reads_as_noise(text)


def _without_text(
    page: Any, found: PageContent, draft: Draft, drawing: Drawing, *, scan: bool, settings: Settings
) -> None:
    """A page whose text layer is missing or means nothing: by OCR where possible, else said to be unread."""
    if ocr_ready(settings):
        scale = min(DPI / 72, (_MAX_PIXELS / max(1.0, found.width * found.height)) ** 0.5)
        recognise(page.render(scale=scale).to_pil().convert("RGB"), found, draft, drawing=drawing)
        return
    draft.state = "partial"
    if scan:
        draft.warn("scan_page", f"第{found.number}页是扫描件，没有文字；安装 luodi[ocr] 后可识别", found.number)
    else:
        draft.warn("garbled_page", f"第{found.number}页文字是乱码，没有读取；请换用文字版", found.number)
