"""Division-of-work tables 任务分工表 in all their shapes: a row a task, a column a task, units across the top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luodi.records import Cell, DocumentRecord, Table
from luodi.structure.table_heads import form_of

from ..units.marks import leading_items
from ..units.names import certain_unit, is_unit
from .columns import LEAD, SOLE, SUPPORT, TIME, Columns, column_of

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


_LONGEST_HEAD = 12
_ABOVE = 60
"""Characters before a table in which its unit may be said (单位：万元)."""
_UNIT_ABOVE = re.compile(r"单位[：:]\s?(?P<unit>[百千万亿]*元)")
_UNIT = re.compile(r"[（(](?:单位[：:])?(?P<unit>[百千万亿]?[一-龥]{1,4})[）)]$")
_MONEY = re.compile("投资|资金|金额|经费|预算|补助")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NO_ROW = re.compile("合计|总计|小计|共计")
_BONUS = re.compile("(?:附加|奖励)?(?:加|减|扣|奖)分|否决")


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
    points: tuple[Cell, ...] = ()
    """Cells of its line that say how it is scored."""
    amounts: tuple[tuple[Cell, str], ...] = ()
    """Cells of its line that are bare numbers, with the words of their heads that name the unit (年度投资…万元)."""

    @property
    def share(self) -> bool:
        """Whether it says nothing but a unit's shares of what the heads name (|棠浦区|6200|1500|)."""
        return bool(self.amounts) and _NUMBER.fullmatch(self.work) is not None


def division_rows(record: DocumentRecord) -> list[Row]:
    """The rows of all tables that divide tasks among units, in order."""
    found = []
    for table in record.tables:
        unit = _UNIT_ABOVE.search(record.text, max(0, table.start - _ABOVE), table.start)
        rows = _rows(table, unit["unit"] if unit is not None else "")
        found += rows or _crossed_rows(table) or _form_rows(table) or _turned_rows(table)
    return found


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
    return _named_rows(names, [[row[column] for row in table.rows] for column in range(1, width)])


def _form_rows(table: Table) -> list[Row]:
    """The one task of a form of names and values side by side (|主办单位|县水务集团|协办单位|县财政局|)."""
    form = form_of(table) if table.rows and len({cell.start for cell in table.rows[0]}) > 2 else None
    rows = _named_rows(list(form.names), form.rows) if form is not None else []
    return [row for row in rows if row.lead and all(map(is_unit, row.lead))]


def _named_rows(names: list[str], tasks: Sequence[Sequence[Cell]]) -> list[Row]:
    """The rows of cells of which each task has one for each name."""
    lead, support, time = (column_of(names, pattern) for pattern in (LEAD, SUPPORT, TIME))
    sole = next((i for i, name in enumerate(names) if SOLE.search(name) and i not in (lead, support)), None)
    lines = Columns(lead, support, sole, time)
    work = [i for i, n in enumerate(names) if WORK.search(n) and not SERIAL.search(n) and i not in lines.known]
    if not work or (lead is None and sole is None) or any(len(name) > _LONGEST_HEAD for name in names):
        return []
    rows = []
    for cells in tasks:
        cell = max((cells[i] for i in work), key=lambda cell: len(cell.text))
        if cell.text:
            rows.append(Row(cell.text, *lines.units(cells), lines.when(cells), cell, alone=True))
    return rows


def _rows(table: Table, unit: str) -> list[Row]:
    header = table.header()
    if any(map(certain_unit, header)):
        return []  # a form of names and values (主办单位|县水务集团), or units as columns
    columns = Columns.of(table)
    work = [i for i, h in enumerate(header) if WORK.search(h) and not _NO_TASK.search(h) and i not in columns.known]
    if columns.lead is None and columns.sole is None and columns.support is None and not _scores(table):
        return []
    if not work:
        # whatever the columns of the work are called (实事, 标准), units and times have theirs
        work = [i for i, h in enumerate(header) if i not in columns.known and not NO_WORK.search(h)]
    if not work:
        return []
    scored = _scores(table)
    points = [i for i, h in enumerate(header) if _SCORED.search(h)] if scored else []
    units = {i: said for i, h in enumerate(header) if (said := _unit_of(h, unit))}
    rows = []
    for cells in table.body():
        if len(cells) < len(header) or not any(cells[i].text for i in work) or _is_section(cells):
            continue
        if any(_NO_ROW.fullmatch(cell.text.strip()) for cell in cells) or (scored and _BONUS.match(cells[0].text)):
            continue
        # the most specific column says the task: 工作内容 after 类别
        chosen = max(work, key=lambda i: len(cells[i].text))
        share = cells[chosen].text.isdecimal() and not WORK.search(
            header[chosen]
        )  # |浔坪乡|1200|: so much is its share
        if not share and (places := leading_items(cells[chosen].text)) is not None and not places[1]:
            continue  # it points at an item of the text
        rows.append(
            Row(
                cells[chosen].text,
                *columns.units(cells),
                columns.when(cells),
                cells[chosen],
                points=tuple(cells[i] for i in points),
                amounts=tuple((cells[i], said) for i, said in units.items() if _NUMBER.fullmatch(cells[i].text)),
            )
        )
    return rows


def _unit_of(head: str, above: str) -> str:
    """What a column of bare numbers counts, in which unit, by its head (投资（万元）) or the line above the table."""
    own = _UNIT.search(head)
    if own is not None:
        return f"{head[: own.start()]}{{}}{own['unit']}"
    return f"{head}{{}}{above}" if above and _MONEY.search(head) else ""


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
