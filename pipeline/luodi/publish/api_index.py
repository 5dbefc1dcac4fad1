"""What can be asked of the HTTP service, as its address /v1 lists it."""

from __future__ import annotations

from typing import Any

from .api_errors import CODES, PAGING
from .feed import Feed, filterable
from .rows import PRIMARY, TABLES

TITLES = {
    "documents": "文件：读到的每一份及其标题、文号、单位、日期",
    "tasks": "任务：政策里的每一项要求",
    "assessments": "逐项判断：每个单位每项任务落实得怎样，依据哪几句",
    "findings": "问题：漏转、打折扣、数据矛盾、整改不到位等",
    "scores": "得分与风险：每个单位每份政策",
    "hops": "转发环节：谁转给谁，用了多少小时",
    "quarantine": "读不了的文件及原因",
}
"""What each table holds."""
_ALSO = {
    "/v1/run": "这次运行：版本、核查日期、文件计数",
    "/v1/schema/{table}": "一张表每个字段的 JSON Schema",
    "/v1/texts/{document_id}": "一份文件的正文",
    "/": "核查报告网页",
    "/files/问题台账.xlsx": "问题台账",
    "/files/督导报告.docx": "督导报告",
    "/files/deadlines.ics": "任务期限日历",
    "/health": "是否在服务",
    "/metrics": "监控指标（Prometheus）",
    "/openapi.json": "全部接口的 OpenAPI 说明",
}


def index(feed: Feed) -> dict[str, Any]:
    """The tables with their rows, fields to choose by and addresses; paging; other addresses; codes of errors."""
    sizes = feed.sizes
    return {
        "software_version": feed.facts["software_version"],
        "schema_version": feed.facts["schema_version"],
        "as_of": feed.facts["as_of"],
        "tables": [
            {
                "name": table,
                "title": TITLES[table],
                "rows": sizes[table],
                "url": f"/v1/{table}",
                "one": f"/v1/{table}/{{{PRIMARY[table][0]}}}" if len(PRIMARY[table]) == 1 else None,
                "schema": f"/v1/schema/{table}",
                "filters": list(filterable(table)),
            }
            for table in TABLES
        ],
        "paging": PAGING,
        "also": [{"url": url, "title": title} for url, title in _ALSO.items()],
        "errors": CODES,
    }
