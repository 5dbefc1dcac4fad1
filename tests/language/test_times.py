"""Times of reports: resolved backwards, plans forwards, baselines and papers left out."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.language.times import find_times

JANUARY = date(2024, 1, 15)
JULY = date(2024, 7, 10)


@pytest.mark.parametrize(
    ("day", "sentence", "start", "end"),
    [
        (JANUARY, "12月20日完成验收。", date(2023, 12, 20), date(2023, 12, 20)),
        (JANUARY, "2023年新增学位3000个。", date(2023, 1, 1), date(2023, 12, 31)),
        (JANUARY, "去年建成12所。", date(2023, 1, 1), date(2023, 12, 31)),
        (JULY, "今年以来，检查单位300家。", date(2024, 1, 1), JULY),
        (JANUARY, "截至11月底，完成率达到90%。", date(2023, 11, 30), date(2023, 11, 30)),
        (JANUARY, "计划于明年6月建成。", date(2025, 6, 1), date(2025, 6, 30)),
        (JANUARY, "下一步，3月底前完成扫尾。", None, date(2024, 3, 31)),
        (JANUARY, "12月底前已全部完成。", None, date(2023, 12, 31)),
        (JANUARY, "10月20日前全部改好。", None, date(2023, 10, 20)),
        (JULY, "5月底前全部公开招标。", None, date(2024, 5, 31)),
        (JULY, "剩余3处正在施工，年底前建成。", None, date(2024, 12, 31)),
        (JULY, "11月中旬组织回头看。", date(2024, 11, 11), date(2024, 11, 20)),
        (JANUARY, "全年开展培训8场。", date(2023, 1, 1), date(2023, 12, 31)),
        (JULY, "全年计划培训8场。", date(2024, 1, 1), date(2024, 12, 31)),
        (JANUARY, "上半年组织检查2次。", date(2023, 1, 1), date(2023, 6, 30)),
        (JULY, "上半年组织检查2次。", date(2024, 1, 1), date(2024, 6, 30)),
        (JANUARY, "1—11月，受理诉求500件。", date(2023, 1, 1), date(2023, 11, 30)),
        (JANUARY, "2023年9月起实行一窗受理。", date(2023, 9, 1), None),
        (JANUARY, "2022年建成的服务中心运行良好。", date(2022, 1, 1), date(2022, 12, 31)),
        (JULY, "近三年累计投入2亿元。", date(2021, 7, 10), JULY),
    ],
)
def test_time_of_a_report_is_resolved_against_its_day(
    day: date, sentence: str, start: date | None, end: date | None
) -> None:
    (found,) = find_times(sentence, reference=day)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "较上年增长10%。",
        "比2022年提高5个百分点。",
        "落实江政发〔2023〕5号文件。",
        "2024届毕业生就业率达到90%。",
        "《2023年工作要点》明确的任务。",
    ],
)
def test_baselines_and_papers_are_no_times(sentence: str) -> None:
    assert find_times(sentence, reference=JANUARY) == []


def test_spans_are_in_the_text() -> None:
    text = "今年以来，至１１月底，共检查3次。"
    for found in find_times(text, reference=JULY):
        assert text[found.begin : found.stop] == found.text
