"""What a contradiction of figures is, and the words around figures that all its checks look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luodi.text.sentences import between_marks, sentence_spans

from .written import Figure

Sentence = tuple[int, int, list[Figure]]
"""Start, end and figures of a sentence."""

BODY = "(?:[省市县区州旗镇乡盟国校院局厂所站馆村园场队矿港司]|街道?|社区|系统|行业|集团|公司|中心)"
"""What a unit that speaks of itself may be: 全县, 我校, 本公司."""
WHOLE = re.compile(
    r"应|共|总数|受理|收到|接到|发现|排查|查出|检出|登记|建档|纳入|任务|计划|下达|安排|需|在册|现有|原有|涉及|征集|反馈|交办|合计|总投资"
)
"""Words before a number that is what there is, or is to be done."""
DONE = re.compile(
    r"完成|整改|办结|解决|处理|清理|拆除|销号|修复|治理|建成|交付|答复|化解|清退|淘汰|注销|拨付|支付|兑付|发放|到账|改造|安装|更换|支出|使用|"
    r"关停|撤[并销]|已|[\u4e00-\u9fff](?:好|完|掉|成|出)了?$|了$"
)
"""Words before a number that is what was done of it."""
_APART = re.compile(r"另|其中|此外|除此|不含|不包括|未列|未计|没有计|没有算|本级|直属|[市县区省]直")
_PEOPLE = frozenset({"人", "名", "位"})
_UNIT_NOTE = re.compile(r"（[^）]*）")


@dataclass(frozen=True)
class Contradiction:
    """Statements that exclude each other: their places in the text, the computation in Chinese, a confidence."""

    spans: tuple[tuple[int, int], ...]
    reason: str
    confidence: float
    rule: str


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of a text, those in rows of tables cell by cell.

    >>> text = "全县现有校车268辆。\\n|照管员|配了268名；\\n均已上岗|"
    >>> [text[a:b] for a, b in statements(text)]
    ['全县现有校车268辆。', '照管员', '配了268名；', '均已上岗']
    """
    for start, end in sentence_spans(text):
        at = start
        while at < end:
            stop = text.find("|", at, end)
            stop = end if stop < 0 else stop
            if text[at:stop].strip():
                yield at, stop
            at = stop + 1


def same_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures count in one unit: 套（间） and 套 are one, and so are 人 and 名."""
    return bool(one.unit) and _plain_unit(one.unit) == _plain_unit(other.unit)


def _plain_unit(unit: str) -> str:
    return "人" if unit in _PEOPLE else _UNIT_NOTE.sub("", unit)


def clause(text: str, place: int) -> str:
    """The words between two marks around a place."""
    left, right = between_marks(text, place, place)
    return text[left:right]


def told_apart(text: str, sentences: Sequence[Sentence], one: Figure, other: Figure) -> bool:
    """Whether that by which two numbers differ is told as counted apart: 另有服务区2座, 此外市本级投入20万元."""
    off, slack = abs(one.value - other.value), one.fine + other.fine + 1e-9
    return any(
        same_unit(n, one) and abs(n.value - off) <= slack + n.fine and _APART.search(text, max(a, n.start - 24), n.end)
        for a, _, numbers in sentences
        for n in numbers
    )
