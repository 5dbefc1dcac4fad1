"""The calendar: what is due when, folded and escaped so that any calendar reads it."""

from __future__ import annotations

import re
from datetime import date

from luodi.publish.calendar import calendar
from luodi.publish.replies import Reply
from luodi.records import Deadline, Results


def _unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def _with_task(results: Results, **changes: object) -> Results:
    policy = next(d for d in results.documents if d.kind == "policy")
    task = policy.tasks[0].replace(**changes)
    return results.replace(documents=(policy.replace(tasks=(task,)),))


def test_a_deadline_is_an_event_on_its_last_day(results: Results) -> None:
    text = calendar(
        _with_task(results, deadlines=(Deadline(text="6月底前", kind="by", end=date(2025, 6, 30)),)), replies={}
    )
    lines = _unfolded(text)
    assert "DTSTART;VALUE=DATE:20250630" in lines
    assert "DTEND;VALUE=DATE:20250701" in lines
    assert "TRIGGER:-P7D" in lines


def test_nobody_is_rung_for_a_day_that_is_past_and_a_local_deadline_names_its_unit(results: Results) -> None:
    past = _with_task(results, deadlines=(Deadline(text="6月底前", kind="by", end=date(2024, 6, 30)),))
    policy = past.documents[0]
    local = past.replace(documents=(policy.replace(kind="rules", unit="云泽市", pages=1, page_starts=(0,)),))
    lines = _unfolded(calendar(local, replies={}))
    assert "BEGIN:VALARM" not in lines
    assert any(line.startswith("SUMMARY:") and line.endswith("（云泽市）") for line in lines)
    assert any(line.endswith(f"出处：{policy.file}") for line in lines)  # no page of a file without pages


def test_a_recurring_duty_repeats_by_its_rule_until_its_end(results: Results) -> None:
    monthly = Deadline(text="每月", kind="recurring", rrule="FREQ=MONTHLY", end=date(2025, 12, 31))
    lines = _unfolded(calendar(_with_task(results, deadlines=(monthly,)), replies={}))
    assert "RRULE:FREQ=MONTHLY;UNTIL=20251231" in lines
    assert "DTSTART;VALUE=DATE:20240308" in lines


def test_a_deadline_without_a_day_has_no_event(results: Results) -> None:
    within = Deadline(text="印发之日起30日内", kind="within", duration="P30D")
    assert "BEGIN:VEVENT" not in calendar(_with_task(results, deadlines=(within,)), replies={})


def test_units_that_are_behind_are_named_but_not_uncertain_ones(results: Results) -> None:
    lines = _unfolded(calendar(results, replies={}))
    behind = {
        a.unit for a in results.assessments if a.status in ("discounted", "formalism", "omitted") and not a.abstained
    }
    named = {unit for line in lines for unit in re.findall("[\u4e00-\u9fff]+市", line.partition("尚未落实到位：")[2])}
    assert named
    assert named <= behind


def test_a_day_set_by_an_office_is_an_event_until_closed(results: Results) -> None:
    reply = Reply(finding_id="f", due=date(2025, 3, 31), state="整改中", about="云泽市 · 打折扣执行")
    text = calendar(Results(run=results.run), replies={"f": reply})
    assert "DTSTART;VALUE=DATE:20250331" in _unfolded(text)
    closed = reply.replace(state="已销号")
    assert "BEGIN:VEVENT" not in calendar(Results(run=results.run), replies={"f": closed})


def test_no_line_is_longer_than_75_octets_nor_cut_inside_a_character(results: Results) -> None:
    text = calendar(results, replies={})
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    assert "\ufffd" not in text


def test_words_of_a_document_cannot_become_lines_of_the_calendar(results: Results) -> None:
    due = (Deadline(text="x\r\nATTACH:http://x", kind="by", end=date(2025, 6, 30)),)
    hostile = _with_task(results, sentence="甲；乙,丙;丁\\戊\r\nBEGIN:VALARM\u2028己", deadlines=due)
    lines = _unfolded(calendar(hostile, replies={}))
    assert not any(line.startswith("ATTACH") for line in lines)
    assert sum(line == "BEGIN:VALARM" for line in lines) == 1
    assert any(r"乙\,丙\;丁\\戊\nBEGIN:VALARM己" in line for line in lines)


def test_the_calendar_is_the_same_every_time(results: Results) -> None:
    turned = results.replace(documents=results.documents[::-1], assessments=results.assessments[::-1])
    assert calendar(turned, replies={}) == calendar(results, replies={})
