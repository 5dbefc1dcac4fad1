"""A finding as the papers tell it: its words for officials, and what stands in the documents on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from luodi.records import (
    ELEMENT_LABELS,
    SEVERITIES,
    Assessment,
    DocumentRecord,
    Finding,
    Quarantine,
    Results,
    Score,
)
from luodi.text.days import days_in_chinese
from luodi.text.rows import row_words

_ISSUED = re.compile("印发[《〈](.+)[》〉]的通知$")
"""A notice that only puts a policy out: the policy is what is talked of."""
_SHORT = re.compile("，([^，。“”]+上打了折扣.*)。$")
"""The end of an assessment's reason: in what the report falls short, with both figures where they are known."""
NOTHING = "（未见相应材料，故无引文）"
"""What stands in place of a quote where nothing can be quoted."""
_Row = TypeVar("_Row", Assessment, Finding, Score)
_SHEET = ("spreadsheet", "excel", "csv")


class Ground(NamedTuple):
    """What one document asks and what another tells, empty where there is nothing to quote.

    ``reported`` in brackets is an absence, no quote; ``gap`` says in what the two differ.
    """

    asked: str
    reported: str
    where: str
    gap: str = ""


class Grounds:
    """The words on both sides of each finding, looked up by unit and task."""

    def __init__(self, results: Results) -> None:
        self.documents = {d.document_id: d for d in results.documents}
        self.tasks = {t.task_id: (t.document_id, t.start, t.end) for t in results.tasks}
        self.judged: dict[tuple[str, str], Assessment] = {
            (a.unit, a.task_id): a for a in sorted(results.assessments, key=lambda a: a.assessment_id)
        }

    def of(self, finding: Finding) -> list[Ground]:
        """What stands behind a finding: each of its tasks, then evidence that answers no task.

        What is quoted of the policy itself is asked, with nothing reported; the words of the tasks are not told twice.
        """
        rows: list[Ground] = []
        used: set[tuple[str, int, int]] = set()
        for task_id in finding.task_ids:
            a = self.judged.get((finding.unit, task_id))
            if a is None:
                continue
            said = "……".join(map(_cells, a.evidence)) or _absent(a)
            rows.append(Ground(row_words(a.task), said, self._where(a), _gap(a)))
            used |= {(q.document_id, q.start, q.end) for q in a.evidence_spans} | {self.tasks.get(task_id, ("", 0, 0))}
        for quote in finding.evidence:
            if (quote.document_id, quote.start, quote.end) in used or not quote.quote:
                continue
            document = self.documents.get(quote.document_id)
            if finding.element and quote.start == 0 and document is not None:  # the whole document lacks it
                rows.append(Ground("", f"（{named(document)}通篇未见）", document.file))
                continue
            where = self._place(quote.document_id, [quote.page], finding.file or "")
            words, asked = _cells(quote.quote), quote.document_id == finding.policy_id
            rows.append(Ground(words, "", where) if asked else Ground("", words, where))
        return rows

    def _where(self, a: Assessment) -> str:
        pages = sorted({q.page for q in a.evidence_spans})
        return self._place(a.report_id, pages, a.report) if pages else a.report

    def _place(self, document_id: str, pages: Iterable[int], file: str) -> str:
        """File and pages; a document without pages of its own (a Word file, a text) is named alone."""
        document = self.documents.get(document_id)
        if document is None or document.pages <= 1:
            return file if document is None else document.file
        told = "、".join(map(str, pages))
        sheet = any(word in document.media_type for word in _SHEET)
        return f"{document.file}" + (f"第{told}张工作表" if sheet else f"第{told}页")


def _absent(a: Assessment) -> str:
    return "（把握不足，待判读）" if a.abstained else "（报告未提及）"


def _gap(a: Assessment) -> str:
    """In what a sure judgement sees the report fall short, in words."""
    if a.abstained:
        return ""
    if a.status == "formalism":
        return "只提到会议、文件、宣传等，没有结果"
    found = _SHORT.search(a.reason) if a.status == "discounted" else None
    return found.group(1) if found else ""


def _cells(quote: str) -> str:
    """A row of a table with its empty cells to be seen; other words as they are.

    >>> _cells("ZG-1|甲市|2024-11-15|||未整改"), _cells("一句话|两半")
    ('ZG-1｜甲市｜2024-11-15｜—｜—｜未整改', '一句话|两半')
    """
    return "｜".join(cell.strip() or "—" for cell in quote.split("|")) if quote.count("|") > 1 else quote


def standing(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that stand, in the order of a report: by unit, the gravest first."""
    kept = [f for f in findings if f.standing != "refuted"]
    return sorted(kept, key=lambda f: (f.unit, SEVERITIES.index(f.severity), f.kind, f.finding_id))


def by_unit(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    """Rows by their unit, in their order."""
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.unit, []).append(row)
    return groups


def judged_policies(results: Results, *rows: str) -> dict[str, set[str]]:
    """The policies of some tables of the results, by unit: ``assessments``, ``scores``, ``findings``."""
    found: dict[str, set[str]] = {}
    for row in (row for name in rows for row in getattr(results, name)):
        found.setdefault(row.unit, set()).add(row.policy_id)
    return found


def followed(results: Results) -> set[str]:
    """The policies that a run followed: what was judged, scored or passed on."""
    judged = set[str]().union(*judged_policies(results, "assessments", "scores").values())
    return judged | {chain.policy_id for chain in results.chains}


def policies(results: Results) -> str:
    """The policies of the results in words, the first by its title."""
    wanted = followed(results)
    return titled(d for d in results.documents if d.document_id in wanted)


def titled(policies: Iterable[DocumentRecord]) -> str:
    """Some policies in words: the oldest by its title, how many others there are."""
    documents = sorted(policies, key=lambda d: (str(d.issue_date), d.file))
    if not documents:
        return "有关政策"
    title = documents[0].title or documents[0].file
    issued = _ISSUED.search(title)
    more = f"等{len(documents)}件政策" if len(documents) > 1 else ""
    return f"《{_inner(issued.group(1) if issued else title.strip('《》'))}》{more}"


def named(document: DocumentRecord) -> str:
    """A document by its title in 《》, titles inside in 〈〉 as GB/T 15834 asks."""
    return f"《{_inner(document.title or document.file)}》"


def _inner(title: str) -> str:
    return title.translate(str.maketrans("《》", "〈〉"))


def label(finding: Finding) -> str:
    """What kind of problem it is, with the element that is missing."""
    return finding.label + (f"（{ELEMENT_LABELS[finding.element]}）" if finding.element else "")


def told(reason: str) -> str:
    """A reason as one sentence of a paper, without its last stop: days as offices write them, but not in quotes.

    >>> told("应于2024-04-30前完成，报告没有提到：“2024-01-01起施行。”\\n另有2项。")
    '应于2024年4月30日前完成，报告没有提到：“2024-01-01起施行。”；另有2项'
    """
    lines = (line.strip().rstrip("。；") for line in reason.split("\n"))
    return days_in_chinese("；".join(line for line in lines if line))


def plainly(refused: Quarantine) -> str:
    """Why a file was not read, for people who see its name beside it: in Chinese, the name left out.

    >>> words = "a.pdf：文件是空的。(a.pdf: the file is empty.)"
    >>> plainly(Quarantine(file="x/a.pdf", sha256="", code="empty", message=words))
    '文件是空的。'
    """
    words, stop, _ = refused.message.partition("。(")
    return words.removeprefix(f"{refused.file.rsplit('/', 1)[-1]}：") + stop[:1]
