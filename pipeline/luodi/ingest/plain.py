"""TXT and Markdown: one paragraph a line, rows written with bars as tables."""

from __future__ import annotations

import re
from itertools import pairwise

from luodi.records import Furniture
from luodi.settings import Settings
from luodi.text.items import MARK

from .decode import decode_readable
from .draft import Draft, Grid, Paragraph, Row
from .furniture import DASHED
from .tidy import is_spread

_RULE = re.compile(r"^\|[\s:|-]+\|$")
_MARKS = re.compile(r"^(?:#{1,6}\s+|>\s?)|\*\*|__(?=\S)|(?<=\S)__")
_ENDED = re.compile(r"[。；：！？…）》”.;:!?)】〕]$")
_INDENT = re.compile(r"^(?:\u3000\u3000|\u3000? {2,}|\t| {4,})\s*\S")
_OPENS = re.compile(rf"^(?:{MARK}|附件|抄送)")
_FEW = 6
"""Lines from which a text shows whether it is broken at a fixed width."""
_FULL = 0.75
"""Share of the usual longest line from which a line is full."""
_WIDEST = 120
"""Columns of a line that no text broken at a fixed width exceeds; a Chinese character takes two."""
_NARROWEST = 36
"""Columns of a line below which it is a list's, not one broken at a width."""
_NARROW = re.compile(r"[\x00-\xff]")
_BREAK_INSIDE = re.compile(r"\s*\n\s*")
_BREAKS = re.compile("\r\n|[\n\r\u0085\u2028\u2029\x0b\x0c\x1c\x1d\x1e]")


def read_text(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of a text file in UTF-8, UTF-16, GB18030 or BIG5."""
    text, encoding, lost = decode_readable(data, name)
    draft = text_draft(text)
    draft.tell_lost(lost, encoding)
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
    for raw in _whole_lines(_without_page_numbers(_BREAKS.split(text), draft)):
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


def _without_page_numbers(lines: list[str], draft: Draft) -> list[str]:
    """The lines without page numbers that a printed copy left in them: — 1 —, — 2 —, counting up from page to page."""
    numbers = [(i, int(match[1])) for i, line in enumerate(lines) if (match := DASHED.match(line.strip())) is not None]
    if len(numbers) < 2 or any(b - a != 1 for (_, a), (_, b) in pairwise(numbers)):
        return lines
    places = dict(numbers)
    draft.furniture.extend(Furniture(page=1, text=lines[i].strip(), role="page_number") for i in places)
    return [line for i, line in enumerate(lines) if i not in places]


def _stands_alone(line: str) -> bool:
    """Whether a line is a table's row or a spread title, whatever its length."""
    return line.strip().startswith("|") or is_spread(line.strip())


def _columns(line: str) -> int:
    return 2 * len(line) - len(_NARROW.findall(line))


def _whole_lines(lines: list[str]) -> list[str]:
    """Lines broken at a fixed width as whole paragraphs, where indents show which line begins one.

    A line goes on where it is full, ends no sentence, and the next one is neither indented nor a heading.
    """
    filled = [line for line in lines if line.strip()]
    indented = sum(1 for line in filled if _INDENT.match(line))
    widths = sorted(_columns(line.rstrip()) for line in filled)
    if len(filled) < _FEW or indented * 4 < len(filled) or widths[-1] > _WIDEST:
        return lines
    usual = widths[int(0.9 * (len(widths) - 1))]
    if usual < _NARROWEST:
        return lines
    full = _FULL * usual
    whole: list[str] = []
    for line in lines:
        above = whole[-1].rstrip() if whole else ""
        last = above.rsplit("\n", 1)[-1]
        goes_on = (
            _INDENT.match(above) and _columns(last) >= full and not _ENDED.search(last) and not _stands_alone(last)
        )
        if goes_on and line.strip() and not _INDENT.match(line) and not _OPENS.match(line.strip()):
            whole[-1] = f"{above}\n{line}"
        else:
            whole.append(line)
    return [_BREAK_INSIDE.sub("", line) for line in whole]
