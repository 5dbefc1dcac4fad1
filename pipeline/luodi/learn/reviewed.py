"""Write what reviewers decided: ``reviews.jsonl``, and beside it an annotated case that training can read.

The case holds the assessments that are settled (a right status, no reviewer against it) with the texts that they are
about: ``python -m luodi.learn.status --also FOLDER …`` heeds it when the experts are blended.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from luodi.publish.files import sweep, write_whole
from luodi.records import DocumentRecord
from luodi.score.agreement import alpha
from luodi.text.sentences import sentence_spans

from .gold import json_lines
from .review import Run, Said, reviews, rows

_ELEMENTS = ("kind", "genre", "title", "doc_number", "issuer", "addressees", "urgency", "issue_date", "refers_to")
_ASKED = ("path", "sentence", "lead", "support", "strength", "deadlines", "quantities")


@dataclass(frozen=True)
class Agreed:
    """How far reviewers agree on what two or more of them answered, ``both`` items.

    ``raw`` is the share of pairs of answers that decide the same. ``kappa`` is Cohen's, over confirmed, corrected and
    refuted, where there are two reviewers; ``alpha`` Krippendorff's, over right as found or not, where there are more.
    None where chance cannot be told from agreement (all answers alike).
    """

    reviewers: int
    both: int
    raw: float
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True)
class Written:
    """What was written: rows of ``reviews.jsonl`` by table and decision, settled assessments, agreement if any."""

    counts: dict[tuple[str, str], int]
    settled: int
    agreed: Agreed | None


def write_reviews(outs: Sequence[Path], to: Path) -> Written:
    """Read the answers in runs' folders and write them into ``to``, reviewers numbered in the order in which they come.

    Raises FileNotFoundError when a folder holds no run, luodi.publish.ReplyError when its workbook cannot be read,
    FileExistsError when ``to`` holds something else than earlier reviews: texts in it are replaced.
    """
    if to.exists() and any(to.iterdir()) and not (to / "reviews.jsonl").exists():
        raise FileExistsError(f"{to} 里有别的文件，请另给一个空文件夹（not empty; give a new folder）")
    runs = [Run(out) for out in outs]
    said: list[tuple[Run, list[Said]]] = []
    known: set[str] = set()
    for run in runs:
        fresh = [s for s in reviews(run) if s.source not in known]
        known |= {s.source for s in fresh}
        said.append((run, fresh))
    raters = _raters([s for _, given in said for s in given])
    made = [
        row | {"reviewer": raters[id(answer)]} for run, given in said for answer in given for row in rows(run, [answer])
    ]
    write_whole(to / "reviews.jsonl", json_lines(made).encode("utf-8"))
    settled = _settled(made)
    _case(runs, settled, to)
    counts: dict[tuple[str, str], int] = {}
    for row in made:
        key = (row["table"], row["decision"])
        counts[key] = counts.get(key, 0) + 1
    return Written(counts, len(settled), agreed([(s.item, raters[id(s)], s.decision) for _, g in said for s in g]))


def agreed(given: Iterable[tuple[str, int, str]]) -> Agreed | None:
    """Agreement over (item, reviewer, decision); a reviewer's last answer counts. None when no item has two.

    >>> agreed([("a", 1, "confirmed"), ("a", 2, "confirmed"), ("b", 1, "refuted"), ("b", 2, "confirmed")]).raw
    0.5
    """
    by_item: dict[str, dict[int, str]] = {}
    for item, reviewer, decision in given:
        by_item.setdefault(item, {})[reviewer] = decision
    twice = {item: who for item, who in by_item.items() if len(who) > 1}
    if not twice:
        return None
    pairs = [pair for who in twice.values() for pair in combinations([who[r] for r in sorted(who)], 2)]
    reviewers = {r for who in twice.values() for r in who}
    two = len(reviewers) == 2
    return Agreed(
        reviewers=len(reviewers),
        both=len(twice),
        raw=sum(a == b for a, b in pairs) / len(pairs),
        kappa=_kappa(pairs) if two else None,
        alpha=None if two else alpha([[float(d == "confirmed") for d in who.values()] for who in twice.values()]),
    )


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    from sklearn.metrics import cohen_kappa_score

    if len({decision for pair in pairs for decision in pair}) < 2:
        return None
    first, second = zip(*pairs, strict=True)
    return float(cohen_kappa_score(first, second))


def _raters(said: Sequence[Said]) -> dict[int, int]:
    """A number per answer: one per file, and one per role in a file that answers the same item more than once."""
    items: dict[str, list[str]] = {}
    for s in said:
        items.setdefault(s.source, []).append(s.item)
    several = {source for source, listed in items.items() if len(set(listed)) < len(listed)}
    numbers: dict[tuple[str, str], int] = {}
    return {
        id(s): numbers.setdefault((s.source, s.role if s.source in several else ""), len(numbers) + 1) for s in said
    }


def _settled(made: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One assessment of each (policy, unit, task) on which nobody differs and whose right status is known."""
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in made:
        if row["table"] == "assessments":
            groups.setdefault((row["policy_id"], row["unit"], row["task"]), []).append(row)
    same = [g for _, g in sorted(groups.items()) if len({(r["status"], tuple(sorted(r["aspects"]))) for r in g}) == 1]
    return [group[0] for group in same if group[0]["status"] is not None]


def _case(runs: Sequence[Run], settled: Sequence[dict[str, Any]], to: Path) -> None:
    """The settled rows as a case; files are named by id, so that folders of several runs lie side by side."""
    wanted = {row[side] for row in settled for side in ("policy_id", "report_id")}
    records: dict[str, DocumentRecord] = {}
    for run in runs:
        for document_id in sorted(wanted - records.keys()):
            if (run.out / "texts" / f"{document_id}.json").exists():
                records[document_id] = run.document(document_id)
    gold = [
        {"policy": f"{row['policy_id']}.txt", "unit": row["unit"], "report": f"{row['report_id']}.txt"}
        | {key: row[key] for key in ("task", "status", "aspects", "evidence")}
        for row in settled
    ]
    documents, tasks = [], []
    for document_id, record in sorted(records.items()):
        name = f"{document_id}.txt"
        write_whole(to / "src" / name, record.text.encode("utf-8"))
        dumped = record.model_dump(mode="json")
        documents.append({"file": name} | {key: dumped[key] for key in _ELEMENTS})
        whole = {record.text[a:b] for a, b in sentence_spans(record.text)}
        tasks += [{"file": name} | {key: t[key] for key in _ASKED} for t in dumped["tasks"] if t["sentence"] in whole]
    sweep(to / "src", {row["file"] for row in documents}, suffix=".txt")
    for table, listed in (("documents", documents), ("tasks", tasks), ("assessments", gold)):
        write_whole(to / "gold" / f"{table}.jsonl", json_lines(listed).encode("utf-8"))
    write_whole(to / "units.csv", _units({row["unit"] for row in gold}))
    days = sorted({run.as_of for run in runs})
    notes = ("# Reviewed assessments", f"as_of: {days[-1]}", "By `luodi learn review`; reviews.jsonl has every answer.")
    write_whole(to / "NOTES.md", ("\n\n".join(notes) + "\n").encode("utf-8"))


def _units(names: Iterable[str]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerows([("name", "level", "parent", "aliases"), *((name, "", "", "") for name in sorted(names))])
    return sheet.getvalue().encode("utf-8")
