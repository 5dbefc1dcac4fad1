"""The contract with other systems: described, and not changed without a version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from luodi.publish.names import component_labels, indicator_labels
from luodi.publish.rows import TABLES
from luodi.publish.schema import schema
from luodi.publish.shape import rows
from luodi.publish.tables import json_lines
from luodi.records import SCHEMA_VERSION, Results
from luodi.text.lexicon import rules

SNAPSHOT = Path(__file__).with_name("schemas.json")
ADVICE = (
    "A table's fields changed. Other systems read them: raise SCHEMA_VERSION in luodi/records/base.py "
    "(a renamed or dropped field: a new major version), note it in CHANGELOG.md, then write the snapshot anew: "
    "python tests/publish/test_schema.py"
)


def _now() -> dict[str, object]:
    return {"schema_version": SCHEMA_VERSION, "tables": {name: _fields_alone(schema(name)) for name in TABLES}}


def _fields_alone(described: dict[str, Any]) -> dict[str, Any]:
    """A schema without the meanings of its fields, which may be said better within a version."""
    for properties in _properties(described):
        for field in properties.values():
            del field["description"]
    return described


def _properties(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [described["properties"], *(model["properties"] for model in described.get("$defs", {}).values())]


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


def test_every_field_says_what_it_means_and_no_other_is_described() -> None:
    models = {
        name.removesuffix("Row"): model["properties"]
        for table in TABLES
        for name, model in {TABLES[table].__name__: schema(table), **schema(table).get("$defs", {})}.items()
    }
    assert {name: set(fields) for name, fields in models.items()} == {n: set(f) for n, f in rules("fields").items()}
    assert not [name for fields in models.values() for name, field in fields.items() if not field["description"]]


def test_the_keys_of_a_score_are_listed_where_they_are_read() -> None:
    described = schema("scores")["properties"]
    assert all(code in described["indicators"]["description"] for code in indicator_labels())
    assert all(code in described["components"]["description"] for code in component_labels())


def test_a_wrong_name_is_answered_with_the_nearest_table() -> None:
    with pytest.raises(ValueError, match="是否想写 assessments"):
        schema("assesments")


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(_now(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
