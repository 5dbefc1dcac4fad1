"""What a number counts: the words before it, after it, or those of the number it breaks down."""

from __future__ import annotations

import re

from luodi.text.lexicon import patterns

from .patterns import grammar

_RULES = patterns("quantity_context")
_NO_NOUN = _RULES["no-noun"]
_NUMBER = _RULES["number"]
_TIME = _RULES["time"]
_BASE_VALUE = re.compile(r"(?:由|从)[^，]{0,12}\d[^，]*$")
_TRIM_LEFT = _RULES["trim-left"]
_TRIM_RIGHT = _RULES["trim-right"]
_METRIC = _RULES["metric"]
_NOUN_AFTER = _RULES["noun-after"]
_REGION = re.compile(r"^(?:全省|全市|全县|全区|全国|全州|各市|各县)")
_PLACE = _RULES["place"]
_STOPS_NOUN = _RULES["stops-noun"]
_VERB_END = _RULES["verb-end"]
_AIM = _RULES["aim"]
_SHARE_OF = _RULES["share-of"]


def indicator(text: str, clause_begin: int, begin: int, stop: int, unit: str | None, previous: int) -> str | None:
    """The name of what is counted, None where the sentence gives none."""
    left = text[max(clause_begin, previous) : begin]
    left = _clean(left)
    noun = _after(text, stop) if unit in grammar().counted else None
    if left and _METRIC.search(left):
        return left
    if unit not in grammar().counted and (aim := _aim(text, stop)):
        return f"{_VERB_END.sub('', left)}{aim}"[-40:] if left and not aim.startswith(left) else aim
    if noun:
        return f"{_VERB_END.sub('', left)}{noun}"[-40:]
    if left:
        return left
    return _clean(re.split(r"\d", _clause_before(text, clause_begin))[0]) or None


def _aim(text: str, stop: int) -> str | None:
    """What money or a share is for: 不低于60元给予规模种粮补贴, 不少于10%的联网直报企业."""
    found = _AIM.match(text, stop) or _SHARE_OF.match(text, stop)
    return found["aim"] if found else None


def breakdown(left: str, whole: str) -> str | None:
    """其中鹤浦市3200户 breaks down the number before it: the place and what was counted there."""
    found = _PLACE.fullmatch(left.strip())
    if found is None:
        return None
    return found["place"] + _REGION.sub("", whole)


def divide(name: str, count: int) -> list[str]:
    """起数、死亡人数分别下降15%和20%: one name for each number; a tail such as 占比 belongs to all.

    >>> divide("社区、村卫生室占同类机构比例", 2)
    ['社区占同类机构比例', '村卫生室占同类机构比例']
    """
    tail = ""
    if found := re.search(r"(?:占[^、]{2,}|(?:的)?(?:覆盖率|普及率|达标率|合格率|完成率|增速|增幅|比例|占比))$", name):
        tail, name = found[0], name[: found.start()]
    parts = [part for part in re.split(r"[、和与及]", name) if part]
    if len(parts) != count:
        return [name + tail] * count
    return [part + tail for part in parts]


def _clean(words: str) -> str:
    held = _TIME.sub("", _BASE_VALUE.sub("", words.strip("，。；： 　")))
    before = None
    while before != held:
        before = held
        held = _TRIM_LEFT.sub("", _TRIM_RIGHT.sub("", held.strip("，、：； ")))
    held = _NUMBER.sub("", held)
    return held.strip("，、：； ")[-40:]


def _after(text: str, stop: int) -> str | None:
    found = _NOUN_AFTER.match(text, stop)
    if found is None:
        return None
    noun = _STOPS_NOUN.split(found["noun"])[0].strip("的、（）()“”")
    return noun if len(noun) > 1 and not _NO_NOUN.match(noun) else None


def _clause_before(text: str, clause_begin: int) -> str:
    end = clause_begin - 1
    start = max(text.rfind(c, 0, max(end, 0)) for c in "，。；：\n") + 1
    return text[start:end] if end > start else ""
