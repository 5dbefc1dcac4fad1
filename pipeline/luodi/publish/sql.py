"""A run's tables in a database: all of them in one transaction, nothing written that has not changed.

The database mirrors one output folder. A row's digest is kept beside it, so that a second export finds that nothing
changed, and so that rows gone from the run go from the database. Readers see the old run or the new one, never half.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luodi.records import SCHEMA_VERSION

from .files import facts_of
from .rows import TABLES
from .sqltables import DIGEST, VIEWS, build
from .sqlwrite import batches, columns_of, put, tables_of

if TYPE_CHECKING:
    import sqlalchemy as sa


class ExportError(RuntimeError):
    """An export that cannot be made; the message says what to do. It never holds a password."""


@dataclass(frozen=True)
class Changes:
    """What an export did to one table."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def none(self) -> bool:
        """Whether the table already was as it should be."""
        return not (self.added or self.changed or self.removed)


def export(out: str | Path, url: str) -> dict[str, Changes]:
    """Bring the tables of ``out`` into the database at ``url`` (``sqlite:///…``, ``postgresql://…``, ``duckdb:///…``).

    Tables are made when missing; columns that a newer minor schema version added are added. Views for indicators
    (``v_task_rates``, ``v_findings``, ``v_passing``, ``v_scores``) are made where those of this version are missing.

    Raises ExportError when ``out`` holds no whole run, the driver or SQLAlchemy is missing, the database cannot be
    reached, or its schema is of another major or a newer version.
    """
    out = Path(out)
    facts = _facts(out)
    engine = _engine(url)
    import sqlalchemy as sa

    metadata = build()
    try:
        with engine.begin() as connection:
            _prepare(connection, metadata, str(facts["schema_version"]))
            done = {name: _mirror(connection, metadata.tables[name], rows) for name, rows in _all_rows(out, facts)}
            _views(connection, metadata.tables["luodi_schema"])
    except sa.exc.SQLAlchemyError as error:
        where = engine.url.render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise ExportError(f"导出到 {where} 失败，未作任何改动（export failed, nothing changed）：{reason}") from error
    finally:
        engine.dispose()
    return done


def _facts(out: Path) -> dict[str, Any]:
    missing = [f"{name}.jsonl" for name in TABLES if not (out / f"{name}.jsonl").is_file()]
    if not (out / "run.json").is_file() or missing:
        lacking = "、".join(missing or ["run.json"])
        raise ExportError(f"{out.name} 里没有完整的运行结果，缺 {lacking}（no whole run）；请先 luodi run")
    facts = facts_of(out)
    if str(facts["schema_version"]).split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise ExportError(f"{out.name} 的数据格式是 {facts['schema_version']}，本软件是 {SCHEMA_VERSION}；请重新运行")
    return facts


def _engine(url: str) -> sa.Engine:
    try:
        import sqlalchemy as sa
    except ImportError as error:
        raise ExportError("导出需要 SQLAlchemy：pip install 'luodi[sql]'（SQLAlchemy is missing）") from error
    if url.startswith(("postgresql://", "postgres://")) and find_spec("psycopg") is not None:
        url = "postgresql+psycopg://" + url.partition("://")[2]
    try:
        engine = sa.create_engine(url, json_serializer=lambda value: json.dumps(value, ensure_ascii=False))
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        kind = url.partition(":")[0]
        raise ExportError(
            f"不认识或缺少驱动：{kind}（unknown database or missing driver）；可用 sqlite:///文件.db、postgresql://用户@主机/库"
        ) from error
    if engine.dialect.name == "sqlite":
        _whole_transactions(engine)
    return engine


