"""The shape of the database: a table for each output table, made from the same rows, and views for indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_origin

from luodi.records import STATUSES

from .rows import PRIMARY, TABLES
from .shape import known

if TYPE_CHECKING:
    import sqlalchemy as sa

DIGEST = "row_digest"
"""The column that holds a row's digest."""
_INDEXED = {
    "documents": ("kind", "unit"),
    "tasks": ("document_id",),
    "assessments": ("policy_id", "unit", "task_id", "status"),
    "findings": ("unit", "kind", "policy_id"),
}
VIEWS: dict[str, str] = {
    "v_task_rates": (
        "SELECT policy_id, unit, COUNT(*) AS tasks, "
        + ", ".join(f"SUM(CASE WHEN status = '{s}' AND NOT abstained THEN 1 ELSE 0 END) AS {s}" for s in STATUSES)
        + ", SUM(CASE WHEN abstained THEN 1 ELSE 0 END) AS unsure FROM assessments GROUP BY policy_id, unit"
    ),
    "v_findings": "SELECT unit, kind, label, severity, COUNT(*) AS findings FROM findings "
    "WHERE COALESCE(standing, 'open') <> 'refuted' GROUP BY unit, kind, label, severity",
    "v_passing": "SELECT h.policy_id, d.title, d.doc_number, h.from_unit, h.unit, h.depth, h.sent_on, h.hours_low, "
    "h.hours_high, h.limit_hours, h.late, h.state FROM hops h LEFT JOIN documents d ON d.document_id = h.policy_id",
    "v_scores": "SELECT s.policy_id, d.title AS policy, d.doc_number, s.unit, s.score, s.low, s.high, s.risk, "
    "s.review_interval FROM scores s LEFT JOIN documents d ON d.document_id = s.policy_id",
}
"""Rates of tasks by status (uncertain ones apart), findings by unit and kind (refuted ones left out), ways of policies,
scores by name."""


def build() -> sa.MetaData:
    """All tables. Lists and objects are JSON (JSONB in PostgreSQL), days are text as in the files."""
    import sqlalchemy as sa

    metadata = sa.MetaData()
    sa.Table(
        "luodi_schema", metadata, sa.Column("version", sa.String(16), primary_key=True), sa.Column("views", sa.Text())
    )
    _table(
        metadata,
        "luodi_run",
        {
            "id": sa.Integer(),
            "as_of": sa.String(10),
            "software_version": sa.Text(),
            "settings_digest": sa.Text(),
            "abstain_below": sa.Double(),
            "counts": _json(),
        },
        ("id",),
    )
    for name, model in TABLES.items():
        columns = {field: _type(info.annotation) for field, info in model.model_fields.items()}
        _table(metadata, name, columns, PRIMARY[name])
    text = {"policy_id": sa.Text(), "unit": sa.Text(), "part": sa.Text(), "name": sa.Text(), "value": sa.Double()}
    _table(metadata, "indicators", text, ("policy_id", "unit", "part", "name"))
    return metadata


def _table(metadata: sa.MetaData, name: str, columns: dict[str, Any], keys: tuple[str, ...]) -> None:
    import sqlalchemy as sa

    made = [
        sa.Column(field, kind, primary_key=field in keys, autoincrement=False, index=field in _INDEXED.get(name, ()))
        for field, kind in columns.items()
    ]
    sa.Table(name, metadata, *made, sa.Column(DIGEST, sa.String(16)))


def _json() -> Any:
    import sqlalchemy as sa
    from sqlalchemy.dialects.postgresql import JSONB

    return sa.JSON().with_variant(JSONB(), "postgresql")


def _type(annotation: Any) -> Any:
    import sqlalchemy as sa

    annotation = known(annotation)
    origin = get_origin(annotation)
    if origin in (tuple, dict, list):
        return _json()
    scalars: dict[Any, Any] = {int: sa.BigInteger(), float: sa.Double(), bool: sa.Boolean()}
    return sa.Text() if origin is Literal else scalars.get(annotation, sa.Text())
