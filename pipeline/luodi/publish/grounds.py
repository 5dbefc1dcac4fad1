"""A finding as the papers tell it: its words for officials, and what stands in the documents on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from luodi.records import (
    ELEMENT_LABELS,
    SEVERITIES,
    Assessment,
    DocumentRecord,
    Finding,
    Quarantine,
    Quote,
    Results,
    Score,
)
from luodi.text.days import days_in_chinese
from luodi.text.rows import row_words

from .cited import cited, inner, named, page_words

_ISSUED = re.compile("印发[《〈](.+)[》〉]的通知$")
"""A notice that only puts a policy out: the policy is what is talked of."""
_SHORT = re.compile("，([^，。“”]+上打了折扣.*)。$")
"""The end of an assessment's reason: in what the report falls short, with both figures where they are known."""
_CUT = re.compile("(?<!…)…(?!…)")
"""Words left out, as a screen shows it; a paper writes ……."""
LESS_SURE = 0.65
"""Confidence below which a single judgement is told as one to be checked with care; the page says 把握较小 there."""
NOTHING = "（未见相应材料，故无引文）"
"""What stands in place of a quote where nothing can be quoted."""
_Row = TypeVar("_Row", Assessment, Finding, Score)


class Ground(NamedTuple):
    """What one document asks and what another tells, empty where there is nothing to quote.

    ``reported`` in brackets is an absence, no quote; ``gap`` says in what the two differ. ``where`` is the file in the
    folder with its page, ``cited`` the paper by title and number, as it is told to those who do not have the folder.
    """

    asked: str
    reported: str
    where: str
    gap: str = ""
    cited: str = ""


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
            rows.append(Ground(row_words(a.task), said, *self._where(a, _gap(a))))
            used |= {(q.document_id, q.start, q.end) for q in a.evidence_spans} | {self.tasks.get(task_id, ("", 0, 0))}
        for quote in finding.evidence:
            if (quote.document_id, quote.start, quote.end) in used or not quote.quote:
                continue
            document = self.documents.get(quote.document_id)
            if finding.element and document is not None and _names_it(quote, document):  # the whole document lacks it
                rows.append(Ground("", f"（{named(document)}通篇未见）", document.file))
                continue
            where, cited = self._place(quote.document_id, [quote.page], finding.file or "")
            words, asked = _cells(quote.quote), quote.document_id == finding.policy_id
            rows.append(Ground(*((words, "") if asked else ("", words)), where, cited=cited))
        return rows

    def _where(self, a: Assessment, gap: str) -> tuple[str, str, str]:
        where, cited = self._place(a.report_id, sorted({q.page for q in a.evidence_spans}), a.report)
        return where, gap, cited

    def _place(self, document_id: str, pages: Sequence[int], file: str) -> tuple[str, str]:
        """File and pages, and the same of the paper's title; one without pages (a Word file, a text) is named alone."""
        document = self.documents.get(document_id)
        if document is None:
            return file, file
        told = page_words(document, pages)
        return document.file + told, cited(document) + told


def _names_it(quote: Quote, document: DocumentRecord) -> bool:
    """Whether what is quoted of a document only says which it is: its beginning or its title."""
    words = "".join(quote.quote.split())
    return quote.start == 0 or (len(words) > 1 and "".join((document.title or "").split()).startswith(words))


def _absent(a: Assessment) -> str:
    return "（把握不足，待判读）" if a.abstained else "（报告未提及）"


def _gap(a: Assessment) -> str:
    """In what a sure judgement sees the report fall short, in words; of a less sure one that it is to be checked."""
    found = _SHORT.search(a.reason) if a.status == "discounted" and not a.abstained else None
    words = found.group(1) if found else ""
    if a.status == "formalism" and not a.abstained:
        words = "只提到会议、文件、宣传等，没有结果"
    return f"{words}；这一项把握较小，请着重核实" if words and a.confidence < LESS_SURE else words


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
    return f"《{inner(issued.group(1) if issued else title.strip('《》'))}》{more}"


def label(finding: Finding) -> str:
    """What kind of problem it is, with the element that is missing."""
    return finding.label + (f"（{ELEMENT_LABELS[finding.element]}）" if finding.element else "")


def told(reason: str) -> str:
    """A reason as one sentence of a paper, without its last stop: days as offices write them, but not in quotes.

    >>> told("应于2024-04-30前完成，报告没有提到：“2024-01-01起施行。”\\n另有2项。")
    '应于2024年4月30日前完成，报告没有提到：“2024-01-01起施行。”；另有2项'
    """
    lines = (line.strip().rstrip("。；") for line in reason.split("\n"))
    return days_in_chinese(_CUT.sub("……", "；".join(line for line in lines if line)))


def plainly(refused: Quarantine) -> str:
    """Why a file was not read, for people who see its name beside it: in Chinese, the name left out.

    >>> words = "x/a.pdf：文件是空的。(x/a.pdf: the file is empty.)"
    >>> plainly(Quarantine(file="x/a.pdf", sha256="", code="empty", message=words))
    '文件是空的。'
    """
    words, stop, _ = refused.message.partition("。(")
    return words.removeprefix(f"{refused.file}：").removeprefix(f"{refused.file.rsplit('/', 1)[-1]}：") + stop[:1]
