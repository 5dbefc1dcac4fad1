"""How exactly files are read: texts of the cases against their sources, and cells of task tables in seven layouts.

Run as ``python benchmarks/exactness.py [CASES]``. A case's ``inbox`` holds what an office would send, made from its
``src``: the figure is the edit distance between the two texts. The tables are made here with python-docx, of 1 to 9
pages, and turned into PDF by LibreOffice where it is installed; a table with a row too many or too few counts as
wholly wrong.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from rapidfuzz.distance import Levenshtein

from luodi.ingest import ReadError, read
from luodi.ingest.legacy import office_program
from luodi.ingest.processes import run_limited

ROOT = Path(__file__).resolve().parent.parent
LAYOUTS = ("plain", "header", "whole rows", "merged", "landscape", "small", "after text")
SIZES = (5, 14, 30, 60)
HEADER = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]
_VERBS = ("建成", "改造", "完成", "推进", "开展", "落实", "配备", "检查", "整治", "公开")
_THINGS = ("乡镇公共浴室", "农村公路", "社区食堂", "养老服务中心", "高标准农田", "充电设施", "老旧小区", "托育机构")
_UNITS = ("省住房城乡建设厅", "省教育厅", "省财政厅", "省民政厅", "各市人民政府", "省卫生健康委", "省交通运输厅")
_DATES = ("2024年6月底前", "2025年12月底前", "每季度", "长期坚持")


def same_text(cases: Path) -> None:
    """Print the edit distance between the texts of every inbox and its sources, by format."""
    print(f"\ntexts of {cases.name}\n{'format':8}{'files':>7}{'chars':>9}{'errors':>8}{'files with errors':>19}")
    sums: dict[str, list[int]] = {}
    for file in sorted(cases.glob("*/inbox/*")):
        source = next(
            (p for s in (".txt", ".csv") if (p := file.parent.parent / "src" / (file.stem + s)).exists()), None
        )
        if source is None:
            continue
        want, got = read(source)[0].text, read(file)[0].text
        wrong = Levenshtein.distance(want, got)
        row = sums.setdefault(file.suffix, [0, 0, 0, 0])
        for i, value in enumerate((1, len(want), wrong, int(wrong > 0))):
            row[i] += value
    for suffix, (files, chars, errors, bad) in sums.items():
        print(f"{suffix:8}{files:7}{chars:9}{errors:8}{bad:19}")


def task_rows(count: int, chance: random.Random) -> list[list[str]]:
    """A header and so many rows of a task table."""
    rows = [HEADER]
    for number in range(1, count + 1):
        pairs = [(chance.choice(_VERBS), chance.choice(_THINGS)) for _ in range(chance.randrange(1, 5))]
        task = "、".join(f"{verb}{thing}{chance.randrange(3, 400)}个" for verb, thing in pairs)
        others = "、".join(chance.sample(_UNITS, chance.randrange(1, 4)))
        rows.append([str(number), task, chance.choice(_UNITS), others, chance.choice(_DATES)])
    return rows


def write_table(layout: str, rows: list[list[str]], path: Path, chance: random.Random) -> None:
    """A DOCX with the table; merging cells changes ``rows`` to what a reader should give."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if layout == "landscape" else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(26)
    section.footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph("重点任务分工清单")
    if layout == "after text":
        document.add_paragraph("为抓好落实，现将任务分工明确如下，各单位要按照职责分工认真组织实施。")
    table = document.add_table(rows=0, cols=len(HEADER))
    table.style, table.autofit = "Table Grid", False
    widths = (
        [Mm(16), Mm(110), Mm(40), Mm(50), Mm(29)] if layout == "landscape" else [Mm(14), Mm(60), Mm(28), Mm(34), Mm(22)]
    )
    for number, row in enumerate(rows):
        line = table.add_row()
        for cell, words, width in zip(line.cells, row, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(words).font.size = Pt(9 if layout == "small" else 12)
        if (number == 0 and layout in ("header", "landscape")) or layout == "whole rows":
            mark = "w:cantSplit" if layout == "whole rows" else "w:tblHeader"
            line._tr.get_or_add_trPr().append(OxmlElement(mark))
    if layout == "merged":
        _merge(table, rows, chance)
    document.add_paragraph("以上任务由省督查室定期通报。")
    document.save(str(path))


def _merge(table: object, rows: list[list[str]], chance: random.Random) -> None:
    """Merge the third column over one to three rows at a time."""
    top = 1
    while top < len(rows):
        bottom = min(len(rows) - 1, top + chance.randrange(0, 3))
        for number in range(top + 1, bottom + 1):
            table.cell(number, 2).paragraphs[0].clear()  # type: ignore[attr-defined]  # docx has no types
            rows[number][2] = rows[top][2]
        merged = table.cell(top, 2).merge(table.cell(bottom, 2))  # type: ignore[attr-defined]
        for empty in merged.paragraphs[1:]:
            empty._element.getparent().remove(empty._element)
        top = bottom + 1


def made_tables(folder: Path) -> Iterator[tuple[str, list[list[str]], list[Path]]]:
    """(layout, rows, files) of every made table; the PDF is left out where LibreOffice is not installed."""
    program = office_program()
    for layout in LAYOUTS:
        for count in SIZES:
            chance = random.Random(f"{layout}{count}")
            rows, path = task_rows(count, chance), folder / f"{layout}-{count}.docx"
            write_table(layout, rows, path, chance)
            files = [path]
            if program is not None:
                profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
                command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
                run_limited(command, cwd=folder, seconds=180)
                files.append(path.with_suffix(".pdf"))
            yield layout, rows, files


def right_cells(file: Path, rows: list[list[str]]) -> int:
    """How many cells of the file's tables are as written."""
    try:
        found = [[cell.text for cell in row] for table in read(file)[0].tables for row in table.rows]
    except ReadError:
        return 0
    if len(found) != len(rows):
        return 0
    return sum(a == b for want, got in zip(rows, found, strict=True) for a, b in zip(want, got, strict=False))


def table_cells() -> None:
    """Print the share of right cells by layout and format."""
    sums: dict[tuple[str, str], list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for layout, rows, files in made_tables(Path(folder)):
            for file in files:
                row = sums.setdefault((layout, file.suffix), [0, 0])
                row[0] += right_cells(file, rows)
                row[1] += len(rows) * len(HEADER)
    print(f"\ntask tables\n{'layout':12}{'format':8}{'cells':>7}{'right':>8}")
    for (layout, suffix), (right, cells) in sums.items():
        print(f"{layout:12}{suffix:8}{cells:7}{right / cells:8.2%}")


def main() -> None:
    """Print both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", type=Path, default=ROOT / "corpora" / "cases")
    parser.add_argument("--no-tables", action="store_true")
    options = parser.parse_args()
    same_text(options.cases)
    if not options.no_tables:
        table_cells()


if __name__ == "__main__":
    main()
