"""The two maps of a run as jobs over JSON: one over files, one over dossiers."""

from __future__ import annotations

import json
import traceback
from datetime import date
from pathlib import Path
from typing import Any

from luodi.records import Assessment, DocumentRecord, Dossier, Finding, Record, Score
from luodi.settings import Settings


class Reading(Record):
    """The answer of ``read_document``: the records of a file, or why there are none."""

    records: tuple[DocumentRecord, ...] | None = None
    code: str = ""
    message: str = ""


class Question(Record):
    """The request of both jobs over dossiers."""

    dossier: Dossier
    settings: Settings
    as_of: date
    assessments: tuple[Assessment, ...] = ()
    answers: tuple[dict[str, Any], ...] = ()


class Judgement(Record):
    """The answer of ``assess_dossier``; ``code`` and ``message`` when the dossier was lost."""

    assessments: tuple[Assessment, ...] = ()
    code: str = ""
    message: str = ""


class Conclusion(Record):
    """The answer of ``check_dossier``; ``code`` and ``message`` when the dossier was lost."""

    findings: tuple[Finding, ...] = ()
    scores: tuple[Score, ...] = ()
    code: str = ""
    message: str = ""


def read_document(request: str) -> str:
    """Read one file into records: ``{path, root, settings}`` -> a ``Reading``.

    This is the boundary that quarantines a file: the only place where every error is caught.
    """
    asked: dict[str, Any] = json.loads(request)
    try:
        settings = Settings.model_validate(asked["settings"])
        records = process(Path(asked["path"]), root=Path(asked["root"]), settings=settings)
        return Reading(records=tuple(records)).model_dump_json(exclude_defaults=True)
    except Exception as error:
        code, message = getattr(error, "code", None), str(error)
        if not isinstance(code, str):
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            code = "internal"
            where = f"{kind} in {Path(place.filename).name}:{place.lineno}"
            message = f"程序处理此文件时出错，请把文件交给维护者（internal error {where}）"
        return Reading(code=code, message=message).model_dump_json(exclude_defaults=True)


def process(path: Path, *, root: Path | None, settings: Settings) -> list[DocumentRecord]:
    """The first map: read, structure, cover personal data in complaints, extract. Raises luodi.ingest.ReadError."""
    from luodi.ingest import read
    from luodi.language import extract
    from luodi.structure import structure
    from luodi.text.masking import masked

    return [extract(masked(structure(r, settings)), settings) for r in read(path, root=root, settings=settings)]


def assess_dossier(request: str) -> str:
    """Judge one dossier: a ``Question`` -> a ``Judgement``."""
    from luodi.compare import assess

    asked = Question.model_validate_json(request)
    return Judgement(assessments=tuple(assess(asked.dossier, asked.settings, asked.as_of))).model_dump_json()


def check_dossier(request: str) -> str:
    """Findings and scores of a judged dossier: a ``Question`` with assessments and answers -> a ``Conclusion``.

    What a reviewer confirmed or refuted (``answers``, and sheets of replies in the dossier) stands with the finding.
    """
    from luodi.checks import check
    from luodi.score import score
    from luodi.score.replies import Answer, answers, heed

    asked = Question.model_validate_json(request)
    dossier, assessments, settings = asked.dossier, list(asked.assessments), asked.settings
    given = [*(Answer(**answer) for answer in asked.answers), *answers(dossier.documents)]
    findings = heed(check(dossier, assessments, settings, asked.as_of), given)
    scores = score(dossier, assessments, findings, settings)
    return Conclusion(findings=tuple(findings), scores=tuple(scores)).model_dump_json()
