"""An invented province for tests and benchmarks of publishing: units, policies and tasks to measure."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from luodi.dossier import chain
from luodi.records import (
    FINDING_LABELS,
    STATUSES,
    Assessment,
    Deadline,
    DocumentRecord,
    Dossier,
    Event,
    Finding,
    Input,
    Member,
    Notice,
    Quantity,
    Quarantine,
    Reference,
    Results,
    RunFacts,
    Score,
    Task,
    Unit,
    identify,
)

AS_OF = date(2024, 12, 31)
PLACES = [a + b for a in "云鹤定汀松青澄望" for b in "泽浦岳源陵"]
SUBJECTS = ["农村公厕改造", "养老服务", "义务教育", "河湖治理", "数据共享"]
SUBJECTS += ["公共停车", "食品安全", "普惠托育", "职业培训", "乡村道路"]
TEMPLATES = (
    # asked, done, falls short, aspect, quantity
    (
        "{m}月底前，新建{x}示范点{n}处。",
        "全年建成{x}示范点{n}处。",
        "已建成{x}示范点{k}处，覆盖面持续扩大。",
        "quantity",
    ),
    ("{x}覆盖率不低于95%。", "{x}覆盖率达到97.2%。", "{x}覆盖率达83%，全省领先。", "quantity"),
    ("所有乡镇全面推开{x}。", "全部乡镇都已推开{x}。", "选择2个乡镇开展{x}试点。", "scope"),
    ("每月开展一次{x}检查。", "{x}检查每月一次，全年12次。", "{x}检查每季度一次，全年4次。", "frequency"),
    ("{m}月底前完成{x}台账清理。", "{x}台账于{m}月20日清理完毕。", "{x}台账清理工作计划明年6月完成。", "deadline"),
    ("对{x}中的违规行为一律停业整改。", "{x}违规的13家全部停业整改。", "引导{x}违规单位逐步整改。", "strength"),
)
FORMAL = "召开{x}推进会，印发实施通知，高度重视、压实责任。"


def make_results(units: int = 3, policies: int = 1, tasks: int = 6, *, seed: int = 7) -> Results:
    """Results for ``units`` × ``policies`` × ``tasks`` with every status, findings, scores and a broken file."""
    chance = random.Random(seed)
    cities = max(1, units // 5) if units > 5 else units
    names = [place + ("市" if i < cities else "县") for i, place in enumerate(_names(units))]
    tree = [Unit(name="江澜省", level="province")]
    for i, name in enumerate(names):
        parent = "江澜省" if i < cities else names[i % cities]
        tree.append(Unit(name=name, level="city" if i < cities else "county", parent=parent))
    parts = [_one_policy(p, tree[1:], tasks, chance) for p in range(policies)]
    documents = [d for part in parts for d in part[0].documents]
    broken = Quarantine(file="乱码/坏文件.pdf", sha256="0" * 64, code="truncated", message="文件不完整（truncated）")
    inputs = [Input(file=d.file, sha256=d.sha256, state=d.state) for d in documents]
    inputs.append(Input(file=broken.file, sha256=broken.sha256, state="quarantined"))
    return Results(
        run=RunFacts.of(
            tuple(inputs), software_version="0.1.0", settings_digest="d" * 64, as_of=AS_OF, abstain_below=0.5
        ),
        documents=tuple(documents),
        assessments=tuple(a for part in parts for a in part[1]),
        findings=tuple(f for part in parts for f in part[2]),
        scores=tuple(s for part in parts for s in part[3]),
        quarantine=(broken,),
        dossiers=tuple(part[0] for part in parts),
        chains=tuple(c for c in (chain(part[0]) for part in parts) if c is not None),
        units=tuple(tree),
    )


def _names(count: int) -> list[str]:
    return PLACES[:count]


def _one_policy(
    index: int, units: list[Unit], tasks: int, chance: random.Random
) -> tuple[Dossier, list[Assessment], list[Finding], list[Score]]:
    subject = SUBJECTS[index % len(SUBJECTS)] + ("" if index < len(SUBJECTS) else "提升")
    policy = _policy(index, subject, tasks)
    documents, members, events = [policy], [], []
    assessments: list[Assessment] = []
    findings: list[Finding] = []
    scores: list[Score] = []
    sent = {"江澜省": datetime.combine(policy.issue_date or AS_OF, datetime.min.time()) + timedelta(hours=10)}
    numbers = {"江澜省": policy.doc_number}
    for number, unit in enumerate(units):
        parent = unit.parent or "江澜省"
        event = Event(
            doc_number=numbers[parent],
            from_unit=parent,
            to_unit=f"{unit.name}人民政府办公室",
            sent_at=sent[parent],
            received_at=sent[parent] + timedelta(minutes=7),
        )
        events.append(event)
        if number % 7 == 6:
            findings.append(_finding("forward-missing", unit.name, policy, None, "未见转发文件。"))
            sent[unit.name], numbers[unit.name] = sent[parent] + timedelta(hours=30), policy.doc_number
        else:
            hours = chance.choice([5, 20, 40, 90])
            sent[unit.name] = sent[parent] + timedelta(hours=hours)
            forward = _forward(policy, unit, sent[unit.name])
            documents.append(forward)
            numbers[unit.name] = forward.doc_number
            if unit.level == "city" and number % 4 < 3:
                events.append(
                    Event(
                        doc_number=forward.doc_number,
                        from_unit=unit.name,
                        to_unit="各县（市、区）",
                        sent_at=sent[unit.name],
                    )
                )
            members.append(Member(document_id=forward.document_id, unit=unit.name, role="forward"))
            if hours > 48:
                findings.append(_finding("forward-late", unit.name, policy, forward, f"收文后{hours}小时才转发。"))
        report, judged = _report(policy, unit, chance)
        documents.append(report)
        members.append(Member(document_id=report.document_id, unit=unit.name, role="report"))
        assessments += judged
        for kind in ("discounted", "formalism"):
            bad = [a for a in judged if a.status == kind and not a.abstained]
            if bad:
                finding = _finding(kind, unit.name, policy, report, f"{len(bad)}项任务{FINDING_LABELS[kind]}。")
                findings.append(
                    finding.replace(
                        task_ids=tuple(a.task_id for a in bad),
                        evidence=tuple(q for a in bad for q in a.evidence_spans),
                    )
                )
        scores.append(_score(policy, unit.name, judged))
    dossier = Dossier(
        policy=policy,
        documents=tuple(documents),
        members=tuple(members),
        units=tuple(units),
        expected=tuple(u.name for u in units),
        issuing_unit="江澜省",
        events=tuple(events),
    )
    return dossier, assessments, findings, scores


def _document(file: str, lines: list[str], **fields: object) -> DocumentRecord:
    text = "\n".join(lines)
    digest = hashlib.sha256((file + text).encode()).hexdigest()
    return DocumentRecord(
        document_id=digest[:16],
        file=file,
        sha256=digest,
        media_type="text/plain",
        chars=len(text),
        text=text,
        pages=2,
        page_starts=(0, len(text) // 2),
        **fields,  # type: ignore[arg-type]
    )


def _policy(index: int, subject: str, tasks: int) -> DocumentRecord:
    title, number = f"江澜省人民政府办公厅关于推进{subject}的实施意见", f"江政办发〔2024〕{index + 1}号"
    asked = [_asked(subject, i) for i in range(tasks)]
    lines = [number, title, "各市人民政府：", "一、主要任务", *asked, "2024年3月8日"]
    record = _document(
        f"政策/{index + 1:02d}-{subject}.txt",
        lines,
        kind="policy",
        kind_confidence=0.98,
        genre="意见",
        title=title,
        doc_number=number,
        issuer=("江澜省人民政府办公厅",),
        issue_date=date(2024, 3, 8) + timedelta(days=index),
        unit="江澜省",
        warnings=(Notice(code="hidden-text", message="有隐藏文字", page=1),) if index == 0 else (),
    )
    made = []
    for i, sentence in enumerate(asked):
        start = record.text.index(sentence)
        month = 3 + i % 9
        made.append(
            Task(
                task_id=identify(record.document_id, i),
                document_id=record.document_id,
                file=record.file,
                path=f"一/（{i + 1}）",
                sentence=sentence,
                page=record.page_of(start),
                start=start,
                end=start + len(sentence),
                lead=("省住房城乡建设厅",) if i % 2 else ("省教育厅", "省财政厅"),
                strength="must",
                confidence=0.9,
                deadlines=tuple(_deadlines(sentence, month)),
                quantities=(Quantity(text="不低于95%", op=">=", value=95, unit="%"),) if "95%" in sentence else (),
            )
        )
    return record.replace(tasks=tuple(made))


def _deadlines(sentence: str, month: int) -> Iterator[Deadline]:
    if "月底前" in sentence:
        yield Deadline(text=f"{month}月底前", kind="by", end=date(2024, month, 28))
    if "每月" in sentence:
        yield Deadline(text="每月", kind="recurring", rrule="FREQ=MONTHLY")


def _asked(subject: str, i: int, which: int = 0) -> str:
    area = subject + ("" if i < len(TEMPLATES) else f"第{i // len(TEMPLATES) + 1}批")
    return TEMPLATES[i % len(TEMPLATES)][which].format(m=3 + i % 9, x=area, n=12 + i, k=7)


def _forward(policy: DocumentRecord, unit: Unit, when: datetime) -> DocumentRecord:
    title = f"{unit.name}人民政府办公室关于转发《{policy.title}》的通知"
    return _document(
        f"{unit.name}/{policy.file[3:5]}-转发.txt",
        [title, f"现将《{policy.title}》转发给你们。"],
        kind="forward",
        kind_confidence=0.95,
        title=title,
        doc_number=f"{unit.name[:2]}政办发〔2024〕{policy.file[3:5]}号",
        issue_date=when.date(),
        unit=unit.name,
        refers_to=(
            Reference(
                title=policy.title, doc_number=policy.doc_number, relation="forwards", document_id=policy.document_id
            ),
        ),
    )


def _report(policy: DocumentRecord, unit: Unit, chance: random.Random) -> tuple[DocumentRecord, list[Assessment]]:
    subject = policy.file[6:-4]
    weights = [(60, 20, 6, 10, 4), (35, 20, 20, 20, 5), (45, 30, 10, 10, 5)][len(unit.name + unit.level) % 3]
    chosen = chance.choices(STATUSES, weights, k=len(policy.tasks))
    lines = [f"{unit.name}人民政府关于{subject}落实情况的报告", "省政府办公厅：", "现将有关情况报告如下："]
    said: list[str | None] = []
    for i, status in enumerate(chosen):
        area = _asked(subject, i)
        words = {
            "implemented": _asked(subject, i, 1),
            "discounted": _asked(subject, i, 2),
            "formalism": FORMAL.format(x=area[:-1][:12]),
            "pending": f"“{area[:-1]}”一项正在办理，尚未完成。",
        }.get(status)
        said.append(words)
        lines += [words] if words else []
    record = _document(
        f"{unit.name}/{policy.file[3:5]}-报告.txt",
        lines,
        kind="report",
        kind_confidence=0.97,
        title=lines[0],
        issue_date=date(2024, 12, 20),
        unit=unit.name,
    )
    judged = []
    for i, (task, status, words) in enumerate(zip(policy.tasks, chosen, said, strict=True)):
        start = record.text.index(words) if words else 0
        confidence = round(chance.uniform(0.35, 0.99), 2)
        judged.append(
            Assessment(
                assessment_id=identify(task.task_id, unit.name),
                policy_id=policy.document_id,
                policy=policy.file,
                unit=unit.name,
                report_id=record.document_id,
                report=record.file,
                task_id=task.task_id,
                task=task.sentence,
                status=status,
                aspects=(TEMPLATES[i % len(TEMPLATES)][3],) if status == "discounted" else (),
                evidence=(words,) if words else (),
                evidence_spans=(record.quote(start, start + len(words)),) if words else (),
                reason={
                    "implemented": "报告所述与要求一致。",
                    "discounted": "报告所述低于要求。",
                    "formalism": "只见会议和文件，未见结果。",
                    "omitted": "报告中没有与此项任务对应的内容。",
                    "pending": "报告写明尚未完成，期限未到。",
                }[status],
                confidence=confidence,
                abstained=confidence < 0.5,
            )
        )
    return record, judged


def _finding(kind: str, unit: str, policy: DocumentRecord, shown: DocumentRecord | None, reason: str) -> Finding:
    return Finding(
        finding_id=identify(kind, unit, policy.document_id),
        kind=kind,
        label=FINDING_LABELS[kind],  # type: ignore
        severity="high" if kind == "forward-missing" else "medium",
        unit=unit,
        policy_id=policy.document_id,
        document_id=shown.document_id if shown else None,
        file=shown.file if shown else None,
        evidence=(shown.quote(0, min(30, len(shown.text))),) if shown else (),
        reason=reason,
        confidence=0.8,
        rule=f"{kind}.1",
    )


def _score(policy: DocumentRecord, unit: str, judged: list[Assessment]) -> Score:
    points = {"implemented": 1.0, "discounted": 0.4}
    value = round(100 * sum(points.get(a.status, 0.0) for a in judged) / max(1, len(judged)), 1)
    return Score(
        unit=unit,
        policy_id=policy.document_id,
        score=value,
        low=max(0, value - 8),
        high=min(100, value + 8),
        components={"execution": value},
        indicators={"task_rate": value / 100, "closure": None},
        risk="high" if value < 60 else "medium" if value < 80 else "low",
        review_interval="daily" if value < 60 else "weekly" if value < 80 else "monthly",
    )
