"""Which sentences are proposed for a task."""

from __future__ import annotations

from luodi.compare.candidates import Passage, propose
from luodi.records import DocumentRecord

REPORT = DocumentRecord(document_id="r", file="r.txt", sha256="", media_type="text/plain")


def passage(sentence: str, headings: str = "") -> Passage:
    return Passage(document=REPORT, sentence=sentence, start=0, end=len(sentence), headings=headings)


FOUND = [
    passage("全年招商引资到位资金12亿元。"),
    passage("新建12座，改造8座，全部投入使用。", headings="城乡公厕"),
    passage("农村公路提档升级30公里。"),
]


def test_a_sentence_answers_for_the_words_of_its_heading() -> None:
    [best, *_] = propose(["新建城乡公厕12座。"], FOUND, count=3)[0]
    assert best.passage is FOUND[1]
    assert best.score == 1.0


def test_no_more_than_asked_for_and_best_first() -> None:
    [found] = propose(["农村公路升级不少于30公里。"], FOUND, count=2)
    assert [c.rank for c in found] == [0, 1]
    assert found[0].score >= found[1].score


def test_a_task_that_shares_no_character_gets_nothing() -> None:
    assert propose(["abc"], FOUND, count=3) == [[]]


def test_an_empty_report_proposes_nothing() -> None:
    assert propose(["新建公厕12座。"], [], count=3) == [[]]
