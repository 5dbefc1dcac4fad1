"""The head of a document: everything above its text — red head, number, title, addressees, or a web page's header."""

from __future__ import annotations

import re

from luodi.text.genres import genre_of
from luodi.text.items import LEADING

from .found import Found, Head
from .layout import Line, folded
from .marks import take_marks
from .title import BODY_START, take_title
from .webhead import head_words, web_pairs

_NOTE = 14
"""Lines between a mail's own words and the addressees of the notice it quotes."""
_LOOK = 40
"""Lines of a document in which its head is looked for."""
_SALUTATION = re.compile(r"^(?:各位|尊敬的|同志们|女士们|全体)[一-鿿、，]{1,30}[：:！!]$")
_ADDRESSEE = re.compile(
    r"(?:政府|办公厅|办公室|厅|局|部|委|办|组|处|所|院|校|会|行|站|社|队|镇|乡|街道|街|开发区|新区|园区|中心|机构|单位|部门|"
    r"省|市|县|区|州|旗|企业|公司|集团|大学|学院|学校|机关|团体|领导|同志|代表|委员|乡亲|市民|群众|村|社区|"
    r"室|馆|园|库|科|联|厂|店|矿|港|海关|业主|用户|商户|农户|组织|协会|联合会|商会|学会|老师|家长|干部|党员|职工|支部|党委)"
    r"(?:（[^）]*）)?(?:[、，；]?\s*(?:并|抄|含)[^：]{0,20})?[：]$"
)
_ALL_OF = re.compile(r"^(?:各|全体)[^，、；]{1,24}(?:[、，；]\s*[^，、；]{1,24}){0,30}：$")
"""All of some bodies, of whatever kind: 各县、区林长制办公室，各国有林场."""
_INLINE = re.compile(r"(?P<to>[^—，。；：！？\s][^，。；：！？\s]{1,29}：)(?=[^\s][^：]{20})")
"""Addressees with the text behind them in one line, as letters of small offices have them (县文明办：按照……)."""
_NO_BODY = re.compile(r"^各(?:项|类|自|地(?:要|应|在))|[要应须将把按为是的]|如下|以下|情况|工作：|事项|要求|任务")
_NEWS = re.compile(r"^(?:新华社|人民日报|本报|中新网|央视网|新华网).{0,30}(?:[0-9]日|电|讯)")
_PHRASE_END = re.compile(r"[。！？；]$")


def read_head(lines: list[Line]) -> Head:
    """Read the head of a document from its lines.

    Source: GB/T 9704-2012, 7.2 and 7.3.1-7.3.2; government web pages put a table of metadata above, newspapers less.
    """
    head = Head()
    head.body = _addressees(lines, head)
    top = lines[: head.body if head.addressees is None else _first_of(lines, head.addressees)]
    left = take_marks(top, head)
    take_title(left, head)
    return head


def _first_of(lines: list[Line], found: Found) -> int:
    return next(i for i, line in enumerate(lines) if line.end > found.start)


def _addressees(lines: list[Line], head: Head) -> int:
    """Find 主送机关; the index of the line after it, or of the first line that is plainly text."""
    for i, line in enumerate(lines[:_LOOK]):
        text = folded(line.text)
        if line.row:
            if web_pairs(line):
                continue
            return i
        if text.endswith("：") and _is_addressee(text):
            first = _lead_of_addressees(lines, i)
            head.addressees = Found(" ".join(x.text for x in lines[first : i + 1]), lines[first].start, line.end)
            return i + 1
        spoken = _INLINE.match(text) if i else None
        if spoken is not None and _is_addressee(spoken["to"]):
            head.addressees = Found(spoken["to"], line.start, line.start + len(spoken["to"]))
            return i
        if _begins_text(text, first=i == 0) and not _covers(lines, i):
            return i
    return min(len(lines), 1) if len(lines) < 3 else min(len(lines), _LOOK)


def _covers(lines: list[Line], at: int) -> bool:
    """Whether a line only hands over what stands below it: in a mail 各位同事好，通知如下。 above the title."""
    if at > 4 or len(lines[at].text) > 40 or LEADING.match(lines[at].text):
        return False
    titled = False
    for line in lines[at + 1 : at + _NOTE]:
        text = folded(line.text)
        if line.row or LEADING.match(text) or text.endswith("。"):
            return False
        if text.endswith("：") and _is_addressee(text):
            return titled
        titled = titled or (genre_of(text) is not None and "：" not in text)
    return False


def _begins_text(text: str, *, first: bool) -> bool:
    """Whether a line is plainly text: a heading, a sentence, a dispatch, or simply too long for a title."""
    if len(text) > 150 or _NEWS.match(text) or (_PHRASE_END.search(text) and (len(text) >= 30 or not first)):
        return True
    if len(text) >= 25 and (BODY_START.match(text) or "。" in text):
        return True
    return LEADING.match(text) is not None


def _is_addressee(text: str) -> bool:
    if _SALUTATION.match(text):
        return True
    if len(text) > 400 or "。" in text or LEADING.match(text) or text.startswith(("附件", "附：", "来源", "抄送")):
        return False
    if head_words().web_keys.get("".join(text[:-1].split())):
        return False
    if text.startswith(("关于", "现将", "《")) or "：" in text[:-1] or text in ("单位：", "部门：", "机构："):
        return False
    return _ADDRESSEE.search(text) is not None or (_ALL_OF.match(text) is not None and _NO_BODY.search(text) is None)


def _lead_of_addressees(lines: list[Line], last: int) -> int:
    """A long list of addressees breaks over lines: its first line."""
    first = last
    while first > 0 and lines[first - 1].text.endswith(("，", "、", ",")) and not lines[first - 1].row:
        first -= 1
    return first
