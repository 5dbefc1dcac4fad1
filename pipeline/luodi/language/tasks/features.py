"""What is looked at to tell a task from the other sentences of a policy: words as character n-grams, and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..passages import Passage
from ..units.subjects import starts_imperative

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("thought", re.compile(r"指导思想|总体思路|工作思路|总体考虑|重要意义|重大意义|思想认识")),
    ("principles", re.compile(r"基本原则|工作原则|主要原则|实施原则")),
    ("goals", re.compile(r"目标")),
    ("general", re.compile(r"总体要求|总则|总体部署")),
    ("supplement", re.compile(r"附则|其他事项|有关说明")),
    ("securing", re.compile(r"保障|组织|要求|领导|落实|监督|宣传")),
)
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("percent", re.compile(r"\d%|\d‰|百分点|百分之|[一二三四五六七八九]成")),
    ("count", re.compile(r"\d(?:万|亿)?(?:个|家|户|人|名|次|所|座|公里|亩|万|元|处|部|项|块|场|期|套|辆|平方米|立方米|学时|班|天|小时|张|批|眼|条|门|种|件|吨)")),
    ("limit", re.compile(r"不(?:低|少|高|多|超|大|小|足)(?:于|过)|以上|以内|以下|至少|达到|控制在|压缩至|提高到|降到|全覆盖|全部|百分之百")),
    ("by", re.compile(r"(?:年|月|日|底|末|学前|汛期)(?:之)?前|年内|(?:日|月|时|周|年|天)(?:以|之)?内|到20\d\d年|上半年|下半年")),
    ("every", re.compile(r"每(?:年|季|月|周|日|半|学|两|\d)|按月|按季|定期|每\d")),
    ("forbid", re.compile(r"不得|严禁|禁止|一律|不予|不准|杜绝")),
    ("oblige", re.compile(r"必须|应当|(?<![适响反])应(?!急|用|届|对)|须(?!知)|务必")),
    ("want", re.compile(r"要(?!求|点|素|件|闻|害)")),
    ("may", re.compile(r"鼓励|支持|允许|可以|探索|有条件")),
    ("strive", re.compile(r"原则上|力争|逐步|积极|努力")),
    ("is", re.compile(r"(?<![但还就而若只总凡])是(?!否|指)")),
    ("define", re.compile(r"所称|是指|包括|以下(?:简)?称")),
    ("past", re.compile(r"近年来|目前|当前|今年以来|已经|已达|长期以来|去年|仍|尚未|还不|存在|近\S年")),
    ("slogan", re.compile(r"深刻认识|高度重视|充分认识|重大意义|责任感|使命感|紧迫感|钉钉子|久久为功|思想认识|提高站位|政治站位|政绩观|过紧日子")),
    ("aim", re.compile(r"^为(?:了|进一步|深入|贯彻|加快|推动|切实)|制定本|提出(?:如下|以下)|现就|现将|通知如下|印发给你们")),
    ("uphold", re.compile(r"坚持")),
    ("effect", re.compile(r"施行|有效期|同时废止|解释")),
    ("quote", re.compile(r"“[^”]{2,12}”")),
    ("colon", re.compile(r"：")),
    ("book", re.compile(r"《")),
)
_ACTOR = re.compile(r"^(?:各|县级|市级|省级|乡|村|有关|相关|[一-龥]{2,12}(?:部门|政府|单位|机构|企业|学校|局|厅|委))")


def features(passage: Passage, nearby: Sequence[Passage], at: int) -> set[str]:
    """The binary features of one passage; ``nearby[at]`` is the passage itself among its neighbours."""
    found = set(_ngrams(passage.body))
    found.update(_place(passage, nearby, at))
    body = passage.body
    marks = {name for name, pattern in _MARKS if pattern.search(body)}
    found.update(f"#{name}" for name in marks)
    if not marks & {"percent", "count", "limit", "by", "every", "forbid", "oblige", "want", "may", "strive"}:
        found.add("#none")
    if marks & {"percent", "count"} and marks & {"limit", "by"}:
        found.add("#measured")
    if starts_imperative(body):
        found.add("#order")
    if _ACTOR.match(body):
        found.add("#actor")
        if "want" in marks:
            found.add("#actor-want")
    return found


def _place(passage: Passage, nearby: Sequence[Passage], at: int) -> Iterator[str]:
    titles = [h.title for h in passage.headings]
    kinds = {name for title in titles for name, pattern in _KINDS if pattern.search(title)}
    yield from (f"@{kind}" for kind in kinds)
    if not kinds:
        yield "@measures"
    if not passage.headings:
        yield "@unheaded"
    yield f"@depth{min(3, len(passage.headings))}"
    if passage.number:
        yield "@numbered"
    if passage.first:
        yield "@first"
    if passage.last:
        yield "@last"
    if passage.first and passage.last:
        yield "@alone"
    length = len(passage.body)
    yield f"@length{0 if length < 15 else 1 if length < 30 else 2 if length < 60 else 3}"
    yield f"@ends{passage.text[-1:]}"
    if at > 0 and nearby[at - 1].line == passage.line and nearby[at - 1].number:
        yield "@after-number"
    if at > 0 and nearby[at - 1].text.endswith("；"):
        yield "@after-part"


def _ngrams(text: str) -> Iterator[str]:
    """Character n-grams (1-3) with the ends marked; digits are one sign, so that no figure is learnt by heart."""
    plain = "^" + _DIGITS.sub("0", text) + "$"
    for size in (1, 2, 3):
        for i in range(len(plain) - size + 1):
            yield plain[i : i + size]
