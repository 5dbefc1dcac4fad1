"""The workbook and the clerk's round: run, fill in, run again, and the replies are there."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from luodi.checks import ledgers
from luodi.publish import read_replies, write
from luodi.publish.replies import IDENTITY, KEPT, SHEET, ReplyError
from luodi.publish.workbook import keep_replies, write_workbook
from luodi.records import Cell, DocumentRecord, Quarantine, Results, Table
from luodi.score.replies import Answer, answers, heed
from luodi.text.decisions import Decision

FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "=cmd|' /C calc'!A0"]


def _fill(path: Path, row: int, **cells: object) -> str:
    """Write into the named columns of a problem's row as a clerk would; the problem's id."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    header = {cell.value: cell.column for cell in sheet[3]}
    for name, value in cells.items():
        sheet.cell(row, header[name], value)
    finding_id = sheet.cell(row, header[IDENTITY]).value
    book.save(path)
    return str(finding_id)


@pytest.fixture
def path(results: Results, tmp_path: Path) -> Path:
    return write_workbook(results, tmp_path / "问题台账.xlsx")


def test_every_finding_has_its_row_with_grounds_and_place(results: Results, path: Path) -> None:
    sheet = openpyxl.load_workbook(path)[SHEET]
    header = [cell.value for cell in sheet[3]]
    rows = [dict(zip(header, (c.value for c in row), strict=True)) for row in sheet.iter_rows(min_row=4)]
    assert {row[IDENTITY] for row in rows} == {f.finding_id for f in results.findings}
    quoted = next(row for row in rows if row["问题类别"] == "打折扣执行")
    assert quoted["依据原文"]
    assert quoted["报告原文"]
    assert re.search(r"报告\.txt第[12]页", quoted["出处"])


def test_words_of_the_policy_never_stand_as_words_of_a_report(results: Results, tmp_path: Path) -> None:
    silent = next(a for a in results.assessments if a.status == "omitted" and not a.abstained)
    done = next(
        a
        for a in results.assessments
        if (a.unit, a.policy_id) == (silent.unit, silent.policy_id) and a.status == "discounted" and not a.abstained
    )
    policy = next(d for d in results.documents if d.document_id == silent.policy_id)
    tasks = {t.task_id: t for t in policy.tasks}
    asked = tuple(policy.quote(tasks[a.task_id].start, tasks[a.task_id].end) for a in (silent, done))
    finding = results.findings[0].replace(
        unit=silent.unit,
        policy_id=silent.policy_id,
        task_ids=(silent.task_id, done.task_id),
        evidence=(*asked, *done.evidence_spans, policy.quote(0, 5)),
    )
    row = _row(write_workbook(results.replace(findings=(finding,)), tmp_path / "a.xlsx"), finding.finding_id)
    assert row["依据原文"] == f"1. {silent.task}\n2. {done.task}\n3. {policy.text[:5]}"
    assert row["报告原文"] == f"1. （报告未提及）\n2. {done.evidence[0]}"


def test_the_header_stays_and_filters_and_lists_are_there(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)[SHEET]
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert any("不属实" in words for words in lists)
    assert any("已销号" in words for words in lists)
    assert sheet.column_dimensions["D"].width > 30


def test_grounds_matrix_scores_and_unread_files_have_their_sheets(path: Path) -> None:
    assert openpyxl.load_workbook(path).sheetnames == [SHEET, "逐项对照", "对照矩阵", "得分", "未读文件", "说明"]


def test_shares_are_told_as_percentages_and_times_as_numbers(results: Results, tmp_path: Path) -> None:
    score = results.scores[0].replace(indicators={"attainment": 0.571, "hop_hours": 18.5})
    sheet = openpyxl.load_workbook(write_workbook(results.replace(scores=(score,)), tmp_path / "a.xlsx"))["得分"]
    shown = {head.value: (cell.value, cell.number_format) for head, cell in zip(sheet[3], sheet[4], strict=True)}
    assert shown["达标率"] == (0.57, "0%")
    assert shown["本级转发用时（小时）"] == (18.5, "General")


def test_an_uncertain_judgement_is_no_verdict(results: Results, path: Path) -> None:
    unsure = [a for a in results.assessments if a.abstained]
    sheet = openpyxl.load_workbook(path)["逐项对照"]
    assert sum(row[3].value == "待判读" for row in sheet.iter_rows(min_row=4)) == len(unsure)


