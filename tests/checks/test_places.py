"""Which unit a cell or a place speaks of."""

from __future__ import annotations

import pytest

from luodi.checks.places import unit_in
from luodi.records import Dossier, Unit

UNITS = (
    Unit(name="云泽市", level="city"),
    Unit(name="江南区", level="county", parent="云泽市"),
    Unit(name="云泽市河港旅游有限公司", level="department", parent="云泽市", aliases=("河港公司",)),
    Unit(name="云泽市教育局", level="department", parent="云泽市"),
)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("云泽市河港旅游有限公司", "云泽市河港旅游有限公司"),
        ("河港公司", "云泽市河港旅游有限公司"),
        ("云泽市江南区", "江南区"),
        ("江南区河堤路12号", "江南区"),
        ("云泽市教育局门口", "云泽市"),
        ("外地", None),
    ],
)
def test_a_name_alone_means_its_bearer_and_a_place_the_lowest_division(words: str, unit: str | None) -> None:
    dossier = Dossier(policy=None, documents=(), members=(), units=UNITS)
    assert unit_in(words, dossier) == unit
