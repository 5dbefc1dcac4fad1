"""Lines, brackets and sentences that tell of single items who answers for them.

They point at the items by number (第三、四项由…, （一）至（三）…, A2牵头：…), by place (以上三条…, 后一项…, 其余…)
or by what the item is about (体育一项由…, 低俗婚闹这一块…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from luodi.text.items import LEADING, NUMBER, RINGED
from luodi.text.numerals import parse_numeral

from .marks import KIND, LIST, NAMED, SURE, TO, WORK, marks
from .names import is_actor, is_unit, split_names
from .responsibility import bare, is_bracketed, read_responsibility
from .roles import Responsibility, ends_with_role, predicated

_HELD = 2048
"""Texts whose reading is kept: a sentence is asked about by its neighbours too."""
_PLACE = re.compile(
    rf"(?P<side>以上|上述|上面|前面?|后面?|最后|末尾?|头)的?这?(?P<count>{NUMBER}|两|几)(?:个)?{KIND}{WORK}"
    rf"|(?P<former>前者)|(?P<latter>后者)|(?P<rest>其余|其他|其它|剩下)的?(?:各?(?:条|项|款|点|部分)|几[条项]|{WORK}(?=均?由|均?归|[：:])){WORK}"
)
_TOPIC = re.compile(
    r"(?P<topic>[^，。；：:、由（）()]{2,12}?)(?:这一?(?:块|项|条|件|头|摊子?|档子?事|方面)|那一?(?:块|项|条|摊)|一(?:项|块|事|条)|的事[情儿]?|方面|环节)"
    rf"{WORK}上?|(?P<matter>[^，。；：:、由（）()]{{2,10}}(?<![可应要须也]))(?=由[^，。；]{{2,}})|(?P<colon>[^，。；：:、由（）()]{{2,10}})[：:](?=.{{2,}})"
)
_BEHIND = rf"(?!{KIND}|{TO}|、|[（({RINGED}])"
_NUMBERED = re.compile(
    rf"(?:第{NUMBER}{KIND}[\s　]|[（(]{NUMBER}[）)]{_BEHIND}|[{RINGED}]{_BEHIND}"
    rf"|[A-Z]{{1,2}}[-－—.]?\d|{NUMBER}[、.．](?!{NUMBER}(?:{KIND}|、)))"
)
"""What an item of its own begins with, rather than a sentence that points at one."""
_SECOND = re.compile(rf"第{NUMBER}{KIND}(?![\s　])")
_HELPING = re.compile("配合|协助|协办|参与|参加|支持")
_WHOLE = re.compile(
    r"(?:(?:以上|上述|前述|全部|所有|该|本|此|这)?(?:各|一|几)?(?:项|条|段|款|章|节|部分)?(?:工作|任务|事项|措施|内容|分工|责任)?|具体|主要|均|都|统一|日常)+"
)
"""Words that mean all that stands near, and so point at nothing in it."""
_ABOVE = re.compile("(?:以上|上述|前述|上面)的?")
_BUT = re.compile(r"^除(?P<but>[^，；]+?)(?:以外|之外|外)[，,]")
_LABELS = re.compile("单位|部门|主体|处室|科室|牵头|配合|责任|协办|主办|督办|时限|时间|期限|领导|人$|电话|备注|[注附]")
_PAIRED = re.compile(rf"(?P<names>[^（）()、，；：:]{{2,20}})[（(](?P<of>{LIST}){WORK}[）)][、，；]?")
_PAIRED_END = ("）", ")", "、", "，", "；")
_LONGEST = 1000
_HELPS = ("配合", "协助", "参与", "协办", "支持")
_TURNED = re.compile(
    rf"(?:(?P<names>[^：:，]{{2,40}}?)[：:]?)?(?P<act>牵头(?:负责|落实|办理)?|负责(?:落实|办理)?|承担|主办|落实|{'|'.join(_HELPS)})"
    rf"(?P<of>{LIST}){WORK}"
)
_TURNING = re.compile(rf"(?:牵头|负责|承担|主办|{'|'.join(_HELPS)})(?=第|[（(]|\d|[A-Z{RINGED}])")
"""The unit first and then its items: 县公路局：牵头第一、三项，配合第二项."""
_ASIDE = re.compile(r"^(?:其中|但)[，：:]?")
_INTRODUCED = re.compile(
    r"^(?:附?注|备注|说明)[：:]|^(?:具体)?(?:(?:责任|任务|职责|工作)?分工(?:如下|为)?|责任(?:单位|部门)(?:如下)?|责任落实)[：:，]|^(?:具体)?[是为]?[：:]"
)
_HANDED = re.compile(rf"^{WORK}[，：:]?(?:均|都|统一|具体)?(?:由|归|交由|交给|请|责成|是)?")


@dataclass(frozen=True)
class Said:
    """What one clause says: who answers for the items it points at; ``aside`` if it excepts them from a whole (其中).

    ``items`` holds the marks it names (see :func:`marks`), ``side`` and ``count`` a place, ``topic`` words of the
    item; all empty where it speaks of everything. ``helps`` if it only names who helps.
    """

    duty: Responsibility
    items: tuple[str, ...] = ()
    side: str = ""
    count: int = 0
    topic: str = ""
    aside: bool = False
    helps: bool = False

    @property
    def pointed(self) -> bool:
        """Whether it speaks of single items only."""
        return bool(self.items or self.side or self.topic)


@lru_cache(maxsize=_HELD)
def duties_told(text: str, *, first_is_lead: bool = False) -> tuple[Said, ...]:
    """The clauses of a text that does nothing but tell who answers for which item; empty for any other text.

    >>> [(s.items, s.duty.lead) for s in duties_told("（A2牵头：市供电公司；A3牵头：市数据局）")]
    [(('A2',), ('市供电公司',)), (('A3',), ('市数据局',))]
    >>> [(s.side, s.count, s.duty.lead) for s in duties_told("以上三条县文明办盯着。")]
    [('last', 3, ('县文明办',))]
    >>> [(s.side, s.duty.lead, s.duty.support) for s in duties_told("前一项妇联会同民政局，后一项教育局。")]
    [('first', ('妇联',), ('民政局',)), ('last', ('教育局',), ())]
    >>> [(s.topic, s.aside, s.duty.lead) for s in duties_told("（牵头单位：县文旅局，其中办证一项由县市监局负责）")]
    [('', False, ('县文旅局',)), ('办证', True, ('县市监局',))]
    >>> duties_told("第一项工程由县水利局牵头，6月底前完工。")
    ()
    """
    if len(text) > _LONGEST:
        return ()
    body = bare(text)
    bracketed = is_bracketed(text)
    introduced = _INTRODUCED.match(body)
    body = _BUT.sub(r"\g<but>；", body[introduced.end() :] if introduced is not None else body)
    own = LEADING.match(body)
    if not bracketed and own is not None and _SECOND.match(body, own.end()):
        introduced, body = own, body[own.end() :]  # 第四条　第一条、第三条由…: its own number, then those it points at
    pairs = list(_PAIRED.finditer(body)) if body.endswith(_PAIRED_END) else []
    if pairs and not _PAIRED.sub("", body) and all(is_unit(p["names"]) and SURE.search(p["of"] + "项") for p in pairs):
        return tuple(Said(Responsibility((p["names"],)), items=marks(p["of"])) for p in pairs)
    said: list[Said] = []
    whose: list[str] = []
    for clause in _clauses(body):
        if (turned := _TURNED.fullmatch(clause)) is not None and SURE.search(turned["of"]):
            whose = split_names(turned["names"]) if turned["names"] else whose
            if not whose or not all(map(is_unit, whose)):
                return ()
            helps = turned["act"] in _HELPS
            duty = Responsibility((), tuple(whose)) if helps else Responsibility((whose[0],), tuple(whose[1:]))
            said.append(Said(duty, items=marks(turned["of"]), helps=helps))
            continue
        one = _read(
            clause, bracketed=bracketed, numbered=not (bracketed or introduced or said), first_is_lead=first_is_lead
        )
        if one is None:
            if bracketed and said and len(clause) <= 16:
                continue  # 下同, 不再一条一条写
            return ()
        said.append(one)
    return tuple(said) if any(s.pointed for s in said) else ()


@lru_cache(maxsize=_HELD)
def tells_units(text: str) -> bool:
    """Whether a text only says who answers for what stands near it.

    >>> tells_units("（第一项由市教育局牵头）"), tells_units("由市教育局牵头。"), tells_units("每月检查一次。")
    (True, True, False)
    """
    # said as the lines of units are asked for, since what is kept is found by the words of the call
    return read_responsibility(text, first_is_lead=False) is not None or bool(duties_told(text, first_is_lead=False))


def _clauses(body: str) -> Iterator[str]:
    """The body cut at ；。 and where a clause behind a comma points at other items."""
    begin = 0
    for cut in re.finditer(r"[，,；;。、]", body):
        behind = body[cut.end() :]
        whole = cut.group() in "；;。"
        if not whole and not _ASIDE.match(behind) and not _TURNING.match(behind):
            before = body[begin : cut.start()]
            # 第三、四项: the second of a list is no clause of its own; what points by a matter follows a whole clause
            pointer = _numbered(behind) or (_matter(behind) if ends_with_role(before) else None)
            if pointer is None or _only(before):
                continue
        if body[begin : cut.start()].strip():
            yield body[begin : cut.start()].strip("，,、 　")
        begin = cut.end()
    if body[begin:].strip():
        yield body[begin:].strip("，,、 　")


def _only(text: str) -> bool:
    """Whether a text is a list of items and nothing else."""
    found = NAMED.match(_ASIDE.sub("", text.strip()))
    return found is not None and found.end() == len(_ASIDE.sub("", text.strip()))


def _read(clause: str, *, bracketed: bool, numbered: bool, first_is_lead: bool) -> Said | None:
    aside = _ASIDE.match(clause)
    rest = clause[aside.end() :] if aside is not None else clause
    pointer = _numbered(rest) or _matter(rest)
    if pointer is not None and numbered and _NUMBERED.match(rest):
        return None  # （二）建强制种基地: its own number
    if pointer is None:
        duty = read_responsibility(f"（{rest}）" if bracketed else rest, first_is_lead=first_is_lead)
        return None if duty is None else Said(duty, helps=not duty.lead and _HELPING.search(rest) is not None)
    at, length = pointer
    rest = rest[length:]
    rest = rest[_HANDED.match(rest).end() :]  # type: ignore[union-attr]  # matches the empty text too
    duty = _duty(rest, strict=not bracketed, alone=bracketed or bool(at.side))
    return None if duty is None else Said(duty, at.items, at.side, at.count, at.topic, aside is not None)


def _numbered(text: str) -> tuple[Said, int] | None:
    """The items that a text's first words name by number or place, and how many characters these are."""
    nobody = Responsibility()
    place = _PLACE.match(text)
    if place is not None:
        if place["former"] or place["latter"]:
            return Said(nobody, side="first" if place["former"] else "last", count=1), place.end()
        if place["rest"]:
            return Said(nobody, side="rest"), place.end()
        count = {"两": 2, "几": 99}.get(place["count"]) or int(parse_numeral(place["count"]) or 0)
        return Said(nobody, side="first" if place["side"][0] in "前头" else "last", count=count), place.end()
    above = _ABOVE.match(text)
    if above is not None and (found := _numbered(text[above.end() :])) is not None and found[0].items:
        return found[0], found[1] + above.end()
    numbers = NAMED.match(text)
    if numbers is not None and SURE.search(numbers.group()):
        return Said(nobody, items=marks(numbers["items"])), numbers.end()
    return None


