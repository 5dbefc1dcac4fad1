"""Who leads and supports each task: lines, brackets, headings and the sentence's own subject brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luodi.text.lexicon import rules

from ..passages import Passage
from ..units.clauses import named_inside, named_last, told_last
from ..units.names import certain_unit, is_actor, named_department, split_names
from ..units.roles import Responsibility
from ..units.subjects import Subject, goes_on, read_subject
from .assigned import assigned
from .unit_lines import units_told

_OWN_PLAN = re.compile(r"(?:制定|制订|出台|印发|研究提出)[^，。；]{0,12}(?:方案|细则|办法|计划|措施)")
_HEAD = re.compile(r"[（(【［](?P<names>[^（）()【】［］]{2,40})[）)】］](?=.)")
_UNLESS_SAID = re.compile(
    r"(?:没有|未|除)(?:另外|另行|特别|单独|专门|已)?(?:写明|注明|说明|明确|列明|指定)[^，。；]{0,8}?(?:的|外|以外|之外)[，]?(?:都|均|一律|全部)?由"
    r"(?P<names>[^，。；]{2,24}?)(?:负责|承担|落实|牵头|办理|组织实施)"
)
_OFFER = re.compile(r"^(?:鼓励|支持|允许)")


@dataclass(frozen=True)
class Duty:
    """Lead, supporting units and what else the responsible line says (often a deadline)."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    rest: str = ""
    rule: str = "units.none"


def responsible(nearby: Sequence[Passage], tasks: Sequence[int]) -> dict[int, Duty]:
    """The duty of each task (by its index in ``nearby``)."""
    wanted = set(tasks)
    told = units_told(nearby)
    given = assigned(nearby, wanted, told)
    duties: dict[int, Duty] = {}
    heir: tuple[int, Subject] | None = None
    for i, passage in enumerate(nearby):
        if i in told or passage.row:
            continue
        subject = _named_first(passage) or read_subject(passage.text[len(passage.opening) :])
        if heir is not None and not _reaches(nearby[heir[0]], passage):
            heir = None
        listed = heir is not None and nearby[heir[0]].item != passage.item
        inherits = heir is not None and not subject.actors and (listed or goes_on(passage.text))
        if i in wanted:
            duty = _duty(passage, subject, given.all.get(i), heir[1] if heir is not None and inherits else None)
            duties[i] = _told(duty, given.single[i]) if i in given.single else duty
        if listed:
            continue
        if subject.actors:
            heir = (i, subject) if subject.binding and _public(subject) else None
        elif not inherits:
            heir = None
    unless = _unless_said(nearby)
    return {
        i: replace(d, lead=unless, rule="units.unless-said") if unless and not d.lead else d for i, d in duties.items()
    }


def _unless_said(nearby: Sequence[Passage]) -> tuple[str, ...]:
    """Who answers for all that is not given to others (没有另外写明的都由各镇区负责)."""
    found = next((m for p in nearby if (m := _UNLESS_SAID.search(p.text)) is not None), None)
    return tuple(split_names(found["names"])) if found is not None else ()


def _named_first(passage: Passage) -> Subject | None:
    """Who is named in a bracket at the head of a line (（县水务局）10月底前清淤…); None without such a bracket."""
    named = _HEAD.match(passage.body) if passage.first else None
    names = split_names(named["names"]) if named is not None else []
    return Subject(tuple(names)) if names and all(map(certain_unit, names)) else None


def _told(duty: Duty, single: Responsibility) -> Duty:
    """What is told of a task alone goes before all else; where that is only who helps, the rest stays."""
    lead = single.lead or duty.lead
    support = single.support if single.lead else (*duty.support, *single.support)
    return Duty(
        lead, tuple(dict.fromkeys(s for s in support if s not in lead)), single.rest or duty.rest, "units.number"
    )


def _reaches(stem: Passage, passage: Passage) -> bool:
    """Whether what a sentence tells somebody goes on here: in its item, or in the list that its colon opens."""
    if passage.item == stem.item:
        return True
    return stem.text.endswith(("：", ":")) and passage.path.startswith(f"{stem.path}/")


def _duty(passage: Passage, subject: Subject, line: Responsibility | None, before: Subject | None) -> Duty:
    rest = line.rest if line is not None else ""
    if line is not None and not line.lead and not line.support:
        line = None  # a line about time or whom to ask only
    last = told_last(passage.body) or Responsibility()
    duty = _lead(passage, subject, line, before, last)
    if not duty.lead and not last.lead and (over := told_last(passage.body, watching=True)) is not None and over.lead:
        return Duty(over.lead, over.support, rest, "units.clause")
    more = () if last.lead else tuple(s for s in last.support if s not in duty.lead + duty.support)
    return Duty(duty.lead, duty.support + more, rest, duty.rule)


