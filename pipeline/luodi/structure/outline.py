"""The outline: headings 一、（一）1.（1）① and 第一章 第一条, with paths such as ``二/（三）/2`` and their extents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from luodi.records import Heading

from .headings import Mark, marks_in
from .layout import Line

_KNOWN = re.compile(
    r"^(?:总体要求和?(?:目标任务|主要目标|工作目标)?|总体(?:目标|思路)|指导思想|基本原则|(?:主要|工作|总体|发展)目标|(?:重点|主要|工作)任务|"
    r"(?:保障|工作)措施|组织(?:实施|保障|领导)|工作要求|工作步骤|实施步骤|(?:重点|主要)工作|强化组织(?:保障|领导)|附则|总则)"
)
_UNITS = re.compile(
    r"[\s　]*[（(〔［\[【](?:牵头|责任|主要责任|主责|主办|配合)[^：:。（(]{0,6}[：:][^。]*[）)〕］\]】]\s*$"
    r"|[\s　]+(?:牵头|责任|主要责任|主责|主办)(?:责任)?(?:单位|部门|处室|科室)[：:][^。]*$"
)
"""Behind a heading's words: who is responsible for what stands below it."""
_DIGIT = re.compile(r"[0-9０-９%％]")
_DATED = re.compile(r"[0-9]+月|[0-9]年|[0-9]日")
_STAGE = re.compile(r"（[^（）]*[年月日][^（）]*）$")
"""The period of a stage behind its name: 部署阶段（2026年1月至3月）."""
_LONGEST_TITLE = 60
_RUN_IN_TITLE = 34


def outline_of(lines: list[Line], text: str, parts: Iterable[tuple[int, int]]) -> tuple[Heading, ...]:
    """The headings of a document, in order; numbering starts anew in each part.

    ``parts`` are half-open offsets in which headings are looked for; a section never leaves its part.
    Source: GB/T 9704-2012, 7.3.3 (levels 一、 （一） 1. （1）); 立法技术规范 for 编 章 节 条.
    """
    found: list[Heading] = []
    for start, end in parts:
        first = bisect_left(lines, start, key=lambda line: line.start)
        inside = lines[first : bisect_left(lines, end, lo=first, key=lambda line: line.start)]
        found.extend(_section(list(marks_in(inside)), inside, text, end))
    return tuple(found)


def _section(marks: list[Mark], lines: list[Line], text: str, end: int) -> list[Heading]:
    """Headings with paths and extents from the marks of one part."""
    if any(m.rank == 3 for m in marks):
        marks = [m for m in marks if m.rank != 4 or not _inside_articles(m, marks)]
    stack: list[tuple[int, str]] = []
    extents = _extents(marks, end)
    closing = _closing(marks, lines)
    found: list[Heading] = []
    for i, mark in enumerate(marks):
        while stack and stack[-1][0] >= mark.rank:
            stack.pop()
        stack.append((mark.rank, mark.number))
        title, heading_end = _title(mark, text, leads=_leads(marks, i, lines))
        stop = extents[i]
        if closing is not None and mark.start < closing < stop and mark.rank > 4 and mark.rank == marks[-1].rank:
            stop = closing
        found.append(
            Heading(
                path="/".join(number for _, number in stack),
                level=len(stack),
                number=mark.number,
                title=title,
                start=mark.start,
                heading_end=heading_end,
                end=stop,
            )
        )
    return found


def _inside_articles(mark: Mark, marks: list[Mark]) -> bool:
    """In a text of articles a stray 一、 before the first article is no heading of it."""
    return mark.start < next(m.start for m in marks if m.rank == 3) and not any(
        m.rank == 4 for m in marks if m.start > mark.start
    )


def _extents(marks: list[Mark], end: int) -> list[int]:
    ends = [end] * len(marks)
    for i, mark in enumerate(marks):
        for later in marks[i + 1 :]:
            if later.rank <= mark.rank:
                ends[i] = later.start
                break
    return ends


def _closing(marks: list[Mark], lines: list[Line]) -> int | None:
    """Where the closing paragraphs of a text begin that belong to no subsection.

    Where every （一） of a document is one paragraph with its heading in it, a further paragraph behind the last one
    speaks of the whole.
    """
    if len(marks) < 3 or marks[-1].rank != 5:
        return None
    subsections = [m for m in marks if m.rank == 5]
    starts = {line.start: i for i, line in enumerate(lines)}
    marked = {m.start for m in marks}
    for mark in subsections[:-1]:
        at = starts.get(mark.start)
        if at is None:
            continue
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is not None and below.start not in marked and not below.text.startswith("（"):
            return None
    at = starts.get(subsections[-1].start)
    if at is None:
        return None
    for below in lines[at + 1 :]:
        if below.row or below.text.startswith(("（", "附")):
            continue
        return below.start if len(below.text) > 12 else None
    return None


def _leads(marks: list[Mark], at: int, lines: list[Line]) -> bool:
    """Whether text or a deeper heading follows a mark's line, so that the line leads a section."""
    mark = marks[at]
    later = marks[at + 1] if at + 1 < len(marks) else None
    below = bisect_left(lines, mark.line_end, key=lambda line: line.start)
    if below >= len(lines):
        return False
    if later is not None and lines[below].start == later.start:
        return later.rank > mark.rank
    return not lines[below].row and not lines[below].text.startswith(("（", "("))


def _title(mark: Mark, text: str, *, leads: bool) -> tuple[str, int]:
    """A heading's words and where they end; no words where the line is a plain numbered sentence.

    ``leads`` says that the line stands above text or deeper headings of its own.
    """
    words = text[mark.after : mark.line_end]
    body = words.lstrip()
    begin = mark.after + len(words) - len(body)
    if mark.rank == 3:
        bracket = re.match(r"[（【](?P<title>[^）】]{2,20})[）】]", body)
        return (bracket["title"], begin + bracket.end()) if bracket is not None else ("", mark.after)
    units = _UNITS.search(body)
    if (
        units is not None
        and 2 <= units.start() <= _RUN_IN_TITLE
        and re.search(r"[。：:；？]", body[: units.start()]) is None
    ):
        return body[: units.start()], mark.line_end
    stop = re.search(r"[。：:；？]", body)
    if stop is None:
        known = _KNOWN.match(body) if len(body) > _LONGEST_TITLE else None
        if known is not None:
            return known[0], begin + known.end()
        return (body.strip(), mark.line_end) if len(body) <= _LONGEST_TITLE else ("", mark.after)
    head = body[: stop.start()]
    alone = stop.end() >= len(body.rstrip())
    if alone:
        short = len(head) <= 16 and _DIGIT.search(head) is None and mark.rank <= 5 and stop[0] in "。："
        bare = short and ("，" not in head) and (_KNOWN.match(head) is not None or len(head) <= 8 or stop[0] == "：")
        if leads and mark.rank <= 6 and len(head) <= (40 if mark.rank <= 5 else 20) and not _DIGIT.search(head):
            bare = True
        return (head.strip(), begin + stop.end()) if bare else ("", mark.after)
    known = _KNOWN.match(body)
    if known is not None and len(head) > _RUN_IN_TITLE:
        return known[0], begin + known.end()
    if (
        len(head) <= _RUN_IN_TITLE
        and stop[0] in "。：:"
        and (_DIGIT.search(head) is None or (mark.rank <= 5 and not _DATED.search(_STAGE.sub("", head))))
    ):
        return head.strip(), begin + stop.end()
    return "", mark.after
