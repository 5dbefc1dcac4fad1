"""Sentences of reports, a line each (tests/checks/sentences): + those whose figures exclude each other, - those not.

Lines of ``.two`` hold two reports of one unit, each behind its day.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from luodi.checks.figures import clashes, of_report
from luodi.records import DocumentRecord
from luodi.text.plain_record import text_record

LINES = [
    (path.stem, line)
    for path in sorted((Path(__file__).parent / "sentences").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("idea", "line"), LINES, ids=[f"{idea}-{i}" for i, (idea, _) in enumerate(LINES)])
def test_sentences_are_inconsistent_where_their_figures_say_so(idea: str, line: str) -> None:
    found = [c.reason for c in of_report(text_record("report.txt", line[1:].replace("\\n", "\n")))]
    assert bool(found) == (line[0] == "+"), (idea, found)


PAIRS = (Path(__file__).parent / "sentences" / "between_reports.two").read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", PAIRS)
def test_pairs_of_reports_are_inconsistent_where_their_figures_say_so(line: str) -> None:
    want, before, one, after, other = line.split("|")
    reports = [
        DocumentRecord(
            document_id=day,
            file=f"{day}.docx",
            sha256="",
            media_type="",
            title="落实情况报告",
            text=text,
            kind="report",
            issue_date=date.fromisoformat(day),
        )
        for day, text in ((before, one), (after, other))
    ]
    found = [clash.reason for clash in clashes(reports)]
    assert bool(found) == (want == "+"), found


def test_a_title_says_the_day_up_to_which_its_report_counts() -> None:
    day = date(2018, 10, 26)
    reports = [
        DocumentRecord(
            document_id=month,
            file=f"{month}.docx",
            sha256="",
            media_type="",
            title=f"改善办学条件工作截至2018年{month}底进展情况",
            text=text,
            kind="report",
            issue_date=day,
        )
        for month, text in (("4月", "开工学校8401所。"), ("8月", "开工学校8944所。"))
    ]
    assert not list(clashes(reports))
    differing = [reports[0], reports[1].replace(title=reports[0].title)]
    assert len(list(clashes(differing))) == 1
