"""A person's word on one task stands in place of what was judged."""

from __future__ import annotations

import pytest

from luodi.records import Assessment
from luodi.score.rulings import WORDS, Ruling, overruled, ruled

JUDGED = Assessment(
    assessment_id="a", policy_id="p", policy="p.txt", unit="甲县", report_id="r", report="r.txt", task_id="t",
    task="建成公厕12座。", status="discounted", aspects=("quantity",), confidence=0.7,
    reason="要求“12座”，报告称“7座”。",
)  # fmt: skip


def test_what_a_person_decided_counts_fully_and_says_who_decided_what() -> None:
    (row,) = overruled([JUDGED], [Ruling("a", "应为已落实", "另5座由乡镇建成。", "县督查室")])
    assert (row.status, row.aspects, row.confidence) == ("implemented", (), 1.0)
    assert row.reason.startswith("县督查室判断为“已落实”，另5座由乡镇建成（软件原判断为“打折扣”）。要求“12座”")


def test_what_was_left_to_people_is_decided_by_them() -> None:
    (row,) = overruled([JUDGED.replace(abstained=True)], [Ruling("a", "应为打折扣（时限）")])
    assert not row.abstained
    assert (row.status, row.aspects) == ("discounted", ("deadline",))
    assert "人工判断为“打折扣”（软件原判断为“待判读”）" in row.reason


@pytest.mark.parametrize("words", ["", "再核", "不属实"])
def test_other_words_and_other_rows_change_nothing(words: str) -> None:
    assert overruled([JUDGED], [Ruling("a", words), Ruling("b", "应为已落实")]) == [JUDGED]


def test_each_choice_of_the_workbook_is_understood() -> None:
    assert all(ruled(words) == (status, ()) for words, status in WORDS.items())
