"""Reports that no task was compared with, and why: a folder that is half judged must not look whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from luodi.records import DocumentRecord


class Told(NamedTuple):
    """What is looked at of a document, for those who have only the rows of its table."""

    file: str
    kind: str
    unit: str | None
    issue_date: date | None


def unheard(
    documents: Iterable[Told | DocumentRecord], judged: Collection[str], as_of: date
) -> Iterator[tuple[str, str]]:
    """(file, why in Chinese) of each report that was not compared, by file; ``judged`` are the units that were."""
    for document in sorted(documents, key=lambda d: d.file):
        if document.kind != "report":
            continue
        if document.issue_date is not None and document.issue_date > as_of:
            yield document.file, f"日期{document.issue_date}晚于核查日"
        elif document.unit is None:
            yield document.file, "没有找到它所答复的政策，或单位名录里没有它的发文单位"
        elif document.unit not in judged:
            yield document.file, "没有找到它所答复的政策，或政策里没有任务"
