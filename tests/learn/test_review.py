"""What people answered in a run becomes rows to train on, and how far two of them agree is said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from invented_province import make_results
from luodi.cli import NOTHING_READ, OK, WRONG_USE, run_command
from luodi.learn.checking import sheet
from luodi.learn.gold import json_rows, load_case
from luodi.learn.review import read_answer
from luodi.learn.reviewed import agreed
from luodi.learn.signal_rows import rows_of
from luodi.publish import WORKBOOK, write
from luodi.publish.replies import IDENTITY, SHEET, TASK_IDENTITY, TASKS
from luodi.records import Assessment, Finding, Results
from luodi.settings import Settings

TAKEN = ("discounted", "formalism")


@pytest.fixture(scope="module")
def results() -> Results:
    return make_results(5, 1, 8)


@pytest.fixture
def out(results: Results, tmp_path: Path) -> Path:
    write(results, tmp_path / "out")
    return tmp_path / "out"


def fill(out: Path, answers: dict[str, dict[str, str]]) -> None:
    """Write into the workbook's named columns, by finding, as a clerk would."""
    book = openpyxl.load_workbook(out / WORKBOOK)
    page = book[SHEET]
    header = {cell.value: cell.column for cell in page[3]}
    for row in range(4, page.max_row + 1):
        for name, words in answers.get(str(page.cell(row, header[IDENTITY]).value), {}).items():
            page.cell(row, header[name], words)
    book.save(out / WORKBOOK)


def of_kind(results: Results, kind: str) -> list[Finding]:
    return sorted((f for f in results.findings if f.kind == kind), key=lambda f: (len(f.task_ids), f.finding_id))


def tasks_of(results: Results, finding: Finding) -> list[Assessment]:
    own = {a.task_id: a for a in results.assessments if (a.unit, a.policy_id) == (finding.unit, finding.policy_id)}
    return [own[t] for t in finding.task_ids]


def reviewed(*outs: Path, to: Path) -> list[dict[str, Any]]:
    assert run_command(["learn", "review", *map(str, outs), "--to", str(to)]) == OK
    return json_rows(to / "reviews.jsonl")


def table(rows: list[dict[str, Any]], name: str) -> Iterator[dict[str, Any]]:
    return (row for row in rows if row["table"] == name)


def test_a_confirmed_finding_confirms_its_tasks(results: Results, out: Path, tmp_path: Path) -> None:
    finding = of_kind(results, "discounted")[-1]
    fill(out, {finding.finding_id: {"核实结论": "属实", "答复": "已核对台账", "核实单位": "县政府督查室张三"}})
    rows = reviewed(out, to=tmp_path / "to")
    (whole,) = table(rows, "findings")
    assert (whole["decision"], whole["kind"], whole["unit"]) == ("confirmed", "discounted", finding.unit)
    assert (whole["role"], whole["reason"], whole["reviewer"]) == ("县政府督查室", "已核对台账", 1)
    own = tasks_of(results, finding)
    assert [
        (r["task"], r["status"], r["aspects"], r["evidence"], r["given_status"]) for r in table(rows, "assessments")
    ] == [(a.task, "discounted", list(a.aspects), list(a.evidence), "discounted") for a in own]
    assert "张三" not in (tmp_path / "to" / "reviews.jsonl").read_text(encoding="utf-8")


def test_a_refuted_finding_leaves_the_right_status_open(results: Results, out: Path, tmp_path: Path) -> None:
    finding = of_kind(results, "formalism")[0]
    fill(out, {finding.finding_id: {"核实结论": "不属实", "答复": "附件已列明"}})
    rows = reviewed(out, to=tmp_path / "to")
    assert {(r["decision"], r["status"], r["given_status"]) for r in table(rows, "assessments")} == {
        ("refuted", None, "formalism")
    }
    assert load_case(tmp_path / "to").assessments == []


def test_a_correction_settles_the_task_that_it_names(results: Results, out: Path, tmp_path: Path) -> None:
    finding = next(f for f in reversed(of_kind(results, "discounted")) if len(f.task_ids) > 1)
    words = "第2项应为打折扣（时限、范围），其余属实"
    fill(out, {finding.finding_id: {"核实结论": "部分属实", "答复": words}})
    rows = reviewed(out, to=tmp_path / "to")
    (one,) = table(rows, "assessments")
    second = tasks_of(results, finding)[1]
    assert (one["task"], one["decision"]) == (second.task, "corrected")
    assert (one["status"], one["aspects"], one["given_aspects"]) == (
        "discounted",
        ["deadline", "scope"],
        list(second.aspects),
    )


def test_a_single_judgement_corrected_in_the_workbook_is_a_row(results: Results, out: Path, tmp_path: Path) -> None:
    one = next(a for a in results.assessments if a.status == "discounted")
    book = openpyxl.load_workbook(out / WORKBOOK)
    page = book[TASKS]
    header = {cell.value: cell.column for cell in page[3]}
    for row in range(4, page.max_row + 1):
        if page.cell(row, header[TASK_IDENTITY]).value == one.assessment_id:
            page.cell(row, header["人工判断"], "应为已落实")
    book.save(out / WORKBOOK)
    (said,) = table(reviewed(out, to=tmp_path / "to"), "assessments")
    assert (said["assessment_id"], said["status"]) == (one.assessment_id, "implemented")
    assert said["given_status"] == "discounted"


