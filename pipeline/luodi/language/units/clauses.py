"""The clause of a sentence that says who answers for what the rest of it asks (…，由省水利厅牵头、省财政厅配合)."""

from __future__ import annotations

import re

from luodi.text.numerals import parse_numeral

from .names import is_actor, split_names
from .responsibility import Responsibility, read_responsibility

_CLAUSE = re.compile(
    r"(?:^|[，；：])(?:[^，。；：由]{0,8}由)?(?P<units>[^，。；：（）“”]{2,40}牵头(?:负责)?[、，][^，。；：（）“”]{2,40}(?:配合|协助|参与)"
    r"|(?<!，)(?<!；)(?<!：)[^，。；：（）“”的]{3,20}(?<!谁)负责)(?=[，。；]|$)"
)
_CLOSING = re.compile(
    r"[，；](?P<by>(?:[^，。；：由]{0,8}由)?)(?P<units>[^，。；：“”的由]{3,50}?)(?:按(?:照)?(?:各自)?职责(?:分工)?|分别|共同|具体|统一)*"
    r"(?P<act>负责(?!人)[^，。；]{0,10}|牵头[^，。；、]{0,6}|落实|监督|督导|指导|查处|考核|分担|承担|做好[^，。；]{2,10})[。；]?$"
)
_NAMED = re.compile(r"^(?:[省市县区州盟旗]|团[省市县])(?!级|直).{1,16}(?:[局厅委办署部]|办公[厅室]|联|总队|支队|中心)$")
_ITEM = re.compile(
    r"(?P<item>第[一二三四五六七八九十]|[（(][一二三四五六七八九十\d]{1,3}[）)])(?:项|条)(?:任务|工作|措施)?由"
)
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
_NTH = (
    rf"(?:第{_NUMBER}|[（(]{_NUMBER}[）)])(?:项|条)?"
    rf"(?:(?:、|和|及|至|到|—)(?:第?{_NUMBER}|[（(]{_NUMBER}[）)])(?:项|条)?)*"
)
_EXCEPTED = re.compile(
    rf"[，；。]?(?:其中)?[，：]?(?P<items>{_NTH})(?:任务|工作|措施|事项)?由(?P<units>[^，。；：由（）]{{2,40}}?)(?:总?牵头|负责|主办)"
    r"(?:负责|落实|实施)?(?=[，。；）)]|$)"
)
_ASIDE = re.compile(r"[，；。]?其中")
_EVERY = re.compile(r"^各.{1,12}(?:政府|[局厅委])$")


def named_department(name: str) -> bool:
    """Whether a name is one certain department of a place and no class of bodies.

    >>> named_department("省水利厅"), named_department("县级财政"), named_department("各市人民政府")
    (True, False, False)
    """
    return _NAMED.match(name) is not None and is_actor(name)


def named_inside(body: str) -> Responsibility | None:
    """Who leads and supports by a clause of the sentence that says nothing but this.

    >>> named_inside("省水利厅牵头、省财政厅配合，2024年底前建成泵站3处。").lead
    ('省水利厅',)
    """
    clause = _CLAUSE.search(body)
    return None if clause is None else read_responsibility(f"（{clause['units']}）")


def named_last(body: str) -> Responsibility | None:
    """The departments that the last clause of a sentence makes answer for it.

    Of several the first leads; 甲、乙负责 and 由甲、乙分担 tell both alike.

    >>> named_last("各市每季度举办一场招聘会，由省人社厅、省残联指导。")
    Responsibility(lead=('省人社厅',), support=('省残联',), rest='')
    >>> named_last("每班不少于2人，由各市文物局会同市公安局督导。").support
    ('市公安局',)
    >>> named_last("餐馆不得倾倒泔水，市城管局负责查处。").lead
    ('市城管局',)
    """
    clause = _CLOSING.search(body)
    if clause is None:
        return None
    names = [n for piece in split_names(clause["units"]) for n in piece.split("会同")]
    if not names or not all(named_department(n) or (clause["by"] and _EVERY.match(n)) for n in names):
        return None
    if clause["act"] == "分担" or (clause["act"] == "负责" and not clause["by"]):
        return Responsibility(tuple(names))
    return Responsibility((names[0],), tuple(names[1:]))


def by_item(line: str) -> dict[str, Responsibility]:
    """Who answers for which item, where one line tells it of several; empty for any other line.

    >>> found = by_item("（（三）项由省水利厅牵头，省财政厅配合；（四）项由省民政厅负责）")
    >>> [(item, duty.lead, duty.support) for item, duty in found.items()]
    [('（三）', ('省水利厅',), ('省财政厅',)), ('（四）', ('省民政厅',), ())]
    """
    body = line.strip().rstrip("。；;")
    body = body[1:-1] if body[:1] in "（(" and body[-1:] in "）)" else body
    marks = list(_ITEM.finditer(body))
    stops = [*(m.start() for m in marks[1:]), len(body)]
    found: dict[str, Responsibility] = {}
    for mark, stop in zip(marks, stops, strict=False):
        part = body[mark.end() : stop].strip("，,；;、。 ")
        duty = read_responsibility(f"（{part}）", first_is_lead=True)
        if duty is not None:
            found[mark["item"].translate(str.maketrans("()", "（）"))] = duty
    return found


def without_exceptions(line: str) -> str:
    """A line of units without what it says of single items (…，其中第十项由市民政局牵头).

    >>> without_exceptions("（责任单位：市教育局、市财政局，其中第三项由市财政局牵头）")
    '（责任单位：市教育局、市财政局）'
    """
    start = _ASIDE.search(line)
    return line if start is None else line[: start.start()] + _EXCEPTED.sub("", line[start.start() :])


def exceptions(line: str) -> dict[int, tuple[str, ...]]:
    """Who leads in the single items that a line of units excepts from what it says of all, by the items' numbers.

    >>> exceptions("（责任单位：市教育局、市财政局，其中第三、四项由市财政局牵头，第六项由市教育局牵头）")
    {3: ('市财政局',), 4: ('市财政局',), 6: ('市教育局',)}
    """
    found: dict[int, tuple[str, ...]] = {}
    start = _ASIDE.search(line)
    for clause in _EXCEPTED.finditer(line, start.start()) if start is not None else ():
        named = [item_number(n) for n in re.findall(_NUMBER, clause["items"])]
        numbers = [n for n in named if n is not None]
        if re.search(r"[至到—]", clause["items"]) and len(numbers) == 2:
            numbers = [*range(numbers[0], numbers[1] + 1)]
        found.update(dict.fromkeys(numbers, tuple(split_names(clause["units"]))))
    return found


def item_number(written: str) -> int | None:
    """The number of an item however it is written; None for what is no number.

    >>> item_number("（十二）"), item_number("12."), item_number("第三条"), item_number("附")
    (12, 12, 3, None)
    """
    number = re.search(_NUMBER, written)
    value = parse_numeral(number.group()) if number is not None else None
    return None if value is None else int(value)
