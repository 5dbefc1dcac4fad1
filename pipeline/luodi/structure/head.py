"""The head of a document: everything above its text — red head, number, title, addressees, or a web page's header."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from luodi.records.paths import lexicons_dir
from luodi.text.doc_number import DocNumber, find_doc_numbers
from luodi.text.titles import brackets_close, normal_title

from .dates import find_date, is_date_line
from .genres import genre_of
from .layout import Line, folded
from .organs import is_organ, organs_of

LOOK = 40
"""Lines of a document in which its head is looked for."""


class Found(NamedTuple):
    """A value with its half-open place in the document and how sure it is."""

    value: str
    start: int
    end: int
    confidence: float = 1.0


@dataclass(slots=True)
class Head:
    """What stands above the text; ``body`` is the index of the first line of the text proper."""

    body: int = 0
    copies: Found | None = None
    secrecy: Found | None = None
    urgency: Found | None = None
    mark: Found | None = None
    number: Found | None = None
    signer: Found | None = None
    title: Found | None = None
    byline: Found | None = None
    byline_date: Found | None = None
    addressees: Found | None = None
    web: dict[str, Found] = field(default_factory=dict)


class _Words(NamedTuple):
    urgency: re.Pattern[str]
    secrecy: re.Pattern[str]
    mark: re.Pattern[str]
    web_keys: dict[str, str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads((lexicons_dir() / "head.toml").read_text(encoding="utf-8"))
    keys = {"".join(word.split()): key for key, words in data["web_keys"].items() for word in words}
    return _Words(
        urgency=re.compile(r"(?:^|[\s★])(?P<urgency>" + "|".join(data["urgency"]) + r")(?:$|[\s★·])"),
        secrecy=re.compile(
            r"^(?:密级[：:]?\s*)?(?P<secrecy>(?:" + "|".join(data["secrecy"]) + r")(?:\s*★.{0,6})?)(?:\s|$)"
        ),
        mark=re.compile("(?:" + "|".join(map(re.escape, data["mark_endings"])) + ")$"),
        web_keys=keys,
    )


_COPIES = re.compile(r"^(?:(?:份号|No\.?|№)[：:\s]*)?(?P<copies>[0-9]{6})$")
_SIGNER = re.compile(r"签\s*发\s*人\s*[：:]?\s*(?P<signer>[一-鿿·]{2,4}(?:[\s　、]+[一-鿿·]{2,4})*)")
_PAIR = re.compile(
    r"(?P<key>[一-鿿][一-鿿\s]{0,9}?)\s*[：:]\s*(?P<value>(?:[^：:|]|(?<=[0-9])[：:](?=[0-9]))*?)"
    r"(?=$|[\s|]+[一-鿿][一-鿿\s]{1,9}?\s*[：:])"
)
_TELEGRAM = re.compile(r"^(?:发\s*电\s*单\s*位|等\s*级|签\s*批\s*盖\s*章|发\s*往|收\s*电\s*单\s*位)")
_ORDER_NUMBER = re.compile(r"^[（(]?(?P<number>第\s*(?:[0-9]{1,4}|[一二三四五六七八九十百〇零]{1,7})\s*号)[）)]?$")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*[、．.]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百零]+[章条节编]|[0-9]{1,2}[．.、])"
)
_SALUTATION = re.compile(r"^(?:各位|尊敬的|同志们|女士们|全体)[一-鿿、，]{1,30}[：:！!]$")
_ADDRESSEE = re.compile(
    r"(?:政府|办公厅|办公室|厅|局|部|委|办|组|处|所|院|校|会|行|站|社|队|镇|乡|街道|街|开发区|新区|园区|中心|机构|单位|部门|"
    r"省|市|县|区|州|旗|企业|公司|集团|大学|学院|学校|机关|团体|领导|同志|乡亲|市民|群众|村|社区)"
    r"(?:（[^）]*）)?(?:[、，；]?\s*(?:并|抄|含)[^：]{0,20})?[：]$"
)
_ADOPTED = re.compile(
    r"^（(?:19|20)[0-9]{2}年[0-9]{1,2}月.{4,400}(?:通过|公布|发布|施行|印发|修订|修正|批准).{0,200}）$"
)
_NEWS = re.compile(r"^(?:新华社|人民日报|本报|中新网|央视网|新华网).{0,30}(?:[0-9]日|电|讯)")
_NOT_TITLE = re.compile(
    r"^(?:附件|附\s*[：:]|抄送|主送|来源|时间|作者|责任编辑|——|—\s|第[0-9]+页|目\s*录$|【|\[|打印|字体|分享|收藏|下载|当前位置|您|首页)"
    r"|(?:会议上|大会上|会上)$|(?:省长|市长|县长|区长|主席|州长|总理)\s*[一-鿿·\s　]{2,8}$|^[一-鿿]{2,8}(?:日报|晚报|电视台|新闻网|政府网)$"
)
_YEAR_TAIL = re.compile(
    r"^[（(](?:试行|暂行|修订|修订版|征求意见稿|送审稿|草案|代拟稿|节选|摘要|[0-9]{4}.{0,16})[）)]?"
)
_CONTINUES = re.compile(r"^[的和与及并、》）”]|^(?:若干|有关|相关|工作的?|情况的?)")
_ABOUT = re.compile(r"关于|印发|转发|批转")
_ENDING_NUMBER = re.compile(r"\s*[）)]$")
_LEADING_NOTE = re.compile(r"^[（(【\[](?:转载|转发|转|已废止|废止|失效|修订|公开|最新|现行有效|有效)[）)】\]]\s*")
_QUOTED = re.compile(r"《[^》]*》|（[^）]*）|“[^”]*”")
_BODY_START = re.compile(
    r"^(?:为(?:了|深入|贯彻|认真|进一步|全面|切实|加快|加强|规范|推动|落实|做好)|根据|按照|依据|今年|近年来|现将|经|自)"
)
_PHRASE_END = re.compile(r"[。！？；]$")


def read_head(lines: list[Line]) -> Head:
    """Read the head of a document from its lines.

    Source: GB/T 9704-2012, 7.2 and 7.3.1-7.3.2; government web pages put a table of metadata above, newspapers less.
    """
    head = Head()
    head.body = _addressees(lines, head)
    top = lines[: head.body if head.addressees is None else _first_of(lines, head.addressees)]
    left = _take_marks(top, head)
    _take_title(left, head)
    return head


def _first_of(lines: list[Line], found: Found) -> int:
    return next(i for i, line in enumerate(lines) if line.end > found.start)


def _addressees(lines: list[Line], head: Head) -> int:
    """Find 主送机关; the index of the line after it, or of the first line that is plainly text."""
    for i, line in enumerate(lines[:LOOK]):
        text = folded(line.text)
        if line.row:
            if _web_pairs(line, _words().web_keys):
                continue
            return i
        if i and text.endswith("：") and _is_addressee(text):
            first = _lead_of_addressees(lines, i)
            head.addressees = Found(" ".join(x.text for x in lines[first : i + 1]), lines[first].start, line.end)
            return i + 1
        if not i and text.endswith("：") and _is_addressee(text):
            head.addressees = Found(line.text, line.start, line.end)
            return 1
        if (
            (_HEADING.match(text) and i)
            or (len(text) >= 30 and _PHRASE_END.search(text))
            or _NEWS.match(text)
            or len(text) > 150
        ):
            return i
        if not i and _HEADING.match(text):
            return 0
    return min(len(lines), 1) if len(lines) < 3 else min(len(lines), LOOK)


def _is_addressee(text: str) -> bool:
    if _SALUTATION.match(text):
        return True
    if len(text) > 400 or "。" in text or _HEADING.match(text) or text.startswith(("附件", "附：", "来源", "抄送")):
        return False
    if _words().web_keys.get("".join(text[:-1].split())):
        return False
    return _ADDRESSEE.search(text) is not None and not text.startswith(("关于", "现将", "《"))


def _lead_of_addressees(lines: list[Line], last: int) -> int:
    """A long list of addressees breaks over lines: its first line."""
    first = last
    while first > 0 and lines[first - 1].text.endswith(("，", "、", ",")) and not lines[first - 1].row:
        first -= 1
    return first


def _take_marks(lines: list[Line], head: Head) -> list[Line | None]:
    """Take out of the head what is no title; None marks a place where something stood between title lines."""
    left: list[Line | None] = []
    words = _words()
    for i, line in enumerate(lines):
        pairs = _web_pairs(line, words.web_keys)
        if pairs:
            for key, found in pairs.items():
                head.web.setdefault(key, found)
            left.append(None)
            continue
        taken = _take_mark(line, head, words, i)
        if taken:
            left.append(None)
            continue
        left.append(line)
    _take_red_head(left, head)
    return left


def _take_mark(line: Line, head: Head, words: _Words, index: int) -> bool:
    text = line.text
    copies = _COPIES.match(text)
    if copies is not None and index < 6:
        head.copies = Found(copies["copies"], line.start, line.end)
        return True
    if _TELEGRAM.match(text):
        _take_telegram(line, head, words)
        return True
    order = _ORDER_NUMBER.match(text)
    if order is not None and index:
        if head.number is None:
            head.number = Found("".join(order["number"].split()), line.start, line.end, 0.6)
        return True
    short = text if len(text) <= 40 else ""
    secrecy = words.secrecy.match(short)
    if secrecy is not None:
        head.secrecy = Found(
            secrecy["secrecy"].strip(), line.start + secrecy.start("secrecy"), line.start + secrecy.end("secrecy")
        )
    urgency = words.urgency.search(short) if len(short) <= 24 else None
    if urgency is not None:
        head.urgency = Found(
            urgency["urgency"], line.start + urgency.start("urgency"), line.start + urgency.end("urgency")
        )
    if secrecy is not None or (urgency is not None and not find_doc_numbers(short)):
        return True
    signer = _SIGNER.search(text) if "签" in text and len(text) < 120 else None
    if signer is not None:
        head.signer = Found(signer["signer"], line.start + signer.start("signer"), line.start + signer.end("signer"))
    number = number_line(text)
    if number is not None:
        if head.number is None:
            head.number = Found(number.text, line.start + number.start, line.start + number.end)
        return True
    if signer is not None:
        return True
    if _ADOPTED.match(text):
        _take_adoption(line, head)
        return True
    if is_date_line(text):
        found = find_date(text)
        if found is not None:
            head.byline_date = Found(found.day.isoformat(), line.start + found.start, line.start + found.end)
        return True
    return False


def _take_telegram(line: Line, head: Head, words: _Words) -> None:
    """A telegram's form: 发电单位 …, 等级 特急·明电 ×发明电〔2024〕3号."""
    urgency = words.urgency.search(line.text)
    if urgency is not None:
        place = line.start + urgency.start("urgency")
        head.urgency = Found(urgency["urgency"], place, place + len(urgency["urgency"]))
    numbers = [n for n in find_doc_numbers(line.text) if n.form == "number"]
    if numbers and head.number is None:
        head.number = Found(numbers[0].text, line.start + numbers[0].start, line.start + numbers[0].end)


