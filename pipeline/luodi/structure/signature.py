"""The signature below a text: the bodies that sign, the day below them, and what a seal may have spoilt."""

from __future__ import annotations

import re

from luodi.text.dates import find_date, is_date_line, is_plain_date_line

from .found import Found, Tail
from .layout import Line, folded
from .oneline import OneLine
from .organs import SEALED, organs_of, place_of

_PARTY = re.compile(r"^(?:[甲乙丙]方|(?:签订|责任|立状|授权)(?:单位|方|人))(?:（[^）]{1,4}）)?：")
"""A party's line below a letter of duties: 甲方：某县人民政府."""
_OFFICER = re.compile(
    r"^(?:代)?(?:总理|省长|主席|市长|州长|县长|区长|旗长|镇长|乡长|部长|主任|局长|署长|行长)[\s　]*[一-鿿·\s　]{2,8}$"
)
_LIKE_NAME = re.compile(r"^[一-鿿（）“”]{4,24}$")
_SENTENCE_MARK = re.compile(r"[，。；：、！？《》]")
_DAMAGED_DATE = re.compile(
    r"^(?=.*(?:年.*月|月.*日|年.*日))(?:[12]?[0-9〇零○一二三四五六七八九□■?？*·\s]{0,6})年?[0-9一二三四五六七八九十□■?？*·\s]{0,5}月?"
    r"[0-9一二三四五六七八九十□■?？*·\s]{0,5}日?$"
)


def sign(lines: list[Line], at: int, body: int, tail: Tail) -> None:
    """Take a line that is a date, with the bodies above it, as signature and 成文日期."""
    found = find_date(lines[at].text.replace("．", "."), plain=True)
    names: list[str] = []
    first = at
    while first > body and at - first < 15:
        organs, taken = _organs_above(lines, first, body)
        if not organs:
            break
        names, first = [*organs, *names], first - taken
    spoilt = not names and _spoilt_signature(lines, at, body)
    if not names and not spoilt and not _ends_text(lines, at, body):
        return
    tail.signed_at = at
    if found is not None:
        tail.issued = lines[at].day(found)
    else:
        tail.damaged_date = lines[at].whole(0.3)
    if names:
        tail.organs = tuple(names)
        tail.signature = Found("\n".join(x.text for x in lines[first:at]), lines[first].start, lines[at - 1].end)
    elif spoilt:
        name = lines[at - 1].whole(0.4)._replace(value=SEALED.sub("", lines[at - 1].text))
        if _LIKE_NAME.match(name.value):
            tail.organs, tail.signature = (name.value,), name
        else:
            tail.damaged_signature = name


def sign_in_one_line(lines: list[Line], at: int, one: OneLine, tail: Tail) -> None:
    """Take a line that holds bodies and day as signature and 成文日期."""
    line = lines[at]
    tail.signed_at = at
    tail.organs = one.organs
    tail.signature = line.whole()
    tail.issued = line.day(one.date)
    tail.number = line.number(one.number, 0.8) if one.number is not None else None


def may_be_date(lines: list[Line], at: int, text: str) -> bool:
    """Whether a line may be the date below a signature; one in figures alone must stand right below a body."""
    if len(text) > 40:
        return False
    if is_plain_date_line(text):
        return at > 0 and bool(organs_of(lines[at - 1].text))
    return is_date_line(text) or _DAMAGED_DATE.match(text) is not None


def _organs_above(lines: list[Line], first: int, body: int) -> tuple[tuple[str, ...], int]:
    """The bodies named above a line of a signature, and over how many lines: a name may break (某市工业和/信息化局)."""
    own = organs_of(lines[first - 1].text)
    if first - 2 >= body and len(lines[first - 2].text) <= 30 and not organs_of(lines[first - 2].text):
        above = lines[first - 2].text
        whole = organs_of(above + lines[first - 1].text) if _SENTENCE_MARK.search(above) is None else ()
        if whole and place_of(whole[0]) is not None:
            return whole, 2
    return own, 1 if own else 0


def _spoilt_signature(lines: list[Line], at: int, body: int) -> bool:
    """Whether a short line that is no sentence stands between the end of the text and the date."""
    if at - 2 < body:
        return False
    name, above = lines[at - 1], lines[at - 2]
    if (
        name.row
        or not 2 <= len(name.text) <= 30
        or _OFFICER.match(name.text)
        or name.text[0] in "（附一二三四五六七八九十"
    ):
        return False
    return _SENTENCE_MARK.search(name.text) is None and above.text.endswith(("。", "！")) and not above.row


def _ends_text(lines: list[Line], at: int, body: int) -> bool:
    """Whether a date without a body above it stands where a text ends."""
    if at == len(lines) - 1:
        return True
    above = lines[at - 1].text if at > body else ""
    if _OFFICER.match(above) or _PARTY.match(folded(above)):
        return True
    return above.endswith(("。", "！")) or above.startswith("附件") or above == ""
