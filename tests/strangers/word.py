"""Building DOCX with what clerks and their programs put into them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table
from docx.text.paragraph import Paragraph

_BOX = (
    '<w:r {ns} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx>'
    "</wps:wsp></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def saved(build: Callable[[Document], None]) -> bytes:
    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(document: Document, text: str) -> None:
    for line in text.strip("\n").split("\n"):
        document.add_paragraph(line)


def box(paragraph: Paragraph, *words: str) -> None:
    """A text box anchored in a paragraph."""
    inner = "".join(f"<w:p><w:r><w:t>{w}</w:t></w:r></w:p>" for w in words)
    paragraph._p.append(parse_xml(_BOX.format(ns=nsdecls("w"), box=f"<w:txbxContent>{inner}</w:txbxContent>")))


def grid(document: Document, rows: Sequence[Sequence[str]]) -> Table:
    """A table; a cell ``^`` is merged with the one above, ``<`` with the one to its left."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words not in ("^", "<"):
                table.cell(r, c).text = words
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words == "<":
                table.cell(r, c - 1).merge(table.cell(r, c))
            if words == "^":
                table.cell(r - 1, c).merge(table.cell(r, c))
    return table


def bound(style: object, depth: int) -> None:
    """Bind a paragraph or a style to a level of the list."""
    style.get_or_add_pPr().append(  # type: ignore[attr-defined]
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>')
    )


def numbering(document: Document) -> None:
    """A list of three levels: 一、（一） 1."""
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for i, (form, shown) in enumerate(
            (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
        )
    )
    root = document.part.numbering_part.element
    first = root.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num")
    first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def numbered(document: Document, text: str) -> None:
    """Lines whose level is the number of ``>`` before them; level 0 is plain."""
    numbering(document)
    for line in text.strip("\n").split("\n"):
        words = line.lstrip(">")
        paragraph = document.add_paragraph(words)
        if depth := len(line) - len(words):
            bound(paragraph._p, depth - 1)


def files(**builders: Callable[[Document], None]) -> dict[str, bytes]:
    """The papers that functions build, by their files' names."""
    return {f"{name}.docx": saved(build) for name, build in builders.items()}
