"""版头: what stands above a title and is none — 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人."""

from __future__ import annotations

import re
from dataclasses import replace

from luodi.text.dates import ARABIC_DATE, find_date, is_date_line
from luodi.text.doc_number import DocNumber, find_doc_numbers
from luodi.text.items import HAN

from .bylines import take_byline, take_maker
from .found import Head
from .layout import Line
from .organs import DIVISION
from .redhead import take_bulletin, take_red_head
from .webhead import head_words, web_pairs

_NEAR_TOP = 6
"""Lines from the top among which a copy's number stands."""
_COPIES = re.compile(r"^(?:(?:份号|No\.?|№)[：:\s]*)?(?P<copies>[0-9]{6})$")
_NAME = r"(?:[一-鿿][\s　]{1,3}[一-鿿](?![一-鿿])|[一-鿿·]{2,4})"
"""A person's name; one of two characters is spread to the width of three."""
_SIGNER = re.compile(rf"签\s*发\s*人\s*[：:]?\s*(?P<signer>{_NAME}(?:[\s　、]+{_NAME})*|略|[×xX*＊某]{{1,4}})")
_TELEGRAM = re.compile(r"^(?:发\s*电\s*单\s*位|等\s*级|签\s*批\s*盖\s*章|发\s*往|收\s*电\s*单\s*位)")
_ORDER_NUMBER = re.compile(rf"^[（(]?(?P<number>第\s*(?:[0-9]{{1,4}}|{HAN}{{1,7}})\s*[号期次])[）)]?$")
_CODELESS = re.compile(
    r"^(?P<number>〔(?:19|20)[0-9]{2}〕\s*(?:第\s*)?[0-9]{1,4}\s*号|(?:19|20)[0-9]{2}\s*年\s*第\s*[0-9]{1,4}\s*[号期])$"
)
"""A number that names no body: 〔2024〕17号 of minutes, 2024年第3号 of an announcement."""
_DELIVERED = re.compile(
    rf"^(?:[—－-]{{2,4}}\s*)?{ARABIC_DATE}[一-鿿·\s]{{0,16}}?在.{{4,60}}?会议?上[一-鿿·\s]{{0,20}}$"
)
"""The line below a report's title that says before whom it was given."""
_ADOPTED = re.compile(
    r"^[（(]?(?:19|20)[0-9]{2}年[0-9]{1,2}月.{4,400}(?:通过|公布|发布|施行|印发|修订|修正|批准).{0,200}[）)]?$"
)
_ISSUED = re.compile(rf"{ARABIC_DATE}(?=[^，；日]{{0,40}}(?:公布|发布|印发))")
_POSTED = re.compile(
    r"^[^。；，：]{0,40}?(?P<date>(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})\s+[0-9]{1,2}:[0-9]{2}[^。；，]{0,20}$"
)
"""The line below an article's title that says who posted it at which minute."""
_NEWSPAPER = re.compile(r"^[一-鿿]{2,12}报\s*[/·\s]\s*(?:19|20)[0-9]{2}\s*[年\-./].{0,40}(?:版|期)\s*/?$")
"""The line of a newspaper's archive: 某日报/2001年/02月/20日/第A01版/."""
_CONGRESS = re.compile(
    rf"日\s*(?P<place>[一-鿿]{{2,12}}?(?:{DIVISION}))第{HAN}{{1,4}}届人民代表大会"
    rf"(?P<standing>常务委员会)?第{HAN}{{1,5}}次会议(?:审议)?(?:通过|批准)"
)


def take_marks(lines: list[Line], head: Head) -> list[Line | None]:
    """Take out of the head what is no title; None marks a place where something stood between title lines."""
    left = [None if _take_mark(line, head, i) else line for i, line in enumerate(_whole_notes(lines))]
    take_bulletin(left, head)
    take_red_head(left, head)
    take_maker(left, lines, head)
    return left


def _whole_notes(lines: list[Line]) -> list[Line]:
    """The lines with a note in brackets that breaks over lines as one (（2001年…人民代表 / 大会第四次会议通过）)."""
    whole: list[Line] = []
    for line in lines:
        above = whole[-1] if whole else None
        if above is not None and above.text[0] in "（(" and above.text[-1] not in "）)" and line.text[-1] in "）)":
            joined = replace(above, end=line.end, text=above.text + line.text)
            if _ADOPTED.match(joined.text):
                whole[-1] = joined
                continue
        whole.append(line)
    return whole


def _take_mark(line: Line, head: Head, index: int) -> bool:
    """Take what a line of the head says; False for a line that may be one of the title."""
    pairs = web_pairs(line)
    for key, found in pairs.items():
        head.web.setdefault(key, found)
    degree = head_words().urgency.search(pairs["urgency"].value) if "urgency" in pairs else None
    if degree is not None and head.urgency is None:
        head.urgency = pairs["urgency"]._replace(value=degree["urgency"])
    if pairs or _NEWSPAPER.match(line.text):
        return True
    return (
        _take_copies(line, head, index)
        or _take_telegram(line, head)
        or _take_bare_number(line, head, index)
        or _take_secrecy_and_urgency(line, head)
        or _take_number_and_signer(line, head)
        or _take_adoption(line, head)
        or take_byline(line, head)
        or _take_posted(line, head)
        or _take_day(line, head)
    )


