"""``督导报告.docx`` for the leader who ordered the inspection: overview, problems by kind and by unit, annexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from luodi.records import (
    CHINESE,
    FINDING_LABELS,
    INTERVALS,
    SEVERITIES,
    STATUSES,
    Assessment,
    Finding,
    Quarantine,
    Results,
    Score,
)
from luodi.settings import Publishing
from luodi.text.days import in_chinese
from luodi.text.numerals import chinese

from .files import write_whole
from .grounds import NOTHING, Ground, Grounds, by_unit, label, plainly, policies, standing, told
from .manuscript import Manuscript, set_in_type
from .names import whole
from .unheard import Filed, unheard

_UNIT_PROBLEMS = 20
"""Problems told of one unit in the report itself, the gravest first; the ledger has all."""
_ANNEX_ROWS = 800
"""Rows of the annex: a leader's report stays a document, the ledger has all."""
_UNHEARD = 20
"""Reports named that were not compared."""


def write_report(results: Results, path: str | Path, *, sender: Publishing | None = None) -> Path:
    """Write the 督导报告; ``sender`` as in ``report``. Raises OSError when ``path`` cannot be written."""
    write_whole(path, report(results, sender=sender))
    return Path(path)


def report(results: Results, *, sender: Publishing | None = None) -> bytes:
    """The 督导报告 as a Word document: overview, problems by kind, each unit, what is left to people, annexes.

    ``sender`` signs it; where it names nobody the signature is left to be written.
    """
    return set_in_type(noted(results, sender=sender).lines)


def noted(results: Results, *, sender: Publishing | None = None) -> Manuscript:
    """What ``report`` sets in type."""
    sender = Publishing() if sender is None else sender
    paper = Manuscript()
    findings = standing(results.findings)
    paper.title(f"关于{policies(results)}落实情况的督导报告")
    paper.text(_opening(results))
    paper.heading("一、总体情况", 1)
    _overview(paper, results)
    paper.heading("二、发现的主要问题", 1)
    _by_kind(paper, findings)
    paper.heading("三、分单位情况", 1)
    numbers = {f.finding_id: i for i, f in enumerate(findings, start=1)}
    _by_unit(paper, results, findings, numbers)
    paper.heading("四、有关说明", 1)
    _remarks(paper, results, len(results.findings) - len(findings))
    paper.attachments(["问题及依据清单", *(["未能读取的文件"] if results.quarantine else [])])
    paper.signature(*filter(None, (sender.signature or sender.issuer, in_chinese(results.run.as_of))))
    paper.annex("附件1" if results.quarantine else "附件", "问题及依据清单")
    _annex(paper, results, findings)
    if results.quarantine:
        paper.annex("附件2", "未能读取的文件")
        rows = [(str(i), q.file, plainly(q)) for i, q in enumerate(_by_file(results), start=1)]
        paper.table(("序号", "文件", "原因"), rows, (12, 66, 78))
    return paper


def _opening(results: Results) -> str:
    counts, units = results.run.counts, {a.unit for a in results.assessments}
    words = f"按照督查工作安排，对{policies(results)}的落实情况进行了核查。"
    words += f"截至{in_chinese(results.run.as_of)}，共收到文件{counts.found}份，完整读取{counts.read}份"
    words += f"，部分读取{counts.partial}份" if counts.partial else ""
    words += f"，未能读取{counts.quarantined}份（见附件2）" if counts.quarantined else ""
    return words + f"，与{len(units)}个单位的报告逐项比对{len(results.assessments)}项次。现将有关情况报告如下。"


def _overview(paper: Manuscript, results: Results) -> None:
    sure = [a for a in results.assessments if not a.abstained]
    if not sure:
        paper.text("本次没有形成可作结论的逐项比对。")
        return
    counts = Counter(a.status for a in sure)
    parts = [f"{CHINESE[s]}{counts[s]}项次（{100 * counts[s] / len(sure):.1f}%）" for s in STATUSES if counts[s]]
    unsure = len(results.assessments) - len(sure)
    tail = f"；另有{unsure}项次把握不足，留待人工判读，不作结论" if unsure else ""
    paper.text(f"作出判断的{len(sure)}项次中，{'，'.join(parts)}{tail}。各单位情况见表1。")
    paper.caption("表1 各单位任务落实情况")
    scores = by_unit(results.scores)
    rows = []
    for unit, judged in sorted(by_unit(results.assessments).items()):
        own = Counter(a.status for a in judged if not a.abstained)
        open_ = sum(a.abstained for a in judged)
        rated = scores.get(unit, [])
        known = [s.score for s in rated if s.score is not None]
        mean = f"{whole(sum(known) / len(known))}" if known else "未知" if rated else "—"
        risk = CHINESE[min((s.risk for s in rated), key=SEVERITIES.index)] if rated else "—"
        rows.append((unit, *(str(own[s]) for s in STATUSES), str(open_), mean, risk))
    header = ("单位", *(CHINESE[s] for s in STATUSES), "待判读", "得分", "风险")
    paper.table(header, rows, (28, *([16] * 6), 16, 16))


