"""The two maps of a run as jobs over JSON: one over files, one over dossiers."""

from __future__ import annotations

import json
import traceback
from datetime import date
from pathlib import Path
from typing import Any

from luodi.records import Assessment, DocumentRecord, Dossier, Finding, Score
from luodi.settings import Settings


def read_document(request: str) -> str:
    """Read one file into records: ``{path, root, settings}`` -> ``{"records": [...]}`` or ``{"code", "message"}``.

    This is the boundary that quarantines a file: the only place where every error is caught.
    """
    asked: dict[str, Any] = json.loads(request)
    try:
        settings = Settings.model_validate(asked["settings"])
        records = process(Path(asked["path"]), root=Path(asked["root"]), settings=settings)
        return json.dumps({"records": [json.loads(r.model_dump_json(exclude_defaults=True)) for r in records]})
    except Exception as error:
        code, message = getattr(error, "code", None), str(error)
        if not isinstance(code, str):
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            code = "internal"
            where = f"{kind} in {Path(place.filename).name}:{place.lineno}"
            message = f"程序处理此文件时出错，请把文件交给维护者（internal error {where}）"
        return json.dumps({"code": code, "message": message})


def process(path: Path, *, root: Path | None, settings: Settings) -> list[DocumentRecord]:
    """The first map: read, structure, cover personal data in complaints, extract. Raises luodi.ingest.ReadError."""
    from luodi.ingest import read
    from luodi.language import extract
    from luodi.structure import structure
    from luodi.text.masking import masked

    return [extract(masked(structure(r, settings)), settings) for r in read(path, root=root, settings=settings)]


def assess_dossier(request: str) -> str:
    """Judge one dossier: ``{dossier, settings, as_of}`` -> ``{"assessments": [...]}``."""
    from luodi.compare import assess

    dossier, settings, as_of = _asked(request)
    return json.dumps({"assessments": [a.model_dump(mode="json") for a in assess(dossier, settings, as_of)]})


def check_dossier(request: str) -> str:
    """Findings and scores of a judged dossier: ``{dossier, assessments, answers, …}`` -> ``{"findings", "scores"}``.

    What a reviewer confirmed or refuted (``answers``, and sheets of replies in the dossier) stands with the finding.
    """
    from luodi.checks import check
    from luodi.score import score
    from luodi.score.replies import Answer, answers, heed

    dossier, settings, as_of = _asked(request)
    data = json.loads(request)
    assessments = [Assessment.model_validate(a) for a in data["assessments"]]
    given = [*(Answer(**a) for a in data["answers"]), *answers(dossier.documents)]
    findings = heed(check(dossier, assessments, settings, as_of), given)
    scores = score(dossier, assessments, findings, settings)
    return json.dumps(
        {
            "findings": [f.model_dump(mode="json") for f in findings],
            "scores": [s.model_dump(mode="json") for s in scores],
        }
    )


def _asked(request: str) -> tuple[Dossier, Settings, date]:
    asked = json.loads(request)
    return (
        Dossier.model_validate(asked["dossier"]),
        Settings.model_validate(asked["settings"]),
        date.fromisoformat(asked["as_of"]),
    )


def findings_of(answer: str) -> tuple[list[Finding], list[Score]]:
    """The records in an answer of ``check_dossier``."""
    data = json.loads(answer)
    return [Finding.model_validate(f) for f in data["findings"]], [Score.model_validate(s) for s in data["scores"]]
