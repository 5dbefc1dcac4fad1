"""What kind of document it is (docs/labels.md), with how sure that is and the rule that said so."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from luodi.records import DocumentKind
from luodi.text.genres import without_plans
from luodi.text.lexicon import rules
from luodi.text.titles import parse_title

from .citations import Citation, citations_in
from .mentions import OPENING
from .organs import RANKS, is_central, rank_of_place

_LOCAL_WORDS = re.compile(
    r"[我本全](?:省|市|县|区|州|旗|镇|乡)(?!场)|各(?:设区市|县|乡镇|市、县|区县)|[市县]直(?:机关|部门|单位|各)"
)
_GOVERNMENT = re.compile(r"(?:省|自治区|市)(?:委|委员会|人民政府|政府)(?:办公厅)?$")
_CENTRAL_NUMBER = re.compile(r"(?:国发|国办|国函|国令|国务院|中发|中办|厅字)")
_PROVINCE = re.compile(
    r"^(?:中共)?[一-鿿]{2,8}?(?:省|自治区|北京市|上海市|天津市|重庆市)|^(?:中共)?(?:北京|上海|天津|重庆)市"
)

_PASSED_ON = re.compile(
    r"原文随(?:本)?(?:通知|文|函)(?:一并)?(?:转发|下发|印发|附上|附后)|"
    r"现将(?!我)[^。《，]{0,40}《[^。]{4,160}》[^。]{0,40}(?:转发|批转|转给)(?:给)?你们"
    r"|《[^。]{4,160}》[^。，]{0,30}(?:已)?(?:收悉|收到|下发|印发)，?现(?:将[^。，]{0,12})?(?:予以)?(?:转发|转)给?你们"
)
_PAPER = r"《[^。]{4,160}》(?:（[^）]{4,40}）)?"
_SENT_ON = re.compile(
    rf"{_PAPER}[^。《]{{0,30}}?(?:随文|随函|随信|原文)(?:转发|转送|转去|送去|印送|送达|转给)"
    rf"|(?:随函|随文)(?:转发|转送|送去|送上)[^。《]{{0,30}}{_PAPER}"
    rf"|{_PAPER}[^。《，]{{0,6}}(?:转送|转给|转办|送达)(?:给)?你们"
)
_ENCLOSED = re.compile(rf"{_PAPER}[^。《]{{0,16}}?(?:附后|随文附上|随函附上)")
_HANDED = re.compile(r"现将《(?P<title>[^。》]{4,80})》[^。《]{0,40}(?:印发|传达|下发)(?:给)?你们")
_OWN_PAPER = re.compile(r"(?:方案|细则|办法|措施|计划|要点|分工|指引|规定|制度|意见|举措|分工的通知)(?:（[^）]*）)?$")
OWN_WORDS = re.compile(
    r"不再?另行?转发|即为本|(?:任务|分工|安排|清单|打算|方案|办法|做法)如下|(?:提出|明确|列出|作出|[制拟商确]?定)(?:了|本|如下|以下)|^[^。]{0,6}为(?:了)?贯彻"
)
"""A paper of one's own with another's enclosed carries that out."""
_SUPERIOR = re.compile(r"政府|国务院|中共|[省市县区州]委(?:办|$)|人大")
_ABOVE = {
    3: re.compile(r"省里(?!程)"),
    2: re.compile(r"(?<![城都超夜])市里(?!程)|省里(?!程)"),
    1: re.compile(r"[县区]里(?!程)|(?<![城都超夜])市里(?!程)"),
}


class Kind(NamedTuple):
    """A kind with its confidence and the id of the rule that said so (corpora/lexicons/kinds.toml and others)."""

    kind: DocumentKind
    confidence: float
    rule: str


class _Rule(NamedTuple):
    id: str
    where: str
    kind: DocumentKind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    also: re.Pattern[str] | None
    confidence: float


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            r["id"],
            r["where"],
            r["kind"],
            re.compile(r["pattern"]),
            re.compile(r["unless"]) if "unless" in r else None,
            re.compile(r["also"]) if "also" in r else None,
            r["confidence"],
        )
        for r in rules("kinds")["rule"]
    )


def kind_of_title(title: str | None, opening: str) -> Kind:
    """The kind that a title (or, without one, the first words of the text) speaks of.

    ``policy`` here means an original or a local answer to one: which of the two, references decide.

    >>> kind_of_title("云泽市人民政府关于治水工作情况的报告", "").kind
    'report'
    >>> kind_of_title("江省政府办公厅关于印发《治水行动方案》的通知", "").kind
    'policy'
    """
    places = {"title": title or "", "core": _core_of(title), "opening": opening[:OPENING]}
    for rule in _rules():
        text = places[rule.where]
        if not text or not rule.pattern.search(text) or (rule.unless is not None and rule.unless.search(text)):
            continue
        if rule.also is None or rule.also.search(places["opening"]):
            return Kind(rule.kind, rule.confidence, rule.id)
    return Kind("other", 0.4, "nothing")


def told_upwards(issuers: tuple[str, ...], addressees: tuple[str, ...], opening: str) -> Kind | None:
    """The kind of a paper without a known one that a unit sends to those above it, naming what it answers.

    A petition or a letter names itself in its title; what is left is an account, whatever it is called.

    >>> told_upwards(("川口县人民政府",), ("云泽市人民政府",), "《云泽市修路方案》下来后").kind
    'report'
    >>> told_upwards(("川口县人民政府",), ("各乡镇人民政府",), "按《云泽市修路方案》（云政发〔2024〕5号）") is None
    True
    """
    if not sent_upwards(issuers, addressees) or not citations_in(opening):
        return None
    return Kind("report", 0.6, "told-upwards")


def sent_upwards(issuers: tuple[str, ...], addressees: tuple[str, ...]) -> bool:
    """Whether a paper goes only to those above the ones who send it: a petition, an account, an answer.

    >>> sent_upwards(("川口县人民政府",), ("市人民政府",)), sent_upwards(("川口县人民政府",), ("各乡镇人民政府",))
    (True, False)
    """
    own = max((rank_of_place(name) or 9 for name in issuers), default=9)
    return min((_rank(name) or 0 for name in addressees), default=0) > own


def _rank(name: str) -> int | None:
    """How high a body stands; 省水利厅 is the province's department where a province speaks."""
    return next((rank for rank, words in RANKS if name.startswith(words)), None) or rank_of_place(name)


