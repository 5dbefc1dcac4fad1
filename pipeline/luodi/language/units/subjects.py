"""The subject of a sentence: who is told to act, where the sentence says so itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from luodi.text.items import CODE, HAN, MARK
from luodi.text.lexicon import rules

from .names import certain_unit, expand, is_actor, named_department, split_names

_LEADING = re.compile(
    rf"^(?:(?:{MARK}|{CODE})\s*|{HAN}是)?(?:同时，|其中，|此外，"
    r"|会议(?:还|并)?(?:要求|强调|明确|决定|议定|确定|指出|同意)[，：])?"
)
_HEADING = re.compile(r"^[^，。；：\s　\d（）]{2,14}[ 　]+(?=\S)")
_WHEN = re.compile(r"^(?:[每到从自今明本上下第]|\d)[^，。；的]{0,10}?(?:前|内|起|底|日|月|季度|年|天|周)，?")
_CALLED = re.compile(r"^(?P<names>[^：:，。；“”]{2,40})[：:](?!鼓励|支持|是|指)(?=.)")
_SANCTIONED = re.compile(r"(?:逾期|拒不|情节)[^，。]{0,12}的，(?:处(?!理)|依法|予以|给予|没收|并处)")
_LABEL = re.compile(r"^(?!由)[^：:，。；“”的、]{2,8}[：:]")
"""A heading of a few words before what it heads (工作要求：各乡镇要…)."""
_CLAUSE = re.compile(r"(?:[^，。；！？（）“”]|（[^（）]*）|“[^”]*”)+")
_TIME = re.compile(r"^(?:到|自|从|在)?[^，]{0,24}(?:前|内|期间|年|月|日|后|底|中|起|之际|[一两三四]季|时节|学期)$")
_SETTING = re.compile(
    r"^(?:对|在|按照|根据|结合|围绕|通过|依托|为|以|从|凡|涉及|经|自|到|于)"
    r"|(?:发生|出现|发现|接到|遇有|遇到)[^，]{2,12}$|(?:的|时|后|前|内|上|中|下|外|期间|基础上|情况下|原则)$"
)
_CHARGED = re.compile(r"^(?:责成|责令|商请|提请|委托|烦请|恳请|指定|委派|请(?=[各省市县区镇乡]))(?=[^、]{2,})")
_HANDED = re.compile(r"由[^，。；：]{2,40}?(?:牵头|负责|承担|落实|组织|监督|指导|统筹)")
_CONDITIONED = re.compile(r"^(?:有条件|符合条件|具备条件)的")
_GATHERED = re.compile(r"[^，。；]{0,16}(?:较为集中|密集|较多|较大|突出)的")
_MEASURED = re.compile(
    r"[^的]{4,}的(?:比例|比重|占比|数量|[一-龥]{0,4}率)[^，]{0,6}(?:达|[不未]低|[不未]少|不高|不超|控制|提高|降|为)"
)
_WITH = re.compile(
    r"(?:会同|对接|联合(?=[省市县区州](?![内外级直]))|(?<=[局厅委办部署])商(?=[省市县区州]|同级|有关|相关))(?P<names>[^，。；：]{2,60})"
)
_ALONG = re.compile(r"(?:要|应当|应)与(?P<names>[^，。；：的]{2,30}?)(?=建立|联合|共同|加强)")
_PLACE = re.compile(r"(?:各地|省|市|县|区|州|镇|乡|街道|村|社区|）)$")
_LEVELS = re.compile(r"^各?(?:设区市|(?:国家|[省市县])级|[省市县乡区州村])、")
_TIER = r"(?:街道(?:办事处)?|乡?镇(?:人民政府)?|乡(?:人民政府)?|社区|村(?:委会|民委员会)?|居委会)"
_TIERS = re.compile(rf"各?{_TIER}(?:、{_TIER})+")
"""街道、镇: the tiers next to the people are named by single words."""
# 监管部门发现…的，责令整改: a public body in a condition acts itself, an enterprise in one is only meant by it
_FINDING = ("在", "对", "发现", "于", "不", "未", "不得")
_PUBLIC = re.compile(r"(?:政府|部门|[局厅委]|机关|办公室)$")
_BY = re.compile(r"(?<![经理])由(?P<rest>[^，。；：]{3,60})")


@dataclass(frozen=True)
class Subject:
    """Who acts and with whom, as the sentence itself says; both empty when it does not.

    ``binding`` is False where the actors are only allowed something (可, 可以).
    """

    actors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    binding: bool = True


def read_subject(sentence: str) -> Subject:
    """The acting units of one sentence.

    >>> read_subject("市场监管部门会同教育部门每学期至少开展2次检查。")
    Subject(actors=('市场监管部门',), partners=('教育部门',), binding=True)
    >>> read_subject("各市人民政府应当于2023年5月底前制定实施细则。").actors
    ('各市人民政府',)
    >>> read_subject("各街道办事处、镇人民政府应当每月检查一次。").actors
    ('各街道办事处', '镇人民政府')
    >>> read_subject("污泥无害化处置率不低于95%。").actors
    ()
    """
    body = _without_heading(_without_number(sentence))
    called = _CALLED.match(body)
    if called is not None:
        told = read_subject(body[called.end() :])
        if not told.actors and all(map(certain_unit, split_names(called["names"]))):
            return Subject(tuple(split_names(called["names"])), tuple(_partners(body)))
        if told.actors and _LABEL.match(body):
            return told
    actors: list[str] = []
    binding = True
    opened = False
    for m in _CLAUSE.finditer(body):
        clause = m.group().strip()
        found, modal = _leading(clause, strict=opened)
        if found:
            binding = binding if actors else not modal.startswith(("可", "仍可"))
            actors += [a for a in found if a not in actors]
        opened = opened or not (_SETTING.search(clause) or _TIME.match(clause))
    partners = _partners(body)
    if not actors:
        actors = _agents(body) or _everywhere(body) or _later(body)
    return Subject(tuple(actors), tuple(p for p in partners if p not in actors), binding)


def starts_imperative(sentence: str) -> bool:
    """Whether a sentence begins with what is to be done, leaving out who does it (要…, 对…, 加强…).

    >>> starts_imperative("加强师资建设。"), starts_imperative("抽查比例应设置上限。")
    (True, False)
    """
    return _order().match(_without_number(sentence)) is not None


def goes_on(sentence: str) -> bool:
    """Whether a sentence leaves out who acts, so that it may go on about the one before (每月5日前把进度报县里).

    >>> goes_on("每月5日前把上月进度报县水利局。"), goes_on("渠道每月清淤1次。")
    (True, False)
    """
    body = _without_number(sentence)
    when = _WHEN.match(body)
    return (
        starts_imperative(sentence)
        or _SANCTIONED.match(body) is not None
        or (when is not None and _order().match(body[when.end() :]) is not None)
    )


def _without_number(sentence: str) -> str:
    lead = _LEADING.match(sentence)
    return sentence[lead.end() :] if lead else sentence


def _without_heading(body: str) -> str:
    """A sentence without the short heading that stands before it on its line (抓落实 各乡镇…)."""
    heading = _HEADING.match(body)
    return _without_number(body[heading.end() :]) if heading is not None else body


def _leading(clause: str, *, strict: bool) -> tuple[list[str], str]:
    """The actors a clause begins with and the word that follows them; ``strict`` asks for a binding modal verb.

    The shortest name that a verb follows is taken; after a mere place (各市建设局) a longer one before a modal verb.
    """
    conditional = clause.endswith("的")
    if _MEASURED.search(clause) is not None and not clause.startswith("各"):
        return [], ""  # 综合医院设立老年医学科的比例达到…: a figure of theirs
    best: tuple[list[str], str] = ([], "")
    for word in (_modal() if strict else _follower()).finditer(clause, 1, 160):
        if strict and word.group() in ("可", "可以", "仍可"):
            continue
        if word.group() == "由" and _HANDED.match(clause, word.start()):
            break  # 家长学校由妇联牵头: what stands before 由 is handed to somebody else
        phrase = clause[: word.start()]
        if phrase.endswith(("、", "和", "及", "与")):
            continue
        if best[0] and len(phrase) > len("".join(best[0])) + 14:
            break
        names = _actors(phrase)
        if conditional and not (word.group() in _FINDING and all(_PUBLIC.search(n) for n in names)):
            names = []
        if clause.endswith("时") and word.group() != "在":
            names = []
        if names and (not best[0] or _modal().match(word.group())):
            best = (names, word.group())
        if best[0] and not _PLACE.search(best[0][-1]):
            break
    return best


def _actors(phrase: str) -> list[str]:
    """The actors of a noun phrase, empty when it is anything else."""
    if "的" in phrase:
        pieces = split_names(phrase) if _GATHERED.match(phrase) else [phrase]
        plain = [_GATHERED.sub("", _CONDITIONED.sub("", p)) for p in pieces]
        if any("的" in p for p in plain) or not all(is_actor(p) for p in plain):
            return []
        return pieces
    phrase = _CHARGED.sub("", phrase)
    if phrase.startswith(("每", "这", "该", "其", "上述", "全")):
        return []
    if _TIERS.fullmatch(phrase):
        return phrase.split("、")
    names = expand(phrase)
    if not all(is_actor(_examples(n)) for n in names) or names == ["财政"]:
        return []
    uncut = names == [phrase] and "、" in re.sub(r"（[^（）]*）", "", phrase)
    if uncut and not _LEVELS.match(phrase) and "等" not in phrase:
        return []
    return names


def _examples(name: str) -> str:
    """化工、矿山等高危行业企业 acts as 高危行业企业: the examples are no part of what it is."""
    found = re.search(r"、[^等]{2,20}等(?!学校|职业)([^等]{2,12}企业)$", name)
    return found.group(1) if found else name


def _agents(body: str) -> list[str]:
    """由某某负责、确定…: the agent named inside the sentence."""
    for m in _BY.finditer(body):
        rest = m["rest"]
        names, _ = _leading(rest, strict=False)
        if "参加" in rest or "的" in rest[: max(8, len("、".join(names)) + 3)]:
            continue
        if names and names != ["地方"] and names != ["企业"]:
            return names
    return []


def _later(body: str) -> list[str]:
    """Who acts in a later clause only, where that is certainly one department (水库空库迎汛，县水利局逐库派驻人员)."""
    for m in list(_CLAUSE.finditer(body))[1:]:
        names, _ = _leading(m.group().strip(), strict=False)
        if names and all(map(named_department, names)):
            return names
    return []


def _everywhere(body: str) -> list[str]:
    """各地…要…: what every place has, brings or does is every place's to see to; so is what a side pledges (乙方…)."""
    found = re.match(r"(各地区?(?!域|方|的|政府|公)|[甲乙丙]方(?![、和与及的]))(?=[一-龥])", body)
    return [found.group(1)] if found is not None else []


