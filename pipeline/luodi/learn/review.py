"""What reviewers decided about a run's findings, as rows to train on: ``luodi learn review OUT… --to FOLDER``.

Read are the filled-in 问题台账.xlsx of each run and the sheets of replies that lay in its inbox. A decision on a
finding that rests on single tasks (打折扣执行, 形式主义, 节点逾期) is one on the assessments of these tasks. A right
status is written in words, “第2项应为已落实” or “应为打折扣（数量）”; a sheet may also name an ``assessment_id``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from luodi.checks import ledgers
from luodi.publish import WORKBOOK, read_replies
from luodi.publish.files import facts_of
from luodi.records import ASPECTS, CHINESE, STATUSES, Aspect, DocumentRecord, Status
from luodi.score.replies import Answer, in_words, repeats
from luodi.structure.organs import is_organ
from luodi.text.decisions import decided
from luodi.text.masking import mask

from .gold import json_rows

Decision = Literal["confirmed", "refuted", "corrected"]

_RESTS_ON: dict[str, Status] = {"discounted": "discounted", "formalism": "formalism", "node-overdue": "omitted"}
"""Kinds of finding that say the same status of each of their tasks."""
_ACCEPTED = frozenset({"整改中", "已整改", "已复查", "已销号"})
"""States in which an office that wrote no verdict has taken the finding as right."""
_STATUS = {CHINESE[s]: s for s in STATUSES}
_ASPECT = {CHINESE[a]: a for a in ASPECTS}
_RIGHT = re.compile(
    rf"(?:第(?P<number>\d+)[项条][^，。；第]{{0,8}})?(?:应为|应是|应判为?|实为|改为|改判为?|更正为)[“\"「]?"
    rf"(?P<status>{'|'.join(_STATUS)})[”\"」]?(?:[（(](?P<aspects>[^）)]*)[）)])?"
)
_BEFORE = re.compile("（软件原判断为“(.+?)”）")
"""What ``luodi.score.rulings`` leaves of a judgement that a person corrected in the workbook."""
_GROUP = re.compile(r"第?[一二三四五六七八九十\d]+组$")
_POST = re.compile(r"(?:督查员|审核员|复核人|核实人|分析员|经办人|负责人|联络员|主任|科长|处长|局长|组长)$")


@dataclass(frozen=True)
class Right:
    """What the status should have been, of the task with ``number`` among the finding's, or of all."""

    number: int | None
    status: Status
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True)
class Said:
    """One reviewer's answer to a finding or an assessment; ``source`` is the file that held it."""

    item: str
    decision: Decision
    right: tuple[Right, ...]
    reason: str
    role: str
    source: str


@dataclass
class Run:
    """A run's folder: its tables by id, its documents by need."""

    out: Path
    findings: dict[str, dict[str, Any]] = field(init=False)
    assessments: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.findings = {r["finding_id"]: r for r in json_rows(self.out / "findings.jsonl")}
        self.assessments = {r["assessment_id"]: r for r in json_rows(self.out / "assessments.jsonl")}

    def document(self, document_id: str) -> DocumentRecord:
        """One structured document. Raises FileNotFoundError when the run did not leave it."""
        path = self.out / "texts" / f"{document_id}.json"
        return DocumentRecord.model_validate_json(path.read_text(encoding="utf-8"))

    def documents(self) -> Iterator[DocumentRecord]:
        """All of them, by id."""
        for path in sorted((self.out / "texts").glob("*.json")):
            yield self.document(path.stem)

    @property
    def as_of(self) -> str:
        """The day on which the run judged, ISO 8601."""
        return str(facts_of(self.out)["as_of"])


def reviews(run: Run) -> list[Said]:
    """All answers to a run, each once: sheets of the inbox, then the workbook without what it repeats of them."""
    found: list[Said] = []
    sheets: dict[str, list[Answer]] = {}
    seen: set[tuple[str, ...]] = set()
    for document in run.documents():
        for row in ledgers.rows(document, "reply"):
            item, words = row.words("finding_id"), row.words("decision")
            reason, by = row.words("reason"), row.words("by")
            said = read_answer(item, words, reason, by, source=document.document_id)
            if said is not None and (item in run.findings or item in run.assessments):
                found.append(said)
                seen.add((item, words, reason, by))
                decision = decided(words)
                if decision is not None:
                    sheets.setdefault(item, []).append(Answer(item, decision, reason, by))
    for item, reply in sorted(read_replies(run.out / WORKBOOK).items()):
        known = item in run.findings or item in run.assessments
        repeated = not reply.by and item in sheets and repeats(reply.answer, in_words(sheets[item]))
        if known and not repeated and (item, reply.verdict, reply.answer, reply.by) not in seen:
            verdict = reply.verdict or ("属实" if reply.state in _ACCEPTED else "")
            words = "；".join(filter(None, (reply.answer, reply.note)))
            said = read_answer(item, verdict, words, reply.by, source=str((run.out / WORKBOOK).resolve()))
            found += [said] if said is not None else []
    return found


