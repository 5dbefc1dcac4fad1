"""Who is responsible: the lines and brackets that name lead and supporting units.

Policies put the responsible units in a bracket after the measures (（省教育厅牵头，省财政厅配合）), in a line of
their own (责任单位：…), in a sentence (责任分工：由…牵头，…配合。) or in a heading (一、目标（牵头单位：…）). All have
one meaning: some units lead, the others support (docs/labels.md).
"""

from __future__ import annotations

import re
from functools import lru_cache

from luodi.text.items import LEADING, TOLD

from .names import certain_unit, is_actor, is_unit, split_names
from .roles import Responsibility, decide, marked_leaders, predicated

_HELD = 2048
"""Texts whose reading is kept: a sentence is asked about by its neighbours too."""
_LEAD_WORDS = r"(?:主体责任|总?牵头|主责|主办|主管|承办|首责|第一责任|主要责任)"
_SUPPORT_WORDS = r"(?:行业主管|监管|监督|指导|督促|配合|协办|协同|协助|参与|参加|落实|实施|支持|督办|其他责任|相关责任)"
_KIND = r"(?:责任)?(?:单位|部门|机关|处室|科室|主体)"
_CARRYING_OUT = ("落实", "实施")
_BRACKETS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]"}
_IS = r"\s*(?:[:：/]|(?<=[位门])[\s　]+(?=[省市县区各乡镇州][一-龥])|(?:均|都|统一|分别)?为(?=[^，。；]))"
_LABEL = re.compile(
    rf"(?P<lead>{_LEAD_WORDS}(?:考核)?{_KIND}?|总牵头)(?:及责任人)?{_IS}"
    rf"|(?P<support>{_SUPPORT_WORDS}{_KIND}?){_IS}"
    rf"|(?P<sole>(?:责任|负责|承担)(?:单位|部门|主体|科室|处室|分工)|(?:任务)?分工){_IS}"
    rf"|(?P<other>(?:完成)?(?:时限|时间|期限)(?:要求)?|完成时间|责任领导|分管领导|责任人|联系人|牵头领导)\s*[:：]"
)
_WHOLE_LINE = re.compile(
    rf"[（(【〔［\[]?\s*(?:(?:牵头|主办|配合|协办|督办)(?=\s*[:：])|{_LEAD_WORDS}{_KIND}|{_SUPPORT_WORDS}{_KIND}"
    rf"|(?:责任|负责|承担)(?:单位|部门|主体|科室|处室|分工)|任务分工|职责分工|(?:牵头|责任|分管)领导|(?:完成)?(?:时限|时间|期限)(?:要求)?){_IS}"
)
_DEPARTMENT = re.compile(
    r"(?:[部委局厅办署]|办公[厅室]|政府|法院|检察院|银行|联合会|委员会|监会|残联|妇联|总工会|总队|[处科]室?|单位)$"
)
_PETTY = re.compile(
    r"^[一-龥]{0,8}(?:[总支大中]队|(?:派出|司法|税务|财政|供电|监管|管理|服务|国土|环保|规划|卫生)所"
    r"|[水农林文交畜渔广城建管护防检测][一-龥]{0,3}站|[一-龥]{2}股)$"
)
"""Offices of counties and towns that a bracket may name: 县消防救援大队, 派出所, 镇水利站, 计财股."""
_GUIDED = re.compile(
    r"(?P<by>[^，、；。]{3,20}?)(?:指导|督促|监督|督办)(?P<whom>[^，、；。]{2,20})(?:落实|实施|执行|办理)"
)
_DECORATED = re.compile(r"^(?:[▲△●○◆◇■□★☆※·•▶➤*>|｜\-]\s*)+|^(?:附?注|备注)[：:]\s*")
_SAME = re.compile(r"[（(]?(?:责任|牵头|配合)?(?:单位|部门|分工)?(?:均?同上|同前|同上(?:一)?[条项款])[）)]?")
SAME = "同上"
"""All that a line says of its units which names those of the line before."""
_LEVELS = re.compile("[省市县区镇乡村州盟旗、，及和]+")
_NARROW = str.maketrans("〔〕[]［］", "（）（）（）")
"""Brackets inside a bracket (各县〔市、区〕)."""
_TELLING = re.compile(r"简称|包括|详见|附件|^[含除见]|^不含")
_SUMMARY = re.compile(
    r"^(?:以上|上述|该项|本项|此项|[本该这此](?:一)?(?:段|条|款|部分|章|节))(?:各?项)?(?:工作|任务|事项|措施)?[，,]?(?:均|都|全部|统一)?(?=由)"
)
_FIRST_LEADS = re.compile(
    r"(?:列|排)(?:在)?第一位(?:者|的)?(?:单位|部门)?为(?:牵头|主办|主责)"
    r"|排名?第一的?(?:单位|部门)?为牵头|首位为牵头|第一个?(?:单位|部门)为牵头"
)
_TERM = re.compile(
    r"^(?:即办|即时|即日起|立行立改|长期|常年|全年|年内|持续|每|按[年季月旬周日])|^\d.*(?:[月日年]|底|末|前)|(?:办结|完成|底前|日前|月前)$"
)
"""What stands among units in a bracket and says by when (主办：三地卫生主管机构，9月30日前办结)."""


