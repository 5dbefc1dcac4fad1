"""Export to a database: the same rows, idempotent, whole or not at all; on SQLite, DuckDB and a real PostgreSQL."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import own_postgres

sa = pytest.importorskip("sqlalchemy", reason="the extra luodi[sql] is not installed")

from luodi.publish import sql  # noqa: E402  (needs SQLAlchemy)
from luodi.publish.rows import TABLES  # noqa: E402
from luodi.publish.shape import rows  # noqa: E402
from luodi.publish.sql import Changes, ExportError, export  # noqa: E402
from luodi.publish.tables import write_tables  # noqa: E402
from luodi.records import Results  # noqa: E402


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a fresh PostgreSQL server that this test run started."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with own_postgres.server() as address:
        if address is None:
            pytest.skip("no PostgreSQL server on this machine, or no user to run it as")
        yield address


@pytest.fixture(params=["sqlite", "postgresql", "duckdb"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'luodi.db'}"
    if request.param == "duckdb":
        pytest.importorskip("duckdb_engine", reason="duckdb-engine is not installed")
        return f"duckdb:///{tmp_path / 'luodi.duckdb'}"
    address: str = request.getfixturevalue("postgres")
    engine = sa.create_engine(address.replace("postgresql", "postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    name = f"t{abs(hash(tmp_path))}"
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.replace("/postgres", f"/{name}")


@pytest.fixture
def out(results: Results, tmp_path: Path) -> Path:
    write_tables(results, tmp_path / "out")
    return tmp_path / "out"


def _ask(url: str, question: str) -> list[tuple[object, ...]]:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        answer = [tuple(row) for row in connection.execute(sa.text(question))]
    engine.dispose()
    return answer


def test_the_database_holds_every_row_as_in_the_files(results: Results, out: Path, url: str) -> None:
    export(out, url)
    for table in TABLES:
        assert _ask(url, f"SELECT COUNT(*) FROM {table}") == [(len(rows(results, table)),)]
    finding = next(f for f in results.findings if f.evidence)
    question = f"SELECT reason, confidence, evidence FROM findings WHERE finding_id = '{finding.finding_id}'"
    ((reason, confidence, evidence),) = _ask(url, question)
    assert (reason, confidence) == (finding.reason, finding.confidence)
    stored = json.loads(evidence) if isinstance(evidence, str) else evidence
    assert [q["quote"] for q in stored] == [q.quote for q in finding.evidence]


def test_a_second_export_changes_nothing(out: Path, url: str) -> None:
    first = export(out, url)
    assert first["assessments"].added > 0
    assert all(done.none for done in export(out, url).values())


def test_a_second_export_writes_nothing_at_all(out: Path, url: str) -> None:
    export(out, url)
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN", "SHOW", "WITH")):
            written.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        export(out, url)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    assert written == []


def test_a_reader_never_sees_half_an_export(
    results: Results, build: Callable[..., Results], tmp_path: Path, url: str
) -> None:
    if url.startswith("duckdb"):
        pytest.skip("a DuckDB file has one user at a time")
    for name, one in {"a": results, "b": build(9, 2, 12)}.items():
        write_tables(one, tmp_path / name)
    export(tmp_path / "a", url)
    sizes: list[tuple[int, ...]] = []
    stop = threading.Event()
    question = sa.text(
        "SELECT (SELECT COUNT(*) FROM assessments), (SELECT COUNT(*) FROM documents), "
        "(SELECT COUNT(*) FROM findings), (SELECT COUNT(*) FROM scores)"
    )

    def watch() -> None:
        engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        while not stop.is_set():
            with engine.connect() as connection:
                sizes.append(tuple(connection.execute(question).one()))
        engine.dispose()

    reader = threading.Thread(target=watch)
    reader.start()
    for _ in range(2):
        export(tmp_path / "b", url)
        export(tmp_path / "a", url)
    stop.set()
    reader.join()
    whole = {
        tuple(len(_lines(tmp_path / name / f"{t}.jsonl")) for t in ("assessments", "documents", "findings", "scores"))
        for name in ("a", "b")
    }
    assert set(sizes) <= whole
    assert len(set(sizes)) == 2, "the reader must have seen both runs"


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_views_are_made_again_when_they_are_not_those_of_this_version(out: Path, url: str) -> None:
    export(out, url)
    _run(url, "DROP VIEW v_scores", "CREATE VIEW v_scores AS SELECT 1 AS old", "UPDATE luodi_schema SET views = 'old'")
    export(out, url)
    assert _ask(url, "SELECT COUNT(*) FROM v_scores WHERE score >= 0") == _ask(url, "SELECT COUNT(*) FROM scores")


def test_changed_rows_are_changed_and_gone_rows_are_gone(results: Results, out: Path, url: str) -> None:
    export(out, url)
    first, *rest = results.findings
    write_tables(results.replace(findings=(first.replace(reason="改"), *rest[1:])), out)
    assert export(out, url)["findings"] == Changes(added=0, changed=1, removed=1)
    assert _ask(url, f"SELECT reason FROM findings WHERE finding_id = '{first.finding_id}'") == [("改",)]


def test_an_export_that_breaks_off_leaves_the_old_run_whole(
    results: Results, out: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(out, url)
    before = _ask(url, "SELECT COUNT(*), MIN(row_digest), MAX(row_digest) FROM assessments")
    write_tables(results.replace(assessments=results.assessments[:3]), out)

    def fail(*_: object) -> None:
        raise sa.exc.OperationalError("CREATE VIEW", {}, Exception("disk full"))

    monkeypatch.setattr(sql, "_views", fail)
    with pytest.raises(ExportError, match="未作任何改动"):
        export(out, url)
    assert _ask(url, "SELECT COUNT(*), MIN(row_digest), MAX(row_digest) FROM assessments") == before


def test_views_count_tasks_and_keep_uncertain_ones_apart(results: Results, tmp_path: Path, url: str) -> None:
    # one that the texts cannot prove, however sure the reading: its confidence does not tell
    sure = next(a for a in results.assessments if a.status == "implemented" and not a.abstained)
    kept = tuple(a.replace(abstained=True) if a is sure else a for a in results.assessments)
    results = results.replace(assessments=kept)
    write_tables(results, tmp_path / "out")
    export(tmp_path / "out", url)
    unit, policy_id = sure.unit, sure.policy_id
    own = [a for a in results.assessments if (a.unit, a.policy_id) == (unit, policy_id)]
    done = sum(a.status == "implemented" and not a.abstained for a in own)
    question = (
        f"SELECT tasks, implemented, unsure FROM v_task_rates WHERE unit = '{unit}' AND policy_id = '{policy_id}'"
    )
    assert _ask(url, question) == [(len(own), done, sum(a.abstained for a in own))]
    assert _ask(url, "SELECT COUNT(*) FROM v_scores WHERE policy IS NOT NULL") == [(len(results.scores),)]
    assert _ask(url, "SELECT COUNT(*) FROM indicators WHERE name = 'task_rate'") == [(len(results.scores),)]


def test_columns_that_a_database_lacks_are_added(out: Path, url: str) -> None:
    export(out, url)
    _run(
        url, "DROP VIEW v_findings", "ALTER TABLE findings DROP COLUMN label", "UPDATE findings SET row_digest = 'old'"
    )
    assert export(out, url)["findings"].changed > 0
    assert _ask(url, "SELECT COUNT(*) FROM findings WHERE label IS NULL") == [(0,)]


@pytest.mark.parametrize(("version", "message"), [("9.0", "请升级"), ("0.1", "不兼容")])
def test_a_database_of_another_version_is_left_alone(out: Path, url: str, version: str, message: str) -> None:
    export(out, url)
    _run(url, f"UPDATE luodi_schema SET version = '{version}'")
    with pytest.raises(ExportError, match=message):
        export(out, url)


def test_odd_characters_survive(results: Results, tmp_path: Path, url: str) -> None:
    odd = results.findings[0].replace(reason="甲\x00乙'; DROP TABLE findings;--\u2028😀", unit="%s :x {y}")
    write_tables(results.replace(findings=(odd,)), tmp_path / "out")
    export(tmp_path / "out", url)
    assert _ask(url, "SELECT reason, unit FROM findings") == [("甲乙'; DROP TABLE findings;--\u2028😀", "%s :x {y}")]


def test_a_folder_without_a_whole_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"没有完整的运行结果"):
        export(tmp_path, "sqlite://")


def test_a_missing_driver_is_named_and_no_password_shown(out: Path) -> None:
    with pytest.raises(ExportError, match="nosuchdb") as caught:
        export(out, "nosuchdb://luodi:secret@host/db")
    assert "secret" not in str(caught.value)


def test_an_unreachable_server_is_reported_without_the_password(out: Path) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(ExportError, match="未作任何改动") as caught:
        export(out, "postgresql://luodi:secret@127.0.0.1:1/db?connect_timeout=2")
    assert "secret" not in str(caught.value)


def _run(url: str, *statements: str) -> None:
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


def test_a_refuted_finding_is_told_as_such_and_not_counted(results: Results, tmp_path: Path, url: str) -> None:
    first, *others = results.findings
    out = tmp_path / "refuted"
    write_tables(results.replace(findings=(first.replace(standing="refuted"), *others)), out)
    export(out, url)
    assert _ask(url, f"SELECT standing FROM findings WHERE finding_id = '{first.finding_id}'") == [("refuted",)]
    assert _ask(url, "SELECT SUM(findings) FROM v_findings") == [(len(others),)]
