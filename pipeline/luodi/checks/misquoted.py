"""Does a notice say of the policy what the policy is? Another title beside its number, other figures in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from luodi.dossier.numbers import numbers_in
from luodi.records import DocumentRecord, Dossier, Finding, Quote
from luodi.text.doc_number import NUMBER, normal_doc_number
from luodi.text.sentences import sentence_spans
from luodi.text.title_names import quoted_names, title_keys

from .making import state
from .passing import own_text

_DROP = re.compile(r"[\s《》〈〉“”（）()、，·—－-]+")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_FORMAL = re.compile(
    r"关于|印发|转发|下达|送达|发布|进一步|做好|开展|加强|推进|工作|有关|实施|通知|意见|方案|办法|纪要|文件|的|函|"
    r"人民政府|办公厅|办公室|[省市县区乡镇]"
)
_BESIDE = 3
"""Characters that stand at most between a title and its number: 《……》（江政办发〔2024〕18号）."""
_ALIKE, _QUOTED = 0.6, 0.75
"""Likeness from which a title is meant for the policy's, and a quotation for one of its sentences."""
_QUOTATION = re.compile(r"“([^“”\n]{10,120})”")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ATTRIBUTED = re.compile(
    r"(?:纪要|意见|通知|方案|计划|清单|文件|决定|任务书|措施|上级|[省市县]里?|国家)(?:已经?)?(?:明确|要求|下达|规定|分配|确定|核定|分解)给?"
    r"我[省市县区镇乡州旗](?P<what>[^，。；\d]{2,24}?)(?P<figure>\d+(?:\.\d+)?(?:万|亿)?)(?P<unit>[\u4e00-\u9fff]|%)"
)
_GRAM = 3
_CLAUSE = re.compile(r"[^，。；：（）\n]{8,60}")
_CEILING = re.compile(r"不得?(?:超过|高于|多于|大于)|控制在|以[内下]")
_FLOOR = re.compile(r"不得?(?:少于|低于|小于)|至少|以上")
_RESTATED = 0.8
"""Likeness, figures aside, from which a clause of a notice says again what a clause of the policy says."""


def find(dossier: Dossier, unit: str, doc: DocumentRecord) -> Iterator[Finding]:
    """Findings ``forward-misrouted`` where a notice gives the policy a title or a figure that is not the policy's."""
    policy = dossier.policy
    if policy is None:
        return
    for what, why, quotes in (*titles(doc, policy), *figures(doc, policy, unit)):
        yield state(
            "forward-misrouted",
            unit,
            dossier=dossier,
            rule=f"forwarding.wrong-{what}",
            reason=f"《{doc.title or doc.file}》{why}。",
            confidence=0.8,
            severity="medium",
            document=doc,
            evidence=quotes,
        )


_Fault = tuple[str, str, list[Quote]]


def titles(doc: DocumentRecord, policy: DocumentRecord) -> Iterator[_Fault]:
    """A title that stands beside the policy's number, is meant for the policy's, and names another year or matter."""
    right = normal_doc_number(policy.doc_number)
    if right is None or not policy.title:
        return
    for start, end in own_text(doc, policy):
        places = [a for keys, a, _ in numbers_in(doc.text, start, end) if right in keys]
        places += [m.start() for m in NUMBER.finditer(doc.text, start, end) if normal_doc_number(m.group()) == right]
        for a in sorted(places):
            before = doc.text[start:a].rstrip("（( 　")
            if not before.endswith("》") or a - start - len(before) > _BESIDE:
                continue
            names = quoted_names(before)
            if names and (odd := _odd(names[-1], policy)):
                place = start + before.rfind(names[-1])
                why = f"转发的是{policy.doc_number}，标题却写成《{names[-1]}》（原文没有“{odd}”）"
                yield "title", why, [doc.quote(place, place + len(names[-1]))]
                return


def _odd(name: str, policy: DocumentRecord) -> str:
    """What a title says that the policy does not: another year, or words that stand nowhere in it; "" for nothing."""
    ours = _DROP.sub("", name)
    known = [*title_keys(policy.title), _DROP.sub("", policy.title or "")]
    near = max(known, key=lambda k: SequenceMatcher(None, ours, k, autojunk=False).ratio())
    matcher = SequenceMatcher(None, near, ours, autojunk=False)
    if set(title_keys(name)) & set(known) or matcher.ratio() < _ALIKE:
        return ""
    other: list[str] = [y for y in _YEAR.findall(ours) if y not in policy.text]
    if other and _YEAR.search(near):
        return other[0]
    text = _DROP.sub("", policy.text)
    runs = [ours[c:d] for op, _, _, c, d in matcher.get_opcodes() if op in ("insert", "replace")]
    left = [piece for run in runs for piece in _FORMAL.sub(" ", run).split() if len(piece) >= 2 and piece not in text]
    return left[0] if left and not left[0].isdigit() else ""