def read_answer(item: str, verdict: str, reason: str, by: str, *, source: str) -> Said | None:
    """An answer from its words; None while nothing was decided. 部分属实 corrects, also without a right status.

    >>> said = read_answer("a", "不属实", "第2项应为打折扣（数量、时限）", "县政府督查室张三", source="")
    >>> said.decision, said.right[0].aspects, said.role
    ('corrected', ('quantity', 'deadline'), '县政府督查室')
    """
    right = tuple(
        Right(
            number=int(found["number"]) if found["number"] else None,
            status=_STATUS[found["status"]],
            aspects=tuple(_ASPECT[w] for w in re.split(r"[、，,]", found["aspects"] or "") if w in _ASPECT),
        )
        for found in _RIGHT.finditer(f"{verdict}；{reason}")
    )
    heard = decided(verdict)
    if heard is None and not right:
        return None
    part = verdict.startswith(("部分", "基本"))
    decision: Decision = "corrected" if right or part or heard is None else heard
    return Said(item, decision, right, mask(reason), role(by), source)


def role(by: str) -> str:
    """The office or post in the words of who answered, without names of people; '' when none is told.

    >>> role("县政府督查室张三"), role("李明科长"), role("张三"), role("督查二组")
    ('县政府督查室', '科长', '', '督查二组')
    """
    for piece in re.split(r"[\s,，、;；:：/（）()]+", by.strip()):
        body = next((piece[:n] for n in range(len(piece), 3, -1) if is_organ(piece[:n])), "")
        group, post = _GROUP.search(piece), _POST.search(piece)
        if body or group or post:
            return body or (group or post).group()  # type: ignore[union-attr]
    return ""


def rows(run: Run, said: Sequence[Said]) -> Iterator[dict[str, Any]]:
    """Training rows of one run's answers: each finding, and the assessments that an answer settles.

    Assessments have the keys of gold (policy, unit, report, task, status, aspects, evidence); ``status`` is null where
    the given one was refuted and nobody said the right one. ``reviewer`` is the source of the answer.
    """
    by_task = {(a["policy_id"], a["unit"], a["task_id"]): a for a in run.assessments.values()}
    for answer in said:
        tail = {"decision": answer.decision, "reason": answer.reason, "role": answer.role, "reviewer": answer.source}
        if answer.item in run.assessments:
            yield _assessment(run.assessments[answer.item], answer, answer.right, tail, None)
            continue
        finding = run.findings[answer.item]
        asked = enumerate(finding["task_ids"], start=1)
        own = {n: a for n, t in asked if (a := by_task.get((finding["policy_id"], finding["unit"], t)))}
        yield {
            "table": "findings",
            "finding_id": answer.item,
            "kind": finding["kind"],
            "element": finding["element"],
            "policy": finding["policy_id"],
            "unit": finding["unit"],
            "report": finding["file"],
            "tasks": [a["task"] for a in own.values()],
            "evidence": [quote["quote"] for quote in finding["evidence"]],
            "found": finding["reason"],
            "confidence": finding["confidence"],
        } | tail
        status = _RESTS_ON.get(finding["kind"])
        for number, one in own.items():
            right = [r for r in answer.right if r.number in (None, number)]
            # of a finding that is right in part, only the tasks that somebody named are settled
            if right or (status == one["status"] and answer.decision != "corrected"):
                yield _assessment(one, answer, right, tail, answer.item)


def _given(one: dict[str, Any]) -> str | None:
    """The status that the software gave; None where it left the task to people and one of them decided."""
    before = _BEFORE.search(one["reason"])
    return one["status"] if before is None else _STATUS.get(before[1])


def _assessment(
    one: dict[str, Any], answer: Said, right: Sequence[Right], tail: dict[str, Any], finding_id: str | None
) -> dict[str, Any]:
    status, aspects = (one["status"], one["aspects"]) if answer.decision == "confirmed" else (None, [])
    if right:
        status, aspects = right[-1].status, list(right[-1].aspects)
    return {
        "table": "assessments",
        "assessment_id": one["assessment_id"],
        "finding_id": finding_id,
        "policy_id": one["policy_id"],
        "report_id": one["report_id"],
        "policy": one["policy"],
        "unit": one["unit"],
        "report": one["report"],
        "task": one["task"],
        "status": status,
        "aspects": aspects,
        "evidence": one["evidence"] if status != "omitted" else [],
        "given_status": _given(one),
        "given_aspects": one["aspects"],
        "confidence": one["confidence"],
    } | tail
