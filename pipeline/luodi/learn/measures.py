"""Small counters for accuracy: shares, precision, recall and F1 over multisets; texts as they are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

_WIDTH = str.maketrans("(),;:!?﹝﹞[]", "（），；：！？〔〕〔〕")


def plain(text: str | None) -> str:
    """A text for comparing: no white space, full-width marks, no closing mark."""
    return "".join((text or "").split()).translate(_WIDTH).rstrip("。；")


@dataclass
class Share:
    """How many of how many are right."""

    right: int = 0
    total: int = 0

    def add(self, ok: bool) -> None:
        """Count one more, right or wrong."""
        self.right += ok
        self.total += 1

    @property
    def value(self) -> float | None:
        """The share in [0, 1]; None when nothing was counted."""
        return self.right / self.total if self.total else None


@dataclass
class Overlap:
    """Hits, false alarms and misses of multisets against gold.

    >>> overlap = Overlap(); overlap.add(["a", "b"], ["b", "c"]); overlap.f1
    0.5
    """

    hits: int = 0
    false: int = 0
    missed: int = 0

    def add(self, gold: Iterable[Hashable], given: Iterable[Hashable]) -> None:
        """Count one multiset against its gold."""
        want, got = Counter(list(gold)), Counter(list(given))
        common = (want & got).total()
        self.hits += common
        self.missed += want.total() - common
        self.false += got.total() - common

    def __add__(self, other: Overlap) -> Overlap:
        return Overlap(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Of what was given the share that is gold, in [0, 1]; None where nothing was given."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else None

    @property
    def recall(self) -> float | None:
        """Of gold the share that was given, in [0, 1]; None where there is none."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, in [0, 1]; None where both sides are empty."""
        total = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / total if total else None
