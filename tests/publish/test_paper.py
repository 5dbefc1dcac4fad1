"""The quick way of building a Word document against python-docx's own."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest
from docx.shared import Mm

from luodi.publish.paper import Paper
from luodi.publish.typesetting import FANG, HEI

WORDS = ("一般的话", "前\t后", "上\n下", " 两边有空格 ", "", "带\x00控制\x08符", "很长很长很长很长很长的话")


class Forgetful(dict[tuple[object, ...], object]):
    """Never holds a model, so that every line and run is made by python-docx."""

    def __setitem__(self, key: tuple[object, ...], value: object) -> None:
        return


def written(paper: Paper) -> bytes:
    for words in WORDS:
        paper.title(words)
        paper.heading(words, 3)
        paper.text(words, lead=words)
        paper.text(words)
        paper.caption(words)
        paper.addressee(words)
    paper.attachments(WORDS)
    paper.signature(*WORDS)
    paper.annex("附件1", "清单")
    paper.table(("甲", "乙"), [(a, b) for a in WORDS for b in WORDS], (40, 60))
    return paper.save()


def test_copied_lines_are_those_that_python_docx_makes() -> None:
    slow = Paper()
    slow._type._models = Forgetful()
    assert written(Paper()) == written(slow)


@pytest.mark.parametrize("rows", [[], [("短", "足够长的一句话，不居中")], [(words, words) for words in WORDS]])
def test_a_table_reads_back_as_it_was_given(rows: Sequence[tuple[str, str]]) -> None:
    paper = Paper()
    paper.table(("序号", "很长很长很长的表头"), rows, (40, 60))
    [table] = docx.Document(io.BytesIO(paper.save())).tables
    given = [("序号", "很长很长很长的表头"), *rows]
    assert [tuple(c.text for c in row.cells) for row in table.rows] == [
        tuple("".join(c for c in words if c not in "\x00\x08") for words in row) for row in given
    ]
    for number, row in enumerate(table.rows):
        for cell, width, words in zip(row.cells, (40, 60), given[number], strict=True):
            assert abs(cell.width - Mm(width)) < Mm(1)
            [run] = cell.paragraphs[0].runs
            assert run._element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia")) == (FANG if number else HEI)
            assert cell.paragraphs[0].alignment == (1 if len(words) <= 8 else 0)
