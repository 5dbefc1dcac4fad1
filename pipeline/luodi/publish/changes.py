"""What is different from the last run in the same folder: problems that came, went, or got worse."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from luodi.records import Finding, Record, Results

from .files import write_whole
from .rows import rows

_STATE = Path(".luodi") / "changes.json"
_GRAVITY = ("low", "medium", "high")


class Changes(Record):
    """Ids of findings that are new or graver, and the findings that are gone, since the run of ``since``."""

    since: str
    new: tuple[str, ...] = ()
    graver: tuple[str, ...] = ()
    gone: tuple[dict[str, str], ...] = ()


def since_last(results: Results, out: str | Path) -> Changes | None:
    """The changes against what ``out`` holds; None when it holds no earlier run.

    Writing the same results again, also after an interruption, gives the same changes: they are kept in
    ``.luodi/changes.json`` together with the digest of the results they belong to.

    Raises OSError when ``out`` cannot be written.
    """
    out = Path(out)
    digest = _digest(results)
    kept = _kept(out / _STATE)
    if kept.get("digest") == digest:
        return None if kept["changes"] is None else Changes.model_validate(kept["changes"])
    changes = _compare(results, out)
    state = {"digest": digest, "changes": None if changes is None else changes.model_dump()}
    write_whole(out / _STATE, json.dumps(state, ensure_ascii=False).encode("utf-8"))
    return changes


def _compare(results: Results, out: Path) -> Changes | None:
    try:
        facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
        lines = (out / "findings.jsonl").read_bytes().splitlines()
    except (FileNotFoundError, ValueError):
        return None
    before = {row["finding_id"]: row for row in map(json.loads, lines)}
    now = {f.finding_id: f for f in results.findings}
    return Changes(
        since=str(facts["as_of"]),
        new=tuple(sorted(now.keys() - before.keys())),
        graver=tuple(sorted(i for i, f in now.items() if i in before and _graver(f, before[i]["severity"]))),
        gone=tuple(
            {"unit": row["unit"], "label": row["label"], "reason": row["reason"]}
            for i, row in sorted(before.items(), key=lambda pair: (pair[1]["unit"], pair[0]))
            if i not in now
        ),
    )


def _graver(finding: Finding, before: str) -> bool:
    return _GRAVITY.index(finding.severity) > _GRAVITY.index(before)


def _digest(results: Results) -> str:
    """Of the findings and the day: what the comparison rests on."""
    found = json.dumps(rows(results, "findings"), ensure_ascii=False)
    return hashlib.sha256(f"{results.run.as_of}\x1f{found}".encode()).hexdigest()


def _kept(path: Path) -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state
