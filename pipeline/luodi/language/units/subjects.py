"""The subject of a sentence: who is told to act, where the sentence says so itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .names import expand, is_actor, split_names

_NUMBER = re.compile(r"^(?:第[一二三四五六七八九十百零\d]+条[\s　]*|[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?\s*|[①-⑳]|[一二三四五六七八九十]是)?(?:同时，|其中，|此外，)?")
_DUTY = (
    r"(?:要|应当|应|须|必须|需要|需|负责|承担|会同|牵头|不得|可以|可|原则上|一律|于|在(?=[^，。]{1,20}(?:前|内|中))|按照?(?=[^，。]{2,30})|对(?=[^，。]{2,60})"
    r"|每(?=[年季月周日半学两\d])|至少|统筹|建立|制定|组织|切实|全面|进一步|结合|依托|通过|根据|定期|及时|将|把|向|为|加强|完善|落实|指导|汇总|成立|设立|接受|履行|自主|实行|全部|如|\d{1,4}(?:年|月)|"
    r"汇总|利用|围绕|充分|认真|积极|主动|严格|继续|全年|年内)"
)
_SUBJECT = re.compile(rf"(?P<who>[^，。；：！？“”《》]{{2,60}}?)(?:，)?(?P<verb>{_DUTY})")
_TIME_LEAD = re.compile(r"^[^，。]{0,40}(?:前|内|期间|起|底|年|后|中|上半年|下半年|之日起\d+日)，")
_CONDITION = re.compile(r"^(?:对|对于|在|按照|根据|结合|围绕|通过|依托|为|以|从|凡|涉及|经)[^，。]{1,80}，")
_WITH = re.compile(r"(?:要|应当|应|须)?会同(?P<names>[^，。；：]{2,40}?)(?=(?:每|对|建立|制定|做好|共同|开展|加强|研究|统筹|提出|组织|按|根据|推进|落实|指导|完善|负责|，|。|；|结合|抓好|定期|尽快|及时|联合))")
_BY = re.compile(r"由(?P<names>[^，。；：的]{2,40}?)(?P<role>牵头|负责|承担|组织实施|会同|组织|统一|另行|制定|统筹)")


@dataclass(frozen=True)
class Subject:
    """Who acts and with whom, as the sentence itself says; both empty when it does not."""

    actors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


def read_subject(sentence: str) -> Subject:
    """The acting units of one sentence.

    >>> read_subject("市场监管部门会同教育部门每学期至少开展2次检查。")
    Subject(actors=('市场监管部门',), partners=('教育部门',))
    >>> read_subject("各市人民政府应当于2023年5月底前制定实施细则。").actors
    ('各市人民政府',)
    >>> read_subject("污泥无害化处置率不低于95%。").actors
    ()
    """
    body = sentence[_NUMBER.match(sentence).end() :]  # type: ignore[union-attr]  # the pattern also matches nothing
    partners: list[str] = []
    together = _WITH.search(body)
    if together:
        partners = [n for name in split_names(together["names"]) for n in expand(name) if is_actor(n)]
    for _ in range(3):
        actors = _leading_actors(body)
        if actors:
            return Subject(tuple(actors), tuple(p for p in partners if p not in actors))
        m = _TIME_LEAD.match(body) or _CONDITION.match(body)
        if m is None:
            break
        body = body[m.end() :]
    by = _BY.search(sentence)
    if by and "牵头、" not in by.group():
        names = [n for name in split_names(by["names"]) for n in expand(name)]
        if names and all(is_actor(n) for n in names) and by["role"] in ("负责", "承担", "牵头", "统筹", "组织实施"):
            return Subject(tuple(names), tuple(partners))
    return Subject((), tuple(partners))


def _leading_actors(body: str) -> list[str]:
    if body.startswith(("对", "在", "为", "把", "将", "以", "从", "按", "凡", "不得", "严禁", "鼓励", "支持", "由", "向", "经", "与")):
        return []
    for m in _SUBJECT.finditer(body):
        if m.start() > 0:
            return []
        who = m["who"].strip("，")
        names = expand(who)
        if names and all(is_actor(n) for n in names) and not re.search(r"(?:要|应当|应|的(?!县|市|区|地|企|城|设|高))", who):
            return names
        break
    # the shortest stretch before a verb may stop inside the name (各有关部门要…): try longer ones
    for end in re.finditer(_DUTY, body[:70]):
        who = body[: end.start()].strip("，")
        if len(who) < 2 or "，" in who or "。" in who:
            continue
        names = expand(who)
        if names and all(is_actor(n) for n in names):
            return names
    return []
