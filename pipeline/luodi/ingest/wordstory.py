"""Walking through the stories of a DOCX (body, cells, text boxes, margins): paragraphs and tables in reading order."""

from __future__ import annotations

import re
from typing import Any, Literal

from luodi.records import Furniture, Hidden, Style

from .draft import CellText, Draft, Grid, Joined, Paragraph, Row
from .frames import sets_page
from .numbering import Numbering
from .wordstyle import Look, Styles, apply, is_dark, over
from .wordxml import MC, W, box_filled, choice_of, count_of, inside_of, is_hex, is_on, outermost, unwrapped, value_of

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DDE = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE)\b")
_ALIGN: dict[str, Literal["left", "center", "right", "justify"]] = {
    "center": "center", "right": "right", "end": "right", "left": "left", "start": "left", "both": "justify",
    "distribute": "justify",
}  # fmt: skip
_MAX_DEPTH = 60


class Walker:
    """Walks stories of a document (body, cells, boxes) and gives their paragraphs and tables in order."""

    def __init__(self, draft: Draft, styles: Styles, numbering: Numbering) -> None:
        self.draft, self.styles, self.numbering = draft, styles, numbering
        self.notes: dict[str, str] = {}
        self.page = 1
        self.codes: set[str] = set()

    def story(self, parent: Any, *, on_dark: bool = False, depth: int = 0) -> list[Paragraph | Grid]:
        """Paragraphs and tables of everything under ``parent``."""
        items: list[Paragraph | Grid] = []
        if depth > _MAX_DEPTH:
            return items
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                items.extend(self.paragraph(child, on_dark=on_dark, depth=depth))
            elif tag == f"{W}tbl":
                items.extend(self.table(child, on_dark=on_dark, depth=depth))
            elif (inner := inside_of(child)) is not None:
                items.extend(self.story(inner, on_dark=on_dark, depth=depth + 1))
            elif tag == f"{W}altChunk":
                self.codes.add("alt_chunk")
        return items

    def paragraph(self, element: Any, *, on_dark: bool, depth: int) -> list[Paragraph | Grid]:
        """A paragraph as one or more lines, then the text boxes anchored in it."""
        properties = element.find(f"{W}pPr")
        style = value_of(properties, "pStyle")
        base = self.styles.look(style)
        on_dark = on_dark or (properties is not None and is_dark(properties.find(f"{W}shd")))
        if properties is not None and is_on(properties.find(f"{W}pageBreakBefore")):
            self.turn()
        runs = Runs(self, base, on_dark, depth)
        number = self._number(properties, style)
        runs.walk(element)
        lines = runs.lines()
        found: list[Paragraph | Grid] = []
        for index, (text, page, turns) in enumerate(lines):
            if index == 0 and number and text.strip():
                text, turns = number + text.lstrip(), [(at + len(number), p) for at, p in turns]
            if text.strip():
                found.append(Paragraph(text, page, self._style(properties, style, runs.main), turns))
        found.extend(runs.boxes)
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            kind = properties.find(f"{W}sectPr/{W}type")
            if kind is None or kind.get(f"{W}val") != "continuous":
                self.turn()
        return found

    def table(self, element: Any, *, on_dark: bool, depth: int) -> list[Paragraph | Grid]:
        """A table; one of a single column with several lines in a cell is a frame and gives its content.

        Nested tables follow their host.
        """
        rows: list[Row] = []
        nested: list[Paragraph | Grid] = []
        headers = 0
        frame: list[Paragraph | Grid] = []
        lined, most = False, 0
        for tr in unwrapped(element, f"{W}tr"):
            if tr.find(f"{W}trPr/{W}del") is not None:
                continue
            cells: list[CellText] = [""] * count_of(tr.find(f"{W}trPr/{W}gridBefore"))
            page = self.page
            for tc in unwrapped(tr, f"{W}tc"):
                properties = tc.find(f"{W}tcPr")
                dark = on_dark or (properties is not None and is_dark(properties.find(f"{W}shd")))
                content = self.story(tc, on_dark=dark, depth=depth + 1)
                frame.extend(content)
                lined, most = lined or len(content) > 1, max(most, len(content))
                words = " ".join(item.text.strip() for item in content if isinstance(item, Paragraph))
                nested.extend(item for item in content if isinstance(item, Grid))
                merge = None if properties is None else properties.find(f"{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val") != "restart" and not words
                cells.append(Joined.UP if goes_on and rows else words)
                span = 1 if properties is None else max(1, count_of(properties.find(f"{W}gridSpan")))
                cells.extend([Joined.UP if goes_on and rows else Joined.LEFT] * (min(span, 200) - 1))
            rows.append(Row(cells, page))
            if headers == len(rows) - 1 and is_on(tr.find(f"{W}trPr/{W}tblHeader")):
                headers += 1
        if all(len(row.cells) == 1 for row in rows) and (lined or len(rows) == 1):
            return frame
        if rows and sets_page(rows, most):
            return frame
        return [Grid(rows, header_rows=headers if 0 < headers < len(rows) else None), *nested]

    def turn(self) -> None:
        """A new page begins."""
        self.page += 1

    def _number(self, properties: Any, style: str | None) -> str:
        number_id, level = self.styles.numbers.get(style if style is not None else self.styles.default, ("", 0))
        own = None if properties is None else properties.find(f"{W}numPr")
        if own is not None:
            ref, depth = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            number_id = ref.get(f"{W}val", "") if ref is not None else number_id
            level = count_of(depth) if depth is not None else level
        return self.numbering.next(number_id, level) if number_id and number_id != "0" else ""

    def _style(self, properties: Any, style: str | None, look: Look) -> Style:
        align = value_of(properties, "jc")
        if align is None:
            align = self.styles.aligns.get(style if style is not None else self.styles.default, "")
        return Style(font=look.font, size=look.size, color=look.color, bold=look.bold, align=_ALIGN.get(align))


