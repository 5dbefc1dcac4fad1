"""The policies that the page shows, each with its tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from luodi.records import Assessment, DocumentRecord, Heading, Results, Task
from luodi.text.rows import row_words

from .marks import marks
from .words import Words


class Policies:
    """Policies and tasks by index. ``documents`` are in the page's order, ``document_at`` their indices by id."""

    def __init__(
        self, results: Results, documents: Sequence[DocumentRecord], document_at: Mapping[str, int], words: Words
    ) -> None:
        self._results, self._documents, self._document_at, self._words = results, documents, document_at, words
        self._judged: dict[str, list[Assessment]] = {}
        for a in results.assessments:
            self._judged.setdefault(a.policy_id, []).append(a)
        self.ids = self._policy_ids()
        self.at = {policy_id: i for i, policy_id in enumerate(self.ids)}
        self.tasks: list[dict[str, Any]] = []
        """Filled by ``rows``."""
        self.task_at: dict[str, int] = {}

    def rows(self, ways: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
        """The policies in order; ``ways`` are the drawings of how they were passed on, by id."""
        return [self._policy(policy_id, ways.get(policy_id)) for policy_id in self.ids]

    def _policy_ids(self) -> list[str]:
        results = self._results
        known = {d.policy.document_id for d in results.dossiers if d.policy is not None}
        known |= {r.policy_id for rows in (results.assessments, results.scores) for r in rows}
        known |= {f.policy_id for f in results.findings if f.policy_id is not None}
        known |= {chain.policy_id for chain in results.chains}

        def order(policy_id: str) -> tuple[str, str]:
            document = self._of(policy_id)
            return (str(document.issue_date or "9") if document else "99", document.file if document else policy_id)

        return sorted(known, key=order)

    def _of(self, policy_id: str) -> DocumentRecord | None:
        place = self._document_at.get(policy_id)
        return None if place is None else self._documents[place]

    def _policy(self, policy_id: str, way: dict[str, Any] | None) -> dict[str, Any]:
        document = self._of(policy_id)
        judged = self._judged.get(policy_id, [])
        fallback = judged[0].policy if judged else policy_id
        tasks = sorted(document.tasks, key=lambda t: t.start) if document else []
        sections = {h.path: _heading(h) for h in document.outline if h.level == 1} if document else {}
        rows = [self._task(t, sections.get(t.path.split("/")[0], "")) for t in tasks]
        known = {t.task_id for t in tasks}
        rows += [self._bare_task(a) for a in judged if a.task_id not in known and a.task_id not in self.task_at]
        return {
            "id": policy_id,
            "d": self._document_at.get(policy_id),
            "title": (document and document.title) or fallback,
            "number": document.doc_number if document else None,
            "issuer": "、".join(document.issuer) if document else "",
            "date": document.issue_date.isoformat() if document and document.issue_date else None,
            "tasks": rows,
            "chain": way,
        }

    def _task(self, task: Task, section: str) -> int:
        asked = row_words(task.sentence, without={*task.lead, *task.support})
        whole = asked == task.sentence
        sentence = self._words.marked_number(
            asked, lambda: marks(asked, task.deadlines, task.quantities) if whole else marks(asked)
        )
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
                "at": [self._document_at.get(task.document_id), task.page, task.start, task.end],
            },
        )

    def _bare_task(self, a: Assessment) -> int:
        asked = row_words(a.task)
        sentence = self._words.marked_number(asked, lambda: marks(asked))
        blank: dict[str, Any] = {"path": "", "g": "", "lead": [], "support": [], "due": [], "end": None}
        return self._add_task(a.task_id, {"id": a.task_id, "s": sentence, "strength": None, "at": None, **blank})

    def _add_task(self, task_id: str, row: dict[str, Any]) -> int:
        self.task_at[task_id] = len(self.tasks)
        self.tasks.append(row)
        return self.task_at[task_id]


def _heading(heading: Heading) -> str:
    mark = "、" if heading.number[-1:] in "一二三四五六七八九十" and heading.number else " "
    return f"{heading.number}{mark}{heading.title}".strip()
