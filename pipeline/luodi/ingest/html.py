"""HTML pages of government sites: the body without navigation, tables as tables."""

from __future__ import annotations

import re
from typing import Any

from luodi.records import Furniture, Hidden
from luodi.settings import Settings

from .decode import declared_encoding, decode_readable
from .draft import CellText, Draft, Grid, Joined, Paragraph, Row
from .errors import refuse
from .menus import BLOCKS, is_layout, is_menu, is_named_furniture
from .plain import text_draft

_DROPPED = "script, style, noscript, template, iframe, svg, select, button, input, link, meta, object, embed"
_TINY = re.compile(r"font-size:(?:0|0?\.\d+|1)(?:px|pt|em)?(?:;|$)")
_WHITE = re.compile(r"(?:^|;)color:(?:white|#fff(?:fff)?|rgba?\(255,255,255)")
_SKIP = frozenset(["script", "style", "noscript", "template", "iframe", "svg", "head", "title", "select"])
_PIECES = frozenset(["tr", "td", "th", "tbody", "li", "p"])
_UNWEIGHED = _SKIP | frozenset(["a", "nav", "header", "footer", "aside"])
_SHARE = 0.7
_NAME = 8
"""Characters that the name of a site or a column has at most."""
_MAX_DEPTH = 200
_DEEPEST = 4000
_MOST = 2000
"""Characters kept of one piece of navigation."""
_NESTING = re.compile(r"<(/?)(?!(?:p|li|td|tr|th|dd|dt|br|hr|img|input|meta|link|option|col|area|wbr)\b)[a-zA-Z]")


def read_html(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of an HTML page; words outside its body become furniture."""
    return html_draft(decode_readable(data, name, declared=declared_encoding(data))[0], name)


def html_draft(text: str, name: str) -> Draft:
    """A draft of decoded HTML. Scripts are dropped unread."""
    from selectolax.lexbor import LexborHTMLParser

    if _is_bottomless(text):
        raise refuse("bomb", name=name)
    tree = LexborHTMLParser(text)
    if tree.body is None:
        raise refuse("corrupt", name=name)
    draft = Draft()
    for node in tree.css(_DROPPED):
        node.decompose()
    body, around = _main_node(tree.body)
    title = _title(tree)
    walker = _Walker()
    walker.block(body)
    walker.flush()
    draft.items, draft.hidden = walker.items, walker.hidden
    draft.tell_hidden()
    words = {item.text for item in draft.items if isinstance(item, Paragraph)}
    if title and not _is_shown(title, [item.text for item in draft.items if isinstance(item, Paragraph)]):
        draft.items.insert(0, Paragraph(title))
    for rest in dict.fromkeys((*around, *walker.aside)):
        if rest and rest not in words and rest != title:
            draft.furniture.append(Furniture(page=1, text=rest, role="navigation"))
    return draft


def _is_bottomless(text: str) -> bool:
    """Are elements nested so deep that a parser would take minutes? Those that close themselves do not count."""
    if text.count("<") < _DEEPEST:
        return False
    depth = 0
    for match in _NESTING.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _main_node(body: Any) -> tuple[Any, list[str]]:
    """The smallest block that holds most of the page's words outside links, and the words around it."""
    weights = _weights(body)
    node, total, around = body, max(1, weights[body.mem_id]), list[str]()
    while True:
        blocks = [c for c in node.iter() if c.tag in BLOCKS and c.tag not in _PIECES]
        best = max(blocks, key=lambda c: weights.get(c.mem_id, 0), default=None)
        if (
            best is None
            or weights.get(best.mem_id, 0) < _SHARE * total
            or (best.tag == "table" and not is_layout(best))
        ):
            return node, around
        around.extend(_words(child) for child in node.iter() if child.mem_id != best.mem_id)
        node = best


def _words(node: Any) -> str:
    words = "" if node.tag in _SKIP else " ".join(node.text(separator=" ").split())
    return words[:_MOST]


def _weights(body: Any) -> dict[int, int]:
    """For each element the characters under it that read like a document: outside links and named furniture."""
    order, waiting = list[tuple[Any, int]](), [(body, 0)]
    weights: dict[int, int] = {}
    while waiting:
        node, parent = waiting.pop()
        order.append((node, parent))
        weights[node.mem_id] = 0
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                weights[node.mem_id] += len((child.text_content or "").strip())
            elif child.tag not in _UNWEIGHED and not is_named_furniture(child):
                waiting.append((child, node.mem_id))
    for node, parent in reversed(order):
        if parent:
            weights[parent] += weights[node.mem_id]
    return weights


def _title(tree: Any) -> str:
    for node in tree.css("h1"):
        words: str = " ".join(node.text().split())
        if len(words) > 5:
            return words
    for selector in ('meta[name="ArticleTitle"]', "title"):
        node = tree.css_first(selector)
        if node is not None:
            words = (node.attributes.get("content") or node.text() or "").strip()
            return re.split(r"[_|\-—－]\s*\S*(?:政府|网站|门户|委员会|厅|局|网)\S*$", words)[0].strip()
    return ""


def _is_shown(title: str, lines: list[str]) -> bool:
    """Whether the page itself shows its title, perhaps over several lines, without the names of site and column that
    may come before it."""
    pieces, words = title.split(), "".join("".join(line.split()) for line in lines)
    ends = ["".join(pieces[n:]) for n in range(len(pieces))]
    return any(end in words for end in ends if end == ends[0] or len(end) > _NAME)


class _Walker:
    """Collects paragraphs and tables in the order of the page."""

    def __init__(self) -> None:
        self.items: list[Paragraph | Grid] = []
        self.parts: list[str] = []
        self.hidden: list[Hidden] = []
        self.aside: list[str] = []

    def flush(self) -> None:
        """End the paragraph under way."""
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(self.parts)).strip()
        if text:
            self.items.append(Paragraph(text))
        self.parts = []

    def lines(self, node: Any) -> None:
        """Take in a node whose line breaks are meant."""
        self.flush()
        self.items.extend(text_draft(node.text()).items)

    def block(self, node: Any, depth: int = 0) -> None:
        """Take in a node with all below it."""
        if node.tag == "pre":
            self.lines(node)
            return
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag == "-text":
                self.parts.append(_closed_up(child.text_content or ""))
            elif tag in _SKIP:
                continue
            elif tag in ("nav", "footer", "aside") or is_named_furniture(child) or is_menu(child):
                self.aside.append(_words(child))
            elif (reason := _hidden_reason(child)) is not None:
                words = " ".join(child.text().split())
                if words:
                    self.hidden.append(Hidden(page=1, text=words, reason=reason))
            elif tag == "br":
                self.flush()
            elif tag == "table" and not is_layout(child):
                self.flush()
                grid = _grid(child)
                if grid.rows:
                    self.items.append(grid)
            elif tag == "pre":
                self.lines(child)
            elif depth > _MAX_DEPTH:
                self.parts.append(child.text())
            elif tag in BLOCKS:
                self.flush()
                self.block(child, depth + 1)
                self.flush()
            else:
                self.block(child, depth + 1)


