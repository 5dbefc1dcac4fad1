"""Train and measure the classifier of complaints: ``python -m luodi.learn.complaints FOLDER [--write]``.

``FOLDER`` holds the public sets of messages to officials (not part of the repository): one CSV with a column
一级分类, and CSVs of messages without labels. Prints cross-validated accuracy beside the plain baseline, how many of
the hand-checked pairs (``corpora/complaints/duplicates.csv``) are told apart rightly;
``--write`` fits on all and stores the weights, the counts of common character pairs, and the card in
``models/complaints``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from luodi.checks import categories, duplicates, ledgers
from luodi.checks.likeness import pairs
from luodi.records.paths import corpora_dir, models_dir

from .gold import csv_rows

_LABEL = "一级分类"
_FOLDS, _REPEATS, _SEED = 5, 2, 0
_C = 2.0
_COMMON = 15
"""A character pair in fewer public messages than this is rare anyway and not stored."""
_SMALL = 0.02
"""Weights smaller than this in all classes are left out: they change no verdict."""

Message = tuple[str, str]
"""(title, body) of one message."""


def labelled(folder: Path) -> tuple[list[Message], list[str]]:
    """The labelled messages and their codes. Raises FileNotFoundError when the folder has none."""
    by_label = categories.codes_by_label()
    for path in sorted(folder.glob("*.csv")):
        rows = csv_rows(path)
        if rows and _LABEL in rows[0] and "留言详情" in rows[0]:
            return [(r["留言主题"], r["留言详情"]) for r in rows], [by_label[r[_LABEL]] for r in rows]
    raise FileNotFoundError(f"no CSV with columns 留言详情 and {_LABEL} in {folder.name}")


def unlabelled(folder: Path) -> list[Message]:
    """All messages of the folder, labelled or not."""
    found: list[Message] = []
    for path in sorted(folder.glob("*.csv")):
        for row in csv_rows(path):
            title, body = row.get("留言主题", row.get("留言标题", "")), row.get("留言详情", row.get("留言内容", ""))
            if body:
                found.append((title or "", body))
    return found


def cross_validated(messages: Sequence[Message], codes: Sequence[str], others: Sequence[Message]) -> dict[str, float]:
    """Accuracy of baselines and classifier over 5 folds, twice; nothing of a test fold is seen in training."""
    import numpy as np
    from sklearn.model_selection import RepeatedStratifiedKFold

    given, wanted = np.array([categories.joined(*m) for m in messages], dtype=object), np.array(codes, dtype=object)
    plain = np.array([f"{title}。{body}" for title, body in messages], dtype=object)
    seen = {text[-60:] for text in given}
    rest = [t for m in others if (t := categories.joined(*m))[-60:] not in seen]
    right: dict[str, list[float]] = {}
    folds = RepeatedStratifiedKFold(n_splits=_FOLDS, n_repeats=_REPEATS, random_state=_SEED)
    for train, test in folds.split(given, wanted):
        for name, model in _baselines().items():
            model.fit(plain[train], wanted[train])
            right.setdefault(name, []).append(float(np.mean(model.predict(plain[test]) == wanted[test])))
        vectorizer, model = fit(list(given[train]), list(wanted[train]), rest)
        guessed = model.predict(vectorizer.transform(given[test]))
        right.setdefault("luodi: character TF-IDF + linear SVM", []).append(float(np.mean(guessed == wanted[test])))
    return {name: float(np.mean(values)) for name, values in right.items()}


def fit(texts: list[str], codes: list[str], others: Sequence[str]) -> tuple[Any, Any]:
    """(vectorizer, linear model): character pairs weighted over all messages; the code table gives further examples."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, min_df=3)
    vectorizer.fit([*others, *texts])
    known = sorted(set(codes))
    examples = [(c.top, c.example) for c in categories.table() if c.parent and c.top in known]
    model = LinearSVC(C=_C)
    model.fit(
        vectorizer.transform([*texts, *(text for _, text in examples)]),
        np.array([*codes, *(code for code, _ in examples)], dtype=object),
    )
    return vectorizer, model


