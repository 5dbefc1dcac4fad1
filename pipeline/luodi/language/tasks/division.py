"""Division-of-work tables 任务分工表: rows matched to the sentences they elaborate, by words and by order."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luodi.records import Cell, DocumentRecord, Table

from ..passages import Passage
from ..units.names import split_names
from ..units.responsibility import read_responsibility

_LEAD = re.compile(r"牵头|主办|主责|总牵头")
_FIRST = re.compile(r"第一(?:个|位)?(?:为)?|首位|排(?:名)?第一")
"""A head that says that of the units in its column the first leads (责任单位，第一个为牵头)."""
_SUPPORT = re.compile(r"配合|协办|协同|参与|协助")
_SOLE = re.compile(
    r"谁(?:来)?(?:[干办管做]|负责|牵头|落实|开方)|责任(?:单位|部门|主体|科室|区县)|承办单位|实施单位|落实单位|^(?:单位|部门)$"
)
_TIME = re.compile(r"何时|什么时候|几时|哪天|时限|时间|期限|进度|完成(?:日期|节点)")
_WORK = re.compile(r"任务|事项|措施|举措|内容|工作|项目|目标|要求")
_NO_WORK = re.compile(
    r"序号|编号|^号$|条目|条款|对应|^(?:条|项|款|章节|段落)$|备注|联系|电话|依据|来源|资金|类别|完成情况|状态"
)
_SERIAL = re.compile(r"序号|编号|^号$")
_POINT = (
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|第[一二三四五六七八九十百\d]{1,4}[条项]|[一二三四五六七八九十]+|\d{1,2})"
)
_POINTS = re.compile(rf"{_POINT}(?:[、，,．.\s]*{_POINT})*[、．.]?")
_POINTING = re.compile(r"条目|条款|对应|任务编号|任务序号|^(?:条|项|款|章节|段落)$")
_KEEP = 0.32
_NEAR = 0.25
_DOUBT = 0.5


@dataclass(frozen=True)
class Row:
    """One row of a division table: the work in words, its units and the words about time."""

    work: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    time: str
    cell: Cell


@dataclass(frozen=True)
class Pointer:
    """A row that names its tasks by the number of their headings (|（三）|省教育厅|省财政厅|)."""

    numbers: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    time: str


def pointing_rows(record: DocumentRecord) -> list[Pointer]:
    """The rows of tables that divide work by the numbers of headings instead of in words.

    A number that several headings of the document have points at none.
    """
    count = Counter(_number(h.number) for h in record.outline)
    found = []
    for table in record.tables:
        header = table.header()
        lead, support = _column(header, _LEAD), _column(header, _SUPPORT)
        sole = next((i for i, h in enumerate(header) if _SOLE.search(h) and i not in (lead, support)), None)
        time = _column(header, _TIME)
        point = next((i for p in (_POINTING, _SERIAL) if (i := _column(header, p)) is not None), None)
        if point is None or (lead is None and sole is None) or _named(header, (lead, support, sole, time, point)):
            continue
        for cells in table.body():
            if len(cells) < len(header) or not _POINTS.fullmatch(cells[point].text.strip()):
                continue
            leaders, helpers = _units(cells, lead, support, sole)
            numbers = tuple(n for n in re.findall(_POINT, cells[point].text) if count[_number(n)] == 1)
            found.append(Pointer(numbers, leaders, helpers, cells[time].text if time is not None else ""))
    return found


def _named(header: Sequence[str], others: tuple[int | None, ...]) -> bool:
    """Whether another column says the work in words."""
    return any(_WORK.search(h) and not _SERIAL.search(h) for i, h in enumerate(header) if i not in others)


def pointed(pointers: Sequence[Pointer], passage: Passage) -> Pointer | None:
    """The row that names a heading of the passage, the innermost first."""
    for heading in reversed(passage.headings):
        number = _number(heading.number)
        hit = next((p for p in pointers if number in map(_number, p.numbers)), None)
        if hit is not None:
            return hit
    return None


def _number(written: str) -> str:
    return written.translate(str.maketrans("()", "（）")).strip("、．. 　")


def _units(
    cells: Sequence[Cell], lead: int | None, support: int | None, sole: int | None, *, first_leads: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    said = (
        read_responsibility(f"（{cells[lead].text}）")
        if lead is not None and _SUPPORT.search(cells[lead].text)
        else None
    )
    if said is not None and said.lead:
        # |省教育厅牵头，省财政厅配合| in one cell
        return said.lead, said.support
    leaders = split_names(cells[lead].text) if lead is not None else []
    helpers = split_names(cells[support].text) if support is not None else []
    if first_leads:
        leaders, helpers = leaders[:1], leaders[1:] + helpers
    alone = split_names(cells[sole].text) if sole is not None else []
    if lead is None and len(alone) == 1:
        leaders = alone
    else:
        helpers = helpers + alone
    return tuple(leaders), tuple(h for h in dict.fromkeys(helpers) if h not in leaders)


def division_rows(record: DocumentRecord) -> list[Row]:
    """The rows of all tables that divide tasks among units, in order."""
    return [row for table in record.tables for row in _rows(table)]


def _rows(table: Table) -> list[Row]:
    header = table.header()
    lead = _column(header, _LEAD)
    support = _column(header, _SUPPORT)
    sole = next((i for i, h in enumerate(header) if _SOLE.search(h) and i not in (lead, support)), None)
    time = _column(header, _TIME)
    others = (lead, support, sole, time)
    work = [i for i, h in enumerate(header) if _WORK.search(h) and not _SERIAL.search(h) and i not in others]
    if lead is None and sole is None and support is None:
        return []
    if not work:
        # whatever the columns of the work are called (实事, 标准), units and times have theirs
        work = [i for i, h in enumerate(header) if i not in others and not _NO_WORK.search(h)]
    if not work:
        return []
    first = lead is not None and _FIRST.search(header[lead]) is not None
    rows = []
    for cells in table.body():
        if len(cells) < len(header) or not any(cells[i].text for i in work):
            continue
        # the most specific column says the task: 工作内容 after 类别
        chosen = max(work, key=lambda i: len(cells[i].text))
        leaders, helpers = _units(cells, lead, support, sole, first_leads=first)
        rows.append(
            Row(
                work=cells[chosen].text,
                lead=leaders,
                support=helpers,
                time=cells[time].text if time is not None else "",
                cell=cells[chosen],
            )
        )
    return rows


def _column(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, h in enumerate(header) if pattern.search(h)), None)


def align(rows: Sequence[Row], sentences: Sequence[Passage], likely: Sequence[float]) -> list[int | None]:
    """For each sentence the index of its row, None when no row elaborates it.

    ``likely`` is each sentence's probability of being a task: a doubtful one needs more resemblance.

    Rows keep the order of the text, so the best monotone alignment is found (dynamic programming); a row
    that this leaves over may still take a sentence it resembles closely.
    """
    if not rows or not sentences:
        return [None] * len(sentences)
    score = _similarities(rows, sentences)
    n, m = len(sentences), len(rows)
    # rows and sentences in equal number were written one for the other: their place is a sign as well
    near = _NEAR if abs(n - m) <= max(2, m // 8) else _NEAR / 2
    gain = [
        [score[i][j] + near * max(0.0, 1 - abs(i / n - j / m) * 6) - _KEEP - _DOUBT * (1 - likely[i]) for j in range(m)]
        for i in range(n)
    ]
    # where there are about as many rows as sentences, a row elaborates one sentence
    again = 0.12 if n > 1.5 * m else 0.45
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            taken = gain[i - 1][j - 1] + max(best[i - 1][j - 1], best[i - 1][j] - again)
            best[i][j] = max(best[i - 1][j], best[i][j - 1], taken)
    chosen: list[int | None] = [None] * n
    i, j = n, m
    while i > 0 and j > 0:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            chosen[i - 1] = j - 1
            if best[i - 1][j - 1] >= best[i - 1][j] - again:
                j -= 1
            i -= 1
    _rescue(chosen, score, m)
    _sandwich(chosen, score, m, likely)
    return chosen


def alike(row: Row, sentence: Passage) -> bool:
    """Whether a sentence says a row's work again, and not only something near it."""
    return _similarities([row], [sentence])[0][0] >= 0.6


