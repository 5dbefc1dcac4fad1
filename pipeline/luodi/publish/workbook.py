"""``问题台账.xlsx`` as an office keeps it: one row a problem, columns to fill in, and the grounds on further sheets."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from luodi.records import CHINESE, ELEMENT_LABELS, SEVERITIES, Finding, Results
from luodi.text.days import in_chinese

from .comparison import details, matrix, numbered
from .files import write_whole
from .grounds import NOTHING, Ground, Grounds, plainly
from .names import component_labels, indicator_labels, shares, whole
from .replies import IDENTITY, KEPT, SHEET, STATES, VERDICTS, Reply, ReplyError, read_replies, standing
from .sheets import Book, Column, Look, Row, Sheet, Value, made

_GRAVE: Look = {"bold": True, "font_color": "#A8201A"}
_A3 = 8

PROBLEMS = (
    Column("序号", 6, centred=True),
    Column("单位", 12),
    Column("问题类别", 13),
    Column("问题描述", 36),
    Column("依据原文", 40),
    Column("报告原文", 40),
    Column("出处", 24),
    Column("严重程度", 9, centred=True),
    Column("置信度", 8, centred=True, number="0.00"),
    Column("政策", 22),
    Column("第一人复核", 11, centred=True),
    Column("第二人复核", 11, centred=True),
    Column("两人是否一致", 12, centred=True),
    Column("核实结论", 11, fill_in=True),
    Column("答复", 32, fill_in=True),
    Column("核实单位", 14, fill_in=True),
    Column("整改时限", 13, fill_in=True, days=True),
    Column("责任单位", 16, fill_in=True),
    Column("状态", 10, fill_in=True),
    Column("备注", 18, fill_in=True),
    Column(IDENTITY, 19),
)


def write_workbook(results: Results, path: str | Path, *, replies: Mapping[str, Reply] | None = None) -> Path:
    """Write the workbook with the replies filled in. Raises OSError when ``path`` cannot be written."""
    path = Path(path)
    write_whole(path, workbook(results, replies={} if replies is None else replies))
    return path


def keep_replies(path: str | Path) -> dict[str, Reply]:
    """The replies in an earlier workbook, so that writing it anew loses none.

    A workbook that cannot be read back is set aside under another name, with a warning: what a clerk wrote is never
    overwritten.
    """
    path = Path(path)
    try:
        return read_replies(path)
    except ReplyError as error:
        aside = path.with_name(f"{path.stem}（未能读取）{path.suffix}")
        path.replace(aside)
        warnings.warn(f"{error}；已另存为 {aside.name}，其中的答复未载入", UserWarning, stacklevel=2)
        return {}


def workbook(results: Results, *, replies: Mapping[str, Reply]) -> bytes:
    """The workbook as bytes; equal results and replies give equal bytes."""
    return made(described(results, replies=replies))


def described(results: Results, *, replies: Mapping[str, Reply]) -> Book:
    """What stands in the workbook."""
    sheets = [
        _problems(results, replies),
        details(results, replies),
        matrix(results),
        _scores(results),
        _quarantine(results),
    ]
    return Book(SHEET, results.run.as_of.isoformat(), [*sheets, *_kept(results, replies), _explain(results)])


def _problems(results: Results, replies: Mapping[str, Reply]) -> Sheet:
    note = f"截至{in_chinese(results.run.as_of)} · 黄色表头的各栏由单位填写，再次运行时自动带入；请勿改动“{IDENTITY}”"
    twice = [f.reviewers_agree for f in results.findings if f.reviewers_agree is not None]
    note += f" · 两人复核 {len(twice)} 条，一致 {sum(twice)} 条" if twice else ""
    return Sheet(
        SHEET,
        PROBLEMS,
        _problem_rows(results, replies),
        title="政策落地问题台账",
        note=note,
        paper=_A3,
        printed=len(PROBLEMS) - 1,
        lists={"核实结论": VERDICTS, "状态": STATES},
    )


def _problem_rows(results: Results, replies: Mapping[str, Reply]) -> Iterator[Row]:
    findings = sorted(results.findings, key=lambda f: (f.unit, SEVERITIES.index(f.severity), f.kind, f.finding_id))
    grounds = Grounds(results)
    titles = results.titles
    for number, finding in enumerate(findings, start=1):
        reply = standing(finding, replies.get(finding.finding_id)) or Reply(finding_id=finding.finding_id)
        values: list[Value] = [
            number,
            finding.unit,
            finding.label + (f"：{ELEMENT_LABELS[finding.element]}" if finding.element else ""),
            finding.reason,
            *_both_sides(grounds.of(finding) or [Ground("", NOTHING, finding.file or "")]),
            CHINESE[finding.severity],
            round(finding.confidence, 2),
            titles.get(finding.policy_id or "", ""),
            *_reviewed(finding),
            *_filled_in(reply),
            finding.finding_id,
        ]
        looks = {"严重程度": _GRAVE} if finding.severity == "high" else {}
        looks |= {"两人是否一致": _GRAVE} if finding.reviewers_agree is False else {}
        yield Row(values, looks or None)


def _both_sides(grounds: Sequence[Ground]) -> tuple[str, str, str]:
    """依据原文, 报告原文 and 出处 of a problem.

    Where tasks are laid beside what is reported, a number stands for the same task on both sides.
    """
    wheres = "\n".join(dict.fromkeys(g.where for g in grounds))
    if len(grounds) > 1 and any(g.asked and g.reported for g in grounds):
        asked, told = (
            "\n".join(f"{i}. {words[side]}" for i, words in enumerate(grounds, start=1) if words[side])
            for side in (0, 1)
        )
        return asked, told, wheres
    return numbered(g.asked for g in grounds if g.asked), numbered(g.reported for g in grounds if g.reported), wheres


def _filled_in(reply: Reply) -> list[Value]:
    """What people fill in, in the order of the columns."""
    due = reply.due.isoformat() if isinstance(reply.due, date) else reply.due
    return [reply.verdict, reply.answer, reply.by, due, reply.responsible, reply.state, reply.note]


def _reviewed(finding: Finding) -> list[Value]:
    """What two reviewers decided and whether all agree; empty below two."""
    decided = (CHINESE[r] if r else "" for r in (finding.first_review, finding.second_review))
    return [*decided, {None: "", True: "一致", False: "不一致"}[finding.reviewers_agree]]


def _scores(results: Results) -> Sheet:
    parts = sorted({name for s in results.scores for name in s.components})
    names, labels = component_labels(), indicator_labels()
    order = {name: place for place, name in enumerate(labels)}
    named = {name for s in results.scores for name in s.indicators}
    measured = {name for name in named if any(s.indicators.get(name) is not None for s in results.scores)}
    measures = sorted(measured, key=lambda name: (order.get(name, len(order)), name))
    percent: dict[str, Look] = {labels[m]: {"num_format": "0%"} for m in sorted(shares())}
    columns = [Column("单位", 14), Column("政策", 40)]
    columns += [Column(n, 9, centred=True) for n in ("得分", "下限", "上限", "风险", "复查")]
    columns += [Column("风险由来", 40)]
    columns += [Column(f"{names.get(p, p)}分", 11, centred=True, number="0") for p in parts]
    columns += [Column(labels.get(m, m), 14, centred=True) for m in measures]
    titles = results.titles
    rows = []
    for s in sorted(results.scores, key=lambda s: (titles.get(s.policy_id, s.policy_id), s.unit)):
        values: list[Value] = [s.unit, titles.get(s.policy_id, s.policy_id)]
        values += ["未知" if s.score is None else whole(s.score), whole(s.low), whole(s.high)]
        values += [CHINESE[s.risk], CHINESE[s.review_interval], s.risk_reason]
        values += [s.components.get(p) for p in parts] + [s.indicators.get(m) for m in measures]
        rows.append(Row([round(v, 2) if isinstance(v, float) else v for v in values], percent))
    note = "得分 0–100，下限、上限是把握范围；空格为材料不足，不等于零"
    lacking = "、".join(labels.get(m, m) for m in sorted(named - measured))
    note += f"；因材料不足各单位都没有的指标未列：{lacking}" if lacking else ""
    return Sheet("得分", columns, rows, title="单位落实得分", note=note, paper=_A3)


def _quarantine(results: Results) -> Sheet:
    columns = (Column("文件", 50), Column("原因", 60), Column("代码", 18), Column("SHA-256", 68))
    counts = results.run.counts
    note = f"收到 {counts.found} = 读取 {counts.read} + 部分 {counts.partial} + 未能读取 {counts.quarantined}"
    note += "；读不出不等于没有报送"
    found = sorted(results.quarantine, key=lambda q: (q.file, q.code))
    rows = [Row([q.file, plainly(q), q.code, q.sha256]) for q in found]
    return Sheet("未读文件", columns, rows, title="未能读取的文件", note=note)


def _kept(results: Results, replies: Mapping[str, Reply]) -> list[Sheet]:
    """Answers to problems that this run no longer lists: nothing that was written is lost."""
    listed = {f.finding_id for f in results.findings} | {a.assessment_id for a in results.assessments}
    gone = sorted((r for r in replies.values() if r.finding_id not in listed), key=lambda r: (r.about, r.finding_id))
    columns = (Column("问题", 60), *(c for c in PROBLEMS if c.fill_in), Column(IDENTITY, 19))
    rows = [Row([r.about, *_filled_in(r), r.finding_id]) for r in gone]
    return [Sheet(KEPT, columns, rows, title="本次不再列出、曾有答复的问题")] if gone else []


def _explain(results: Results) -> Sheet:
    run = results.run
    lines = (
        ("用途", "本台账由 luodi 依据收到的文件生成，供督查人员核实；每条都附原文，结论以核实为准。"),
        ("填写", "在“问题台账”表黄色表头各栏填写；核实结论、状态请从下拉列表中选。行可以排序、筛选，列可以增加。"),
        ("再次运行", "填好后留在原处再运行，填写内容自动带入；也可放进收件夹，“不属实”的问题不再计分。"),
        (
            "两人复核",
            "两人各填一份台账的“核实结论”和“核实单位”，两份都放进收件夹再运行；“第一人复核”“第二人复核”两栏由软件填写，手填不保留。",
        ),
        (
            "置信度",
            "0 到 1，越大把握越大；汇总几项任务的问题（打折扣执行、形式主义），写的是其中至少一项属实的把握，"
            "各项的把握见“逐项对照”表。",
        ),
        (
            "逐项判断",
            "某一项判断有误，或者标为“待判读”（把握不足，不作结论，不列为问题）的，请对照两侧原文，在“逐项对照”表“人工判断”栏选择，"
            "再次运行即按人工判断核查、计分，原判断写在“理由”里。",
        ),
        ("运行", f"核查日 {run.as_of}，luodi {run.software_version}，设置摘要 {run.settings_digest[:12]}。"),
    )
    return Sheet("说明", (Column("", 12), Column("", 100)), [Row(line) for line in lines])