def _take_adoption(line: Line, head: Head) -> None:
    """（2026年5月22日经部务会议通过 2026年5月27日交通运输部令2026年第10号公布 …）: number, issuer and date of an order."""
    text = line.text
    numbers = find_doc_numbers(text)
    if numbers and head.number is None:
        number = numbers[0]
        head.number = Found(number.text, line.start + number.start, line.start + number.end, 0.9)
        organ = number.organ.removesuffix("令").removesuffix("公告")
        if number.form == "order" and head.byline is None:
            head.byline = Found(organ, line.start + number.start, line.start + number.start + len(organ), 0.9)
    dated = re.search(r"(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?=[^，；日]{0,40}(?:公布|发布|印发))", text)
    found = find_date(dated["date"] if dated is not None else text)
    if found is not None and head.byline_date is None:
        start = line.start + (dated.start("date") if dated is not None else 0)
        head.byline_date = Found(found.day.isoformat(), start + found.start, start + found.end, 0.9)


def number_line(text: str) -> DocNumber | None:
    """The number of a line that carries a document's own number and little else.

    >>> number_line("云政办发〔2024〕12号　　签发人：王强").text, number_line("按照云政办发〔2024〕12号要求，各地") is None
    ('云政办发〔2024〕12号', True)
    """
    if len(text) > 90 or "号" not in text:
        return None
    numbers = [n for n in find_doc_numbers(text) if n.form != "standard"]
    if len(numbers) != 1:
        return None
    number = numbers[0]
    before = text[: number.start].strip(" 　（(【[·★")
    after = _SIGNER.sub("", text[number.end :]).strip(" 　）)】]：:")
    urgency = _words().urgency
    alone = not urgency.sub("", before).strip() and not urgency.sub("", after).strip()
    return number if alone else None


