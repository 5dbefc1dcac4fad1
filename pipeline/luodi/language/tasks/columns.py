"""The columns of a table that divides work: who leads, who supports, who answers, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luodi.records import Cell, Table

from ..units.names import split_names
from ..units.responsibility import read_responsibility

LEAD = re.compile(r"(?:牵头|主办|主责)(?!领导|人)")
_FIRST = re.compile(r"第一(?:个|位)?(?:为)?|首位|排(?:名)?第一")
"""A head that says that of the units in its column the first leads (责任单位，第一个为牵头)."""
SUPPORT = re.compile(r"配合|协办|会办|协同|参与|协助")
SOLE = re.compile(
    r"谁(?:来)?(?:[干办管做]|负责|牵头|落实|开方)|责任(?!人|领导|者|书|制|状|清单|分工|落实|情况|[期时]限|目标|内容|事项|条款|类型)[一-龥]{1,4}|承办单位|实施单位|落实单位"
    r"|^(?:单位|部门|承办|乡镇|镇街|街道|县区|区县|县（市、区）|学校|医院|企业|村|社区|村（社区）)(?:名称)?$"
)
TIME = re.compile(r"何时|什么时候|几时|哪天|时限|时间|期限|进度|完成(?:日期|节点)|^(?:节点|年[度份])$")
_TURN = re.compile(
    "(?:20[0-9]{2}年)?(?:第?[一二三四1-4]季度|[上下]半年|[0-9]{1,2}月底?|年底|年末|全年)(?:末|目标|计划|任务|进度|节点)?"
)
_DAY = re.compile("(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日")
_NAME = re.compile("[一-龥]{2}")
_PERSONS = re.compile("及.*(?:人|领导)|（.*人.*）|[/、].*人")
_PERSON = re.compile(
    "[一-龥]{1,2}(?:某){1,2}|[一-龥]{2,3}(?<![局委办部厅所站队股科室院校会司社村镇乡县区市组处署心府场])"
)
"""A name too short for a unit that does not end as one."""


@dataclass(frozen=True)
class Columns:
    """Where a table names who leads, who supports, who answers (where nobody is said to lead), and by when.

    ``first_leads``: of several in the column of those who lead the first does. ``persons``: names of persons may stand
    beside those of units.
    """

    lead: int | None = None
    support: int | None = None
    sole: int | None = None
    time: int | None = None
    first_leads: bool = False
    persons: bool = False
    turns: tuple[tuple[int, str], ...] = ()
    """Columns that each say what is to be reached in a part of the year, with their heads (一季度, 上半年, 6月底)."""

    @classmethod
    def of(cls, table: Table) -> Columns:
        """The columns of a table by its header."""
        header = table.header()
        lead, support = column_of(header, LEAD), column_of(header, SUPPORT)
        sole = sole_column(table, (lead, support))
        return cls(
            lead,
            support,
            sole,
            column_of(header, TIME),
            first_leads=lead is not None and _FIRST.search(header[lead]) is not None,
            turns=tuple((i, head) for i, head in enumerate(header) if _TURN.fullmatch(head)),
            persons=any(i is not None and _PERSONS.search(header[i]) for i in (lead, support, sole)),
        )

    @property
    def known(self) -> tuple[int | None, ...]:
        """All columns that say no work."""
        return self.lead, self.support, self.sole, self.time

    def units(self, cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who leads and who supports by the cells of a row."""
        speaks = self.lead if self.lead is not None else self.sole
        words = cells[speaks].text if speaks is not None else ""
        both = SUPPORT.search(words) or (self.lead is None and LEAD.search(words))
        said = read_responsibility(f"（{words}）") if both else None
        if said is not None and said.lead:
            # |省教育厅牵头，省财政厅配合| in one cell
            return said.lead, said.support
        leaders, helpers, alone = (self._names(cells, column) for column in (self.lead, self.support, self.sole))
        if self.first_leads:
            leaders, helpers = leaders[:1], leaders[1:] + helpers
        if self.lead is None and len(alone) == 1:
            leaders = alone
        else:
            helpers = helpers + alone
        return tuple(leaders), tuple(h for h in dict.fromkeys(helpers) if h not in leaders)

    def when(self, cells: Sequence[Cell]) -> str:
        """By when, in the words of a row or by the heads of its turns; empty where the table has no such column."""
        if self.time is None:
            return "；".join(head for column, head in self.turns if cells[column].text.strip())
        words = cells[self.time].text
        return words + "前" if _DAY.fullmatch(words.strip()) else words

    def _names(self, cells: Sequence[Cell], column: int | None) -> list[str]:
        return _names(cells[column].text, self.persons) if column is not None else []


def _names(cell: str, persons: bool) -> list[str]:
    """The units of a cell, without persons beside them (计量股　周某); a dash or 无 names none."""
    names = [name for name in split_names(cell) if _NAME.search(name)]
    units = [name for name in names if not persons or _PERSON.fullmatch(name) is None]
    return units or names


def sole_column(table: Table, others: tuple[int | None, ...]) -> int | None:
    """The column of those who answer, where none is headed by 牵头; a column of measures (单位: %, 个) is none.

    Of columns under one head (责任单位: 省级, 市县) it is the first.
    """
    body = table.body()
    upper = [tuple(cell.text for cell in row) for row in table.rows[: max(0, table.header_rows - 1)]]
    return next(
        (
            i
            for heads in (table.header(), *upper)
            for i, head in enumerate(heads)
            if SOLE.search(head)
            and i not in others
            and any(_NAME.search(cells[i].text) for cells in body if i < len(cells))
        ),
        None,
    )


def column_of(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    """The first column whose head has a word of the pattern."""
    return next((i for i, h in enumerate(header) if pattern.search(h)), None)
