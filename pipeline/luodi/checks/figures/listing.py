"""So many are told, and so many are listed: names around a number, 一是…二是…, numbered rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luodi.records import Table
from luodi.text.numerals import parse_numeral

from .contradiction import Contradiction
from .statements import Book

_COUNT = r"(?P<count>[两二三四五六七八九十]|\d{1,2})"
_NAMED = re.compile(
    rf"(?<![\d一二三四五六七八九十第])(?:等|共|这)?{_COUNT}(?:个|家|座|所|条|处|支|名)?"
    r"(?P<thing>镇|乡|街道|社区|村|县|区|市|局|部门|单位|学校|小学|中学|幼儿园|医院|公园|公司|企业|路口|广场|车站|水库|片区|园区)"
)
_ANNOUNCED = re.compile(
    rf"(?<![\d一二三四五六七八九十第]){_COUNT}(?:项|个|类|种|条|大|张|本|道)(?P<thing>[\u4e00-\u9fff]{{0,4}}[\u4e00-\u9fff]{{2}})"
    r"(?:：|，(?:即|分别[为是])|，包括)(?P<list>[^，。；：\n|]{4,80})(?=[，。；])"
)
_ORDERED = re.compile(
    rf"(?<![\d一二三四五六七八九十第]){_COUNT}(?:项|个|条|点|大|方面|个方面|种|类)[\u4e00-\u9fff]{{0,12}}[：:。，]\s*"
    r"(?P<first>一是|第一，|（一）|（1）|①)"
)
_ORDINALS = "一二三四五六七八九十"
_MARKED = {
    "一是": [f"{o}是" for o in _ORDINALS],
    "第一，": [f"第{o}，" for o in _ORDINALS],
    "（一）": [f"（{o}）" for o in _ORDINALS],
    "（1）": [f"（{i}）" for i in range(1, 11)],
    "①": list("①②③④⑤⑥⑦⑧⑨⑩"),
}
_BETWEEN = re.compile(r"、|和|及|与|以及")
_LISTED = re.compile(r"清单|如下|下表|见表|列表")
_LONG = 600
"""Characters of a list in brackets beyond which it is likely to be of several levels."""
_CLOSE = 2
"""Items by which a list may be off and still be meant to be the one told."""


def contradictions(book: Book, tables: Sequence[Table]) -> Iterator[Contradiction]:
    """All lists of a text that are longer or shorter than what is told of them."""
    for a, b, _ in book.sentences:
        yield from _before(book.text, a, b)
        yield from _behind(book.text, a, b)
    yield from _ordered(book.text)
    for table in tables:
        yield from _rows(book, table)


def _before(text: str, a: int, b: int) -> Iterator[Contradiction]:
    """柳河镇、石桥镇、沙口镇、青山镇5个镇: names that end in what is counted; behind 等 there may be more."""
    for told in _NAMED.finditer(text, a, b):
        head = re.split(r"[，。；：（）“”|\n]", text[a : told.start()])[-1]
        names = [name for name in _BETWEEN.split(head) if name]
        thing, number = told["thing"], int(parse_numeral(told["count"]) or 0)
        if len(names) < 2 or "、" not in head or not all(n.endswith(thing) and len(n) > len(thing) for n in names):
            continue
        if any(re.search(r"\d|各|等|所有|其他|有关|相关", n) for n in names) or head.rstrip().endswith("的"):
            continue
        if len(names) > number or (len(names) < number and not told.group().startswith("等")):
            yield _clash(a, b, f"列出{'、'.join(names)}共{len(names)}个，文中写{told.group().lstrip('等共这')}")


def _behind(text: str, a: int, b: int) -> Iterator[Contradiction]:
    """四项制度：值班制度、点检制度、回复制度: all named alike, and another number of them."""
    for told in _ANNOUNCED.finditer(text, a, b):
        thing, names = told["thing"][-2:], told["list"].split("、")
        alike = len(names) > 1 and all(n.endswith(thing) and len(n) > 2 for n in names)
        if alike and not re.search(r"[等和及与]|\d", told["list"]) and len(names) != parse_numeral(told["count"]):
            yield _clash(a, b, f"写明{told['count']}个“{thing}”，列出的是{len(names)}个：{told['list']}")


def _ordered(text: str) -> Iterator[Contradiction]:
    """五项措施：一是…二是…三是…四是…: as many as are told must be counted, up to where counting begins anew."""
    for told in _ORDERED.finditer(text):
        number, marks = int(parse_numeral(told["count"]) or 0), _MARKED[told["first"]]
        again = text.find(told["first"], told.end())
        rest = text[told.start("first") : again if again >= 0 else len(text)]
        line = rest.split("\n")[0]
        if told["first"] != "一是" and (len(line) > _LONG or "一是" in line):
            continue
        counted = next((i for i, mark in enumerate(marks) if mark not in line), len(marks))
        more = counted < len(marks) and (marks[counted] in rest or f"{_ORDINALS[counted]}、" in rest)
        if 2 <= counted != number <= len(marks) and not more and abs(counted - number) <= _CLOSE:
            end = told.start("first") + len(line)
            yield _clash(told.start(), end, f"写明{told['count']}项，逐一列出的是{counted}项")


def _rows(book: Book, table: Table) -> Iterator[Contradiction]:
    """梳理出问题6个，清单如下 above a table whose rows are numbered up to 5."""
    numbers = [row[0].text.strip() for row in table.rows[max(table.header_rows, 1) :] if row]
    head = table.rows[0][0].text.strip() if table.rows and table.rows[0] else ""
    before = [place for place, s in enumerate(book.sentences) if s[1] <= table.start]
    if head != "序号" or len(numbers) < 2 or numbers != [str(i + 1) for i in range(len(numbers))] or not before:
        return
    a, b, _ = book.sentences[before[-1]]
    if not _LISTED.search(book.text, a, b) or book.text[b : table.start].strip("\n |"):
        return
    told = [s for s in book.by_place[before[-1]] if s.figure.unit]
    near = [s for s in told if abs(s.value - len(numbers)) <= _CLOSE]
    if len(told) == 1 and near and near[0].value != len(numbers):
        reason = f"文中写{near[0].figure.text}，清单列的是{len(numbers)}行"
        yield Contradiction(((a, b), (table.rows[-1][0].start, table.rows[-1][-1].end)), reason, 0.75, "integrity.list")


def _clash(a: int, b: int, reason: str) -> Contradiction:
    return Contradiction(((a, b),), reason, 0.75, "integrity.list")
