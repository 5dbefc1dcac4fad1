"""What the HTTP service says when it refuses: a stable ``code`` for programs, a Chinese ``message`` for people.

Codes are never renamed. ``detail`` says the same in English, ``errors`` names the parameters that are wrong.
"""

# no `from __future__ import annotations`: FastAPI reads these models at run time
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteError

from .feed import filterable
from .rows import TABLES

PAGING: dict[str, str] = {
    "limit": "每页行数，1 到 1000，不写为 100",
    "offset": "从第几行起，不写为 0",
    "since": "上次得到的 cursor：只给其后有变化的行，removed 为已不在的行的标识",
}
"""What every table takes besides its own fields."""

CODES: dict[str, str] = {
    "invalid_query": "参数不对，见 errors",
    "unauthorized": "需要令牌",
    "unknown_host": "不认识的主机名：本机以外须设令牌后用 --host 提供",
    "not_found": "没有这个地址，可用的见 /v1",
    "unknown_table": "没有这张表，有哪些见 /v1",
    "unknown_row": "表里没有这一行",
    "unknown_document": "没有这份文件的正文",
    "unknown_file": "没有这个可下载的文件",
    "method_not_allowed": "本服务只读，只接受 GET",
    "cursor_gone": "游标已失效，请不带 since 从头拉取",
    "too_many_requests": "请求过于频繁，请按 Retry-After 的秒数稍候",
    "internal_error": "服务内部出错，请看服务端日志",
}
"""Every code with what it means; ``message`` of an answer may say more."""

_NUMBER, _DAY = r"^(-?\d+(\.\d+)?)?$", r"^(\d{4}-\d{2}-\d{2})?$"
PATTERNS: dict[Any, str] = {int: _NUMBER, float: _NUMBER, date: _DAY}
"""How a field of a type is written in a query; nothing stands for an unknown value."""
_OTHERWISE = {_NUMBER: "应为数字", _DAY: "日期要写成 2024-12-31"}
_OF_STATUS = {404: "not_found", 405: "method_not_allowed"}
_ENGLISH = {
    "invalid_query": "invalid query parameters, see errors",
    "unauthorized": "token required",
    "unknown_host": "unknown host name",
    "not_found": "no such address, see /v1",
    "method_not_allowed": "read-only: GET only",
    "too_many_requests": "too many requests",
    "internal_error": "internal error",
}


class Wrong(BaseModel):
    """One parameter that is wrong."""

    field: str
    message: str


class Problem(BaseModel):
    """The body of every answer that refuses."""

    code: str
    message: str
    detail: str
    errors: list[Wrong] = []


class Refused(HTTPException):
    """A request that is refused under one of ``CODES``; ``message`` is Chinese, ``detail`` English."""

    def __init__(self, status: int, code: str, message: str, detail: str) -> None:
        super().__init__(status, detail)
        self.code, self.message = code, message


def answer(
    status: int,
    code: str,
    message: str | None = None,
    detail: str | None = None,
    *,
    errors: Sequence[Wrong] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """A refusal as it is sent; ``message`` and ``detail`` are those of the code unless given."""
    body = Problem(
        code=code,
        message=CODES[code] if message is None else message,
        detail=_ENGLISH.get(code, code) if detail is None else detail,
        errors=list(errors),
    )
    return JSONResponse(body.model_dump(), status, dict(headers) if headers is not None else None)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the refusals of a route."""
    return {status: {"model": Problem} for status in statuses}


def handle(app: FastAPI) -> None:
    """Let every error of an application be answered in this form."""

    @app.exception_handler(StarletteError)
    def refused(_: Request, error: StarletteError) -> JSONResponse:
        if isinstance(error, Refused):
            return answer(error.status_code, error.code, error.message, str(error.detail))
        code = _OF_STATUS.get(error.status_code, "internal_error")
        return answer(error.status_code, code, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = list(_wrong(error.errors(), _known(request.url.path)))
        said = "；".join(f"{w.field}：{w.message}" for w in wrong)
        return answer(422, "invalid_query", f"参数不对：{said}", errors=wrong)

    @app.exception_handler(Exception)
    def broken(_: Request, error: Exception) -> JSONResponse:
        return answer(500, "internal_error")


def _known(path: str) -> tuple[str, ...]:
    """The parameters of a table's address; none for any other address."""
    table = path.removeprefix("/v1/")
    return (*filterable(table), *PAGING) if table in TABLES else ()


def _wrong(errors: Sequence[Mapping[str, Any]], known: Sequence[str]) -> Iterator[Wrong]:
    for error in errors:
        field = str(error["loc"][-1])[:64]
        yield Wrong(field=field, message=_said(field, str(error["type"]), error.get("ctx", {}), known))


def _said(field: str, kind: str, limits: Mapping[str, Any], known: Sequence[str]) -> str:
    """What is wrong with a parameter.

    >>> _said("limit", "less_than_equal", {"le": 1000}, ())
    '不能大于 1000'
    >>> _said("unti", "extra_forbidden", {}, ("kind", "unit"))
    '没有这个参数，是否想写 unit？可用的有 kind、unit'
    """
    if kind == "extra_forbidden":
        near = get_close_matches(field, known, n=1, cutoff=0.5)
        hint = f"，是否想写 {near[0]}？" if near else "，"
        return f"没有这个参数{hint}可用的有 {'、'.join(known)}" if known else "没有这个参数"
    if kind == "greater_than_equal":
        return f"不能小于 {limits['ge']}"
    if kind == "less_than_equal":
        return f"不能大于 {limits['le']}"
    if kind.startswith("int_"):
        return "应为整数"
    if kind == "string_too_long":
        return f"不能超过 {limits['max_length']} 个字符"
    if kind == "literal_error":
        codes = re.findall(r"'([^']+)'", str(limits["expected"]))
        return f"可写 {'、'.join(codes)}"
    if kind == "repeated":
        return "只能写一次"
    if kind == "string_pattern_mismatch":
        return _OTHERWISE.get(str(limits["pattern"]), "不是本服务给出的游标")
    return "取值不对"