def _lead(
    passage: Passage,
    subject: Subject,
    line: Responsibility | None,
    before: Subject | None,
    last: Responsibility,
) -> Duty:
    """Who leads and who supports, by the first that tells: the sentence, the line of its own, what stood before."""
    if last.lead:
        return Duty(last.lead, last.support, rule="units.clause")
    said = named_inside(passage.body)
    if said is not None and said.lead:
        return Duty(said.lead, said.support, rule="units.clause")
    own = tuple(a for a in subject.actors if named_department(a))
    closing = named_last(passage.body)
    if closing is not None and (line is None or not line.lead):
        helpers = (*closing.lead, *closing.support)
        first = tuple(a for a in own if a not in helpers)
        lead, support = (first[:1], (*first[1:], *helpers)) if first else (closing.lead, closing.support)
        return Duty(lead, support, rule="units.clause")
    if line is not None and _answers_itself(passage, subject, line):
        return Duty(subject.actors, subject.partners, rule="units.subject")
    if (
        own
        and (own == subject.actors or _one_phrase(passage.body, subject.actors))
        and (line is None or own[0] not in line.lead)
    ):
        return Duty(own[:1], (*subject.actors[1:], *subject.partners), rule="units.subject")
    if line is not None:
        return _merge(line, subject)
    if subject.actors:
        return Duty(subject.actors, subject.partners, rule="units.subject")
    if before is not None and not all(a.startswith("各") or certain_unit(a) for a in before.actors):
        before = None if _OFFER.match(passage.body) else before
    if _OFFER.match(passage.body) and (before is None or _offered(passage.body)):
        return Duty(_offered(passage.body), subject.partners, rule="units.offer")
    title = passage.headings[-1].title if passage.headings else ""
    if passage.body.startswith(("负责", "承担")) and is_actor(title):
        return Duty((title,), subject.partners, rule="units.heading")
    if before is not None:
        return Duty(before.actors, subject.partners, rule="units.subject-before")
    return Duty((), subject.partners, rule="units.none")


def _answers_itself(passage: Passage, subject: Subject, line: Responsibility) -> bool:
    """Whether governments are told to write their own plan (各县人民政府…制定实施方案): nobody else leads in that."""
    told = bool(subject.actors) and all(map(_every_government, subject.actors))
    return told and not any(map(_every_government, line.lead)) and _OWN_PLAN.search(passage.body) is not None


def _every_government(name: str) -> bool:
    return name.startswith("各") and name.endswith("政府")


def _merge(duty: Responsibility, subject: Subject) -> Duty:
    """A line and the sentence's own subject: who leads by the line leads; without one, the subject does."""
    sweeping = all(a.startswith(("各地", "各有关", "各级")) for a in subject.actors)
    if duty.vague and not sweeping:
        return Duty(subject.actors, subject.partners, rule="units.subject")
    if duty.ordered and subject.actors and set(subject.actors) <= {*duty.lead, *duty.support}:
        # （甲、乙、丙负责）, and the sentence tells 乙 what to do
        others = tuple(n for n in (*duty.lead, *duty.support) if n not in subject.actors)
        return Duty(subject.actors, others, rule="units.subject-and-line")
    if duty.lead or (sweeping and not subject.partners):
        return Duty(duty.lead, duty.support, rule="units.line")
    partners = subject.partners if subject.partners else tuple(s for s in duty.support if s not in subject.actors)
    return Duty(subject.actors, partners, rule="units.subject-and-line")


def _one_phrase(body: str, actors: Sequence[str]) -> bool:
    """Whether the actors stand together before one verb (县文旅局和各乡镇应当…), the first a certain department."""
    joined = r"(?:、|和|与|及|以及|，)".join(map(re.escape, actors))
    return named_department(actors[0]) and re.search(joined, body) is not None


def _public(subject: Subject) -> bool:
    words = rules("actors")["public"]
    one = len(subject.actors) == 1 or all(actor.startswith("各") for actor in subject.actors)
    return one and all(any(word in actor for word in words) for actor in subject.actors)


def _offered(body: str) -> tuple[str, ...]:
    """Whom a sentence encourages, where that is every place alike (鼓励各地…)."""
    return tuple(re.findall(r"^(?:鼓励|支持)(各地|各地区|各地方|各[^，。；的]{1,8}政府)(?![的])", body))
