"""A dossier that knows only the units it has to do with is judged as one that knows the whole country."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from luodi.batch.jobs import process
from luodi.checks import check
from luodi.compare import assess
from luodi.dossier import Concerned, chain, link, read_events, read_units
from luodi.records import DocumentRecord, Dossier, Unit
from luodi.settings import Comparing, Settings

CASES = Path(__file__).resolve().parents[2] / "corpora" / "cases"
SETTINGS = Settings(comparing=Comparing(reader=False))
AS_OF = date(2025, 3, 31)


@cache
def documents(case: str) -> tuple[DocumentRecord, ...]:
    sources = sorted((CASES / case / "src").glob("*.txt"))
    return tuple(r for path in sources for r in process(path, root=CASES / case / "src", settings=SETTINGS))


def dossiers(case: str, *strangers: str, inferred: bool = False) -> list[Dossier]:
    """The dossiers of a case in a country that the units of other cases belong to too."""
    events = CASES / case / "events.csv"
    units = [] if inferred else [u for name in (case, *strangers) for u in read_units(CASES / name / "units.csv")]
    country = tuple({unit.name: unit for unit in reversed(units)}.values())
    papers = [d for name in (case, *(strangers if inferred else ())) for d in documents(name)]
    return link(papers, country, read_events(events) if events.exists() else ())


@pytest.mark.parametrize("inferred", [False, True], ids=["given", "inferred"])
@pytest.mark.parametrize("case", ["housing", "bridge", "seed", "heating", "elevator"])
def test_judgements_are_the_same(case: str, inferred: bool) -> None:
    for dossier in dossiers(case, "parking", "heritage", "wetland", inferred=inferred):
        own = Concerned(dossier.units).narrow(dossier)
        assessments = list(assess(dossier, SETTINGS, AS_OF))
        assert list(assess(own, SETTINGS, AS_OF)) == assessments
        assert chain(own, SETTINGS) == chain(dossier, SETTINGS)
        assert check(own, assessments, SETTINGS, AS_OF) == check(dossier, assessments, SETTINGS, AS_OF)


def test_far_off_units_are_left_out_and_the_order_is_kept() -> None:
    [dossier] = [d for d in dossiers("housing", "parking", "heritage") if d.policy is not None]
    own = Concerned(dossier.units).narrow(dossier)
    assert set(dossier.expected) <= {u.name for u in own.units} < {u.name for u in dossier.units}
    assert [u for u in dossier.units if u in own.units] == list(own.units)


def test_those_above_and_right_below_are_kept() -> None:
    country = (
        Unit(name="江澜省", level="province"),
        Unit(name="云泽市", level="city", parent="江澜省"),
        Unit(name="沙井区", level="county", parent="云泽市"),
        Unit(name="石桥镇", level="town", parent="沙井区"),
        Unit(name="麻岗市", level="city", parent="江澜省"),
    )
    paper = DocumentRecord(document_id="1", file="a.txt", sha256="", media_type="", text="无关的话", issuer=("某厅",))
    dossier = Dossier(policy=paper, units=country, issuing_unit="云泽市")
    assert [u.name for u in Concerned(country).narrow(dossier).units] == ["江澜省", "云泽市", "沙井区"]


def test_units_whose_parents_go_in_a_circle_end() -> None:
    country = (Unit(name="甲市", level="city", parent="乙市"), Unit(name="乙市", level="city", parent="甲市"))
    dossier = Dossier(policy=None, units=country, expected=("甲市",))
    assert len(Concerned(country).narrow(dossier).units) == 2