def _whole_transactions(engine: sa.Engine) -> None:
    """Make SQLite's driver hold table changes in the same transaction as rows, and wait for other writers."""
    import sqlalchemy as sa

    @sa.event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 30000")

    @sa.event.listens_for(engine, "begin")
    def _(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare(connection: sa.Connection, metadata: sa.MetaData, version: str) -> None:
    import sqlalchemy as sa

    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(7105648)"))  # one export at a time
    present = tables_of(connection)
    versions = metadata.tables["luodi_schema"]
    if "luodi_schema" in present:
        kept = connection.execute(sa.select(versions.c.version)).scalar()
        if kept is not None and _parts(kept) > _parts(version):
            raise ExportError(f"数据库的格式 {kept} 比 {version} 新，请升级 luodi（the database is newer）")
        if kept is not None and _parts(kept)[0] != _parts(version)[0]:
            raise ExportError(f"数据库的格式 {kept} 与 {version} 不兼容，请导出到新库（another major version）")
    if connection.dialect.name == "duckdb":
        for table in metadata.tables.values():
            table.indexes.clear()  # it scans columns fast, and alters no table that an index depends on
    metadata.create_all(connection)
    for table in metadata.sorted_tables:
        if table.name in present:
            _add_columns(connection, table, columns_of(connection, table.name))
    if connection.execute(sa.select(versions.c.version)).scalars().all() != [version]:
        connection.execute(sa.delete(versions))
        connection.execute(sa.insert(versions).values(version=version))


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _add_columns(connection: sa.Connection, table: sa.Table, present: set[str]) -> None:
    import sqlalchemy as sa

    quote = connection.dialect.identifier_preparer.quote
    for column in table.columns:
        if column.name not in present:
            kind = column.type.compile(connection.dialect)
            connection.execute(sa.text(f"ALTER TABLE {quote(table.name)} ADD COLUMN {quote(column.name)} {kind}"))


def _mirror(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> Changes:
    """Make the table hold exactly these rows, touching only those that differ."""
    import sqlalchemy as sa

    keys = list(table.primary_key.columns)
    digest = table.c[DIGEST]
    kept = {tuple(row[:-1]): row[-1] for row in connection.execute(sa.select(*keys, digest))}
    names = [key.name for key in keys]
    fresh: list[dict[str, Any]] = []
    seen: set[tuple[Any, ...]] = set()
    changed = 0
    for row in rows:
        key = tuple(row[name] for name in names)
        if key in seen:
            continue
        seen.add(key)
        if kept.get(key) != row[digest.name]:
            changed += key in kept
            fresh.append(row)
    gone = [dict(zip(names, key, strict=True)) for key in kept if key not in seen]
    for batch in batches(gone):
        match = sa.and_(*(key == sa.bindparam(f"k_{key.name}") for key in keys))
        connection.execute(sa.delete(table).where(match), [{f"k_{n}": v for n, v in row.items()} for row in batch])
    put(connection, table, fresh)
    return Changes(added=len(fresh) - changed, changed=changed, removed=len(gone))


def _views(connection: sa.Connection, versions: sa.Table) -> None:
    """Make the views anew where they are not those of this version: views that stand are left to their readers."""
    import sqlalchemy as sa

    wanted = _digest(json.dumps(VIEWS, sort_keys=True).encode("utf-8"))
    if connection.execute(sa.select(versions.c.views)).scalar() == wanted:
        return
    for name, body in VIEWS.items():
        connection.execute(sa.text(f"DROP VIEW IF EXISTS {name}"))
        connection.execute(sa.text(f"CREATE VIEW {name} AS {body}"))
    connection.execute(sa.update(versions).values(views=wanted))


def _all_rows(out: Path, facts: dict[str, Any]) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    yield "luodi_run", _signed([{"id": 1, "as_of": facts["as_of"]} | _run(facts)])
    for name in TABLES:
        yield name, _lines(out / f"{name}.jsonl")
    yield "indicators", _signed(_indicators(out))


def _run(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: facts.get(name) for name in ("software_version", "settings_digest", "abstain_below", "counts")}


def _indicators(out: Path) -> Iterator[dict[str, Any]]:
    """Components and indicators of scores, one a row, for those who ask in SQL."""
    for score in _lines(out / "scores.jsonl"):
        for part in ("components", "indicators"):
            for name, value in score[part].items():
                yield {
                    "policy_id": score["policy_id"],
                    "unit": score["unit"],
                    "part": part,
                    "name": name,
                    "value": value,
                }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a table, each with the digest of its line."""
    with path.open("rb") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            row[DIGEST] = _digest(line)
            yield _without_nul(row) if b"\\u0000" in line else row


def _without_nul(value: Any) -> Any:
    """PostgreSQL's text holds every character but this one."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    return {key: _without_nul(item) for key, item in value.items()} if isinstance(value, dict) else value


def _signed(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield row | {DIGEST: _digest(json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8"))}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content.rstrip()).hexdigest()[:16]
