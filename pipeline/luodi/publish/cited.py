"""How a paper names what it speaks of: documents by title and number, places in them, bodies, quoted words."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.records import DocumentRecord, Unit
from luodi.text.quoting import nested

_OPEN_PLACES = ("开发区", "高新区", "经开区", "园区", "示范区", "度假区", "保税区", "新区")
"""Ends of names whose body may be a 管理委员会 as well as a 人民政府: nobody is guessed."""
_BODIES = ("人民政府", "办事处", "管理委员会")
_SHEET = ("spreadsheet", "excel", "csv")


def named(document: DocumentRecord) -> str:
    """A document by its title in 《》, titles inside in 〈〉 as GB/T 15834 asks."""
    return f"《{inner(document.title or document.file)}》"


def inner(title: str) -> str:
    """A title that stands in another one's 《》."""
    return title.translate(str.maketrans("《》", "〈〉"))


def paged(document: DocumentRecord) -> bool:
    """Whether a document has pages that can be turned: a Word file or a text has them only once it is printed."""
    return document.pages > 1


def page_words(document: DocumentRecord, pages: Sequence[int]) -> str:
    """Where in a document, in words; nothing where it has no pages."""
    if not pages or not paged(document):
        return ""
    return f"第{'、'.join(map(str, pages))}" + ("张工作表" if is_sheet(document) else "页")


def is_sheet(document: DocumentRecord) -> bool:
    """Whether its pages are sheets of a workbook."""
    return any(word in document.media_type for word in _SHEET)


def cited(document: DocumentRecord) -> str:
    """A paper as another paper cites it: title and number; one without a title by its file."""
    if not document.title:
        return document.file.rsplit("/", 1)[-1]
    return named(document) + (f"（{document.doc_number}）" if document.doc_number else "")


def addressed(unit: str, known: Unit | None) -> str:
    """A unit as a letter addresses it: a place by its government, in the name of the list of units where it is there.

    >>> addressed("甲区", Unit(name="甲区", level="county")), addressed("甲市教育局", None)
    ('甲区人民政府', '甲市教育局')
    >>> [addressed(name, Unit(name=name, level="town")) for name in ("城东街道", "高新区")]
    ['城东街道办事处', '高新区']
    """
    if known is None or known.level == "department":
        return unit
    body = next((name for name in known.aliases if unit in name and name.endswith(_BODIES)), None)
    if body is not None:
        return body
    if unit.endswith("街道"):
        return f"{unit}办事处"
    place = unit.endswith(("省", "市", "区", "县", "州", "盟", "旗", "乡", "镇")) and not unit.endswith(_OPEN_PLACES)
    return f"{unit}人民政府" if place else unit


def in_quotes(words: str) -> str:
    """Words of a document as they are quoted: quotes inside are single ones.

    >>> in_quotes("四小时必见“红马甲”")
    '“四小时必见‘红马甲’”'
    """
    return nested(f"“{words}”")
