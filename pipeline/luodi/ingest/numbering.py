"""Automatic numbers of Word: counted as Word counts them, with levels, restarts and Chinese formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from luodi.text.numerals import chinese

from .wordxml import W, count_of, value_of

_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number is written and when it starts anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counter_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number_id: str, level: int) -> str:
        """Count one paragraph on and give its number as printed; empty for bullets and unknown lists."""
        levels = self.levels.get(number_id)
        if levels is None or level not in levels:
            return ""
        counts = self.counts.setdefault(self.counter_of[number_id], {})
        own = levels[level]
        override = self.restarts.get(number_id, {}).get(level)
        if override is not None and (number_id, level) not in self.started:
            counts[level] = override
        else:
            counts[level] = counts[level] + 1 if level in counts else own.start
        self.started.add((number_id, level))
        for deeper in [d for d in counts if d > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]
        if own.form in ("bullet", "none") and "%" not in own.text:
            return ""
        return self._printed(levels, own, counts)

    def _printed(self, levels: dict[int, Level], own: Level, counts: dict[int, int]) -> str:
        text = own.text
        for n in range(_LEVELS):
            mark = f"%{n + 1}"
            if mark in text:
                level = levels.get(n, Level())
                form = "decimal" if own.legal else level.form
                text = text.replace(mark, written(counts.get(n, level.start), form))
        if not text:
            return ""
        closed = text[-1] in "、.．，,）)：:〕】" or own.suffix == "nothing"
        return text if closed else text + " "


def read_numbering(root: Any | None) -> Numbering:
    """Lists from ``word/numbering.xml``; a document without it has none."""
    found = Numbering()
    if root is None:
        return found
    abstract: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    by_style: dict[str, str] = {}
    for item in root.iterchildren(f"{W}abstractNum"):
        key = item.get(f"{W}abstractNumId", "")
        abstract[key] = {_int(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in item.iterchildren(f"{W}lvl")}
        link, own = item.find(f"{W}numStyleLink"), item.find(f"{W}styleLink")
        if link is not None:
            links[key] = link.get(f"{W}val", "")
        if own is not None:
            by_style[own.get(f"{W}val", "")] = key
    for item in root.iterchildren(f"{W}num"):
        number_id = item.get(f"{W}numId", "")
        key = value_of(item, "abstractNumId") or ""
        if not abstract.get(key) and key in links:
            key = by_style.get(links[key], key)
        levels = dict(abstract.get(key, {}))
        for override in item.iterchildren(f"{W}lvlOverride"):
            n = _int(override.get(f"{W}ilvl"), 0)
            lvl, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if lvl is not None:
                levels[n] = _level(lvl)
            if start is not None:
                found.restarts.setdefault(number_id, {})[n] = count_of(start, 1)
        found.levels[number_id] = levels
        found.counter_of[number_id] = key
    return found


def written(number: int, form: str) -> str:
    """A number in one of Word's formats.

    >>> written(12, "chineseCounting"), written(3, "decimalEnclosedCircle"), written(4, "upperRoman")
    ('十二', '③', 'IV')
    """
    maker = _FORMS.get(form)
    return maker(number) if maker is not None else str(number)


def _level(lvl: Any) -> Level:
    restart = lvl.find(f"{W}lvlRestart")
    return Level(
        start=count_of(lvl.find(f"{W}start"), 1),
        form=value_of(lvl, "numFmt") or "decimal",
        text=value_of(lvl, "lvlText") or "",
        suffix=value_of(lvl, "suff") or "tab",
        restart=None if restart is None else count_of(restart),
        legal=lvl.find(f"{W}isLgl") is not None,
    )


def _int(value: str | None, default: int) -> int:
    try:
        return int(value) if value else default
    except ValueError:
        return default


def _letters(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    if not 0 < number < 4000:
        return str(number)
    for value, name in _ROMAN:
        text += name * (number // value)
        number %= value
    return text


def _enclosed(number: int, first: int, most: int) -> str:
    return chr(first + number - 1) if 1 <= number <= most else str(number)


def _digitwise(number: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(abs(number)))


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "koreanCounting": chinese,
    "ideographDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "taiwaneseDigital": _digitwise,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(d)) for d in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(0xFF10 + int(d)) for d in str(n)),
    "decimalEnclosedCircle": lambda n: _enclosed(n, 0x2460, 20),
    "decimalEnclosedCircleChinese": lambda n: _enclosed(n, 0x2460, 20),
    "decimalEnclosedParen": lambda n: _enclosed(n, 0x2474, 20),
    "decimalEnclosedFullstop": lambda n: _enclosed(n, 0x2488, 20),
    "ideographEnclosedCircle": lambda n: _enclosed(n, 0x3280, 10),
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "ideographZodiac": lambda n: "子丑寅卯辰巳午未申酉戌亥"[(n - 1) % 12],
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "none": lambda n: "",
    "bullet": lambda n: "",
}
