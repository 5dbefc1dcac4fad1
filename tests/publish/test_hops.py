"""The way of each policy as a table: who had it from whom, when, how long it took, and whether that was late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from luodi.batch.api import Run, load_run
from luodi.publish.hops import hop_rows
from luodi.publish.tables import write_tables
from luodi.records import Chain, Hop, Results


@pytest.fixture(scope="module")
def province(build: Callable[..., Results]) -> Results:
    return build(12, 2, 3)


@pytest.fixture(scope="module")
def run(province: Results, tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("hops")
    write_tables(province, out)
    return load_run(out)


def test_every_hop_is_a_row_with_its_policy_and_paper(province: Results) -> None:
    made = hop_rows(province)
    assert len(made) == sum(len(chain.hops) for chain in province.chains)
    files = {d.document_id: d.file for d in province.documents}
    assert all(row.policy == files[row.policy_id] for row in made)
    assert all(row.file == files[row.document_id] for row in made if row.document_id is not None)


def test_depth_counts_the_hops_from_the_origin(province: Results) -> None:
    levels = {row.level: row.depth for row in hop_rows(province)}
    assert levels == {"city": 1, "county": 2}


def test_units_that_name_each_other_end_somewhere() -> None:
    circle = Chain(
        policy_id="p",
        hops=(Hop(unit="甲", level="city", parent="乙"), Hop(unit="乙", level="city", parent="甲")),
    )
    results = Results.model_construct(documents=(), chains=(circle,))
    assert [row.depth for row in hop_rows(results)] == [2, 2]


@pytest.mark.parametrize(("state", "late"), [("late", True), ("in_time", False), ("missing", None), ("unknown", None)])
def test_late_is_said_only_where_it_is_known(state: str, late: bool | None) -> None:
    hop = Hop.model_validate({"unit": "甲市", "level": "city", "state": state})
    results = Results.model_construct(documents=(), chains=(Chain(policy_id="p", hops=(hop,)),))
    assert hop_rows(results)[0].late is late


def test_minutes_are_timestamps_in_the_frame(run: Run, province: Results) -> None:
    assert pd.api.types.is_datetime64_any_dtype(run.hops["received_at"])
    hop = next(h for h in province.chains[0].hops if h.received_at)
    row = run.hops[(run.hops["policy_id"] == province.chains[0].policy_id) & (run.hops["unit"] == hop.unit)].iloc[0]
    assert row["received_at"].to_pydatetime() == hop.received_at
    assert isinstance(hop.received_at, datetime)


def test_a_chain_puts_each_unit_below_its_giver(run: Run, province: Results) -> None:
    chain = run.chain(province.documents[0].file)
    assert set(chain["policy_id"]) == {province.documents[0].document_id}
    units = list(chain["unit"])
    for place, giver in enumerate(chain["from_unit"]):
        assert giver not in units or units.index(giver) < place
    cities = [unit for unit, depth in zip(units, chain["depth"], strict=True) if depth == 1]
    first, second = units.index(cities[0]), units.index(cities[1])
    assert set(chain["from_unit"][first + 1 : second]) == {cities[0]}


def test_all_chains_are_given_when_none_is_named(run: Run) -> None:
    assert len(run.chain()) == len(run.hops)
    assert run.chain()["policy_id"].is_monotonic_increasing


def test_what_is_no_policy_has_no_chain(run: Run, province: Results) -> None:
    report = next(d for d in province.documents if d.kind == "report")
    with pytest.raises(KeyError, match="不是政策原文"):
        run.chain(report.file)


def test_a_run_without_chains_has_an_empty_frame(province: Results, tmp_path: Path) -> None:
    write_tables(Results(run=province.run), tmp_path)
    assert load_run(tmp_path).chain().empty
