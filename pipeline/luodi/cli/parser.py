"""Which commands there are, what each takes, and which function carries it out."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from . import documents, lessons, results, runs
from .exits import WRONG_USE
from .words import wrong_use

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # what add_subparsers gives has no public name


_EXAMPLES = """\
examples 例:
  luodi run 收件夹 --out 结果              读“收件夹”，结果写进“结果”，打开其中的 report.html
  luodi compare 政策.docx 报告.pdf         一份报告对照一份政策
  luodi run --help                         每个命令各有说明

exit codes 退出码: 0 全部读取，1 有文件隔离或核对不符，2 用法或设置不对，3 没有读到文件
"""


class Parser(argparse.ArgumentParser):
    """Says in Chinese first what is wrong with the arguments."""

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and what is wrong, and leave."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {wrong_use(message)}（{message}）\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; what it parses holds the function to call as ``command``."""
    from luodi import __version__

    parser = Parser(
        prog="luodi",
        description="落地：从政策原文到执行报告，看政策是否落地。",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"luodi {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_documents(commands)
    _add_watch(commands)
    _add_results(commands)
    _add_lessons(commands)
    _add_schema(commands)
    return parser


def _add_run(commands: Commands) -> None:
    run = commands.add_parser("run", help="read a folder, write findings 读一个文件夹，写出发现")
    _add_order(run, as_of="the day on which the run judges (default: today) 截至日期")
    run.add_argument("--force", action="store_true", help="compute everything again 全部重算")
    run.add_argument("--quiet", action="store_true", help="no progress, no summary 不显示进度和摘要")
    run.add_argument("--timings", action="store_true", help="say on stderr where the time went 各环节用时")
    run.set_defaults(command=runs.run)


def _add_watch(commands: Commands) -> None:
    watch = commands.add_parser(
        "watch", help="keep a folder's findings up to date 值守：新文件到一份处理一份，有新问题即提醒"
    )
    _add_order(
        watch,
        as_of="judge on this day (default: each day as it comes) 截至日期",
        settings="settings; where alerts go stands under [notifying] 设置文件",
    )
    watch.add_argument(
        "--every", type=float, default=5.0, metavar="SECONDS", help="between two looks (default: 5) 查看间隔秒数"
    )
    watch.add_argument(
        "--settle",
        type=float,
        default=3.0,
        metavar="SECONDS",
        help="a file counts when it stood still (default: 3) 文件静止多少秒才读",
    )
    watch.set_defaults(command=runs.watch)


def _add_order(
    command: argparse.ArgumentParser, *, as_of: str, settings: str = "settings, see docs/settings.md 设置文件"
) -> None:
    """What is read, where results go and who computes them: the same for one run and for many."""
    command.add_argument(
        "inbox", metavar="INBOX", help="folder with the documents, folders in it too 收件夹，含子文件夹"
    )
    command.add_argument(
        "--out", required=True, metavar="OUT", help="folder for the results, made if missing 结果文件夹"
    )
    command.add_argument("--units", metavar="units.csv", help="name,level,parent,aliases 单位表：名称,层级,上级,别名")
    command.add_argument("--events", metavar="events.csv", help="sending times from an office system 收发时间表")
    command.add_argument("--as-of", metavar="DATE", help=as_of)
    command.add_argument("--settings", metavar="luodi.toml", help=settings)
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--workers", type=int, metavar="N", help="child processes (default: one per core; 0: none) 进程数"
    )
    where.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, tcp://host:port 集群地址")
    command.add_argument("--letters", action="store_true", help="also write a letter to each unit 每个单位一份督办函")


