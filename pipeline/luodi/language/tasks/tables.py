"""Division-of-work tables 任务分工表 in all their shapes: a row a task, a column a task, units across the top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luodi.records import Cell, DocumentRecord, Table

from ..units.marks import leading_items
from ..units.names import split_names
from ..units.responsibility import read_responsibility

LEAD = re.compile(r"牵头|主办|主责|总牵头")
_FIRST = re.compile(r"第一(?:个|位)?(?:为)?|首位|排(?:名)?第一")
"""A head that says that of the units in its column the first leads (责任单位，第一个为牵头)."""
SUPPORT = re.compile(r"配合|协办|协同|参与|协助")
_SOLE = re.compile(
    r"谁(?:来)?(?:[干办管做]|负责|牵头|落实|开方)|责任(?!人|领导|者|书|制|状|清单|分工|落实|情况|[期时]限|目标|内容|事项|条款|类型)[一-龥]{1,4}|承办单位|实施单位|落实单位"
    r"|^(?:单位|部门|承办|乡镇|镇街|街道)$"
)
TIME = re.compile(r"何时|什么时候|几时|哪天|时限|时间|期限|进度|完成(?:日期|节点)|^(?:节点|年[度份])$")
WORK = re.compile(r"任务|事项|措施|举措|内容|工作|项目|目标|指标|要求")
_POINTS = "分值|扣分|加分|得分|评分|计分|权重"
_SERIAL = "序号|编号|^号$"
NO_WORK = re.compile(
    rf"{_SERIAL}|{_POINTS}|条目|条款|对应|^(?:条|项|款|章节|段落)$|备注|联系|电话|依据|来源|资金|类别|完成情况|状态"
)
_SCORED = re.compile(_POINTS)
"""Heads of a table by which units are scored: its rows are demands, though it names nobody."""
_NO_TASK = re.compile(f"{_SERIAL}|{_POINTS}")
_DEMAND = re.compile(r"不得|严禁|一律|应当|必须|不低于|不少于|不高于|不超过|以[上内]|每|全部|底前|日内")
SERIAL = re.compile(_SERIAL)
_ROLE = re.compile(r"(?:牵头|主办|主责|负责|责任|配合|协办|协助|参与)?(?:单位|部门)?|[★☆●○▲△◆◇■□√✓✔◎]")
"""All that the cells of a unit's column hold where units are columns."""
_FIRST_MARK = re.compile(r"(?:牵头|主办|主责|负责|责任)(?:单位|部门)?|[★●▲◆■]")
_NAME = re.compile("[一-龥]{2}")
_PERSONS = re.compile("及.*(?:人|领导)|（.*人.*）|[/、].*人")
_PERSON = re.compile(
    "[一-龥]{1,2}(?:某){1,2}|[一-龥]{2,3}(?<![局委办部厅所站队股科室院校会司社村镇乡县区市组处署心府场])"
)
"""A name too short for a unit that does not end as one."""
_LONGEST_HEAD = 12


@dataclass(frozen=True)
class Row:
    """One row of a division table: the work in words, its units and the words about time."""

    work: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    time: str
    cell: Cell
    alone: bool = False
    """The cell by itself says the task: its line holds other tasks too, or only marks beside it."""