def first_leads(text: str) -> bool:
    """Whether a document says that the unit named first leads (列第一位者为牵头单位，下同).

    >>> first_leads("（教育部、财政部负责。列第一位者为牵头单位，下同）")
    True
    """
    return _FIRST_LEADS.search(text) is not None


@lru_cache(maxsize=_HELD)
def read_responsibility(text: str, *, first_is_lead: bool = False) -> Responsibility | None:
    """The units named by a line or bracket that does nothing else than name them; None for any other text.

    Without a word for leading, a single unit leads; of several, the first leads only when ``first_is_lead``.

    >>> read_responsibility("（市教育局督促各学校落实）").lead
    ('市教育局',)
    >>> read_responsibility("县文明办盯着，各乡镇搭手。").support
    ('各乡镇',)
    >>> read_responsibility("（省教育厅牵头，省财政厅、省残联配合）")
    Responsibility(lead=('省教育厅',), support=('省财政厅', '省残联'), rest='')
    >>> read_responsibility("责任单位：各市人民政府").lead
    ('各市人民政府',)
    >>> read_responsibility("每月检查一次。") is None
    True
    """
    text = _closed(text)
    if text.startswith("—"):
        # ——县公路局牵头: a dash does what a bracket does, where nothing but units stands behind it
        return _said(text.lstrip("—")) or _listed(text.lstrip("—"))
    if _SAME.fullmatch(text):
        return Responsibility(rest=SAME)
    body = bare(text)
    bracketed = is_bracketed(text)
    labels = list(_LABEL.finditer(body)) if bracketed or _WHOLE_LINE.match(text.strip()) else []
    if labels:
        before = body[: labels[0].start()].strip("，,；;。 ")
        if len(before) > 30:
            return None
        return _labelled(body, labels, first_is_lead, before)
    summary = _SUMMARY.match(body)
    if not bracketed and summary is None:
        return _said(body)
    guided = _GUIDED.fullmatch(body)
    if guided is not None and is_actor(guided["by"]):
        # （市教育局督促各学校落实）: who sees to it answers for it
        return Responsibility((guided["by"],), tuple(n for n in split_names(guided["whom"]) if is_actor(n)), "")
    named = predicated(body[summary.end() :] if summary is not None else body, first_is_lead=first_is_lead)
    return named if named is not None or summary is not None else _listed(body)


def _said(body: str) -> Responsibility | None:
    """A sentence that says nothing but who answers (由县民政局牵头，县财政局配合。)."""
    said = None if LEADING.match(body) or TOLD.match(body) else predicated(body, first_is_lead=False, strict=True)
    return None if said is None or said.vague or not said.lead else said


def units_behind(heading: str) -> tuple[str, Responsibility] | None:
    """A heading's words and the units it ends with, in a bracket of any shape or behind a label; None without units.

    The unit named first leads.

    >>> units_behind("规范销售（省民政厅、省财政厅）")
    ('规范销售', Responsibility(lead=('省民政厅',), support=('省财政厅',), rest=''))
    >>> units_behind("规范销售　责任处室：审计处")
    ('规范销售', Responsibility(lead=('审计处',), support=(), rest=''))
    """
    heading = heading.strip().rstrip("。；;.：:")
    for opened in re.finditer(r"[（(【〔［\[]", heading):
        behind = heading[opened.start() :]
        if is_bracketed(behind):
            read = read_responsibility(behind, first_is_lead=True)
            return None if read is None else (heading[: opened.start()].strip(" 　"), read)
    apart = re.search(r"(?:\s{2,}|　+)(?P<names>\S+)$", heading)
    names = split_names(apart["names"]) if apart is not None else []
    if apart is not None and names and all(certain_unit(n) or (n.startswith("各") and is_unit(n)) for n in names):
        return heading[: apart.start()], Responsibility((names[0],), tuple(names[1:]))
    label = re.search(r"[\s　，,；;。]+(?=\S+[:：])", heading)
    if label is None:
        return None
    read = read_responsibility(heading[label.end() :], first_is_lead=True)
    return None if read is None else (heading[: label.start()], read)


