"""Numbers with their units, before anybody asks what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.text.lexicon import rules as lexicon
from luodi.text.numerals import parse_numeral, tidy

from .patterns import grammar

_HAN_ONLY = re.compile(r"[零一二三四五六七八九十百千万亿两几数半]+")
_SCALE = re.compile(r"[十百千万亿]+$")
_PAIR = re.compile(r"([一二三四五六七八九两])([二三四五六七八九])([十百千万亿]*)")
_LONE = frozenset(("百", "千", "万", "百万", "千万", "百千"))


@dataclass(frozen=True, slots=True)
class Amount:
    """``[begin, stop)`` in the text; ``top`` for a range; ``han`` when the numeral is written in characters only."""

    begin: int
    stop: int
    value: float
    top: float | None
    unit: str | None
    kind: str
    loose: bool = False
    han: bool = False
    lone: bool = False
    """百元, 千人: a unit of ten without a figure, as in 百元医疗收入."""


def amounts(text: str) -> Iterator[Amount]:
    """All amounts of a text that went through ``numerals.unify``, left to right."""
    for match in grammar().amount.finditer(text):
        found = _read(match)
        if found is not None:
            yield found


def _read(groups: re.Match[str]) -> Amount | None:
    begin, stop = groups.span()
    if groups["cheng"]:
        return _tenths(groups, begin, stop)
    if groups["hundredth"]:
        unit = "‰" if groups["base"] == "千" else "%"
        whole = parse_numeral(f"一{groups['base']}") or 100.0
        scale = 1.0 if unit == "‰" else 100.0 / whole
        value = 100.0 if groups["share"] == "百" else parse_numeral(groups["share"] or "")
        if value is None:
            return None
        top = parse_numeral(groups["share2"]) if groups["share2"] else None
        return Amount(begin, stop, tidy(value * scale), None if top is None else tidy(top * scale), unit, "share")
    if written := groups["fraction"] or groups["slash"]:
        value = parse_numeral(written)
        return None if value is None or value > 1 else Amount(begin, stop, round(value, 4), None, None, "fraction")
    if groups["double"]:
        times = int(parse_numeral(groups["times"] or "一") or 1)
        return Amount(begin, stop, 100.0 * (2**times - 1), None, "%", "double")
    if groups["half"]:
        return Amount(begin, stop, 50.0, None, "%", "half")
    if groups["symbol"]:
        value = parse_numeral(groups["price"] or "")
        unit = "美元" if (groups["symbol"] or "").startswith("$") else "元"
        return None if value is None else Amount(begin, stop, value, None, unit, "counted")
    if groups["people"]:
        value = parse_numeral(groups["people"])
        return None if value is None else Amount(begin, stop, value, None, "人", "counted")
    if groups["bare"]:
        return Amount(begin, stop, float(groups["bare"]), None, None, "bare")
    return _counted(groups, begin, stop)


def _tenths(groups: re.Match[str], begin: int, stop: int) -> Amount | None:
    word = (groups["cheng"] or "").replace(" ", "")
    whole = word.partition("成")[0]
    value = 0.5 if whole == "半" else parse_numeral(whole)
    if value is None or value > 10:
        return None
    tenth = groups["tenth"]
    extra = 0.0 if not tenth else 5.0 if tenth == "半" else parse_numeral(tenth) or 0.0
    return Amount(begin, stop, round(value * 10 + extra, 6), None, "%", "share")


def _counted(groups: re.Match[str], begin: int, stop: int) -> Amount | None:
    numeral, unit = groups["value"] or "", groups["unit"] or ""
    han = _HAN_ONLY.fullmatch(numeral) is not None
    loose = bool(groups["loose"]) or any(c in numeral for c in "余多几数")
    if pair := _PAIR.fullmatch(numeral):
        low, high = parse_numeral(pair[1] + pair[3]), parse_numeral(pair[2] + pair[3])
        if low is None or high is None or high <= low:
            return None
        return Amount(begin, stop, low, high, _plain(unit), "counted", han=True)
    value = parse_numeral(numeral)
    if value is None:
        return None
    if groups["minus"]:
        value = -value
    value = tidy(value + _small_change(groups))
    low_text = groups["low"]
    if low_text is None:
        return Amount(begin, stop, value, None, _plain(unit), "counted", loose, han, numeral in _LONE)
    first = parse_numeral(low_text)
    if first is None:
        return None
    first = _same_scale(first, low_text, numeral, value)
    if first >= value or groups["lowunit"] not in (None, "", unit):  # no range: only the second number is read
        return Amount(begin + _offset(groups), stop, value, None, _plain(unit), "counted", loose, han)
    han = han and _HAN_ONLY.fullmatch(low_text) is not None
    return Amount(begin, stop, first, value, _plain(unit), "counted", loose, han)


def _small_change(groups: re.Match[str]) -> float:
    """一吨半, 五元三毛, 50元6角三分."""
    tens, cents = (parse_numeral(groups[name]) or 0.0 if groups[name] else 0.0 for name in ("tens", "cents"))
    return (0.5 if groups["plus"] else 0.0) + tens / 10 + cents / 100


def _offset(groups: re.Match[str]) -> int:
    """Where the second number of a range that is none begins."""
    whole, tail = groups["counted"] or "", (groups["value"] or "")
    return whole.rindex(tail + whole.split(tail)[-1]) if tail in whole else 0


def _same_scale(first: float, low_text: str, numeral: str, value: float) -> float:
    """2—3万 starts at 20000, 8500到3万 at 8500: a low figure without its own 万 takes that of the high one."""
    scale = _SCALE.search(numeral)
    if scale is None or _SCALE.search(low_text) or not scale[0].strip("十"):
        return first
    factor = parse_numeral("1" + scale[0])
    return first * factor if factor and first * factor < value else first


def _plain(unit: str) -> str:
    """One spelling for a unit: 个工作日 is 工作日, 块钱 is 元."""
    spellings: dict[str, str] = lexicon("measures")["spellings"]
    return spellings.get(unit, unit)
