"""What a run works with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date

from luodi.records import DocumentRecord
from luodi.settings import Settings

from .apart import Bulk, whole
from .cache import Cache

Ask = Callable[[], str]
"""Makes the request of a job when it is wanted."""
Progress = Callable[[str, int, int], None]
"""Called with the stage's Chinese name, how many are done, and how many there are; stops the run by raising."""

_IN_FLIGHT = 8
"""Jobs handed at once to an executor without an ``in_flight`` of its own: enough to keep workers busy, few enough to
keep memory flat, since the request of a job holds a whole dossier."""


@dataclass(frozen=True)
class Work:
    """What a run needs besides its inputs."""

    executor: Executor
    cache: Cache
    settings: Settings
    as_of: date
    progress: Progress
    answers: Callable[[], tuple[dict[str, str], ...]] = tuple
    """What reviewers answered to findings of earlier runs, as fields of ``luodi.score.replies.Answer`` or
    ``luodi.score.rulings.Ruling``."""
    lost: list[str] = field(default_factory=list)
    """Keys of jobs that ran into a limit; the next run tries them again."""
    bulks: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Where the bulk of each document lies: the key of the reading, and the line of it."""
    quoted: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """The marks of what assessments quote, as ``luodi.publish.page.marks.evidence_marks`` gives them."""

    @property
    def in_flight(self) -> int:
        """How many jobs to hand to the executor at once."""
        return int(getattr(self.executor, "in_flight", _IN_FLIGHT))

    def request(self, **parts: str) -> str:
        """A job's request: parts as JSON texts, and the settings."""
        parts |= {"settings": self.settings.model_dump_json(), "as_of": f'"{self.as_of.isoformat()}"'}
        return "{" + ",".join(f'"{name}":{text}' for name, text in parts.items()) + "}"

    def bulk(self, document_id: str) -> str:
        """The bulk of a document as JSON."""
        key, line = self.bulks[document_id]
        return self.cache.get(key).split("\n", line + 1)[line]

    def whole(self, slim: DocumentRecord) -> DocumentRecord:
        """A document with all that was read of it."""
        return whole(slim, Bulk.model_validate_json(self.bulk(slim.document_id)))
