"""Commands on single documents: ``luodi parse`` and ``luodi compare``."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from luodi.text.shortened import shorten

from .exits import OK, UnreadError, UsageError
from .words import as_date, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luodi.records import Assessment, DocumentRecord
    from luodi.settings import Settings


def parse(asked: argparse.Namespace) -> int:
    """Print one document as a record in JSON."""
    (record,) = _read(asked.file, settings=settings_of(asked))
    print(json.dumps(record.model_dump(mode="json"), ensure_ascii=False))
    return OK


def compare(asked: argparse.Namespace) -> int:
    """Print what one report shows of each task of one policy, as a table or as JSON lines."""
    from luodi.analyst import compare_records, judging_day

    settings = settings_of(asked)
    policy, report = _read(asked.policy, asked.report, settings=settings)
    if not policy.tasks:
        raise UsageError(
            f"{policy.file} 里没有找到任务；先写政策、后写报告，次序是否写反了？"
            "（no tasks in the first file: give the policy first, then the report）"
        )
    day = judging_day(policy, report, as_date(asked.as_of))
    if report.issue_date is not None and report.issue_date > day:
        raise UsageError(f"{report.file} 的日期 {report.issue_date} 晚于 --as-of {day}（dated after that day）")
    rows = compare_records(policy, report, as_of=day, settings=settings)
    if asked.json:
        for row in rows:
            print(row.model_dump_json())
    else:
        _tabulate(rows, f"截至 {day}")
    return OK


def _tabulate(rows: Sequence[Assessment], day: str) -> None:
    """Judgement, confidence and task of each, its reason below, and how many of each at the end."""
    from luodi.records import CHINESE, STATUSES
    from luodi.text.rows import row_words

    for row in rows:
        aspects = "、".join(CHINESE[a] for a in row.aspects)
        label = CHINESE[row.status] + (f"（{aspects}）" if aspects else "")
        label = f"待判读：{label}" if row.abstained else label
        print(f"{label}\t{row.confidence:.2f}\t{shorten(row_words(row.task), 40)}\n\t{row.reason}")
    sure = Counter(row.status for row in rows if not row.abstained)
    told = [f"{CHINESE[s]} {sure[s]}" for s in STATUSES if sure[s]]
    unsure = len(rows) - sum(sure.values())
    told += [f"待判读 {unsure}（把握不足，请看原文）"] if unsure else []
    print(f"{day}，{rows[0].unit}：{len(rows)} 项任务，{'，'.join(told)}")


def _read(*files: str, settings: Settings) -> list[DocumentRecord]:
    """The documents. Raises UsageError for a folder, UnreadError for a file that cannot be read."""
    from luodi.analyst import read
    from luodi.ingest import ReadError

    for file in files:
        if Path(file).is_dir():
            raise UsageError(f"{file} 是文件夹，不是文件；整个文件夹用 luodi run（a folder: use luodi run）")
    try:
        return [read(file, settings=settings) for file in files]
    except ReadError as error:
        raise UnreadError(f"[{error.code}] {error.message}") from error