def figures(doc: DocumentRecord, policy: DocumentRecord, unit: str) -> Iterator[_Fault]:
    """Sentences of the policy quoted with other figures, and shares said to be the unit's that are not."""
    for start, end in own_text(doc, policy):
        for found in _QUOTATION.finditer(doc.text, start, end):
            source = _misquoted(found[1], policy)
            if source is not None:
                quotes = [doc.quote(found.start(1), found.end(1)), policy.quote(*source)]
                yield "figure", f"把原文“{policy.text[source[0] : source[1]][:60]}”引成“{found[1][:60]}”", quotes
                return
        if doc.kind == "forward":
            yield from _loosened(doc, policy, start, end)
        for told in _ATTRIBUTED.finditer(doc.text, start, end):
            share = _share(told, policy, unit)
            if share is not None:
                quotes = [doc.quote(told.start(), told.end()), policy.quote(*share)]
                yield "figure", f"写“{told.group()}”，原文是“{policy.text[share[0] : share[1]]}”", quotes
                return


def _loosened(doc: DocumentRecord, policy: DocumentRecord, start: int, end: int) -> Iterator[_Fault]:
    """A limit said again with a figure that asks for less than the policy's."""
    limits = [m for m in _CLAUSE.finditer(policy.text) if _limit(m.group()) is not None]
    for told in _CLAUSE.finditer(doc.text, start, end):
        ours = _limit(told.group())
        if ours is None or told.group() in policy.text:
            continue
        for asked in limits:
            theirs = _limit(asked.group())
            assert theirs is not None
            masked = (_FIGURE.sub("0", asked.group()), _FIGURE.sub("0", told.group()))
            looser = ours[0] == theirs[0] and (ours[1] > theirs[1]) == ours[0] and ours[1] != theirs[1]
            if looser and SequenceMatcher(None, *masked, autojunk=False).ratio() >= _RESTATED:
                why = f"把原文“{asked.group()}”放宽成“{told.group()}”"
                yield "figure", why, [doc.quote(told.start(), told.end()), policy.quote(asked.start(), asked.end())]
                return


def _limit(clause: str) -> tuple[bool, float] | None:
    """Whether a clause with one figure sets it as a ceiling (True) or a floor, and the figure; None for no limit."""
    figures_ = _FIGURE.findall(clause)
    ceiling, floor = _CEILING.search(clause) is not None, _FLOOR.search(clause) is not None
    return (ceiling, float(figures_[0])) if len(figures_) == 1 and ceiling != floor else None


def _misquoted(quoted: str, policy: DocumentRecord) -> tuple[int, int] | None:
    """The sentence of the policy that a quotation repeats with other figures; None where it is quoted right or not."""
    plain = _DROP.sub("", quoted)
    if not _FIGURE.search(plain) or plain in _DROP.sub("", policy.text):
        return None
    for a, b in sentence_spans(policy.text):
        source = _DROP.sub("", policy.text[a:b])
        theirs, ours = _FIGURE.findall(source), _FIGURE.findall(plain)
        if len(theirs) != len(ours) or theirs == ours:
            continue
        masked = (_FIGURE.sub("0", source), _FIGURE.sub("0", plain))
        if SequenceMatcher(None, *masked, autojunk=False).ratio() >= _QUOTED:
            return a, b
    return None


def _share(told: re.Match[str], policy: DocumentRecord, unit: str) -> tuple[int, int] | None:
    """The words that give the unit another share of what is told of (箬溪市5万个); None where none do."""
    grams = {told["what"][i : i + _GRAM] for i in range(len(told["what"]) - _GRAM + 1)}
    given = re.compile(rf"{re.escape(unit)}(\d+(?:\.\d+)?(?:万|亿)?){re.escape(told['unit'])}")
    for a, b in sentence_spans(policy.text):
        sentence = policy.text[a:b]
        found = given.search(sentence)
        if found is not None and any(g in sentence for g in grams):
            return (a + found.start(), a + found.end()) if found[1] != told["figure"] else None
    return None