def units_of(
    cells: Sequence[Cell],
    lead: int | None,
    support: int | None,
    sole: int | None,
    *,
    first_leads: bool = False,
    persons: bool = False,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who supports by the cells of a row, given the columns of leading, supporting and sole units.

    ``persons``: names of persons may stand beside those of units.
    """
    speaks = next((i for i in (lead, sole) if i is not None), None)
    said = (
        read_responsibility(f"（{cells[speaks].text}）")
        if speaks is not None
        and (SUPPORT.search(cells[speaks].text) or (lead is None and LEAD.search(cells[speaks].text)))
        else None
    )
    if said is not None and said.lead:
        # |省教育厅牵头，省财政厅配合| in one cell
        return said.lead, said.support
    leaders = _names(cells[lead].text, persons) if lead is not None else []
    helpers = _names(cells[support].text, persons) if support is not None else []
    if first_leads:
        leaders, helpers = leaders[:1], leaders[1:] + helpers
    alone = _names(cells[sole].text, persons) if sole is not None else []
    if lead is None and len(alone) == 1:
        leaders = alone
    else:
        helpers = helpers + alone
    return tuple(leaders), tuple(h for h in dict.fromkeys(helpers) if h not in leaders)


def _names(cell: str, persons: bool) -> list[str]:
    """The units of a cell, without persons beside them (计量股　周某); a dash or 无 names none."""
    names = [name for name in split_names(cell) if _NAME.search(name)]
    units = [name for name in names if not persons or _PERSON.fullmatch(name) is None]
    return units or names


def division_rows(record: DocumentRecord) -> list[Row]:
    """The rows of all tables that divide tasks among units, in order."""
    return [row for table in record.tables for row in _rows(table) or _crossed_rows(table) or _turned_rows(table)]


def _crossed_rows(table: Table) -> list[Row]:
    """The rows of a table with units as columns; its cells say who leads (牵头, ★) and who supports (配合, ☆)."""
    header = table.header() or (tuple(cell.text for cell in table.rows[0]) if table.rows else ())
    body = table.body() if table.header_rows else table.rows[1:]
    body = tuple(cells for cells in body if len(cells) == len(header))
    units = [c for c in range(len(header)) if header[c] and any(cells[c].text for cells in body)]
    units = [c for c in units if all(_ROLE.fullmatch(cells[c].text.strip()) for cells in body)]
    others = [c for c in range(len(header)) if c not in units and not NO_WORK.search(header[c])]
    time = next((c for c in others if TIME.search(header[c])), None)
    work = [c for c in others if c != time]
    if len(units) < 2 or not work:
        return []
    rows = []
    for cells in body:
        marks = {header[c]: cells[c].text.strip() for c in units if cells[c].text.strip()}
        cell = max((cells[c] for c in work), key=lambda cell: len(cell.text))
        if not marks or not cell.text:
            continue
        lead = tuple(name for name, mark in marks.items() if _FIRST_MARK.fullmatch(mark))
        if not lead and len(marks) == 1:
            lead = tuple(marks)
        support = tuple(name for name in marks if name not in lead)
        rows.append(Row(cell.text, lead, support, cells[time].text if time is not None else "", cell, alone=True))
    return rows


def _turned_rows(table: Table) -> list[Row]:
    """The columns of a table that lies on its side: its first column names what each line holds, a column is a task."""
    width = min((len(row) for row in table.rows), default=0)
    names = [row[0].text.strip() for row in table.rows] if width > 1 else []
    lead, support, time = (column_of(names, pattern) for pattern in (LEAD, SUPPORT, TIME))
    sole = next((i for i, name in enumerate(names) if _SOLE.search(name) and i not in (lead, support)), None)
    known = (lead, support, sole, time)
    work = [i for i, name in enumerate(names) if WORK.search(name) and not SERIAL.search(name) and i not in known]
    if not work or (lead is None and sole is None) or any(len(name) > _LONGEST_HEAD for name in names):
        return []
    rows = []
    for column in range(1, width):
        cells = [row[column] for row in table.rows]
        cell = max((cells[i] for i in work), key=lambda cell: len(cell.text))
        if cell.text:
            leaders, helpers = units_of(cells, lead, support, sole)
            rows.append(
                Row(cell.text, leaders, helpers, cells[time].text if time is not None else "", cell, alone=True)
            )
    return rows


def _rows(table: Table) -> list[Row]:
    header = table.header()
    lead = column_of(header, LEAD)
    support = column_of(header, SUPPORT)
    sole = sole_column(table, (lead, support))
    time = column_of(header, TIME)
    others = (lead, support, sole, time)
    work = [i for i, h in enumerate(header) if WORK.search(h) and not _NO_TASK.search(h) and i not in others]
    if lead is None and sole is None and support is None and not _scores(table):
        return []
    if not work:
        # whatever the columns of the work are called (实事, 标准), units and times have theirs
        work = [i for i, h in enumerate(header) if i not in others and not NO_WORK.search(h)]
    if not work:
        return []
    first = lead is not None and _FIRST.search(header[lead]) is not None
    persons = any(i is not None and _PERSONS.search(header[i]) for i in (lead, support, sole))
    rows = []
    for cells in table.body():
        if len(cells) < len(header) or not any(cells[i].text for i in work) or _is_section(cells):
            continue
        # the most specific column says the task: 工作内容 after 类别
        chosen = max(work, key=lambda i: len(cells[i].text))
        share = cells[chosen].text.isdecimal() and not WORK.search(
            header[chosen]
        )  # |浔坪乡|1200|: so much is its share
        if not share and (places := leading_items(cells[chosen].text)) is not None and not places[1]:
            continue  # it points at an item of the text
        leaders, helpers = units_of(cells, lead, support, sole, first_leads=first, persons=persons)
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


def _scores(table: Table) -> bool:
    """Whether a table scores units by what it demands of them, and is no list of what counts how much."""
    header = table.header()
    demanding = [
        cells
        for cells in table.body()
        if any(_DEMAND.search(c.text) for c, h in zip(cells, header, strict=False) if WORK.search(h))
    ]
    return any(map(_SCORED.search, header)) and len(demanding) > 0.6 * len(table.body())


def _is_section(cells: Sequence[Cell]) -> bool:
    """Whether a row only names what the rows below it are about (二、卫生, over all columns or in the first one)."""
    filled = {cell.start for cell in cells if cell.text}
    return len(cells) > 2 and filled == {cells[0].start}


def sole_column(table: Table, others: tuple[int | None, ...]) -> int | None:
    """The column of those who answer, where none is headed by 牵头; a column of measures (单位: %, 个) is none."""
    body = table.body()
    return next(
        (
            i
            for i, head in enumerate(table.header())
            if _SOLE.search(head)
            and i not in others
            and any(_NAME.search(cells[i].text) for cells in body if i < len(cells))
        ),
        None,
    )


def column_of(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    """The first column whose head has a word of the pattern."""
    return next((i for i, h in enumerate(header) if pattern.search(h)), None)
