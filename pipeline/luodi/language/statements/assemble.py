"""Statements of one report: every sentence of its body with what it claims and how far it went."""

from __future__ import annotations

import re

from luodi.records import DocumentRecord, Statement, identify

from ..deadlines import find_deadlines
from ..passages import Passage, passages
from ..quantities import find_quantities
from ..units.mentions import find_actors, find_places
from .progress import read_progress

_FRAME = re.compile(
    r"^(?:附件|抄送|联系人|联系电话|（此件)|现将[^。]{2,120}(?:报告|汇报)如下|^[^。；！？，]{2,60}[：:]$|印发$"
)


def find_statements(record: DocumentRecord) -> tuple[Statement, ...]:
    """The statements of a report in order: sentences and table rows, without headings and frame."""
    found = []
    for passage in passages(record):
        if _is_frame(passage, record):
            continue
        progress, confidence = read_progress(passage)
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
                times=tuple(find_deadlines(passage.text, reference=record.issue_date)),
                quantities=tuple(find_quantities(passage.text)),
                confidence=confidence,
            )
        )
    return tuple(found)


def _is_frame(passage: Passage, record: DocumentRecord) -> bool:
    text = passage.text
    if passage.row:
        return re.fullmatch(r"[|\s\-:]*", text) is not None
    if record.title is not None and text.strip("。") in record.title:
        return True
    if _FRAME.search(text):
        return True
    if text[-1] not in "。；！？" and not re.search(r"\d", text[:-6] if len(text) > 6 else "") and len(text) < 40:
        return True
    if re.fullmatch(r"\s*[\d一二三四五六七八九十〇○零]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\s*", text):
        return True
    heading = next((h for h in passage.headings if h.start <= passage.start < h.heading_end), None)
    return heading is not None and passage.end <= heading.heading_end + 1 and not re.search(r"\d", passage.body)
