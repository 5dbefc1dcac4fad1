"""The JSON Schema of each output table, made from the rows, so that the two cannot part.

What a field means is said in ``corpora/lexicons/fields.toml``, for those who read the tables from other systems.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from luodi.records import SCHEMA_VERSION
from luodi.text.lexicon import rules

from .names import component_labels
from .rows import TABLES


def schema(table: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a row, with ``schema_version``, the meaning of each field, and no unknown ones.

    Raises ValueError for a name that is no table; the message names the nearest one.

    >>> schema("quarantine")["required"]
    ['file', 'sha256', 'code', 'message']
    >>> schema("assessments")["properties"]["confidence"]["description"]
    '判断的把握，0—1'
    """
    if table not in TABLES:
        near = get_close_matches(table, list(TABLES), n=1, cutoff=0.3)
        hint = f"，是否想写 {near[0]}？（did you mean {near[0]}?）" if near else ""
        raise ValueError(f"没有 {table} 这张表（no such table）{hint}；有 {'、'.join(TABLES)}")
    made = TABLES[table].model_json_schema(mode="serialization")
    for name, model in {made["title"]: made, **made.get("$defs", {})}.items():
        _explain(name, model.get("properties", {}))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "schema_version": SCHEMA_VERSION,
        **made,
        "title": table,
    }


def _explain(model: str, properties: dict[str, dict[str, Any]]) -> None:
    meanings = rules("fields").get(model.removesuffix("Row"), {})
    for field, property_ in properties.items():
        property_["description"] = meanings[field] + _KEYS.get(field, str)()


def _indicators() -> str:
    """The indicators by code, each with its formula and what it counts."""
    told = (f"{code} {row['label']}＝{row['formula']}" for code, row in rules("indicators").items())
    return f"。没有注明单位的是 0—1 的比例。{'；'.join(told)}"


def _components() -> str:
    return f"。{'；'.join(f'{code} {label}' for code, label in component_labels().items())}"


_KEYS = {"indicators": _indicators, "components": _components}
"""What follows the meaning of the fields that are objects: their keys."""