def _web_pairs(line: Line, keys: dict[str, str]) -> dict[str, Found]:
    """The labelled values of a metadata header's line or table row, when its labels are known ones."""
    if line.row:
        return _web_cells(line, keys)
    text = line.text
    if len(text) > 240 or ("：" not in text and ":" not in text):
        return {}
    found: dict[str, Found] = {}
    known = 0
    for match in _PAIR.finditer(text):
        key = keys.get("".join(match["key"].split()))
        if key is None:
            continue
        known += 1
        value = match["value"].strip()
        if value and key not in found:
            start = line.start + match.start("value")
            found[key] = Found(value, start, start + len(value), 0.7)
        elif not value:
            found.setdefault("other", Found("", line.start, line.start))
    return found if known else {}


def _web_cells(line: Line, keys: dict[str, str]) -> dict[str, Found]:
    """Labels and values in the cells of a row: ``|文号|江政发〔2024〕5号|``, or ``|文号：江政发〔2024〕5号|``."""
    found: dict[str, Found] = {}
    label: str | None = None
    place = line.start + 1
    for cell in line.text[1:-1].split("|"):
        bare = "".join(cell.split()).rstrip("：:")
        key = keys.get(bare)
        if key is not None:
            found.setdefault("other", Found("", line.start, line.start))
            label = key
        elif label is not None:
            value = cell.strip()
            if value:
                start = place + cell.index(value)
                found.setdefault(label, Found(value, start, start + len(value), 0.7))
            label = None
        else:
            pair = _PAIR.match(cell.strip())
            key = keys.get("".join(pair["key"].split())) if pair is not None else None
            if pair is not None and key is not None and pair["value"]:
                start = place + cell.index(pair["value"])
                found.setdefault(key, Found(pair["value"].strip(), start, start + len(pair["value"]), 0.7))
        place += len(cell) + 1
    return found


