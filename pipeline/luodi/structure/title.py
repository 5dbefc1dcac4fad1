"""标题: the lines of a head that are its title, over however many lines, and the by-line below it."""

from __future__ import annotations

import re

from luodi.text.dates import find_date, is_date_line
from luodi.text.doc_number import find_doc_numbers
from luodi.text.genres import genre_of
from luodi.text.titles import brackets_close, normal_title

from .found import Found, Head
from .layout import ABOUT, Line
from .organs import is_organ, organs_of, place_of

_NOT_TITLE = re.compile(
    r"^(?:附件|附\s*[：:]|抄送|主送|来源|时间|作者|责任编辑|——|—\s|<!--|第[0-9]+页|目\s*录$|-{2,}|【(?![^】]{1,6}】.{6})|\[|打印|字体|分享|收藏|下载|当前位置|您|首页)"
    r"|(?:会议上|大会上|会上)$|(?:省长|市长|县长|区长|主席|州长|总理)\s*[一-鿿·\s　]{2,8}$"
    r"|^[一-鿿]{2,8}(?:日报|晚报|电视台|新闻网|政府网)$|^[A-DＡ-Ｄ]\s*类?$|^[^0-9A-Za-z一-鿿]+$"
)
_YEAR_TAIL = re.compile(
    r"^[（(](?:试行|暂行|修订|修订版|征求意见稿|送审稿|草案|代拟稿|节选|摘要|[0-9]{4}.{0,16})[）)]?"
)
_CONTINUES = re.compile(r"^[的和与及并、》）”]|^(?:若干|有关|相关|工作的?|情况的?)")
_OPENED = re.compile(r"(?:印发|转发|批转|报送|下达|公布)[^通函]*$")
_CLOSES = re.compile(r"^(?!.*(?:关于|《)).{0,24}的(?:通知|函|报告|公告|通报)$")
"""What is issued may itself end as a title does; the notice that issues it ends below: …意见》 / 任务分解表的通知."""
HEADLINE = re.compile(r"读懂|看懂|说明白|讲明白|说清楚|讲清楚|怎么|如何|为什么|？")
"""Words of a headline that explains: it is a title, though the text below names what it explains as news do."""
_ENDING_NUMBER = re.compile(r"\s*[）)]$")
_ENDING_DATE = re.compile(r"[（(](?P<date>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)[）)]$")
"""The line below a title that says of which day it is, where a layout set it behind the title."""
_MONTH_LINE = re.compile(r"^[（(](?:19|20)[0-9]{2}年[0-9]{1,2}月[）)]$")
"""The line below a title that only says of which month it is."""
_BARE = re.compile(r"^【?\s*(?:紧急|重要)?(?:通\s*知|通\s*告|公\s*告|通\s*报)\s*】?$")
"""All the title that a notice on a board or in a chat has."""
_SPREAD = re.compile(r"^(?:[一-鿿]\s+){1,7}[一-鿿]$")
"""A short title whose characters are spread over the line: 督 办 函."""
_LEADING_NOTE = re.compile(
    r"^【[^】]{1,6}】(?=.{6})|^文\s*件(?=关于)|^[（(【\[](?:转载|转发|转|已废止|废止|失效|修订|公开|最新|现行有效|有效)[）)】\]]\s*"
)
_QUOTED = re.compile(r"《[^》]*》|（[^）]*）|“[^”]*”")
BODY_START = re.compile(
    r"^(?:为(?:了|深入|贯彻|认真|进一步|全面|切实|加快|加强|规范|推动|落实|做好)|根据|按照|依据|今年|近年来|现将|经|自(?![评查纠检]))"
)
_BANNER = re.compile(
    r"^[一-鿿]{2,24}(?:政府|委员会|[委局厅]|办公[厅室]|领导小组)(?:专题|常务|工作|党组|全体|办公|联席|会议|第?[0-9一二三四五六七八九十]+次)*"
    r"(?:纪要|简报|专报|信息)$"
)
"""What stands above minutes and bulletins in red: whose they are, and not what they are about."""
_LONGEST_SUBTITLE = 50
_SPOKEN = re.compile(r"[。，；]|(?:会议|大会|会|仪式)上(?:的(?:讲话|发言|致辞|报告))?$")
_PHRASE_END = re.compile(r"[。！？；]$")


