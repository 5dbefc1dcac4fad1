"""What a clerk does with the page: search, send a link, go through what was found, read a quote where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from luodi.publish.changes import since_last
from luodi.publish.page.marks import marks
from luodi.publish.replies import Reply
from luodi.publish.tables import write_tables
from luodi.records import Results
from luodi.score.replies import Answer, heed

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_words_of_a_search_may_stand_in_any_order(show: Callable[..., Page], results: Results) -> None:
    one = results.findings[0]
    tab = show(results, "#/findings")
    tab.fill("input[name=q]", f"{one.label} {one.unit}")
    wanted = [f for f in results.findings if f.unit == one.unit and one.label in f.label + f.reason]
    tab.wait_for_function("n => document.querySelectorAll('.rows .row').length === n", arg=len(wanted))


def test_a_permalink_means_the_same_unit_in_the_page_of_another_run(
    show: Callable[..., Page], build: Callable[..., Results], results: Results
) -> None:
    unit = results.units[3].name
    tab = show(results, "#/findings")
    tab.select_option("select[name=unit]", label=unit)
    where = tab.evaluate("decodeURIComponent(location.hash)")
    assert f"unit={unit}" in where
    fewer = results.replace(findings=tuple(f for f in results.findings if f.unit != results.units[1].name))
    again = show(fewer, where)
    assert set(again.locator(".row .who").all_inner_texts()) == {unit}


def test_findings_are_gone_through_one_by_one(show: Callable[..., Page], results: Results) -> None:
    tab = show(results, "#/findings")
    tab.locator(".row").first.click()
    assert tab.get_by_role("button", name="上一条").count() == 0
    tab.get_by_role("button", name="下一条").click()
    second = tab.locator(".row").nth(1)
    assert "chosen" in (second.get_attribute("class") or "")
    assert tab.evaluate("location.hash").endswith(f"f={second.get_attribute('data-id')}")
    tab.keyboard.press("Enter")  # the button stays under the hand
    assert "chosen" in (tab.locator(".row").nth(2).get_attribute("class") or "")


def test_tasks_of_one_unit_are_gone_through_down_its_column(show: Callable[..., Page], results: Results) -> None:
    tab = show(results, "#/policy")
    tab.locator("tbody tr").first.locator("button.cell").nth(1).click()
    unit = tab.locator("#dock h2").inner_text().split("\n")
    tab.get_by_role("button", name="下一条").click()
    assert "chosen" in (tab.locator("tbody tr").nth(1).locator("button.cell").nth(1).get_attribute("class") or "")
    assert tab.locator("#dock h2").inner_text().split("\n")[1:] == unit[1:]


def test_only_the_units_own_figure_stands_out(show: Callable[..., Page], results: Results) -> None:
    one = next(a for a in results.assessments if a.aspects == ("quantity",) and not a.abstained)
    other = next(u.name for u in results.units if u.name != one.unit)
    words = f"新建900处，其中{other}320处、{one.unit}不少于300处。"
    assert len(marks(words)) == 3
    changed = results.replace(
        documents=tuple(
            d.replace(tasks=tuple(t.replace(sentence=words) if t.task_id == one.task_id else t for t in d.tasks))
            for d in results.documents
        )
    )
    tab = show(changed, f"#/policy/{one.policy_id}?a={one.assessment_id}")
    stands = tab.locator("#dock .column").first.locator("mark.falls").all_inner_texts()
    assert len(stands) == 1
    assert "300处" in stands[0]


def test_a_table_in_a_document_is_shown_as_a_table(show: Callable[..., Page], results: Results) -> None:
    one = next(a for a in results.assessments if a.evidence_spans and not a.abstained)
    report = next(d for d in results.documents if d.document_id == one.report_id)
    head = "|序号|任务|完成情况|\n|1|"
    tabled = report.replace(text=f"{head}{one.evidence[0]}|好|", page_starts=(0,), pages=1)
    place = tabled.quote(len(head), len(head) + len(one.evidence[0]))
    changed = results.replace(
        documents=tuple(tabled if d is report else d for d in results.documents),
        assessments=tuple(a.replace(evidence_spans=(place,)) if a is one else a for a in results.assessments),
    )
    tab = show(changed, f"#/policy/{one.policy_id}?a={one.assessment_id}")
    tab.locator("#dock .column").nth(1).locator(".place .link").click()
    assert tab.locator(".dialog td").count() == 6
    assert tab.locator(".dialog td mark.here").inner_text() == one.evidence[0]


def test_a_unit_in_the_tree_opens_what_it_passed_on(show: Callable[..., Page], results: Results) -> None:
    hop = next(h for c in results.chains for h in c.hops if h.document_id)
    title = next(d.title for d in results.documents if d.document_id == hop.document_id)
    tab = show(results, "#/forward")
    tab.locator(".hop .unit").get_by_role("button", name=hop.unit, exact=True).click()
    assert tab.locator(".dialog h2").inner_text() == title


@pytest.mark.parametrize("width", [1366, 390])
def test_what_changed_is_told_and_leads_there(
    show: Callable[..., Page], results: Results, tmp_path: Path, width: int
) -> None:
    write_tables(results, tmp_path / "out")
    one = next(a for a in results.assessments if a.status == "implemented" and not a.abstained)
    now = results.replace(
        assessments=tuple(a.replace(status="discounted") if a is one else a for a in results.assessments),
        scores=(results.scores[0].replace(score=1.0, low=0.0), *results.scores[1:]),
        findings=results.findings[1:],
    )
    tab = show(now, changes=since_last(now, tmp_path / "out"), width=width)
    told = tab.locator("section", has_text="与上次相比").inner_text()
    assert "已落实 → 打折扣" in told
    assert "→ 1 分" in told
    assert results.findings[0].label in told
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.locator(".change", has_text="已落实 → 打折扣").click()
    assert tab.locator("#dock .tag").inner_text().strip() == "打折扣"


@pytest.mark.parametrize("policies", [1, 2])
def test_on_a_phone_what_was_asked_and_what_was_reported_have_the_whole_width(
    show: Callable[..., Page], build: Callable[..., Results], policies: int
) -> None:
    tab = show(build(policies=policies), "#/items", width=390)
    row = tab.locator(".row.item").first
    boxes = [part.bounding_box() for part in [row, *row.locator(".why").all()]]
    whole, asked, reported = (box or {} for box in boxes)
    assert asked["x"] == reported["x"]
    assert asked["y"] + asked["height"] <= reported["y"]
    assert asked["width"] == reported["width"] > 0.9 * whole["width"]


@pytest.mark.parametrize("width", [1366, 390])
def test_two_reviewers_who_disagree_are_seen_and_found(show: Callable[..., Page], results: Results, width: int) -> None:
    one, other = results.findings[:2]
    said = [Answer(one.finding_id, "confirmed", "属实", "一组"), Answer(one.finding_id, "refuted", "已补发", "二组")]
    said += [Answer(other.finding_id, "confirmed", "", "一组"), Answer(other.finding_id, "confirmed", "", "二组")]
    tab = show(results.replace(findings=tuple(heed(results.findings, said))), width=width)
    assert "两人复核 2 条，一致 1 条，不一致 1 条。" in tab.locator("section", has_text="两人复核").inner_text()
    tab.get_by_role("link", name="不一致 1 条").click()
    assert tab.locator(".rows .row .state").all_inner_texts() == ["复核不一致"]
    tab.locator(".rows .row").click()
    assert "两人复核：属实、不属实，意见不一致，待定" in tab.locator("#dock .answer").inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_filter_is_still_there_after_a_look_elsewhere(show: Callable[..., Page], results: Results) -> None:
    unit = results.findings[0].unit
    tab = show(results, "#/findings")
    tab.select_option("select[name=unit]", label=unit)
    tab.locator("#tabs a", has_text="材料").click()
    tab.locator("#tabs a", has_text="问题").click()
    tab.wait_for_selector(".row .who")
    assert set(tab.locator(".row .who").all_inner_texts()) == {unit}


def test_what_a_row_opened_is_reached_with_one_key(show: Callable[..., Page], results: Results) -> None:
    tab = show(results, "#/findings")
    tab.locator(".row").first.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.getElementById('dock').contains(document.activeElement)")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.classList.contains('row')")


def test_a_file_without_pages_is_not_cited_with_one_and_no_code_is_shown(
    show: Callable[..., Page], results: Results
) -> None:
    documents = tuple(d.replace(pages=1, page_starts=(0,)) for d in results.documents)
    tab = show(results.replace(documents=documents), "#/items")
    tab.locator(".row", has_text="打折扣").first.click()
    assert "第 1 页" not in tab.locator("#dock").inner_text()
    tab.goto(tab.url.split("#")[0] + "#/findings")
    tab.locator(".row").first.click()
    told = tab.locator("#dock").inner_text()
    assert "不属实" in told  # how to correct a wrong finding
    assert not any(f.rule and f.rule in told for f in results.findings)


def test_what_a_person_decided_of_one_task_is_seen(show: Callable[..., Page], results: Results) -> None:
    one = next(a for a in results.assessments if a.status == "discounted" and not a.abstained)
    said = Reply(finding_id=one.assessment_id, verdict="应为已落实", answer="另有台账", by="县督查室")
    tab = show(results, f"#/items?a={one.assessment_id}", replies={one.assessment_id: said})
    told = tab.locator("#dock").inner_text()
    assert all(words in told for words in ("人工判断", "应为已落实", "另有台账", "县督查室"))


def test_a_printed_overview_fills_its_first_page(show: Callable[..., Page], results: Results) -> None:
    import pypdfium2

    tab = show(results)
    tab.emulate_media(media="print")
    first = pypdfium2.PdfDocument(tab.pdf(format="A4"))[0].get_textpage().get_text_range()
    assert "逐项比对" in first
    assert "单位与政策" in first


def test_papers_much_older_than_the_day_of_judging_and_files_of_no_known_kind_are_told_of(
    show: Callable[..., Page], results: Results
) -> None:
    late = results.replace(run=results.run.replace(as_of=date(2027, 1, 1)))
    strange = late.replace(documents=(*late.documents[:-1], late.documents[-1].replace(kind="other")))
    told = show(strange).locator("main").inner_text()
    assert "此后的情况未见" in told
    assert "1 份看不出是哪一类文件" in told
    assert "此后的情况未见" not in show(results).locator("main").inner_text()
