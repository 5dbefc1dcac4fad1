"""TXT and Markdown: one paragraph a line, rows written with bars as tables."""

from __future__ import annotations

import re

from luodi.settings import Settings

from .decode import decode
from .draft import Draft, Grid, Paragraph, Row
from .errors import refuse

_RULE = re.compile(r"^\|[\s:|-]+\|$")
_MARKS = re.compile(r"^(?:#{1,6}\s+|>\s?)|\*\*|__(?=\S)|(?<=\S)__")
_BREAKS = re.compile("\r\n|[\n\r\u0085\u2028\u2029\x0b\x0c\x1c\x1d\x1e]")


def read_text(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of a text file in UTF-8, UTF-16, GB18030 or BIG5."""
    text, encoding, lost = decode(data)
    if lost > 0.2:
        raise refuse("unreadable", name=name, value=encoding)
    draft = text_draft(text)
    if lost:
        draft.warn("decoding", f"有 {lost:.1%} 的字符按 {encoding} 无法解码")
        draft.state = "partial"
    return draft


def read_markdown(data: bytes, name: str, settings: Settings) -> Draft:
    """As ``read_text``, without the marks of Markdown."""
    draft = read_text(data, name, settings)
    for item in draft.items:
        if isinstance(item, Paragraph):
            item.text = _MARKS.sub("", item.text)
    return draft


def text_draft(text: str) -> Draft:
    """Paragraphs and tables of a text whose lines are paragraphs."""
    draft, rows = Draft(), list[Row]()
    for raw in _BREAKS.split(text):
        line = raw.strip()
        if len(line) > 1 and line[0] == line[-1] == "|":
            if not _RULE.match(line):
                rows.append(Row(cells=[cell.strip() for cell in line[1:-1].split("|")]))
            continue
        if rows:
            draft.items.append(Grid(rows=rows))
            rows = []
        if line:
            draft.items.append(Paragraph(line))
    if rows:
        draft.items.append(Grid(rows=rows))
    return draft
