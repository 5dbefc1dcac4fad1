"""Settings that cannot be used are refused with what to write instead; what is left out comes from the defaults."""

from __future__ import annotations

from typing import Any

import pytest

from luodi.settings import Settings, SettingsError


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"reader": False}, "reader 属于 [comparing] 一节"),
        ({"scoring": {"reader": False}}, "reader 属于 [comparing] 一节"),
        ({"key_file": "a"}, "属于 [consulting]或[recording] 一节"),
        ({"compare": {}}, "是否想写 comparing？"),
        ({"comparing": {"readr": True}}, "是否想写 comparing.reader？"),
        ({"comparing": True}, "应写成一节"),
        ({"comparing": {"reader": "开"}}, "应写 true 或 false"),
        ({"comparing": {"candidates": "十二"}}, "应写整数"),
        ({"comparing": {"abstain_below": 3}}, "不能大于 1"),
        ({"notifying": {"severity": "高"}}, "只能写 'high'、'medium'、'low'"),
        ({"scoring": {"risk_matrix": {"high": {"hihg": "low"}}}}, "是否想写 scoring.risk_matrix.high.high？"),
        ({"scoring": {"execution": -1}}, "scoring.execution 的值 -1 不合要求，不能小于 0"),
        ({"limits": {"max_pages": 0}}, "limits.max_pages 的值 0 不合要求，必须大于 0"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_write(written: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_dict(written, source="luodi.toml")
    assert told in str(caught.value)
    assert str(caught.value).startswith("luodi.toml：")


def test_a_table_of_which_one_key_is_written_keeps_the_others() -> None:
    usual = Settings().scoring
    given = Settings.from_dict(
        {"scoring": {"penalties": {"high": 30}, "risk_matrix": {"low": {"high": "high"}}}}
    ).scoring
    assert given.penalties == usual.penalties | {"high": 30.0}
    assert given.risk_matrix == usual.risk_matrix | {"low": usual.risk_matrix["low"] | {"high": "high"}}


def test_who_sends_a_letter_and_who_is_alerted_change_no_judgement() -> None:
    said = Settings.from_dict({"publishing": {"issuer": "督查室"}, "notifying": {"levels": False}})
    assert said.digest() == Settings().digest()
    assert Settings.from_dict({"comparing": {"reader": False}}).digest() != Settings().digest()
