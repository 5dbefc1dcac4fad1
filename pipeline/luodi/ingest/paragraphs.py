"""Printed lines back to paragraphs: a line goes on where the next one's first word would not have fitted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from luodi.records import Style
from luodi.text.dates import is_date_line
from luodi.text.items import MARK

from .draft import Paragraph
from .lines import Line
from .typearea import ENDS, SLACK, Column, Form, centred, form_of

_HEADING = re.compile(rf"^(?:{MARK}|附件[\d一二三四五六七八九十]*[：:]?$|附件\d*[：:]|抄送[：:])")
_LABEL = re.compile(r"^(?:责任|牵头|配合|主办|承办|协办)(?:单位|部门)[：:]")
_NEVER_FIRST = frozenset("，。、；：？！）》”’】〕")
_LOOSE = 0.45
"""Share of the type area that may stay free at the end of a line whose sentence plainly goes on."""
_ADDRESS = re.compile(r"^[^，。；]{2,60}[：:]$")
_LIST_HEAD = re.compile(r"^(?:附件|抄送|主送|分送)\d*[：:]")
_KIND_END = re.compile(
    r"(?:通知|意见|方案|报告|总结|解读|办法|细则|计划|要点|通报|函|规定|决定|批复|公告|通告|纪要|措施|纲要|规划|清单)$"
)
_NOTE = re.compile(r"^[（(][^（）()]*(?:\d日|截至|，|〔)")
"""A note below a title: of which day it is, to whom it goes."""
_BODY_NAME = re.compile(
    r"^(?:\S+　)*[^\s，。；：、《》]{2,30}(?:局|政府|办公室|办公厅|委员会|委|厅|部|院|会|公司|中心|署|办|办事处"
    r"|[支大总]队|集团)$"
)
_SIGNS = re.compile(rf"{_BODY_NAME.pattern}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日$")
"""What signs a paper behind its last sentence."""
_ALONE = re.compile(r"^(?:[·•●■▪◆◇➢]\s|[一-鿿]{4,30}[　 ]*\d{4}年\d{1,2}月\d{1,2}日印发$)")
"""What begins a paragraph wherever it stands: a bullet, who printed a paper when."""


def paragraphs(lines: Sequence[Line], areas: dict[int, Column]) -> list[Paragraph]:
    """Lines in reading order, over pages, as paragraphs. ``areas`` gives each page its type area."""
    form = form_of(lines, areas)
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
    if "　" in paragraph.text and _BODY_NAME.match(paragraph.text) and _BODY_NAME.match(line.text):
        between = "　"
    if line.page != previous.page:
        paragraph.turns.append((len(paragraph.text) + len(between), line.page))
    paragraph.text += between + line.text


def _goes_on(line: Line, following: Line, form: Form) -> bool:
    """Is ``following`` the same paragraph as ``line``?"""
    area, next_area = form.areas[line.page], form.areas[following.page]
    size = line.size
    if abs(size - following.size) > 0.12 * max(size, following.size):
        return False
    if line.color != following.color and {line.color, following.color} & {"#FF0000", "#E00000"}:
        return False
    if following.text[0] in _NEVER_FIRST:
        return True
    if line.page == following.page and line.base - following.base > form.most(size):
        return False
    if _ALONE.match(following.text) or (line.text.endswith(ENDS) and _SIGNS.match(following.text)):
        return False
    if line.last_font != following.font and line.font == line.last_font and following.font == following.last_font:
        return False
    indent, next_indent = line.left - area.left, following.left - next_area.left
    free = area.right - line.right
    flush = next_indent < 0.6 * size
    full = free < following.head + SLACK * size
    body = form.indented and abs(size - form.size) < 0.06 * form.size
    headed = _HEADING.match(following.text) or (not form.indented and _LABEL.match(following.text))
    if headed and line.text.endswith(ENDS) and not (body and flush and full):
        return False
    opens = body and abs(next_indent - 2 * size) < 0.5 * size and next_area.right - following.right < 3 * size
    in_middle = centred(line, area) and centred(following, next_area) and not flush and not opens
    if in_middle or (size > 1.15 * form.size and _on_one_axis(line, following)):
        if _KIND_END.search(line.text) and _BODY_NAME.search(following.text):
            return False
        free = area.width - (line.right - line.left)
        return free < following.head + SLACK * size and _NOTE.match(following.text) is None
    if _LIST_HEAD.match(line.text) and next_indent > 3 * size and not _HEADING.match(following.text):
        return free < following.head + SLACK * size and not is_date_line(following.text)
    if indent > 5 * size or next_indent > indent + 0.6 * size:
        return False
    if form.indented and next_indent > 1.2 * size:
        return False
    if next_indent > 0.6 * size and abs(next_indent - indent) > 0.6 * size:
        return False
    if next_indent > 1.2 * size and line.text.endswith(ENDS):
        return False
    if body and flush and not line.text.endswith(ENDS) and not headed and not _ADDRESS.match(following.text):
        return free < _LOOSE * area.width  # the sentence plainly goes on, whatever room layout left for its own reasons
    return full


def _on_one_axis(line: Line, following: Line) -> bool:
    return abs(line.left + line.right - following.left - following.right) < 0.6 * line.size


def _style(line: Line, area: Column) -> Style:
    align: Literal["left", "center", "right"] = "left"
    if line.left - area.left > 0.6 * line.size and centred(line, area):
        align = "center"
    elif line.left - area.left > 5 * line.size and area.right - line.right < 4.5 * line.size:
        align = "right"
    return Style(
        font=line.font if line.font else None, size=round(line.size, 1), color=line.color, bold=line.bold, align=align
    )


def _word(char: str) -> bool:
    return char < "\u2000" and char.isalnum()
