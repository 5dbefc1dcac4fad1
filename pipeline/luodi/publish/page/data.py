"""What the page shows, as compact JSON: rows by index, sentences once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from luodi.records import (
    ASPECTS,
    CHINESE,
    ELEMENT_LABELS,
    FINDING_LABELS,
    STATUSES,
    Assessment,
    DocumentRecord,
    Finding,
    Heading,
    Quote,
    Results,
    Score,
    Task,
    Unit,
)

from ..names import STANDING, component_labels, indicator_labels
from ..replies import Reply, standing
from .chains import drawn
from .marks import Mark, evidence_marks, marks, place

_TEXT_LIMIT = 4_000_000
"""Characters of documents' texts that travel with the page, for reading a quote in its surroundings."""


class Builder:
    """Turns results into the page's data. Indices stand for documents, units, tasks and sentences."""

    def __init__(
        self, results: Results, replies: Mapping[str, Reply], quoted: Mapping[str, list[Mark]] | None = None
    ) -> None:
        self.results = results
        self.quoted = evidence_marks(results.assessments, results.documents) if quoted is None else quoted
        self.replies = replies
        self.documents = sorted(results.documents, key=lambda d: (d.file, d.document_id))
        self.document_at = {d.document_id: i for i, d in enumerate(self.documents)}
        self.units = _units(results)
        self.unit_at = {u.name: i for i, u in enumerate(self.units)}
        self.policies = self._policy_ids()
        self.policy_at = {policy_id: i for i, policy_id in enumerate(self.policies)}
        self.tasks: list[dict[str, Any]] = []
        self.task_at: dict[str, int] = {}
        self.sentences: list[str] = []
        self.sentence_at: dict[str, int] = {}
        self.marked: dict[int, list[Mark]] = {}
        self.judged: dict[str, list[Assessment]] = {}
        for a in results.assessments:
            self.judged.setdefault(a.policy_id, []).append(a)

    def data(self) -> dict[str, Any]:
        """Everything but the texts."""
        results = self.results
        chains = self._chains()
        policies = [self._policy(policy_id, chains.get(policy_id)) for policy_id in self.policies]
        assessments = self._assessments()
        findings = [self._finding(f) for f in sorted(results.findings, key=_finding_order)]
        run = results.run
        return {
            "run": {
                "as_of": run.as_of.isoformat(),
                "version": run.software_version,
                "schema": run.schema_version,
                "settings": run.settings_digest[:12],
                "counts": run.counts.model_dump(),
                "abstain_below": run.abstain_below,
            },
            "labels": _labels(),
            "documents": [_document(d) for d in self.documents],
            "units": [{"n": u.name, "l": u.level, "p": u.parent} for u in self.units],
            "policies": policies,
            "tasks": self.tasks,
            "assessments": assessments,
            "findings": findings,
            "scores": [self._score(s) for s in sorted(results.scores, key=lambda s: (s.policy_id, s.unit))],
            "quarantine": [q.model_dump() for q in sorted(results.quarantine, key=lambda q: (q.file, q.code))],
            "sentences": self.sentences,
            "marks": {number: found for number, found in self.marked.items() if found},
        }

    def texts(self) -> dict[str, Any]:
        """The texts of the documents that are quoted, policies first, as far as the limit goes."""
        policies = [i for i in self.policies if i in self.document_at]
        quoted = [a.report_id for a in self.results.assessments]
        quoted += [q.document_id for f in self.results.findings for q in f.evidence]
        texts: dict[str, Any] = {}
        left = _TEXT_LIMIT
        for document_id in dict.fromkeys([*policies, *sorted(set(quoted))]):
            if document_id not in self.document_at:
                continue
            document = self.documents[self.document_at[document_id]]
            if len(document.text) <= left:
                left -= len(document.text)
                texts[str(self.document_at[document_id])] = {"t": document.text, "p": document.page_starts}
        return texts

    def _policy_ids(self) -> list[str]:
        results = self.results
        known = {d.policy.document_id for d in results.dossiers if d.policy is not None}
        known |= {r.policy_id for rows in (results.assessments, results.scores) for r in rows}
        known |= {f.policy_id for f in results.findings if f.policy_id is not None}
        known |= {chain.policy_id for chain in results.chains}

        def order(policy_id: str) -> tuple[str, str]:
            document = self._document(policy_id)
            return (str(document.issue_date or "9") if document else "99", document.file if document else policy_id)

        return sorted(known, key=order)

    def _document(self, document_id: str | None) -> DocumentRecord | None:
        place = self.document_at.get(document_id or "")
        return None if place is None else self.documents[place]

    def _policy(self, policy_id: str, way: dict[str, Any] | None) -> dict[str, Any]:
        document = self._document(policy_id)
        judged = self.judged.get(policy_id, [])
        fallback = judged[0].policy if judged else policy_id
        tasks = sorted(document.tasks, key=lambda t: t.start) if document else []
        sections = {h.path: _heading(h) for h in document.outline if h.level == 1} if document else {}
        rows = [self._task(t, sections.get(t.path.split("/")[0], "")) for t in tasks]
        known = {t.task_id for t in tasks}
        rows += [self._bare_task(a) for a in judged if a.task_id not in known and a.task_id not in self.task_at]
        return {
            "id": policy_id,
            "d": self.document_at.get(policy_id),
            "title": (document and document.title) or fallback,
            "number": document.doc_number if document else None,
            "issuer": "、".join(document.issuer) if document else "",
            "date": document.issue_date.isoformat() if document and document.issue_date else None,
            "tasks": rows,
            "chain": way,
        }

    def _task(self, task: Task, section: str) -> int:
        sentence = self._quoted(task.sentence, lambda: marks(task.sentence, task.deadlines, task.quantities))
        return self._add_task(
            task.task_id,
            {
                "id": task.task_id,
                "s": sentence,
                "path": task.path,
                "g": section,
                "lead": list(task.lead),
                "support": list(task.support),
                "due": [d.text for d in task.deadlines],
                "end": min((d.end.isoformat() for d in task.deadlines if d.end), default=None),
                "strength": task.strength,
                "at": [self.document_at.get(task.document_id), task.page, task.start, task.end],
            },
        )

    def _bare_task(self, a: Assessment) -> int:
        sentence = self._quoted(a.task, lambda: marks(a.task))
        blank: dict[str, Any] = {"path": "", "g": "", "lead": [], "support": [], "due": [], "end": None}
        return self._add_task(a.task_id, {"id": a.task_id, "s": sentence, "strength": None, "at": None, **blank})

    def _add_task(self, task_id: str, row: dict[str, Any]) -> int:
        self.task_at[task_id] = len(self.tasks)
        self.tasks.append(row)
        return self.task_at[task_id]

    def _assessments(self) -> dict[str, list[Any]]:
        """Columns of equal length: id, policy, unit, task, report, status, aspects, abstained, confidence, words."""
        rows = sorted(
            self.results.assessments,
            key=lambda a: (self.policy_at[a.policy_id], self.task_at[a.task_id], self.unit_at[a.unit]),
        )
        evidence = []
        for a in rows:
            places = []
            for i, words in enumerate(a.evidence or tuple(q.quote for q in a.evidence_spans)):
                span = a.evidence_spans[i] if i < len(a.evidence_spans) else None
                places.append([self._evidence(words, span), *self._place(span)])
            evidence.append(places)
        return {
            "id": [a.assessment_id for a in rows],
            "p": [self.policy_at[a.policy_id] for a in rows],
            "u": [self.unit_at[a.unit] for a in rows],
            "t": [self.task_at[a.task_id] for a in rows],
            "r": [self.document_at.get(a.report_id, -1) for a in rows],
            "s": [STATUSES.index(a.status) for a in rows],
            "a": [[ASPECTS.index(x) for x in a.aspects] for a in rows],
            "x": [int(a.abstained) for a in rows],
            "c": [round(a.confidence, 2) for a in rows],
            "w": [self._sentence(a.reason) for a in rows],
            "e": evidence,
        }

    def _finding(self, f: Finding) -> dict[str, Any]:
        reply = standing(f, self.replies.get(f.finding_id))
        decided = [STANDING[r] for r in (f.first_review, f.second_review) if r is not None]
        return {
            "id": f.finding_id,
            "k": f.kind,
            "l": f.label,
            "sev": f.severity,
            "u": self.unit_at.get(f.unit, -1),
            "p": self.policy_at.get(f.policy_id or "", -1),
            "d": self.document_at.get(f.document_id or "", -1),
            "file": f.file,
            "el": ELEMENT_LABELS[f.element] if f.element else None,
            "t": [self.task_at[t] for t in f.task_ids if t in self.task_at],
            "e": [[self._evidence(q.quote, q), *self._place(q)] for q in f.evidence],
            "w": f.reason,
            "c": round(f.confidence, 2),
            "rule": f.rule,
            "out": f.standing == "refuted",
            "rv": decided,
            "agree": f.reviewers_agree,
            "reply": reply.model_dump(mode="json", exclude={"finding_id", "about"}) if reply else None,
        }

    def _score(self, s: Score) -> list[Any]:
        values = [
            self.policy_at[s.policy_id],
            self.unit_at[s.unit],
            None if s.score is None else round(s.score, 1),
            round(s.low, 1),
            round(s.high, 1),
        ]
        lost = [[d.component, round(d.points, 1), d.reason] for d in s.deductions]
        return [*values, s.risk, s.review_interval, s.components, s.indicators, s.unknown, lost]

    def _place(self, span: Quote | None) -> list[int | None]:
        if span is None:
            return [None, None, None, None]
        return [self.document_at.get(span.document_id), span.page, span.start, span.end]

    def _sentence(self, words: str) -> int:
        number = self.sentence_at.setdefault(words, len(self.sentences))
        if number == len(self.sentences):
            self.sentences.append(words)
        return number

    def _quoted(self, words: str, found: Callable[[], list[Mark]]) -> int:
        """A sentence with marks, which are looked for where the words are quoted first."""
        number = self._sentence(words)
        if number not in self.marked:
            self.marked[number] = found()
        return number

    def _evidence(self, words: str, quote: Quote | None) -> int:
        return self._quoted(words, lambda: (quote and self.quoted.get(place(quote))) or marks(words))

    def _chains(self) -> dict[str, dict[str, Any]]:
        ways = {}
        findings: dict[str | None, list[Finding]] = {}
        for finding in self.results.findings:
            findings.setdefault(finding.policy_id, []).append(finding)
        for chain in self.results.chains:
            way = drawn(chain, findings.get(chain.policy_id, []))
            if way is not None:
                for hop in way["hops"]:
                    hop["document"] = self.document_at.get(hop["document"] or "")
                ways[chain.policy_id] = way
        return ways


