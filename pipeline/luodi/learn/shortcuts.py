"""How far one gets in the benchmark without reading, beside its counts: ``luodi corpora stats``.

Three models that must stay weak: the nearest sentence by TF-IDF with the best threshold, a linear model that sees only
the report's sentence, one that sees only the task. What they get right is style or luck, not reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from luodi.records import ASPECTS, PROBLEMS, STATUSES
from luodi.text.sentences import sentences
from luodi.text.words import words_of

from .corpus import load_corpus
from .gold import Case, json_rows, load_case
from .split import PARTS, case_folders, part_of_world

CEILINGS = {"nearest sentence, problem": 0.70, "statement alone, with twins": 0.58, "task alone, with twins": 0.62}
"""Accuracy that a model without reading may reach at most."""


def statistics(root: Path) -> dict[str, dict[str, Any]]:
    """Tables by name, each a mapping of row names to values: counts, overlap of words, figures of the weak models."""
    cases = [load_case(p) for p in case_folders(root / "cases")]
    pairs: list[dict[str, Any]] = [
        {str(k): v for k, v in row.items()} for row in load_corpus("contrast", root=root)["pairs"].to_dict("records")
    ]
    return {
        "worlds": {part: _counts([c for c in cases if part_of_world(c.name) == part]) for part in PARTS},
        "pairs": {part: _pair_counts([r for r in pairs if r["split"] == part]) for part in PARTS},
        "second reader": agreement(cases),
        "words shared by task and evidence": shared_words(cases),
        "weak models": weak(cases, pairs),
    }


def _counts(cases: Sequence[Case]) -> dict[str, int]:
    rows = [row for case in cases for row in case.assessments]
    by_status = Counter(row["status"] for row in rows)
    by_aspect = Counter(a for row in rows for a in row["aspects"])
    return (
        {"worlds": len(cases), "tasks": sum(len(c.tasks) for c in cases), "assessments": len(rows)}
        | {s: by_status[s] for s in STATUSES}
        | {a: by_aspect[a] for a in ASPECTS}
        | {"findings": sum(len(c.findings) for c in cases), "documents": sum(len(c.documents) for c in cases)}
    )


def _pair_counts(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    by_status = Counter(row["status"] for row in rows)
    return {
        "subjects": len({row["subject"] for row in rows}),
        "tasks": len({row["task_id"].rstrip("~") for row in rows}),
        "pairs": sum(row["kind"] != "twin" for row in rows),
        "twins": sum(row["kind"] == "twin" for row in rows),
    } | {s: by_status[s] for s in STATUSES}


def agreement(cases: Sequence[Case]) -> dict[str, float]:
    """Agreement of the gold with the labels of a second reader who saw neither it nor notes (``gold/second.jsonl``).

    ``aspects`` is over rows that both call discounted.
    """
    status: list[bool] = []
    aspects: list[bool] = []
    for case in cases:
        path = case.path / "gold" / "second.jsonl"
        gold = {(row["unit"], row["task"]): row for row in case.assessments}
        for row in json_rows(path) if path.exists() else ():
            first = gold[row["unit"], row["task"]]
            status.append(first["status"] == row["status"])
            if status[-1] and row["status"] == "discounted":
                aspects.append(set(first["aspects"]) == set(row["aspects"]))
    if not status:
        return {}
    return {"rows": len(status), "status": float(np.mean(status)), "aspects": round(float(np.mean(aspects)), 3)}


def shared_words(cases: Sequence[Case]) -> dict[str, float]:
    """By status, the mean share of a task's words (of two characters or more) that its evidence has too."""

    def words(text: str) -> set[str]:
        return {w for w in words_of(text) if len(w) > 1}

    shares: dict[str, list[float]] = defaultdict(list)
    for case in cases:
        for row in case.assessments:
            asked = words(row["task"])
            if row["evidence"] and asked:
                shares[row["status"]].append(len(asked & words("".join(row["evidence"]))) / len(asked))
    return {status: round(float(np.mean(shares[status])), 3) for status in STATUSES if shares[status]}


def weak(cases: Sequence[Case], pairs: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Accuracy of the weak models by name; those that learn are trained on the train part, measured on the rest."""
    found = nearest(cases)
    with_twins = _paired(pairs)
    return found | {
        "statement alone, with twins": _blind(with_twins, "statement"),
        "task alone, with twins": _blind(with_twins, "task"),
        "statement alone, without twins": _blind([r for r in pairs if r["kind"] != "twin"], "statement"),
    }


def nearest(cases: Sequence[Case]) -> dict[str, float]:
    """The nearest sentence by characters; omitted below the threshold that suits these very cases best."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    likeness: list[float] = []
    gold: list[str] = []
    for case in cases:
        by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in case.assessments:
            by_report[row["report"]].append(row)
        for report, rows in by_report.items():
            told, asked = sentences(case.texts[report]), [row["task"] for row in rows]
            vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), sublinear_tf=True).fit(told + asked)
            near = (vectorizer.transform(asked) @ vectorizer.transform(told).T).toarray().max(axis=1)
            likeness += [float(x) for x in near]
            gold += [row["status"] for row in rows]
    wrong = np.array([g in PROBLEMS for g in gold])
    limit = max(np.arange(0.02, 0.6, 0.01), key=lambda t: float(np.mean((np.array(likeness) < t) == wrong)))
    said = np.array(likeness) < limit
    return {"nearest sentence, problem": round(float(np.mean(said == wrong)), 3)}


def _paired(pairs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The twins and the pairs that have one."""
    twinned = {(r["task_id"].rstrip("~"), r["statement"]) for r in pairs if r["kind"] == "twin"}
    return [r for r in pairs if (r["task_id"].rstrip("~"), r["statement"]) in twinned]


def _blind(rows: Sequence[dict[str, Any]], side: str) -> float:
    """Status accuracy of a linear model over the characters of one side."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    learn = [r for r in rows if r["split"] == "train"]
    held = [r for r in rows if r["split"] != "train"]
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True),
        LogisticRegression(C=3.0, max_iter=400),
    )
    model.fit([r[side] for r in learn], [r["status"] for r in learn])
    right = model.predict([r[side] for r in held]) == np.array([r["status"] for r in held])
    return round(float(np.mean(right)), 3)


def broken(figures: dict[str, float]) -> list[str]:
    """The ceilings that do not hold, one line each."""
    return [
        f"{name}: {figures[name]:.3f}, at most {ceiling:.2f} is honest"
        for name, ceiling in CEILINGS.items()
        if figures[name] > ceiling
    ]
