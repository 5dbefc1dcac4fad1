"""Short papers of odd forms: letters, replies, minutes, letters of duty, ten measures, tables, features.

``papers/*.txt`` were written with kind, title, issuer, date and addressees noted before they were read; ``second.txt``
after what ``first.txt`` showed was mended. A paper begins with ``@@ kind`` and four lines of what is to be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

PAPERS = Path(__file__).parent / "papers"


class Paper(NamedTuple):
    """A text with what is to be found in it."""

    kind: str
    title: str
    issuer: tuple[str, ...]
    issue_date: date | None
    addressees: tuple[str, ...]
    text: str


def papers() -> Iterator[Paper]:
    for path in sorted(PAPERS.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("@@ ")[1:]:
            kind, title, issuer, day, to, text = block.split("\n", 5)
            title, issuer, day, to = (line.split("=", 1)[1] for line in (title, issuer, day, to))
            issued = date.fromisoformat(day) if day else None
            yield Paper(kind, title, _names(issuer), issued, _names(to), text)


def _names(listed: str) -> tuple[str, ...]:
    return tuple(listed.split("；")) if listed else ()


@pytest.mark.parametrize("paper", list(papers()), ids=lambda paper: paper.title)
def test_a_paper_of_an_odd_form_is_known(read, paper):
    found = read(paper.text)
    assert (found.kind, found.title, found.issuer) == (paper.kind, paper.title, paper.issuer)
    assert (found.issue_date, found.addressees) == (paper.issue_date, paper.addressees)
