"""Whom a sentence covers and how often something is due."""

from __future__ import annotations

import pytest

from luodi.language.scopes import coverage, find_scopes, rhythm


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("每季度对所有托育机构开展一次安全检查", 4.0),
        ("每学期至少开展2次全覆盖监督检查", 4.0),
        ("每半月至少上门走访1次", 24.0),
        ("每两年评估一次", 0.5),
        ("每周至少播出1期", 52.0),
        ("检查情况按月通报", 12.0),
        ("每年对持证企业至少开展2次现场检查", 2.0),
    ],
)
def test_rhythm_is_counted_a_year(text: str, times: float) -> None:
    assert rhythm(text) == pytest.approx(times)


def test_no_rhythm_is_none() -> None:
    assert rhythm("2024年6月底前完成改造") is None


def test_silence_about_coverage_is_none() -> None:
    assert coverage("完成改造。") is None


def test_spans_quote_the_sentence() -> None:
    sentence = "对规模以上企业和部分学校开展检查"
    assert [sentence[s.begin : s.stop] for s in find_scopes(sentence)] == [s.text for s in find_scopes(sentence)]