def _closed_up(text: str) -> str:
    """A line break of the source between Chinese characters is no blank."""
    return re.sub(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]+\s*(?=[\u2e80-\uffef])", "", text)


def _hidden_reason(node: Any) -> str | None:
    """Why a browser would not show an element, as far as its own attributes say."""
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    if "hidden" in node.attributes or "display:none" in style or "visibility:hidden" in style:
        return "not_displayed"
    if _TINY.search(style):
        return "tiny"
    if _WHITE.search(style) and "background" not in style:
        return "white"
    return None


def _grid(table: Any) -> Grid:
    rows: list[Row] = []
    pending: dict[int, int] = {}
    for tr in table.css("tr"):
        cells: list[CellText] = []
        for cell in tr.iter():
            if cell.tag not in ("td", "th"):
                continue
            _cover(cells, pending)
            cells.append(
                re.sub(r"\s+", " ", _closed_up(cell.text(separator=" " if cell.css("p, br, div") else ""))).strip()
            )
            span, down = _span(cell, "colspan"), _span(cell, "rowspan")
            column = len(cells) - 1
            cells.extend([Joined.LEFT] * (span - 1))
            if down > 1:
                for c in range(column, column + span):
                    pending[c] = down
        _cover(cells, pending)
        rows.append(Row(cells))
        pending = {c: n - 1 for c, n in pending.items() if n > 1}
    return Grid(rows)


def _cover(cells: list[CellText], pending: dict[int, int]) -> None:
    while pending.get(len(cells), 0) > 0 and len(cells) in pending:
        cells.append(Joined.UP)


def _span(cell: Any, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(60, max(1, int(value))) if value.isdigit() else 1
