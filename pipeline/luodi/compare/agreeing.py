"""Where arithmetic finds all figures of a task said again, a verdict that they fall short is left to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luodi.records import Aspect

from .facets import FACETS
from .reader_figures import quantities
from .reader_marks import compare, nearest_rhythm
from .reader_rhythms import rhythms, told_rhythms
from .reader_signs import LESS, RARER
from .signals import Asked


def all_kept(asked: Asked, told: Sequence[str], aspects: Sequence[Aspect], sides: Mapping[str, str]) -> bool:
    """Whether all aspects in which a task is said to fall short are of figures, and all these figures are kept.

    >>> from luodi.records import Task
    >>> task = Task(task_id="t", document_id="d", file="f", path="", sentence="", start=0, end=0)
    >>> asked = Asked(task, "按照每座不低于600元安排资金，每周巡查1次。", None)
    >>> all_kept(asked, ["安排资金128.1万元，按每座600元落实，每周巡查1次。"], ["quantity", "frequency"], {})
    True
    >>> all_kept(asked, ["按每座500元落实，每月巡查2次。"], ["quantity"], {})
    False
    """
    if any(FACETS[aspect] in sides for aspect in aspects):
        return False
    return bool(aspects) and all(_KEPT[a](asked.text, told) if a in _KEPT else False for a in aspects)


def _quantities_kept(asked: str, told: Sequence[str]) -> bool:
    said = [figure for sentence in told for figure in quantities(sentence) if not figure.former]
    wanted = quantities(asked)
    return bool(wanted) and all(
        any(f.unit == w.unit and compare(f, [w]) not in ("", LESS) for f in said) for w in wanted
    )


def _rhythms_kept(asked: str, told: Sequence[str]) -> bool:
    said = [rhythm for sentence in told for rhythm in told_rhythms(sentence)]
    wanted = rhythms(asked)
    return bool(wanted) and all(any(nearest_rhythm(s, [w])[1] not in ("", RARER) for s in said) for w in wanted)


_KEPT = {"quantity": _quantities_kept, "frequency": _rhythms_kept}
