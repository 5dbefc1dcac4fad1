"""Printed lines back to paragraphs: a line goes on where the next one's first word would not have fitted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from luodi.records import Style

from .draft import Paragraph
from .lines import Line

_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[)）]|第[一二三四五六七八九十百零〇]+[编章节条]|"
    r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|附件[\d一二三四五六七八九十]*[：:]?$|附件\d*[：:]|抄送[：:]|责任单位[：:])"
)
_ENDS = ("。", "；", "！", "？", "：", "）", "”", ";", ":")
_SLACK = 0.55


@dataclass(frozen=True, slots=True)
class Column:
    """The type area's left and right edge in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left


def column(lines: Sequence[Line]) -> Column:
    """The edges of the type area: where most lines begin, and the right edge that the full ones reach."""
    if not lines:
        return Column(0.0, 0.0)
    widest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left > 0.6 * widest] or list(lines)
    lefts = Counter(round(line.left) for line in long)
    often = max(lefts.values())
    left = min(x for x, n in lefts.items() if n * 5 >= often)
    rights = sorted(line.right for line in long)
    return Column(float(left), rights[int(0.9 * (len(rights) - 1))])


def paragraphs(lines: Sequence[Line], areas: dict[int, Column]) -> list[Paragraph]:
    """Lines in reading order, over pages, as paragraphs. ``areas`` gives each page its type area."""
    leading = _leading(lines)
    found: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line, areas, leading):
            _append(found[-1], previous, line)
        else:
            found.append(Paragraph(line.text, line.page, _style(line, areas[line.page])))
        previous = line
    return found


def _append(paragraph: Paragraph, previous: Line, line: Line) -> None:
    between = " " if _word(previous.text[-1]) and _word(line.text[0]) and not previous.text[-1].isdigit() else ""
    if previous.text[-1] == "-" and len(previous.text) > 1 and previous.text[-2].isalpha() and line.text[0].islower():
        paragraph.text, between = paragraph.text[:-1], ""
    if line.page != previous.page:
        paragraph.turns.append((len(paragraph.text) + len(between), line.page))
    paragraph.text += between + line.text


def _goes_on(line: Line, following: Line, areas: dict[int, Column], leading: float) -> bool:
    """Is ``following`` the same paragraph as ``line``?"""
    area, next_area = areas[line.page], areas[following.page]
    size = line.size
    if abs(size - following.size) > 0.12 * max(size, following.size):
        return False
    if line.color != following.color and {line.color, following.color} & {"#FF0000", "#E00000"}:
        return False
    if line.page == following.page and line.base - following.base > max(1.45 * leading, 1.2 * size):
        return False
    if line.last_font != following.font and line.font == line.last_font and following.font == following.last_font:
        return False
    if _HEADING.match(following.text) and line.text.endswith(_ENDS):
        return False
    indent, next_indent = line.left - area.left, following.left - next_area.left
    free = area.right - line.right
    if _centred(line, area) and _centred(following, next_area) and next_indent > 0.6 * size:
        free = area.width - (line.right - line.left)
        return free < following.head + _SLACK * size
    if indent > 5 * size or next_indent > indent + 0.6 * size:
        return False
    if next_indent > 0.6 * size and abs(next_indent - indent) > 0.6 * size:
        return False
    if next_indent > 1.2 * size and line.text.endswith(_ENDS):
        return False
    return free < following.head + _SLACK * size


def _centred(line: Line, area: Column) -> bool:
    return abs((line.left - area.left) - (area.right - line.right)) < 1.6 * line.size


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between baselines, in points."""
    steps = Counter[float]()
    for line, following in zip(lines, lines[1:], strict=False):
        step = line.base - following.base
        if line.page == following.page and 0 < step < 6 * line.size:
            steps[round(step)] += 1
    return steps.most_common(1)[0][0] if steps else 1.8 * (lines[0].size if lines else 12.0)


def _style(line: Line, area: Column) -> Style:
    align: Literal["left", "center", "right"] = "left"
    if line.left - area.left > 0.6 * line.size and _centred(line, area):
        align = "center"
    elif line.left - area.left > 5 * line.size and area.right - line.right < 4.5 * line.size:
        align = "right"
    return Style(font=line.font if line.font else None, size=round(line.size, 1), color=line.color, bold=line.bold, align=align)


def _word(char: str) -> bool:
    return char < "\u2000" and char.isalnum()