def _by_kind(paper: Manuscript, findings: Sequence[Finding]) -> None:
    if not findings:
        paper.text("本次核查未发现问题。")
    kinds = [k for k in FINDING_LABELS if any(f.kind == k for f in findings)]
    for number, kind in enumerate(kinds):
        own = [f for f in findings if f.kind == kind]
        units = Counter(f.unit for f in own)
        whose = "、".join(unit + (f"（{n}个）" if n > 1 else "") for unit, n in sorted(units.items()))
        paper.text(
            f"涉及{len(units)}个单位、{len(own)}个问题：{whose}。",
            lead=f"（{chinese(number + 1)}）{FINDING_LABELS[kind]}。",
        )


def _by_unit(paper: Manuscript, results: Results, findings: Sequence[Finding], numbers: dict[str, int]) -> None:
    judged, scores, found = by_unit(results.assessments), by_unit(results.scores), by_unit(findings)
    units = sorted(judged.keys() | found.keys())
    if not units:
        paper.text("没有涉及具体单位的材料。")
    for place, unit in enumerate(units):
        paper.heading(f"（{chinese(place + 1)}）{unit}", 2)
        own = found.get(unit, [])
        paper.text(_standing_of(judged.get(unit, []), scores.get(unit, []), own))
        for finding in own[:_UNIT_PROBLEMS]:
            where = f"（见附件{1 if results.quarantine else ''}第{numbers[finding.finding_id]}项）。"
            paper.text(told(finding.reason) + where, lead=f"{label(finding)}。")
        if len(own) > _UNIT_PROBLEMS:
            paper.text(f"另有{len(own) - _UNIT_PROBLEMS}个程度较轻的问题，见《问题台账.xlsx》。")


def _standing_of(own: Sequence[Assessment], rated: Sequence[Score], findings: Sequence[Finding]) -> str:
    done = sum(a.status == "implemented" and not a.abstained for a in own)
    words = f"逐项比对{len(own)}项，已落实{done}项" if own else "没有收到可比对的报告"
    if rated:
        known = [s for s in rated if s.score is not None] or rated  # what nobody reported on widens nothing
        low, high = min(s.low for s in known), max(s.high for s in known)
        risk = min((s.risk for s in rated), key=SEVERITIES.index)
        often = CHINESE[min((s.review_interval for s in rated), key=INTERVALS.index)]
        words += f"，得分在{whole(low)}至{whole(high)}之间，风险{CHINESE[risk]}，建议{often}复查"
    return words + ("，发现以下问题：" if findings else "，未发现问题。")


def _remarks(paper: Manuscript, results: Results, refuted: int) -> None:
    paper.text("本报告由软件依据收到的文件生成，每个问题都附原文和出处，结论以有关单位核实为准。")
    if results.scores:
        paper.text(
            "风险由落实得分和最严重问题的程度合并得出，复查频次随风险而定，"
            "各单位的由来见《问题台账.xlsx》“得分”表“风险由来”栏。"
        )
    unsure = Counter(a.unit for a in results.assessments if a.abstained)
    if unsure:
        whose = "、".join(f"{unit}{n}项" for unit, n in sorted(unsure.items()))
        paper.text(f"把握不足、留待人工判读的：{whose}，清单见《问题台账.xlsx》“逐项对照”表。")
    if refuted:
        paper.text(f"经核实不属实的{refuted}个问题未列入，也不计分。")
    judged = {a.unit for a in results.assessments}
    reports = map(Filed.of, results.documents)
    left = [f"{file}（{why}）" for file, why in unheard(reports, judged, results.run.as_of)]
    if left:
        more = f"等{len(left)}份" if len(left) > _UNHEARD else ""
        paper.text(f"以下报告没有比对，不等于没有落实：{'、'.join(left[:_UNHEARD])}{more}。")
    if results.quarantine:
        paper.text("未能读取的文件不等于没有报送，请有关单位补报可读的版本。")


def _annex(paper: Manuscript, results: Results, findings: Sequence[Finding]) -> None:
    grounds = Grounds(results)
    shown: dict[int, list[Ground]] = {}
    room = _ANNEX_ROWS
    for number, finding in sorted(enumerate(findings, start=1), key=lambda pair: SEVERITIES.index(pair[1].severity)):
        own = grounds.of(finding) or [Ground("", NOTHING, finding.file or "—")]
        if len(own) <= room:
            shown[number] = own
            room -= len(own)
    rows: list[tuple[str, ...]] = []
    for number, finding in enumerate(findings, start=1):
        own = shown.get(number, [])
        heads = [(str(number), finding.unit, label(finding)), *([("", "", "")] * (len(own) - 1))]
        rows += [(*head, g.asked, g.reported, g.where) for head, g in zip(heads[: len(own)], own, strict=True)]
    left = len(findings) - len(shown)
    header = ("序号", "单位", "问题类别", "依据原文", "报告原文", "出处")
    paper.table(header, rows, (13, 18, 22, 41, 41, 21))
    if left:
        paper.text(f"另有{left}个程度较轻的问题未列入本清单，见《问题台账.xlsx》。")


def _by_file(results: Results) -> list[Quarantine]:
    return sorted(results.quarantine, key=lambda q: (q.file, q.code))
