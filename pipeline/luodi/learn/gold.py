"""Annotated cases (corpora/cases) as records: what training and evaluation read.

A case is a folder with ``src/`` (texts, one paragraph a line), ``gold/*.jsonl``, ``units.csv``, maybe ``events.csv``
and ``NOTES.md`` with a line ``as_of: YYYY-MM-DD``. Its format is described in corpora/README.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from luodi.records import (
    Block,
    Cell,
    Deadline,
    DocumentRecord,
    Quantity,
    Reference,
    Table,
    Task,
    identify,
)
from luodi.text.sentences import sentence_spans

HELD_OUT = frozenset({"carbon", "fishing", "medins", "projects", "rental", "village"})
"""Worlds that nothing is trained or tuned on: only measured."""

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

    @property
    def held_out(self) -> bool:
        """Whether this world is kept back from training."""
        return self.name in HELD_OUT

    def records(self) -> list[DocumentRecord]:
        """The documents as records with their gold elements and tasks (no outline, no statements)."""
        return [self.record(row) for row in self.documents if row["file"] in self.texts]

    def record(self, row: dict[str, Any]) -> DocumentRecord:
        """One gold document row as a record."""
        text = self.texts[row["file"]]
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        blocks, tables = lines_of(text)
        return DocumentRecord(
            document_id=digest[:16],
            file=row["file"],
            sha256=digest,
            media_type="text/plain",
            chars=len(text),
            text=text,
            blocks=tuple(blocks),
            tables=tuple(tables),
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
            tasks=tuple(self._tasks(row["file"], digest[:16], text)),
        )

    def _tasks(self, file: str, document_id: str, text: str) -> Iterator[Task]:
        spans = {text[a:b]: (a, b) for a, b in sentence_spans(text)}
        for row in self.tasks:
            if row["file"] != file:
                continue
            start, end = spans[row["sentence"]]
            yield Task(
                task_id=identify(document_id, row["sentence"]),
                document_id=document_id,
                file=file,
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
        documents=_rows(folder / "gold" / "documents.jsonl"),
        tasks=_rows(folder / "gold" / "tasks.jsonl"),
        assessments=_rows(folder / "gold" / "assessments.jsonl"),
        findings=_rows(folder / "gold" / "findings.jsonl"),
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


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
