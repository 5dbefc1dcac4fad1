"""Marks of items as official texts set them: 第三条, 一、 （一） 1. （1） ① 2.1 A-02, 一是 in running text.

Source: GB/T 9704-2012, 7.3.3, for the four levels; 立法技术规范 for 编 章 节 条. Everything that asks whether a line,
a sentence or a cell is numbered builds its pattern from the pieces here.
"""

from __future__ import annotations

import re

HAN = "[一二三四五六七八九十百零〇]"
NUMBER = rf"(?:{HAN}{{1,5}}|\d{{1,3}})"
"""The number in a mark, in characters or figures."""
RINGED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ARTICLE = rf"第{NUMBER}[编章节条]"
CLAUSE = rf"{HAN}{{1,5}}、"
BRACKETED = rf"[（(]{NUMBER}[）)]"
FIGURE = r"\d{1,3}(?:[.．、](?!\d)|[.．](?=20\d\d年))"
"""1. and 1、, but not 1.5; behind it a year may follow at once: 4.2024年…"""
DECIMAL = r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?=[\s　])"
CODE = r"[A-Z]{1,2}[-－]\d{1,3}"
MARK = f"(?:{ARTICLE}|{CLAUSE}|{BRACKETED}|{DECIMAL}|{FIGURE}|[{RINGED}])"
"""Any mark that a line may begin with, for use inside other patterns; tables and targets number by CODE too."""

LEADING = re.compile(rf"^{MARK}\s*")
"""The mark at the beginning of a line, with the blanks behind it."""
TOLD = re.compile("^[一二三四五六七八九十](?:是|要)")
"""What tells items apart in running text: 一是…；二要…"""
SERIAL = re.compile(rf"[（(]?{NUMBER}[)）]?[、.．]?")
"""A serial number that is all a cell holds (for ``fullmatch``)."""
_NUMBERS = re.compile(rf"(?:{HAN}|[\d{RINGED}])+")


def without_mark(text: str) -> str:
    """A line without the mark that it begins with.

    >>> without_mark("（三）新建公厕"), without_mark("2.1　新建公厕"), without_mark("1.5万亩")
    ('新建公厕', '新建公厕', '1.5万亩')
    """
    return LEADING.sub("", text)


def shape(mark: str) -> str:
    """What marks of one list have in common.

    >>> shape("（三）") == shape("（四）"), shape("3.") == shape("三、")
    (True, False)
    """
    return _NUMBERS.sub("#", mark.strip())
