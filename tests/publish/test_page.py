"""The page in a real browser: nothing goes wrong, filters work, hostile text is text, everyone can use it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from luodi.publish.page import page as build_page
from luodi.publish.page.build import embed
from luodi.publish.page.marks import marks
from luodi.publish.replies import Reply
from luodi.records import ASPECTS, Quarantine, Results

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = "</script><script>window.broken=1</script><img src=x onerror=window.broken=1>{{data}}<!--\u202e\u2028'\"&amp;"
VIEWS = ["overview", "forward", "policy", "findings", "items", "documents"]


def _hostile(results: Results) -> Results:
    """The same results with markup in every place where a document's own words reach the page."""
    policies = {a.policy_id for a in results.assessments}
    return results.replace(
        documents=tuple(
            d.replace(
                title=HOSTILE,
                file=f"{HOSTILE}-{i}",
                tasks=tuple(t.replace(sentence=HOSTILE + t.task_id, lead=(HOSTILE,)) for t in d.tasks),
            )
            for i, d in enumerate(results.documents)
        ),
        assessments=tuple(a.replace(evidence=(HOSTILE,), reason=HOSTILE) for a in results.assessments),
        findings=tuple(f.replace(reason=HOSTILE, unit=HOSTILE, policy_id=min(policies)) for f in results.findings),
        quarantine=(Quarantine(file=HOSTILE, code="x", message=HOSTILE),),
    )


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [1366, 390])
def test_each_view_fits_its_screen_without_complaint(
    show: Callable[..., Page], results: Results, view: str, width: int
) -> None:
    tab = show(results, f"#/{view}", width=width)
    assert tab.locator("main section, main .matrix-box").count() > 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_words_stay_words(show: Callable[..., Page], results: Results, view: str) -> None:
    tab = show(_hostile(results), f"#/{view}")
    assert tab.evaluate("window.broken") is None
    assert tab.locator("main img").count() == 0
    if view in ("findings", "items", "documents"):
        assert "<img src=x onerror=window.broken=1>" in tab.locator("main").inner_text()


def test_an_empty_run_says_so(show: Callable[..., Page], results: Results) -> None:
    tab = show(Results(run=results.run))
    for view in VIEWS:
        tab.evaluate(f"location.hash = '#/{view}'")
        assert tab.locator("main").inner_text().strip()


def test_filters_and_search_narrow_the_findings(show: Callable[..., Page], results: Results) -> None:
    tab = show(results, "#/findings")
    assert tab.locator(".rows .row").count() == len(results.findings)
    tab.select_option("select[name=kind]", "forward-late")
    late = [f for f in results.findings if f.kind == "forward-late"]
    tab.wait_for_function("n => document.querySelectorAll('.rows .row').length === n", arg=len(late))
    tab.fill("input[name=q]", late[0].unit)
    few = [f for f in late if f.unit == late[0].unit]
    tab.wait_for_function("n => document.querySelectorAll('.rows .row').length === n", arg=len(few))
    tab.fill("input[name=q]", "没有这样的词")
    tab.wait_for_selector(".rows .empty")


def test_status_and_confidence_filters_narrow_the_items(show: Callable[..., Page], results: Results) -> None:
    tab = show(results, "#/items?status=discounted&sure=0.8")
    wanted = [a for a in results.assessments if a.status == "discounted" and not a.abstained and a.confidence >= 0.8]
    assert tab.locator(".rows .row").count() == len(wanted) > 0


def test_an_uncertain_judgement_is_shown_as_uncertain(show: Callable[..., Page], results: Results) -> None:
    unsure = next(a for a in results.assessments if a.abstained and a.status == "discounted")
    tab = show(results, f"#/policy/{unsure.policy_id}?a={unsure.assessment_id}")
    assert tab.locator("#dock .tag").inner_text().strip() == "待判读"
    assert "不作结论" in tab.locator("#dock").inner_text()
    assert not re.search("(?<!可能)差在", tab.locator("#dock").inner_text())


def test_a_permalink_opens_asked_and_reported_side_by_side(show: Callable[..., Page], results: Results) -> None:
    one = next(a for a in results.assessments if a.status == "discounted" and not a.abstained)
    tab = show(results, f"#/policy/{one.policy_id}?a={one.assessment_id}")
    columns = tab.locator("#dock .column")
    assert columns.nth(0).locator(".words").inner_text() == one.task
    assert columns.nth(1).locator(".words").inner_text() == one.evidence[0]
    assert tab.locator("#dock mark.falls").count() > 0
    assert columns.nth(0).bounding_box()["y"] == columns.nth(1).bounding_box()["y"]  # type: ignore[index]


