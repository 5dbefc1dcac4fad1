"""A report is read no further than a task needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from luodi.compare.candidates import Candidate, Passage
from luodi.compare.opening import Judge, Opened, open_report
from luodi.compare.reader import Reading
from luodi.compare.reader_input import ReaderInput
from luodi.compare.signals import Asked
from luodi.compare.status import Verdict
from luodi.records import STATUSES, DocumentRecord, Status, Task

REPORT = DocumentRecord(document_id="r", file="r.txt", sha256="", media_type="text/plain")
TASK = Task(task_id="t", document_id="p", file="p.txt", path="", sentence="新建12所。", start=0, end=6)
SENTENCES = ("建成7所。", "开会3次。", "修路3公里。", "种树5万株。", "新建公园2座。")


@dataclass
class Fake:
    """A reader that finds what it is told to in an input of so many sentences, and remembers what it read."""

    found: dict[int, tuple[str, float]]
    read: list[int] = field(default_factory=list)

    def judge(self, inputs: Sequence[ReaderInput]) -> list[Reading]:
        self.read += [len(given.told) for given in inputs]
        return [self._reading(len(given.told)) for given in inputs]

    def _reading(self, count: int) -> Reading:
        status, sure = self.found[count]
        others = (1 - sure) / (len(STATUSES) - 1)
        return Reading(
            {s: sure if s == status else others for s in STATUSES}, {}, (0.9,) * min(2, count) + (0.1,) * (count - 2)
        )


def says(status: Status, sure: float) -> Judge:
    """A judge of one mind."""
    others = (1 - sure) / (len(STATUSES) - 1)
    verdict = Verdict({s: sure if s == status else others for s in STATUSES}, {})
    return lambda opened: dict.fromkeys(opened, verdict)


DOUBTS = says("omitted", 0.5)


def opened(reader: Any, *coverage: float, apart: int = 2, judge: Judge = DOUBTS) -> Opened:
    found = [Passage(document=REPORT, sentence=s, start=10 * i, end=10 * i + 5) for i, s in enumerate(SENTENCES)]
    proposed = [Candidate(found[i], c, c / coverage[0], i) for i, c in enumerate(coverage)]
    places = {id(p): apart * n for n, p in enumerate(found)}
    [one] = open_report(reader, [Asked(TASK, TASK.sentence, None)], [proposed], places, None, judge)
    return one


def test_a_look_that_finds_the_answer_is_all() -> None:
    reader = Fake({1: ("discounted", 0.9)})
    one = opened(reader, 0.6, 0.3, 0.2, 0.1, 0.1)
    assert reader.read == [1]
    assert one.wide is one.near is one.turned
    assert one.reads[0].candidate.rank == 0
    assert [r.bears for r in one.reads[1:]] == [0.0] * 4


@pytest.mark.parametrize("look", [("omitted", 0.99), ("formalism", 0.99), ("implemented", 0.5)])
def test_a_look_that_finds_nothing_or_is_unsure_leads_to_all_candidates(look: tuple[str, float]) -> None:
    reader = Fake({1: look, 5: ("implemented", 0.9)})
    one = opened(reader, 0.6, 0.3, 0.2, 0.1, 0.1)
    assert reader.read == [1, 5]
    assert one.wide.status["implemented"] == pytest.approx(0.9)
    assert one.wide is one.near is one.turned


@pytest.mark.parametrize(
    ("verdict", "read"),
    [
        (("implemented", 0.9), [1]),
        (("implemented", 0.7), [1, 2]),
        (("omitted", 0.9), [1, 2]),
        (("formalism", 0.9), [1, 2]),
    ],
)
def test_a_look_is_all_over_which_the_verdict_is_sure_of_what_may_rest_on_it(
    verdict: tuple[Status, float], read: list[int]
) -> None:
    reader = Fake({1: ("formalism", 0.99), 2: ("formalism", 0.99)})
    one = opened(reader, 0.6, 0.3, judge=says(*verdict))
    assert reader.read == read
    assert one.wide is one.near is one.turned


def test_a_verdict_is_only_asked_for_where_a_reading_leaves_doubt() -> None:
    asked: list[int] = []

    def judge(so_far: Mapping[int, Opened]) -> Mapping[int, Verdict]:
        asked.extend(so_far)
        return DOUBTS(so_far)

    opened(Fake({1: ("discounted", 0.9)}), 0.6, 0.3, judge=judge)
    assert asked == []
    opened(Fake({1: ("omitted", 0.9), 2: ("omitted", 0.9)}), 0.6, 0.3, judge=judge)
    assert asked == [0]


def test_where_no_sentence_leads_all_are_read_at_once() -> None:
    reader = Fake({5: ("implemented", 0.9)})
    opened(reader, 0.6, 0.59, 0.2, 0.1, 0.1)
    assert reader.read == [5]


def test_a_sentence_that_goes_on_in_the_next_is_looked_at_with_it() -> None:
    reader = Fake({2: ("discounted", 0.9)})
    one = opened(reader, 0.6, 0.3, 0.2, 0.1, 0.1, apart=1)
    assert reader.read == [2]
    assert [r.bears for r in one.reads] == [0.9, 0.9, 0.0, 0.0, 0.0]


def test_where_all_candidates_leave_doubt_the_likeliest_are_read_again_alone_and_the_other_way_round() -> None:
    reader = Fake({2: ("discounted", 0.8), 4: ("omitted", 0.6), 5: ("implemented", 0.5)})
    one = opened(reader, 0.6, 0.59, 0.2, 0.1, 0.1)
    assert reader.read == [5, 2, 4]
    assert one.wide.status["implemented"] == pytest.approx(0.5)
    assert one.near.status["discounted"] == pytest.approx(0.8)
    assert one.turned.status["omitted"] == pytest.approx(0.6)


def test_a_doubtful_reading_over_which_the_verdict_is_clear_is_not_read_again() -> None:
    reader = Fake({5: ("implemented", 0.5)})
    one = opened(reader, 0.6, 0.59, 0.2, 0.1, 0.1, judge=says("omitted", 0.9))
    assert reader.read == [5]
    assert one.wide is one.near is one.turned


def test_nothing_proposed_is_read_as_nothing() -> None:
    reader = Fake({0: ("omitted", 0.95)})
    found = open_report(reader, [Asked(TASK, TASK.sentence, None)], [[]], {}, None, DOUBTS)  # type: ignore[arg-type]
    assert found[0].reads == ()
    assert reader.read == [0]