def test_an_office_that_puts_right_has_confirmed(results: Results, out: Path, tmp_path: Path) -> None:
    done, open_ = of_kind(results, "discounted")[:2]
    fill(out, {done.finding_id: {"状态": "已整改"}, open_.finding_id: {"答复": "正在核实"}})
    rows = reviewed(out, to=tmp_path / "to")
    assert [(r["finding_id"], r["decision"]) for r in table(rows, "findings")] == [(done.finding_id, "confirmed")]


def test_settled_rows_are_a_case_that_the_status_model_reads(results: Results, out: Path, tmp_path: Path) -> None:
    findings = [f for kind in TAKEN for f in of_kind(results, kind)]
    fill(out, {f.finding_id: {"核实结论": "属实"} for f in findings})
    reviewed(out, to=tmp_path / "to")
    case = load_case(tmp_path / "to")
    want = {(f.unit, a.task, a.status) for f in findings for a in tasks_of(results, f)}
    assert {(r["unit"], r["task"], r["status"]) for r in case.assessments} == want
    settings = Settings.from_dict({"comparing": {"reader": False}})
    assert {(r.unit, r.task, r.status) for r in rows_of(case, settings)} == want


def test_a_sheet_of_replies_counts_once_though_the_workbook_repeats_it(results: Results, tmp_path: Path) -> None:
    finding = of_kind(results, "discounted")[0]
    one = results.assessments[0]
    text = (
        "问题标识,核实结论,核实说明,核实人角色\n"
        f"{finding.finding_id},不属实,附件已列明,县政府督查室\n{one.assessment_id},应为未提及,,省审计厅\n"
    )
    replied = finding.replace(standing="refuted", reply="县政府督查室：附件已列明")
    kept = tuple(replied if f.finding_id == finding.finding_id else f for f in results.findings)
    write(
        results.replace(findings=kept, documents=(*results.documents, sheet("答复.csv", text))), out := tmp_path / "out"
    )
    rows = reviewed(out, to=tmp_path / "to")
    assert [(r["decision"], r["role"]) for r in table(rows, "findings")] == [("refuted", "县政府督查室")]
    direct = next(r for r in table(rows, "assessments") if r["finding_id"] is None)
    assert (direct["task"], direct["status"], direct["decision"]) == (one.task, "omitted", "corrected")


def test_two_workbooks_are_two_reviewers(
    results: Results, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(out, other := tmp_path / "other")
    first = [f for kind in TAKEN for f in of_kind(results, kind)][:4]
    said = [("属实", "属实"), ("属实", "属实"), ("不属实", "不属实"), ("属实", "不属实")]
    for folder, side in ((out, 0), (other, 1)):
        fill(folder, {f.finding_id: {"核实结论": pair[side]} for f, pair in zip(first, said, strict=True)})
    rows = reviewed(out, other, to=tmp_path / "to")
    # by hand: 3 of 4 alike; by chance 3/4·2/4 + 1/4·2/4 = 1/2; (3/4 − 1/2) / (1 − 1/2) = 1/2
    assert "2 人、4 条：一致 0.750，Cohen's kappa 0.500" in capsys.readouterr().out
    assert {r["reviewer"] for r in rows} == {1, 2}
    disputed = {a.task for a in tasks_of(results, first[3])}
    settled = load_case(tmp_path / "to").assessments
    assert not [r for r in settled if r["unit"] == first[3].unit and r["task"] in disputed]
    assert len(settled) == len(tasks_of(results, first[0])) + len(tasks_of(results, first[1]))


def test_three_reviewers_have_an_alpha() -> None:
    given = [(item, who, d) for item, d in (("a", "confirmed"), ("b", "refuted")) for who in (1, 2, 3)]
    found = agreed(given)
    assert found is not None
    assert (found.reviewers, found.raw, found.kappa, found.alpha) == (3, 1.0, None, 1.0)


def test_answers_all_alike_have_no_kappa() -> None:
    found = agreed([("a", 1, "confirmed"), ("a", 2, "confirmed")])
    assert found is not None
    assert (found.raw, found.kappa) == (1.0, None)
    assert agreed([("a", 1, "confirmed"), ("b", 2, "confirmed")]) is None


@pytest.mark.parametrize("words", ["", "待答复", "正在核实"])
def test_what_is_not_decided_is_no_answer(words: str) -> None:
    assert read_answer("a", words, "", "", source="") is None


def test_without_answers_it_says_so(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["learn", "review", str(out), "--to", str(tmp_path / "to")]) == NOTHING_READ
    assert "nobody has answered" in capsys.readouterr().err


def test_a_folder_with_other_things_is_left_alone(out: Path, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "mine.txt").write_text("甲", encoding="utf-8")
    assert run_command(["learn", "review", str(out), "--to", str(tmp_path)]) == WRONG_USE
    assert run_command(["learn", "review", str(tmp_path), "--to", str(tmp_path / "to")]) == WRONG_USE
    assert (tmp_path / "src" / "mine.txt").exists()


def test_the_same_answers_give_the_same_files(results: Results, out: Path, tmp_path: Path) -> None:
    fill(out, {f.finding_id: {"核实结论": "属实"} for f in of_kind(results, "discounted")})
    reviewed(out, to=tmp_path / "a")
    reviewed(out, to=tmp_path / "b")
    files = [p.relative_to(tmp_path / "a") for p in sorted((tmp_path / "a").rglob("*")) if p.is_file()]
    assert len(files) >= 6
    assert all((tmp_path / "a" / p).read_bytes() == (tmp_path / "b" / p).read_bytes() for p in files)
    assert all(json.loads(line) for line in (tmp_path / "a" / "reviews.jsonl").read_text("utf-8").splitlines())
