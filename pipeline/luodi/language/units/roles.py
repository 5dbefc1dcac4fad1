"""Names with the word for their role behind them: 省教育厅牵头，省财政厅、省残联配合."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from luodi.text.lexicon import rules

from .names import is_unit, split_names

_HELD = 2048
"""Texts whose reading is kept: a sentence is asked about by its neighbours too."""
_UNIT_END = re.compile(
    r"[部委局厅办署院会府司处科室心团关行队校站所社协联位门构区市县省镇乡村道业盟州旗台网股长员等组馆园场地街体者主）]$"
)
_CUT = re.compile(r"[，,；;。]|(?<=牵头)、|(?<=负责)、|(?<=配合)、")
_NOTE = re.compile(r"[。；;]\s*(?:列|排)")
_VAGUE = re.compile(r"^(?:各有关|有关|各相关|相关|各)(?:部门|单位|地区|方面|部门和单位|地区和部门|单位和部门)*$")
_GIVEN = re.compile(
    r"^(?:以下(?:任务|工作)?均?需|(?:全部|各项|所有)(?=工作|任务|措施))?(?:[此这该本]一?[件项个条]?(?:事情?|工作|任务|活儿?)?)?[，,]?"
    r"(?:(?:任务|工作|措施|事项)?[，,]?(?:仍|均|都|就|全部|统一|具体)?(?:由|归口?|算|交由|交给|请|以(?![下上内外])|责成|责令|指定|委派|商请))*"
)
_BELONGS = re.compile(r"^(?P<whose>(?:[此这该]一?[件项个条]?(?:事情?|工作|任务|活儿?)?)?(?:算|归)[^，；]{2,20})的$")
_TIER = re.compile(r"(?:政府|[省市县区镇乡村]|街道(?:办事处)?|社区|（[镇乡区县市街道]+）)$")
_SHARED = re.compile(r"职责|分工|分别|分头|共同|各自")
_LEGEND = re.compile(r"（[^（）]*(?:[标带加]|注)[^（）]*为?牵头[^（）]*）")
_MARK = re.compile(r"（(?:牵头|主办|主责)(?:单位|部门)?）|[★☆▲●◆*](?=[、，；。]|$)")
_MARKED = re.compile(rf"(?P<name>[^、，；。：:（）\s]+)(?:{_MARK.pattern})")
_ROLES = ("lead", "sole", "watch", "support")
_LONGEST_ROLE = 40
_TERM = re.compile(r"(?:[前内底日]|年内)(?:完成|办结|落实|到位)?$|^(?:长期坚持|持续推进|下同)$")
_SHORT = re.compile(r"^(?:抓|管|盯|扛|实施|执行|管理|完成|推进|办理|检查|考核|验收|保障|支持)$")
"""Words that end other nouns too: behind them only names known as units count."""


@dataclass(frozen=True)
class Responsibility:
    """Lead and supporting units named in one place; ``rest`` holds the words that are not units (often a deadline).

    ``ordered`` if no word says who leads and the leader is only the one named first (甲、乙负责).
    """

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    rest: str = ""
    ordered: bool = field(default=False, compare=False, repr=False)

    @property
    def vague(self) -> bool:
        """Whether it only says that everybody does their part (各有关部门按职责分工负责)."""
        names = self.lead + self.support
        return bool(names) and all(_VAGUE.match(name) for name in names)


def decide(lead: list[str], support: list[str], sole: list[str], first_is_lead: bool, rest: str) -> Responsibility:
    """Who leads of units by role: without a word for leading a single one does; of several the first, if so said."""
    if not lead and sole and (len(sole) == 1 or first_is_lead):
        lead, support = [sole[0]], support + sole[1:]
    else:
        support = support + [n for n in sole if n not in lead and n not in support]
    return Responsibility(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(n for n in support if n not in lead)), rest)


@lru_cache(maxsize=_HELD)
def predicated(body: str, *, first_is_lead: bool, strict: bool = False, watching: bool = True) -> Responsibility | None:
    """甲、乙牵头，丙配合: names gather until the word for their role; None for any other words.

    ``strict`` takes only words that are wholly names known as units and roles; who watches leads where nobody else is
    named, unless not ``watching``.

    >>> predicated("市教育局指导，各县人民政府落实", first_is_lead=False)
    Responsibility(lead=('各县人民政府',), support=('市教育局',), rest='')
    >>> predicated("县文明办盯着", first_is_lead=False, strict=True).lead
    ('县文明办',)
    """
    if not _may_tell().search(body):
        return None
    body, marked = marked_leaders(body)
    roles: dict[str, list[str]] = {"lead": marked, "support": [], "sole": [], "watch": []}
    rest: list[str] = []
    waiting: list[str] = []
    ordered = False
    note = _NOTE.search(body)
    for chunk in _CUT.split(body[: note.start()] if note is not None else body):
        said = _role(_BELONGS.sub(r"\g<whose>负责", chunk.strip()))
        if said is None:
            waiting.append(chunk.strip())
            continue
        before, kind, word = said
        if (
            kind == "support"
            and waiting
            and not (roles["lead"] or roles["sole"])
            and _sure(split_names("、".join(waiting)))
        ):
            # 甲，乙配合: who stands before the comma answers
            roles["sole"] += split_names("、".join(waiting))
            waiting = []
        names = split_names(_GIVEN.sub("", "、".join([*waiting, before])))
        waiting = []
        if not (_sure(names) if strict or _SHORT.match(word) else _plausible(names)):
            return None
        names, partners = together(names)
        if kind == "sole" and len(names) > 1 and not _SHARED.search(chunk):
            # 甲、乙负责: the first answers, unless each does its part; tiers of government (市政府、县政府) all do
            kind = "lead" if all(map(_TIER.search, names)) else kind
            ordered, first_is_lead = not first_is_lead, True
        first_is_lead = first_is_lead or (kind == "sole" and bool(roles["sole"]))
        roles["support"] += partners
        roles[kind] += names
    rest += [w for w in waiting if w]
    if not any(roles.values()) or len("".join(rest)) > 30 or (strict and not all(map(_TERM.search, rest))):
        return None
    lead, sole, watch = roles["lead"], roles["sole"], roles["watch"]
    if watching and watch and not lead and not sole and not roles["support"]:
        lead, watch = watch[:1], watch[1:]
    duty = decide(lead, roles["support"] + watch, sole, first_is_lead, "；".join(rest))
    return replace(duty, ordered=ordered and not lead)


def marked_leaders(text: str) -> tuple[str, list[str]]:
    """A list of names without the marks of those that lead (县公路局（牵头）, 县公路局★), and these.

    >>> marked_leaders("县公路局★、县财政局（标★的为牵头单位）")
    ('县公路局、县财政局', ['县公路局'])
    """
    text = _LEGEND.sub("", text)
    if _MARK.search(text) is None:
        return text, []
    lead = [m["name"].strip() for m in _MARKED.finditer(text)]
    return _MARK.sub("", text), lead


def ends_with_role(text: str) -> bool:
    """Whether a text ends with the word for a role.

    >>> ends_with_role("由县文旅局牵头"), ends_with_role("县文旅局")
    (True, False)
    """
    return _role(text.strip()) is not None


def together(names: list[str]) -> tuple[list[str], list[str]]:
    """甲会同乙、丙: the first leads, those after 会同 support."""
    for i, name in enumerate(names):
        joined = re.search(r"会同|联合|商(?=[省市县区]|同级|有关|相关)", name)
        if joined is not None and joined.start() > 1:
            return [*names[:i], name[: joined.start()]], [name[joined.end() :], *names[i + 1 :]]
    return names, []


def _role(chunk: str) -> tuple[str, str, str] | None:
    """The names, the kind of role and its word, where a chunk of text ends with one."""
    if chunk[-1:] not in _letters():
        return None
    found = _ending().search(chunk, max(0, len(chunk) - _LONGEST_ROLE))
    if found is None:
        return None
    kind = str(found.lastgroup)
    return chunk[: found.start()], kind, found[kind]


def _plausible(names: list[str]) -> bool:
    """Whether these read like units: short, and at least half end like one."""
    like = [n for n in names if len(n) <= 40 and _UNIT_END.search(n)]
    return bool(names) and len(like) * 2 >= len(names)


def _sure(names: list[str]) -> bool:
    """Whether these all are names of units and nothing else."""
    parts = [p for n in names for p in re.split("会同|联合", n)]
    return bool(parts) and all(map(is_unit, parts))


@cache
def _letters() -> frozenset[str]:
    """The characters of which words for roles consist: a cheap test that most other words fail."""
    words = rules("roles")
    return frozenset(re.findall("[一-龥]", "".join(w for kind in _ROLES for w in words[kind])))


@cache
def _may_tell() -> re.Pattern[str]:
    """What some clause of a text must end with for the text to tell who answers."""
    return re.compile(rf"[{''.join(sorted(_letters() | {'的'}))}](?=[，,；;。、（\s]|$)|{_MARK.pattern}")


@cache
def _ending() -> re.Pattern[str]:
    words = rules("roles")
    kinds = "|".join(f"(?P<{kind}>{'|'.join(words[kind])})" for kind in _ROLES)
    return re.compile(f"(?:{'|'.join(words['manner'])})*(?:{kinds})$")
