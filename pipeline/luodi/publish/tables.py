"""The output tables on disk: JSON lines and Parquet, the texts, and the facts of the run."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from luodi.records import DocumentRecord, Record, Results

from .files import sweep, write_whole
from .rows import TABLES
from .shape import each_row, known, records_of

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 2_000
"""Rows that are held as values at a time."""
_GROUP = 32_000
"""Rows of a group in Parquet, a multiple of a batch."""
# Line ends to some readers (str.splitlines, JavaScript), but left bare by json.dumps.
_LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write_tables(
    results: Results,
    out: str | Path,
    *,
    whole: Callable[[DocumentRecord], DocumentRecord] = lambda document: document,
    stands: Callable[[DocumentRecord], bool] = lambda document: False,
) -> list[Path]:
    """``write_rows``, then ``write_facts``: all that other systems read of a run."""
    return [*write_rows(results, out, whole=whole, stands=stands), *write_facts(results, out)]


def write_rows(
    results: Results,
    out: str | Path,
    *,
    whole: Callable[[DocumentRecord], DocumentRecord] = lambda document: document,
    stands: Callable[[DocumentRecord], bool] = lambda document: False,
) -> list[Path]:
    """Write every table as ``NAME.jsonl`` and ``NAME.parquet``, ``texts/<document_id>.json``.

    Each file appears whole or not at all; files that would not change are left untouched, so that writing the
    same results twice changes nothing. Texts of documents that are no longer in the results are removed.
    ``whole`` completes documents where those of ``results`` are slim, ``stands`` says whose text lies there already.

    Returns the paths written or found unchanged. Raises OSError when ``out`` cannot be written.
    """
    out = Path(out)
    paths: list[Path] = []
    for table in TABLES:
        columns = _Columns(table)
        paths += [out / f"{table}.jsonl", out / f"{table}.parquet"]
        write_whole(paths[-2], json_lines(columns.collect(each_row(results, table))))
        write_whole(paths[-1], columns.parquet())
    return paths + _write_texts(results.documents, out / "texts", whole, stands)


def write_facts(results: Results, out: str | Path) -> list[Path]:
    """Write ``run.json``, which says that all else is there. Raises OSError when it cannot be written."""
    path = Path(out) / "run.json"
    write_whole(path, run_facts(results))
    sweep(path.parent, set(), suffix=".part")
    return [path]


def json_lines(values: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """One JSON object a line, UTF-8, Chinese as it is, dates as ISO 8601."""
    return (_json(value).encode("utf-8") + b"\n" for value in values)


class _Columns:
    """A table as Parquet, made while its rows pass by: a group of them is held as Arrow columns, a batch as values."""

    def __init__(self, table: str) -> None:
        import pyarrow.parquet as pq

        self._schema = arrow_schema(table)
        self._batches: list[list[pa.Array]] = []
        self._stream, self._empty = io.BytesIO(), True
        self._writer = pq.ParquetWriter(self._stream, self._schema, compression="zstd")

    def collect(self, values: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The same rows again."""
        while batch := list(islice(values, _BATCH)):
            self._add(batch)
            if sum(len(columns[0]) for columns in self._batches) >= _GROUP:
                self._write()
            yield from batch

    def parquet(self) -> bytes:
        """A Parquet file whose columns do not depend on the rows; equal rows give equal bytes."""
        if self._batches or self._empty:
            self._write()
        self._writer.close()
        return self._stream.getvalue()

    def _write(self) -> None:
        """A group of rows."""
        import pyarrow as pa

        if not self._batches:
            self._add([])
        columns = [pa.concat_arrays(parts) for parts in zip(*self._batches, strict=True)]
        self._batches.clear()
        self._empty = False
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))

    def _add(self, batch: list[dict[str, Any]]) -> None:
        import pyarrow as pa

        with _no_pandas():
            self._batches.append(
                [pa.scalar([row[f.name] for row in batch], type=pa.list_(f.type)).values for f in self._schema]
            )


@contextmanager
def _no_pandas() -> Iterator[None]:
    """Spare what is made inside the import of pandas, most of what pyarrow's own takes: it asks whether a value is one
    of pandas'. Where it finds none it looks again as soon as somebody wants a frame."""
    finder: Any = SimpleNamespace(find_spec=_find_no_pandas)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def _find_no_pandas(name: str, *_: object) -> None:
    if name == "pandas":
        raise ModuleNotFoundError(name)


def run_facts(results: Results) -> bytes:
    """``run.json``: versions, settings digest, day of judging, inputs with hashes, and counts that add up."""
    facts = results.run.model_dump(mode="json")
    facts["counts"] |= {table: len(records_of(results, table)) for table in TABLES}
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table. Raises KeyError for a table that does not exist."""
    import pyarrow as pa

    return pa.schema([(name, _arrow(field.annotation)) for name, field in TABLES[table].model_fields.items()])


def _write_texts(
    documents: Iterable[DocumentRecord],
    folder: Path,
    whole: Callable[[DocumentRecord], DocumentRecord],
    stands: Callable[[DocumentRecord], bool],
) -> list[Path]:
    paths = []
    for document in documents:
        paths.append(folder / f"{document.document_id}.json")
        if not stands(document):
            write_whole(paths[-1], (_safe(whole(document).model_dump_json()) + "\n").encode("utf-8"), durable=False)
    sweep(folder, {path.name for path in paths}, suffix=".json")
    return paths


def _json(value: dict[str, Any]) -> str:
    return _safe(json.dumps(value, ensure_ascii=False, separators=(", ", ": "), default=_iso, allow_nan=False))


def _safe(text: str) -> str:
    """JSON in which no character ends a line."""
    for end, escape in _LINE_ENDS.items():  # many times quicker than str.translate over Chinese text
        text = text.replace(end, escape)
    return text


def _iso(day: date) -> str:
    return day.isoformat()


def _arrow(annotation: Any) -> pa.DataType:
    import pyarrow as pa

    annotation = known(annotation)
    scalars = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        date: pa.date32(),
        datetime: pa.timestamp("us"),
    }
    if annotation in scalars:
        return scalars[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return pa.struct([(name, _arrow(field.annotation)) for name, field in annotation.model_fields.items()])
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow(args[0]))
    if origin is dict:
        return pa.map_(_arrow(args[0]), _arrow(args[1]))
    raise TypeError(f"no column type for {annotation}")
