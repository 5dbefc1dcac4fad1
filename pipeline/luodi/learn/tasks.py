"""Train the judge of tasks: ``python -m luodi.learn.tasks CASES [ANNOTATED] --out models/tasks``.

Positives are the task sentences of annotated policies, negatives the other sentences of the same policies. Features
must occur in several documents, so that no place, unit or figure of one world is learnt. Measured by cross-validation
over documents (no document in both halves).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luodi.language.passages import passages
from luodi.language.tasks.features import features
from luodi.language.tasks.gates import shut
from luodi.language.tasks.judge import THRESHOLD
from luodi.language.tasks.model import TaskModel
from luodi.records import DocumentRecord
from luodi.text.plain_record import text_record

from .gold import json_rows, load_case
from .measures import plain
from .split import worlds

FOLDS = 8
MIN_DOCUMENTS = 3
C = 0.3
_REAL = 6.0
"""Weight of a real document's sentence: there are few of them, and they are what offices send."""


@dataclass(frozen=True)
class Policy:
    """One annotated policy: its record with outline, its task sentences (``plain``), and where it comes from."""

    name: str
    origin: str
    record: DocumentRecord
    tasks: frozenset[str]


@dataclass(frozen=True)
class Example:
    """One sentence's features with its label; ``group`` numbers its document."""

    features: frozenset[str]
    task: bool
    group: int
    origin: str


def case_policies(folder: Path, *, held_out: bool = False) -> list[Policy]:
    """The policies of annotated cases with task gold; the held-out worlds only when asked for, and then alone."""
    found = []
    for case in map(load_case, worlds("held-out" if held_out else "building", folder)):
        for record in case.records():
            if record.tasks:
                gold = frozenset(plain(t.sentence) for t in record.tasks)
                found.append(Policy(f"{case.name}/{record.file}", "case", _structured(record), gold))
    return found


def annotated_policies(folder: Path) -> list[Policy]:
    """Annotated real policies: NAME.txt with NAME.tasks.jsonl and a row in documents.jsonl."""
    found = []
    for row in json_rows(folder / "documents.jsonl"):
        path = folder / row["file"]
        text = path.read_text(encoding="utf-8")
        known = {name: row[name] for name in ("kind", "title", "issue_date")}
        record = text_record(row["file"], text, **known)
        gold = frozenset(plain(t["sentence"]) for t in json_rows(folder / f"{path.stem}.tasks.jsonl"))
        found.append(Policy(path.stem, "real", _structured(record), gold))
    return found


def examples(policies: Iterable[Policy]) -> list[Example]:
    """Every sentence the gates let through, with its features and label."""
    found = []
    for group, policy in enumerate(policies):
        nearby = passages(policy.record)
        for at, passage in enumerate(nearby):
            if shut(nearby, at) is None:
                own = frozenset(features(passage, nearby, at))
                found.append(Example(own, plain(passage.text) in policy.tasks, group, policy.origin))
    return found


