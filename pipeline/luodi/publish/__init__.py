"""What people and systems get of a run: tables, page, workbook, letter, calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from luodi.records import DocumentRecord, Results
from luodi.settings import Publishing

from .calendar import write_calendar
from .changes import since_last
from .files import write_whole
from .inspection import noted, write_report
from .letter import UnknownUnitError, write_letter
from .manuscript import Manuscript, set_in_type
from .page import write_page
from .page.marks import Mark
from .replies import Reply, ReplyError, read_replies
from .sheets import Book, made
from .tables import write_facts, write_rows, write_tables
from .workbook import described, keep_replies, write_workbook

__all__ = [
    "Help",
    "Reply",
    "ReplyError",
    "UnknownUnitError",
    "keep_replies",
    "load",
    "read_replies",
    "write",
    "write_calendar",
    "write_letter",
    "write_page",
    "write_report",
    "write_tables",
    "write_workbook",
]

WORKBOOK = "问题台账.xlsx"


def _as_it_is(path: Path, content: bytes) -> Path:
    write_whole(path, content)
    return path


def _here(describe: Callable[[], Book]) -> Callable[[], bytes]:
    return lambda: made(describe())


def _set_here(note: Callable[[], Manuscript]) -> Callable[[], bytes]:
    return lambda: set_in_type(note().lines)


@dataclass(frozen=True)
class Help:
    """What a run knows or can have done elsewhere, which spares ``write`` time and memory; nothing of it is needed."""

    whole: Callable[[DocumentRecord], DocumentRecord] = lambda document: document
    """Completes a document where those of the results are slim."""
    quoted: Mapping[str, list[Mark]] | None = None
    """The marks of what is quoted (``page.marks.evidence_marks``), where the documents are slim."""
    stands: Callable[[DocumentRecord], bool] = lambda document: False
    """Whether ``texts`` holds already what would be written of a document."""
    replies: Mapping[str, Reply] | None = None
    """What people filled in in the workbook that is there, where it was read already."""
    workbook: Callable[[Callable[[], Book]], Callable[[], bytes]] = _here
    """Begins to make the workbook that is described; what it gives waits for it."""
    report: Callable[[Callable[[], Manuscript]], Callable[[], bytes]] = _set_here
    """Begins to set the report that is noted in type; what it gives waits for it."""
    sender: Publishing = field(default_factory=Publishing)
    """Who sends the report."""
    draft: Callable[[Path, bytes], Path | None] = _as_it_is
    """Writes a paper in which people go on writing; gives where it lies, None when nothing new was to be written."""
    stage: Callable[[str], AbstractContextManager[None]] = lambda name: nullcontext()
    """Counts the time of a part of the work."""


def load() -> None:
    """Import the library that ``write`` needs for tables, for a caller that has to wait anyway."""
    import_module("pyarrow.parquet")


def write(results: Results, out: str | Path, *, inbox: str | None = None, help: Help | None = None) -> list[Path]:
    """Write everything a run leaves into ``out``; each file whole or not at all, ``run.json`` last.

    What people filled in in an earlier 问题台账.xlsx is read first and written again. ``inbox`` is the way from
    ``out`` to the folder that was read, for links to the files; None writes no links.

    Returns the paths. Raises OSError when ``out`` cannot be written.
    """
    out, by = Path(out), Help() if help is None else help
    replies = keep_replies(out / WORKBOOK) if by.replies is None else by.replies
    workbook = by.workbook(lambda: described(results, replies=replies))  # it takes longest
    paper = by.report(lambda: noted(results, sender=by.sender))
    paths = [out / WORKBOOK]
    with by.stage("page"):
        changes = since_last(results, out)
        page = out / "report.html"
        paths.append(write_page(results, page, replies=replies, inbox=inbox, changes=changes, quoted=by.quoted))
    with by.stage("calendar"):
        paths.append(write_calendar(results, out / "deadlines.ics", replies=replies))
    with by.stage("tables"):
        paths += write_rows(results, out, whole=by.whole, stands=by.stands)
    placed = by.draft(out / "督导报告.docx", paper())
    paths += [placed] if placed is not None else []
    write_whole(out / WORKBOOK, workbook())
    return [*paths, *write_facts(results, out)]
