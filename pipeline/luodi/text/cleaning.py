"""Cleaning that keeps the way back: every character of the clean view knows where it came from."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"([^\s()（）])[(（]([a-zü{_TONES}ɑɡ]{{0,5}}[{_TONES}][a-zü{_TONES}ɑɡ]{{0,4}})[)）]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE_KEPT = frozenset("，。！？；：（）、“”‘’《》〈〉【】〔〕—…·「」『』")
_BLANKS = frozenset(" \u3000\u00a0\t")


@dataclass(frozen=True)
class Cleaned:
    """A clean view of a text. ``offsets[i]`` is the place in the original of character ``i``; one more is the end.

    >>> view = clean("２０２４ 年Ａ 項目", simplify=True)
    >>> view.text, view.original(5, 8)
    ('2024年A项目', (6, 10))
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that a half-open span of the view stands for."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def view(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the view that a span of the original falls on; dropped characters shrink it."""
        return bisect_left(self.offsets, start, 0, len(self.text)), bisect_left(self.offsets, end, 0, len(self.text))


def clean(text: str, *, simplify: bool = False, narrow: bool = True, close_spaces: bool = True) -> Cleaned:
    """A view of ``text`` for matching, never for quoting.

    ``narrow`` writes full-width digits, letters and ％ in half width (Chinese punctuation stays); ``close_spaces``
    drops blanks that touch a Chinese character or stand between digits and one; ``simplify`` turns traditional into
    simplified characters.
    """
    kept = _without_stray_blanks(text) if close_spaces else range(len(text))
    chars, offsets = [], []
    for i in kept:
        ch = text[i]
        if narrow and ch not in _WIDE_KEPT and "！" <= ch <= "～":
            ch = chr(ord(ch) - 0xFEE0)
        elif narrow and ch == "％":
            ch = "%"
        chars.append(_simple(ch) if simplify and ch > "\u2fff" else ch)
        offsets.append(i)
    return Cleaned("".join(chars), (*offsets, len(text)))


def simplify(text: str) -> str:
    """Traditional to simplified, character by character: the length stays the same.

    >>> simplify("關於轉發工作方案的通知")
    '关于转发工作方案的通知'
    """
    return "".join(_simple(ch) if ch > "\u2fff" else ch for ch in text)


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


def _without_stray_blanks(text: str) -> list[int]:
    """Places of the characters that stay: blanks between Chinese characters, or between one and a digit, go."""
    kept: list[int] = []
    blanks: list[int] = []
    last = ""
    for i, ch in enumerate(text):
        if ch in _BLANKS:
            blanks.append(i)
            continue
        if blanks and not _stray(last, ch):
            kept.extend(blanks)
        blanks = []
        kept.append(i)
        last = ch
    return kept + blanks


def _stray(left: str, right: str) -> bool:
    if not left or "\n" in (left, right):
        return False
    chinese = (left > "\u2fff", right > "\u2fff")
    return any(chinese) and (chinese[0] or left.isdigit()) and (chinese[1] or right.isdigit())


def _is_traditional(char: str) -> bool:
    return _HAN.match(char) is not None and _simple(char) != char


@cache
def _simple(char: str) -> str:
    from zhconv import convert

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves its dictionary open on first use
        changed: str = convert(char, "zh-hans")
    return changed if len(changed) == 1 else char