def fit(samples: Sequence[Example], *, minimum: int = MIN_DOCUMENTS, c: float = C) -> TaskModel:
    """A logistic regression over features that occur in at least ``minimum`` documents."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    spread: Counter[str] = Counter(f for _, f in {(s.group, f) for s in samples for f in s.features})
    names = sorted(f for f, n in spread.items() if n >= minimum)
    place = {f: i for i, f in enumerate(names)}
    columns: list[int] = []
    ends = [0]
    for sample in samples:
        columns += sorted(place[f] for f in sample.features if f in place)
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(samples), len(names)))
    judge = LogisticRegression(C=c, max_iter=3000)
    judge.fit(matrix, [s.task for s in samples], sample_weight=[_REAL if s.origin == "real" else 1.0 for s in samples])
    weights = {f: round(float(w), 4) for f, w in zip(names, judge.coef_[0], strict=True)}
    return TaskModel({f: w for f, w in weights.items() if w}, float(judge.intercept_[0]))


def save(model: TaskModel, folder: Path) -> None:
    """Write ``weights.npz`` and ``model.json`` into a folder, as ``load_model`` reads them."""
    import numpy as np

    names = sorted(model.weights)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "weights.npz", weights=np.array([model.weights[n] for n in names], dtype=np.float32))
    head = {"format": 1, "intercept": round(model.intercept, 6), "features": names}
    (folder / "model.json").write_text(json.dumps(head, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def cross_validate(samples: Sequence[Example], *, folds: int = FOLDS, **options: Any) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by origin of documents, each judged by a model that has not seen it."""
    counts: dict[str, Counter[str]] = {}
    for fold in range(folds):
        model = fit([s for s in samples if s.group % folds != fold], **options)
        for sample in samples:
            if sample.group % folds == fold:
                said = model.probability(sample.features) >= THRESHOLD
                outcome = ("hit" if sample.task else "extra") if said else ("missed" if sample.task else "right")
                counts.setdefault(sample.origin, Counter())[outcome] += 1
    return {origin: _measures(count) for origin, count in sorted(counts.items())}


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure, and write model and card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("annotated", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    policies = case_policies(options.cases)
    if options.annotated is not None:
        policies += annotated_policies(options.annotated)
    samples = examples(policies)
    measured = cross_validate(samples)
    model = fit(samples)
    save(model, options.out)
    (options.out / "card.md").write_text(_card(policies, samples, measured, model), encoding="utf-8")
    print(json.dumps(measured, indent=1))
    return 0


def _card(policies: Sequence[Policy], samples: Sequence[Example], measured: dict[str, Any], model: TaskModel) -> str:
    import sklearn

    digest = hashlib.sha256("".join(sorted(p.record.sha256 for p in policies)).encode()).hexdigest()
    rows = [
        f"| {origin} | {m['documents']:.0f} | {m['precision']:.3f} | {m['recall']:.3f} | {m['f1']:.3f} |"
        for origin, m in ((o, {**v, "documents": sum(p.origin == o for p in policies)}) for o, v in measured.items())
    ]
    return "\n".join(
        [
            "# models/tasks: is a sentence of a policy a task?",
            "",
            "A logistic regression over binary features (`luodi.language.tasks.features`): character n-grams (1-3)",
            f"that occur in at least {MIN_DOCUMENTS} documents, and marks of place and duty. `weights.npz` holds the",
            "weights in the order of `features` in `model.json`; no pickle.",
            "",
            f"- Trained on {len(policies)} policies, {len(samples)} sentences, {sum(s.task for s in samples)} tasks"
            " (annotated cases, and real policies whose text is not part of this project).",
            f"- Digest of the training texts: `{digest}`",
            f"- scikit-learn {sklearn.__version__}, C = {C}, {len(model.weights)} features, threshold {THRESHOLD}.",
            "- Not for reports: their sentences are statements.",
            "",
            f"Cross-validation over documents, {FOLDS} folds, sentences that pass the gates:",
            "",
            "| origin | documents | precision | recall | F1 |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            "Train again: `python -m luodi.learn.tasks CASES [ANNOTATED] --out models/tasks`",
            "",
        ]
    )


def _measures(count: Counter[str]) -> dict[str, float]:
    hit, extra, missed = count["hit"], count["extra"], count["missed"]
    return {
        "precision": round(hit / max(1, hit + extra), 4),
        "recall": round(hit / max(1, hit + missed), 4),
        "f1": round(2 * hit / max(1, 2 * hit + extra + missed), 4),
        "sentences": float(sum(count.values())),
    }


def _structured(record: DocumentRecord) -> DocumentRecord:
    from luodi.structure import structure

    kept = record.replace(tasks=())
    return structure(kept).replace(kind=record.kind, issue_date=record.issue_date)


if __name__ == "__main__":
    sys.exit(main())
