"""What a text says in figures, read once for all laws: how many, of what, of which kind, and what stands around.

A kind is what arithmetic a figure takes part in: a plain ``count``, a ``total``, a ``rest``, what there was before
(``prior``) or is to be (``planned``), a ``change``, a ``mean``, a ``standard`` for each one, a ``share``. A count that
only belongs to the name of another (5个 of 其余5个县42万亩) is a ``label``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .contradiction import Contradiction, same_unit, statements
from .written import Figure, figures

_MARKS = re.compile(r"[，。；：、（）()“”|\n]")
_NOTE = re.compile(r"（[^（）]*）")
_EACH = (
    r"(?:个|家|所|户|处|名|位|台|条|座|支|辆|件|次|人|村|镇|乡|校|亩|张|间|栋|月|年|天|日|周|季度|场|班|套|吨|株|只|头"
    r"|平方米|公里)"
)
_KINDS = (
    ("share", None),
    ("mean", re.compile(rf"平均[^，。；\d]{{0,10}}$|(?<!千){_EACH}均[^，。；\d]{{0,6}}$")),
    ("standard", re.compile(rf"每{_EACH}?[\u4e00-\u9fff]{{0,6}}$|标准(?:为|是|按)?$|单价(?:为|是)?$")),
    (
        "change",
        re.compile(
            r"(?:增加|增长|减少|下降|提高|上升|降低|提升|缩短|缩减|压减|净增|净减|多|少|超额?|超出)(?:了|约|近|完成|加)?$"
        ),
    ),
    ("rest", re.compile(r"(?:其余|其它|其他|剩余|余下|剩下|尚余|还剩|尚剩|[结节]余|结存|[尚还仍]有)[^，。；\d]{0,6}$")),
    (
        "prior",
        re.compile(r"去年|上年|上期|同期|往年|(?:年初|期初)(?!.*(?:下达|计划|任务))|原来|原有|原先|此前|历年|结转"),
    ),
    ("planned", re.compile(r"计划|目标|任务|拟|将|预计|力争|应|需要?|争取|下达")),
    (
        "total",
        re.compile(
            r"(?:合计|共计|总计|总数|总共|一共|累计|总额|总量|总产|(?<![公一])共(?![享同用管治]|建(?!成|设)))[^，。；\d]{0,8}$"
        ),
    ),
)
_ONLY = re.compile(r"共(?:有|计)?|计|约|有|为|达到?")
_THINGS = re.compile(r"(?!）)[^，、；。：有了完已每均与和及]{1,12}")
"""Words behind a count that name things which have a number of their own: 县（区） of 5个县（区）42万亩."""
_STANDARD_AFTER = re.compile(rf"^(?:[/／]|每){_EACH}|^[^，。；、]{{0,2}}的标准")


@dataclass(frozen=True)
class Statement:
    """A figure with its kind, the words before it in its clause (``name``) and where it stands.

    ``place`` numbers its sentence, ``line`` its paragraph; ``lead`` are all words back to the figure before it.
    """

    figure: Figure
    kind: str
    name: str
    lead: str
    sentence: tuple[int, int]
    place: int
    line: int

    @property
    def item(self) -> bool:
        """Whether it may be an item of a list: a count, a rest, or 共 behind a clause of its own."""
        return self.kind in {"count", "rest"} or (self.kind == "total" and "，" in self.name)

    @property
    def value(self) -> float:
        """The number itself, multiplied out."""
        return self.figure.value


class Book:
    """All statements of a text, in order."""

    def __init__(self, text: str, told: Sequence[tuple[int, int, list[Figure]]]) -> None:
        self.text = text
        self.sentences = told

    @classmethod
    def of(cls, text: str) -> Book:
        """The book of a text.

        >>> [(s.kind, s.figure.text) for s in Book.of("每座补助3万元，去年建5座，其余4座在建。").statements]
        [('standard', '3万元'), ('prior', '5座'), ('rest', '4座')]
        """
        return cls(text, [(a, b, list(figures(text, a, b))) for a, b in statements(text)])

    @cached_property
    def statements(self) -> list[Statement]:
        """What is said, sentence by sentence."""
        return [s for told in self.by_place for s in told]

    @cached_property
    def by_place(self) -> list[list[Statement]]:
        """What is said in each sentence."""
        return [list(self._read(place, sentence)) for place, sentence in enumerate(self.sentences)]

    @cached_property
    def _lines(self) -> list[int]:
        return [m.start() for m in re.finditer("\n", self.text)]

    def _read(self, place: int, sentence: tuple[int, int, list[Figure]]) -> Iterator[Statement]:
        a, b, numbers = sentence
        line, label = self.line(place), ""
        for i, number in enumerate(numbers):
            lead = self.text[numbers[i - 1].end if i else a : number.start]
            name = label + _named(lead)
            following = numbers[i + 1] if i + 1 < len(numbers) else None
            kind = "count" if label and "共" in name else _kind(number, name)
            labels = following is not None and kind in {"count", "rest"} and not same_unit(number, following)
            labels = labels and bool(number.unit)
            if labels and following is not None and _THINGS.fullmatch(self.text, number.end, following.start):
                kind, label = "label", self.text[number.start - len(name) : number.end]
            else:
                label = ""
            yield Statement(number, kind, name, lead, (a, b), place, line)

    def near(self, statement: Statement, *, back: int = 3, ahead: int = 0) -> list[Statement]:
        """The statements of a sentence, of ``back`` before it and ``ahead`` behind it, itself left out."""
        return [s for s in self.around(statement.place, back=back, ahead=ahead) if s is not statement]

    def around(self, place: int, *, back: int = 3, ahead: int = 0) -> list[Statement]:
        """The statements of a sentence, of ``back`` before it and ``ahead`` behind it, in order."""
        return [s for told in self.by_place[max(0, place - back) : place + ahead + 1] for s in told]

    def line(self, place: int) -> int:
        """The paragraph of a sentence."""
        return bisect_left(self._lines, self.sentences[place][0])

    def between(self, one: Statement, other: Statement) -> str:
        """The words between two statements."""
        return self.text[one.figure.end : other.figure.start]

    def clash(self, told: Sequence[Statement], reason: str, confidence: float, rule: str) -> Contradiction:
        """The contradiction of some statements, with the sentences in which they stand."""
        spans = tuple(dict.fromkeys(s.sentence for s in sorted(told, key=lambda s: s.figure.start)))
        return Contradiction(spans, reason, confidence, rule)


def alike(one: Statement, other: Statement) -> bool:
    """Whether two statements count in one unit."""
    return same_unit(one.figure, other.figure)


_BASE = {
    "吨": ("公斤", 1e3),
    "千克": ("公斤", 1.0),
    "平方公里": ("平方米", 1e6),
    "公顷": ("平方米", 1e4),
    "公里": ("米", 1e3),
}


def measured(one: Statement, other: Statement) -> float | None:
    """The value of ``one`` in the unit of ``other``: 260000 for 260吨 and 52公斤; None where it has none."""
    if alike(one, other):
        return one.value
    (base, scale), (same, by) = (_BASE.get(s.figure.unit, (s.figure.unit, 1.0)) for s in (one, other))
    return one.value * scale / by if base == same != "" else None


def meant(told: float, real: float, *, within: float = 0.15) -> bool:
    """Whether a number may be a slip of the pen for another: near it, and off by one digit or with two digits turned.

    >>> meant(8640, 8140), meant(268, 286), meant(1268, 1187), meant(100, 50)
    (True, True, False, False)
    """
    off = abs(told - real)
    if not 0 < off <= within * max(abs(told), abs(real)):
        return False
    return len(f"{off:.6g}".replace(".", "").strip("0")) == 1 or sorted(f"{told:.8g}") == sorted(f"{real:.8g}")


def _named(lead: str) -> str:
    """The clause before a number, with the one before that where it only says 共: 电力井盖由供电公司负责，共 2470个."""
    clauses = _MARKS.split(_NOTE.sub("", lead))
    short = _ONLY.fullmatch(clauses[-1]) and len(clauses) > 1
    return f"{clauses[-2]}，{clauses[-1]}" if short and lead.rstrip().endswith(f"，{clauses[-1]}") else clauses[-1]


def _kind(number: Figure, name: str) -> str:
    if number.unit == "%":
        return "share"
    if _STANDARD_AFTER.match(number.after):
        return "standard"
    return next((kind for kind, said in _KINDS if said is not None and said.search(name)), "count")