def _units(results: Results) -> list[Unit]:
    """The units that anything is said of, in the order of the tree: each before those below it."""
    known = {unit.name: unit for unit in results.units}
    known |= {unit.name: unit for dossier in results.dossiers for unit in dossier.units if unit.name not in known}
    judged: Iterable[str] = [
        row.unit for rows in (results.assessments, results.findings, results.scores) for row in rows
    ]
    wanted = dict.fromkeys([*(u for d in results.dossiers for u in d.expected), *sorted(set(judged))])
    below: dict[str | None, list[str]] = {}
    rank = {name: place for place, name in enumerate(known)}
    for name in sorted(wanted, key=lambda n: (rank.get(n, len(rank)), n)):
        parent = known[name].parent if name in known else None
        below.setdefault(parent if parent in wanted and parent != name else None, []).append(name)
    order: list[str] = []

    def walk(parent: str | None) -> None:
        for name in below.pop(parent, []):
            order.append(name)
            walk(name)

    walk(None)
    for rest in list(below.values()):
        order += [name for name in rest if name not in order]
    return [known.get(name) or Unit(name=name, level="department") for name in order]


def _heading(heading: Heading) -> str:
    mark = "、" if heading.number[-1:] in "一二三四五六七八九十" and heading.number else " "
    return f"{heading.number}{mark}{heading.title}".strip()


def _document(d: DocumentRecord) -> dict[str, Any]:
    return {
        "id": d.document_id,
        "f": d.file,
        "title": d.title,
        "n": d.doc_number,
        "k": d.kind,
        "u": d.unit,
        "date": d.issue_date.isoformat() if d.issue_date else None,
        "pages": d.pages,
        "tasks": len(d.tasks),
        "state": d.state,
        "w": [[w.code, w.message, w.page] for w in d.warnings],
    }


def _finding_order(f: Finding) -> tuple[int, str, str, str]:
    return (("high", "medium", "low").index(f.severity), f.unit, f.kind, f.finding_id)


def _labels() -> dict[str, Any]:
    return {
        "statuses": [[code, CHINESE[code]] for code in STATUSES],
        "aspects": [[code, CHINESE[code]] for code in ASPECTS],
        "findings": dict(FINDING_LABELS),
        "codes": CHINESE,
        "components": component_labels(),
        "indicators": indicator_labels(),
    }