def _baselines() -> dict[str, Any]:
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    cut = jieba.Tokenizer().lcut
    words = {"tokenizer": cut, "token_pattern": None}
    return {
        "baseline: word TF-IDF + logistic regression": make_pipeline(
            TfidfVectorizer(**words), LogisticRegression(max_iter=200)
        ),
        "baseline: word TF-IDF + linear SVM": make_pipeline(TfidfVectorizer(**words), LinearSVC()),
    }


def duplicates_checked(folder: Path) -> Iterator[str]:
    """For each draw of hand-checked pairs how many are the same complaint, and how many are taken to be one."""
    told = {r["留言编号"]: r for path in sorted(folder.glob("*.csv")) for r in csv_rows(path) if "点赞数" in r}
    pairs_checked = csv_rows(corpora_dir() / "complaints" / "duplicates.csv")
    for draw in ("found", "below"):
        counted: Counter[tuple[str, bool]] = Counter()
        for row in (r for r in pairs_checked if r["drawn"] == draw):
            two = [_Told(told[row[side]]) for side in ("one", "other")]
            counted[row["same"], len(duplicates.groups(two)) == 1] += 1
        same, taken = counted["yes", True] + counted["yes", False], counted["yes", True] + counted["no", True]
        yield (
            f"pairs drawn {draw} (threshold 0.7): {sum(counted.values())}, the same complaint {same}; "
            f"taken as one now {taken}, rightly {counted['yes', True]}"
        )


class _Told:
    """A message of the public set as ``duplicates.groups`` takes it."""

    def __init__(self, row: dict[str, str]) -> None:
        self.text = f"{row['留言主题'].strip()}。{row['留言详情'].strip()}"
        self.day = ledgers.parse_day(row["留言时间"])


def write(
    folder: Path, messages: list[Message], codes: list[str], others: list[Message], figures: dict[str, float]
) -> None:
    """Fit on everything and store weights (arrays, no pickle), common pairs and the card."""
    import numpy as np
    import sklearn

    target = models_dir() / "complaints"
    target.mkdir(parents=True, exist_ok=True)
    vectorizer, model = fit([categories.joined(*m) for m in messages], codes, [categories.joined(*m) for m in others])
    names = np.array(vectorizer.get_feature_names_out())
    kept = np.abs(model.coef_).max(axis=0) >= _SMALL
    np.savez_compressed(
        target / "weights.npz",
        grams=names[kept].astype("U2"),
        idf=vectorizer.idf_[kept].astype("float32"),
        weights=model.coef_[:, kept].astype("float16"),
        bias=model.intercept_.astype("float32"),
        classes=np.array(model.classes_).astype("U16"),
    )
    counted = Counter(p for _, body in others for p in frozenset(pairs(body[:120])))
    common = {p: n for p, n in sorted(counted.items()) if n >= _COMMON and all("\u4e00" <= ch <= "\u9fff" for ch in p)}
    background = {"complaints": len(others), "pairs": common}
    (target / "background.json").write_text(json.dumps(background, ensure_ascii=False, separators=(",", ":")), "utf-8")
    card = {
        "what": "Top category of a complaint from its title and text; weights of character pairs, one row a class.",
        "data": "public messages to officials, 494 labelled, others for how common a pair is; no text is shipped",
        "data_sha256": _digest(folder),
        "classes": sorted(set(codes)),
        "grams": int(kept.sum()),
        "library": f"scikit-learn {sklearn.__version__}",
        "accuracy (5 folds, twice)": {name: round(value, 4) for name, value in figures.items()},
        "limits": "Seven of fifteen categories have labelled examples; the others are found by the table's words.",
        "made_by": "python -m luodi.learn.complaints FOLDER --write",
    }
    (target / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print accuracies; store the model with ``--write``."""
    parser = argparse.ArgumentParser(prog="python -m luodi.learn.complaints", description="classifier of complaints")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    messages, codes = labelled(given.folder)
    others = unlabelled(given.folder)
    figures = cross_validated(messages, codes, others)
    for name, value in figures.items():
        print(f"{value:.4f}  {name}")
    for line in duplicates_checked(given.folder):
        print(line)
    if given.write:
        write(given.folder, messages, codes, others, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
