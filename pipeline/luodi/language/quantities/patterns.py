"""Units, comparators and the patterns made of them, read from ``corpora/lexicons`` once and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from luodi.text.lexicon import either
from luodi.text.lexicon import rules as lexicon
from luodi.text.numerals import NUMERAL

_HOLE = re.compile(r"\{([a-z]+)\}")


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
    yielding: frozenset[str]
    tight: frozenset[str]
    near: frozenset[str]
    of_shares: frozenset[str]


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
    measures, words = lexicon("measures"), lexicon("comparators")
    units = [unit for dimension in measures["dimension"] for unit in dimension["units"] if unit != "成"]
    for currency in measures["currency"]:
        units += currency["names"]
    counted = measures["counted"]["words"]
    simple = _unit_branch([*units, *counted], measures["not_before"])
    solid = either(unit for unit in units if unit not in ("%", "‰", "倍", "个百分点", "百分点"))
    period = "[天日周月年次]"
    unit = (
        rf"(?:(?:{solid})[/／每](?:{solid}|{either(counted)}|{period})(?:[·/]{period})?"
        rf"|(?:{either(counted)})/(?:{period}|人)|(?:{either(counted)})（(?:{either(counted)})）|{simple})"
    )
    people = rf"[新老]?[一-龥]{{0,3}}?(?:{either(measures['people']['words'])})"
    joint = r"\s?(?:[—–~～\-]{1,3}|至|到)\s?"
    holes = {"numeral": NUMERAL, "unit": unit, "joint": joint, "people": people}
    shapes = lexicon("amount_patterns")
    branches = [_HOLE.sub(lambda hole: holes[hole[1]], row["regex"]) for row in shapes["pattern"]]
    amount = re.compile(f"(?=[{shapes['starts']}])(?:{'|'.join(branches)})")
    left_ops = {word: op for op, group in words["left"].items() for word in group}
    right_ops = {word: op for op, group in words["right"].items() for word in group}
    change = words["change"]
    directions = dict.fromkeys(change["up"], "change+") | dict.fromkeys(change["down"], "change-")
    directions |= dict.fromkeys(change["moved_up"], ">=") | dict.fromkeys(change["moved_down"], "<=")
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
        yielding=frozenset(words["reach"]["yielding"]),
        tight=frozenset(words["reach"]["tight"]),
        near=frozenset(words["reach"]["near"]),
        of_shares=frozenset(change["of_shares"]),
    )
