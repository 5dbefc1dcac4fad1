"""Titles of official documents: their parts (机关 + 关于 + 事由 + 文种) and their normal form."""

from __future__ import annotations

import re
from typing import NamedTuple

from .genres import genre_of

_DROP = re.compile(r"[\s　《》〈〉<>＜＞“”\"'‘’「」『』、，,。·・．.：:（）()\[\]〔〕—\-－–~～_]")
_PASSING_ON = ("转发", "批转")
_VERB = re.compile(r"(?:联合)?(?P<verb>转发|批转|印发|公布|发布|修订|重新发布|下发)")
_PASSED_ON = re.compile(r"(?P<organ>[^《]{3,60}?)(?P<verb>转发|批转)(?=[^《]{2,})")
_ORGAN_END = re.compile(
    r"(?:国务院|人大常委会|人民政府|政府|党委|[省市县区镇乡]委|办公厅|办公室|委办|府办|厅|局|部|委员会|委|署|院|行|会|"
    r"中心|管委会|指挥部|领导小组|总队|支队|大队|集团|公司|大学|学院|社|办|处|站|所)$"
)
_AND_OTHERS = re.compile(r"等[0-9一二三四五六七八九十两]*(?:个)?(?:部门|单位|部委|厅局|局|委|机关)*$")
_SEVERAL = re.compile(
    r"等(?:[0-9一二三四五六七八九十两]+[个项件部]|有关|相关)?(?:方案|文件|办法|制度|规定|意见|细则|措施|清单)$"
)
_OPENING, _CLOSING = "《〈（(“", "》〉）)”"


class TitleParts(NamedTuple):
    """A title taken apart; every part is a substring of the title.

    ``verb`` is 转发, 批转, 印发, 公布 … when the document passes a text on, ``inner`` the title of that text.
    """

    organ: str
    verb: str | None
    inner: str | None
    subject: str

    @property
    def passes_on(self) -> bool:
        """Whether it passes another's text on (转发, 批转) rather than issuing one (印发, 公布)."""
        return self.verb in _PASSING_ON


def normal_title(title: str | None) -> str:
    """A title without spaces, quotes, brackets and punctuation, for comparing.

    >>> normal_title("关于印发〈治水 行动方案（2024—2026年）〉的通知")
    '关于印发治水行动方案20242026年的通知'
    """
    return _DROP.sub("", title) if title else ""


def parse_title(title: str) -> TitleParts:
    """Take a title apart.

    >>> parse_title("云泽市人民政府办公室关于转发《江省治水方案》的通知").inner
    '江省治水方案'
    >>> parse_title("丰陵市政府办公室转发省政府关于种粮的意见的通知")[:3]
    ('丰陵市政府办公室', '转发', '省政府关于种粮的意见')
    >>> parse_title("丰陵市政府转发江省政府办公厅关于印发《治水方案》的通知")[:3]
    ('丰陵市政府', '转发', '江省政府办公厅关于印发《治水方案》的通知')
    """
    about = _outside(title, "关于")
    verb = _passing_verb(title, about)
    if verb is not None:
        organ = title[: verb.start()].removesuffix("关于").strip()
        if not organ or _ORGAN_END.search(without_etc(organ)):
            inner = _inner(title[verb.end() :], keeps_ending=verb["verb"] in _PASSING_ON)
            return TitleParts(organ, verb["verb"], inner, title[verb.start() :])
    if about > 0 and _ORGAN_END.search(without_etc(title[:about].strip())):
        return TitleParts(title[:about].strip(), None, None, title[about:])
    return TitleParts("", None, None, title)


def without_etc(organs: str) -> str:
    """Names of bodies without what says that there are others: 省教育厅等八部门.

    >>> without_etc("省教育厅等八部门")
    '省教育厅'
    """
    return _AND_OTHERS.sub("", organs)


def brackets_close(text: str) -> bool:
    """Whether every 《 and （ of a text is closed: a title line that leaves one open goes on in the next line.

    >>> brackets_close("关于印发《治水方案"), brackets_close("《治水方案》")
    (False, True)
    """
    depth = 0
    for ch in text:
        if ch in _OPENING:
            depth += 1
        elif ch in _CLOSING:
            depth -= 1
    return depth <= 0


def _outside(title: str, word: str) -> int:
    """The first place of a word outside 《》, or -1."""
    depth = 0
    for i, ch in enumerate(title):
        if ch in "《〈":
            depth += 1
        elif ch in "》〉":
            depth -= 1
        elif depth == 0 and title.startswith(word, i):
            return i
    return -1


def _passing_verb(title: str, about: int) -> re.Match[str] | None:
    passed = _PASSED_ON.match(title[:about]) if about > 0 else None
    if passed is not None and _ORGAN_END.search(passed["organ"].strip()):
        # 甲县政府转发乙市政府关于印发《…》的通知: what follows 关于 is the title of the text that is passed on
        return _VERB.match(title, passed.start("verb"))
    if about >= 0:
        after = _VERB.match(title, about + 2)
        if after is not None:
            return after
    found = _VERB.search(title, 0, about if about >= 0 else len(title))
    if found is not None and "《" not in title[: found.start()]:
        return found
    return None


def _inner(rest: str, *, keeps_ending: bool) -> str | None:
    """The title of the text that is passed on, from what follows the verb."""
    rest = rest.strip()
    if rest.startswith("《"):
        depth = 0
        for i, ch in enumerate(rest):
            depth += (ch in "《〈") - (ch in "》〉")
            if depth == 0:
                return rest[1:i].replace("〈", "《").replace("〉", "》")
        return rest[1:]
    for ending in ("的通知", "通知", "的公告", "的函"):
        if rest.endswith(ending):
            # 转发…的通知的通知 is often collapsed to one 的通知: then the ending belongs to the inner title
            bare = _SEVERAL.sub("", rest.removesuffix(ending))
            return rest if keeps_ending and (bare.endswith("》") or genre_of(bare) is None) else bare
    return rest or None
