"""Printed lines back to paragraphs: a line goes on where the next one's first word would not have fitted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from luodi.records import Style

from .draft import Paragraph
from .lines import Line

_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[)）]|第[一二三四五六七八九十百零〇]+[编章节条]|"
    r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|附件[\d一二三四五六七八九十]*[：:]?$|附件\d*[：:]|抄送[：:])"
)
_LABEL = re.compile(r"^(?:责任|牵头|配合|主办|承办|协办)(?:单位|部门)[：:]")
_ENDS = ("。", "；", "！", "？", "：", "）", "”", ";", ":")
_SLACK = 0.55
_NEVER_FIRST = frozenset("，。、；：？！）》”’】〕")
_SETTLED = 4
"""Lines in the size of the text from which they alone show the type area."""
_LOOSE = 0.45
"""Share of the type area that may stay free at the end of a line whose sentence plainly goes on."""
_ADDRESS = re.compile(r"^[^，。；]{2,60}[：:]$")
_LIST_HEAD = re.compile(r"^(?:附件|抄送|主送|分送)\d*[：:]")
_KIND_END = re.compile(
    r"(?:通知|意见|方案|报告|总结|解读|办法|细则|计划|要点|通报|函|规定|决定|批复|公告|通告|纪要|措施|纲要|规划|清单)$"
)
_BODY_NAME = re.compile(r"^\S{2,30}(?:局|政府|办公室|办公厅|委员会|委|厅|部|院|会|公司|中心|署|办)$")


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
    """The edges of the type area: where most lines begin, and the right edge that the full ones reach.

    Lines in the size of the text show it; a web page's notes in small letters may reach further.
    """
    if not lines:
        return Column(0.0, 0.0)
    size = _body_size(lines)
    plain = [line for line in lines if abs(line.size - size) < 0.06 * size]
    settled = len(plain) >= _SETTLED
    lines = plain if settled else lines
    widest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left > 0.6 * widest] or list(lines)
    lefts = Counter(round(line.left) for line in long)
    often = max(lefts.values())
    left = min(x for x, n in lefts.items() if n * 5 >= often)
    rights = sorted(line.right for line in long)
    most = 0.9 * (len(rights) - 1)
    return Column(float(left), rights[round(most) if settled else int(most)])


def scanned_column(lines: Sequence[Line]) -> Column:
    """The type area of one scanned page, whose edges are measured and not quite upright: the leftmost place, half a
    character wide, where a fifth of the long lines begin."""
    widest = max(line.right - line.left for line in lines)
    long = sorted((line for line in lines if line.right - line.left > 0.6 * widest), key=lambda line: line.left)
    for line in long:
        near = [other.left for other in long if 0 <= other.left - line.left < 0.5 * line.size]
        if len(near) * 5 >= len(long):
            break
    rights = sorted(line.right for line in long)
    return Column(near[len(near) // 2], rights[int(0.8 * (len(rights) - 1))])


def paragraphs(lines: Sequence[Line], areas: dict[int, Column]) -> list[Paragraph]:
    """Lines in reading order, over pages, as paragraphs. ``areas`` gives each page its type area."""
    form = _Form(areas, _leading(lines), _uses_indents(lines, areas), _body_size(lines))
    found: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line, form):
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


@dataclass(frozen=True, slots=True)
class _Form:
    """How a document is set: type areas by page, usual leading, indents of first lines, body size in points."""

    areas: dict[int, Column]
    leading: float
    indented: bool
    size: float


def _goes_on(line: Line, following: Line, form: _Form) -> bool:
    """Is ``following`` the same paragraph as ``line``?"""
    area, next_area = form.areas[line.page], form.areas[following.page]
    size = line.size
    if abs(size - following.size) > 0.12 * max(size, following.size):
        return False
    if line.color != following.color and {line.color, following.color} & {"#FF0000", "#E00000"}:
        return False
    if following.text[0] in _NEVER_FIRST:
        return True
    if line.page == following.page and line.base - following.base > max(1.45 * form.leading, 1.2 * size):
        return False
    if line.last_font != following.font and line.font == line.last_font and following.font == following.last_font:
        return False
    indent, next_indent = line.left - area.left, following.left - next_area.left
    free = area.right - line.right
    flush = next_indent < 0.6 * size
    full = free < following.head + _SLACK * size
    body = form.indented and abs(size - form.size) < 0.06 * form.size
    headed = _HEADING.match(following.text) or (not form.indented and _LABEL.match(following.text))
    if headed and line.text.endswith(_ENDS) and not (body and flush and full):
        return False
    opens = body and abs(next_indent - 2 * size) < 0.5 * size and next_area.right - following.right < 3 * size
    if _centred(line, area) and _centred(following, next_area) and not flush and not opens:
        if _KIND_END.search(line.text) and _BODY_NAME.search(following.text):
            return False
        free = area.width - (line.right - line.left)
        return free < following.head + _SLACK * size
    if _LIST_HEAD.match(line.text) and next_indent > 3 * size and not _HEADING.match(following.text):
        return free < following.head + _SLACK * size
    if indent > 5 * size or next_indent > indent + 0.6 * size:
        return False
    if form.indented and next_indent > 1.2 * size:
        return False
    if next_indent > 0.6 * size and abs(next_indent - indent) > 0.6 * size:
        return False
    if next_indent > 1.2 * size and line.text.endswith(_ENDS):
        return False
    if body and flush and not line.text.endswith(_ENDS) and not headed and not _ADDRESS.match(following.text):
        return free < _LOOSE * area.width  # the sentence plainly goes on, whatever room layout left for its own reasons
    return full


def _centred(line: Line, area: Column) -> bool:
    return abs((line.left - area.left) - (area.right - line.right)) < 1.6 * line.size


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between baselines, in points."""
    steps = Counter[float]()
    for line, following in pairwise(lines):
        step = line.base - following.base
        if line.page == following.page and 0 < step < 6 * line.size:
            steps[round(step)] += 1
    return steps.most_common(1)[0][0] if steps else 1.8 * (lines[0].size if lines else 12.0)


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most words are set."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _uses_indents(lines: Sequence[Line], areas: dict[int, Column]) -> bool:
    """Do paragraphs begin two characters in, and go on at the left edge?"""
    flush = indented = 0
    for line in lines:
        indent = (line.left - areas[line.page].left) / line.size
        flush += indent < 0.6
        indented += 1.4 < indent < 2.7
    return indented * 12 > len(lines) and flush * 4 > len(lines)


def _style(line: Line, area: Column) -> Style:
    align: Literal["left", "center", "right"] = "left"
    if line.left - area.left > 0.6 * line.size and _centred(line, area):
        align = "center"
    elif line.left - area.left > 5 * line.size and area.right - line.right < 4.5 * line.size:
        align = "right"
    return Style(
        font=line.font if line.font else None, size=round(line.size, 1), color=line.color, bold=line.bold, align=align
    )


def _word(char: str) -> bool:
    return char < "\u2000" and char.isalnum()