def _take_red_head(left: list[Line | None], head: Head) -> None:
    """Take 发文机关标志: a line that ends in 文件, or bodies alone above the number."""
    words = _words()
    first_number = next((i for i, x in enumerate(left) if x is None), len(left))
    for i, line in enumerate(left):
        if line is None or len(line.text) > 60:
            continue
        mark = words.mark.search(line.text)
        name = "".join(line.text[: mark.start()].split()) if mark is not None else ""
        if (
            mark is not None
            and (is_organ(name) or name.endswith(("政府", "人民", "国务院")) or organs_of(line.text[: mark.start()]))
            and "关于" not in line.text
        ):
            start = i
            while start > 0 and (above := left[start - 1]) is not None and organs_of(above.text):
                start -= 1
            top = left[start]
            assert top is not None
            head.mark = Found("\n".join(x.text for x in left[start : i + 1] if x), top.start, line.end)
            left[start : i + 1] = [None] * (i + 1 - start)
            if mark[0] in ("令", "公告") and head.number is not None and head.number.value.startswith("第"):
                # an order's number goes on from its red head: 江澜省人民政府令 / 第312号
                head.number = head.number._replace(value=name + mark[0] + head.number.value, confidence=0.95)
            return
    above_number = [x for x in left[:first_number] if x is not None]
    if (
        head.number is not None
        and above_number
        and all(organs_of(x.text) for x in above_number)
        and first_number < len(left)
    ):
        head.mark = Found("\n".join(x.text for x in above_number), above_number[0].start, above_number[-1].end, 0.9)
        left[:first_number] = [None] * first_number


