"""Is the attached policy the policy? Altered, cut or left-out places of an attached text, each shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from luodi.records import DocumentRecord, Dossier, Finding, Quote
from luodi.text.items import without_mark
from luodi.text.sentences import sentence_spans

from .making import state
from .passing import attachment, own_text

_SPACE = re.compile(r"[\s|]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_CUT = re.compile(r"附件[^\n]{0,60}?[（(]([^（）()\n]{0,12}(?:从略|略去|不附|未附|节选|摘录))[）)]")
_EXCERPT = re.compile(r"(?:摘要|摘编|节选|节录|摘录|择要)转发|(?:主要内容|部分内容|部分条款|有关条款)[^，。]{0,6}转发")
_REWORDED = re.compile(
    r"(?:附件|所附|随文|文本|原文|条文)[^。\n]{0,12}(?:作了?|做了?|进行了?|经)[^。，\n]{0,8}(?:调整|修改|改动|删改|删减|变通)[^。\n]{0,40}"
)
_RENAMED = re.compile(
    r"“(?P<old>[^“”\n]{4,80})”[^“”。\n]{0,6}(?:改为|改成|调整为|修改为|替换为)“(?P<new>[^“”\n]{2,80})”"
)
_FURNITURE = re.compile(r"抄送|[（(]此件|.*印发$|附件\d*[：:]|.*印发给你们|.*(?:已经|业经)[^。]{0,30}(?:同意|通过)")
_LONG = 10
_PUNCTUATION = str.maketrans("(),;:!?．", "（），；：！？.")


@dataclass(frozen=True)
class Change:
    """A place of the policy (``[start, end)``) and what stands for it in the copy, None when it was left out."""

    start: int
    end: int
    copy: tuple[int, int] | None


def altered(dossier: Dossier, unit: str, doc: DocumentRecord) -> Iterator[Finding]:
    """A finding when the policy attached to a notice differs from the policy: sentences left out, figures changed."""
    policy = dossier.policy
    if policy is None:
        return
    for fault in (_shortened(doc), _reworded(policy, doc), _changed(policy, doc)):
        if fault is not None:
            yield state(
                "forward-misrouted",
                unit,
                dossier=dossier,
                rule=f"forwarding.text-{fault.rule}",
                reason=fault.reason,
                confidence=fault.confidence,
                severity="medium" if fault.rule == "cut" else "high",
                document=doc,
                evidence=fault.evidence,
            )


class _Fault(NamedTuple):
    """What a notice did to the text that it passes on: cut, reworded or altered."""

    rule: str
    reason: str
    confidence: float
    evidence: list[Quote]


def _shortened(doc: DocumentRecord) -> _Fault | None:
    """What a notice itself says that it left away."""
    cut, excerpt = _CUT.search(doc.text), _EXCERPT.search(doc.text)
    found = cut or excerpt
    if found is None:
        return None
    said = f"附件注明“{found.group(1)}”" if cut is not None else f"只作“{found.group()}”"
    return _Fault("cut", f"转发时{said}，没有把原文完整转下去。", 0.8, [doc.quote(found.start(), found.end())])


def _reworded(policy: DocumentRecord, doc: DocumentRecord) -> _Fault | None:
    """Where a notice itself says that it changed the text it passes on."""
    for start, end in own_text(doc, policy):
        renamed = (
            m
            for m in _RENAMED.finditer(doc.text, start, end)
            if m["old"] in policy.text and m["new"] not in policy.text
        )
        said = next(renamed, None) or (_REWORDED.search(doc.text, start, end) if doc.kind == "forward" else None)
        if said is not None:
            quote = doc.quote(said.start(), said.end())
            return _Fault("reworded", f"转发时自行改动原文：“{said.group()}”。", 0.85, [quote])
    return None


def _changed(policy: DocumentRecord, doc: DocumentRecord) -> _Fault | None:
    """Where the attached text is another than the policy's."""
    changes = list(differences(policy, doc))
    if not changes:
        return None
    lost = sum(c.copy is None for c in changes)
    told = (f"删去{lost}句" if lost else "", f"改动{len(changes) - lost}句" if len(changes) > lost else "")
    first = policy.text[changes[0].start : changes[0].end]
    return _Fault(
        "altered",
        f"所附原文与{policy.file}不一致：{'、'.join(filter(None, told))}，如“{first[:60]}”。",
        0.9 if lost >= 2 or len(changes) >= 3 else 0.75,
        [
            quote
            for change in changes[:6]
            for quote in (
                policy.quote(change.start, change.end),
                *([doc.quote(*change.copy)] if change.copy is not None else []),
            )
        ],
    )


def differences(policy: DocumentRecord, doc: DocumentRecord) -> Iterator[Change]:
    """The operative sentences of a policy that an attached copy changes or leaves out.

    Differences of white space, item numbers and width of punctuation are none; a sentence counts as changed only when a
    figure differs or a tenth of its words.
    """
    inside = attachment(doc.text, policy.text)
    if inside is None or inside.share < 0.5:
        return
    copied = doc.text[inside.start : inside.end]
    flat = _flat(copied)
    spans = list(sentence_spans(copied))
    begin, end = _body(policy)
    for a, b in sentence_spans(policy.text, begin, end):
        sentence = without_mark(_flat(policy.text[a:b]))
        if len(sentence) < _LONG or sentence in flat or _FURNITURE.match(sentence):
            continue
        near = _nearest(sentence, copied, spans)
        if near is None:
            yield Change(a, b, None)
        elif _differs(sentence, _flat(copied[near[0] : near[1]])):
            yield Change(a, b, (inside.start + near[0], inside.start + near[1]))


def _nearest(sentence: str, copied: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    from rapidfuzz.distance import Indel

    best, place = 0.6, None
    for a, b in spans:
        ratio = Indel.normalized_similarity(sentence, without_mark(_flat(copied[a:b])), score_cutoff=best)
        if ratio > best:
            best, place = ratio, (a, b)
    return place


def _differs(sentence: str, copy: str) -> bool:
    from rapidfuzz.distance import Indel

    copy = without_mark(copy)
    if _FIGURE.findall(sentence) != _FIGURE.findall(copy):
        return True
    return Indel.normalized_similarity(sentence, copy) < 0.9


def _body(policy: DocumentRecord) -> tuple[int, int]:
    """From after the addressees to before the signature: heads, dates and 印发 lines are never compared."""
    begin = max((part.end for part in policy.parts if part.role == "cover"), default=0)
    for words in (*policy.addressees[-1:], policy.title or ""):
        place = policy.text.find(words) if words else -1
        if begin <= place < len(policy.text) // 3:
            begin = max(begin, place + len(words))
    end = len(policy.text)
    for issuer in policy.issuer:
        place = policy.text.rfind(f"\n{issuer}")
        if place > begin + (len(policy.text) - begin) // 2:
            end = min(end, place)
    return begin, end


def _flat(words: str) -> str:
    return _SPACE.sub("", words).translate(_PUNCTUATION)
