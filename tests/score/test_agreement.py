"""Agreement: Krippendorff's alpha against published values, and suggestions adopted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luodi.learn.checking import sheet
from luodi.score.agreement import adopted, alpha

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), the worked example: 4 observers, 12 units
PUBLISHED = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
    [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip


def test_the_published_example_has_its_published_value() -> None:
    value = alpha(PUBLISHED)
    assert value is not None
    assert round(value, 3) == 0.849


def test_equal_scores_have_no_alpha() -> None:
    assert alpha([[80, 80], [80, 80]]) is None


def test_suggestions_adopted_are_read_from_a_table_of_scores() -> None:
    text = "督查对象,督查组,得分,提出建议数,采纳建议数\n甲县,一组,90,6,5\n甲县,二组,60,4,3\n"
    assert adopted([sheet("评分.csv", text)]) == 0.8


def test_without_a_table_there_is_nothing_to_say() -> None:
    assert adopted([]) is None


@given(st.lists(st.lists(st.integers(min_value=0, max_value=100), min_size=2, max_size=4), min_size=2, max_size=8))
def test_alpha_is_at_most_one_and_deaf_to_order(units: list[list[int]]) -> None:
    value = alpha(units)
    turned = alpha([list(reversed(u)) for u in reversed(units)])
    assert (value is None) == (turned is None)
    if value is not None and turned is not None:
        assert value <= 1.0 + 1e-9
        assert abs(value - turned) < 1e-6