def _take_title(left: list[Line | None], head: Head) -> None:
    """Choose the title among the runs of lines that are left, and the by-line below it."""
    runs = _runs(left)
    best: tuple[float, int] | None = None
    for i, run in enumerate(runs):
        score = _score(run)
        if score > 0 and (best is None or score > best[0] + 0.5):
            best = (score, i)
    if best is None:
        _take_byline(runs, -1, head)
        return
    run = runs[best[1]]
    title = join_title(run)
    numbers = find_doc_numbers(title) if title.endswith(("）", ")")) else []
    if numbers and _ENDING_NUMBER.match(title, numbers[-1].end) and title[numbers[-1].start - 1] in "（(":
        number = numbers[-1]
        if head.number is None:
            head.number = Found(number.text, run[0].start, run[-1].end, 0.8)
        title = title[: number.start - 1].rstrip()
    head.title = Found(_LEADING_NOTE.sub("", title), run[0].start, run[-1].end, min(1.0, 0.5 + best[0] / 8))
    _take_byline(runs, best[1], head)


def _take_byline(runs: list[list[Line]], chosen: int, head: Head) -> None:
    for run in runs[chosen + 1 :]:
        if len(run) <= 3 and all(organs_of(line.text) for line in run):
            head.byline = Found("\n".join(x.text for x in run), run[0].start, run[-1].end, 0.9)
            return


def join_title(run: list[Line]) -> str:
    """Title lines as one line: bodies apart by a space, everything else without.

    A line break inside 《》 or a word is no space in Chinese.
    """
    joined = ""
    for line in run:
        if joined and organs_of(line.text) and organs_of(joined):
            joined += " "
        joined += line.text
    return joined


def _runs(left: list[Line | None]) -> list[list[Line]]:
    """Lines that belong to one title: a line goes on while brackets are open or no 文种 has ended it."""
    runs: list[list[Line]] = []
    current: list[Line] = []

    def close() -> None:
        if current:
            runs.append(list(current))
            current.clear()

    for line in left:
        if line is None or _NOT_TITLE.search(line.text) or line.row:
            close()
            continue
        if current and not _goes_on(current, line):
            close()
        current.append(line)
    close()
    return runs


def _goes_on(run: list[Line], line: Line) -> bool:
    """Whether a line continues the title of the run before it."""
    joined = "".join(x.text for x in run)
    if not brackets_close(joined) or _YEAR_TAIL.match(line.text) or _CONTINUES.match(line.text):
        return True
    if _PHRASE_END.search(joined):
        return False
    finished = genre_of(joined) is not None
    if organs_of(line.text):
        return bool(organs_of(joined)) or (not finished and "关于" in joined and not is_organ(line.text))
    if finished and (organs_of(joined) or (_ABOUT.search(line.text) is None and genre_of(line.text) is None)):
        return False
    if finished:
        # a second title below the first: the same again, or a shorter form of it
        new, old = normal_title(line.text), normal_title(joined)
        if new in old or old in new or (_ABOUT.search(line.text) and not organs_of(joined)):
            return False
        ending = genre_of(joined)
        return (
            ending is not None and ending.use in ("policy", "law", "sheet") and not ending.statutory and len(new) < 30
        )
    return True


def _score(run: list[Line]) -> float:
    """How much a run of lines looks like a title; 0 or less: not at all."""
    text = "".join(line.text for line in run)
    if len(text) < 4 or len(text) > 220 or all(organs_of(line.text) for line in run) or is_date_line(text):
        return 0.0
    if text.endswith(("：", ":")) or "。" in text or _BODY_START.match(text) or _outside_quotes(text).count("，") > 2:
        return 0.0
    score = 0.0
    if genre_of(text) is not None:
        score += 2
    if _ABOUT.search(text):
        score += 1.5
    if brackets_close(text):
        score += 0.3
    if any(line.style is not None and ((line.style.size or 0) >= 20 or line.style.align == "center") for line in run):
        score += 1
    if _PHRASE_END.search(text) or "：" in text:
        score -= 1.5
    return score


def _outside_quotes(text: str) -> str:
    return _QUOTED.sub("", text)
