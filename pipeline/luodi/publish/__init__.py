"""What people and systems get of a run: tables, page, workbook, letter, calendar."""

from __future__ import annotations

from pathlib import Path

from luodi.records import Results

from .schema import schema, tables
from .tables import write_tables

__all__ = ["schema", "tables", "write", "write_tables"]


def write(results: Results, out: str | Path) -> list[Path]:
    """Write everything a run leaves into ``out``; each file whole or not at all, ``run.json`` last.

    Returns the paths. Raises OSError when ``out`` cannot be written.
    """
    return write_tables(results, Path(out))