def passes_on(title: str | None, issuers: tuple[str, ...], opening: str) -> Kind | None:
    """A notice that passes a superior's text on without saying 转发 in its title; None where it does not.

    Either its text says 现将《…》转发给你们, or it issues (印发) a text that bears the name of a higher place.

    >>> passes_on("云泽市政府关于印发《江澜省治水方案》的通知", ("云泽市人民政府",), "").kind
    'forward'
    >>> passes_on("云泽市政府关于印发《云泽市治水方案》的通知", ("云泽市人民政府",), "") is None
    True
    """
    parts = parse_title(title) if title else None
    issued = parts is not None and issuers and not parts.passes_on and parts.inner
    if issued and _stands_above(issued, issuers[0]):
        return Kind("forward", 0.8, "inner-place-above")
    if _PASSED_ON.search(opening):
        return Kind("forward", 0.8, "opening-passes-on")
    own = parts is not None and (parts.verb in ("印发", "发布") or _OWN_PAPER.search(parts.subject) is not None)
    own = own or OWN_WORDS.search(opening) is not None
    if _SENT_ON.search(opening) or (not own and (_ENCLOSED.search(opening) or _hands_down(opening, issuers))):
        return Kind("forward", 0.7, "opening-encloses")
    return None


def _hands_down(opening: str, issuers: tuple[str, ...]) -> bool:
    """Whether a notice issues (印发) to those below it the paper of a higher place, as 现将《…》印发给你们."""
    handed = _HANDED.search(opening)
    return handed is not None and bool(issuers) and _stands_above(handed["title"], issuers[0])


def _stands_above(title: str, issuer: str) -> bool:
    """Whether a title bears the name of a place above the issuer's."""
    above, own = rank_of_place(title), rank_of_place(issuer)
    return above is not None and own is not None and above > own


def passes_own_department_on(title: str | None, issuers: tuple[str, ...]) -> bool:
    """Whether a government puts its own department's paper into force by 转发 or 批转: that is an original.

    >>> passes_own_department_on("江澜省人民政府办公厅转发省水利厅关于治水意见的通知", ("江澜省人民政府办公厅",))
    True
    >>> passes_own_department_on("云泽市人民政府办公室转发省水利厅关于治水意见的通知", ("云泽市人民政府办公室",))
    False
    """
    parts = parse_title(title) if title else None
    if parts is None or not parts.passes_on or not parts.inner or not issuers:
        return False
    source = parse_title(parts.inner).organ
    if not source or _SUPERIOR.search(source) or not _SUPERIOR.search(issuers[0]):
        return False
    if is_central(issuers[0]):
        return is_central(source)
    level = _rank(source)
    return level is not None and level == rank_of_place(issuers[0])


def original_or_local(kind: Kind, source: Citation | None, issuers: tuple[str, ...], text: str) -> Kind:
    """Tell policy and rules apart: a local text that carries out a superior's paper (``source``) is rules.

    Who is whose superior is relative. What the centre issues is an original for all below; a provincial government's
    answer to the centre is the original for its cities, though its departments' answers are rules. Confidence is low
    there: the dossier, which sees who answers whom, decides.
    """
    central = bool(issuers) and all(is_central(name) for name in issuers)
    if not issuers:
        central = _LOCAL_WORDS.search(text[:4000]) is None
    if kind.kind == "rules":
        return kind if source is not None and not central else kind._replace(confidence=0.65)
    if source is None:
        return Kind("rules", 0.55, kind.rule + "+asked-from-above") if _asked_from_above(issuers, text) else kind
    if central:
        return Kind("policy", 0.75, kind.rule + "+central")
    province = bool(issuers) and all(_PROVINCE.match(name) for name in issuers)
    if province and all(_GOVERNMENT.search(name) for name in issuers) and _from_centre(source):
        return Kind("policy", 0.6, kind.rule + "+province")
    return Kind("rules", 0.65 if province else 0.85, kind.rule + "+implements")


def _asked_from_above(issuers: tuple[str, ...], text: str) -> bool:
    """Whether a city, county or town speaks of what those above it want (省里…, 市里…) without naming their paper."""
    rank = max((rank_of_place(name) or 9 for name in issuers), default=9)
    above = _ABOVE.get(rank)
    return above is not None and above.search(text) is not None


def _from_centre(source: Citation) -> bool:
    title, number = source.title or "", source.number or ""
    return _CENTRAL_NUMBER.match(number) is not None or is_central(title)


def _core_of(title: str | None) -> str:
    """A title without its issuer and 关于; of a covering notice, the title of what it issues.

    >>> _core_of("江省政府办公厅关于印发《治水行动方案》的通知"), _core_of("云泽市政府关于治水情况的报告")
    ('治水行动方案', '治水情况的报告')
    """
    if not title:
        return ""
    parts = parse_title(title)
    if parts.inner and not parts.passes_on:
        nested = parse_title(parts.inner)
        return (nested.inner or nested.subject).removeprefix("关于").strip("《》")
    return without_plans(parts.subject.removeprefix("关于"))
