"""Statements of one report: every sentence of its body with what it claims and how far it went."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from luodi.records import Deadline, DocumentRecord, Statement, identify
from luodi.text.dates import is_date_line

from ..passages import Passage, passages
from ..quantities import find_quantities
from ..times import find_times
from ..units.mentions import find_actors, find_places
from .progress import read_progress

_FRAME = re.compile(
    r"^(?:附件|抄送|联系人|联系电话|（此件|特此报告|专此报告|以上(?:汇报|报告|情况)|现(?:总结|报告|汇报)如下)"
    r"|现将[^。]{2,120}(?:报告|汇报|总结)如下|^[^。；！？，\d]{2,60}[：:]$|印发$|^[^。；，]{1,14}[〔\[（(【]\d{4}[〕\]）)】]\d+号$"
)
_ENDS = "。；！？"
_NEAR = timedelta(days=120)


def find_statements(record: DocumentRecord) -> tuple[Statement, ...]:
    """The statements of a report in order: sentences and table rows, without headings and frame."""
    found = []
    for passage in passages(record):
        if _is_frame(passage, record):
            continue
        times = tuple(find_times(passage.text, reference=record.issue_date))
        progress, confidence = read_progress(passage, future=_future(times, record.issue_date))
        found.append(
            Statement(
                statement_id=identify(record.document_id, passage.start, passage.text),
                document_id=record.document_id,
                path=passage.path,
                sentence=passage.text,
                page=record.page_of(passage.start),
                start=passage.start,
                end=passage.end,
                progress=progress,
                actors=find_actors(passage.text),
                places=find_places(passage.text),
                times=times,
                quantities=tuple(find_quantities(passage.text)),
                confidence=confidence,
            )
        )
    return tuple(found)


def _future(times: Iterable[Deadline], day: date | None) -> tuple[str, ...]:
    """The words that name a day after the report's own.

    A day without a year is believed only when it is near: 11月25日前 in a report of January is last November's.
    """
    if day is None:
        return ()
    return tuple(
        t.text
        for t in times
        if t.end is not None
        and t.end > day
        and (t.start is None or t.start > day)
        and not (t.provisional and t.end - day > _NEAR)
    )


def _is_frame(passage: Passage, record: DocumentRecord) -> bool:
    """Title, number, date, salutation, headings: what is on the page but says nothing."""
    text = passage.text
    if passage.row:
        return re.fullmatch(r"[|\s\-:]*", text) is not None
    if record.title is not None and text.rstrip("。") in record.title:
        return True
    if _FRAME.search(text) or (is_date_line(text.strip()) and text[0] not in "（("):
        return True  # a day in brackets stays: the judges were fitted on reports that have it
    if text[-1] not in _ENDS and len(text) < 40 and not re.search(r"\d", text):
        return True
    heading = next((h for h in passage.headings if h.start <= passage.start < h.heading_end), None)
    return heading is not None and passage.end <= heading.heading_end + 1 and not re.search(r"\d", passage.body)
