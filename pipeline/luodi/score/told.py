"""Indicators that a text states itself: satisfaction, money planned and spent, figures an interpretation repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luodi.checks.figures import Figure, figures
from luodi.checks.likeness import PairIndex
from luodi.text.sentences import sentence_spans
from luodi.text.words import dot

_SATISFIED = re.compile(r"满意(?:度|率)[^，。；\d]{0,8}?(?P<value>\d+(?:\.\d+)?)\s*[%％]")
_EXECUTED = re.compile(
    r"(?:支出进度|执行率|支付率|拨付率|支出率|预算执行)[^，。；\d]{0,6}?(?P<value>\d+(?:\.\d+)?)\s*[%％]"
)
_PLANNED = re.compile(r"(?:安排|下达|预算|计划投资|总投资|到位|筹措|落实)[^，。；]{0,20}$")
_SPENT = re.compile(r"(?:支出|拨付|支付|使用|完成投资|兑付|发放|已拨)[^，。；]{0,16}$")
_EXPLAINS = 0.35
"""Likeness from which a sentence of an interpretation explains one of the policy."""


def satisfaction(text: str) -> Iterator[float]:
    """The rates of satisfaction that a report states, in [0, 1].

    >>> list(satisfaction("群众满意率达97.5%。"))
    [0.975]
    """
    for found in _SATISFIED.finditer(text):
        value = float(found["value"]) / 100.0
        if value <= 1.0:
            yield value


def funds(text: str) -> Iterator[float]:
    """Money spent / money planned, where one sentence states both; or the rate that the text states.

    >>> list(funds("全年安排资金2000万元，已支出1500万元。"))
    [0.75]
    """
    for found in _EXECUTED.finditer(text):
        yield min(1.0, float(found["value"]) / 100.0)
    for a, b in sentence_spans(text):
        money = [f for f in figures(text, a, b) if f.unit == "元" and f.value >= 1e4]
        for planned, spent in pairwise(money):
            if (
                _stands(text, a, planned, _PLANNED)
                and _stands(text, a, spent, _SPENT)
                and 0 < spent.value <= planned.value
            ):
                yield spent.value / planned.value


def _stands(text: str, start: int, figure: Figure, words: re.Pattern[str]) -> bool:
    return words.search(text[max(start, figure.start - 24) : figure.start]) is not None


def agreeing_figures(papers: Sequence[str], policy: str) -> float | None:
    """Share of an interpretation's figures that agree with the policy sentence they explain; None without any.

    A sentence is held against the policy's sentence most like it, figure by figure of the same unit; what has no
    counterpart there (local numbers, examples) is not counted.
    """
    asked = [(policy[a:b], list(figures(policy, a, b))) for a, b in sentence_spans(policy)]
    asked = [(sentence, numbers) for sentence, numbers in asked if numbers]
    index = PairIndex([sentence for sentence, _ in asked])
    vectors = [index.weigh(sentence) for sentence, _ in asked]
    right = total = 0
    for text in papers:
        for a, b in sentence_spans(text):
            said = list(figures(text, a, b))
            if not said or not asked:
                continue
            own = index.weigh(text[a:b])
            likeness, place = max((dot(own, vector), -i) for i, vector in enumerate(vectors))
            if likeness < _EXPLAINS:
                continue
            for figure in said:
                same = {n.value for n in asked[-place][1] if n.unit == figure.unit}
                total += bool(same)
                right += figure.value in same
    return right / total if total else None
