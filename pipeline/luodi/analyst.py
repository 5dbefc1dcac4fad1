"""One file, one pair: what an analyst asks for in a notebook."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from luodi.records import Assessment, DocumentRecord, Dossier, Member, Unit
from luodi.settings import Settings
from luodi.text.dates import iso_day

if TYPE_CHECKING:
    import pandas as pd


def read(path: str | Path, *, settings: Settings | None = None) -> DocumentRecord:
    """Read one document whole: text, elements, outline, tasks, statements.

    Of an archive or a mail the first document is returned. Raises luodi.ingest.ReadError (a ValueError) with a code
    when the file cannot be read.
    """
    from luodi.batch.jobs import process

    file = Path(path)
    return process(file, root=file.parent, settings=Settings() if settings is None else settings)[0]


def compare_records(
    policy: DocumentRecord, report: DocumentRecord, *, as_of: date | None = None, settings: Settings | None = None
) -> list[Assessment]:
    """Assess one report against one policy, whoever issued them. ``as_of`` as in ``judging_day``."""
    from luodi.compare import assess

    chosen = Settings() if settings is None else settings
    unit = _reporting_unit(policy, report)
    dossier = Dossier(
        policy=policy,
        documents=(policy, report),
        members=(Member(document_id=report.document_id, unit=unit.name, role="report", reason="指定比对"),),
        units=(unit,),
        expected=(unit.name,),
    )
    return assess(dossier, chosen, judging_day(policy, report, as_of))


def judging_day(policy: DocumentRecord, report: DocumentRecord, as_of: date | None = None) -> date:
    """The day on which a pair is judged: the one asked for, else the report's own, the policy's, or today."""
    return as_of or report.issue_date or policy.issue_date or date.today()


def _reporting_unit(policy: DocumentRecord, report: DocumentRecord) -> Unit:
    """The unit that reports, as its division: a task's list gives its share to 甲市, not to 甲市人民政府."""
    from luodi.dossier import UnitTree, infer_units
    from luodi.dossier.link import owner

    tree = UnitTree(infer_units([policy, report]))
    name = report.unit or owner(report, tree)
    if name is not None and name in tree.units:
        return tree.units[name]
    return Unit(name=name or (report.issuer[0] if report.issuer else Path(report.file).stem), level="city")


def compare(
    policy: str | Path, report: str | Path, *, as_of: str | date | None = None, settings: Settings | None = None
) -> pd.DataFrame:
    """Assessments of one policy against one report as a DataFrame, one row a task.

    Columns: task, status, aspects, evidence, reason, facets (what each comparer found), confidence (0 to 1),
    abstained. ``as_of`` is ISO 8601 or a date; without one, as in ``judging_day``.

    Raises luodi.ingest.ReadError where a file cannot be read, ValueError where ``as_of`` is no day.
    """
    import pandas as pd

    day = None if as_of is None else iso_day(as_of)
    rows = compare_records(
        read(policy, settings=settings), read(report, settings=settings), as_of=day, settings=settings
    )
    columns = ["task", "status", "aspects", "evidence", "reason", "facets", "confidence", "abstained"]
    return pd.DataFrame([[getattr(row, c) for c in columns] for row in rows], columns=columns)
