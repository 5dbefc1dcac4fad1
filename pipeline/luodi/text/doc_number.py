"""发文字号: finding document numbers in any bracket and writing them one way (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_OPEN, _CLOSE = r"[〔\[【（(﹝［〖{]", r"[〕\]】）)﹞］〗}]"
_DIGITS = str.maketrans("０１２３４５６７８９　", "0123456789 ")

# The organ's code is looked for backwards from the year: a pattern beginning with it would be tried at every character.
NUMBER = re.compile(
    rf"{_OPEN}\s*(?P<year>(?:19|20)[0-9]{{2}})\s*年?\s*{_CLOSE}"
    r"\s*(?P<series>[一-鿿]{1,3}字)?\s*(?:第\s*)?(?P<serial>[0-9]{1,5}(?:[—\-－][0-9]{1,3})?)\s*号"
)
"""Year, perhaps series, and serial of a number in running text; the body's code stands before it."""
_ORGAN_BEFORE = re.compile(r"[A-Za-z一-鿿]{1,24}$")
_ORDER = re.compile(
    r"(?P<organ>(?:中华人民共和国)?[一-鿿]{2,16}?(?:令|公告))\s*(?:"
    rf"第\s*(?P<serial>[0-9]{{1,4}}|[〇零一二三四五六七八九十百]{{1,7}})\s*号"
    rf"|{_OPEN}?\s*(?P<year>(?:19|20)[0-9]{{2}})\s*年\s*第\s*(?P<yearly>[0-9]{{1,4}})\s*号\s*{_CLOSE}?)"
)
_STANDARD = re.compile(
    r"(?P<organ>GB(?:/[TZ])?|GBZ|DB[0-9]{2}(?:/T)?|HJ(?:/T)?|JGJ|CJJ|NY(?:/T)?|JT(?:/T|G)?|WS(?:/T)?|AQ(?:/T)?)"
    r"\s*(?P<serial>[0-9]{1,6}(?:\.[0-9]{1,2})?)\s*[—\-－–]+\s*(?P<year>(?:19|20)[0-9]{2})"
)
# Words that stand before a number in running text and are no part of the organ's code. Single characters are cut off
# only where the number does not begin a line or a bracket; 按, 据 and 的 begin no code (longer words come first).
_LEADING_WORD = re.compile(
    ".*(?:号和|号及|号与|号|按照|依照|比照|根据|依据|遵照|参照|对照|对标|围绕|贯彻|落实|执行|转发|印发|批转|下发|发布|关于|收到|接到|看到|结合|文件|通知|精神|"
    "要求|废止|以及|规定|同时|文号|字号|编号|详见|继续|现将|请将|已将|按|据|的)"
)
_LEADING_CHARACTER = re.compile(r".*[为依按见由与及对是把在该以]")
_DOUBTFUL = re.compile(r".+[和如即含原本日将从]")
"""Places begin with these too (和县, 如东, 即墨, 含山, 原平, 本溪, 日照, 将乐): they are cut off only inside a run."""
_LINK = re.compile(r"(?<=[0-9])日|(?<=[）)号])和|(?<=[，。；])将(?![政府委办乐])")
"""What joins a number to the words before it, where these are no run of characters: …5月27日交通运输部令第10号."""
_LEADING_BODY = re.compile(r".*(?:政府|国务院|办公厅|办公室)")
"""A body named in full before its code: 省政府办公厅×政办发. In orders the name is the code."""


class DocNumber(NamedTuple):
    """A document number with its half-open place in the string it was found in; ``text`` is its normal form."""

    start: int
    end: int
    text: str
    organ: str
    form: str
    """``number`` 机关代字〔年〕号 · ``order`` 令 and 公告 · ``standard`` GB and its like."""


