"""Tables that hold no records: red heads and signatures set in cells, boxes with a text in each. They become lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.text.dates import is_date_line
from luodi.text.doc_number import find_doc_numbers
from luodi.text.items import BRACKETED, CLAUSE, FIGURE

from .draft import Draft, Grid, Joined, Paragraph, Row

_TOP = 4
"""Items of a document among which its red head stands."""
_PARAGRAPHS = 3
_MOST = 8
"""Rows of a red head: joint issuers above each other."""
_BODY = re.compile(
    r"^[^，。；：、|]{2,40}(?:[委局厅办院会部组署]|政府|办公[厅室]|中心|公司|集团|[支大总]队|学校|医院)$"
)
_HEAD_WORDS = re.compile(
    r"^(?:特急|加急|平急|急件|(?:绝密|机密|秘密)(?:★.{0,6})?|[0-9]{6}|签\s*发\s*人\s*[：:].{0,20})$"
)
_SEALED = re.compile(r"[（(](?:盖章|公章|印章|章|印)[）)]$")
_LABEL = re.compile(
    r"(?<!^)[\s　；;，,。]+(?=(?:责任|牵头|配合|主办|承办|协办)(?:单位|部门|领导|人|科室)\s*[：:]"
    r"|(?:完成)?(?:时限|时间|期限)\s*[：:])"
)
_UNITS = re.compile(r"(?:责任|牵头|主办|承办)(?:单位|部门|科室)\s*[：:]")
_FOOT = re.compile(
    r"^(?:(?:抄\s*[送报]|分\s*送)[^：:]{0,4}[：:]|[（(]?(?:共|此件)印\s*\d)"
    r"|(?:\d日|[一二三四五六七八九十]日)\s*(?:印发|印制|印)$"
)
"""A line of what stands at the foot of the last page: copies to whom, and who printed it when."""
_NUMBER = re.compile(rf"^(?:{FIGURE}|{CLAUSE}|{BRACKETED})")


def without_frames(draft: Draft) -> None:
    """Replace such tables among the draft's items by paragraphs."""
    items: list[Paragraph | Grid] = []
    for place, item in enumerate(draft.items):
        lines = None
        if isinstance(item, Grid) and item.name is None:
            lines = _red_head(item) if place < _TOP else None
            lines = lines or _signature(item) or _foot(item) or _boxes(item)
        if isinstance(item, Grid) and lines is None:
            _restack(item)
        items.extend([item] if lines is None else lines)
    draft.items = items


def sets_page(rows: Sequence[Row], most: int) -> bool:
    """Whether a table only sets out a page of text: one of its cells holds several paragraphs (``most``), and hardly
    a word stands beside another."""
    filled = [_words(row) for row in rows]
    alone = sum(len(words[0]) for words in filled if len(words) == 1)
    beside = sum(len(word) for words in filled if len(words) > 1 for word in words)
    return most >= _PARAGRAPHS and max(map(len, filled)) <= 2 and alone > 4 * beside


def _words(row: Row) -> list[str]:
    return [word for cell in row.cells if isinstance(cell, str) and (word := cell.strip())]


def _red_head(grid: Grid) -> list[Paragraph] | None:
    """The lines of a red head: names of bodies above each other with 文件 beside them, or a number and who signs."""
    rows = [words for row in grid.rows if (words := _words(row))]
    flat = ["".join(word.split()) for row in rows for word in row]
    if not flat or len(rows) > _MOST or any(len(word) > 60 for word in flat):
        return None
    rest = [word for word in flat if word != "文件"]
    numbers = [word for word in rest if _is_number(word)]
    if not (len(rest) < len(flat) or numbers):
        return None
    if not all(_BODY.match(word) or _is_number(word) or _HEAD_WORDS.match(word) for word in rest):
        return None
    lines = ["　".join(word for word in row if "".join(word.split()) != "文件") for row in rows]
    if len(rest) < len(flat):
        last = max(i for i, row in enumerate(rows) if any(_BODY.match("".join(word.split())) for word in row))
        lines[last] += "文件"
    return [Paragraph(line, grid.rows[0].page) for line in lines if line]


def _is_number(word: str) -> bool:
    """Whether a cell holds the number of a document and at most who signs it."""
    found = [n for n in find_doc_numbers(word) if n.form == "number"]
    return len(found) == 1 and found[0].start == 0 and len(word) - found[0].end < 20


def _signature(grid: Grid) -> list[Paragraph] | None:
    """The lines of a signature set in cells: names of bodies beside each other, and a day."""
    rows = [words for row in grid.rows if (words := _words(row))]
    flat = ["".join(word.split()) for row in rows for word in row]
    days = [word for word in flat if is_date_line(word)]
    if not days or len(days) == len(flat) or len(rows) > _MOST:
        return None
    if not all(is_date_line(word) or _BODY.match(_SEALED.sub("", word)) for word in flat):
        return None
    lines = [word for row in rows for word in row if not is_date_line("".join(word.split()))]
    return [Paragraph(line, grid.rows[-1].page) for line in [*lines, days[0]]]


def _foot(grid: Grid) -> list[Paragraph] | None:
    """The lines of a foot ruled as a table: 抄送：…, and the printing office with its day beside it."""
    rows = [("　".join(words), row.page) for row in grid.rows if (words := _words(row))]
    if not rows or not all(_FOOT.search(text) for text, _ in rows):
        return None
    return [Paragraph(text, page) for text, page in rows]


def _boxes(grid: Grid) -> list[Paragraph] | None:
    """The lines of boxes: cells that are each a numbered item with its own labels, row by row."""
    cells = [(word, row.page) for row in grid.rows for word in _words(row)]
    boxed = sum(1 for word, _ in cells if _NUMBER.match(word) and _UNITS.search(word))
    if boxed < 2 or boxed * 2 <= len(cells):
        return None
    return [Paragraph(line, page) for word, page in cells for line in _LABEL.split(word)]


def _restack(grid: Grid) -> None:
    """A list set in two or three halves side by side (序号 任务 单位 序号 任务 单位) becomes one list."""
    if len(grid.rows) < 2:
        return
    names = [cell.strip() if isinstance(cell, str) else "" for cell in grid.rows[0].cells]
    for times in (2, 3):
        width = len(names) // times
        if width < 2 or width * times != len(names) or len(set(names[:width])) < width or not all(names):
            continue
        halves = [names[width * n : width * (n + 1)] for n in range(times)]
        if any(half != halves[0] for half in halves):
            continue
        head, body = grid.rows[0], grid.rows[1:]
        grid.rows = [Row(head.cells[:width], head.page)]
        grid.rows += [Row(row.cells[width * n : width * (n + 1)], row.page) for n in range(times) for row in body]
        return


def second_header(rows: Sequence[Row], headers: int) -> int:
    """How many rows are the header, where a head spans columns that the row below names (责任: 牵头单位, 责任人).

    ``headers`` rows are known; the row below them counts too where it goes on with heads merged downwards.
    """
    if not 0 < headers < len(rows):
        return headers
    above, below = rows[headers - 1].cells, rows[headers].cells
    spanned = {c for c, cell in enumerate(above) if cell is Joined.LEFT}
    spanned |= {c - 1 for c in spanned if isinstance(above[c - 1], str)}
    own = [c for c, cell in enumerate(below) if isinstance(cell, str) and cell]
    named = own and all(c in spanned and len(str(below[c])) <= 12 for c in own)
    merged = all(c in spanned or below[c] is Joined.UP or not above[c] for c in range(min(len(above), len(below))))
    return second_header(rows, headers + 1) if spanned and named and merged else headers
