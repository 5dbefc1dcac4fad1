"""A verdict over the likeliest sentence stands where further reading would not change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from luodi.compare import weighing
from luodi.compare.reader import Reading
from luodi.compare.reader_input import ReaderInput
from luodi.compare.weighing import weigh
from luodi.records import ASPECTS, STATUSES, DocumentRecord, Statement, Task
from luodi.settings import Settings

TOLD = ("召开污水处理工作推进会，印发污水处理实施方案。", "新修村道3公里。", "种植果树5万株。")
TASK = Task(
    task_id="t",
    document_id="p",
    file="p.txt",
    path="",
    sentence="完善污水处理设施，印发污水处理实施方案。",
    start=0,
    end=20,
)


class Fixed:
    """A reader of one mind, which remembers how many sentences it was shown."""

    def __init__(self, status: str) -> None:
        self.status, self.shown = status, list[int]()

    def judge(self, inputs: Sequence[ReaderInput]) -> list[Reading]:
        self.shown += [len(given.told) for given in inputs]
        return [self._reading(len(given.told)) for given in inputs]

    def _reading(self, count: int) -> Reading:
        status: dict[str, float] = {s: 0.996 if s == self.status else 0.001 for s in STATUSES}
        return Reading(status, dict.fromkeys(ASPECTS, 0.1), (0.99,) + (0.01,) * (count - 1))


def report() -> DocumentRecord:
    text = "".join(TOLD)
    places = [(text.index(t), text.index(t) + len(t)) for t in TOLD]
    told = tuple(
        Statement(statement_id=str(a), document_id="r", path="", sentence=text[a:b], start=a, end=b, progress="done")
        for a, b in places
    )
    return DocumentRecord(
        document_id="r", file="r.txt", sha256="", media_type="text/plain", text=text, statements=told,
        issue_date=date(2025, 1, 8),
    )  # fmt: skip


@pytest.mark.parametrize(("status", "shown"), [("pending", [2]), ("formalism", [2, 3]), ("omitted", [2, 3])])
def test_what_is_due_later_is_seen_in_the_likeliest_sentence_what_was_left_out_or_met_about_only_in_all(
    status: str, shown: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader: Any = Fixed(status)
    monkeypatch.setattr(weighing, "shared_reader", lambda: reader)
    [one] = weigh([TASK], ("甲县",), [report()], Settings())
    assert reader.shown == shown
    assert one.signals[f"wide.{status}"] == pytest.approx(one.signals[f"near.{status}"])
