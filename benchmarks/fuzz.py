"""Mutated files: does the reader ever fail in a way it has no word for?

Run as ``python benchmarks/fuzz.py --count 10000 [--seed 1] [--papers] [--whole] [FILE…]``. Files given (any format) are
added to small ones made here, with ``--papers`` the odd papers of ``tests/strangers`` too. Each is changed by flipped,
lost and doubled bytes, by cutting, or, inside a package, by XML elements that vanish or trade places, then read in a
guarded child with a limit on time and memory; with ``--whole`` what was read also goes through structure, tasks and
statements. Printed are the outcomes by code; ``crashed`` counts what nobody caught, ``timeout`` what hung. The exit
code is 1 when either is not zero. Every mutant can be made again from its number.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from luodi.ingest import ReadError, Worker
from luodi.language.extraction import extract
from luodi.records import DocumentRecord
from luodi.settings import Limits, Reading, Settings
from luodi.structure import structure
from office_files import Pdf, docx, ofd, ofd_text, paragraph, table, text_run, word_part

SETTINGS = Settings(
    limits=Limits(seconds_per_file=20.0, memory_bytes=1_000_000_000), reading=Reading(ocr=False, legacy_office=False)
)
BAD = ("crashed", "timeout", "memory")
_LONGEST = 20
"""Processor seconds that structure, tasks and statements of one mutant may take."""


def seeds(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """(suffix, content) of the files that are mutated."""
    rows = [["序号", "任务", "时限"], ["1", "新建浴室12座", "6月底前"], ["2", "改造浴室8座", "年底前"]]
    numbering = word_part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph("总体要求", properties=item) + paragraph("建浴室。", text_run("藏", "<w:vanish/>")) + table(rows)
    pdf = (
        Pdf()
        .page()
        .text("关于建设公共浴室的通知", 150, 760, size=22)
        .grid([78, 128, 328, 500], [700, 670, 640, 610], rows)
    )
    cells = "".join(f"<tr><td rowspan=2>{a}<td>{b}" for a, b, _ in rows)
    page = f"<html><body><div class=nav>首页</div><table>{cells}</table><p>正文"
    own = [
        (".docx", docx(body, {"word/numbering.xml": numbering})),
        (".pdf", pdf.page().text("第二页的文字。", 78, 700).bytes()),
        (".ofd", ofd([ofd_text("关于建设公共浴室的通知", 28, 60)], template=ofd_text("处理单", 28, 40))),
        (".html", page.encode("gbk")),
        (".csv", "\n".join(",".join(row) for row in rows).encode("gbk")),
        (".txt", "\n".join("|" + "|".join(row) + "|" for row in rows).encode("utf-16")),
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for n, (suffix, content) in enumerate(own[:3]):
            target.writestr(f"附件{n}{suffix}", content)
    return [*own, (".zip", stream.getvalue()), *((path.suffix, path.read_bytes()) for path in paths)]


def mutants(sources: list[tuple[str, bytes]], *, count: int, seed: int) -> Iterator[tuple[int, str, bytes]]:
    """(number, suffix, content) of so many mutants; the same for the same seed."""
    for number in range(seed, seed + count):
        chance = random.Random(number)
        suffix, content = chance.choice(sources)
        change = chance.choice((_flip, _flip, _cut, _shift, _inside, _inside))
        yield number, suffix, change(content, chance)


def _flip(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 20, 100))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def _shift(content: bytes, chance: random.Random) -> bytes:
    """A stretch of bytes is lost, doubled or put elsewhere."""
    start = chance.randrange(len(content))
    piece = content[start : start + chance.choice((1, 4, 64, 2000))]
    rest = content[:start] + content[start + len(piece) :]
    place = chance.randrange(len(rest) + 1)
    return chance.choice((rest, content[:place] + piece + content[place:], rest[:place] + piece + rest[place:]))


def _inside(content: bytes, chance: random.Random) -> bytes:
    """In a package one part is changed and packed again; other files are changed by their bytes."""
    if content[:2] != b"PK":
        return _flip(content, chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = source.read(name)
            if name == chosen and part:
                part = chance.choice((_elements, _elements, _values, _flip))(part, chance)
            target.writestr(name, part)
    return stream.getvalue()


def _elements(part: bytes, chance: random.Random) -> bytes:
    """A tag vanishes, or a stretch between two tags is doubled."""
    places = [i for i, byte in enumerate(part) if byte == 0x3C]
    if len(places) < 3:
        return _flip(part, chance)
    first = chance.randrange(len(places) - 1)
    start, end = places[first], places[min(len(places) - 1, first + chance.choice((1, 1, 2, 5)))]
    return part[:start] + chance.choice((b"", part[start:end] * chance.choice((2, 50)))) + part[end:]


def _values(part: bytes, chance: random.Random) -> bytes:
    """A number becomes an absurd one."""
    digits = [i for i, byte in enumerate(part) if 0x30 <= byte <= 0x39]
    if not digits:
        return _flip(part, chance)
    place = chance.choice(digits)
    return part[:place] + chance.choice((b"-1", b"99999999999", b"1e308", b"", b"x", b"NaN", b"0")) + part[place + 1 :]


def understood(records: Sequence[DocumentRecord]) -> str:
    """What becomes of records behind reading: their state, ``crashed`` or ``timeout``."""
    signal.setitimer(signal.ITIMER_PROF, _LONGEST)
    try:
        for record in records:
            extract(structure(record))
    except _TooLong:
        return "timeout"
    except Exception:
        return "crashed"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return records[0].state


class _TooLong(BaseException):
    """The alarm rang."""


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TooLong


def papers() -> list[tuple[str, bytes]]:
    """(suffix, content) of the odd papers of the tests."""
    from strangers import strangers

    return [(Path(paper.file).suffix, paper.data) for paper in strangers()]


def main() -> int:
    """Run the fuzzer from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", action="store_true", help="mutate the odd papers of the tests too")
    parser.add_argument("--whole", action="store_true", help="go on with structure, tasks and statements")
    options = parser.parse_args()
    sources = seeds(options.files) + (papers() if options.papers else [])
    signal.signal(signal.SIGPROF, _ring)
    outcomes, bad, start = Counter[str](), list[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Worker(settings=SETTINGS) as worker:
        for number, suffix, content in mutants(sources, count=options.count, seed=options.seed):
            path = Path(folder) / f"mutant{suffix}"
            path.write_bytes(content)
            try:
                records = worker.read(path)
                outcome = understood(records) if options.whole else records[0].state
            except ReadError as error:
                outcome = error.code
            outcomes[outcome] += 1
            if outcome in BAD:
                bad.append(f"{outcome} {number}{suffix}")
    print(f"{options.count} mutants in {time.monotonic() - start:.0f} s")
    for outcome, count in outcomes.most_common():
        print(f"{outcome:15}{count:7}")
    print("uncaught", outcomes["crashed"], "hung", outcomes["timeout"], "out of memory", outcomes["memory"], *bad[:20])
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main())