def _partners(body: str) -> list[str]:
    found: list[str] = []
    for pattern in (_WITH, _ALONG):
        for m in pattern.finditer(body):
            names, _ = _leading(m["names"] + "，", strict=False)
            if not names:
                whole = expand(m["names"])
                names = whole if all(is_actor(n) for n in whole) else []
            found += [n for n in names if n not in found]
    return found


def _words(*kinds: str) -> str:
    """A regex alternation of words of these kinds, longest first; 要 of 要求 is none."""
    words = {word for kind in kinds for word in rules("actors")[kind]}
    return "|".join(f"{w}(?!求)" if w == "要" else w for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(f"(?:{_words('modals')})")


@cache
def _follower() -> re.Pattern[str]:
    months = (
        r"\d{1,4}年|\d{1,2}月|[今明][年月天]|本[年月周季]|\d{1,3}(?:分钟|小时|天|日|个工作日)内"
        r"|给(?![水排养付予])|是(?=(?:[^，。；]{0,6}(?:工作|整改))?(?:第一责任|责任|主体|第一))|商(?=[省市县区州])"
    )
    return re.compile(f"(?:{_words('modals', 'verbs')}|{months})")


@cache
def _order() -> re.Pattern[str]:
    return re.compile(f"(?:{_words('orders', 'verbs', 'modals')}|要求)")