class Runs:
    """The runs of one paragraph: text cut at line breaks, hidden words put aside, boxes collected."""

    def __init__(self, walker: Walker, base: Look, on_dark: bool, depth: int) -> None:
        self.walker, self.base, self.on_dark, self.depth = walker, base, on_dark, depth
        self.parts: list[list[str]] = [[]]
        self.pages = [walker.page]
        self.turns: list[list[tuple[int, int]]] = [[]]
        self.boxes: list[Paragraph | Grid] = []
        self.main = base
        self.most = 0
        self.field = 0
        self.code: list[str] = []

    def lines(self) -> list[tuple[str, int, list[tuple[int, int]]]]:
        """(text, page, page turns inside) of each line."""
        return [("".join(p), page, turns) for p, page, turns in zip(self.parts, self.pages, self.turns, strict=True)]

    def walk(self, element: Any) -> None:
        """Take in the runs under an element."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif (inner := inside_of(child)) is not None:
                self.walk(inner)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self._add("".join(t.text or "" for t in child.iter(f"{_M}t")), self.base)
            elif tag in (f"{W}ruby", f"{W}p"):
                self.walk(child)

    def _run(self, run: Any) -> None:
        properties = run.find(f"{W}rPr")
        look = self.base
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            if style is not None:
                look = apply(look, None)
                own = self.walker.styles.looks.get(style.get(f"{W}val", ""))
                if own is not None:
                    look = over(look, own, self.walker.styles.base)
            look = apply(look, properties)
        for child in run:
            self._piece(child, look)

    def _piece(self, child: Any, look: Look) -> None:
        tag = child.tag
        if tag == f"{W}t":
            if self.field != 1:
                self._add(child.text or "", look)
        elif tag == f"{W}tab" or tag == f"{W}ptab":
            self._add(" ", look)
        elif tag in (f"{W}br", f"{W}cr"):
            self._break(child.get(f"{W}type"))
        elif tag == f"{W}lastRenderedPageBreak":
            self._turn()
        elif tag == f"{W}noBreakHyphen":
            self._add("-", look)
        elif tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            if 0 < len(code) <= 6 and is_hex(code) and int(code, 16) < 0x110000:
                self._add(chr(int(code, 16)), look)
        elif tag == f"{W}fldChar":
            kind = child.get(f"{W}fldCharType")
            self.field = {"begin": 1, "separate": 2, "end": 0}.get(kind or "", self.field)
        elif tag == f"{W}instrText":
            if _DDE.search(child.text or ""):
                self.walker.codes.add("field_link")
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(child)
        elif tag == f"{MC}AlternateContent":
            choice = choice_of(child)
            if choice is not None:
                for inner in choice:
                    self._piece(inner, look)
        elif tag == f"{W}ruby":
            for base in child.iterchildren(f"{W}rubyBase"):
                self.walk(base)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._note(child)

    def _add(self, text: str, look: Look) -> None:
        if not text:
            return
        reason = look.hidden(on_dark=self.on_dark)
        if reason is not None:
            if text.strip():
                _hide(self.walker.draft, self.walker.page, text, reason)
            return
        self.parts[-1].append(text)
        if len(text) > self.most and text.strip():
            self.main, self.most = look, len(text)

    def _break(self, kind: str | None) -> None:
        if kind == "page":
            self.walker.turn()
            self._new_line()
        elif kind != "column":
            self._new_line()

    def _new_line(self) -> None:
        self.parts.append([])
        self.turns.append([])
        self.pages.append(self.walker.page)

    def _turn(self) -> None:
        self.walker.turn()
        at = sum(map(len, self.parts[-1]))
        if at == 0:
            self.pages[-1] = self.walker.page
        else:
            self.turns[-1].append((at, self.walker.page))

    def _drawing(self, drawing: Any) -> None:
        if drawing.tag == f"{W}object":
            self.walker.codes.add("embedded_object")
        for content in outermost(drawing, f"{W}txbxContent"):
            self.boxes.extend(
                self.walker.story(content, depth=self.depth + 1, on_dark=self.on_dark or box_filled(content))
            )

    def _note(self, reference: Any) -> None:
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        words = self.walker.notes.get(f"{kind}:{reference.get(f'{W}id', '')}", "")
        if words:
            self.walker.draft.furniture.append(Furniture(page=self.walker.page, text=words, role="footnote"))


def _hide(draft: Draft, page: int, text: str, reason: str) -> None:
    if draft.hidden and draft.hidden[-1].reason == reason and draft.hidden[-1].page == page:
        draft.hidden[-1] = draft.hidden[-1].replace(text=draft.hidden[-1].text + text)
    else:
        draft.hidden.append(Hidden(page=page, text=text, reason=reason))
