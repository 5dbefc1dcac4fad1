"""Keys of document numbers: two ways of writing one number give one key."""

from __future__ import annotations

import re

from luodi.text.doc_number import NUMBER, normal_form

_WORD = re.compile(r"[\u4e00-\u9fff]{1,12}$")


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
