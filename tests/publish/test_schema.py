"""The contract with other systems: described, and not changed without a version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from luodi.publish.rows import TABLES
from luodi.publish.schema import schema
from luodi.publish.shape import rows
from luodi.publish.tables import json_lines
from luodi.records import SCHEMA_VERSION, Results

SNAPSHOT = Path(__file__).with_name("schemas.json")
ADVICE = (
    "A table's fields changed. Other systems read them: raise SCHEMA_VERSION in luodi/records/base.py "
    "(a renamed or dropped field: a new major version), note it in CHANGELOG.md, then write the snapshot anew: "
    "python tests/publish/test_schema.py"
)


def _now() -> dict[str, object]:
    return {"schema_version": SCHEMA_VERSION, "tables": {name: schema(name) for name in TABLES}}


def test_fields_do_not_change_while_the_version_stays() -> None:
    kept = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert _now() == kept, ADVICE


def test_the_snapshot_knows_another_version_from_another_field() -> None:
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8"))["schema_version"] == SCHEMA_VERSION, ADVICE


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_valid_by_their_schema(results: Results, table: str) -> None:
    description = schema(table)
    Draft202012Validator.check_schema(description)
    validator = Draft202012Validator(description)
    for line in json_lines(rows(results, table)[:50]):
        validator.validate(json.loads(line))


def test_a_wrong_name_is_answered_with_the_nearest_table() -> None:
    with pytest.raises(ValueError, match="是否想写 assessments"):
        schema("assesments")


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(_now(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