def _matter(text: str) -> tuple[Said, int] | None:
    """The matter of an item that a text's first words name, and how many characters these are."""
    topic = _TOPIC.match(text)
    about = "" if topic is None else topic["topic"] or topic["matter"] or topic["colon"]
    labelled = topic is not None and topic["colon"] and _LABELS.search(about)
    if topic is not None and not labelled and not is_actor(about) and not _WHOLE.fullmatch(about):
        return Said(Responsibility(), topic=about), topic.end()
    return None


def _duty(rest: str, *, strict: bool, alone: bool) -> Responsibility | None:
    """Who answers, behind a pointer: names with roles, labels (牵头：…), or names alone, of which the first leads."""
    labelled = read_responsibility(f"（{rest}）") if re.match(r".{0,8}[：:]|[^，；]{2,8}[为是]", rest) else None
    if labelled is not None:
        return labelled
    duty = predicated(rest, first_is_lead=False, strict=strict)
    if duty is not None:
        # 第二项由甲、乙负责 tells both alike
        both = re.fullmatch(r"[^，,；]+负责", rest) is not None and not re.search("牵头|会同|联合", rest)
        return Responsibility(duty.lead + duty.support, (), duty.rest) if both else duty
    names = [n for piece in split_names(rest) for n in piece.split("会同")] if alone else []
    return Responsibility((names[0],), tuple(names[1:])) if names and all(map(is_actor, names)) else None
