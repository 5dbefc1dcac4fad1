"""Deadlines: own policy sentences with inline gold, traps without any, rules of the year, spans, and what stays the same
when years and places are swapped."""

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