def test_a_place_opens_the_quote_in_its_document(show: Callable[..., Page], results: Results) -> None:
    one = next(a for a in results.assessments if a.status == "discounted" and not a.abstained)
    tab = show(results, f"#/policy/{one.policy_id}?a={one.assessment_id}")
    tab.locator("#dock .column").nth(1).locator(".place .link").click()
    assert tab.locator(".dialog mark.here").inner_text() == one.evidence[0]
    tab.keyboard.press("Escape")
    assert not tab.locator(".dialog").is_visible()


def test_the_matrix_is_walked_with_arrow_keys(show: Callable[..., Page], results: Results) -> None:
    tab = show(results, "#/policy")
    tab.locator("button.cell").first.click()
    before = tab.locator("#dock h2").inner_text()
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#dock h2").inner_text() != before
    tab.keyboard.press("Escape")
    assert not tab.locator("#dock").is_visible()


def test_the_answer_of_the_unit_is_shown_or_room_for_it(show: Callable[..., Page], results: Results) -> None:
    first, second = results.findings[:2]
    reply = Reply(finding_id=first.finding_id, answer="已于1月10日补建5处。", state="已整改")
    tab = show(results, f"#/findings?f={first.finding_id}", replies={first.finding_id: reply})
    assert "已于1月10日补建5处。" in tab.locator("#dock .answer").inner_text()
    tab.evaluate(f"location.hash = '#/findings?f={second.finding_id}'")
    tab.wait_for_function("document.querySelector('#dock .answer').innerText.includes('尚无答复')")


def test_links_to_files_are_made_only_when_the_folder_is_known(show: Callable[..., Page], results: Results) -> None:
    one = next(a for a in results.assessments if a.evidence)
    where = f"#/policy/{one.policy_id}?a={one.assessment_id}"
    assert show(results, where).locator("#dock a[target=_blank]").count() == 0
    link = show(results, where, inbox="../收件").locator("#dock a[target=_blank]").first.get_attribute("href")
    assert link is not None
    assert link.startswith("../收件/")


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_barrier(show: Callable[..., Page], results: Results, view: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    tab = show(results, f"#/{view}")
    if view == "policy":
        tab.locator("button.cell.discounted").first.click()
    found = axe.Axe().run(tab).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]} {v['nodes'][0]['failureSummary'][:200]}" for v in found] == []


def test_printing_shows_every_row(show: Callable[..., Page], build: Callable[..., Results]) -> None:
    results = build(10, 3, 10)
    tab = show(results, "#/items")
    assert tab.locator(".rows .row").count() < len(results.assessments)
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator(".rows .row").count() == len(results.assessments)


def test_ten_thousand_assessments_are_ready_at_once(show: Callable[..., Page], build: Callable[..., Results]) -> None:
    results = build(30, 12, 30)
    assert len(results.assessments) > 10_000
    tab = show(results, "#/items")
    ready = tab.evaluate("performance.now()")
    assert ready < 8000  # seconds, not minutes, also on a busy machine; measured: about one second
    assert tab.locator(".rows .row").count() < 500


def test_the_page_is_the_same_every_time(results: Results) -> None:
    turned = results.replace(assessments=results.assessments[::-1], findings=results.findings[::-1])
    assert build_page(results) == build_page(results) == build_page(turned)


def test_the_page_names_no_address_and_forbids_all_loading(results: Results) -> None:
    html = build_page(results)
    addresses = set(re.findall(r"https?://[^\"'\s<)]+", html)) - {"http://www.w3.org/2000/svg"}
    assert addresses == set()
    assert "default-src 'none'" in html
    assert "innerHTML" not in html


def test_embedded_data_cannot_end_its_element() -> None:
    written = embed({"a": HOSTILE})
    assert not re.search(r"[<>&\u2028\u2029]", written)


@pytest.mark.parametrize(
    ("sentence", "aspect", "words"),
    [
        ("2024年6月底前建成12座", "deadline", "2024年6月底前"),
        ("覆盖率达到63.5%", "quantity", "达到63.5%"),
        ("所有乡镇开展排查", "scope", "所有"),
        ("违规的一律取消资格", "strength", "一律"),
        ("每季度检查一次", "frequency", "每季度"),
        ("九成农户受益", "quantity", "九成"),
    ],
)
def test_the_words_that_matter_are_marked(sentence: str, aspect: str, words: str) -> None:
    found = {(sentence[a:b], ASPECTS[k]) for a, b, k in marks(sentence)}
    assert (words, aspect) in found


def test_the_number_of_a_list_is_no_quantity() -> None:
    assert not any(start == 0 for start, _, _ in marks("2.对门店每月抽查一次"))
    assert not any(start == 0 for start, _, _ in marks("12、建立台账"))


def test_marks_never_overlap(results: Results) -> None:
    for a in results.assessments:
        for words in (a.task, *a.evidence):
            places = marks(words)
            assert all(left[1] <= right[0] for left, right in pairwise(places))