def take_title(left: list[Line | None], head: Head) -> None:
    """Choose the title among the runs of lines that are left, and the by-line below it."""
    runs = _runs(left)
    best: tuple[float, int] | None = None
    for i, run in enumerate(runs):
        score = _score(run)
        if score > 0 and (best is None or score > best[0] + (-0.5 if _is_banner(runs[best[1]], run, head) else 0.5)):
            best = (score, i)
    if best is None:
        bare = next((line for line in left if line is not None and _BARE.match(line.text)), None)
        if bare is not None:
            head.title = _over([bare], "".join(bare.text.split()).strip("【】"), 0.6)
        _take_byline(runs, -1, head)
        return
    run = _without_banner(runs[best[1]], head)
    if len(run) > 1 and _MONTH_LINE.match(run[-1].text):
        run = run[:-1]
    title = _join_title(run)
    numbers = find_doc_numbers(title) if title.endswith(("）", ")")) else []
    if numbers and _ENDING_NUMBER.match(title, numbers[-1].end) and title[numbers[-1].start - 1] in "（(":
        number = numbers[-1]
        if head.number is None:
            head.number = _over(run, number.text, 0.8)
        title = title[: number.start - 1].rstrip()
    dated = _ENDING_DATE.search(title)
    if dated is not None and (day := find_date(dated["date"])) is not None:
        head.byline_date = head.byline_date or _over(run, day.day.isoformat(), 0.8)
        title = title[: dated.start()].rstrip()
    head.title = _over(run, _LEADING_NOTE.sub("", title), min(1.0, 0.5 + best[0] / 8))
    _take_byline(runs, best[1], head)


def _is_banner(above: list[Line], below: list[Line], head: Head) -> bool:
    """Whether a line above the number only says what a series of papers is called (批示办理通知), and a title below it
    says what this one is about."""
    if head.number is None or not above[-1].end <= head.number.start < below[0].start:
        return False
    return ABOUT.search("".join(x.text for x in above)) is None and ABOUT.search(below[0].text) is not None


def _over(run: list[Line], value: str, confidence: float) -> Found:
    """A value that stands over all lines of a run."""
    return Found(value, run[0].start, run[-1].end, confidence)


def _without_banner(run: list[Line], head: Head) -> list[Line]:
    """The lines of a title without a body's name above it that the title itself says again (云泽市人民政府 above
    云泽市治水自评报告): that is the red head."""
    if len(run) < 2 or not organs_of(run[0].text) or organs_of(run[1].text):
        return run
    rest, place = "".join(line.text for line in run[1:]), place_of(run[0].text)
    again = place is not None and place in rest.split("关于")[0]
    if not again or genre_of(rest) is None:
        return run
    head.mark = head.mark or run[0].whole(0.7)
    return run[1:]


def _take_byline(runs: list[list[Line]], chosen: int, head: Head) -> None:
    for run in runs[chosen + 1 :]:
        if len(run) <= 3 and all(organs_of(line.text) for line in run):
            head.byline = _over(run, "\n".join(x.text for x in run), 0.9)
            return


def _join_title(run: list[Line]) -> str:
    """Title lines as one line: bodies apart by a space, everything else without.

    A line break inside 《》 or a word is no space in Chinese, nor are the blanks of spread letters.
    """
    joined = ""
    for line in run:
        if joined and organs_of(line.text) and organs_of(joined):
            joined += " "
        joined += "".join(line.text.split()) if _SPREAD.match(line.text) else line.text
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
        if line is not None and current and _is_subtitle(line) and genre_of("".join(x.text for x in current)) is None:
            current.append(line)
            close()
            continue
        if line is None or _NOT_TITLE.search(line.text) or line.row:
            close()
            continue
        if current and not _goes_on(current, line):
            close()
        current.append(line)
    close()
    return runs


def _is_subtitle(line: Line) -> bool:
    """——某市治水工作述评 below a motto: the line that says what the document is about."""
    return (
        line.text.startswith("——")
        and not line.row
        and len(line.text) < _LONGEST_SUBTITLE
        and _SPOKEN.search(line.text) is None
    )


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
    if finished and _OPENED.search(joined) and _CLOSES.match(line.text):
        return True
    if finished and (organs_of(joined) or (ABOUT.search(line.text) is None and genre_of(line.text) is None)):
        return False
    if finished:
        # a second title below the first: the same again, or a shorter form of it
        new, old = normal_title(line.text), normal_title(joined)
        if new in old or old in new or (ABOUT.search(line.text) and not organs_of(joined)):
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
    if text.endswith(("：", ":")) or "。" in text or BODY_START.match(text) or _outside_quotes(text).count("，") > 2:
        return 0.0
    score = 0.0
    if genre_of(text) is not None:
        score += 2
    if ABOUT.search(text):
        score += 1.5
    if brackets_close(text):
        score += 0.3
    if any(line.style is not None and ((line.style.size or 0) >= 20 or line.style.align == "center") for line in run):
        score += 1
    if HEADLINE.search(text) is None and (_PHRASE_END.search(text) or "：" in text):
        score -= 1.5
    if _BANNER.match(text):
        score -= 1
    return score


def _outside_quotes(text: str) -> str:
    return _QUOTED.sub("", text)
