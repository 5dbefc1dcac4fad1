"""Sentences of reports, a line each (tests/checks/sentences): + those whose figures exclude each other, - those not."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.checks.contradictions import contradictions

LINES = [
    (path.stem, line)
    for path in sorted((Path(__file__).parent / "sentences").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("idea", "line"), LINES, ids=[f"{idea}-{i}" for i, (idea, _) in enumerate(LINES)])
def test_sentences_are_inconsistent_where_their_figures_say_so(idea: str, line: str) -> None:
    found = [c.reason for c in contradictions(line[1:])]
    assert bool(found) == (line[0] == "+"), (idea, found)
