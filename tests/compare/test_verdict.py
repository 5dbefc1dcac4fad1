"""A verdict says what is likeliest, and when it does not know what is wrong."""

from __future__ import annotations

import pytest

from luodi.compare.status import Verdict
from luodi.records import Status


def verdict(**status: float) -> Verdict:
    every: dict[Status, float] = {"implemented": 0, "discounted": 0, "formalism": 0, "omitted": 0, "pending": 0}
    return Verdict({**every, **status}, {})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("given", "best", "undecided"),
    [
        (verdict(implemented=0.38, discounted=0.3, omitted=0.32), "omitted", True),
        (verdict(implemented=0.3, discounted=0.3, omitted=0.4), "omitted", False),
        (verdict(implemented=0.6, discounted=0.4), "implemented", False),
    ],
)
def test_what_is_wrong_must_be_likelier_than_that_all_is_in_order(given: Verdict, best: str, undecided: bool) -> None:
    assert (given.best, given.undecided) == (best, undecided)
