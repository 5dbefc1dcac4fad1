"""The 督办函: only the unit's own problems, each with whole quotes from both sides, and a form for the answer."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from luodi.publish.letter import UnknownUnitError, letter
from luodi.records import Results
from luodi.settings import Publishing


def _words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_the_letter_names_only_problems_of_its_unit_and_asks_for_an_answer(results: Results) -> None:
    unit = results.findings[0].unit
    other = results.replace(
        findings=tuple(f if f.unit == unit else f.replace(reason="别家的事") for f in results.findings)
    )
    words = _words(letter(other, unit=unit))
    assert f"\n{unit}人民政府：\n" in words
    assert "核实答复表" in words
    assert "别家的事" not in words


def test_the_words_of_a_task_are_not_told_twice_and_an_absence_is_no_quote(results: Results) -> None:
    silent = next(a for a in results.assessments if a.status == "omitted" and not a.abstained)
    policy = next(d for d in results.documents if d.document_id == silent.policy_id)
    task = next(t for t in policy.tasks if t.task_id == silent.task_id)
    own, other = policy.quote(task.start, task.end), policy.quote(0, 5)
    finding = results.findings[0].replace(
        unit=silent.unit, policy_id=silent.policy_id, task_ids=(silent.task_id,), evidence=(own, other)
    )
    words = _words(letter(results.replace(findings=(finding,)), unit=silent.unit))
    assert words.partition("核实答复表\n\n序号")[0].count(task.sentence) == 1
    report = next(d for d in results.documents if d.document_id == silent.report_id)
    assert f"所见：报告未提及（《{report.title}》" in words
    assert f"上级文件：“{other.quote}”（《{policy.title}》（{policy.doc_number}）第1页）" in words
    assert report.file not in words  # the path in a folder that the unit does not have


def test_a_letter_to_an_unknown_unit_is_refused_by_name(results: Results) -> None:
    with pytest.raises(UnknownUnitError, match="没有“不存在市”"):
        letter(results, unit="不存在市")


def test_a_gathered_problem_is_told_task_by_task_in_whole_quotes(results: Results) -> None:
    judged = next(a for a in results.assessments if a.status == "discounted" and not a.abstained)
    asked, said = "每季度开展一次巡查，" + "发现问题限期整改到位，" * 5, "全年开展巡查两次，" + "整改问题一批，" * 8
    judged = judged.replace(
        confidence=0.9,
        task=asked,
        evidence=(said,),
        reason="要求“甲”，报告称“乙”，频次上打了折扣（要求每季度，报告为全年两次）。",
    )
    finding = results.findings[0].replace(
        unit=judged.unit,
        kind="discounted",
        task_ids=(judged.task_id,),
        evidence=(),
        reason=f"1项任务打了折扣：要求“{asked[:29]}…”（频次），报告称“{said[:39]}…”",
    )
    words = _words(letter(results.replace(findings=(finding,), assessments=(judged,)), unit=judged.unit))
    assert "1项任务打了折扣，逐项如下。" in words
    assert f"要求：“{asked}”" in words
    assert f"所见：“{said}”" in words
    assert "差距：频次上打了折扣（要求每季度，报告为全年两次）。" in words
    assert words.count("……”") == 1  # in the form for the answer


def test_a_task_of_which_the_reading_is_less_sure_is_told_as_one_to_check(results: Results) -> None:
    judged = next(a for a in results.assessments if a.status == "discounted" and not a.abstained)
    judged = judged.replace(reason="要求“甲”，报告称“乙”，数量上打了折扣。")
    finding = results.findings[0].replace(
        unit=judged.unit, kind="discounted", task_ids=(judged.task_id,), evidence=(), reason="1项任务打了折扣：要求“甲”"
    )

    def words(confidence: float) -> str:
        rows = (judged.replace(confidence=confidence),)
        return _words(letter(results.replace(findings=(finding,), assessments=rows), unit=judged.unit))

    assert "差距：数量上打了折扣；这一项把握较小，请着重核实。" in words(0.62)
    assert "着重核实" not in words(0.9)


def test_each_task_of_a_gathered_problem_has_a_row_of_its_own_to_answer(results: Results) -> None:
    judged = [a for a in results.assessments if a.status == "discounted" and not a.abstained]
    unit = judged[0].unit
    own = (judged[0], judged[0].replace(task_id="另一项", task="每月开展一次巡查。"))
    finding = results.findings[0].replace(
        unit=unit, kind="discounted", task_ids=tuple(a.task_id for a in own), evidence=(), reason="2项任务打了折扣"
    )
    document = Document(io.BytesIO(letter(results.replace(findings=(finding,), assessments=own), unit=unit)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows][1:]
    assert [row[0] for row in rows] == ["1.1", "1.2"]
    assert [row[2] for row in rows] == [f"要求“{a.task}”" for a in own]


def test_quotes_in_quotes_are_single_and_one_paper_is_cited_once(results: Results) -> None:
    unit = results.findings[0].unit
    paper = results.documents[0].replace(
        title="甲市关于值守情况的报告", text="建起“红马甲”队伍。值守“全天候”。", page_starts=(0,), pages=1
    )
    finding = results.findings[0].replace(
        unit=unit, policy_id=None, element=None, task_ids=(), evidence=(paper.quote(0, 10), paper.quote(10, 18))
    )
    told = _words(letter(results.replace(findings=(finding,), documents=(paper,)), unit=unit))
    assert "所见：“建起‘红马甲’队伍。”\n" in told
    assert told.split("核查中", 1)[1].count(f"《{paper.title}》") == 1


def test_an_office_is_asked_for_an_answer_by_a_day_and_not_for_the_workbook_of_all_units(results: Results) -> None:
    words = _words(letter(results, unit=results.findings[0].unit))
    assert "于＿＿月＿＿日前书面答复" in words
    assert "问题台账" not in words


@pytest.mark.parametrize(
    ("workdays", "day"), [(True, "2024年10月10日"), (False, "2024年10月2日")], ids=["working days", "days"]
)
def test_a_letter_names_the_day_of_answer_where_an_office_sets_one(results: Results, workdays: bool, day: str) -> None:
    told = results.replace(run=results.run.replace(as_of=date(2024, 9, 27)))
    sender = Publishing(issuer="岚水市督查室", answer_days=5, answer_workdays=workdays)
    words = _words(letter(told, unit=results.findings[0].unit, sender=sender))
    assert f"并于{day}前书面答复岚水市督查室" in words
    assert "＿" not in words


def test_a_missing_element_names_the_document_and_no_page_stands_beside_a_file_without_pages(results: Results) -> None:
    paper = results.documents[0].replace(pages=1, title="甲市关于印发《乙方案》的通知", file="乙.docx")
    finding = results.findings[0].replace(
        unit="甲市", element="responsibility", task_ids=(), evidence=(paper.quote(0, 9), paper.quote(2, 9))
    )
    told = _words(letter(results.replace(findings=(finding,), documents=(paper,)), unit="甲市"))
    assert "所见：《甲市关于印发〈乙方案〉的通知》通篇未见。" in told
    assert "”（《甲市关于印发〈乙方案〉的通知》" in told
    assert "第1页" not in told


def test_a_row_of_a_ledger_shows_its_empty_cells(results: Results) -> None:
    row = "ZG-1|甲市|脚手架缺件|2024-11-15|||未整改"
    ledger = results.documents[0].replace(
        text=row, title=None, file="整改/台账.xlsx", pages=3, page_starts=(0,), media_type="x/excel"
    )
    finding = results.findings[0].replace(unit="甲市", element=None, task_ids=(), evidence=(ledger.quote(0, len(row)),))
    told = _words(letter(results.replace(findings=(finding,), documents=(ledger,)), unit="甲市"))
    assert "“ZG-1｜甲市｜脚手架缺件｜2024-11-15｜—｜—｜未整改”（台账.xlsx第1张工作表）" in told


def test_a_letter_names_only_the_policies_of_its_unit(results: Results) -> None:
    unit, policy_id = results.findings[0].unit, results.findings[0].policy_id
    own = results.replace(
        findings=tuple(f for f in results.findings if f.unit != unit or f.policy_id == policy_id),
        assessments=tuple(a for a in results.assessments if a.unit != unit or a.policy_id == policy_id),
        scores=tuple(s for s in results.scores if s.unit != unit or s.policy_id == policy_id),
    )
    assert "等2件政策" in _words(letter(results, unit=unit))
    assert "等2件政策" not in _words(letter(own, unit=unit))
