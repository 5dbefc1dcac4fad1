"""Annotated cases (corpora/cases) as records: what training and evaluation read.

A case is a folder with ``src/`` (texts, one paragraph a line), ``gold/*.jsonl``, ``units.csv``, maybe ``events.csv``
and ``NOTES.md`` with a line ``as_of: YYYY-MM-DD``. Its format is described in corpora/README.md.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from luodi.dossier import read_events, read_units
from luodi.records import (
    Deadline,
    DocumentRecord,
    Event,
    Quantity,
    Reference,
    Task,
    Unit,
    identify,
)
from luodi.text.plain_record import text_record
from luodi.text.sentences import sentence_spans

_AS_OF = re.compile(r"as_of\s*[:：=]\s*`?(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Case:
    """One annotated world. Rows are as in the gold files; ``texts`` maps a source file's name to its text."""

    name: str
    path: Path
    as_of: date
    texts: dict[str, str]
    documents: list[dict[str, Any]]
    tasks: list[dict[str, Any]]
    assessments: list[dict[str, Any]]
    findings: list[dict[str, Any]] = field(default_factory=list)

    def units(self) -> tuple[Unit, ...]:
        """The units of its sheet, none where it has no sheet."""
        sheet = self.path / "units.csv"
        return tuple(read_units(sheet)) if sheet.exists() else ()

    def events(self) -> tuple[Event, ...]:
        """The sendings of its office system, none where it has no sheet of them."""
        sheet = self.path / "events.csv"
        return tuple(read_events(sheet)) if sheet.exists() else ()

    def records(self) -> list[DocumentRecord]:
        """The documents as records with their gold elements and tasks (no outline, no statements)."""
        return [self.record(row) for row in self.documents if row["file"] in self.texts]

    def record(self, row: dict[str, Any]) -> DocumentRecord:
        """One gold document row as a record."""
        record = text_record(
            row["file"],
            self.texts[row["file"]],
            kind=row["kind"],
            kind_confidence=1.0,
            genre=row.get("genre"),
            title=row.get("title"),
            doc_number=row.get("doc_number"),
            issuer=tuple(row.get("issuer") or ()),
            addressees=tuple(row.get("addressees") or ()),
            urgency=row.get("urgency"),
            issue_date=row.get("issue_date"),
            refers_to=tuple(Reference(**r) for r in row.get("refers_to") or ()),
        )
        return record.replace(tasks=tuple(self._tasks(record)))

    def answers(self) -> Iterator[tuple[str, DocumentRecord, DocumentRecord]]:
        """Each unit that is judged, with the policy of gold and its report as luodi itself reads it."""
        from luodi.language import extract
        from luodi.structure import structure

        documents = {d.file: d for d in self.records()}
        for unit, policy, report in sorted({(a["unit"], a["policy"], a["report"]) for a in self.assessments}):
            bare = documents[report].replace(tasks=(), refers_to=(), issuer=())
            # the annotation says what it is, whatever its title
            yield unit, documents[policy], extract(structure(bare).replace(kind="report"))

    def _tasks(self, record: DocumentRecord) -> Iterator[Task]:
        spans = {record.text[a:b]: (a, b) for a, b in sentence_spans(record.text)}
        for row in self.tasks:
            if row["file"] != record.file:
                continue
            start, end = spans[row["sentence"]]
            yield Task(
                task_id=identify(record.document_id, row["sentence"]),
                document_id=record.document_id,
                file=record.file,
                path=row.get("path") or "",
                sentence=row["sentence"],
                start=start,
                end=end,
                lead=tuple(row.get("lead") or ()),
                support=tuple(row.get("support") or ()),
                strength=row["strength"],
                deadlines=tuple(Deadline(**d) for d in row.get("deadlines") or ()),
                quantities=tuple(Quantity(**q) for q in row.get("quantities") or ()),
                rule="gold",
            )


def load_case(path: str | Path) -> Case:
    """Read one annotated case. Raises FileNotFoundError when the folder is not one."""
    folder = Path(path)
    source = folder / "src" if (folder / "src").is_dir() else folder
    written = folder / "NOTES.md"
    if not written.is_file():
        raise FileNotFoundError(f"{folder} 里没有 NOTES.md，不是标注案例（no annotated case: corpora/README.md）")
    notes = written.read_text(encoding="utf-8")
    found = _AS_OF.search(notes)
    if found is None:
        raise FileNotFoundError(f"{folder.name}/NOTES.md 里没有写 as_of: YYYY-MM-DD 的一行（no line as_of）")
    return Case(
        name=folder.name,
        path=folder,
        as_of=date.fromisoformat(found.group(1)),
        texts={p.name: p.read_text(encoding="utf-8") for p in sorted(source.glob("*")) if p.suffix in {".txt", ".csv"}},
        documents=_gold(folder, "documents"),
        tasks=_gold(folder, "tasks"),
        assessments=_gold(folder, "assessments"),
        findings=_gold(folder, "findings"),
    )


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, with or without a byte-order mark, by column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def json_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file. Raises FileNotFoundError when it is not there."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as a JSONL file holds them."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _gold(folder: Path, table: str) -> list[dict[str, Any]]:
    """A world's rows of one kind of gold; it need not hold every kind."""
    path = folder / "gold" / f"{table}.jsonl"
    return json_rows(path) if path.exists() else []
