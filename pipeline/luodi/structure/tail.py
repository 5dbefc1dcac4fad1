"""The foot of a document: signature, date, notes, attachments named, copies to, and who printed it when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from luodi.text.dates import ARABIC_DATE, CHINESE_DATE, find_date, is_date_line, is_plain_date_line

from .found import Found
from .layout import Line, folded
from .oneline import OneLine, signed_in_one_line
from .organs import SEAL, organs_of, place_of

_PRINTED = re.compile(
    rf"^(?P<organ>[^，。：]{{2,60}}?)[\s　]*(?P<date>{ARABIC_DATE}|{CHINESE_DATE})\s*(?:印发|印制|印)\s*$"
)
_PRINTED_TWO = re.compile(rf"^(?P<date>{ARABIC_DATE}|{CHINESE_DATE})\s*(?:印发|印制|印)\s*$")
_COPIED = re.compile(r"^(?:抄\s*送|抄\s*报|分\s*送)(?:机关)?\s*[：]\s*(?P<organs>.+?)。?$")
_ATTACHMENT = re.compile(r"^附\s*(?:件)?\s*[：]\s*(?P<rest>.+)$")
_ATTACHED_ITEM = re.compile(r"^(?P<n>[0-9]{1,2})\s*[.．、]\s*(?P<title>[^。；]{2,80})$")
_OFFICER = re.compile(
    r"^(?:代)?(?:总理|省长|主席|市长|州长|县长|区长|旗长|镇长|乡长|部长|主任|局长|署长|行长)[\s　]*[一-鿿·\s　]{2,8}$"
)
_NOTE = re.compile(
    r"^（(?:此件|此文|本文|联系人|联系电话|联系单位|联系方式|信息公开|公开属性|本件)[^）]*.*）$|^（[^）]{0,12}(?:公开|发布)[^）]{0,12}）$"
)
_SEAL = re.compile(SEAL)
_LIKE_NAME = re.compile(r"^[一-鿿（）“”]{4,24}$")
_SENTENCE_MARK = re.compile(r"[，。；：、！？《》]")
_DAMAGED_DATE = re.compile(
    r"^(?=.*(?:年.*月|月.*日|年.*日))(?:[12]?[0-9〇零○一二三四五六七八九□■?？*·\s]{0,6})年?[0-9一二三四五六七八九十□■?？*·\s]{0,5}月?"
    r"[0-9一二三四五六七八九十□■?？*·\s]{0,5}日?$"
)
_MARKER = re.compile(r"^附\s*(?:件|录|表)?\s*(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})?\s*[：]?$")


@dataclass(slots=True)
class Tail:
    """What stands below the text; indexes are those of lines."""

    signed_at: int | None = None
    """Line of the date below the signature, or of the date that stands alone."""
    signature: Found | None = None
    organs: tuple[str, ...] = ()
    number: Found | None = None
    """A number that stands beside the signature."""
    issued: Found | None = None
    """成文日期 in ISO 8601."""
    damaged_signature: Found | None = None
    """A line at the signature's place that is no body's name: a seal or bad recognition spoilt it."""
    damaged_date: Found | None = None
    seal: Found | None = None
    note: Found | None = None
    attached: Found | None = None
    attachments: tuple[str, ...] = ()
    copied: Found | None = None
    copied_to: tuple[str, ...] = ()
    printer: Found | None = None
    printed: Found | None = None
    """印发日期 in ISO 8601."""
    foot: list[int] = field(default_factory=list)
    """Lines of the 版记 (抄送, 印发)."""


def read_tail(lines: list[Line], body: int) -> Tail:
    """Read the foot of a document whose text begins at line ``body``.

    The first signature with a date below it is the document's own; attached texts may carry theirs.
    Source: GB/T 9704-2012, 7.3.4-7.3.9 and 7.4.
    """
    tail = Tail()
    for i in range(body, len(lines)):
        line = lines[i]
        if line.row:
            continue
        text = folded(line.text)
        if tail.signed_at is None and _may_be_date(lines, i, text):
            _sign(lines, i, body, tail)
        elif tail.signed_at is None and i > body and (one := signed_in_one_line(text)) is not None:
            _sign_in_one_line(lines, i, one, tail)
        elif len(text) <= 80 and text.endswith(("印发", "印制", "印")):
            _printed(lines, i, tail)
        elif text[0] in "抄分" and (match := _COPIED.match(text)) is not None:
            tail.copied = line.group(match, "organs")
            tail.copied_to = split_names(match["organs"])
            tail.foot.append(i)
        elif text[0] == "附" and tail.attached is None:
            _attachments(lines, i, tail)
        elif text[0] == "（" and tail.note is None and len(text) < 120 and _NOTE.match(text):
            tail.note = Found(text.strip("（）"), line.start, line.end)
        if tail.seal is None and len(text) < 60 and (seal := _SEAL.search(text)) is not None:
            tail.seal = line.at(*seal.span(), seal[0])
    return tail


def split_names(text: str, marks: str = "，,；;。") -> tuple[str, ...]:
    """Names in a list of addressees or recipients, cut at the given marks outside brackets.

    >>> split_names("省委宣传部，省财政厅、省公安厅")
    ('省委宣传部', '省财政厅、省公安厅')
    >>> split_names("各市（含甲、乙市）教育局、丙区教育局", "、")
    ('各市（含甲、乙市）教育局', '丙区教育局')
    """
    names: list[str] = []
    depth, begin = 0, 0
    for i, ch in enumerate(text):
        depth += (ch in "（(") - (ch in "）)")
        if ch in marks and depth <= 0:
            names.append(text[begin:i])
            begin = i + 1
    names.append(text[begin:])
    return tuple(n for name in names if (n := name.strip(" 　：:。")))


def _sign(lines: list[Line], at: int, body: int, tail: Tail) -> None:
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
        name = lines[at - 1].whole(0.4)._replace(value=_SEAL.sub("", lines[at - 1].text))
        if _LIKE_NAME.match(name.value):
            tail.organs, tail.signature = (name.value,), name
        else:
            tail.damaged_signature = name


def _sign_in_one_line(lines: list[Line], at: int, one: OneLine, tail: Tail) -> None:
    line = lines[at]
    tail.signed_at = at
    tail.organs = one.organs
    tail.signature = line.whole()
    tail.issued = line.day(one.date)
    tail.number = line.number(one.number, 0.8) if one.number is not None else None


def _may_be_date(lines: list[Line], at: int, text: str) -> bool:
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
    if _OFFICER.match(above):
        return True
    return above.endswith(("。", "！")) or above.startswith("附件") or above == ""


def _printed(lines: list[Line], at: int, tail: Tail) -> None:
    line = lines[at]
    match = _PRINTED.match(line.text)
    if match is not None:
        tail.printer = Found(match["organ"].strip(), line.start, line.start + match.end("organ"))
        tail.foot.append(at)
    else:
        match = _PRINTED_TWO.match(line.text)
        if match is None:
            return
        tail.foot.append(at)
        if at and (organs := organs_of(lines[at - 1].text)):
            tail.printer = lines[at - 1].whole()._replace(value=" ".join(organs))
            tail.foot.append(at - 1)
    found = find_date(match["date"])
    if found is not None:
        tail.printed = line.day(found, offset=match.start("date"))


def _attachments(lines: list[Line], at: int, tail: Tail) -> None:
    """附件说明: ``附件：1.甲`` with ``2.乙`` on the lines below, or a bare ``附件：`` above such lines."""
    line = lines[at]
    match = _ATTACHMENT.match(folded(line.text))
    items = _items(match["rest"]) if match is not None else []
    if match is not None and (len(match["rest"]) > 400 or "。" in match["rest"]):
        return
    if match is None and attachment_marker(folded(line.text)) != "":
        return
    end = line.end
    for below in lines[at + 1 : at + 30]:
        item = _ATTACHED_ITEM.match(folded(below.text))
        if item is None or below.row or int(item["n"]) != len(items) + 1:
            break
        items.append(item["title"])
        end = below.end
    titles = tuple(t for item in items if (t := item.strip(" 　《》；;、")))
    if titles:
        tail.attached = Found(line.text, line.start, end)
        tail.attachments = titles


def _items(rest: str) -> list[str]:
    """The items of ``1.甲 2.乙``, cut where the next number comes, with or without a space before it."""
    items: list[str] = []
    place = 0
    for n in range(1, 40):
        here = re.compile(rf"(?<![0-9]){n}\s*[.．、](?![0-9])").search(rest, place)
        if here is None or (n == 1 and here.start() > 0):
            break
        if items:
            items[-1] = rest[place : here.start()]
        items.append(rest[here.end() :])
        place = here.end()
    return [item.strip() for item in items] if items else [rest.strip()]


def attachment_marker(text: str) -> str | None:
    """The number of a line that opens an attachment (附件2), "" for a bare 附件, None for any other line.

    >>> attachment_marker("附件2"), attachment_marker("附件"), attachment_marker("附件：1.清单")
    ('2', '', None)
    """
    if not text.startswith("附") or len(text) > 10:
        return None
    match = _MARKER.match(text)
    if match is None:
        return None
    return match["n"] or ""
