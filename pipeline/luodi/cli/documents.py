"""Commands on single documents: ``luodi parse`` and ``luodi compare``."""

from __future__ import annotations

import argparse
import json
import sys

from luodi.cli.exits import NOTHING_READ, OK
from luodi.cli.words import as_date, shorten


def parse(asked: argparse.Namespace) -> int:
    """Print one document as a record in JSON."""
    from luodi.analyst import read
    from luodi.ingest import ReadError
    from luodi.settings import Settings

    settings = Settings.from_toml(asked.settings) if asked.settings else Settings()
    try:
        record = read(asked.file, settings=settings)
    except ReadError as error:
        print(f"luodi: [{error.code}] {error.message}", file=sys.stderr)
        return NOTHING_READ
    print(json.dumps(record.model_dump(mode="json"), ensure_ascii=False))
    return OK


def compare(asked: argparse.Namespace) -> int:
    """Print what one report shows of each task of one policy, as a table or as JSON lines."""
    from luodi.analyst import compare_records, read
    from luodi.ingest import ReadError
    from luodi.records import CHINESE
    from luodi.settings import Settings

    settings = Settings.from_toml(asked.settings) if asked.settings else Settings()
    try:
        policy, report = read(asked.policy, settings=settings), read(asked.report, settings=settings)
    except ReadError as error:
        print(f"luodi: [{error.code}] {error.message}", file=sys.stderr)
        return NOTHING_READ
    for row in compare_records(policy, report, as_of=as_date(asked.as_of), settings=settings):
        if asked.json:
            print(row.model_dump_json())
            continue
        aspects = "".join(CHINESE[a] for a in row.aspects)
        label = CHINESE[row.status] + (f"（{aspects}）" if aspects else "") + ("？" if row.abstained else "")
        print(f"{label}\t{row.confidence:.2f}\t{shorten(row.task, 40)}\n\t{row.reason}")
    return OK
