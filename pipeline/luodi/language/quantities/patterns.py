"""Units, comparators and the patterns made of them, read from ``corpora/lexicons`` once and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...records.paths import lexicons_dir
from ...text.numerals import NUMERAL


@dataclass(frozen=True, slots=True)
class Grammar:
    """``amount`` finds numbers with their units; the others are tried on the words beside one."""

    amount: re.Pattern[str]
    left: re.Pattern[str]
    right: re.Pattern[str]
    left_ops: dict[str, str]
    right_ops: dict[str, str]
    change: re.Pattern[str]
    moved: re.Pattern[str]
    directions: dict[str, str]
    events: frozenset[str]
    counted: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((lexicons_dir() / name).read_text(encoding="utf-8"))


def either(words: Iterable[str]) -> str:
    """A regex alternation of words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def _unit_branch(words: Iterable[str], guards: dict[str, str]) -> str:
    branches = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        guard = guards.get(word)
        tail = r"(?![A-Za-z])" if word.isascii() and word[-1].isalpha() else ""
        branches.append(re.escape(word) + tail + (f"(?!{guard})" if guard else ""))
    return "|".join(branches)


def _guarded(words: Iterable[str], guards: dict[str, str]) -> str:
    branches = (
        (f"(?<![{guards[word]}])" if word in guards else "") + re.escape(word)
        for word in sorted(set(words), key=lambda w: (-len(w), w))
    )
    return "|".join(branches)


@cache
def grammar() -> Grammar:
    """The compiled grammar of quantities."""
    measures, words = _load("measures.toml"), _load("comparators.toml")
    units = [unit for dimension in measures["dimension"] for unit in dimension["units"] if unit != "成"]
    for currency in measures["currency"]:
        units += currency["names"]
    counted = measures["counted"]["words"]
    simple = _unit_branch([*units, *counted], measures["not_before"])
    solid = either(unit for unit in units if unit not in ("%", "‰", "倍", "个百分点", "百分点"))
    unit = rf"(?:(?:{solid})[/／每](?:{solid}|{either(counted)})(?:·[天日年])?|{simple})"
    people = rf"[新老]?[一-龥]{{0,3}}?(?:{either(measures['people']['words'])})"
    joint = r"\s?(?:[—–~～\-]{1,3}|至|到)\s?"
    amount = re.compile(
        rf"(?P<cheng>(?<![\d.])(?:\d{{1,2}}(?:\.\d)?|[一二三四五六七八九](?:点[一二三四五六七八九])?|[十两半])\s?成\s?(?P<tenth>[半一二三四五六七八九])?"
        r"(?![立为果员本效功长交熟套年品都绩分因型才就片规份人活]|不变|[一-龥]?体系))"
        rf"|(?P<hundredth>(?P<base>(?<![一二三四五六七八九十\d])[百千万]+)分之(?P<share>{NUMERAL}|百)(?!分位)(?:{joint}百分之(?P<share2>{NUMERAL}))?)"
        rf"|(?P<fraction>(?<![百千万零一二三四五六七八九十\d.])(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})分之(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}}))"
        r"|(?P<double>翻(?P<times>[一两二三四1-4])?番)"
        r"|(?P<half>(?:过)?半数(?!据)|一半)"
        rf"|(?P<counted>(?<![A-Za-z\d./第])(?P<minus>(?<![\d\w])-|负)?(?:(?P<low>{NUMERAL})\s?(?P<lowunit>{unit})?{joint})?"
        rf"(?P<value>{NUMERAL})\s?(?P<loose>[余多])?\s?(?P<unit>{unit})(?P<plus>半(?![年月天小个数径]))?"
        rf"(?:(?<=[元块])又?(?P<tens>{NUMERAL})[角毛])?(?:(?<=[元块角毛])又?(?P<cents>{NUMERAL})美?分(?![之别]))?)"
        r"|(?P<symbol>[￥¥$](?P<price>\d+(?:,\d{3})*(?:\.\d+)?))"
        rf"|(?P<people>(?<![\d.A-Za-z第])(?:\d+(?:\.\d+)?[百千]?|[百千])[万亿](?={people}))"
        r"|(?P<bare>(?<![A-Za-z\d.:：/〔第—\-])\d+(?:\.\d+)?(?![\d.A-Za-z年月日号:：/\-—%]))"
    )
    left_ops = {word: op for op, group in words["left"].items() for word in group}
    right_ops = {word: op for op, group in words["right"].items() for word in group}
    change = words["change"]
    directions = {word: "change+" for word in change["up"]} | {word: "change-" for word in change["down"]}
    directions |= {word: ">=" for word in change["moved_up"]} | {word: "<=" for word in change["moved_down"]}
    verb = rf"(?P<verb>{either([*change['up'], *change['down']])})"
    degree = rf"(?:了|速度)?(?:(?P<degree>{either(left_ops)})(?:到|了)?)?"
    return Grammar(
        amount=amount,
        left=re.compile(_guarded(left_ops, words["not_after"])),
        right=re.compile(rf"\s?(?:（含[^）]{{0,4}}）)?(?P<word>{either(right_ops)})(?![级下]\S)"),
        left_ops=left_ops,
        right_ops=right_ops,
        change=re.compile(rf"{verb}{degree}\s?$"),
        moved=re.compile(
            rf"(?P<verb>{either([*change['moved_up'], *change['moved_down']])})(?P<gap>[^，。；、：\d到至]{{0,8}})$"
        ),
        directions=directions,
        events=frozenset(measures["counted"]["events"]),
        counted=frozenset(counted),
    )
