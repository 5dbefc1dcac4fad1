"""What the units concerned answered, by finding: read back from the workbook that a clerk filled in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from luodi.records import CHINESE, Finding, Record
from luodi.text.shortened import shorten

SHEET, KEPT, TASKS = "问题台账", "已不再列出", "逐项对照"
VERDICTS = ("属实", "部分属实", "不属实")
STATES = ("待答复", "整改中", "已整改", "已复查", "已销号")
COLUMNS: dict[str, str] = {
    "核实结论": "verdict",
    "答复": "answer",
    "核实单位": "by",
    "整改时限": "due",
    "责任单位": "responsible",
    "状态": "state",
    "备注": "note",
}
"""The columns that people fill in. Their names are those that a run recognises, should the workbook be put into the
inbox as an answer (corpora/lexicons/ledger_headers.toml)."""
IDENTITY = "问题标识"
RULED: dict[str, str] = {"人工判断": "verdict", "判断说明": "answer", "判断单位": "by"}
"""The columns of 逐项对照 in which people correct or decide a single judgement."""
TASK_IDENTITY = "比对标识"
_HEADER_DEPTH = 6
_ABOUT_IN = ("单位", "问题类别", "任务", "问题描述", "问题")
_ABOUT = 80
"""Characters that say which problem a kept answer was about."""


class ReplyError(ValueError):
    """A workbook that cannot be read back; the message names the file and what is wrong with it."""


class Reply(Record):
    """What an office filled in for one finding, or for one assessment; words are kept as they were written.

    ``finding_id`` may be an assessment's, then ``verdict`` is 人工判断 (``luodi.score.rulings``).
    ``verdict`` 核实结论 and ``state`` 状态 are of VERDICTS and STATES where the lists were used, ``answer`` 答复,
    ``by`` 核实单位, ``due`` 整改时限 (a day, or words where they are none), ``responsible`` 责任单位.
    ``about`` says which problem it was, for when a later run no longer finds it.
    """

    finding_id: str
    verdict: str = ""
    answer: str = ""
    by: str = ""
    due: date | str | None = None
    responsible: str = ""
    state: str = STATES[0]
    note: str = ""
    about: str = ""


def standing(finding: Finding, written: Reply | None) -> Reply | None:
    """What the page and the workbook show: what was written in the workbook, else what sheets in the inbox said.

    What an earlier run put into the workbook from the inbox gives way to what the inbox says now.
    """
    if finding.standing == "open" and not finding.reply:
        return written
    from luodi.score.replies import repeats

    verdict = "" if finding.standing == "open" else CHINESE[finding.standing]
    if written is None:
        return Reply(finding_id=finding.finding_id, verdict=verdict, answer=finding.reply)
    untouched = not written.verdict and not written.answer
    if not written.by and (untouched or repeats(written.answer, finding.reply)):
        return written.replace(verdict=verdict, answer=finding.reply)
    return written


def read_replies(path: str | Path) -> dict[str, Reply]:
    """The rows of a filled-in 问题台账.xlsx in which somebody wrote something, by finding id.

    Rows may be sorted, moved or coloured and columns added; what counts are the names in the header row. A missing
    file gives no replies.

    Raises ReplyError when the file is no workbook or the sheet, its header or its identity column is gone.
    """
    path = Path(path)
    if not path.exists():
        return {}
    from python_calamine import CalamineError, CalamineWorkbook

    from luodi.ingest.sheet import far_out

    try:
        content = path.read_bytes()
        if far_out(content):
            raise ReplyError(f"{path.name} 里有一格远在表外，请删除（a cell lies far outside the sheet）")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except (BadZipFile, CalamineError, OSError) as error:
        raise ReplyError(f"{path.name} 打不开，不是完整的 xlsx 文件（not a readable workbook: {error}）") from error
    replies: dict[str, Reply] = {}
    for name in (KEPT, SHEET, TASKS):
        if name in book.sheet_names:
            replies |= _read(name, book.get_sheet_by_name(name).iter_rows(), path)
        elif name == SHEET:
            raise ReplyError(f"{path.name} 里没有“{SHEET}”工作表（the sheet is missing），请勿改名或删除")
    return replies


def _read(sheet: str, rows: Iterator[list[Any]], path: Path) -> dict[str, Reply]:
    identity, columns = (TASK_IDENTITY, RULED) if sheet == TASKS else (IDENTITY, COLUMNS)
    heads = ([str(cell).strip() for cell in row] for row in islice(rows, _HEADER_DEPTH))
    head = next((cells for cells in heads if identity in cells), None)
    if head is None:
        if sheet == TASKS:  # a workbook of an earlier version has nothing to fill in there
            return {}
        raise ReplyError(f"{path.name} 的“{sheet}”里找不到“{IDENTITY}”列（identity column missing），请勿删除该列")
    header = {name: place for place, name in enumerate(head) if name}
    found: dict[str, Reply] = {}
    for row in rows:
        value = {name: row[place] for name, place in header.items()}
        finding_id = _words(value[identity])
        fields: dict[str, Any] = {field: _words(value.get(name)) for name, field in columns.items()}
        fields["state"] = fields.get("state") or STATES[0]
        if finding_id and (fields["state"] != STATES[0] or any(fields[f] for f in fields if f != "state")):
            about = " · ".join(w for w in (_words(value.get(n)) for n in _ABOUT_IN) if w)
            due = _day(value.get("整改时限"))
            found[finding_id] = Reply(finding_id=finding_id, about=shorten(about, _ABOUT), **(fields | {"due": due}))
    return found


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _day(value: object) -> date | str | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = _words(value)
    if not words:
        return None
    from luodi.checks.ledgers import parse_day

    return parse_day(words) or words
