"""What keeps a sentence from being a task, before any model is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.text.items import shape

from ..passages import Passage
from ..units.pointers import tells_units
from .heads import is_heading
from .marks import LIST, ORDERS, gate

_SCOPE = re.compile(r"(?:排查|整治|检查|治理|适用|实施|普查|清查)(?:的)?(?:范围|对象)$")
"""A heading under which stands what is meant, and nothing to do."""
_CASES = re.compile(
    r"(?:下列|以下)[^。：]{0,16}?(?:条件|情形|情况|材料|资料|对象|路段|区域|地段|场所|范围)(?:之一)?[^。：]{0,40}[：:]$"
)
"""What opens a list of things or cases (有下列情形之一的，不予受理：): the order is in it, not in its items."""
_HANDED_WITH_TERM = re.compile(r"你们，请[^。]{0,30}(?:\d日|月底)前")
"""现将目标任务下达给你们，请于3月20日前分解: what is handed down with a term is asked."""
_BY = re.compile("由(?!于|此)")
_YEAR = re.compile(r"(20\d\d)年(?!度|以[前来]|前|起|的)")


def shut(nearby: Sequence[Passage], at: int, *, year: int | None = None) -> str | None:
    """The id of the gate that keeps a passage from being a task, None when it may be one."""
    passage = nearby[at]
    text = passage.text
    if passage.row:
        return "gate.table-row"
    if gate("formula").search(text) and not _HANDED_WITH_TERM.search(text):
        return "gate.formula"
    if gate("definition").search(passage.body):
        return "gate.definition"
    if any(gate(name).search(passage.body) for name in ("background", "convened")) or _told(passage, year):
        return "gate.background"
    if gate("address").match(text) and not passage.number:
        return "gate.address"
    if gate("signature").search(text) and len(text) < 120:
        return "gate.signature"
    if text[-1] not in "。；！" and not passage.number and len(text) < 20:
        return "gate.fragment"
    if _annexed(passage):
        return "gate.annex"
    if is_heading(nearby, at) or gate("two-headings").match(text):
        return "gate.heading"
    glued = gate("glued-thought").match(passage.body) and not gate("figure").search(passage.body)
    if glued or _thought(passage):
        return "gate.thought"
    if tells_units(text):
        return "gate.responsibility"
    if _is_case(nearby, at):
        return "gate.case"
    ordered = gate("duty").search(passage.body) or ORDERS.search(passage.body) or "前" in passage.body
    if passage.headings and _SCOPE.search(passage.headings[-1].title) and not ordered:
        return "gate.scope"
    return None


def _told(passage: Passage, year: int | None) -> bool:
    """Whether it tells of what was before the document (去年抽查的61家馆中，有…), with neither an order nor a term."""
    if gate("ordered").search(passage.body):
        return False
    if gate("told").search(passage.body) or (not passage.headings and gate("our-place").match(passage.body)):
        return True
    opening = _YEAR.match(passage.body)
    return opening is not None and year is not None and int(opening[1]) < year


def _annexed(passage: Passage) -> bool:
    """Whether it stands in a form, a list of names or another annex that orders nothing."""
    part = passage.part
    return part is not None and part.role == "attachment" and bool(gate("annex").search(part.title or ""))


def _thought(passage: Passage) -> bool:
    """Guiding thought, principles and general demands, unless they set a figure (docs/labels.md)."""
    titles = [h.title for h in passage.headings]
    if any(gate("thought").search(t) for t in titles):
        return not re.search(r"\d(?:%|个|家|户|人)|(?:年|月|日|底)前", passage.body)
    if any(gate("goal").search(t) for t in titles) or gate("figure").search(passage.body):
        return False
    if any(t == "总则" for t in titles):
        # articles of a regulation's first chapter may well give duties
        return gate("duty").search(passage.body) is None
    return any(gate("general").search(t) for t in titles)


def _is_case(nearby: Sequence[Passage], at: int) -> bool:
    """Whether an item only names one of the things or cases of which the line above its list speaks."""
    passage = nearby[at]
    if not passage.number or not passage.first or _BY.match(passage.body):
        return False
    if gate("duty").search(passage.body) or ORDERS.search(passage.body):
        return False
    own = shape(passage.number)
    for before in reversed(nearby[max(0, at - LIST) : at]):
        if not before.first or (before.number and shape(before.number) == own):
            continue
        return _CASES.search(before.text) is not None
    return False
