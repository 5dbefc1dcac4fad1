"""The foot of a document: signature, date, notes, attachments named, copies to, and who printed it when."""

from __future__ import annotations

import re

from luodi.text.dates import ARABIC_DATE, CHINESE_DATE, find_date

from .found import Found, Tail
from .layout import Line, folded
from .oneline import signed_in_one_line
from .organs import SEALED, organs_of, split_names
from .signature import may_be_date, sign, sign_in_one_line

_PRINTED = re.compile(
    rf"^(?P<organ>[^，。：]{{2,60}}?)[\s　]*(?P<date>{ARABIC_DATE}|{CHINESE_DATE})\s*(?:印发|印制|印)\s*$"
)
_PRINTED_TWO = re.compile(rf"^(?P<date>{ARABIC_DATE}|{CHINESE_DATE})\s*(?:印发|印制|印)\s*$")
_COPIED = re.compile(r"^(?:抄\s*送|抄\s*报|分\s*送)(?:机关)?\s*[：]\s*(?P<organs>.+?)。?$")
_ATTACHMENT = re.compile(r"^附\s*(?:件)?\s*[：]\s*(?P<rest>.+)$")
_ATTACHED_ITEM = re.compile(r"^(?P<n>[0-9]{1,2})\s*[.．、]\s*(?P<title>[^。；]{2,80})$")

_NOTE = re.compile(
    r"^（(?:此件|此文|本文|联系人|联系电话|联系单位|联系方式|信息公开|公开属性|本件)[^）]*.*）$|^（[^）]{0,12}(?:公开|发布)[^）]{0,12}）$"
)


_MARKER = re.compile(r"^附\s*(?:件|录|表)?\s*(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})?\s*[：]?$")


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
        if tail.signed_at is None and may_be_date(lines, i, text):
            sign(lines, i, body, tail)
        elif tail.signed_at is None and i > body and (one := signed_in_one_line(text)) is not None:
            sign_in_one_line(lines, i, one, tail)
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
        if tail.seal is None and len(text) < 60 and (seal := SEALED.search(text)) is not None:
            tail.seal = line.at(*seal.span(), seal[0])
    return tail


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
