"""The codes of luodi and their Chinese labels (docs/labels.md): one vocabulary for tables, page and gold."""

from __future__ import annotations

from typing import Literal

DocumentKind = Literal[
    "policy", "forward", "rules", "interpretation", "report", "inspection", "rectification", "feedback", "other"
]
Strength = Literal["must", "should", "may"]
DeadlineKind = Literal["by", "within", "during", "recurring"]
Operator = Literal[">=", "<=", "=", "~", "change+", "change-", "range"]
Status = Literal["implemented", "discounted", "formalism", "omitted", "pending"]
Aspect = Literal["quantity", "deadline", "scope", "strength", "frequency"]
Relation = Literal["forwards", "implements", "interprets", "reports_on", "repeals", "cites"]
ElementName = Literal["policy_text", "interpretation", "task_list", "responsibility", "deadline"]
Severity = Literal["high", "medium", "low"]
Interval = Literal["daily", "weekly", "monthly"]
Level = Literal["central", "province", "city", "county", "town", "village", "department"]
FindingKind = Literal[
    "forward-missing",
    "forward-late",
    "forward-misrouted",
    "forward-verbatim",
    "element-missing",
    "local-rules-missing",
    "selective",
    "discounted",
    "formalism",
    "overreach",
    "report-inconsistent",
    "report-copied",
    "rectify-overdue",
    "rectify-incomplete",
    "rectify-unreviewed",
    "rectify-relapse",
    "complaint-cluster",
    "plan-unquantified",
    "node-approaching",
    "node-overdue",
]

STATUSES: tuple[Status, ...] = ("implemented", "discounted", "formalism", "omitted", "pending")
ASPECTS: tuple[Aspect, ...] = ("quantity", "deadline", "scope", "strength", "frequency")
PROBLEMS: frozenset[Status] = frozenset({"discounted", "formalism", "omitted"})
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
"""The gravest first."""
INTERVALS: tuple[Interval, ...] = ("daily", "weekly", "monthly")
"""How soon to look again, the soonest first."""

CHINESE: dict[str, str] = {
    # kinds of document
    "policy": "政策原文",
    "forward": "转发通知",
    "rules": "实施细则",
    "interpretation": "政策解读",
    "report": "执行报告",
    "inspection": "督导文书",
    "rectification": "整改文书",
    "feedback": "群众反馈",
    "other": "其他",
    # statuses and aspects
    "implemented": "已落实",
    "discounted": "打折扣",
    "formalism": "形式化",
    "omitted": "未提及",
    "pending": "未到期",
    "quantity": "数量",
    "deadline": "时限",
    "scope": "范围",
    "strength": "力度",
    "frequency": "频次",
    # the five elements
    "policy_text": "政策原文",
    "task_list": "任务清单",
    "responsibility": "责任分工",
    # severities, risk
    "high": "高",
    "medium": "中",
    "low": "低",
    # how often to look again
    "daily": "每日",
    "weekly": "每周",
    "monthly": "每月",
    # what reviewers decided
    "confirmed": "属实",
    "refuted": "不属实",
    # levels
    "central": "中央",
    "province": "省",
    "city": "市",
    "county": "县",
    "town": "乡镇",
    "village": "村",
    "department": "部门",
    # strength of duty
    "must": "必须",
    "should": "应当力争",
    "may": "可以鼓励",
}
"""Chinese label of a code. Finding kinds have their own table, since three of their codes are statuses too."""

FINDING_LABELS: dict[FindingKind, str] = {
    "forward-missing": "漏转",
    "forward-late": "缓转",
    "forward-misrouted": "错转",
    "forward-verbatim": "照抄照转",
    "element-missing": "要素缺失",
    "local-rules-missing": "缺实施细则",
    "selective": "选择性执行",
    "discounted": "打折扣执行",
    "formalism": "形式主义",
    "overreach": "层层加码",
    "report-inconsistent": "数据矛盾",
    "report-copied": "报告雷同",
    "rectify-overdue": "整改逾期",
    "rectify-incomplete": "整改不彻底",
    "rectify-unreviewed": "未复查销号",
    "rectify-relapse": "反弹回潮",
    "complaint-cluster": "反映集中",
    "plan-unquantified": "督导缺量化",
    "node-approaching": "节点临近",
    "node-overdue": "节点逾期",
}
ELEMENT_LABELS: dict[ElementName, str] = {
    "policy_text": "政策原文",
    "interpretation": "解读说明",
    "task_list": "任务清单",
    "responsibility": "责任分工",
    "deadline": "完成时限",
}
