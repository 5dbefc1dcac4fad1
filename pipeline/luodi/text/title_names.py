"""The names by which a document is cited.

``title_names`` are what it is called: two titles that share one name the same document, however short. ``title_keys``
are what it may be found by, the best first: also what follows 关于 and the names it quotes, which may be another's, so
that a key tells something only where it is long.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .titles import normal_title, parse_title

_YEARS_END = re.compile(r"(?<=[^0-9年])(?:19|20)[0-9]{2}(?:(?:19|20)?[0-9]{2})?年?(?:试行)?$")
_QUOTED = re.compile(r"[《〈]([^《》〈〉]{4,})[》〉]")
_ABOUT = re.compile(r"关于(.+)$", re.S)
_TAIL = re.compile(r"的?(?:通知|函)$")
_ISSUED = re.compile(r"^(?:关于)?(?:印发|发布|公布|转发|批转)")
_ISSUES = re.compile(r"(?:印发|发布|公布|颁布|印送)$")
_MARK = re.compile("[《》]")
_MIN_KEY = 8
"""Characters of a name that are enough to look a document up by."""


class TitleNames(NamedTuple):
    """The normal forms under which a document may be cited: ``full`` as written, ``bare`` without a plan's years.

    Years are often left out, but two plans of different years are two plans: ``bare`` is compared with ``full`` only.
    """

    full: frozenset[str]
    bare: frozenset[str]


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles name the same document, one of them perhaps only by its inner title or without its organ.

    >>> same_title("江省政府办公厅关于印发《治水方案》的通知", "治水方案")
    True
    >>> same_title("治水行动方案", "治水行动方案（2024—2026年）"), same_title("治水方案", "治水方案实施细则")
    (True, False)
    """
    left, right = title_names(one), title_names(other)
    return bool(left.full & right.full or left.bare & right.full or left.full & right.bare)


@lru_cache(maxsize=8192)
def title_names(title: str | None) -> TitleNames:
    """The names of a title, for looking up many titles at once where ``same_title`` would compare all with all.

    >>> sorted(title_names("江省政府关于治水的意见").full)
    ['关于治水意见', '江省政府关于治水意见']
    """
    full = frozenset(_names(title))
    return TitleNames(full, frozenset(_YEARS_END.sub("", name) for name in full))


def _names(title: str | None) -> set[str]:
    """The normal forms under which a document may be cited."""
    if not title:
        return set()
    names = {normal_title(title)}
    parts = parse_title(title)
    if parts.organ:
        names.add(normal_title(parts.subject))
    if parts.inner and not parts.passes_on:
        names.add(normal_title(parts.inner))
        nested = parse_title(parts.inner)
        if nested.organ:
            names.add(normal_title(nested.subject))
    return {bare for n in names if len(bare := n.replace("的", "")) >= 4}


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
