"""The sheets that lay tasks beside reports: one row a judgement, and a matrix of tasks by units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from luodi.records import CHINESE, Assessment, Results
from luodi.score.rulings import WORDS
from luodi.text.rows import row_words

from .cited import paged
from .replies import TASK_IDENTITY, TASKS, Reply
from .sheets import Column, Row, Sheet, Value

_COLOURS = {
    "implemented": "#DCEBE9",
    "discounted": "#FBE8CC",
    "formalism": "#E9E0F2",
    "omitted": "#F6D9D6",
    "pending": "#E9ECEF",
}
_MATRIX_UNITS = 16_000
"""Columns of the matrix; Excel holds 16,384."""


def details(results: Results, replies: Mapping[str, Reply]) -> Sheet:
    """逐项对照: each judgement with the words on both sides, and room for a person's own."""
    columns = (
        Column("单位", 12),
        Column("政策", 28),
        Column("任务", 48),
        Column("判断", 10, centred=True),
        Column("差在", 10, centred=True),
        Column("报告原文", 48),
        Column("报告文件", 26),
        Column("页码", 7, centred=True),
        Column("理由", 42),
        Column("置信度", 8, centred=True, number="0.00"),
        Column("人工判断", 14, fill_in=True),
        Column("判断说明", 28, fill_in=True),
        Column("判断单位", 14, fill_in=True),
        Column(TASK_IDENTITY, 19),
    )
    note = "“待判读”是把握不足、须人工核对的，不作结论，不计入问题 · "
    note += "判断有误或待判读的，在“人工判断”栏选择，再次运行即按人工判断核查、计分"
    return Sheet(
        TASKS,
        columns,
        _detail_rows(results, replies),
        title="要求与报告逐项对照",
        note=note,
        printed=len(columns) - 1,
        lists={"人工判断": tuple(WORDS)},
    )


def _detail_rows(results: Results, replies: Mapping[str, Reply]) -> Iterator[Row]:
    titles = results.titles
    paged_ones = {d.document_id for d in results.documents if paged(d)}
    for a in sorted(results.assessments, key=lambda a: (a.policy, a.unit, a.task, a.assessment_id)):
        pages = "、".join(map(str, sorted({q.page for q in a.evidence_spans if q.document_id in paged_ones})))
        reply = replies.get(a.assessment_id) or Reply(finding_id=a.assessment_id)
        values: list[Value] = [
            a.unit,
            titles.get(a.policy_id, a.policy),
            row_words(a.task),
            _verdict(a),
            _aspects(a),
            numbered(row_words(words) for words in a.evidence),
        ]
        values += [a.report, pages, a.reason, round(a.confidence, 2)]
        values += [reply.verdict, reply.answer, reply.by, a.assessment_id]
        yield Row(values, None if a.abstained else {"判断": {"bg_color": _COLOURS[a.status]}})


def _verdict(a: Assessment) -> str:
    return "待判读" if a.abstained else CHINESE[a.status]


def _aspects(a: Assessment) -> str:
    return "" if a.abstained else "、".join(CHINESE[x] for x in a.aspects)


def matrix(results: Results) -> Sheet:
    """对照矩阵: a row a task, a column a unit."""
    units = sorted({a.unit for a in results.assessments})
    note = f"只列前 {_MATRIX_UNITS} 个单位，其余见“逐项对照”" if len(units) > _MATRIX_UNITS else ""
    units = units[:_MATRIX_UNITS]
    columns = [Column("政策", 28), Column("任务", 52), *(Column(unit, 11, centred=True) for unit in units)]
    return Sheet("对照矩阵", columns, _matrix_rows(results, units), title="任务与单位对照矩阵", note=note)


def _matrix_rows(results: Results, units: Sequence[str]) -> Iterator[Row]:
    places = {task.task_id: task.start for task in results.tasks}
    titles = results.titles
    tasks = sorted(
        {(a.policy, places.get(a.task_id, 0), a.task_id, row_words(a.task), a.policy_id) for a in results.assessments}
    )
    cells = {(a.task_id, a.unit): a for a in results.assessments}
    # a policy's rows reach over the units that answered it only: all over all grows with the square of the folder
    answered: dict[str, set[str]] = {}
    for a in results.assessments:
        answered.setdefault(a.policy_id, set()).add(a.unit)
    reach = {policy_id: [i for i, unit in enumerate(units) if unit in own] for policy_id, own in answered.items()}
    for policy, _, task_id, sentence, policy_id in tasks:
        own = reach[policy_id]
        judged = [cells.get((task_id, units[i])) for i in own]
        words = ["" if a is None else "\n".join(filter(None, (_verdict(a), _aspects(a)))) for a in judged]
        colours = {a.unit: {"bg_color": _COLOURS[a.status]} for a in judged if a is not None and not a.abstained}
        values = [titles.get(policy_id, policy), sentence, *words]
        yield Row(values, colours, [0, 1, *(i + 2 for i in own)])


def numbered(sentences: Iterable[str]) -> str:
    """Sentences below one another, numbered where there are several."""
    listed = list(sentences)
    return "".join(listed) if len(listed) < 2 else "\n".join(f"{i}. {words}" for i, words in enumerate(listed, start=1))
