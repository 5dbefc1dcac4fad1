"""Arguments to calls to exit codes; the library can do everything that stands here.

Exit codes: 0 all read · 1 some files were quarantined or checks failed · 2 wrong usage or settings · 3 nothing read.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from luodi.batch.folder import Order

OK, SOME_FAILED, WRONG_USE, NOTHING_READ = 0, 1, 2, 3


def run_command(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # the same output in every locale (threats T19)
    parser = _parser()
    try:
        asked = parser.parse_args(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    if not hasattr(asked, "command"):
        parser.print_help()
        return WRONG_USE
    command: Callable[[argparse.Namespace], int] = asked.command
    from luodi.settings import SettingsError

    try:
        return command(asked)
    except (SettingsError, FileNotFoundError, NotADirectoryError, PermissionError, UsageError) as error:
        print(f"luodi: {error}", file=sys.stderr)
        return WRONG_USE
    except OSError as error:
        print(f"luodi: 写不进去：{error.strerror}：{error.filename}（cannot write）", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("luodi: 已中断，已完成的部分下次不再重做（interrupted; finished work is kept）", file=sys.stderr)
        return SOME_FAILED


class UsageError(ValueError):
    """Arguments that cannot be used; the message says what to write instead."""


def _parser() -> argparse.ArgumentParser:
    from luodi import __version__

    parser = argparse.ArgumentParser(prog="luodi", description="落地：从政策原文到执行报告，看政策是否落地。")
    parser.add_argument("--version", action="version", version=f"luodi {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    run = commands.add_parser("run", help="read a folder, write findings 读一个文件夹，写出发现")
    run.add_argument("inbox", metavar="INBOX")
    run.add_argument("--out", required=True, metavar="OUT")
    run.add_argument("--units", metavar="units.csv", help="name,level,parent,aliases")
    run.add_argument("--events", metavar="events.csv", help="sending times from an office system")
    run.add_argument("--as-of", metavar="DATE", help="the day on which the run judges (default: today)")
    run.add_argument("--settings", metavar="luodi.toml")
    where = run.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, metavar="N", help="child processes (default: one per core; 0: none)")
    where.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, tcp://host:port")
    run.add_argument("--force", action="store_true", help="compute everything again")
    run.add_argument("--letters", action="store_true", help="also write a letter to each unit 每个单位一份督办函")
    run.add_argument("--quiet", action="store_true", help="no progress, no summary")
    run.add_argument("--timings", action="store_true", help="say on stderr where the time went 各环节用时")
    run.set_defaults(command=_run)

    parse = commands.add_parser("parse", help="one document as JSON 一份文件的结构")
    parse.add_argument("file", metavar="FILE")
    parse.add_argument("--settings", metavar="luodi.toml")
    parse.set_defaults(command=_parse)

    compare = commands.add_parser("compare", help="one policy against one report 一份政策对一份报告")
    compare.add_argument("policy", metavar="POLICY")
    compare.add_argument("report", metavar="REPORT")
    compare.add_argument("--as-of", metavar="DATE")
    compare.add_argument("--settings", metavar="luodi.toml")
    compare.add_argument("--json", action="store_true", help="JSON lines instead of a table")
    compare.set_defaults(command=_compare)

    watch = commands.add_parser(
        "watch", help="keep a folder's findings up to date 值守：新文件到一份处理一份，有新问题即提醒"
    )
    watch.add_argument("inbox", metavar="INBOX")
    watch.add_argument("--out", required=True, metavar="OUT")
    watch.add_argument("--units", metavar="units.csv", help="name,level,parent,aliases")
    watch.add_argument("--events", metavar="events.csv", help="sending times from an office system")
    watch.add_argument("--as-of", metavar="DATE", help="judge on this day (default: each day as it comes)")
    watch.add_argument("--settings", metavar="luodi.toml", help="where alerts go stands under [notifying]")
    place = watch.add_mutually_exclusive_group()
    place.add_argument("--workers", type=int, metavar="N", help="child processes (default: one per core; 0: none)")
    place.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, tcp://host:port")
    watch.add_argument("--letters", action="store_true", help="also write a letter to each unit 每个单位一份督办函")
    watch.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="between two looks (default: 5)")
    watch.add_argument(
        "--settle", type=float, default=3.0, metavar="SECONDS", help="a file counts when it stood still (default: 3)"
    )
    watch.set_defaults(command=_watch)

    verify = commands.add_parser("verify", help="is the record of a run untouched? 记录是否被改动")
    verify.add_argument("out", metavar="OUT")
    verify.add_argument("--root", metavar="HEX", help="a root that was noted earlier")
    verify.add_argument("--public-key", metavar="key.pem", help="Ed25519 key that must have signed the record")
    verify.add_argument("--proof", metavar="NAME", help="print a proof that this output was recorded")
    verify.set_defaults(command=_verify)

    export = commands.add_parser("export", help="mirror a run's tables into a database 导入数据库")
    export.add_argument("out", metavar="OUT")
    export.add_argument("--to", required=True, metavar="URL", help="sqlite:///file, postgresql://…, duckdb:///file")
    export.set_defaults(command=_export)

    serve = commands.add_parser("serve", help="offer a run over HTTP, read-only 以 HTTP 只读提供")
    serve.add_argument("out", metavar="OUT")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8760)
    serve.add_argument(
        "--token-file", metavar="FILE", help="needed beyond this machine: a token of 16 characters or more"
    )
    serve.set_defaults(command=_serve)

    evaluate = commands.add_parser("evaluate", help="accuracy on annotated cases 在标注案例上的准确率")
    evaluate.add_argument("cases", nargs="+", metavar="CASE")
    evaluate.add_argument("--floors", metavar="floors.toml", help="fail when a figure lies below its floor")
    evaluate.add_argument("--details", action="store_true", help="print every difference")
    evaluate.add_argument("--json", action="store_true")
    evaluate.set_defaults(command=_evaluate)

    corpora = commands.add_parser("corpora", help="is a benchmark sound, what is in it? 检查、统计标注语料")
    corpora.add_argument("what", choices=("check", "stats"))
    corpora.add_argument("--root", default="corpora", metavar="FOLDER", help="holds cases/ and contrast/")
    corpora.set_defaults(command=_corpora)

    learn = commands.add_parser("learn", help="from people's answers to training rows 由核实结论得训练数据")
    lessons = learn.add_subparsers(title="lessons", metavar="LESSON", required=True)
    review = lessons.add_parser("review", help="answers in runs' folders as rows 汇集各次运行的核实结论")
    review.add_argument("outs", nargs="+", metavar="OUT")
    review.add_argument("--to", required=True, metavar="FOLDER")
    review.set_defaults(command=_review)

    schema = commands.add_parser("schema", help="JSON Schema of a table 表的字段")
    schema.add_argument("table", nargs="?", metavar="TABLE")
    schema.set_defaults(command=_schema)
    return parser


def _run(asked: argparse.Namespace) -> int:
    from luodi.batch.api import bring_up_to_date
    from luodi.batch.executors import ClusterError
    from luodi.batch.folder import BusyError
    from luodi.dossier.sheets import SheetError

    order, begun = _order(asked), time.perf_counter()
    try:
        bring_up_to_date(
            order,
            workers=_count(asked.workers),
            cluster_address=asked.cluster,
            force=asked.force,
            quiet=asked.quiet,
        )
    except (SheetError, ClusterError, BusyError) as error:
        raise UsageError(str(error)) from error
    if asked.timings:
        from luodi.batch import timing

        print(timing.table(timing.taken(), clock=time.perf_counter() - begun), file=sys.stderr)
    facts = json.loads((order.out / "run.json").read_text(encoding="utf-8"))
    if not asked.quiet:
        _summarise(order.out, facts)
    counts = facts["counts"]
    if counts["read"] + counts["partial"] == 0:
        print("luodi: 没有读到任何文件（nothing could be read）", file=sys.stderr)
        return NOTHING_READ
    return SOME_FAILED if counts["quarantined"] else OK


def _watch(asked: argparse.Namespace) -> int:
    from datetime import date

    from luodi.batch.executors import ClusterError
    from luodi.batch.watch import stopping_on_signals, watch

    if asked.every <= 0 or asked.settle < 0:
        raise UsageError("--every 要大于 0，--settle 不能小于 0（--every above 0, --settle not below 0）")
    try:
        with stopping_on_signals() as stop:
            watch(
                _order(asked),
                workers=_count(asked.workers),
                cluster_address=asked.cluster,
                today=date.today if asked.as_of is None else None,
                every=asked.every,
                settle=asked.settle,
                stop=stop,
                say=lambda line: print(line, file=sys.stderr, flush=True),
            )
    except ClusterError as error:
        raise UsageError(str(error)) from error
    return OK


def _order(asked: argparse.Namespace) -> Order:
    from datetime import date

    from luodi.batch.folder import Order
    from luodi.settings import Settings

    return Order(
        inbox=Path(asked.inbox),
        out=Path(asked.out),
        as_of=_date(asked.as_of) or date.today(),
        settings=Settings.from_toml(asked.settings) if asked.settings else Settings(),
        units=Path(asked.units) if asked.units else None,
        events=Path(asked.events) if asked.events else None,
        letters=asked.letters,
    )


def _summarise(out: Path, facts: dict[str, Any]) -> None:
    counts = facts["counts"]
    print(
        f"截至 {facts['as_of']}：{counts['found']} 个文件 = 读取 {counts['read']}"
        f" + 部分 {counts['partial']} + 隔离 {counts['quarantined']}；"
        f"任务 {counts['tasks']}，比对 {counts['assessments']}，发现 {counts['findings']}"
    )
    for row in sorted(_rows(out, "findings"), key=lambda f: (f["unit"], f["severity"], f["kind"])):
        print(f"  {row['unit']}\t{row['label']}\t{_shorten(row['reason'], 60)}")
    for row in _rows(out, "quarantine"):
        print(f"luodi: 隔离 {row['file']}：{row['message']}", file=sys.stderr)
    print(f"网页：{out / 'report.html'}\n台账：{out / '问题台账.xlsx'}")


def _rows(out: Path, table: str) -> list[dict[str, Any]]:
    with (out / f"{table}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _shorten(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _parse(asked: argparse.Namespace) -> int:
    from luodi.analyst import read
    from luodi.ingest import ReadError
    from luodi.settings import Settings

    settings = Settings.from_toml(asked.settings) if asked.settings else Settings()
    try:
        record = read(asked.file, settings=settings)
    except ReadError as error:
        print(f"luodi: [{error.code}] {error}", file=sys.stderr)
        return NOTHING_READ
    print(json.dumps(record.model_dump(mode="json"), ensure_ascii=False))
    return OK


def _compare(asked: argparse.Namespace) -> int:
    from luodi.analyst import compare_records, read
    from luodi.ingest import ReadError
    from luodi.records import CHINESE
    from luodi.settings import Settings

    settings = Settings.from_toml(asked.settings) if asked.settings else Settings()
    try:
        policy, report = read(asked.policy, settings=settings), read(asked.report, settings=settings)
    except ReadError as error:
        print(f"luodi: [{error.code}] {error}", file=sys.stderr)
        return NOTHING_READ
    for row in compare_records(policy, report, as_of=_date(asked.as_of), settings=settings):
        if asked.json:
            print(row.model_dump_json())
            continue
        aspects = "".join(CHINESE[a] for a in row.aspects)
        label = CHINESE[row.status] + (f"（{aspects}）" if aspects else "") + ("？" if row.abstained else "")
        print(f"{label}\t{row.confidence:.2f}\t{_shorten(row.task, 40)}\n\t{row.reason}")
    return OK


def _verify(asked: argparse.Namespace) -> int:
    from luodi.batch.ledger import inclusion, verify

    out = Path(asked.out)
    if asked.proof is not None:
        try:
            print(json.dumps(inclusion(out, asked.proof), ensure_ascii=False))
        except KeyError as error:
            raise UsageError(f"最近一次运行没有输出 {asked.proof}（no such output in the newest run）") from error
        return OK
    faults = verify(out, root=asked.root, public_key=Path(asked.public_key) if asked.public_key else None)
    for fault in faults:
        print(f"[{fault.code}] {fault.message}")
    print("记录完好（the record is untouched）" if not faults else f"记录有 {len(faults)} 处问题（faults found）")
    return SOME_FAILED if faults else OK


def _export(asked: argparse.Namespace) -> int:
    from luodi.publish.sql import ExportError, export

    try:
        done = export(asked.out, asked.to)
    except ExportError as error:
        raise UsageError(str(error)) from error
    for name, changes in done.items():
        print(f"{name}\t{changes}")
    return OK


def _serve(asked: argparse.Namespace) -> int:
    try:
        from luodi.publish.api import ServeError, serve
    except ImportError as error:
        raise UsageError("HTTP 服务需要安装 luodi[api]（install luodi[api] to serve）") from error

    token = Path(asked.token_file).read_text(encoding="utf-8").strip() if asked.token_file else None
    try:
        serve(asked.out, host=asked.host, port=asked.port, token=token)
    except ServeError as error:
        raise UsageError(str(error)) from error
    return OK


def _evaluate(asked: argparse.Namespace) -> int:
    from luodi.learn.evaluate import evaluate, print_table

    result = evaluate(asked.cases, details=asked.details)
    if asked.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print_table(result)
    if asked.floors is None:
        return OK
    from luodi.learn.floors import below

    low = below(result, asked.floors)
    for line in low:
        print(f"luodi: {line}", file=sys.stderr)
    return SOME_FAILED if low else OK


def _corpora(asked: argparse.Namespace) -> int:
    root = Path(asked.root)
    if not (root / "cases").is_dir():
        raise UsageError(f"找不到 {root}/cases，请用 --root 指明语料目录（no corpora there; give --root）")
    if asked.what == "check":
        from luodi.learn.corpora import check

        faults = check(root)
        print("\n".join(faults) if faults else "all hold 全部通过")
        return SOME_FAILED if faults else OK
    from luodi.learn.gates import broken, statistics

    tables = statistics(root)
    for name, rows in tables.items():
        print(f"== {name}")
        for row, value in rows.items():
            print(f"{row:34}", value if not isinstance(value, dict) else " ".join(f"{k} {v}" for k, v in value.items()))
    faults = broken(tables["weak models"])
    for line in faults:
        print(f"luodi: {line}", file=sys.stderr)
    return SOME_FAILED if faults else OK


def _review(asked: argparse.Namespace) -> int:
    from luodi.learn.reviewed import write_reviews
    from luodi.publish import ReplyError

    outs = [Path(out) for out in asked.outs]
    for out in outs:
        if not (out / "run.json").is_file():
            raise UsageError(f"{out} 里没有 run.json，不是运行结果（no run there; give a folder of luodi run --out）")
    try:
        done = write_reviews(outs, Path(asked.to))
    except (ReplyError, FileExistsError) as error:
        raise UsageError(str(error)) from error
    for (table, decision), count in sorted(done.counts.items()):
        print(f"{table}\t{decision}\t{count}")
    print(f"settled assessments\t{done.settled}")
    if (both := done.agreed) is not None:
        measure, value = ("Cohen's kappa", both.kappa) if both.reviewers == 2 else ("Krippendorff's alpha", both.alpha)
        told = "unknown (all answers alike)" if value is None else f"{value:.3f}"
        print(f"agreement\t{both.reviewers} reviewers, {both.both} items: raw {both.raw:.3f}, {measure} {told}")
    if not done.counts:
        print("luodi: 没有找到核实结论（nobody has answered yet）", file=sys.stderr)
        return NOTHING_READ
    return OK


def _schema(asked: argparse.Namespace) -> int:
    from luodi.publish.schema import schema, tables

    if asked.table is None:
        print("\n".join(tables()))
        return OK
    try:
        print(json.dumps(schema(asked.table), ensure_ascii=False, indent=1))
    except ValueError as error:
        raise UsageError(str(error)) from error
    return OK


def _date(text: str | None) -> Any:
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--as-of {text}：日期要写成 2024-12-31（write a date as 2024-12-31）") from error


def _count(workers: int | None) -> int | None:
    if workers is not None and workers < 0:
        raise UsageError(f"--workers {workers}：要写 0 或更大的数（write 0 or more）")
    return workers
