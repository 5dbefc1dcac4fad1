"""Pinyin that web converters splice into a text: taken out, with the characters it stood for."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from functools import cache

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"([^\s()（）])[(（]([a-zü{_TONES}ɑɡ]{{0,5}}[{_TONES}][a-zü{_TONES}ɑɡ]{{0,4}})[)）]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def strip_pinyin(text: str) -> tuple[str, int]:
    """Undo pinyin spliced in by web converters; returns the text and how many places were mended.

    A bracket with toned pinyin is damage when the character before it is a traditional one (it then becomes the
    simplified one, which the converter had replaced) or is itself lost; beside a simplified character it is an author's
    note and stays.

    >>> strip_pinyin("轉(zhuǎn)發(fā)到各縣，防止草木阈(yù)值偏低")
    ('转发到各縣，防止草木阈(yù)值偏低', 2)
    """
    if _PINYIN.search(text) is None:
        return text, 0
    known = Counter[tuple[str, str]]()
    for match in _PINYIN.finditer(text):
        if _is_traditional(match[1]):
            known[match[2], _simple(match[1])] += 1
    best = {sound: char for (sound, char), _ in reversed(known.most_common())}
    mended = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal mended
        if _is_traditional(match[1]):
            mended += 1
            return _simple(match[1])
        if not _HAN.match(match[1]) and match[2] in best:
            mended += 1
            return best[match[2]]
        return match[0]

    return _PINYIN.sub(mend, text), mended


def _is_traditional(char: str) -> bool:
    return _HAN.match(char) is not None and _simple(char) != char


@cache
def _simple(char: str) -> str:
    from zhconv import convert

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves its dictionary open on first use
        changed: str = convert(char, "zh-hans")
    return changed if len(changed) == 1 else char