def _add_documents(commands: Commands) -> None:
    parse = commands.add_parser("parse", help="one document as JSON 一份文件的结构")
    parse.add_argument("file", metavar="FILE", help="any document: PDF, DOCX, OFD … 一份文件")
    parse.add_argument("--settings", metavar="luodi.toml", help="settings 设置文件")
    parse.set_defaults(command=documents.parse)

    compare = commands.add_parser("compare", help="one policy against one report 一份政策对一份报告")
    compare.add_argument("policy", metavar="POLICY", help="the document that asks 政策文件")
    compare.add_argument("report", metavar="REPORT", help="the document that tells 执行报告")
    compare.add_argument(
        "--as-of", metavar="DATE", help="the day of judging (default: the report's own) 截至日期，不写就是报告的日期"
    )
    compare.add_argument("--settings", metavar="luodi.toml", help="settings 设置文件")
    compare.add_argument("--json", action="store_true", help="JSON lines instead of a table 逐行 JSON")
    compare.set_defaults(command=documents.compare)


def _add_results(commands: Commands) -> None:
    verify = commands.add_parser("verify", help="is the record of a run untouched? 记录是否被改动")
    verify.add_argument("out", metavar="OUT", help="folder of a run's results 结果文件夹")
    verify.add_argument("--root", metavar="HEX", help="a root that was noted earlier 此前记下的根")
    verify.add_argument(
        "--public-key", metavar="key.pem", help="Ed25519 key that must have signed the record 应由此钥签名"
    )
    verify.add_argument("--proof", metavar="NAME", help="print a proof that this output was recorded 出具一份存证")
    verify.set_defaults(command=results.verify)

    export = commands.add_parser("export", help="mirror a run's tables into a database 导入数据库")
    export.add_argument("out", metavar="OUT", help="folder of a run's results 结果文件夹")
    export.add_argument(
        "--to", required=True, metavar="URL", help="sqlite:///file, postgresql://…, duckdb:///file 目标数据库"
    )
    export.set_defaults(command=results.export)

    serve = commands.add_parser("serve", help="offer a run over HTTP, read-only 以 HTTP 只读提供")
    serve.add_argument("out", metavar="OUT", help="folder of a run's results 结果文件夹")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine) 监听地址")
    serve.add_argument("--port", type=int, default=8760, help="port (default: 8760) 端口")
    serve.add_argument(
        "--token-file", metavar="FILE", help="needed beyond this machine: a token of 16 characters or more 访问口令文件"
    )
    serve.set_defaults(command=results.serve)


def _add_lessons(commands: Commands) -> None:
    evaluate = commands.add_parser("evaluate", help="accuracy on annotated cases 在标注案例上的准确率")
    evaluate.add_argument("cases", nargs="+", metavar="CASE", help="folders of annotated worlds 标注案例文件夹")
    evaluate.add_argument(
        "--floors", metavar="floors.toml", help="fail when a figure lies below its floor 低于下限即报错"
    )
    evaluate.add_argument("--details", action="store_true", help="print every difference 列出每处不同")
    evaluate.add_argument("--json", action="store_true", help="figures as JSON 以 JSON 输出")
    evaluate.set_defaults(command=lessons.evaluate)

    corpora = commands.add_parser("corpora", help="is a benchmark sound, what is in it? 检查、统计标注语料")
    corpora.add_argument("what", metavar="check|stats", choices=("check", "stats"), help="faults, or counts 检查或统计")
    corpora.add_argument("--root", default="corpora", metavar="FOLDER", help="holds cases/ and contrast/ 语料文件夹")
    corpora.set_defaults(command=lessons.corpora)

    learn = commands.add_parser("learn", help="from people's answers to training rows 由核实结论得训练数据")
    kinds = learn.add_subparsers(title="lessons", metavar="LESSON", required=True)
    review = kinds.add_parser("review", help="answers in runs' folders as rows 汇集各次运行的核实结论")
    review.add_argument("outs", nargs="+", metavar="OUT", help="result folders with answers 含核实结论的结果文件夹")
    review.add_argument("--to", required=True, metavar="FOLDER", help="where the rows go 写到哪里")
    review.set_defaults(command=lessons.review)


def _add_schema(commands: Commands) -> None:
    schema = commands.add_parser("schema", help="JSON Schema of a table 表的字段")
    schema.add_argument("table", nargs="?", metavar="TABLE", help="its name; without one, all names 表名")
    schema.set_defaults(command=results.schema)
