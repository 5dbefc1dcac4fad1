"""Annotated worlds told otherwise, with the same right answers: other places, years or units of measure, another order,
more meetings.

A judgement that changes with these rests on something else than what the report shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from luodi.text.items import CLAUSE, HAN, without_mark
from luodi.text.numerals import chinese

from .gold import Case

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PART, _SECTION = re.compile(CLAUSE), re.compile(f"{CLAUSE}|（{HAN}+）")
_FIRST = "澹岐沅淇霁芷棠樾珩黛翊岚湄砚汐菡"
_SECOND = "溪陵川浦原崖渡岭泽坪洲塬湾屿峪港"
_OTHERWISE = {
    "万元": (1e-4, "亿元"), "亿元": (1e4, "万元"), "公里": (1e3, "米"), "小时": (60.0, "分钟"), "%": (0.1, "成"),
    "公顷": (15.0, "亩"), "亩": (1 / 15, "公顷"), "吨": (1e3, "公斤"), "公斤": (1e-3, "吨"),
}  # fmt: skip
_MEASURED = re.compile(
    rf"(?<![\d.万亿第〔])(?P<value>\d+(?:\.\d+)?)(?P<unit>{'|'.join(_OTHERWISE)})(?![\u4e00-\u9fff]?[/／])"
)
_DIGITS = 7
SHIFT = 4
"""Years are moved by four, so that a 29th of February stays a day."""


def changed(case: Case, change: Callable[[str], str]) -> Case:
    """The case with every text and every gold string changed alike."""

    def everywhere(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, list):
            return [everywhere(v) for v in value]
        return {k: everywhere(v) for k, v in value.items()} if isinstance(value, dict) else value

    files = {row["file"] for row in case.documents} | set(case.texts)
    keep = {name: change(name) for name in files}
    assert all(k == v for k, v in keep.items()), "a file name would change"
    return replace(
        case,
        texts={name: change(text) for name, text in case.texts.items()},
        documents=everywhere(case.documents),
        tasks=everywhere(case.tasks),
        assessments=everywhere(case.assessments),
    )


def elsewhere(case: Case, names: Sequence[str], seed: int = 1) -> Case:
    """The case in other places: the stems of ``names`` (江澜 of 江澜省) become invented ones of the same length."""
    random = Random(seed)
    stems = sorted({n[:-1] for n in names if len(n) >= 3 and n[-1] in "省市县区镇乡州盟旗"}, key=len, reverse=True)
    made: set[str] = set()
    while len(made) < len(stems):
        made.add(random.choice(_FIRST) + random.choice(_SECOND))
    # in the same order, so that what is sorted by name stays where it was
    other = {s: n[:1] + n[1:] * (len(s) - 1) for s, n in zip(sorted(stems), sorted(made), strict=True)}

    def change(text: str) -> str:
        for stem in stems:
            text = text.replace(stem, other[stem])
        return text

    return changed(case, change)


def in_other_years(case: Case, shift: int = SHIFT) -> Case:
    """The case with every year of this century moved by ``shift``."""
    return changed(case, lambda text: _YEAR.sub(lambda m: str(int(m.group()) + shift), text))


def in_other_units(case: Case) -> Case:
    """The case with the figures of its reports in other units of the same size: 5000万元 is 0.5亿元, 90% is 九成."""
    reports = {row["report"] for row in case.assessments}
    rows = [{**row, "evidence": [measured_otherwise(e) for e in row["evidence"]]} for row in case.assessments]
    texts = {n: measured_otherwise(t) if n in reports else t for n, t in case.texts.items()}
    return replace(case, texts=texts, assessments=rows)


def measured_otherwise(text: str) -> str:
    """The text with figures in other units where they come out in few digits.

    >>> measured_otherwise("投入5000万元，修路12公里，90%达标，用了1.5小时，改造0.3公顷。")
    '投入0.5亿元，修路12000米，九成达标，用了90分钟，改造4.5亩。'
    """

    def other(found: re.Match[str]) -> str:
        factor, unit = _OTHERWISE[found["unit"]]
        value = float(found["value"]) * factor
        if unit == "成":
            return f"{chinese(int(value))}成" if value in range(1, 10) else found.group()
        written = f"{value:.4f}".rstrip("0").rstrip(".")
        return written + unit if float(written) == value and len(written) <= _DIGITS else found.group()

    return _MEASURED.sub(other, text)


def shuffled(case: Case, seed: int = 1) -> Case:
    """The case with the paragraphs of its reports in another order, by their parts of level one."""
    random = Random(seed)
    reports = {row["report"] for row in case.assessments}
    return replace(case, texts={n: _shuffled(t, random) if n in reports else t for n, t in case.texts.items()})


def _shuffled(text: str, random: Random) -> str:
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if _SECTION.match(line)]
    if len(starts) < 3:
        return text
    end = next((i for i in range(len(lines) - 1, starts[-1], -1) if len(lines[i]) > 40), starts[-1]) + 1
    top = [i for i in starts if _PART.match(lines[i])] or starts
    parts = [lines[a:b] for a, b in zip(top, [*top[1:], end], strict=True)]
    random.shuffle(parts)
    return "\n".join([*lines[: top[0]], *(line for part in parts for line in part), *lines[end:]])


def with_meetings(case: Case) -> Case:
    """The case with a paragraph on meetings and papers about every task added to each report."""
    reports: dict[str, list[str]] = {}
    for row in case.assessments:
        reports.setdefault(row["report"], []).append(row["task"])
    texts = dict(case.texts)
    for name, tasks in reports.items():
        lines = texts[name].split("\n")
        at = max((i for i, line in enumerate(lines) if _SECTION.match(line)), default=len(lines) - 1)
        topics = [without_mark(t).rstrip("。；")[:14] for t in tasks]
        lines[at:at] = ["".join(f"召开会议研究“{topic}”有关工作，印发通知进行部署。" for topic in topics)]
        texts[name] = "\n".join(lines)
    return replace(case, texts=texts)
