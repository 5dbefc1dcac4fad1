"""What is different from the last run in the same folder: problems, judgements and scores that came, went or moved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from luodi.records import SEVERITIES, Finding, Record, Results

from .files import kept, write_whole

_STATE = Path(".luodi") / "changes.json"

UNSURE = "unsure"
"""Stands for the status of an assessment that was left to people."""


class Moved(Record):
    """One task of one unit judged otherwise than in the last run; statuses as codes, or ``unsure``."""

    assessment_id: str
    before: str
    now: str


class Shifted(Record):
    """One unit's score on one policy that moved by a point or more."""

    policy_id: str
    unit: str
    before: float
    now: float


class Changes(Record):
    """What changed since the run of ``since``: ids of new and graver findings, findings gone, judgements and scores."""

    since: str
    new: tuple[str, ...] = ()
    graver: tuple[str, ...] = ()
    gone: tuple[dict[str, str], ...] = ()
    moved: tuple[Moved, ...] = ()
    scores: tuple[Shifted, ...] = ()


def since_last(results: Results, out: str | Path) -> Changes | None:
    """The changes against what ``out`` holds; None when it holds no earlier run.

    Writing the same results again, also after an interruption, gives the same changes: they are kept in
    ``.luodi/changes.json`` together with the digest of the results they belong to.

    Raises OSError when ``out`` cannot be written.
    """
    out = Path(out)
    digest = _digest(results)
    before = kept(out / _STATE)
    if before.get("digest") == digest:
        return None if before["changes"] is None else Changes.model_validate(before["changes"])
    changes = _compare(results, out)
    state = {"digest": digest, "changes": None if changes is None else changes.model_dump()}
    write_whole(out / _STATE, json.dumps(state, ensure_ascii=False).encode("utf-8"))
    return changes


def _compare(results: Results, out: Path) -> Changes | None:
    try:
        facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
        before = {row[0]: row[1:] for row in _columns(out, "findings", "finding_id", "severity", "unit", "label")}
        judged = {
            i: _status(*said) for i, *said in _columns(out, "assessments", "assessment_id", "status", "abstained")
        }
        scored = {
            (policy, unit): score for policy, unit, score in _columns(out, "scores", "policy_id", "unit", "score")
        }
        now = {f.finding_id: f for f in results.findings}
        gone = sorted(before.keys() - now.keys(), key=lambda i: (before[i][1], i))
        reasons = dict(_columns(out, "findings", "finding_id", "reason")) if gone else {}
    except (FileNotFoundError, ValueError):
        return None
    return Changes(
        since=str(facts["as_of"]),
        new=tuple(sorted(now.keys() - before.keys())),
        graver=tuple(sorted(i for i, f in now.items() if i in before and _graver(f, before[i][0]))),
        gone=tuple({"unit": before[i][1], "label": before[i][2], "reason": reasons[i]} for i in gone),
        moved=tuple(
            Moved(assessment_id=a.assessment_id, before=judged[a.assessment_id], now=_status(a.status, a.abstained))
            for a in sorted(results.assessments, key=lambda a: a.assessment_id)
            if judged.get(a.assessment_id, said := _status(a.status, a.abstained)) != said
        ),
        scores=tuple(
            Shifted(policy_id=s.policy_id, unit=s.unit, before=round(then, 1), now=round(s.score, 1))
            for s in sorted(results.scores, key=lambda s: (s.policy_id, s.unit))
            if s.score is not None
            and (then := scored.get((s.policy_id, s.unit))) is not None
            and abs(s.score - then) >= 1
        ),
    )


def _columns(out: Path, table: str, *names: str) -> Iterable[tuple[Any, ...]]:
    """Some columns of a table of the last run. Raises FileNotFoundError, ValueError."""
    import pyarrow.parquet as pq

    with (out / f"{table}.parquet").open("rb") as file:
        columns = pq.ParquetFile(file).read(columns=list(names)).select(names).columns
    return zip(*(column.to_pylist() for column in columns), strict=True)


def _status(status: str, abstained: bool) -> str:
    return UNSURE if abstained else status


def _graver(finding: Finding, before: str) -> bool:
    return SEVERITIES.index(finding.severity) < SEVERITIES.index(before)


def _digest(results: Results) -> str:
    """Of the day and all that is compared."""
    compared: tuple[Sequence[Record], ...] = (results.findings, results.assessments, results.scores)
    texts = (record.model_dump_json() for records in compared for record in records)
    digests = sorted(hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return hashlib.sha256(b"".join([str(results.run.as_of).encode(), *digests])).hexdigest()
