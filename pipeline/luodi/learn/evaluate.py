"""Accuracy of the whole way on annotated cases, as ``luodi evaluate`` prints it.

The keys by which a result counts as right follow docs/accuracy.md: a deadline by kind and end, a quantity by operator,
value and unit, a finding by kind and unit (and element), an assessment by unit and task.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luodi.records import PROBLEMS, STATUSES, Deadline, Quantity
from luodi.records.results import Results
from luodi.settings import Settings

from .gold import Case, load_case
from .measures import Overlap, Share, plain

_UNSCORED = frozenset({"node-approaching", "node-overdue"})


def evaluate(cases: Sequence[str | Path], *, details: bool = False, from_inbox: bool = True) -> dict[str, Any]:
    """Run every case and compare with its gold.

    ``from_inbox`` reads the rendered files of a case (DOCX, PDF, XLSX) where it has them, else its texts.
    Returns figures by name (ratios in [0, 1], None where nothing was counted), counts under ``n``,
    and the confusion table. Raises FileNotFoundError for a folder that is not a case.
    """
    tally = Tally(details=details)
    for path in cases:
        case = load_case(path)
        tally.add(case, run_case(case, from_inbox=from_inbox))
    return tally.figures()


def run_case(case: Case, *, from_inbox: bool = True, settings: Settings | None = None) -> Results:
    """The whole way over one case, in this process, nothing written or kept."""
    from luodi.batch.analysis import analyse
    from luodi.batch.cache import Cache
    from luodi.batch.executors import InProcess
    from luodi.batch.work import Work

    with tempfile.TemporaryDirectory() as folder, Cache(None) as cache:
        inbox = case.path / "inbox"
        if not (from_inbox and inbox.is_dir()):
            inbox = Path(folder)
            for name in case.texts:
                if name not in {"units.csv", "events.csv"}:
                    shutil.copy(case.path / "src" / name, inbox / name)
        work = Work(InProcess(), cache, Settings() if settings is None else settings, case.as_of, lambda *_: None)
        return analyse(
            inbox,
            work,
            leave_out=None,
            units=case.units(),
            events=case.events(),
            version="evaluate",
        )


@dataclass
class Tally:
    """Counts over cases; ``figures`` turns them into ratios."""

    details: bool = False
    shares: dict[str, Share] = field(default_factory=dict)
    overlaps: dict[str, Overlap] = field(default_factory=dict)
    statuses: dict[str, Overlap] = field(default_factory=lambda: {s: Overlap() for s in STATUSES})
    kinds: dict[str, Overlap] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    ranked: list[tuple[float, bool]] = field(default_factory=list)
    cases: int = 0

    def add(self, case: Case, results: Results) -> None:
        """Count one case."""
        self.cases += 1
        self._documents(case, results)
        self._tasks(case, results)
        self._assessments(case, results)
        self._findings(case, results)

    def _share(self, name: str, ok: bool) -> None:
        self.shares.setdefault(name, Share()).add(ok)

    def _overlap(self, name: str, gold: Iterable[Any], given: Iterable[Any]) -> None:
        self.overlaps.setdefault(name, Overlap()).add(gold, given)

    def _say(self, what: str, case: Case, text: object) -> None:
        if self.details:
            print(f"[{what}] {case.name}: {text}")

    def _documents(self, case: Case, results: Results) -> None:
        by_file = {Path(d.file).stem: d for d in results.documents}
        for row in case.documents:
            got = by_file.get(Path(row["file"]).stem)
            self._share("document.kind", got is not None and got.kind == row["kind"])
            if got is None or got.kind != row["kind"]:
                self._say("kind", case, f"{row['file']} want {row['kind']} got {got.kind if got else None}")
            for name in ("title", "doc_number", "issue_date"):
                if row.get(name):
                    value = str(getattr(got, name)) if got is not None else None
                    ok = plain(value) == plain(row[name])
                    self._share(f"document.{name}", ok)
                    if not ok:
                        self._say(name, case, f"{row['file']} want {row[name]} got {value}")
            if row.get("issuer"):
                issuers = {plain(i) for i in got.issuer} if got is not None else set()
                self._share("document.issuer", issuers == {plain(i) for i in row["issuer"]})

    def _tasks(self, case: Case, results: Results) -> None:
        gold = {(Path(t["file"]).stem, plain(t["sentence"])): t for t in case.tasks}
        files = {stem for stem, _ in gold}
        given = {(Path(t.file).stem, plain(t.sentence)): t for t in results.tasks if Path(t.file).stem in files}
        self._overlap("task.sentence", gold, given)
        for key in sorted(gold.keys() - given.keys()):
            self._say("task missed", case, key[1])
        for key in sorted(given.keys() - gold.keys()):
            self._say("task extra", case, key[1])
        for key in gold.keys() & given.keys():
            want, got = gold[key], given[key]
            self._share("task.strength", want["strength"] == got.strength)
            self._overlap("task.lead", map(plain, want.get("lead") or ()), map(plain, got.lead))
            self._overlap("task.support", map(plain, want.get("support") or ()), map(plain, got.support))
            deadlines = [Deadline(**d).meaning for d in want.get("deadlines") or ()]
            quantities = [_quantity_key(Quantity(**q)) for q in want.get("quantities") or ()]
            self._overlap("task.deadline", deadlines, [d.meaning for d in got.deadlines])
            self._overlap("task.quantity", quantities, map(_quantity_key, got.quantities))

    def _assessments(self, case: Case, results: Results) -> None:
        given = {(plain(a.unit), plain(a.task)): a for a in results.assessments}
        for row in case.assessments:
            if row.get("doubt"):
                continue
            want, got = row["status"], given.get((plain(row["unit"]), plain(row["task"])))
            status = got.status if got is not None else None
            right = status is not None and (status in PROBLEMS) == (want in PROBLEMS)
            self.confusion[want, str(status)] += 1
            self._share("status.accuracy", status == want)
            self._share("problem.accuracy", right)
            self.ranked.append((got.confidence if got is not None else 0.0, right))
            for name, overlap in self.statuses.items():
                overlap.add([1] if want == name else [], [1] if status == name else [])
            self._overlap("problem", [1] if want in PROBLEMS else [], [1] if status in PROBLEMS else [])
            if want == "discounted":
                aspects = got.aspects if got is not None and status == "discounted" else ()
                self._overlap("aspect", row.get("aspects") or (), aspects)
            if want != "omitted":
                quotes = {plain(e) for e in got.evidence} if got is not None else set()
                self._share("evidence.hit", bool(quotes & {plain(e) for e in row["evidence"]}))
            if status != want:
                self._say(
                    "status",
                    case,
                    f"{row['unit']} want {want}{row.get('aspects') or ''} got {status}: {row['task']}\n"
                    f"   want {row['evidence']}\n   got  {got.evidence if got else None}",
                )

    def _findings(self, case: Case, results: Results) -> None:
        gold = {_finding_key(f["kind"], f["unit"], f.get("element")) for f in case.findings}
        given = {_finding_key(f.kind, f.unit, f.element) for f in results.findings}
        gold = {k for k in gold if k[0] not in _UNSCORED}
        given = {k for k in given if k[0] not in _UNSCORED}
        self._overlap("finding", gold, given)
        for key in sorted(gold | given, key=str):
            self.kinds.setdefault(key[0], Overlap()).add([1] if key in gold else [], [1] if key in given else [])
        for key in sorted(gold - given, key=str):
            self._say("finding missed", case, key)
        for key in sorted(given - gold, key=str):
            self._say("finding extra", case, key)

    def figures(self) -> dict[str, Any]:
        """All figures by name."""
        found: dict[str, Any] = {name: share.value for name, share in sorted(self.shares.items())}
        found |= {f"{name}.f1": overlap.f1 for name, overlap in sorted(self.overlaps.items())}
        f1 = [overlap.f1 or 0.0 for overlap in self.statuses.values()]
        found["status.macro_f1"] = sum(f1) / len(f1)
        for name in ("problem", "finding", "task.sentence"):
            overlap = self.overlaps.get(name, Overlap())
            found[f"{name}.precision"], found[f"{name}.recall"] = overlap.precision, overlap.recall
        self.ranked.sort(key=lambda r: -r[0])
        for share in (0.5, 0.7):
            sure = self.ranked[: max(1, round(len(self.ranked) * share))]
            found[f"problem.accuracy@{share:.0%}"] = sum(ok for _, ok in sure) / len(sure) if sure else None
        rounded = {k: None if v is None else round(v, 4) for k, v in found.items()}
        return rounded | {
            "n": {"cases": self.cases, "assessments": len(self.ranked)},
            "status.f1": {s: round(o.f1 or 0.0, 4) for s, o in self.statuses.items()},
            "finding.by_kind": {
                k: {"f1": round(o.f1 or 0.0, 3), "hits": o.hits, "false": o.false, "missed": o.missed}
                for k, o in sorted(self.kinds.items())
            },
            "confusion": {f"{a}->{b}": n for (a, b), n in sorted(self.confusion.items())},
        }


def _quantity_key(quantity: Quantity) -> tuple[Any, ...]:
    """By what two quantities are the same; 新建12所 asks for at least 12."""
    op = ">=" if quantity.op == "=" else quantity.op
    values = [None if v is None else round(v, 6) for v in (quantity.value, quantity.value_max)]
    return (op, *values, plain(quantity.unit))


def _finding_key(kind: str, unit: str, element: str | None) -> tuple[str, str, str | None]:
    return (kind, plain(unit), element if kind == "element-missing" else None)


def print_table(result: dict[str, Any]) -> None:
    """The figures, one a line."""
    for name, value in result.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for key, inner in value.items():
                print(f"  {key:28} {inner}")
        else:
            print(f"{name:28} {'–' if value is None else value}")
