"""Is an annotated corpus sound: ``luodi corpora check``.

Worlds: every quoted sentence stands in its text, labels are legal, every unit with a report is judged on every task.
Pairs: labels are legal, the words that decide stand in the statement, a twin repeats its pair's statement under another
label. Both: no sentence of one part of the split returns, nearly unchanged, in another part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from luodi.records import ASPECTS, STATUSES
from luodi.text.sentences import sentences

from .gold import Case, json_rows, load_case
from .split import case_folders, part_of_task, part_of_world

_GRAM = 5
_ALIKE = 0.8
"""Share of common character 5-grams from which two sentences count as nearly the same."""

_SHORTEST = 24
"""Shorter sentences (设立投诉电话12345。) may return by chance."""


def check(root: Path) -> list[str]:
    """Faults of the corpus below ``root`` (``cases/`` and ``contrast/``), one line each; none means sound."""
    cases = [load_case(p) for p in case_folders(root / "cases")]
    pairs = {p.name: json_rows(p) for p in sorted((root / "contrast").glob("*.jsonl"))}
    faults = [f"{case.name}: {fault}" for case in cases for fault in faults_of_world(case)]
    faults += faults_of_pairs(pairs)
    return faults + list(_returns(cases, pairs))


def faults_of_world(case: Case) -> Iterator[str]:
    """What is wrong with one world."""
    cut = {name: set(sentences(text)) for name, text in case.texts.items()}
    tasks = {(row["file"], row["sentence"]) for row in case.tasks}
    for file, sentence in sorted(tasks):
        if sentence not in cut.get(file, set()):
            yield f"task is no sentence of {file}: {sentence[:40]}"
    if len(tasks) < len(case.tasks):
        yield "a task is listed twice"
    judged: Counter[tuple[str, str]] = Counter()
    for row in case.assessments:
        judged[row["unit"], row["task"]] += 1
        yield from _faults_of_label(row, f"{row['unit']} {row['task'][:24]}")
        if (row["policy"], row["task"]) not in tasks:
            yield f"assessment of no task: {row['task'][:40]}"
        if bool(row["evidence"]) == (row["status"] == "omitted"):
            yield f"{row['unit']}: {row['status']} with {len(row['evidence'])} quoted sentences: {row['task'][:30]}"
        for sentence in row["evidence"]:
            if sentence not in cut.get(row["report"], set()):
                yield f"evidence is no sentence of {row['report']}: {sentence[:40]}"
    wanted = {(unit, task) for unit in {row["unit"] for row in case.assessments} for _, task in tasks}
    yield from (f"{unit} is not judged on: {task[:40]}" for unit, task in sorted(wanted - judged.keys()))
    yield from (f"{unit} is judged twice on: {task[:40]}" for (unit, task), n in sorted(judged.items()) if n > 1)
    yield from (
        f"finding names no file: {row['file']}"
        for row in case.findings
        if row.get("file") and row["file"] not in case.texts and not (case.path / row["file"]).exists()
    )


def faults_of_pairs(files: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """What is wrong with contrast pairs and their twins, given by file."""
    pairs: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for rows in files.values():
        for row in rows:
            if row["kind"] != "twin":
                pairs[row["task_id"]][row["task"], row["statement"]] = row["status"]
    for name, rows in files.items():
        for number, row in enumerate(rows, 1):
            place = f"{name}:{number}"
            yield from _faults_of_label(row, place)
            yield from (f"{place}: not in the statement: {w}" for w in row["decides"] if w not in row["statement"])
            if row["kind"] == "twin":
                twinned = pairs.get(row["task_id"].rstrip("~"), {})
                told = [status for (_, statement), status in twinned.items() if statement == row["statement"]]
                if not told:
                    yield f"{place}: a twin of no pair"
                elif any(task == row["task"] for task, _ in twinned):
                    yield f"{place}: a twin under its pair's own task"


def _faults_of_label(row: Mapping[str, Any], place: str) -> Iterator[str]:
    if row["status"] not in STATUSES:
        yield f"{place}: no status {row['status']}"
    if unknown := set(row["aspects"]) - set(ASPECTS):
        yield f"{place}: no aspects {sorted(unknown)}"
    if bool(row["aspects"]) != (row["status"] == "discounted"):
        yield f"{place}: aspects {row['aspects']} under {row['status']}"


def _returns(cases: Sequence[Case], files: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """Sentences of one part that come back, nearly unchanged, in another."""
    told: dict[str, tuple[str, str]] = {}
    for case in cases:
        for row in case.assessments:
            for sentence in (row["task"], *row["evidence"]):
                told.setdefault(sentence, (part_of_world(case.name), case.name))
    for name, rows in files.items():
        for pair in rows:
            told.setdefault(pair["statement"], (part_of_task(pair["task_id"]), name))
    places: dict[str, list[str]] = defaultdict(list)
    grams = {s: _grams(s) for s in told if len(s) >= _SHORTEST}
    for sentence, own in grams.items():
        for gram in own:
            places[gram].append(sentence)
    for sentence, own in grams.items():
        shared = Counter(other for gram in own for other in places[gram] if other > sentence)
        for other, n in shared.items():
            alike = n / len(own | grams[other])
            if alike >= _ALIKE and told[sentence][0] != told[other][0]:
                yield f"in {' and '.join(told[sentence])} as in {' and '.join(told[other])}: {sentence[:40]}"


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)}
