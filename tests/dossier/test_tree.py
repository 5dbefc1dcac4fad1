"""Whose words a name is, and the tree read from documents alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luodi.dossier import UnitTree, infer_units
from luodi.dossier.tree import divisions_in
from luodi.records import DocumentRecord, Unit


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("云泽市教育局", "云泽市"),
        ("云泽市市场监督管理局", "云泽市"),
        ("江澜省教育厅", "省教育厅"),
        ("江澜省财政厅", "江澜省"),
        ("云泽市江南区教育局", "江南区"),
        ("中共临阜市委办公室", "临阜市"),
        ("外省某市教育局", None),
    ],
)
def test_a_body_belongs_to_its_alias_or_the_longest_beginning(units: list[Unit], body: str, unit: str | None) -> None:
    assert UnitTree(units).match(body) == unit


def test_an_alias_that_two_units_share_names_neither() -> None:
    tree = UnitTree(
        [Unit(name="甲市", level="city", aliases=("市政府",)), Unit(name="乙市", level="city", aliases=("市政府",))]
    )
    assert tree.match("市政府") is None


@pytest.mark.parametrize("body", ["农业农村局", "住房和城乡建设局", "各县（市、区）人民政府", "教育局"])
def test_bodies_without_a_division_name_no_division(body: str) -> None:
    assert divisions_in(body) == []


def test_the_tree_is_read_from_issuers_and_addressees(
    make: Callable[..., DocumentRecord], policy: DocumentRecord, forward: Callable[..., DocumentRecord]
) -> None:
    found = {u.name: (u.level, u.parent) for u in infer_units([policy, forward("云泽市"), forward("临阜市")])}
    assert found == {"江澜省": ("province", None), "云泽市": ("city", "江澜省"), "临阜市": ("city", "江澜省")}
