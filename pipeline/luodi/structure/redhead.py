"""发文机关标志, the red head: a body's name alone above the number, one that ends in 文件, or a bulletin's name."""

from __future__ import annotations

import re
from dataclasses import replace

from luodi.text.genres import genre_of

from .found import Found, Head
from .layout import ABOUT, Line
from .organs import is_organ, organs_of
from .webhead import head_words

_SERIES = re.compile(r"第|(?:19|20)[0-9]{2}年第")


def take_bulletin(left: list[Line | None], head: Head) -> None:
    """A bulletin's red head is the name it comes under, issue after issue: 工作简报 above 第12期."""
    first = left[0] if left else None
    if first is None or head.number is None or not head.number.value.endswith("期") or left[1:2] != [None]:
        return
    genre = genre_of("".join(first.text.split()))
    if len(first.text) <= 20 and genre is not None and genre.id == "简报":
        head.mark = first.whole(0.8)
        left[0] = None


def take_red_head(left: list[Line | None], head: Head) -> None:
    """Take 发文机关标志: a line that ends in 文件, or bodies alone above the number."""
    words = head_words()
    first_number = next((i for i, x in enumerate(left) if x is None), len(left))
    for i, line in enumerate(left):
        if line is None or len(line.text) > 60:
            continue
        line = _whole_mark(left, i, line)
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
            end = i + 1
            while start < i and end < first_number and (below := left[end]) is not None and is_organ(below.text):
                end += 1  # the word stands beside the middle of the bodies
            top, last = left[start], left[end - 1]
            assert top is not None
            assert last is not None
            head.mark = Found("\n".join(x.text for x in left[start:end] if x), top.start, last.end)
            left[start:end] = [None] * (end - start)
            if mark[0] in ("令", "公告") and head.number is not None and _SERIES.match(head.number.value):
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


def _whole_mark(left: list[Line | None], at: int, line: Line) -> Line:
    """A body's name with 公告 or 令 alone on the line below it as one line, where the title stands further below."""
    above, word = left[at - 1] if at else None, "".join(line.text.split())
    titled = any(x is not None and ABOUT.search(x.text) for x in left[at + 1 :])
    if above is None or word not in ("令", "公告") or not titled or not organs_of(above.text):
        return line
    return replace(above, end=line.end, text=above.text + word)