def _listed(body: str) -> Responsibility | None:
    """（省民政厅、省财政厅）: departments alone, of which the first leads; None for any other words in brackets.

    What is set off behind them may say by when (县财政局，6月30日前下达).
    """
    body, *terms = body.translate(_NARROW).split("，")
    while terms and not _TERM.search(terms[0]):
        body += "、" + terms.pop(0)
    if not all(map(_TERM.search, terms)):
        return None
    names = [] if _LEVELS.fullmatch(body) else split_names(body)
    known = [
        _PETTY.match(n)
        or certain_unit(n)
        or (is_unit(n) and (n != names[0] or n.startswith("各")))
        or (_DEPARTMENT.search(n) and is_actor(n))
        for n in names
    ]
    if not all(known) or any(not 1 < len(n) <= 20 or _TELLING.search(n) for n in names):
        return None
    return decide([], [], names, True, "；".join(terms)) if names else None


def _closed(text: str) -> str:
    """A line of units without the half of a bracket whose other half the cutting at ； has put into the next line."""
    text = text.strip().rstrip("。；;.")
    text = _DECORATED.sub("", text)
    if text[:1] in _BRACKETS and _BRACKETS[text[0]] not in text:
        return text[1:]
    if text[-1:] in _BRACKETS.values() and not any(opened in text for opened in _BRACKETS):
        return text[:-1]
    return text


def bare(text: str) -> str:
    """A line of units without the bracket that holds all of it and without its closing mark.

    >>> bare("（省教育厅牵头）。")
    '省教育厅牵头'
    """
    text = text.strip().rstrip("。；;.")
    if is_bracketed(text):
        text = text[1:-1]
    return text.strip().rstrip("。；;.")


def is_bracketed(text: str) -> bool:
    """Whether one bracket holds the whole text; in （二）覆盖率达到100%（民政部门牵头） the first closes early."""
    text = text.strip().rstrip("。；;.")
    if text[:1] not in _BRACKETS or text[-1:] != _BRACKETS[text[0]]:
        return False
    depth = 0
    for ch in text[:-1]:
        depth += (ch == text[0]) - (ch == text[-1])
        if depth == 0:
            return False
    return True


def _labelled(body: str, labels: list[re.Match[str]], first_is_lead: bool, before: str) -> Responsibility:
    lead: list[str] = []
    support: list[str] = []
    sole: list[str] = []
    carrying: list[str] = []
    rest = [before] if before else []
    for mark, following in zip(labels, [*labels[1:], None], strict=True):
        part = body[mark.end() : following.start() if following else len(body)].strip("，,；;。|｜ 　\t")
        if mark.lastgroup == "other":
            rest.append(part)
            continue
        part, marked = marked_leaders(part)
        lead += marked
        named = predicated(part, first_is_lead=first_is_lead)
        if named is not None and mark.lastgroup == "sole":
            lead += named.lead
            support += named.support
            continue
        pieces = [p for p in re.split(r"[；;]", part) if p.strip()]
        names = [n for p in pieces[:1] for n in split_names(p)]
        rest += [p.strip() for p in pieces[1:]] + [n for n in names if _TERM.search(n)]
        names = [n for n in names if not _TERM.search(n)]
        if (mark["support"] or "").startswith(_CARRYING_OUT):
            carrying += names
        {"lead": lead, "support": support, "sole": sole}[str(mark.lastgroup)].extend(names)
    if carrying and not lead and not sole:
        # 落实单位 beside no other kind of unit are those responsible
        sole, support = carrying, [n for n in support if n not in carrying]
    return decide(lead, support, sole, first_is_lead, "；".join(rest))
