"""What on a web page is no part of its text: menus, named furniture, tables that only place things."""

from __future__ import annotations

import re
from typing import Any

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumb|crumbs?|header|footer|foot|sidebar|share|print|related|recommend|copyright|toolbar|"
    r"search|login|qrcode|ewm|fenxiang|daohang|position|weizhi|pages?num|banner|topbar|bottom)(?:$|[\s_-])",
    re.IGNORECASE,
)
BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "section",
    "article", "blockquote", "pre", "center", "td", "th", "tr", "ul", "ol", "dl", "table", "tbody",
    "main", "form", "fieldset", "figure", "figcaption", "address", "details", "summary", "caption", "body",
))  # fmt: skip
"""Elements that stand in lines of their own."""
_LINED = 4
"""Line breaks or paragraphs in a cell from which it holds a text and no value."""
_LINKS = 3
"""Links in a row, with nothing but links around them, that are a menu."""
_FILE = re.compile(r"附\s*件|\.(?:docx?|wps|pdf|xlsx?|ofd|zip|rar)\b", re.IGNORECASE)
_ALSO = re.compile(
    r"^(?:相关(?:链接|阅读|新闻|文档|文件|信息|解读|稿件|推荐|内容)|延伸阅读|推荐阅读|猜你喜欢|热点推荐)[：:]?$"
)


def is_named_furniture(node: Any) -> bool:
    """Whether an element's class or id says that it is no part of the text, and it holds little (a selectolax node)."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return bool(names.strip()) and _NAMES.search(names) is not None and len(node.text()) < 400


def is_menu(node: Any) -> bool:
    """A block that is nothing but links to other pages, or a heading over such a block. Attachments are no menu."""
    if node.tag not in BLOCKS or node.tag == "p" or not (links := node.css("a")):
        return node.tag in BLOCKS and len(node.css("*")) <= 2 and _ALSO.match(node.text().strip()) is not None
    words = "".join(node.text().split())
    rest = words
    for link in links:
        rest = rest.replace("".join(link.text().split()), "", 1)
    heading = _ALSO.match(rest.strip("|｜·>/、")) is not None
    if _FILE.search(words) or not (heading or not rest.strip("|｜·>/、")):
        return False
    return len(links) >= (1 if heading else _LINKS)


def is_layout(table: Any) -> bool:
    """A table that only places things: it holds another table, long text in few cells, or one column of lines."""
    if len(table.css("table")) > 1:
        return True
    cells = table.css("td, th")
    if len(cells) < 2 or (len(cells) <= 3 and any(len(cell.text()) > 300 for cell in cells)):
        return True
    return len(cells) == len(table.css("tr")) and any(len(cell.css("br, p, div")) >= _LINED for cell in cells)
