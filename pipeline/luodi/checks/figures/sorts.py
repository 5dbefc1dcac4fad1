"""What the names of items say of a list: like sorts, opposites, the parts of a year, traits that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .contradiction import same_unit
from .written import Figure

_TRAIT = re.compile(r"女|少数民族|岁|本科|硕士|博士|研究生|大专|学历|党员|残疾|脱贫|困难|高级职称|低保|老年|未成年")
_REST_NAMED = re.compile(r"其余|其他|其它|未|余下")
_NEGATED = re.compile(r"(?:未|非|无|不|没有?|尚未)(?=[\u4e00-\u9fff]{2})")
_COMPLEMENTS = (
    (re.compile(r"主城区|市区|城区|市辖区|中心城区|市本级|市直"), re.compile(r"县|乡|镇|农村|郊区")),
    (re.compile(r"城镇|城市"), re.compile(r"农村|乡村")),
    (re.compile(r"新建"), re.compile(r"改建|改造|续建")),
    (re.compile(r"公办|公立|国有"), re.compile(r"民办|民营")),
    (re.compile(r"线上|网上"), re.compile(r"线下|现场|窗口")),
    (re.compile(r"窗口|现场|上门"), re.compile(r"网上|线上|电话|网络")),
    (re.compile(r"中央|省级|市级|上级|财政"), re.compile(r"县级|区级|配套|自筹|本级|社会")),
    (re.compile(r"市级|县级|区级|县本级|区本级"), re.compile(r"街道|乡镇|镇街|镇村")),
    (re.compile(r"团体|单位"), re.compile(r"个人|街头|散户")),
    (re.compile(r"企业|单位"), re.compile(r"个人|个体")),
    (re.compile(r"属实|成立"), re.compile(r"不属实|不成立")),
    (re.compile(r"男"), re.compile(r"女")),
)
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_CLASS = re.compile(r"[A-DⅠ-Ⅳ一二三四甲乙丙丁]$")


def traits(items: Sequence[Figure]) -> bool:
    """Whether a list tells traits (女党员, 35岁以下), which count some people twice, so that it is never complete."""
    return any(_TRAIT.search(n.label) for n in items) and not any("男" in n.label for n in items)


def rest_named(items: Sequence[Figure]) -> bool:
    """Whether an item is all that the others are not."""
    return any(_REST_NAMED.search(n.label) for n in items)


def likeness(items: Sequence[Figure]) -> int:
    """How much the names of items are alike: 2 for a word of two characters at their end or classes (A级, B级), 1 for
    one character at either end, 0 for none."""
    names = [_plain(n.label) for n in items]
    if not all(names):
        return 0
    if len({name[-1] for name in names}) == 1 and all(_CLASS.search(name[:-1]) for name in names):
        return 2
    for size, worth in ((2, 2), (1, 1)):
        ends = {name[-size:] for name in names}
        if len(ends) == 1 and all(len(name) > size for name in names):
            return worth
    return int(len({name[0] for name in names}) == 1)


def _plain(label: str) -> str:
    """The letters of an item's name, without 的 and what only leads to the number."""
    name = "".join(re.findall(r"[\u4e00-\u9fffA-DⅠ-Ⅳ]+", label)).removeprefix("其中")
    return re.sub(r"(?:的|有|为|是|共|计|约|各|了)+$", "", name)


def complementary(one: Figure, other: Figure, text: str) -> bool:
    """Whether two labels divide everything between them: 城区 and 县, X and 非X."""
    left, right = text[max(0, one.start - 8) : one.start], text[one.end : other.start]
    if any(first.search(left) and second.search(right) for first, second in _COMPLEMENTS):
        return True
    named = _WORDS.findall(one.label.removeprefix("其中")), _WORDS.findall(other.label)
    if not named[0] or not named[1]:
        return False
    first, second = named[0][-1], named[1][-1]
    if re.search(rf"{first}(?:和|与|及){second}", text):  # 幼儿园和小学 are spoken of as one elsewhere in the text
        return True
    return _denies(second, first) or _denies(first, second)


def _denies(one: str, other: str) -> bool:
    """Whether one name is that of what the other is not: 未成功 and 成功, 检出不合格 and 合格."""
    found = _NEGATED.search(one)
    denied = one[found.end() :].removesuffix("的") if found is not None else ""
    return len(denied) >= 2 and denied in other and _NEGATED.search(other) is None


def opposed_pairs(text: str, numbers: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, str]]:
    """Neighbours that divide everything between them, and the two characters of the things that they count."""
    for one, other in pairwise(numbers):
        between = text[one.end : other.start].replace("（", "").replace("）", "")
        marks = [m for m in between if m in "，、；。"]
        plain = same_unit(one, other) and one.unit != "%" and not one.vague and not other.vague
        if plain and len(marks) == 1 and len(between) <= 22 and complementary(one, other, text) and other.after[:2]:
            yield one, other, other.after[:2]
