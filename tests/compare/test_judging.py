"""Meetings, papers and publicity neither better nor worsen what is told elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from luodi.compare import judging
from luodi.compare.candidates import Candidate, Passage
from luodi.compare.signals import Asked, Read
from luodi.compare.status import Verdict
from luodi.compare.weighing import Weighed
from luodi.records import STATUSES, DocumentRecord, Status, Task
from luodi.settings import Settings

REPORT = DocumentRecord(document_id="r", file="r.txt", sha256="", media_type="text/plain", issue_date=date(2025, 1, 8))
TASK = Task(task_id="t", document_id="p", file="p.txt", path="", sentence="新建公厕12座。", start=0, end=8)
MEETING, DONE = "召开了新建公厕工作推进会，传达学习上级文件精神。", "建成公厕12座。"


def _weighed(*sentences: str) -> Weighed:
    found = tuple(
        Read(Candidate(Passage(document=REPORT, sentence=s, start=0, end=len(s)), 0.5, 1.0, rank), 0.9)
        for rank, s in enumerate(sentences)
    )
    return Weighed(Asked(TASK, TASK.sentence, None), found, {"told": float(len(sentences))}, {})


class _Model:
    """A model that judges by how many sentences were in sight."""

    def __init__(self, given: Mapping[int, Status]) -> None:
        self.given = given

    def judge(self, rows: Sequence[Mapping[str, float]]) -> list[Verdict]:
        return [Verdict({s: 0.9 if s == self.given[int(row["told"])] else 0.025 for s in STATUSES}, {}) for row in rows]


@pytest.mark.parametrize(
    ("beside", "without", "stands"),
    [
        ("implemented", "omitted", "omitted"),  # the meeting is no result
        ("formalism", "implemented", "implemented"),  # nor does it hide one
        ("formalism", "discounted", "discounted"),
        ("omitted", "implemented", "implemented"),
        ("formalism", "omitted", "formalism"),
        ("implemented", "pending", "implemented"),
    ],
)
def test_whether_something_is_wrong_is_decided_without_meetings(
    beside: Status, without: Status, stands: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weigh(tasks: Sequence[Task], *given: Any, without: Any = None) -> list[Weighed]:
        return [_weighed(DONE) if without is not None else _weighed(MEETING, DONE)]

    model = _Model({2: beside, 1: without})
    monkeypatch.setattr(judging, "weigh", weigh)
    monkeypatch.setattr(judging, "load", lambda: model)
    [(_, verdict)] = judging.judged([TASK], ("甲县",), [REPORT], Settings())
    assert verdict.best == stands
