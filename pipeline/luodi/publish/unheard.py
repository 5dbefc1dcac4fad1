"""Reports that no task was compared with, and why: a folder that is half judged must not look whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, Self

from luodi.records import DocumentRecord

_COPY = "duplicate"


class Filed(NamedTuple):
    """What is looked at of a document; ``names`` are the numbers and titles that it answers to, ``answers`` those that
    it names, ``copy`` says that another file of the same words was taken in its place."""

    file: str
    kind: str
    unit: str | None
    issue_date: date | None
    issuer: str = ""
    names: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    copy: bool = False

    @classmethod
    def of(cls, document: DocumentRecord) -> Self:
        """Of a record."""
        return cls.of_row(document.model_dump())

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Self:
        """Of a row of the table of documents; its day may be written out."""
        day = row["issue_date"]
        return cls(
            file=row["file"],
            kind=row["kind"],
            unit=row["unit"],
            issue_date=date.fromisoformat(day) if isinstance(day, str) else day,
            issuer=next(iter(row["issuer"]), ""),
            names=frozenset(filter(None, (row["title"], row["doc_number"]))),
            answers=frozenset(name for r in row["refers_to"] for name in (r["title"], r["doc_number"]) if name),
            copy=row["unit"] is None and any(w["code"] == _COPY for w in row["warnings"]),
        )


def unheard(documents: Iterable[Filed], judged: Collection[str], as_of: date) -> Iterator[tuple[str, str]]:
    """(file, why in Chinese) of each report that was not compared, by file; ``judged`` are the units that were."""
    every = list(documents)
    present = frozenset(name for document in every for name in document.names)
    for document in sorted(every, key=lambda d: d.file):
        if document.kind == "report" and not document.copy:
            why = _why(document, present, judged, as_of)
            if why:
                yield document.file, why


def _why(document: Filed, present: frozenset[str], judged: Collection[str], as_of: date) -> str:
    if document.issue_date is not None and document.issue_date > as_of:
        return f"日期{document.issue_date}晚于核查日"
    if document.unit is not None:
        return "" if document.unit in judged else "没有找到它所答复的政策，或政策里没有任务"
    if not document.issuer:
        return "看不出是哪个单位的报告"
    if document.answers & present:
        return f"单位名录里没有它的发文单位“{document.issuer}”"
    named = next((f"“{name}”" for name in sorted(document.answers, key=len)), "")
    if named:
        return f"收件夹里没有找到它所答复的政策{named}"
    return f"没有找到它所答复的政策，或单位名录里没有它的发文单位“{document.issuer}”"
