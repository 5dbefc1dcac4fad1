"""What the page shows, as compact JSON: rows by index, sentences once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luodi.records import (
    ASPECTS,
    CHINESE,
    ELEMENT_LABELS,
    FINDING_LABELS,
    SEVERITIES,
    STATUSES,
    DocumentRecord,
    Finding,
    Results,
    Score,
)

from ..cited import is_sheet, paged
from ..grounds import plainly
from ..names import component_labels, indicator_labels, shares, whole
from ..replies import Reply, standing
from .chains import drawn
from .marks import Mark, evidence_marks
from .policies import Policies
from .units import shown_units
from .words import Words

_TEXT_LIMIT = 4_000_000
"""Characters of documents' texts that travel with the page, for reading a quote in its surroundings."""


class Builder:
    """Turns results into the page's data. Indices stand for documents, units, tasks and sentences."""

    def __init__(
        self, results: Results, replies: Mapping[str, Reply], quoted: Mapping[str, list[Mark]] | None = None
    ) -> None:
        self.results = results
        self.replies = replies
        self.documents = sorted(results.documents, key=lambda d: (d.file, d.document_id))
        self.document_at = {d.document_id: i for i, d in enumerate(self.documents)}
        self.units = shown_units(results)
        self.unit_at = {u.name: i for i, u in enumerate(self.units)}
        quoted = evidence_marks(results.assessments, results.documents) if quoted is None else quoted
        self.words = Words(self.document_at, quoted)
        self.policies = Policies(results, self.documents, self.document_at, self.words)

    def data(self) -> dict[str, Any]:
        """Everything but the texts."""
        results = self.results
        policies = self.policies.rows(self._chains())
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
            "tasks": self.policies.tasks,
            "assessments": assessments,
            "findings": findings,
            "scores": [self._score(s) for s in sorted(results.scores, key=lambda s: (s.policy_id, s.unit))],
            "quarantine": [
                q.model_dump() | {"message": plainly(q)}
                for q in sorted(results.quarantine, key=lambda q: (q.file, q.code))
            ],
            "sentences": self.words.sentences,
            "marks": {number: found for number, found in self.words.marks.items() if found},
        }

    def texts(self) -> dict[str, Any]:
        """The texts of the documents that are quoted, policies first, as far as the limit goes."""
        policies = [i for i in self.policies.ids if i in self.document_at]
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

    def _assessments(self) -> dict[str, Any]:
        """Columns of equal length: id, policy, unit, task, report, status, aspects, abstained, confidence, words; by
        row what a person decided of it.
        """
        rows = sorted(
            self.results.assessments,
            key=lambda a: (self.policies.at[a.policy_id], self.policies.task_at[a.task_id], self.unit_at[a.unit]),
        )
        evidence = []
        for a in rows:
            places = []
            for i, words in enumerate(a.evidence or tuple(q.quote for q in a.evidence_spans)):
                span = a.evidence_spans[i] if i < len(a.evidence_spans) else None
                places.append(self.words.quote(words, span))
            evidence.append(places)
        return {
            "id": [a.assessment_id for a in rows],
            "p": [self.policies.at[a.policy_id] for a in rows],
            "u": [self.unit_at[a.unit] for a in rows],
            "t": [self.policies.task_at[a.task_id] for a in rows],
            "r": [self.document_at.get(a.report_id, -1) for a in rows],
            "s": [STATUSES.index(a.status) for a in rows],
            "a": [[ASPECTS.index(x) for x in a.aspects] for a in rows],
            "x": [int(a.abstained) for a in rows],
            "c": [round(a.confidence, 2) for a in rows],
            "w": [self.words.number(a.reason) for a in rows],
            "e": evidence,
            "h": {
                str(i): [r.verdict, r.answer, r.by]
                for i, a in enumerate(rows)
                if (r := self.replies.get(a.assessment_id))
            },
        }

    def _finding(self, f: Finding) -> dict[str, Any]:
        reply = standing(f, self.replies.get(f.finding_id))
        decided = [CHINESE[r] for r in (f.first_review, f.second_review) if r is not None]
        return {
            "id": f.finding_id,
            "k": f.kind,
            "l": f.label,
            "sev": f.severity,
            "u": self.unit_at.get(f.unit, -1),
            "p": self.policies.at.get(f.policy_id or "", -1),
            "d": self.document_at.get(f.document_id or "", -1),
            "file": f.file,
            "el": ELEMENT_LABELS[f.element] if f.element else None,
            "t": [self.policies.task_at[t] for t in f.task_ids if t in self.policies.task_at],
            "e": [self.words.quote(q.quote, q) for q in f.evidence],
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
            self.policies.at[s.policy_id],
            self.unit_at[s.unit],
            None if s.score is None else whole(s.score),
            whole(s.low),
            whole(s.high),
        ]
        lost = [[d.component, round(d.points, 1), d.reason] for d in s.deductions]
        return [*values, s.risk, s.review_interval, s.components, s.indicators, s.unknown, lost, s.risk_reason]

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


def _document(d: DocumentRecord) -> dict[str, Any]:
    return {
        "id": d.document_id,
        "f": d.file,
        "title": d.title,
        "n": d.doc_number,
        "k": d.kind,
        "u": d.unit,
        "date": d.issue_date.isoformat() if d.issue_date else None,
        "pages": d.pages if paged(d) else 0,
        "sheet": is_sheet(d),
        "tasks": len(d.tasks),
        "state": d.state,
        "w": [[w.code, w.message, w.page] for w in d.warnings],
    }


def _finding_order(f: Finding) -> tuple[int, str, str, str]:
    return (SEVERITIES.index(f.severity), f.unit, f.kind, f.finding_id)


def _labels() -> dict[str, Any]:
    return {
        "statuses": [[code, CHINESE[code]] for code in STATUSES],
        "aspects": [[code, CHINESE[code]] for code in ASPECTS],
        "findings": dict(FINDING_LABELS),
        "codes": CHINESE,
        "components": component_labels(),
        "indicators": indicator_labels(),
        "shares": sorted(shares()),
    }
