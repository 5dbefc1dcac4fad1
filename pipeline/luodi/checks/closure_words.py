"""What the words of a rectification admit: a part left, nobody looked, it came back. Patterns: closure.toml."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from luodi.text.lexicon import rules
from luodi.text.sentences import between_marks, sentences

from .clusters import rarity
from .ledgers import parse_day
from .likeness import containment, pairs

_DATE = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<part>[上中下]旬|初|底|末))?")
_PARTS = {"上旬": 5, "初": 3, "中旬": 15}
_PLACE, _SHORT = 4, 3
_RARE, _HARDLY_WRITTEN = 3.5, 9.0
_OWED = re.compile(
    r"应[\u4e00-\u9fff]{1,6}?(?P<owed>\d+)(?P<unit>[户处个家人台条栋名])[^。；]{0,8}?[，、]"
    r"(?:实际?|已|现已|目前)[^，。；\d]{0,6}(?P<done>\d+)(?P<same>[户处个家人台条栋名])"
)
_WELL = re.compile(r"未|没|无(?!人)|不再|已|整齐|规范|正常|良好")
_MENDED = re.compile(r"(?:退|补|改|办|修|装|搬|清)(?:清|完|齐|好|毕|到位)|注销|不再|免")
_REACH = 40
"""Characters between the rest that is left and the words that say it is not done."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = rules("closure")
    return {f"{t}.{k}": re.compile(v) for t, table in data.items() for k, v in table.items() if k != "id"}


def admission(text: str) -> str | None:
    """The words that admit a part to be left undone; None when none do.

    >>> admission("应返修8户，已修好5户，其余3户尚未施工，先行销号。")
    '其余3户尚未施工，先行销号'
    >>> admission("其余3户也已全部修好，未发现新问题。") is None
    True
    """
    for sentence in sentences(text):
        for said in (_rest(sentence), _early(sentence), _plainly(sentence), _fewer(sentence)):
            if said is not None:
                return said.rstrip("。；")
    return None


def _rest(sentence: str) -> str | None:
    known = _patterns()
    for rest in known["admission.rest"].finditer(sentence):
        said = sentence[rest.start() : rest.end() + _REACH]
        undone = known["admission.undone"].search(said, rest.end() - rest.start())
        undone = undone or known["admission.premature"].search(said, rest.end() - rest.start())
        mended = known["admission.afterwards"].search(sentence, rest.end())
        if undone is not None and mended is None and not whole(said[: undone.start()]):
            return sentence[rest.start() :]
    return None


def _early(sentence: str) -> str | None:
    known = _patterns()
    early = known["admission.early"].search(sentence)
    left = early is not None and known["admission.undone"].search(sentence[: early.start()])
    return sentence if left else None


def _plainly(sentence: str) -> str | None:
    """Said without a word for the rest: 1处正在施工, 仅完成3处, 尚未拆除, 完成率80%, or a visit that still finds it."""
    known = _patterns()
    for name in ("only", "counted", "nothing", "kept"):
        found = known[f"admission.{name}"].search(sentence)
        if found is not None and not whole(sentence[found.end() :]):
            return sentence[found.start() :]
    rate = known["admission.rate"].search(sentence)
    if rate is not None and not whole(sentence[rate.end() :]):
        return sentence[rate.start() :]
    persists = known["admission.persists"].search(sentence)
    if persists is not None and known["relapse.visit"].search(sentence) and not whole(sentence[persists.end() :]):
        return sentence[persists.start() :]
    return None


def _fewer(sentence: str) -> str | None:
    """应退34户，实际退到28户: fewer than there should be, and nothing said of the others having been done later."""
    told = _OWED.search(sentence)
    if told is None or told["same"] != told["unit"] or int(told["done"]) >= int(told["owed"]):
        return None
    rest = sentence[told.end() :]
    mended = _patterns()["admission.afterwards"].search(rest) or whole(rest) or _MENDED.search(rest)
    return None if mended else sentence[told.start() :]


def whole(text: str) -> bool:
    """Whether the words say that everything, the rest too, was done."""
    return _patterns()["admission.whole"].search(text) is not None


