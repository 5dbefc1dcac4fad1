"""Keys of document numbers and titles: two ways of writing one document's name give one key."""

from __future__ import annotations

import re
from functools import lru_cache

from luodi.text.doc_number import NUMBER, normal_form
from luodi.text.titles import normal_title

_WORD = re.compile(r"[\u4e00-\u9fff]{1,12}$")
_QUOTED = re.compile(r"[《〈]([^《》〈〉]{4,})[》〉]")
_ABOUT = re.compile(r"关于(.+)$", re.S)
_TAIL = re.compile(r"的?(?:通知|函)$")
_ISSUED = re.compile(r"^(?:关于)?(?:印发|发布|公布|转发|批转)")
_ISSUES = re.compile(r"(?:印发|发布|公布|颁布|印送)$")
_MARK = re.compile("[《》]")
_MIN_KEY = 8


def bare(key: str) -> str:
    """A number's key without the issuer's word, as minutes bear it.

    >>> bare("专题会议纪要〔2019〕14号")
    '〔2019〕14号'
    """
    return key[max(0, key.find("〔")) :]


def numbers_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[list[str], int, int]]:
    """The document numbers named in a text: possible keys, the longest word first, and the span.

    Where the issuer's word begins is not marked in running text (根据江教体〔2024〕18号), so every ending of the words
    before the bracket is a possible key.
    """
    stop = len(text) if end is None else end
    found = []
    for match in NUMBER.finditer(text, start, stop):
        word = _WORD.search(text[max(start, match.start() - 12) : match.start()])
        if word is not None:
            keys = [normal_form(word.group()[i:], match) for i in range(len(word.group()))]
            found.append((keys, match.start() - len(word.group()), match.end()))
    return found


@lru_cache(maxsize=65536)
def title_keys(title: str | None) -> tuple[str, ...]:
    """The keys under which a title is known: whole, without its issuer, and the name it quotes; the best first.

    >>> title_keys("江澜省教育厅关于印发《校园食品安全行动方案》的通知")[-1]
    '校园食品安全行动方案'
    """
    if not title:
        return ()
    flat = re.sub(r"\s+", "", title)
    found = [normal_title(flat)]
    about = _ABOUT.search(flat)
    if about is not None:
        found.append(normal_title(about.group(1)))
    found.extend(normal_title(m.group(1)) for m in _QUOTED.finditer(flat))
    issued = _ISSUED.sub("", about.group(1)) if about is not None else ""
    if issued and about is not None and issued != about.group(1):
        found.append(normal_title(_TAIL.sub("", issued)))
    return tuple(dict.fromkeys(k for k in found if len(k) >= _MIN_KEY))


@lru_cache(maxsize=65536)
def own_title_keys(title: str | None) -> tuple[str, ...]:
    """The keys under which a document itself is known: a name it quotes is its own only where it issues it.

    >>> own_title_keys("实施《中华人民共和国促进科技成果转化法》若干规定")
    ('实施中华人民共和国促进科技成果转化法若干规定',)
    """
    if not title:
        return ()
    flat = re.sub(r"\s+", "", title)
    foreign = {normal_title(m.group(1)) for m in _QUOTED.finditer(flat) if not _ISSUES.search(flat[: m.start()])}
    return tuple(k for k in title_keys(title) if k not in foreign)


def quoted_names(text: str) -> list[str]:
    """The outermost names in 《》 that a text mentions, in order.

    >>> quoted_names("根据《关于印发《甲》的通知》和《乙》")
    ['关于印发《甲》的通知', '乙']
    """
    found = []
    depth, begin = 0, 0
    for mark in _MARK.finditer(text):
        if mark.group() == "《":
            begin = mark.end() if depth == 0 else begin
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(text[begin : mark.start()])
    return found
