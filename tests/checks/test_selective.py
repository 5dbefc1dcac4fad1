"""Selective execution is a matter of how much is left out, of what, and how surely; never of doubt."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from luodi.checks import selective
from luodi.records import Assessment, DocumentRecord, Dossier, Reference, Status, Task
from luodi.settings import Settings

REPORT = "甲县落实情况报告。按照甲政发〔2024〕5号文件办理。"


def dossier(n: int, *, report: str = REPORT) -> Dossier:
    sentences = [f"2024年6月底前必须建成第{i}号项目，覆盖率不低于9{i % 10}%。" for i in range(n)]
    text = "".join(sentences)
    tasks = tuple(
        Task(
            task_id=f"t{i}", document_id="p", file="policy.txt", path="", sentence=s, start=text.find(s),
            end=text.find(s) + len(s),
        )
        for i, s in enumerate(sentences)
    )  # fmt: skip
    policy = DocumentRecord(
        document_id="p", file="policy.txt", sha256="", media_type="", text=text, kind="policy", tasks=tasks,
        doc_number="甲政发〔2024〕5号", refers_to=(Reference(doc_number="甲政发〔2019〕3号", relation="repeals"),),
    )  # fmt: skip
    answer = DocumentRecord(document_id="r", file="report.txt", sha256="", media_type="", text=report, kind="report")
    return Dossier(policy=policy, documents=(answer,))


def rows(statuses: list[Status], *, confidence: float = 0.9) -> list[Assessment]:
    return [
        Assessment(
            assessment_id=f"a{i}", policy_id="p", policy="policy.txt", unit="甲县", report_id="r", report="report.txt",
            task_id=f"t{i}", task=f"第{i}号项目，必须建成。", status=status, confidence=confidence,
        )
        for i, status in enumerate(statuses)
    ]  # fmt: skip


def kinds(given_rows: list[Assessment], *, report: str = REPORT) -> set[str]:
    found = selective.find(dossier(len(given_rows), report=report), given_rows, Settings(), date(2024, 12, 31))
    return {f.kind for f in found}


def mixed(implemented: int, omitted: int, formal: int) -> list[Status]:
    return ["implemented"] * implemented + ["omitted"] * omitted + ["formalism"] * formal


def test_half_left_out_while_the_rest_is_reported_is_selective() -> None:
    assert "selective" in kinds(rows(mixed(10, 6, 4)))


def test_a_few_left_out_are_not() -> None:
    assert "selective" not in kinds(rows(mixed(17, 2, 1)))


def test_a_report_of_nothing_but_meetings_is_formal_not_selective() -> None:
    assert kinds(rows(mixed(0, 4, 16))) == {"formalism"}


def test_doubtful_readings_do_not_accuse() -> None:
    assert kinds(rows(mixed(10, 6, 4), confidence=0.4)) == set()


def test_who_worked_from_the_repealed_document_is_not_selective() -> None:
    assert "selective" not in kinds(rows(mixed(10, 6, 4)), report="按照甲政发〔2019〕3号文件办理。")


def test_one_discounted_task_makes_the_unit_a_discount() -> None:
    assert kinds(rows([*mixed(10, 0, 0), "discounted"])) == {"discounted"}


def test_three_hard_tasks_in_silence_and_one_answered_by_a_meeting_are_selective() -> None:
    assert "selective" in kinds(rows(mixed(16, 3, 1), confidence=1.0))
    assert "selective" not in kinds(rows(mixed(16, 2, 1), confidence=1.0))


def test_four_hard_tasks_in_silence_are_selective_though_the_share_is_small() -> None:
    assert "selective" in kinds(rows(mixed(16, 4, 0), confidence=1.0))


def test_three_of_three_reach_their_threshold_however_their_confidences_round() -> None:
    assert "selective" in kinds(rows(mixed(16, 3, 2), confidence=0.8896385086712382))


@given(
    st.lists(
        st.sampled_from(["implemented", "discounted", "formalism", "omitted", "pending"]), min_size=9, max_size=30
    ),
    st.floats(min_value=0.5, max_value=1.0),
    st.data(),
)
def test_a_reading_that_becomes_unknown_never_makes_a_unit_selective(
    statuses: list[Status], confidence: float, data: Any
) -> None:
    before = rows(statuses, confidence=confidence)
    left = [i for i, status in enumerate(statuses) if status in {"omitted", "formalism"}]
    if not left:
        return
    i = data.draw(st.sampled_from(left))
    after = [*before[:i], before[i].replace(abstained=True), *before[i + 1 :]]
    assert "selective" in kinds(before) or "selective" not in kinds(after)


def test_a_handful_of_doubtful_readings_is_no_third_of_a_policy() -> None:
    # five of twenty read as left out, three of four rightly: what is sure of it is a fifth, and that may be chance
    assert "selective" in kinds(rows(mixed(12, 4, 4), confidence=0.75))
    assert "selective" not in kinds(rows(mixed(15, 1, 4), confidence=0.75))
    assert "selective" not in kinds(rows(mixed(15, 1, 4), confidence=0.7))


def test_what_is_not_due_yet_is_told_apart_from_what_is_doubtful() -> None:
    statuses: list[Status] = [*mixed(10, 6, 4), "pending"]
    given_rows = rows([*statuses, "omitted"])
    given_rows[-1] = given_rows[-1].replace(abstained=True, confidence=0.3)
    found = selective.find(dossier(len(given_rows)), given_rows, Settings(), date(2024, 12, 31))
    reason = next(f.reason for f in found if f.kind == "selective")
    assert "，1项未到期，1项把握不足、待人工判读；没有落实的10项里，10项有硬指标、硬时限或者硬约束，" in reason
