"""Close readings of a run, kept in its cache: a run that changes one document reads no other one again."""

from __future__ import annotations

from dataclasses import dataclass, field

from luodi.dossier import CloseReading, read_as
from luodi.records import DocumentKind, DocumentRecord
from luodi.text.words import matter_likeness

from .apart import apart
from .cache import JUDGING, code_version, key_of
from .work import Work


@dataclass
class Close:
    """``luodi.dossier.CloseReading`` over slim records: a document is read again whole, its tables and lines too."""

    work: Work
    _made: dict[tuple[str, DocumentKind], str] = field(default_factory=dict)

    def reading(self) -> CloseReading:
        """What ``link`` takes."""
        return CloseReading(self._read_as, self._matter_likeness)

    def settle(self, document: DocumentRecord) -> None:
        """Let the bulk of a document be that of its kind, once that is settled."""
        key = self._made.get((document.document_id, document.kind))
        if key is not None:
            self.work.bulks[document.document_id] = (key, 1)

    def _read_as(self, slim: DocumentRecord, kind: DocumentKind) -> DocumentRecord:
        cache, (read, line) = self.work.cache, self.work.bulks[slim.document_id]
        key = key_of("again", read, str(line), kind, code_version(JUDGING))
        if not cache.holds(key):
            halves = apart(read_as(self.work.whole(slim), kind))
            cache.put(key, "\n".join(half.model_dump_json(exclude_defaults=True) for half in halves))
        self._made[slim.document_id, kind] = key
        again = DocumentRecord.model_validate_json(cache.get(key).partition("\n")[0])
        # all else may have changed since: the file's name, what is noted of it
        tasks = tuple(task.replace(file=slim.file) for task in again.tasks)
        return slim.replace(kind=kind, tasks=tasks)

    def _matter_likeness(self, one: str, other: str) -> float:
        cache, key = self.work.cache, key_of("matter", one, other, code_version(JUDGING))
        if not cache.holds(key):
            cache.put(key, repr(matter_likeness(one, other)))
        return float(cache.get(key))
