"""The table of metadata that printed government pages put behind a document, its cells broken and out of order."""

from __future__ import annotations

import re

from luodi.text.titles import normal_title

from .found import Head, Tail
from .layout import Line
from .webhead import web_pairs

_MOST = 24
"""Lines from the end in which such a table is looked for."""
_LEAST = 3
"""Labels that make a table."""
_LABEL = re.compile(
    r"(?:索\s*引\s*号|主题分类|发文机关|成文日期|标\s*题|发文字号|发布日期|公文种类|来\s*源|主\s*题\s*词|有\s*效\s*性)\s*[：:]"
)
_SHORT = 60


def take_web_foot(lines: list[Line], head: Head, tail: Tail) -> None:
    """Count the lines of such a table as foot; its number and dates serve where the document itself has none."""
    begin = max(head.body, len(lines) - _MOST)
    labelled = [i for i in range(begin, len(lines)) if not lines[i].row and _LABEL.search(lines[i].text)]
    while labelled and (lines[labelled[0]].text.endswith("。") or labelled[-1] - labelled[0] > _MOST // 2):
        labelled.pop(0)
    if len({m for i in labelled for m in _LABEL.findall(lines[i].text)}) < _LEAST:
        return
    if labelled[-1] < len(lines) - 4 or any(lines[i].text.endswith("。") for i in range(labelled[0], len(lines))):
        return
    first = labelled[0]
    title = normal_title(head.title.value) if head.title is not None else ""
    while first > begin and _is_piece(lines[first - 1].text, title):
        first -= 1
    tail.foot.extend(i for i in range(first, len(lines)) if i not in tail.foot)
    for i in labelled:
        for key, found in web_pairs(lines[i]).items():
            if key in ("doc_number", "issue_date", "web_date"):
                head.web.setdefault(key, found)


def _is_piece(text: str, title: str) -> bool:
    """Whether a line is a piece of a cell: of the title, or of a class of subjects (财政、金融＼社会信用)."""
    if len(text) > _SHORT or text.endswith(("。", "）")):
        return False
    piece = normal_title(text)
    return "\\" in text or (len(piece) > 3 and piece in title)
