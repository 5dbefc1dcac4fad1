"""Real plans and the accounts given of them: ``python -m luodi.learn.annual TEXTS --out FOLDER``.

``corpora/annual`` holds labels of governments' work reports: what the review of a year shows of each task that the
plan for that year set. It has no word of the reports; a sentence stands as the digest of its characters. With the
public texts in TEXTS (``.txt`` of any name, one paragraph a line) this makes annotated worlds of them again, for
training and measuring; a pair whose texts are not there is left out and named.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from luodi.compare.candidates import passages
from luodi.language import extract
from luodi.records import DocumentRecord
from luodi.structure import structure
from luodi.text.days import in_chinese
from luodi.text.plain_record import text_record

from .gold import csv_rows, json_lines

LABELS = Path("corpora/annual")


@dataclass(frozen=True)
class AnnualPair:
    """A plan and the account of it. The digests are of the first and last line of either part of the texts."""

    name: str
    place: str
    level: str
    issuer: str
    year: int
    plan_date: date
    account_date: date
    plan: tuple[str, str]
    account: tuple[str, str]


def digest(sentence: str) -> str:
    """Sixteen hexadecimal signs for a sentence, white space aside.

    >>> digest("新建 3 所。") == digest("新建3所。")
    True
    """
    return hashlib.sha256("".join(sentence.split()).encode()).hexdigest()[:16]


def pairs(folder: Path = LABELS) -> list[AnnualPair]:
    """The labelled pairs, in the order of their names."""
    return [
        AnnualPair(
            name=row["pair"],
            place=row["place"],
            level=row["level"],
            issuer=row["issuer"],
            year=int(row["year"]),
            plan_date=date.fromisoformat(row["plan_date"]),
            account_date=date.fromisoformat(row["account_date"]),
            plan=(row["plan_first"], row["plan_last"]),
            account=(row["account_first"], row["account_last"]),
        )
        for row in csv_rows(folder / "pairs.csv")
    ]


def rebuild(texts: Path, out: Path, labels: Path = LABELS) -> tuple[list[str], list[str]]:
    """Write a world for each pair below ``out``. Returns names of pairs written and of pairs without their texts."""
    lines = [_lines(path) for path in sorted(texts.rglob("*.txt"))]
    marks: dict[str, list[dict[str, str]]] = {}
    for row in csv_rows(labels / "labels.csv"):
        marks.setdefault(row["pair"], []).append(row)
    made, missing = [], []
    for pair in pairs(labels):
        plan, account = _part(lines, pair.plan), _part(lines, pair.account)
        if plan is None or account is None:
            missing.append(pair.name)
            continue
        _write(pair, plan, account, marks.get(pair.name, []), out / pair.name)
        made.append(pair.name)
    return made, missing


def documents_of(
    pair: AnnualPair, plan: Sequence[str], account: Sequence[str]
) -> dict[str, tuple[str, dict[str, Any]]]:
    """Text and gold elements of the two documents of a pair, as an office would send them."""
    asked = f"{pair.place}{pair.year}年政府工作任务"
    told = f"{asked}落实情况报告"
    common = {"doc_number": None, "issuer": [pair.issuer], "addressees": [], "urgency": None}
    relation = [{"title": asked, "doc_number": None, "relation": "reports_on"}]

    def page(title: str, body: Sequence[str], day: date) -> str:
        return "\n".join([title, *body, pair.issuer, in_chinese(day)]) + "\n"

    def gold(file: str, kind: str, genre: str, title: str, day: date, refers: list[dict[str, Any]]) -> dict[str, Any]:
        about = {"file": file, "kind": kind, "genre": genre, "title": title}
        return about | common | {"issue_date": day.isoformat(), "refers_to": refers}

    return {
        "policy.txt": (
            page(asked, plan, pair.plan_date),
            gold("policy.txt", "policy", "其他", asked, pair.plan_date, []),
        ),
        "report.txt": (
            page(told, account, pair.account_date),
            gold("report.txt", "report", "报告", told, pair.account_date, relation),
        ),
    }


def read(text: str, gold: dict[str, Any]) -> DocumentRecord:
    """A text of a pair with its outline, tasks and statements."""
    known = {key: gold[key] for key in ("kind", "genre", "title", "issue_date")}
    record = text_record(gold["file"], text, kind_confidence=1.0, issuer=tuple(gold["issuer"]), **known)
    return extract(structure(record))


def _write(
    pair: AnnualPair, plan: Sequence[str], account: Sequence[str], marks: Sequence[dict[str, str]], out: Path
) -> None:
    documents = documents_of(pair, plan, account)
    policy, report = (read(*documents[file]) for file in ("policy.txt", "report.txt"))
    tasks = {digest(task.sentence): task for task in policy.tasks}
    told = {digest(p.sentence): p.sentence for p in passages(report)}
    during = {"text": f"{pair.year}年", "kind": "during", "start": f"{pair.year}-01-01", "end": f"{pair.year}-12-31"}
    asked, judged = [], []
    for mark in marks:
        task = tasks.get(mark["task"])
        evidence = [told[e] for e in mark["evidence"].split() if e in told]
        if task is None or (mark["status"] != "omitted" and not evidence):
            continue  # an edition of the text in which this sentence is cut otherwise
        quantities = [
            {"text": q.text, "indicator": q.indicator, "op": q.op, "value": q.value, "unit": q.unit}
            for q in task.quantities
        ]
        about = {"file": "policy.txt", "path": task.path, "sentence": task.sentence, "lead": [], "support": []}
        asked.append(about | {"strength": task.strength, "deadlines": [during], "quantities": quantities})
        row: dict[str, Any] = {
            "policy": "policy.txt",
            "unit": pair.place,
            "report": "report.txt",
            "task": task.sentence,
        }
        row |= {"status": mark["status"], "aspects": mark["aspects"].split(), "evidence": evidence}
        judged.append(row | ({"doubt": True} if mark["doubt"] else {}))
    (out / "src").mkdir(parents=True, exist_ok=True)
    (out / "gold").mkdir(exist_ok=True)
    for file, (text, _) in documents.items():
        (out / "src" / file).write_text(text, encoding="utf-8")
    (out / "gold/documents.jsonl").write_text(json_lines([gold for _, gold in documents.values()]), encoding="utf-8")
    (out / "gold/tasks.jsonl").write_text(json_lines(asked), encoding="utf-8")
    (out / "gold/assessments.jsonl").write_text(json_lines(judged), encoding="utf-8")
    aliases = "|".join(dict.fromkeys([pair.place, pair.issuer, "我省", "全省", "全区", "全市"]))
    units = f"name,level,parent,aliases\n{pair.place},{pair.level},,{aliases}\n"
    (out / "units.csv").write_text(units, encoding="utf-8")
    as_of = pair.account_date + timedelta(days=30)
    (out / "NOTES.md").write_text(f"# {pair.name}\n\nas_of: {as_of}\n", encoding="utf-8")


def _lines(path: Path) -> list[tuple[str, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    return [(digest(line), line.strip()) for line in text.splitlines() if line.strip()]


def _part(files: Iterable[list[tuple[str, str]]], ends: tuple[str, str]) -> list[str] | None:
    """The lines from the first to the last digest, of the first text that has both in this order."""
    for lines in files:
        marks = [mark for mark, _ in lines]
        if ends[0] in marks and ends[1] in marks[marks.index(ends[0]) :]:
            start = marks.index(ends[0])
            return [line for _, line in lines[start : marks.index(ends[1], start) + 1]]
    return None


def main() -> None:
    """Make the worlds again and say which pairs lack their texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="folder of public work reports (.txt)")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    made, missing = rebuild(asked.texts, asked.out, asked.labels)
    print(f"{len(made)} worlds written to {asked.out}; texts not found: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    main()
