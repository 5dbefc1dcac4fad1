"""By when a task is due: its own words, its heading, its line, its row, and the term its sister clauses share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from luodi.records import Deadline, DocumentRecord

from ..deadlines import find_deadlines
from ..passages import Passage

_TERM = re.compile(r"（[^（）：:]*(?:前|内|完成)[^（）]*）")
_PHASE = re.compile(r"[—–－\-·\s]*(?P<year>20\d\d年)(?:[是为]|，?(?:着力|重点|全面)?)[^，。；：\d]{0,12}年[。：]$")
"""A sentence that only names what a year is for: 2026年为启动建设年。"""
_STAGE = re.compile(
    r"（(?:[^（）：:]*，)?(?:即日|自|从)?[^（）：:，]{0,8}(?:[年月日]|[上中下]旬|即日起?)[至到—–－~～-]+[^（）：:]{1,14}(?:[月日底末]|[上中下]旬)）"
)
"""The period of a stage behind its name: 排查（4月21日至6月20日）."""


def deadlines_of(
    text: str, elsewhere: Sequence[str], reference: date | None, shared: Sequence[Deadline] = ()
) -> tuple[Deadline, ...]:
    """The deadlines of a task, each once: those of its own ``text`` with their place, then those said elsewhere.

    ``shared`` counts only where the text itself sets no term.
    """
    found: dict[tuple[object, ...], Deadline] = {}
    for deadline in find_deadlines(text, reference=reference):
        found.setdefault(deadline.meaning, deadline)
    if not found:
        found.update((d.meaning, _placeless(d)) for d in shared)
    for words in elsewhere:
        for deadline in find_deadlines(words, reference=reference) if words else ():
            # 2024年6月 in a table is the 6月底前 of the text
            known = deadline.kind == "during" and any(d.end == deadline.end is not None for d in found.values())
            if not known:
                found.setdefault(deadline.meaning, _placeless(deadline))
    return tuple(d for d in found.values() if not _refined(d, found.values()))


def heading_terms(record: DocumentRecord, passage: Passage) -> list[str]:
    """Brackets of the headings above that set a term: 二、近期任务（2024年6月底前完成）."""
    words = [record.text[h.start : h.heading_end] for h in passage.headings if h.heading_end <= passage.start]
    return [bracket for heading in words for bracket in _TERM.findall(heading)]


def stage_terms(record: DocumentRecord, passage: Passage, reference: date | None) -> tuple[Deadline, ...]:
    """The period of the innermost stage that a task stands in: 四、排查（4月21日至6月20日）."""
    for heading in reversed(passage.headings):
        words = record.text[heading.start : heading.heading_end]
        if heading.heading_end <= passage.start and (stage := _STAGE.search(words)) is not None:
            return tuple(d for d in find_deadlines(stage.group(), reference=reference) if d.kind in ("by", "during"))
    return ()


def shared_terms(nearby: Sequence[Passage], reference: date | None) -> dict[int, tuple[Deadline, ...]]:
    """The term that stands first in a sentence cut at ；, for the clauses after it: 2024年底前，建成…；培训…。"""
    shared: dict[int, tuple[Deadline, ...]] = {}
    open_: tuple[Deadline, ...] = ()
    for i, passage in enumerate(nearby):
        same = i > 0 and nearby[i - 1].line == passage.line
        continues = same and (nearby[i - 1].text.endswith("；") or _phase(nearby[i - 1], passage))
        if not continues:
            open_ = ()
        elif open_:
            shared[i] = open_
        if (phase := _PHASE.match(passage.body)) is not None:
            open_ = tuple(find_deadlines(f"{phase['year']}底前", reference=reference))
        elif passage.text.endswith("；"):
            open_ = _leading(passage, reference) or open_
    return shared


def _phase(before: Passage, passage: Passage) -> bool:
    """Whether a sentence stands behind the name of its phase, or goes on in it (2026年为启动年。建成…。培训…。)."""
    return before.first and _PHASE.match(before.body) is not None and before.section == passage.section


def _leading(passage: Passage, reference: date | None) -> tuple[Deadline, ...]:
    offset = len(passage.text) - len(passage.body)
    return tuple(
        d
        for d in find_deadlines(passage.text, reference=reference)
        if d.kind in ("by", "during") and d.begin is not None and d.stop is not None
        # 从2019年1月1日起，…: at most a preposition before it and a comma behind
        if d.begin - offset <= 1 and passage.text[d.stop : d.stop + 1] == "，"
    )


def _placeless(deadline: Deadline) -> Deadline:
    """A place is told only for words that stand in the task's own sentence."""
    return deadline.replace(begin=None, stop=None)


def _refined(deadline: Deadline, others: Iterable[Deadline]) -> bool:
    """Whether a table names the day within the year that the sentence gives (今年…, 2018年11月底前)."""
    start, end = deadline.start, deadline.end
    if deadline.kind != "during" or deadline.begin is None or start is None or end is None:
        return False
    return any(o.kind == "by" and o.begin is None and o.end is not None and start <= o.end <= end for o in others)