@pytest.mark.parametrize("words", FORMULAS)
def test_words_that_look_like_formulas_stay_words(results: Results, tmp_path: Path, words: str) -> None:
    finding = results.findings[0].replace(reason=words, unit=words)
    hostile = results.replace(findings=(finding,), quarantine=(Quarantine(file=words, code=words, message=words),))
    path = write_workbook(hostile, tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any(re.search(r"<f[ >]", sheet) for sheet in sheets)
    assert not any("hyperlink" in sheet for sheet in sheets)
    cell = openpyxl.load_workbook(path)[SHEET]["D4"]
    assert cell.value == words
    assert cell.quotePrefix  # stays text also when somebody edits the cell


def test_the_workbook_is_the_same_every_time(results: Results, tmp_path: Path) -> None:
    first = write_workbook(results, tmp_path / "a.xlsx").read_bytes()
    turned = results.replace(findings=results.findings[::-1], assessments=results.assessments[::-1])
    assert write_workbook(turned, tmp_path / "b.xlsx").read_bytes() == first


def test_nothing_filled_in_gives_no_replies(path: Path) -> None:
    assert read_replies(path) == {}


def test_what_a_clerk_filled_in_is_there_after_the_next_run(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path)
    path = tmp_path / "问题台账.xlsx"
    finding_id = _fill(path, 5, 答复="已补建5处", 状态="已整改", 整改时限=date(2025, 3, 31), 责任单位="市住建局")
    for _ in range(2):
        write(results, tmp_path)
        reply = read_replies(path)[finding_id]
        assert (reply.answer, reply.state, reply.responsible) == ("已补建5处", "已整改", "市住建局")
        assert reply.due == date(2025, 3, 31)
    assert "已补建5处" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_rows_may_be_sorted_and_columns_added(path: Path) -> None:
    finding_id = _fill(path, 4, 答复="情况属实", 核实结论="属实")
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    sheet.insert_cols(2)
    sheet.cell(3, 2, "本处室经办人")
    sheet.move_range("A4:W4", rows=40)
    book.save(path)
    reply = read_replies(path)[finding_id]
    assert (reply.answer, reply.verdict) == ("情况属实", "属实")


def test_a_reply_to_a_problem_no_longer_found_is_kept(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path)
    path = tmp_path / "问题台账.xlsx"
    finding_id = _fill(path, 4, 答复="已办结")
    fewer = results.replace(findings=tuple(f for f in results.findings if f.finding_id != finding_id))
    for _ in range(2):
        write(fewer, tmp_path)
        assert KEPT in openpyxl.load_workbook(path).sheetnames
        assert read_replies(path)[finding_id].answer == "已办结"
    write(results, tmp_path)
    assert KEPT not in openpyxl.load_workbook(path).sheetnames
    assert read_replies(path)[finding_id].answer == "已办结"


@pytest.mark.parametrize("words", ["2025-03-31", "2025/3/31", "2025年3月31日", "2025年3月底前"])
def test_a_day_written_as_words_is_read_as_a_day(path: Path, words: str) -> None:
    finding_id = _fill(path, 4, 整改时限=words)
    assert read_replies(path)[finding_id].due == date(2025, 3, 31)


def test_words_in_place_of_a_day_are_kept_as_words(path: Path) -> None:
    finding_id = _fill(path, 4, 整改时限="春节前")
    assert read_replies(path)[finding_id].due == "春节前"


def test_a_workbook_that_cannot_be_read_is_set_aside_never_overwritten(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "问题台账.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(ReplyError, match=r"问题台账\.xlsx 打不开"):
        read_replies(path)
    with pytest.warns(UserWarning, match="已另存为"):
        assert keep_replies(path) == {}
    assert (tmp_path / "问题台账（未能读取）.xlsx").read_bytes() == b"not a workbook"


def test_a_cell_far_out_is_refused_before_everything_up_to_it_is_laid_out(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book[SHEET].cell(1_048_576, 16_384, "x")
    book.save(path)
    with pytest.raises(ReplyError, match="远在表外"):
        read_replies(path)


@pytest.mark.parametrize(("change", "message"), [("title", "工作表"), ("column", IDENTITY)])
def test_a_workbook_without_its_marks_is_refused_by_name(path: Path, change: str, message: str) -> None:
    book = openpyxl.load_workbook(path)
    if change == "title":
        book[SHEET].title = "改了名"
    else:
        book[SHEET].delete_cols(21)
    book.save(path)
    with pytest.raises(ReplyError, match=message):
        read_replies(path)


def test_the_filled_in_workbook_is_recognised_as_answers_when_put_into_the_inbox(path: Path) -> None:
    finding_id = _fill(path, 4, 核实结论="不属实", 答复="文号有误系扫描所致", 核实单位="督查室")
    rows = [[str(c.value or "") for c in row] for row in openpyxl.load_workbook(path)[SHEET].iter_rows()]
    table = Table(start=0, end=0, rows=tuple(tuple(Cell(text=w, start=0, end=0) for w in row) for row in rows))
    document = DocumentRecord(document_id="d", file="台账.xlsx", sha256="", media_type="", tables=(table,))
    assert ledgers.rows(document, "reply")
    (answer,) = answers([document])
    assert (answer.finding_id, answer.decision, answer.by) == (finding_id, "refuted", "督查室")


def _reviewed(results: Results, *decisions: tuple[Decision, str]) -> Results:
    given = [Answer(results.findings[0].finding_id, d, "理由", by) for d, by in decisions]
    return results.replace(findings=tuple(heed(results.findings, given)))


def _row(path: Path, finding_id: str) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)[SHEET]
    header = [cell.value for cell in sheet[3]]
    rows = [dict(zip(header, (c.value for c in row), strict=True)) for row in sheet.iter_rows(min_row=4)]
    return next(row for row in rows if row[IDENTITY] == finding_id)


def test_two_reviewers_and_their_agreement_stand_beside_the_problem(results: Results, tmp_path: Path) -> None:
    path = write_workbook(_reviewed(results, ("confirmed", "一组"), ("refuted", "二组")), tmp_path / "a.xlsx")
    row = _row(path, results.findings[0].finding_id)
    assert (row["第一人复核"], row["第二人复核"], row["两人是否一致"]) == ("属实", "不属实", "不一致")
    assert row["核实结论"] is None
    assert openpyxl.load_workbook(path)[SHEET]["A2"].value.endswith("两人复核 1 条，一致 0 条")
    other = _row(path, results.findings[1].finding_id)
    assert (other["第一人复核"], other["两人是否一致"]) == (None, None)


def test_a_second_reviewer_who_comes_later_is_not_hidden_by_the_first(results: Results, tmp_path: Path) -> None:
    path = write_workbook(_reviewed(results, ("confirmed", "一组")), tmp_path / "a.xlsx")
    finding_id = _fill(path, _place(path, results.findings[0].finding_id), 责任单位="市住建局")
    assert _row(path, finding_id)["核实结论"] == "属实"
    later = _reviewed(results, ("confirmed", "一组"), ("refuted", "二组"))
    row = _row(write_workbook(later, path, replies=read_replies(path)), finding_id)
    assert (row["核实结论"], row["两人是否一致"], row["责任单位"]) == (None, "不一致", "市住建局")
    assert row["答复"] == "复核意见不一致，待定。一组：理由；二组：理由"


def _place(path: Path, finding_id: str) -> int:
    sheet = openpyxl.load_workbook(path)[SHEET]
    return next(row[0].row for row in sheet.iter_rows(min_row=4) if row[-1].value == finding_id)


def test_the_explanation_says_where_two_reviewers_write(results: Results, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_workbook(results, tmp_path / "a.xlsx"))["说明"]
    told = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert "两份都放进收件夹" in str(told["两人复核"])


def test_confidences_show_two_digits_and_scores_are_whole(results: Results, path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for name in (SHEET, "逐项对照"):
        place = next(cell.column for cell in book[name][3] if cell.value == "置信度")
        assert {row[place - 1].number_format for row in book[name].iter_rows(min_row=4)} == {"0.00"}
    scores = [row[2].value for row in book["得分"].iter_rows(min_row=4)]
    assert all(isinstance(score, int) or score == "未知" for score in scores)
