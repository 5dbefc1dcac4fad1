"""The stage: a structured document in, the same document with its tasks and statements out."""

from __future__ import annotations

from luodi.records import DocumentKind, DocumentRecord

from .statements.assemble import find_statements
from .tasks.assemble import find_tasks

ORDERING: frozenset[DocumentKind] = frozenset({"policy", "rules", "forward", "inspection", "rectification"})
"""Kinds of document whose sentences may be tasks."""
TELLING: frozenset[DocumentKind] = frozenset({"report", "inspection", "rectification"})
"""Kinds of document whose sentences are statements."""


def extract(record: DocumentRecord) -> DocumentRecord:
    """Fill ``tasks`` (of documents that order something) and ``statements`` (of documents that tell what was done).

    ``record`` comes from ``luodi.structure.structure``: its kind, outline, parts, tables and issue date are used.
    Nothing outside the record is read, so the same record always gives the same result.
    """
    tasks = find_tasks(record) if record.kind in ORDERING else ()
    statements = find_statements(record) if record.kind in TELLING else ()
    return record.replace(tasks=tasks, statements=statements)
