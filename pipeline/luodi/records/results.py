"""Everything one run concluded, with the facts of the run itself: what ``luodi.publish`` takes."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from .base import SCHEMA_VERSION, Ratio, Record
from .document import DocumentRecord
from .dossier import Chain, Dossier, Unit
from .judgement import Assessment, Finding, Quarantine, Score
from .task import Task


class Input(Record):
    """One file that was found, by its path relative to the inbox, and what became of it."""

    file: str
    sha256: str | None = None
    state: Literal["read", "partial", "quarantined"]


class Counts(Record):
    """A run accounts for every input: ``found == read + partial + quarantined``, or the value is refused."""

    found: int = Field(default=0, ge=0)
    read: int = Field(default=0, ge=0)
    partial: int = Field(default=0, ge=0)
    quarantined: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        total = self.read + self.partial + self.quarantined
        if self.found != total:
            raise ValueError(f"found {self.found} files, but read + partial + quarantined = {total}")
        return self


class RunFacts(Record):
    """What must be known of a run to trust or repeat it.

    ``as_of`` is the day on which the run judges; ``abstain_below`` the confidence under which an
    assessment was left to a person.
    """

    schema_version: str = SCHEMA_VERSION
    software_version: str
    settings_digest: str
    as_of: date
    abstain_below: Ratio | None = None
    inputs: tuple[Input, ...] = ()
    counts: Counts = Counts()

    @classmethod
    def of(
        cls,
        inputs: tuple[Input, ...],
        *,
        software_version: str,
        settings_digest: str,
        as_of: date,
        abstain_below: float | None = None,
    ) -> Self:
        """Facts whose counts are taken from the inputs.

        >>> facts = RunFacts.of((Input(file="a.pdf", state="read"),), software_version="1", settings_digest="",
        ...                     as_of=date(2024, 12, 31))
        >>> facts.counts.found, facts.counts.read
        (1, 1)
        """
        states = [i.state for i in inputs]
        counts = Counts(
            found=len(states),
            read=states.count("read"),
            partial=states.count("partial"),
            quarantined=states.count("quarantined"),
        )
        return cls(
            software_version=software_version,
            settings_digest=settings_digest,
            as_of=as_of,
            abstain_below=abstain_below,
            inputs=tuple(sorted(inputs, key=lambda i: (i.file, i.sha256 or ""))),
            counts=counts,
        )


class Results(Record):
    """The outcome of a run. ``dossiers`` say which documents belong together, who had to act;
    ``chains`` how each policy was passed on."""

    run: RunFacts
    documents: tuple[DocumentRecord, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    findings: tuple[Finding, ...] = ()
    scores: tuple[Score, ...] = ()
    quarantine: tuple[Quarantine, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    chains: tuple[Chain, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks of all documents, in the order of the documents."""
        return tuple(task for document in self.documents for task in document.tasks)

    @property
    def titles(self) -> dict[str, str]:
        """What each document is called, by its id: its title, or its file where it has none."""
        return {d.document_id: d.title or d.file for d in self.documents}
