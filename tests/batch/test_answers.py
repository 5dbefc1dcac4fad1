"""The clerk's round: what was decided in the workbook counts in the next run."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from luodi import run

CASE = Path(__file__).resolve().parents[2] / "corpora" / "cases" / "housing"


def once(out: Path) -> object:
    settings = out.parent / "luodi.toml"
    settings.write_text("[comparing]\nreader = false\n", encoding="utf-8")
    return run(
        CASE / "inbox", out, units=CASE / "units.csv", as_of="2025-01-15", settings=settings, workers=0, quiet=True
    )


def test_a_refuted_finding_stays_and_counts_for_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = once(out)
    worst = before.findings[before.findings.kind == "rectify-relapse"].iloc[0]  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(out / "问题台账.xlsx")
    sheet = next(s for s in book if any(c.value == "核实结论" for row in s.iter_rows(max_row=5) for c in row))
    header = next(row for row in sheet.iter_rows(max_row=5) if any(c.value == "核实结论" for c in row))
    columns = {c.value: c.column for c in header}
    for row in sheet.iter_rows(min_row=header[0].row + 1):
        if any(c.value == worst.finding_id for c in row):
            sheet.cell(row[0].row, columns["核实结论"]).value = "不属实"
            sheet.cell(row[0].row, columns["答复"]).value = "12月3日系搬家临时堆放"
    book.save(out / "问题台账.xlsx")
    after = once(out)
    assert worst.finding_id in set(after.findings.finding_id)  # type: ignore[attr-defined]

    def score(result: object) -> float:
        scores = result.scores  # type: ignore[attr-defined]
        return float(scores[scores.unit == worst.unit].score.iloc[0])

    assert score(after) > score(before)


def test_a_single_judgement_is_corrected_in_the_workbook_and_all_that_rests_on_it_follows(tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = once(out)
    rows = before.assessments  # type: ignore[attr-defined]
    wrong = rows[(rows.status == "discounted") & ~rows.abstained].iloc[0]
    book = openpyxl.load_workbook(out / "问题台账.xlsx")
    sheet = book["逐项对照"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    for row in sheet.iter_rows(min_row=4):
        if row[columns["比对标识"] - 1].value == wrong.assessment_id:
            sheet.cell(row[0].row, columns["人工判断"]).value = "应为已落实"
            sheet.cell(row[0].row, columns["判断说明"]).value = "台账另列"
    book.save(out / "问题台账.xlsx")
    after = once(out)
    judged = after.assessments.set_index("assessment_id").loc[wrong.assessment_id]  # type: ignore[attr-defined]
    assert judged.status == "implemented"
    assert judged.reason.startswith("人工判断为“已落实”，台账另列（软件原判断为“打折扣”）")
    found = after.findings  # type: ignore[attr-defined]
    assert not any(
        wrong.task_id in f.task_ids for f in found.itertuples() if f.kind == "discounted" and f.unit == wrong.unit
    )
    again = openpyxl.load_workbook(out / "问题台账.xlsx")["逐项对照"]
    assert any(cell.value == "台账另列" for row in again.iter_rows(min_row=4) for cell in row)
