"""Deadlines: own policy sentences with inline gold, traps without any, rules of the year, spans, and what stays the
same when years and places are swapped."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.language import find_deadlines
from luodi.records import Deadline

HERE = Path(__file__).parent
_TAG = re.compile(r"<dl ([^>]*)>(.*?)</dl>")
_FIELDS = ("kind", "start", "end", "duration", "workdays", "anchor", "rrule")


def read(name: str) -> list[tuple[date, str]]:
    """The rows of a file of sentences: the document's date and the sentence."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(date.fromisoformat(day), sentence) for day, sentence in rows]


def parse(marked: str) -> tuple[str, list[dict[str, str]]]:
    """A sentence with inline gold as plain text and the records that are wanted."""
    wanted: list[dict[str, str]] = []
    plain = ""
    place = 0
    for tag in _TAG.finditer(marked):
        plain += marked[place : tag.start()]
        fields = dict(pair.split("=", 1) for pair in tag[1].split())
        wanted.append({**fields, "text": tag[2], "begin": str(len(plain))})
        plain += tag[2]
        place = tag.end()
    return plain + marked[place:], wanted


def shown(deadline: Deadline) -> dict[str, str]:
    """A deadline in the form of the inline gold."""
    held = {"text": deadline.text, "begin": str(deadline.begin)}
    for field in _FIELDS:
        value = getattr(deadline, field)
        if value is not None:
            held[field] = str(value).lower() if isinstance(value, bool) else str(value)
    return held


@pytest.mark.parametrize(("day", "marked"), read("deadline_sentences.txt"), ids=lambda value: str(value)[:40])
def test_own_sentence_is_read_strictly(day: date, marked: str) -> None:
    sentence, wanted = parse(marked)
    assert [shown(d) for d in find_deadlines(sentence, reference=day)] == wanted


@pytest.mark.parametrize(("day", "sentence"), read("deadline_traps.txt"), ids=lambda value: str(value)[:30])
def test_trap_sets_no_deadline(day: date, sentence: str) -> None:
    assert [d.text for d in find_deadlines(sentence, reference=day)] == []


def test_there_are_enough_sentences_and_traps() -> None:
    assert len(read("deadline_sentences.txt")) >= 80
    assert len(read("deadline_traps.txt")) >= 100


@pytest.mark.parametrize(
    ("day", "sentence", "end"),
    [
        (date(2024, 3, 1), "6月底前完成。", date(2024, 6, 30)),
        (date(2024, 7, 1), "6月底前完成。", date(2025, 6, 30)),
        (date(2024, 6, 30), "6月30日前完成。", date(2024, 6, 30)),
        (date(2023, 12, 20), "2月底前完成。", date(2024, 2, 29)),
        (date(2024, 3, 1), "2025年5月底前立项，9月底前开工。", date(2025, 9, 30)),
    ],
)
def test_year_that_is_not_written_is_the_documents_or_the_next(day: date, sentence: str, end: date) -> None:
    assert find_deadlines(sentence, reference=day)[-1].end == end


def test_assumed_year_is_provisional_and_written_year_is_not() -> None:
    day = date(2024, 3, 1)
    assert find_deadlines("6月底前完成。", reference=day)[0].provisional
    assert not find_deadlines("2024年6月底前完成。", reference=day)[0].provisional


def test_working_days_pass_over_the_official_holidays() -> None:
    (found,) = find_deadlines("自本通知印发之日起3个工作日内报备。", reference=date(2024, 9, 29))
    assert (found.end, found.provisional) == (date(2024, 10, 9), False)


def test_working_days_beyond_the_calendars_table_are_provisional() -> None:
    (found,) = find_deadlines("自本通知印发之日起3个工作日内报备。", reference=date(2040, 3, 5))
    assert found.end is not None
    assert found.provisional


def test_without_a_reference_the_kind_is_kept_and_no_day_is_invented() -> None:
    (found,) = find_deadlines("6月底前完成。")
    assert (found.kind, found.end) == ("by", None)


def test_equal_deadlines_of_one_sentence_are_given_once() -> None:
    assert len(find_deadlines("每月检查一次，每月通报一次。")) == 1
    assert len(find_deadlines("每月检查一次。每月通报一次。")) == 2


def test_february_29_is_only_found_in_leap_years() -> None:
    (found,) = find_deadlines("2月29日前完成。", reference=date(2024, 1, 5))
    assert found.end == date(2024, 2, 29)


_ALPHABET = "0123456789年月日底前内末到至每自起一二三十半季度周工作以上期间“十四五”（）《》。，；—- \n"


@given(st.text(alphabet=_ALPHABET, max_size=60), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2060, 1, 1))))
@settings(max_examples=500)
def test_any_text_gives_deadlines_in_order_with_true_spans(text: str, day: date | None) -> None:
    stops = 0
    for deadline in find_deadlines(text, reference=day):
        assert deadline.begin is not None
        assert deadline.stop is not None
        assert text[deadline.begin : deadline.stop] == deadline.text
        assert stops <= deadline.begin < deadline.stop
        assert deadline.start is None or deadline.end is None or deadline.start <= deadline.end
        stops = deadline.stop


SENTENCES = [parse(marked)[0] for day, marked in read("deadline_sentences.txt") if day == date(2024, 3, 1)]


MOVELESS = re.compile("二〇|２|十四五|本周")
"""Words whose years are not written in figures, or that hang on the day of the week."""


def moved(text: str, years: int) -> str:
    """All written years later by some years."""
    return re.sub(r"(?<!\d)20\d\d(?!\d)", lambda found: str(int(found[0]) + years), text)


@pytest.mark.parametrize("sentence", [s for s in SENTENCES if not MOVELESS.search(s)])
def test_moving_all_years_by_four_moves_only_the_days(sentence: str) -> None:
    base = find_deadlines(sentence, reference=date(2024, 3, 1))
    later = find_deadlines(moved(sentence, 4), reference=date(2028, 3, 1))
    shape = [(moved(d.text, 4), d.kind, d.duration, d.rrule, d.anchor, d.begin, d.stop) for d in base]
    assert shape == [(d.text, d.kind, d.duration, d.rrule, d.anchor, d.begin, d.stop) for d in later]
    for one, other in zip(base, later, strict=True):
        if one.end and other.end and not one.workdays and "春节" not in one.text:
            assert other.end.replace(year=other.end.year - 4) == one.end


@pytest.mark.parametrize("place", ["东山区", "云泽市", "江澜省", "白石县七里镇", "三江侗族自治县"])
def test_swapping_the_place_changes_nothing(place: str) -> None:
    text = f"{place}要于2024年6月底前完成整治，每季度通报一次。"
    assert [d.text for d in find_deadlines(text, reference=date(2024, 3, 1))] == ["2024年6月底前", "每季度"]