def unreviewed(text: str) -> str | None:
    """The words that say it was closed on paper only; None when none do."""
    found = _patterns()["unreviewed.words"].search(text)
    return None if found is None else _clause(text, found.start(), found.end())


def looked(text: str) -> bool:
    """Whether the words report a review with its result, though its date is not in the column."""
    return _patterns()["unreviewed.looked"].search(text) is not None


def relapse(text: str, closed: date) -> str | None:
    """The words that tell of a return after ``closed``; None when none do.

    It counts when a later day stands before it, when it is said to be after closing, or when a visit found it.

    >>> relapse("8月27日销号；11月9日夜查，外墙又垂下充电线9根。", date(2024, 8, 27))
    '11月9日夜查，外墙又垂下充电线9根'
    >>> relapse("12月6日回头看，连廊畅通，无反弹。", date(2024, 11, 25)) is None
    True
    """
    known = _patterns()
    for sentence in sentences(text):
        for again in known["relapse.again"].finditer(sentence):
            clause = _clause(sentence, again.start(), again.end())
            if known["relapse.denial"].search(clause):
                continue
            before = text[: text.find(sentence) + again.start()]
            visited = known["relapse.visit"].search(sentence)
            surely = known["relapse.struck"].search(before) or known["relapse.strong"].match(again.group())
            if _later(before, closed) or known["relapse.after"].search(before) or (visited and surely):
                return sentence.rstrip("。；")
        for state in known["relapse.state"].finditer(sentence):
            before = text[: text.find(sentence) + state.start()]
            clause = _clause(sentence, state.start(), state.end())
            seen = known["relapse.visit"].search(sentence[: state.start()])
            if seen and _later(before, closed) and not _WELL.search(clause):
                return sentence.rstrip("。；")
    return None


def extension(text: str, due: date) -> date | None:
    """The day to which somebody allowed the due day to be moved, None when nobody did."""
    found = _patterns()["extension.words"].search(text)
    return None if found is None else parse_day(found["day"], year=due.year)


def of_one_matter(sentence: str, following: str) -> bool:
    """Whether the next sentence of a text goes on about the same thing: they share a pair that few write."""
    return any(rarity(pair) >= _RARE for pair in pairs(sentence).keys() & pairs(following).keys())


def same_matter(one: str, other: str) -> bool:
    """Whether two descriptions of problems speak of the same matter at the same place."""
    return min(len(one), len(other)) >= 6 and containment(one, other) >= 0.6


def same_place_and_matter(problem: str, place: str, text: str, unit: str) -> bool:
    """Whether a complaint speaks of a ledger's problem: four characters of the place, two rare pairs of the matter.

    A shorter place (金凤路) must be there whole. Where a longer one is (月亮湾露营地), one pair that hardly anybody
    writes (直排) is enough.
    """
    spot = place.replace(unit, "")
    size = min(_PLACE, len(spot))
    located = size >= _SHORT and any(spot[i : i + size] in problem for i in range(len(spot) - size + 1))
    matter = pairs(problem.replace(spot, "")).keys() & pairs(text.replace(place, "").replace(spot, "")).keys()
    matter -= pairs(place).keys()
    weights = [rarity(pair) for pair in matter]
    if len(spot) > _PLACE and spot in problem and max(weights, default=0.0) >= _HARDLY_WRITTEN:
        return True
    return located and sum(weight >= _RARE for weight in weights) >= 2


def _later(before: str, closed: date) -> bool:
    days = list(_DATE.finditer(before))
    if not days:
        return False
    last = days[-1]
    year = int(last["year"]) if last["year"] else closed.year
    # 12月回访 is any day of it, so the month's first counts: in the month of closing it proves nothing
    of_month = last["day"] or _PARTS.get(last["part"] or "", 28 if last["part"] else 1)
    day = parse_day(f"{year}-{last['month']}-{of_month}")
    if day is None:
        return False
    # a day without a year that lies far before the closing is next year's: 12月销号，1月回访
    if not last["year"] and (closed - day).days > 180:
        day = parse_day(f"{year + 1}-{last['month']}-{of_month}")
    return day is not None and day > closed


def _clause(text: str, start: int, end: int) -> str:
    left, right = between_marks(text, start, end, marks="，。；！？\n")
    return text[left:right]
