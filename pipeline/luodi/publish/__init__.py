"""What people and systems get of a run: tables, page, workbook, letter, calendar."""

from __future__ import annotations

from pathlib import Path

from luodi.records import Results

from .page import write_page
from .schema import schema, tables
from .tables import write_tables

__all__ = ["schema", "tables", "write", "write_page", "write_tables"]


def write(results: Results, out: str | Path, *, inbox: str | None = None) -> list[Path]:
    """Write everything a run leaves into ``out``; each file whole or not at all, ``run.json`` last.

    ``inbox`` is the way from ``out`` to the folder that was read, for links to the files; None writes no links.

    Returns the paths. Raises OSError when ``out`` cannot be written.
    """
    out = Path(out)
    return [write_page(results, out / "report.html", inbox=inbox), *write_tables(results, out)]
