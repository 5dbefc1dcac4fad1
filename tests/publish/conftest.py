"""Results of an invented province, for the tests of publishing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from invented_province import make_results
from luodi.records import Results


@pytest.fixture(scope="session")
def build() -> Callable[..., Results]:
    """Make results of any size."""
    return make_results


@pytest.fixture(scope="session")
def results() -> Results:
    """A small run: five units, two policies."""
    return make_results(5, 2, 8)
