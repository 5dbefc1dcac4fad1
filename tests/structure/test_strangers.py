"""Papers of odd and badly made form in the formats offices send: elements, kinds and tasks as noted before reading."""

from __future__ import annotations

import pytest

from luodi.ingest import read_bytes
from luodi.language.extraction import extract
from luodi.records import DocumentRecord
from luodi.settings import Reading, Settings
from luodi.structure import structure
from luodi.text.titles import normal_title
from strangers import strangers
from strangers.form import Stranger

SETTINGS = Settings(reading=Reading(ocr=False))
PAPERS = tuple(strangers())


def whole(paper: Stranger) -> DocumentRecord:
    """The paper as the product reads it, of several files the one that counts."""
    documents = read_bytes(paper.data, paper.file, settings=SETTINGS)
    chosen = next(document for document in documents if document.file.endswith(paper.member))
    return extract(structure(chosen))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file)
def test_a_paper_by_a_stranger_is_known(paper: Stranger) -> None:
    found = whole(paper)
    assert (found.kind, normal_title(found.title)) == (paper.kind, normal_title(paper.title))
    assert (found.doc_number, found.issuer) == (paper.number, paper.issuer)
    assert (found.issue_date, found.addressees) == (paper.day, paper.to)


@pytest.mark.parametrize("paper", [p for p in PAPERS if p.tasks is not None], ids=lambda paper: paper.file)
def test_the_tasks_of_a_paper_by_a_stranger(paper: Stranger) -> None:
    """Each task once as it was noted and no other task; of papers still open, nearly all that was noted."""
    pairs, left = paper.paired(whole(paper).tasks)
    wrong = {w.words: "missed" if t is None else w.misread(t) for w, t in pairs if t is None or w.misread(t)}
    if paper.whole:
        assert (wrong, [task.sentence for task in left]) == ({}, [])
    else:
        assert 2 * len(wrong) <= len(pairs)
