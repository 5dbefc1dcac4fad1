"""The 督办函: to each unit that has to answer, its problems with their grounds and a form for the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from luodi.records import Finding, Results
from luodi.settings import Publishing
from luodi.text.days import in_chinese
from luodi.text.shortened import shorten

from .cited import addressed, in_quotes
from .files import write_whole
from .grounds import Grounds, by_unit, followed, judged_policies, label, standing, titled, told
from .manuscript import Manuscript, set_in_type

_ADDRESS = (
    (re.compile("[省市县区州盟旗乡镇村厅局委办署院校]$"), ""),
    (re.compile("委员会$"), "委"),
    (re.compile("办公[厅室]$"), "办"),
    (re.compile("公司$"), "公司"),
    (re.compile("街道(?:办事处)?$"), "街道"),
)
"""How a letter speaks to a body by the end of its name; an empty word: by its last character."""
_LISTED = ("discounted", "formalism")
"""Kinds whose reason only gathers their tasks: the letter tells each task whole instead."""
_ASKED = 40
"""Characters of a task in the form for the answer."""


class UnknownUnitError(ValueError):
    """A unit that the results do not know."""


def write_letter(results: Results, path: str | Path, *, unit: str, sender: Publishing | None = None) -> Path:
    """Write the 督办函 to one unit; parameters as in ``letter``.

    Raises UnknownUnitError when nothing was found of ``unit``, OSError when ``path`` cannot be written.
    """
    write_whole(path, letter(results, unit=unit, sender=sender))
    return Path(path)


def letter(results: Results, *, unit: str, sender: Publishing | None = None) -> bytes:
    """The 督办函 to one unit as a Word document, with a form for its answer.

    ``sender`` says who sends it, whom to ask and within how many days; what it leaves open is left to be written.
    Raises UnknownUnitError.
    """
    return set_in_type(Letters(results, sender=sender).to(unit).lines)


class Letters:
    """The letters of a run; what is looked up in its results is laid out once for all units."""

    def __init__(self, results: Results, *, sender: Publishing | None = None) -> None:
        self._as_of, self._sender = results.run.as_of, Publishing() if sender is None else sender
        self._grounds = Grounds(results)
        self._found = by_unit(standing(results.findings))
        self._policies = judged_policies(results, "assessments", "scores", "findings")
        self._all = followed(results)
        self._units = {u.name: u for u in results.units}

    @property
    def units(self) -> list[str]:
        """The units of which something was found, by name."""
        return sorted(self._found)

    def to(self, unit: str) -> Manuscript:
        """The letter to one unit, to be set in type. Raises UnknownUnitError."""
        if unit not in self._policies:
            known = "、".join(sorted(self._policies)) or "（无）"
            raise UnknownUnitError(f"结果中没有“{unit}”（no such unit）；有 {known}")
        findings, you, sender = self._found.get(unit, []), _you(unit), self._sender
        about = self._about(unit)
        paper = Manuscript()
        paper.title(f"关于核实{about}落实中有关问题的督办函")
        paper.addressee(f"{addressed(unit, self._units.get(unit))}：")
        opening = f"在对{about}落实情况的核查中，截至{in_chinese(self._as_of)}，"
        if not findings:
            paper.text(f"{opening}未发现需要{you}答复的问题。")
        else:
            paper.text(
                f"{opening}对照收到的文件，有{len(findings)}个问题需要{you}核实。"
                f"请逐项核实，并于{_answer_by(self._as_of, sender)}前书面答复{sender.issuer}："
                "属实的，写明整改措施和完成时限；不属实的，写明理由并附佐证材料。"
            )
            for number, finding in enumerate(findings, start=1):
                _problem(paper, self._grounds, finding, number)
            paper.text("请填写附件《核实答复表》，连同佐证材料一并报送。")
            paper.attachments(["核实答复表"])
        paper.signature(*filter(None, (sender.signature or sender.issuer, in_chinese(self._as_of))))
        if sender.contact:
            paper.remark(f"联系人：{sender.contact}")
        if findings:
            paper.annex("附件", "核实答复表")
            rows = [row for i, f in enumerate(findings, start=1) for row in self._answer_rows(f, i)]
            header = ("序号", "问题类别", "问题描述", "是否属实", "整改情况或理由", "完成时限")
            paper.table(header, rows, (13, 24, 46, 18, 36, 19))
        return paper

    def _answer_rows(self, finding: Finding, number: int) -> Iterator[tuple[str, ...]]:
        """The rows of the form for one problem: one, or one a task where it gathers several."""
        listed = self._grounds.of(finding) if finding.kind in _LISTED else []
        tasks = [told(f"要求{in_quotes(shorten(g.asked, _ASKED))}") for g in listed if g.asked and g.reported]
        for place, words in enumerate(tasks or [_gist(finding)], start=1):
            yield f"{number}.{place}" if len(tasks) > 1 else str(number), label(finding), words, "", "", ""

    def _about(self, unit: str) -> str:
        """The policies that concern a unit, in words; all where none is known."""
        wanted = self._policies[unit] & self._all or self._all
        known = self._grounds.documents
        return titled(known[i] for i in wanted if i in known)


def _answer_by(sent: date, sender: Publishing) -> str:
    """The last day for an answer to a letter of the day ``sent``, a gap to be filled in where no time is set.

    >>> _answer_by(date(2024, 9, 27), Publishing(answer_days=5))
    '2024年10月10日'
    >>> _answer_by(date(2024, 9, 27), Publishing(answer_days=5, answer_workdays=False))
    '2024年10月2日'
    """
    from luodi.language.deadlines.calendar import add_workdays

    if sender.answer_days is None:
        return "＿＿月＿＿日"
    if sender.answer_workdays:
        return in_chinese(add_workdays(sent, sender.answer_days)[0])
    return in_chinese(sent + timedelta(days=sender.answer_days))


def _problem(paper: Manuscript, grounds: Grounds, finding: Finding, number: int) -> None:
    paper.heading(f"{number}. {label(finding)}", 3)
    listed, rows = finding.kind in _LISTED, grounds.of(finding)
    papers = [g.cited for g in rows if g.reported and not _absent(g.reported)]
    once = papers[0] if len(papers) > 1 and len(set(papers)) == 1 else ""
    gist = _gist(finding) + ("，逐项如下" if listed else "")
    paper.text((gist if gist.endswith("。”") else f"{gist}。") + (f"所见均出自{once}。" if once else ""))
    place, last = 0, once
    for asked, reported, _, gap, cited in rows:
        source = f"（{cited}）" if cited and cited != last else ""  # the same paper again is not named again
        last = cited or last
        if asked and not reported:
            paper.text(f"{in_quotes(asked)}{source}", lead="上级文件：")
            continue
        if asked:
            place += 1
            paper.text(in_quotes(asked), lead=f"（{place}）要求：" if listed and len(rows) > 1 else "要求：")
        said = f"{reported[1:-1]}{source}。" if _absent(reported) else f"{in_quotes(reported)}{source}"
        paper.text(said, lead="群众反映：" if finding.kind == "complaint-cluster" and not asked else "所见：")
        if gap:
            paper.text(f"{gap}。", lead="差距：")


def _absent(reported: str) -> bool:
    return reported.startswith("（") and reported.endswith("）")


def _gist(finding: Finding) -> str:
    """The problem in a sentence, without the tasks that are listed under it."""
    if finding.kind not in _LISTED:
        return told(finding.reason)
    return told("\n".join(line.split("：要求“", 1)[0] for line in finding.reason.split("\n")))


def _you(unit: str) -> str:
    """How the letter speaks to a unit.

    >>> [_you(name) for name in ("甲市", "甲市教育局", "甲市发展和改革委员会", "新桥街道办事处", "甲市工业园")]
    ['你市', '你局', '你委', '你街道', '你单位']
    """
    for ends, word in _ADDRESS:
        if ends.search(unit):
            return f"你{word or unit[-1]}"
    return "你单位"
