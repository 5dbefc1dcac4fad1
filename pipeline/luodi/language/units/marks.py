"""Marks of items as texts name them: （三）, 第三条, ②, A-02, 第二部分, lists and ranges of these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luodi.text.items import HAN, NUMBER, RINGED
from luodi.text.numerals import parse_numeral

KIND = r"(?:条|项|款|点|件|部分|章|段|类|号)"
_ONE = (
    rf"(?:第?[（(]{NUMBER}[）)]{KIND}?|第{NUMBER}{KIND}?|[{RINGED}]{KIND}?"
    rf"|[A-Z]{{1,2}}[-－—.]?\d{{1,3}}{KIND}?|{NUMBER}{KIND}?)"
)
TO = r"(?:至|到|[—–~～]+|[-－](?=[第（(\dA-Z]))"
_SIDE_BY_SIDE = rf"(?<=[）)条项款点件分章段类号{RINGED}])"
LIST = rf"{_ONE}(?:\s*(?:{TO}|、|，|,|和|及|以及|{_SIDE_BY_SIDE})\s*{_ONE})*"
SURE = re.compile(rf"[（(]{NUMBER}[）)]|第{NUMBER}(?:{KIND}|[、至到—~～和])|[{RINGED}A-Z]|{NUMBER}{KIND}")
WORK = r"(?:任务|工作|措施|事项|内容|要求|目标)?"
NAMED = re.compile(rf"(?P<items>{LIST})(?:[两三四五六七八九十]|\d)?{KIND}?{WORK}")


def marks(items: str) -> tuple[str, ...]:
    """The marks a list of items names, ranges filled in: digits, in （） as written so, with letters as codes.

    >>> marks("（一）至（三）、（七）（八）"), marks("第1至3条、第20条"), marks("A2、A3"), marks("第二部分（三）")
    (('（1）', '（2）', '（3）', '（7）', '（8）'), ('1', '2', '3', '20'), ('A2', 'A3'), ('2部分', '（3）'))
    """
    found: list[str] = []
    span = False
    for piece in re.finditer(rf"(?P<to>{TO})|(?P<one>{_ONE})", items):
        if piece["to"]:
            span = True
            continue
        one = mark(piece["one"])
        if span and found:
            found += _between(found[-1], one)
        found.append(one)
        span = False
    return tuple(found)


def mark(written: str) -> str:
    """One mark in its plain form: （一） is （1）, （1） is (1), 第三条 is 3, ② is 2, A-02 is A2, 第二部分 is 2部分."""
    written = written.strip().translate(str.maketrans("()", "（）"))
    code = re.match(r"([A-Z]{1,2})[-－—.]?0*(\d+)", written)
    if code is not None:
        return code[1] + code[2]
    if written[0] in RINGED:
        return str(RINGED.index(written[0]) + 1)
    number = re.search(NUMBER, written)
    value = parse_numeral(number.group()) if number is not None else None
    plain = "" if value is None else str(int(value))
    if "（" in written:
        return f"（{plain}）" if number is not None and not number.group().isdigit() else f"({plain})"
    return plain + ("部分" if re.search("部分|章", written) else "")


def leading_items(cell: str) -> tuple[tuple[tuple[str, ...], ...], str] | None:
    """The places that a cell names first and the words behind them; None for a cell that names none.

    >>> leading_items("（一）至（三）"), leading_items("（一）建档"), leading_items("第二部分（三）")
    (((('（1）',), ('（2）',), ('（3）',)), ''), ((('（1）',),), '建档'), ((('2部分', '（3）'),), ''))
    >>> leading_items("建成公厕800座") is None
    True
    """
    # 二（一） is the first item of the second part
    cell = re.sub(rf"^({HAN}{{1,3}})(?=[（(])", r"第\1部分", cell.strip())
    found = NAMED.match(cell.strip())
    if found is None:
        return None
    behind = cell.strip()[found.end() :].strip(" 　.．、：:")
    if not SURE.search(found.group()) and behind:
        return None
    places: list[tuple[str, ...]] = []
    part: tuple[str, ...] = ()
    for one in marks(found["items"]):
        if one.endswith("部分"):
            part = (one,)
            places.append(part)
        elif part and places and places[-1] == part:
            places[-1] = (*part, one)
        else:
            places.append((*part, one))
    return tuple(places), behind


def _between(first: str, last: str) -> Iterator[str]:
    a, b = re.search(r"\d+", first), re.search(r"\d+", last)
    if a is None or b is None:
        return
    for n in range(int(a.group()) + 1, int(b.group())):
        yield first[: a.start()] + str(n) + first[a.end() :]
