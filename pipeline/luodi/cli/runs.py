"""Commands on a folder: ``luodi run`` and ``luodi watch``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luodi.text.shortened import shorten

from .exits import OK, SOME_FAILED, UnreadError, UsageError
from .words import as_date, settings_of

if TYPE_CHECKING:
    from luodi.batch.folder import Order


_LINES = 60
"""Problems told on the console, the gravest: of a province there are thousands."""


_OLD = 180
"""Days between the newest paper and the day of judging from which somebody may have forgotten --as-of."""


def run(asked: argparse.Namespace) -> int:
    """Read a folder, bring its results up to date, and say what was found."""
    from luodi.batch.api import bring_up_to_date
    from luodi.batch.executors import ClusterError
    from luodi.batch.folder import BusyError, EmptiedError

    order, begun = _order(asked), time.perf_counter()
    try:
        bring_up_to_date(
            order,
            workers=_count(asked.workers),
            cluster_address=asked.cluster,
            force=asked.force,
            quiet=asked.quiet,
        )
    except (ClusterError, BusyError) as error:
        raise UsageError(str(error)) from error
    except ValueError as error:
        from luodi.dossier.sheets import SheetError  # it brings much along, and an unchanged folder needs none of it

        if isinstance(error, SheetError):
            raise UsageError(str(error)) from error
        raise
    except EmptiedError as error:
        raise UnreadError(str(error)) from error
    if asked.timings:
        from luodi.batch import timing

        print(timing.table(timing.taken(), clock=time.perf_counter() - begun), file=sys.stderr)
    from luodi.publish.files import facts_of

    facts = facts_of(order.out)
    if not asked.quiet:
        _summarise(order.out, facts, letters=order.letters)
    counts = facts["counts"]
    if counts["read"] + counts["partial"] == 0:
        why = "没有一份文件读得出" if counts["found"] else f"{order.inbox} 里没有文件"
        raise UnreadError(f"{why}；能读 DOCX、PDF、OFD、HTML、XLSX、CSV、TXT、ZIP 和邮件（nothing could be read）")
    return SOME_FAILED if counts["quarantined"] else OK


def watch(asked: argparse.Namespace) -> int:
    """Keep a folder's results up to date until a signal says stop."""
    from luodi.batch import watch as watching
    from luodi.batch.executors import ClusterError

    if asked.every <= 0 or asked.settle < 0:
        raise UsageError("--every 要大于 0，--settle 不能小于 0（--every above 0, --settle not below 0）")
    order = _order(asked)
    _log(
        f"开始值守 {order.inbox}：每 {asked.every:g} 秒查看一次，文件放稳后处理，每轮报一行；按 Ctrl+C 结束"
        "（watching; a line for each round; Ctrl+C ends it）"
    )
    try:
        with watching.stopping_on_signals() as stop:
            watching.watch(
                order,
                workers=_count(asked.workers),
                cluster_address=asked.cluster,
                today=date.today if asked.as_of is None else None,
                every=asked.every,
                settle=asked.settle,
                stop=stop,
                say=_log,
            )
    except ClusterError as error:
        raise UsageError(str(error)) from error
    _log("值守结束，结果保留（ended; results are kept）")
    return OK


def _log(line: str) -> None:
    print(f"{datetime.now():%m-%d %H:%M:%S} {line}", file=sys.stderr, flush=True)


def _order(asked: argparse.Namespace) -> Order:
    from luodi.batch.folder import Order

    inbox, out = Path(asked.inbox), Path(asked.out)
    if inbox.is_file():
        raise UsageError(f"{inbox} 是文件，不是文件夹；单份文件用 luodi parse（a file, not a folder: use luodi parse）")
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} 是文件，请换一个文件夹（a file, name a folder）")
    if inbox.resolve() == out.resolve():
        raise UsageError(f"--out {out}：结果文件夹不能就是收件夹（results must not go into the inbox itself）")
    return Order(
        inbox=inbox,
        out=out,
        as_of=as_date(asked.as_of) or date.today(),
        settings=settings_of(asked),
        units=Path(asked.units) if asked.units else None,
        events=Path(asked.events) if asked.events else None,
        letters=asked.letters,
    )


def _count(workers: int | None) -> int | None:
    if workers is not None and workers < 0:
        raise UsageError(f"--workers {workers}：要写 0 或更大的数（write 0 or more）")
    return workers


def _summarise(out: Path, facts: dict[str, Any], *, letters: bool) -> None:
    from luodi.publish.grounds import plainly
    from luodi.records import CHINESE, ELEMENT_LABELS, SEVERITIES, Quarantine

    counts = facts["counts"]
    findings = _rows(out, "findings")
    open_ = [row for row in findings if row["standing"] != "refuted"]
    refuted = len(findings) - len(open_)
    print(
        f"截至 {facts['as_of']}：{counts['found']} 个文件 = 读取 {counts['read']}"
        f" + 部分 {counts['partial']} + 隔离 {counts['quarantined']}；"
        f"任务 {counts['tasks']}，比对 {counts['assessments']}，发现 {counts['findings']}"
        + (f"（其中 {refuted} 条经核实不属实，不计）" if refuted else "")
    )
    gravest = sorted(open_, key=lambda f: (SEVERITIES.index(f["severity"]), f["unit"], f["kind"]))[:_LINES]
    for row in sorted(gravest, key=lambda f: (f["unit"], SEVERITIES.index(f["severity"]), f["kind"])):
        missing = f"：{ELEMENT_LABELS[row['element']]}" if row.get("element") else ""
        told = shorten(" ".join(row["reason"].split()), 60)
        print(f"  {row['unit']}\t{CHINESE[row['severity']]}\t{row['label']}{missing}\t{told}")
    if len(open_) > len(gravest):
        print(f"  另有 {len(open_) - len(gravest)} 条程度较轻的，见网页和台账")
    for row in _rows(out, "quarantine"):
        print(f"luodi: 未能读取 {row['file']}：{plainly(Quarantine(**row))}（{row['code']}）", file=sys.stderr)
    newest = max((d for row in _rows(out, "documents") if (d := row["issue_date"]) and d <= facts["as_of"]), default="")
    age = (date.fromisoformat(facts["as_of"]) - date.fromisoformat(newest)).days if newest else 0
    if age > _OLD:
        told = f"最新的文件写于 {newest}，离截至日 {age} 天；要以当时为准，请加 --as-of，如 --as-of {newest}"
        print(f"luodi: {told}", file=sys.stderr)
    for file, why in _unheard(out, date.fromisoformat(facts["as_of"])):
        print(f"luodi: 报告没有比对 {file}：{why}", file=sys.stderr)
    if counts["read"] + counts["partial"]:
        print(f"网页：{out / 'report.html'}\n台账：{out / '问题台账.xlsx'}\n报告：{out / '督导报告.docx'}")
        if letters and (out / "督办函").is_dir():
            print(f"督办函：{out / '督办函'}")


def _unheard(out: Path, as_of: date) -> list[tuple[str, str]]:
    from luodi.publish.unheard import Filed, unheard

    documents = map(Filed.of_row, _rows(out, "documents"))
    return list(unheard(documents, {row["unit"] for row in _rows(out, "assessments")}, as_of))


def _rows(out: Path, table: str) -> list[dict[str, Any]]:
    with (out / f"{table}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