def _rescue(chosen: list[int | None], score: list[list[float]], rows: int) -> None:
    used = {j for j in chosen if j is not None}
    for j in range(rows):
        if j in used:
            continue
        free = [i for i, c in enumerate(chosen) if c is None]
        if free:
            i = max(free, key=lambda k: score[k][j])
            if score[i][j] >= 0.6:
                chosen[i] = j


def _sandwich(chosen: list[int | None], score: list[list[float]], rows: int, likely: Sequence[float]) -> None:
    """A row whose neighbours are placed takes the one task that lies between theirs."""
    at = {j: i for i, j in enumerate(chosen) if j is not None}
    for j in range(rows):
        if j in at:
            continue
        before, after = at.get(j - 1, -1), at.get(j + 1, len(chosen))
        if (j > 0 and before < 0) or (j < rows - 1 and after == len(chosen)):
            continue
        free = [i for i in range(before + 1, after) if chosen[i] is None and likely[i] >= 0.5]
        if len(free) == 1 and score[free[0]][j] >= 0.1:
            chosen[free[0]] = j


def _similarities(rows: Sequence[Row], sentences: Sequence[Passage]) -> list[list[float]]:
    """Share of a row's character pairs, weighted by rarity, that the sentence (or its heading) has."""
    pairs = [_pairs(s.body) for s in sentences]
    titles = [_pairs(s.headings[-1].title if s.headings else "") for s in sentences]
    counts: Counter[str] = Counter(p for one in pairs for p in one)
    weights = [{p: 1.0 / math.sqrt(1 + counts[p]) for p in sorted(_pairs(row.work))} for row in rows]
    totals = [math.fsum(w.values()) or 1.0 for w in weights]
    return [
        [
            math.fsum(w if p in own else 0.5 * w if p in title else 0.0 for p, w in weight.items()) / total
            for weight, total in zip(weights, totals, strict=True)
        ]
        for own, title in zip(pairs, titles, strict=True)
    ]


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"[^一-龥\d%]", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)} | {c for c in plain if c.isdigit()}
