"""``deadlines.ics``: what is due when, for any calendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from luodi.records import PROBLEMS, Deadline, DocumentRecord, Results, Task
from luodi.text.rows import row_words
from luodi.text.shortened import shorten

from .cited import page_words
from .files import write_whole
from .replies import Reply

_ASKING = ("policy", "rules", "forward")
_SUMMARY = 40
_LINE = 75
"""Octets in a line before it is folded."""


def write_calendar(results: Results, path: str | Path, *, replies: Mapping[str, Reply] | None = None) -> Path:
    """Write the calendar. Raises OSError when ``path`` cannot be written."""
    lines = _lines(results, {} if replies is None else replies)
    write_whole(path, (_fold(line) for line in lines))
    return Path(path)


def calendar(results: Results, *, replies: Mapping[str, Reply]) -> str:
    """All deadlines of policies' and local rules' tasks, and the 整改时限 that offices set, as an iCalendar file.

    An event lasts the whole last day allowed; a recurring duty repeats by its rule. Deadlines whose day is not
    known (counted from something that is not dated) have no event.
    """
    return b"".join(_fold(line) for line in _lines(results, replies)).decode("utf-8")


def _lines(results: Results, replies: Mapping[str, Reply]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//luodi//deadlines//ZH", "CALSCALE:GREGORIAN")
    yield from ("X-WR-CALNAME:政策任务时限", "X-WR-TIMEZONE:Asia/Shanghai")
    behind: dict[str, list[str]] = {}
    for a in results.assessments:
        if a.status in PROBLEMS and not a.abstained:
            behind.setdefault(a.task_id, []).append(a.unit)
    stamp = f"{results.run.as_of:%Y%m%d}T000000Z"
    for document in sorted(results.documents, key=lambda d: d.document_id):
        if document.kind in _ASKING:
            for task in sorted(document.tasks, key=lambda t: (t.start, t.task_id)):
                units = sorted(set(behind.get(task.task_id, ())))
                for number, deadline in enumerate(task.deadlines):
                    event = _due(document, task, deadline, units)
                    if event is not None:
                        yield from _written(event, f"{task.task_id}-{number}@task.luodi", stamp)
    for finding_id, reply in sorted(replies.items()):
        if isinstance(reply.due, date) and reply.state not in ("已销号", "已复查"):
            about = [f"状态：{reply.state}", f"责任单位：{reply.responsible or '未填'}", reply.answer]
            event = _Event(reply.due, f"整改到期：{reply.about}", about)
            yield from _written(event, f"{finding_id}@reply.luodi", stamp)
    yield "END:VCALENDAR"


class _Event(NamedTuple):
    """Something of a whole day: its words in a line, what it is about, and the rule by which it comes round."""

    day: date
    summary: str
    about: Sequence[str]
    rule: str | None = None


def _due(document: DocumentRecord, task: Task, deadline: Deadline, behind: Sequence[str]) -> _Event | None:
    """A deadline of a task, with the units that are ``behind``; None where its day is not known."""
    day = deadline.end
    rule = None
    if deadline.kind == "recurring" and deadline.rrule:
        day = deadline.start or document.issue_date or document.print_date
        rule = deadline.rrule.removeprefix("RRULE:")
        if deadline.end is not None and "UNTIL" not in rule:
            rule += f";UNTIL={deadline.end:%Y%m%d}"
    if day is None:
        return None
    asked = row_words(task.sentence, without={*task.lead, *task.support})
    about = [
        asked,
        f"依据：{document.title or document.file}" + (f"（{document.doc_number}）" if document.doc_number else ""),
        f"时限原文：{deadline.text}",
        f"牵头：{'、'.join(task.lead)}" if task.lead else "",
        f"尚未落实到位：{'、'.join(behind)}" if behind else "",
        f"出处：{document.file}{page_words(document, [task.page])}",
    ]
    words = shorten(asked, _SUMMARY)
    head = "按期：" if rule else "到期："
    whose = (
        f"（{document.unit}）" if document.unit and document.kind != "policy" else ""
    )  # a local paper's own deadline
    return _Event(day, head + words + whose, about, rule)


def _written(event: _Event, uid: str, stamp: str) -> Iterator[str]:
    """The lines of an event; one that comes once and not in the past rings a week before."""
    day, summary, about, rule = event
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    if rule:
        yield f"RRULE:{_plain(rule)}"
    yield f"SUMMARY:{_escape(summary)}"
    yield f"DESCRIPTION:{_escape(chr(10).join(filter(None, about)))}"
    yield "TRANSP:TRANSPARENT"
    if not rule and f"{day:%Y%m%d}" >= stamp[:8]:  # nobody is rung for what is past
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escape(summary)}", "TRIGGER:-P7D", "END:VALARM")
    yield "END:VEVENT"


def _plain(rule: str) -> str:
    """A rule without anything that could begin another line or property."""
    return "".join(c for c in rule if c.isalnum() or c in "=;,+-")


def _escape(words: str) -> str:
    """Text of RFC 5545: no line of a document can become a line of the calendar."""
    lines = words.split("\n")
    clean = "\n".join(line if line.isprintable() else "".join(filter(str.isprintable, line)) for line in lines)
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> bytes:
    """Lines of at most 75 octets, never cut inside a character."""
    octets, start = line.encode("utf-8"), 0
    pieces: list[bytes] = []
    while len(octets) - start > (room := _LINE - bool(pieces)):  # a continuation begins with a space
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(octets[start:end])
        start = end
    return b"\r\n ".join([*pieces, octets[start:]]) + b"\r\n"
