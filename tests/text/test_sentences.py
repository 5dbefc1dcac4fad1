"""Sentences as docs/labels.md cuts them."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from luodi.text.sentences import sentence_spans, sentences

TEXTS = st.text(alphabet="甲乙。；！？《》（）“”()\n 1，", max_size=60)


def test_marks_inside_brackets_and_quotes_do_not_cut() -> None:
    assert sentences("印发《办法。》；落实“一案；一策”。") == ["印发《办法。》；", "落实“一案；一策”。"]


def test_a_bracket_left_open_ends_with_its_line() -> None:
    assert sentences("甲（乙。丙\n丁。戊") == ["甲（乙。丙", "丁。", "戊"]


@given(TEXTS)
def test_spans_are_ordered_disjoint_and_lose_only_space(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == "".join(text.split())
