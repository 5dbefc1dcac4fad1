"""Rows into a table by the fastest way each database has, and what tables it holds already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlalchemy as sa

_BATCH = 2_000


def put(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, or replace those with the same key: PostgreSQL by COPY, DuckDB from Arrow, others in batches."""
    if not rows:
        return
    if connection.dialect.driver == "psycopg":
        _put_staged(connection, table, _copied(connection, table, rows))
    elif connection.dialect.name == "duckdb":
        _put_staged(connection, table, _registered(connection, table, rows))
    else:
        statement = _upsert(table, connection.dialect.name)
        for batch in batches(rows):
            connection.execute(statement, batch)


def batches(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows in portions that a statement may carry."""
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def tables_of(connection: sa.Connection) -> set[str]:
    """The tables that the database holds."""
    import sqlalchemy as sa

    return set(sa.inspect(connection).get_table_names())


def columns_of(connection: sa.Connection, table: str) -> set[str]:
    """The columns of a table that the database holds."""
    import sqlalchemy as sa

    if connection.dialect.name == "duckdb":  # its dialect asks for catalogues that only PostgreSQL has
        question = sa.text(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = :name"
        )
        return set(connection.execute(question, {"name": table}).scalars())
    return {column["name"] for column in sa.inspect(connection).get_columns(table)}


def _put_staged(connection: sa.Connection, table: sa.Table, staged: str) -> None:
    import sqlalchemy as sa

    quote = connection.dialect.identifier_preparer.quote
    columns = [column.name for column in table.columns]
    names = ", ".join(quote(name) for name in columns)
    keys = [column.name for column in table.primary_key.columns]
    rest = ", ".join(f"{quote(n)} = excluded.{quote(n)}" for n in columns if n not in keys)
    connection.execute(
        sa.text(
            f"INSERT INTO {quote(table.name)} ({names}) SELECT {names} FROM {staged} "
            f"ON CONFLICT ({', '.join(quote(key) for key in keys)}) DO UPDATE SET {rest}"
        )
    )


def _copied(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> str:
    import sqlalchemy as sa

    quote = connection.dialect.identifier_preparer.quote
    columns = [column.name for column in table.columns]
    staged = quote(f"staged_{table.name}")
    connection.execute(sa.text(f"CREATE TEMP TABLE {staged} (LIKE {quote(table.name)}) ON COMMIT DROP"))
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {staged} ({', '.join(map(quote, columns))}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_plain(row[name]) for name in columns])
    return staged


def _registered(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> str:
    import pyarrow as pa
    import sqlalchemy as sa

    kinds: list[tuple[Any, pa.DataType]] = [
        (sa.JSON, pa.string()),
        (sa.Boolean, pa.bool_()),
        (sa.Integer, pa.int64()),
        (sa.Float, pa.float64()),
        (sa.String, pa.string()),
    ]
    held = {
        column.name: pa.array(
            [_plain(row[column.name]) for row in rows],
            type=next(kind for base, kind in kinds if isinstance(column.type, base)),
        )
        for column in table.columns
    }
    staged = f"staged_{table.name}"
    driver: Any = connection.connection.driver_connection
    driver.register(staged, pa.table(held))
    return staged


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _upsert(table: sa.Table, dialect: str) -> Any:
    from sqlalchemy.dialects import postgresql, sqlite

    statement = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(table)
    keys = {column.name for column in table.primary_key.columns}
    rest = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=sorted(keys), set_=rest)
