"""Answers to findings are read from an office's sheet and heeded; disagreement leaves a finding open."""

from __future__ import annotations

import pytest

from luodi.checks.making import state
from luodi.learn.checking import sheet
from luodi.records import Dossier, Finding
from luodi.score.replies import Answer, answers, heed
from luodi.text.decisions import Decision, decided


def finding() -> Finding:
    return state(
        "selective", "甲县", dossier=Dossier(policy=None), rule="r", reason="理由", confidence=0.9, severity="high"
    )


@pytest.mark.parametrize(
    ("words", "decision"),
    [
        ("属实整改中", "confirmed"), ("部分属实", "confirmed"), ("不属实", "refuted"), ("待答复", None), ("", None),
        ("confirmed", "confirmed"), ("Refuted", "refuted"),
    ],
)  # fmt: skip
def test_an_offices_words_are_a_decision(words: str, decision: str | None) -> None:
    assert decided(words) == decision


def test_answers_are_read_from_a_sheet() -> None:
    text = "问题标识,核实结论,核实说明,核实人角色\nabc,不属实,报告附件已列明,县政府督查室\ndef,,,\n"
    assert answers([sheet("答复.csv", text)]) == [Answer("abc", "refuted", "报告附件已列明", "县政府督查室")]


def test_a_refuted_finding_stays_with_its_answer() -> None:
    one = finding()
    heard = heed([one], [Answer(one.finding_id, "refuted", "附件已列明", "县督查室")])
    assert [(f.standing, f.reply) for f in heard] == [("refuted", "县督查室：附件已列明")]


def test_reviewers_who_disagree_leave_it_open() -> None:
    one = finding()
    given = [Answer(one.finding_id, "refuted", "", "一组"), Answer(one.finding_id, "confirmed", "", "二组")]
    assert heed([one], given)[0].standing == "open"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([("refuted", "甲")], ("refuted", None, None)),
        ([("confirmed", "甲"), ("refuted", "乙")], ("confirmed", "refuted", False)),
        ([("confirmed", "甲"), ("confirmed", "乙")], ("confirmed", "confirmed", True)),
        ([("refuted", "甲"), ("confirmed", "甲")], ("confirmed", None, None)),
        ([("confirmed", "甲"), ("confirmed", "乙"), ("refuted", "丙")], ("confirmed", "confirmed", False)),
    ],
)
def test_two_reviewers_stand_side_by_side(given: list[tuple[Decision, str]], wanted: tuple[object, ...]) -> None:
    one = finding()
    [heard] = heed([one], [Answer(one.finding_id, decision, "", by) for decision, by in given])
    assert (heard.first_review, heard.second_review, heard.reviewers_agree) == wanted


@pytest.mark.parametrize("decision", ["confirmed", "refuted"])
def test_what_a_run_wrote_into_the_workbook_is_no_second_reviewer(decision: Decision) -> None:
    one = finding()
    sheets = [Answer(one.finding_id, decision, "附件已列明；见第3页", "县督查室")]
    [first] = heed([one], sheets)
    [again] = heed([one], [Answer(one.finding_id, decision, first.reply, ""), *sheets])
    assert again == first
    assert again.second_review is None


def test_an_answer_without_reason_is_told_in_chinese() -> None:
    one = finding()
    assert heed([one], [Answer(one.finding_id, "refuted", "", "一组")])[0].reply == "一组：不属实"
