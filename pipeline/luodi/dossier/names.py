"""Keys of document numbers and titles: two ways of writing one document's name give one key."""

from __future__ import annotations

import re
from functools import lru_cache

NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{1,12}?)[〔\[［【（(﹝]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］】）)﹞]\s*第?\s*(?P<serial>\d{1,5})\s*号"
)
"""A 发文字号 in running text; brackets of any kind."""

_DROP = re.compile(r"[\s《》〈〉“”\"'‘’（）()〔〕\[\]、，,。.：:；;—\-－_·•]+")
_QUOTED = re.compile(r"[《〈]([^《》〈〉]{4,})[》〉]")
_ABOUT = re.compile(r"关于(.+)$", re.S)
_TAIL = re.compile(r"的?(?:通知|函)$")
_ISSUED = re.compile(r"^(?:关于)?(?:印发|发布|公布|转发|批转)")
_MIN_KEY = 8


@lru_cache(maxsize=65536)
def number_key(number: str | None) -> str | None:
    """One spelling of a document number, None when it is none.

    >>> number_key("江教体[2024] 018号") == number_key("江教体〔2024〕18号")
    True
    """
    if not number:
        return None
    found = NUMBER.search(re.sub(r"\s+", "", number))
    if found is None:
        return _DROP.sub("", number) or None
    return f"{found['word']}〔{found['year']}〕{int(found['serial'])}号"


def numbers_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """The document numbers named in a text as (key, start, end)."""
    stop = len(text) if end is None else end
    return [
        (f"{m['word']}〔{m['year']}〕{int(m['serial'])}号", m.start(), m.end())
        for m in NUMBER.finditer(text, start, stop)
    ]


@lru_cache(maxsize=65536)
def title_keys(title: str | None) -> tuple[str, ...]:
    """The keys under which a title is known: whole, without its issuer, and the name it quotes; the best first.

    >>> title_keys("江澜省教育厅关于印发《校园食品安全行动方案》的通知")[-1]
    '校园食品安全行动方案'
    """
    if not title:
        return ()
    flat = re.sub(r"\s+", "", title)
    found = [_DROP.sub("", flat)]
    about = _ABOUT.search(flat)
    if about is not None:
        found.append(_DROP.sub("", about.group(1)))
    found.extend(_DROP.sub("", m.group(1)) for m in _QUOTED.finditer(flat))
    issued = _ISSUED.sub("", about.group(1)) if about is not None else ""
    if issued and about is not None and issued != about.group(1):
        found.append(_DROP.sub("", _TAIL.sub("", issued)))
    return tuple(dict.fromkeys(k for k in found if len(k) >= _MIN_KEY))


def quoted_names(text: str) -> list[str]:
    """Names in 《》 that a text mentions, outermost and inner ones."""
    found = []
    depth, begin = 0, 0
    for i, ch in enumerate(text):
        if ch == "《":
            if depth == 0:
                begin = i + 1
            depth += 1
        elif ch == "》" and depth:
            depth -= 1
            if depth == 0:
                found.append(text[begin:i])
    return found
