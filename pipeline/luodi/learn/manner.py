"""Fit the manner of texts on annotated worlds: ``python -m luodi.learn.manner --out models/manner``.

Printed and written into the card: of documents of worlds that were left out in turn, how many kinds the title's rules
miss, how many the words of the body alone miss, and how many both together.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from luodi.records import DocumentKind
from luodi.structure import structure
from luodi.structure.kind import Kind
from luodi.structure.manner import Manner, body_of, by_manner, signs

from .gold import load_case
from .split import worlds

_KINDS: dict[str, DocumentKind] = {
    "policy": "policy",
    "rules": "policy",
    "forward": "forward",
    "report": "report",
    "inspection": "inspection",
    "interpretation": "interpretation",
}
_LEAST = 40
"""Documents in which a pair of characters must occur."""
_SMOOTHING = 100.0
"""Inverse of the regularisation."""
_FOLDS = 8


@dataclass(frozen=True)
class Paper:
    """A document: its text with gold kind; of a world (the group left out together) also what the title's rules say."""

    world: str
    text: str
    kind: DocumentKind
    rule: Kind | None = None

    @cached_property
    def signs(self) -> dict[str, float]:
        """The signs of its body."""
        return signs(body_of(self.text))


def papers(cases: Sequence[Path]) -> Iterator[Paper]:
    """The documents of worlds whose kind is one of manner; sheets are left out."""
    for path in cases:
        for record in load_case(path).records():
            kind = _KINDS.get(record.kind)
            if kind is None or record.file.endswith(".csv"):
                continue
            found = structure(record.replace(tasks=(), refers_to=(), issuer=()), by_words=False)
            yield Paper(path.name, record.text, kind, Kind(found.kind, found.kind_confidence, ""))


def real_papers(folder: Path, kind: DocumentKind) -> Iterator[Paper]:
    """The text files of a folder of real documents that are all of one kind."""
    for path in sorted(folder.glob("*.txt")):
        yield Paper(path.stem, path.read_text(encoding="utf-8", errors="replace"), kind)


def fit(found: Sequence[Paper]) -> dict[str, Any]:
    """The model's JSON: kinds, weights of pairs of characters by kind, base."""
    from sklearn.linear_model import LogisticRegression

    often = Counter(pair for paper in found for pair in paper.signs)
    names = sorted(pair for pair, count in often.items() if count >= _LEAST)
    model = LogisticRegression(C=_SMOOTHING, max_iter=500).fit(_table(found, names), [p.kind for p in found])
    weights = {name: [round(float(w), 2) for w in model.coef_[:, n]] for n, name in enumerate(names)}
    return {"kinds": list(model.classes_), "weights": weights, "base": [round(float(b), 3) for b in model.intercept_]}


def _table(found: Sequence[Paper], names: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    place = {name: n for n, name in enumerate(names)}
    cells = [(row, place[s], v) for row, p in enumerate(found) for s, v in p.signs.items() if s in place]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(names)))


def missed(found: Sequence[Paper]) -> dict[str, int]:
    """Of documents whose world was left out: how many kinds the rules miss, the body alone, and both together."""
    names = sorted({p.world for p in found})
    tally = Counter[str]()
    for fold in range(_FOLDS):
        held = set(names[fold::_FOLDS])
        manner = Manner(fit([p for p in found if p.world not in held]))
        for paper in found:
            if paper.world in held and paper.rule is not None:
                said = manner.of(body_of(paper.text))
                tally["documents"] += 1
                tally["missed by rules"] += _KINDS.get(paper.rule.kind) != paper.kind
                tally["missed by manner alone"] += not said or max(said, key=lambda k: said[k]) != paper.kind
                tally["missed together"] += _KINDS.get(by_manner(paper.rule, paper.text, manner).kind) != paper.kind
    return dict(tally)


def main() -> None:
    """Fit, print what is missed, write the model and its card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=Path("corpora/cases"))
    parser.add_argument("--policies", type=Path, nargs="*", default=[], help="folders of real policies as text files")
    parser.add_argument("--reports", type=Path, nargs="*", default=[], help="folders of real reports as text files")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    chosen = worlds("building", asked.cases)
    found = [*papers(chosen)]
    found += [p for folder in asked.policies for p in real_papers(folder, "policy")]
    found += [p for folder in asked.reports for p in real_papers(folder, "report")]
    card = {
        "name": "manner",
        "what": "linear model over pairs of characters of a document's body; says its kind where its title does not",
        "trained_on": {"worlds": len({p.world for p in found if p.rule is not None}), "documents": len(found)},
        "figures, each world left out": missed(found),
    }
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "model.json").write_text(json.dumps(fit(found), ensure_ascii=False) + "\n", encoding="utf-8")
    (asked.out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
