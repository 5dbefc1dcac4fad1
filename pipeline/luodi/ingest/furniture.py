"""Page numbers, running heads and feet: what stands at the edge of pages and says nothing of the matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from luodi.records import Furniture

from .lines import Line

PAGE_NUMBER = re.compile(
    r"^(?:[—–－\-─一·•.]{0,3}\s*\d{1,4}\s*[—–－\-─一·•.]{0,3}|第?\s*\d{1,4}\s*页?\s*[/／,，共]+\s*\d{1,4}\s*页?|第\s*\d{1,4}\s*页|"
    r"第\s*[一二三四五六七八九十百]+\s*页|Page\s*\d+(?:\s*of\s*\d+)?|[ivxlcIVXLC]{1,6})$",
    re.IGNORECASE,
)
DASHED = re.compile(r"^[—–－\-─一]{1,3}\s*(\d{1,4})\s*[—–－\-─一]{1,3}$")
"""A page number as 公文 have it: — 1 —."""
_DIGITS = re.compile(r"\d+")
_EDGE = 0.13


def split_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], list[Furniture]]:
    """The body lines of each page, and the furniture found at the pages' edges.

    A page number is known by its form; a running head or foot by coming back, digits aside, on the same height of at
    least three pages, or of both pages of two.
    """
    repeated = _repeated(pages, heights)
    body: list[list[Line]] = []
    found: list[Furniture] = []
    for lines, height in zip(pages, heights, strict=True):
        kept = []
        for index, line in enumerate(lines):
            edge = _edge(line, height)
            at_end = index in (0, len(lines) - 1) or index == len(lines) - 2
            near = edge or (DASHED.match(line.text) and _edge(line, height, share=2 * _EDGE))
            if near and at_end and PAGE_NUMBER.match(line.text):
                found.append(Furniture(page=line.page, text=line.text, role="page_number"))
            elif edge and (_key(line.text), edge) in repeated:
                found.append(Furniture(page=line.page, text=line.text, role="header" if edge == "top" else "footer"))
            else:
                kept.append(line)
        body.append(kept)
    return body, found


def _repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[str, str]]:
    seen: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for lines, height in zip(pages, heights, strict=True):
        for line in (*lines[:3], *lines[-3:]):
            edge = _edge(line, height)
            if edge:
                seen[_key(line.text), edge][line.page] = line.base
    found = set()
    for key, places in seen.items():
        level = max(places.values()) - min(places.values()) < 6.0
        if level and len(places) >= (3 if len(pages) > 2 else 2) and len(places) * 3 >= len(pages):
            found.add(key)
    return found


def _edge(line: Line, height: float, *, share: float = _EDGE) -> str:
    if line.base > height * (1 - share):
        return "top"
    return "bottom" if line.base < height * share else ""


def _key(text: str) -> str:
    return _DIGITS.sub("0", text)
