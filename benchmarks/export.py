"""Export to databases: seconds for the first export, for a second one that changes nothing, and for one row changed.

Run as ``python benchmarks/export.py``: 102,000 assessments into SQLite, DuckDB and a PostgreSQL server that it starts
itself, each where it is installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import own_postgres
from invented_province import make_results
from luodi.publish.sql import export
from luodi.publish.tables import write_tables


def main() -> None:
    """Print a line for each database and each export."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=34)
    parser.add_argument("--policies", type=int, default=20)
    parser.add_argument("--tasks", type=int, default=150)
    asked = parser.parse_args()
    results = make_results(asked.units, asked.policies, asked.tasks)
    with tempfile.TemporaryDirectory() as folder, _databases(Path(folder)) as databases:
        out = Path(folder) / "out"
        write_tables(results, out)
        first, *rest = results.assessments
        changed = results.replace(assessments=(first.replace(reason="改"), *rest))
        print(f"{len(results.assessments)} assessments, {len(results.findings)} findings")
        for name, url in databases.items():
            _export(name, "first", out, url)
            _export(name, "nothing changed", out, url)
            write_tables(changed, out)
            _export(name, "one row changed", out, url)
            write_tables(results, out)


@contextmanager
def _databases(folder: Path) -> Iterator[dict[str, str]]:
    """The addresses of the databases that can be used here."""
    found = {"SQLite": f"sqlite:///{folder / 'luodi.db'}"}
    if find_spec("duckdb_engine") is not None:
        found["DuckDB"] = f"duckdb:///{folder / 'luodi.duckdb'}"
    if find_spec("psycopg") is None:
        yield found
        return
    with own_postgres.server() as address:
        yield found if address is None else found | {"PostgreSQL": address}


def _export(name: str, what: str, out: Path, url: str) -> None:
    started, worked = time.perf_counter(), time.process_time()
    done = export(out, url)
    seconds = f"{time.perf_counter() - started:6.1f} s ({time.process_time() - worked:.1f} s of this process)"
    added, changed, removed = (sum(getattr(c, part) for c in done.values()) for part in ("added", "changed", "removed"))
    print(f"{name:<11}{what:<16}{seconds}  added {added}, changed {changed}, removed {removed}")


if __name__ == "__main__":
    main()
