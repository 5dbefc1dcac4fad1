"""Annotated cases (corpora/cases) as records: what training and evaluation read.

A case is a folder with ``src/`` (texts, one paragraph a line), ``gold/*.jsonl``, ``units.csv``, maybe ``events.csv``
and ``NOTES.md`` with a line ``as_of: YYYY-MM-DD``. Its format is described in corpora/README.md.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from luodi.dossier import read_events, read_units
from luodi.records import (
    Block,
    Cell,
    Deadline,
    DocumentRecord,
    Event,
    Quantity,
    Reference,
    Table,
    Task,
    Unit,
    identify,
)
from luodi.settings import Settings
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

    def answers(self, settings: Settings) -> Iterator[tuple[str, DocumentRecord, DocumentRecord]]:
        """Each unit that is judged, with the policy of gold and its report as luodi itself reads it."""
        from luodi.language import extract
        from luodi.structure import structure

        documents = {d.file: d for d in self.records()}
        for unit, policy, report in sorted({(a["unit"], a["policy"], a["report"]) for a in self.assessments}):
            bare = documents[report].replace(tasks=(), refers_to=(), issuer=())
            # the annotation says what it is, whatever its title
            yield unit, documents[policy], extract(structure(bare, settings).replace(kind="report"), settings)

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
    notes = (folder / "NOTES.md").read_text(encoding="utf-8")
    found = _AS_OF.search(notes)
    if found is None:
        raise FileNotFoundError(f"{folder.name}/NOTES.md has no line as_of: YYYY-MM-DD")
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


def text_record(file: str, text: str, **fields: Any) -> DocumentRecord:
    """A text as the record that reading a text file gives, with ``fields`` known from gold.

    >>> text_record("a.txt", "甲\\n乙", kind="report").blocks[1].start
    2
    """
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    blocks, tables = lines_of(text)
    return DocumentRecord(
        **{"media_type": "text/plain", **fields},
        document_id=digest[:16],
        file=file,
        sha256=digest,
        chars=len(text),
        text=text,
        blocks=tuple(blocks),
        tables=tuple(tables),
    )


def lines_of(text: str) -> tuple[list[Block], list[Table]]:
    """The blocks and tables of a text with one paragraph a line and table rows written ``|cell|cell|``."""
    blocks: list[Block] = []
    tables: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    place = 0

    def close() -> None:
        if rows:
            tables.append(Table(start=rows[0][0].start - 1, end=rows[-1][-1].end + 1, rows=tuple(rows)))
            rows.clear()

    for line in text.split("\n"):
        is_row = len(line) > 2 and line.startswith("|") and line.endswith("|")
        if line.strip():
            blocks.append(Block(start=place, end=place + len(line), kind="table_row" if is_row else "paragraph"))
        if is_row:
            rows.append(tuple(_cells(line, place)))
        else:
            close()
        place += len(line) + 1
    close()
    return blocks, tables


def _cells(line: str, place: int) -> Iterator[Cell]:
    start = 1
    for text in line[1:-1].split("|"):
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        begin = place + start + lead
        yield Cell(text=stripped, start=begin, end=begin + len(stripped))
        start += len(text) + 1
