"""The JSON Schema of each output table, made from the rows, so that the two cannot part."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from luodi.records import SCHEMA_VERSION

from .rows import TABLES


def schema(table: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one row of a table, with ``schema_version`` and no unknown fields.

    Raises ValueError for a name that is no table; the message names the nearest one.

    >>> schema("quarantine")["required"]
    ['file', 'sha256', 'code', 'message']
    """
    if table not in TABLES:
        near = get_close_matches(table, list(TABLES), n=1, cutoff=0.3)
        hint = f"，是否想写 {near[0]}？（did you mean {near[0]}?）" if near else ""
        raise ValueError(f"没有 {table} 这张表（no such table）{hint}；有 {'、'.join(TABLES)}")
    made = TABLES[table].model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "schema_version": SCHEMA_VERSION,
        **made,
        "title": table,
    }
