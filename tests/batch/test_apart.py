"""A document in two halves: together they are what was read, and the slim half is enough to join and publish."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.batch.apart import Bulk, apart, whole
from luodi.batch.jobs import process
from luodi.dossier import link
from luodi.records import DocumentRecord
from luodi.settings import Settings

INBOX = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "housing" / "inbox"
FILES = ("policy.docx", "songze-report.docx", "rectify.xlsx")


@pytest.fixture(scope="module")
def records() -> list[DocumentRecord]:
    return [r for name in FILES for r in process(INBOX / name, root=INBOX, settings=Settings())]


def test_the_halves_make_the_whole_again_also_by_way_of_text(records: list[DocumentRecord]) -> None:
    for record in records:
        slim, bulk = apart(record)
        again = DocumentRecord.model_validate_json(slim.model_dump_json(exclude_defaults=True))
        assert whole(again, Bulk.model_validate_json(bulk.model_dump_json(exclude_defaults=True))) == record


def test_the_slim_half_is_small(records: list[DocumentRecord]) -> None:
    halves = [apart(record) for record in records]
    slim = sum(len(part.model_dump_json(exclude_defaults=True)) for part, _ in halves)
    assert slim < sum(len(r.model_dump_json(exclude_defaults=True)) for r in records) / 2


def test_slim_documents_are_joined_as_whole_ones(records: list[DocumentRecord]) -> None:
    slim = [apart(record)[0] for record in records]
    assert [d.members for d in link(slim)] == [d.members for d in link(records)]
