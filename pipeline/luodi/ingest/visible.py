"""Which words of a page a reader would see."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .glyphs import Run
from .ruling import Drawing

TINY = 2.0
"""Points below which nobody reads a word."""


def split_hidden(
    runs: Sequence[Run], drawing: Drawing, width: float, height: float
) -> tuple[list[Run], list[tuple[str, str]]]:
    """The visible runs, and (words, reason) of the hidden ones: white on white, tiny, off the page, drawn invisibly.

    White on a dark fill or a picture can be seen. Invisible words under a picture of the whole page are the text
    layer of a scan and count as visible.
    """
    seen, hidden = list[Run](), list[tuple[str, str]]()
    layer = bool(runs) and not any(run.visible for run in runs) and bool(drawing.images)
    for run in runs:
        reason = None if layer else _reason(run, drawing, width, height)
        if reason is None:
            seen.append(run)
        elif run.text.strip():
            if hidden and hidden[-1][1] == reason:
                hidden[-1] = (hidden[-1][0] + run.text, reason)
            else:
                hidden.append((run.text.strip(), reason))
    return seen, hidden


def _reason(run: Run, drawing: Drawing, width: float, height: float) -> str | None:
    if not run.visible:
        return "invisible"
    if run.size < TINY:
        return "tiny"
    if run.right[-1] < 0 or run.left[0] > width or run.base < -run.size or run.base > height:
        return "off_page"
    if run.color is not None and is_pale(run.color) and not _on_dark(run, drawing, height):
        return "white"
    return None


@cache
def is_pale(color: str, *, floor: int = 0xF4) -> bool:
    """Is a colour ``#RRGGBB`` so near to white that nobody reads it on paper?"""
    return all(int(color[i : i + 2], 16) >= floor for i in (1, 3, 5))


def _on_dark(run: Run, drawing: Drawing, height: float) -> bool:
    x, y = (run.left[0] + run.right[-1]) / 2, height - run.base - 0.3 * run.size
    over = [color for (a, b, c, d), color in drawing.fills if a <= x <= c and b <= y <= d]
    if over:
        return not is_pale(over[-1])
    return any(a <= x <= c and b <= y <= d for a, b, c, d in drawing.images)
