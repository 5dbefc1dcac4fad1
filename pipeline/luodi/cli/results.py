"""Commands on what a run wrote: ``luodi verify``, ``export``, ``serve`` and ``schema``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .exits import OK, SOME_FAILED, UsageError


def verify(asked: argparse.Namespace) -> int:
    """Say whether the record of a run is untouched, or print a proof that an output was recorded."""
    from luodi.batch import ledger

    out = Path(asked.out)
    if asked.proof is not None:
        try:
            print(json.dumps(ledger.inclusion(out, asked.proof), ensure_ascii=False))
        except KeyError as error:
            raise UsageError(
                f"最近一次运行的记录里没有 {asked.proof}；可用的有 {'、'.join(ledger.recorded(out)) or '（无）'}"
                "（no such output in the newest run）"
            ) from error
        return OK
    faults = ledger.verify(out, root=asked.root, public_key=Path(asked.public_key) if asked.public_key else None)
    for fault in faults:
        print(f"[{fault.code}] {fault.message}")
    count = len(ledger.recorded(out))
    whole = (
        f"记录完好，{count} 份输出与记录一致（the record is untouched）；问题台账.xlsx 和督办函供人填写、修改，改了不算"
    )
    print(f"记录有 {len(faults)} 处问题（faults found）" if faults else whole)
    return SOME_FAILED if faults else OK


def export(asked: argparse.Namespace) -> int:
    """Mirror the tables of a run into a database and print what changed in each."""
    from luodi.publish import sql

    try:
        done = sql.export(asked.out, asked.to)
    except sql.ExportError as error:
        raise UsageError(str(error)) from error
    for name, changes in done.items():
        print(f"{name}\t新增 {changes.added}，更改 {changes.changed}，删去 {changes.removed}")
    return OK


def serve(asked: argparse.Namespace) -> int:
    """Offer a run over HTTP, read-only, until interrupted."""
    try:
        from luodi.publish import api
    except ModuleNotFoundError as error:
        raise UsageError("HTTP 服务需要安装 luodi[api]（install luodi[api] to serve）") from error

    token = Path(asked.token_file).read_text(encoding="utf-8").strip() if asked.token_file else None
    try:
        api.serve(asked.out, host=asked.host, port=asked.port, token=token)
    except api.ServeError as error:
        raise UsageError(str(error)) from error
    return OK


def schema(asked: argparse.Namespace) -> int:
    """Print the JSON Schema of a table, or the names of all tables."""
    from luodi.publish.rows import TABLES
    from luodi.publish.schema import schema as schema_of

    if asked.table is None:
        print("\n".join(TABLES))
        return OK
    try:
        print(json.dumps(schema_of(asked.table), ensure_ascii=False, indent=1))
    except ValueError as error:
        raise UsageError(str(error)) from error
    return OK
