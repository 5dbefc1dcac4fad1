"""Which characters of a file become the text: damage goes, what was written stays.

Into the immutable text go the words as written, blanks in a row as one. Not words are: zero-width and control
characters, byte-order marks, spliced pinyin, compatibility code points that only a font's table explains (⼀ U+2F00
for 一). Half and full width, spaces and traditional characters stay as written.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from luodi.records import Notice
from luodi.text.pinyin import strip_pinyin

_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_DIGITS_DASH = re.compile("(?<=[0-9])\u00ad(?=[0-9])")
"""A soft hyphen between digits (2014\u00ad2020) is a dash that some font's table calls so."""
_BLANKS = re.compile("[\t\u000b\u000c\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_RISKY = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2e80-\u2fdf\ud800-\uf8ff"
    "\uf900-\ufaff\ufe00-\ufe0f\ufeff\ufff9-\uffff\U0002f800-\U0002fa1f\U000f0000-\U0010ffff]"
)
_MISSING = "〓"
_SYMBOLS = {
    "\uf0b7": "·",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0e0": "→",
    "\uf020": " ",
}
_GB18030 = dict(
    zip(
        "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864\ue7c7",
        "\U00020087\U00020089\U000200cc\u9fb4\u9fb5\u9fb6\u9fb7\U000215d7\u9fb8\U0002298f\u9fb9\u9fba\U000241fe\u9fbb\u1e3f",
        strict=True,
    )
)
"""Characters that GB 18030-2005 still had in the private area, by the code points they have had since."""
_STOP = re.compile("(?<![\\d.])(\\d{1,2})[\ue000-\uf8ff](?=[\u4e00-\u9fff])")
"""The full stop after an item's number, as some editing systems export it."""
_GAP = re.compile("[ \u3000]{2,}")
_SPREAD = re.compile("(?:[\u4e00-\u9fff\u3007《》“”（）][ \u3000]){5,}[\u4e00-\u9fff\u3007《》“”（）]")
"""A line whose letters are spread over the width (关 于 开 展 排 查 的 通 知): the blanks are typography."""
_SPREAD_BLANK = re.compile("[ \u3000]")


def is_spread(line: str) -> bool:
    """Whether the letters of a line are spread over its width.

    >>> is_spread("关 于 开 展 排 查 的 通 知"), is_spread("霁川县教育局 霁川县公安局")
    (True, False)
    """
    return _SPREAD.fullmatch(line) is not None


class Tidier:
    """Cleans lines of one document and remembers what was found, for its notices."""

    def __init__(self) -> None:
        self.private = 0
        self.pinyin = 0

    def line(self, text: str, offsets: list[int] | None = None) -> tuple[str, list[int]]:
        """A clean line without blanks at its ends, and where the given offsets of the raw line come to lie."""
        text = text.replace("\n", " ")
        cuts = [0, *(offsets if offsets is not None else ()), len(text)]
        pieces = [self._characters(text[a:b]) for a, b in pairwise(cuts)]
        if "(" in text or "（" in text:
            whole, count = strip_pinyin("".join(pieces))
            if count:
                self.pinyin += count
                pieces = [whole] if len(pieces) == 1 else [strip_pinyin(piece)[0] for piece in pieces]
        pieces = [_GAP.sub(_one_blank, piece) for piece in pieces]
        joined = "".join(pieces)
        lead = len(joined) - len(joined.lstrip())
        body = joined.strip()
        if not offsets and is_spread(body):
            return _SPREAD_BLANK.sub("", body), []
        placed, at = [], 0
        for piece in pieces[:-1]:
            at += len(piece)
            placed.append(min(max(0, at - lead), len(body)))
        return body, placed

    def cell(self, text: str) -> str:
        """A table cell on one line; a bar inside it becomes ｜, so that the row can be told apart again."""
        return self.line(text.replace("|", "｜"))[0]

    def notices(self) -> list[Notice]:
        """What the user should know about the characters."""
        found = []
        if self.pinyin:
            message = f"正文混入拼音 {self.pinyin} 处，已剔除后判读"
            found.append(Notice(code="pinyin_spliced", message=message))
        if self.private:
            message = f"有 {self.private} 个字符不在通用字符集内，显示为“{_MISSING}”"
            found.append(Notice(code="private_characters", message=message))
        return found

    def _characters(self, text: str) -> str:
        if _RISKY.search(text) is None:
            return text
        text = _BLANKS.sub(" ", _DROPPED.sub("", _DIGITS_DASH.sub("-", _SURROGATES.sub("", text))))
        text = _RADICALS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
        return _PRIVATE.sub(self._private, _STOP.sub(r"\1.", text.lstrip(_leading(text))))

    def _private(self, match: re.Match[str]) -> str:
        known = _SYMBOLS.get(match.group(), _GB18030.get(match.group()))
        if known is not None:
            return known
        self.private += 1
        return _MISSING


def _one_blank(match: re.Match[str]) -> str:
    """Blanks in a row only set words apart; how many there are differs from format to format."""
    start, end, text = match.start(), match.end(), match.string
    latin = text[max(0, start - 1) : start] < "\u2000" and text[end : end + 1] < "\u2000"
    return " " if latin else "\u3000"


def _leading(text: str) -> str:
    """Private characters at the head of a line are indents of a web editor."""
    head = ""
    for ch in text:
        if not (ch.isspace() or ("\ue000" <= ch <= "\uf8ff" and ch not in _SYMBOLS)):
            break
        head += ch
    return head
