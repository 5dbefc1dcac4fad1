"""What people and systems get of a run: tables, page, workbook, letter, calendar."""

from __future__ import annotations

from pathlib import Path

from luodi.records import Results

from .calendar import write_calendar
from .changes import since_last
from .letter import UnknownUnitError, write_letter, write_report
from .page import write_page
from .replies import Reply, ReplyError, read_replies
from .schema import schema, tables
from .tables import write_tables
from .workbook import keep_replies, write_workbook

__all__ = [
    "Reply",
    "ReplyError",
    "UnknownUnitError",
    "read_replies",
    "schema",
    "tables",
    "write",
    "write_calendar",
    "write_letter",
    "write_page",
    "write_report",
    "write_tables",
    "write_workbook",
]

WORKBOOK = "问题台账.xlsx"


def write(results: Results, out: str | Path, *, inbox: str | None = None) -> list[Path]:
    """Write everything a run leaves into ``out``; each file whole or not at all, ``run.json`` last.

    What people filled in in an earlier 问题台账.xlsx is read first and written again. ``inbox`` is the way from
    ``out`` to the folder that was read, for links to the files; None writes no links.

    Returns the paths. Raises OSError when ``out`` cannot be written.
    """
    out = Path(out)
    replies = keep_replies(out / WORKBOOK)
    return [
        write_page(results, out / "report.html", replies=replies, inbox=inbox, changes=since_last(results, out)),
        write_workbook(results, out / WORKBOOK, replies=replies),
        write_report(results, out / "督导报告.docx"),
        write_calendar(results, out / "deadlines.ics", replies=replies),
        *write_tables(results, out),
    ]