def _take_copies(line: Line, head: Head, index: int) -> bool:
    copies = _COPIES.match(line.text) if index < _NEAR_TOP else None
    if copies is None:
        return False
    head.copies = line.whole()._replace(value=copies["copies"])
    return True


def _take_telegram(line: Line, head: Head) -> bool:
    """A telegram's form: 发电单位 …, 等级 特急·明电 ×发明电〔2024〕3号."""
    if _TELEGRAM.match(line.text) is None:
        return False
    urgency = head_words().urgency.search(line.text)
    if urgency is not None:
        head.urgency = line.group(urgency, "urgency")
    numbers = [n for n in find_doc_numbers(line.text) if n.form == "number"]
    if numbers:
        head.number = head.number or line.number(numbers[0])
    return True


def _take_bare_number(line: Line, head: Head, index: int) -> bool:
    """A number without a body's code; as the first line of all it may be a title's."""
    number = _ORDER_NUMBER.match(line.text) or _CODELESS.match(line.text)
    if number is None or index == 0:
        return False
    head.number = head.number or line.whole(0.6)._replace(value="".join(number["number"].split()))
    return True


def _take_secrecy_and_urgency(line: Line, head: Head) -> bool:
    """密级 and 紧急程度; False too for an urgency beside a number, which is still to be taken."""
    words, short = head_words(), line.text if len(line.text) <= 40 else ""
    secrecy = words.secrecy.match(short)
    if secrecy is not None:
        head.secrecy = line.group(secrecy, "secrecy")
    urgency = words.urgency.search(short) if len(short) <= 24 else None
    if urgency is not None:
        head.urgency = line.group(urgency, "urgency")
    return secrecy is not None or (urgency is not None and not find_doc_numbers(short))


def _take_number_and_signer(line: Line, head: Head) -> bool:
    signer = _SIGNER.search(line.text) if len(line.text) < 120 else None
    if signer is not None:
        head.signer = line.group(signer, "signer")
    number = number_line(line.text)
    if number is not None:
        head.number = head.number or line.number(number)
    return signer is not None or number is not None


def _take_posted(line: Line, head: Head) -> bool:
    posted = _POSTED.match(line.text)
    if posted is None:
        return False
    head.web.setdefault("web_date", line.at(posted.start("date"), len(line.text), posted["date"], 0.5))
    return True


def _take_day(line: Line, head: Head) -> bool:
    """A day alone, or the day on which a report was given."""
    delivered = _DELIVERED.match(line.text)
    if delivered is None and not is_date_line(line.text):
        return False
    found = find_date(line.text)
    if found is not None:
        head.byline_date = line.day(found, 1.0 if delivered is None else 0.8)
    return True


def _take_adoption(line: Line, head: Head) -> bool:
    """An order's note （…经部务会议通过 2026年5月27日交通运输部令2026年第10号公布）: number, issuer, date."""
    if _ADOPTED.match(line.text) is None:
        return False
    number = next(iter(find_doc_numbers(line.text)), None)
    if number is not None and head.number is None:
        head.number = line.number(number, 0.9)
        organ = number.organ.removesuffix("令").removesuffix("公告")
        if number.form == "order" and head.byline is None:
            head.byline = line.at(number.start, number.start + len(organ), organ, 0.9)
    congress = _CONGRESS.search(line.text)
    if congress is not None and head.byline is None:
        name = f"{congress['place']}人民代表大会{congress['standing'] or ''}"
        head.byline = line.group(congress, "place", 0.8)._replace(value=name)
    issued = _ISSUED.search(line.text)
    offset = issued.start() if issued is not None else 0
    found = find_date(line.text[offset:])
    if found is not None:
        head.byline_date = head.byline_date or line.day(found, 0.9, offset=offset)
    return True


def number_line(text: str) -> DocNumber | None:
    """The number of a line that carries a document's own number and little else.

    >>> number_line("云政办发〔2024〕12号　　签发人：王强").text
    '云政办发〔2024〕12号'
    >>> number_line("按照云政办发〔2024〕12号要求，各地") is None
    True
    """
    if len(text) > 90 or "号" not in text:
        return None
    numbers = [n for n in find_doc_numbers(text) if n.form != "standard"]
    if len(numbers) != 1:
        return None
    number = numbers[0]
    before = text[: number.start].strip(" 　（(【[·★")
    after = _SIGNER.sub("", text[number.end :]).strip(" 　）)】]：:")
    urgency = head_words().urgency
    alone = not urgency.sub("", before).strip() and not urgency.sub("", after).strip()
    return number if alone else None