def find_doc_numbers(text: str, start: int = 0, end: int | None = None) -> list[DocNumber]:
    """All document numbers in ``text[start:end]``, in order, without overlaps.

    Where a body counts in series (…〔2024〕安字第12号), the series stays in the number.

    >>> [n.text for n in find_doc_numbers("根据国办发[2019]2号和京政发（2020）第7号，依照国务院令第733号")]
    ['国办发〔2019〕2号', '京政发〔2020〕7号', '国务院令第733号']
    """
    stop = len(text) if end is None else end
    found: list[DocNumber] = []
    for match in NUMBER.finditer(text, start, stop):
        gap = _spread_gap(text, match.start(), start)
        before = _ORGAN_BEFORE.search(text[max(start, match.start() - gap - 24) : match.start() - gap])
        if before is None:
            continue
        organ = before[0]
        place = match.start() - gap - len(organ)
        cut = _cut(text, place, organ)
        code = organ[cut:]
        if match["serial"].strip("0") and len(code) <= 14:
            found.append(DocNumber(place + cut, match.end(), normal_form(code, match), code, "number"))
    if "令" in text or "公告" in text:
        found.extend(_orders(text, start, stop))
    if "—" in text or "-" in text or "－" in text or "–" in text:
        for match in _STANDARD.finditer(text, start, stop):
            normal = f"{match['organ']} {match['serial']}—{match['year']}"
            found.append(DocNumber(*match.span(), normal, match["organ"], "standard"))
    return _without_overlaps(found)


def normal_form(code: str, found: re.Match[str]) -> str:
    """A body's code (may be empty) and a match of ``NUMBER`` as one number, written one way.

    >>> normal_form("江政发", NUMBER.search("江政发[2024]第 05号"))
    '江政发〔2024〕5号'
    """
    return f"{code}〔{found['year']}〕{found['series'] or ''}{found['serial'].lstrip('0')}号"


def _spread_gap(text: str, at: int, start: int) -> int:
    """Blanks before the bracket of a number that is set with blanks inside it too: 霁政办发 〔 2024 〕 41 号."""
    if not text[at + 1 : at + 2].isspace():
        return 0
    return at - start - len(text[start:at].rstrip(" 　")) if at > start else 0


def first_doc_number(text: str) -> DocNumber | None:
    """The first number that is no standard, or None.

    >>> first_doc_number("冀政发【2020】 08 号各市人民政府：").text
    '冀政发〔2020〕8号'
    """
    return next((n for n in find_doc_numbers(text) if n.form != "standard"), None)


@lru_cache(maxsize=65536)
def normal_doc_number(written: str | None) -> str | None:
    """One way of writing a number, also one without a body's code; other text comes back without white space.

    >>> normal_doc_number("鲁政发[2020]　5号"), normal_doc_number("(2020)05号")
    ('鲁政发〔2020〕5号', '〔2020〕5号')
    """
    if written is None:
        return None
    plain = "".join(written.translate(_DIGITS).split())
    found = find_doc_numbers(plain)
    if found:
        return found[0].text
    bare = NUMBER.fullmatch(plain)
    return normal_form("", bare) if bare is not None else plain or None


def same_doc_number(one: str | None, other: str | None) -> bool:
    """Whether two written numbers are the same; an unknown one is the same as none.

    >>> same_doc_number("国办发(2019)2号", "国办发〔2019〕2号")
    True
    """
    if not one or not other:
        return False
    left, right = normal_doc_number(one), normal_doc_number(other)
    return left is not None and right is not None and left.replace(" ", "") == right.replace(" ", "")


def _cut(text: str, place: int, organ: str, *, order: bool = False) -> int:
    """How many characters of a run before the year's bracket are running text and not the organ's code."""

    def after(pattern: re.Pattern[str], cut: int) -> int:
        match = pattern.match(organ, cut)
        return match.end() if match is not None and match.end() < len(organ) - 1 else cut

    cut = after(_LEADING_WORD, 0)
    alone = place == 0 or text[place - 1] in "\n（(〔[《 　：:|"
    if cut or not alone or len(organ) > 8:
        cut = after(_DOUBTFUL, after(_LEADING_CHARACTER, cut)) or int(_LINK.match(text, place) is not None)
    return cut if order else after(_LEADING_BODY, cut)


def _orders(text: str, start: int, stop: int) -> list[DocNumber]:
    found = []
    for match in _ORDER.finditer(text, start, stop):
        cut = _cut(text, match.start("organ"), match["organ"], order=True)
        organ = match["organ"][cut:]
        number = f"（{match['year']}年第{match['yearly']}号）" if match["year"] else f"第{match['serial']}号"
        found.append(DocNumber(match.start("organ") + cut, match.end(), organ + number, organ, "order"))
    return found


def _without_overlaps(found: list[DocNumber]) -> list[DocNumber]:
    kept: list[DocNumber] = []
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept
