"""A read-only HTTP service over one output folder, for other supervision systems and for the page.

No state is changed by any request. It listens on loopback unless a token is set; the token is compared in constant
time; requests are limited by client. Needs the extra ``luodi[api]``.
"""

# no `from __future__ import annotations`: FastAPI reads the annotations of functions made below
import hashlib
import json
import socket
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, PlainTextResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from . import api_errors
from .api_errors import PAGING, Refused, answers
from .api_guard import Limiter, Meter, guard, is_loopback
from .api_index import index
from .feed import CursorError, Feed, as_filter, filterable
from .rows import PRIMARY, TABLES
from .schema import schema
from .shape import known

_DOWNLOADS = {
    "问题台账.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "督导报告.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "deadlines.ics": "text/calendar; charset=utf-8",
}
_LEAST_TOKEN = 16


class ServeError(ValueError):
    """A service that would not be safe to start; the message says what to change."""


def serve(out: str | Path, *, host: str = "127.0.0.1", port: int = 8760, token: str | None = None) -> None:
    """Serve ``out`` until interrupted.

    Raises ServeError when a token has fewer than 16 characters, when there is none and ``host`` is not loopback, and
    when nothing can listen on ``host`` and ``port``; FileNotFoundError when ``out`` holds no run.
    """
    import uvicorn

    app = create_app(out, host=host, token=token)
    with _listening(host, port) as listener:
        at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        print(f"网页 {at}/ ，接口目录 {at}/v1 ；按 Ctrl+C 结束", file=sys.stderr, flush=True)
        uvicorn.Server(uvicorn.Config(app, server_header=False, log_level="warning")).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket of our own: uvicorn would tell of a port in use in English, after the addresses are printed."""
    if not 0 < port < 65536:
        raise ServeError(f"--port {port}：端口是 1 到 65535 的数（a port is 1 to 65535）")
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise ServeError(
            f"不能在 {host} 的端口 {port} 上提供服务，可能已被占用，请用 --port 换一个（cannot listen: {error}）"
        ) from error


def create_app(
    out: str | Path, *, host: str = "127.0.0.1", token: str | None = None, per_second: float = 50, burst: int = 200
) -> FastAPI:
    """The service as an ASGI application. Raises as ``serve``."""
    if token is not None and len(token) < _LEAST_TOKEN:
        raise ServeError(f"令牌只有 {len(token)} 位，须有 {_LEAST_TOKEN} 位以上（the token is too short）")
    if token is None and not is_loopback(host):
        raise ServeError(f"在 {host} 上提供服务须设 {_LEAST_TOKEN} 位以上的令牌（a token is required beyond loopback）")
    feed = Feed(out)
    app = FastAPI(
        title="luodi",
        version=str(feed.facts["software_version"]),
        summary="政策落地核查结果，只读（results of policy supervision, read-only）",
        docs_url=None,
        redoc_url=None,
    )
    meter = Meter()
    _routes(app, feed, meter)
    api_errors.handle(app)
    guard(app, feed, meter, Limiter(per_second, burst), token=token, only_local=is_loopback(host))
    return app


class _Paging(BaseModel):
    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=100, ge=1, le=1000, description=PAGING["limit"])
    offset: int = Field(default=0, ge=0, le=100_000_000, description=PAGING["offset"])
    since: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{16}-[0-9]{1,12}$",
        description=PAGING["since"],
    )


def _routes(app: FastAPI, feed: Feed, meter: Meter) -> None:
    @app.get("/health", tags=["service"])
    def health() -> dict[str, Any]:
        return {"status": "ok", "schema_version": feed.facts["schema_version"], "as_of": feed.facts["as_of"]}

    @app.get("/metrics", tags=["service"], response_class=PlainTextResponse)
    def metrics() -> str:
        return meter.text(feed.sizes)

    @app.get("/v1", tags=["service"])
    def contents() -> dict[str, Any]:
        return index(feed)

    @app.get("/v1/run", tags=["tables"])
    def run() -> dict[str, Any]:
        return feed.facts

    @app.get("/v1/schema/{table}", tags=["tables"], responses=answers(404))
    def describe(table: str) -> dict[str, Any]:
        if table not in TABLES:
            raise Refused(404, "unknown_table", f"没有 {table[:64]} 这张表，有 {'、'.join(TABLES)}", "no such table")
        return schema(table)

    @app.get("/v1/texts/{document_id}", tags=["tables"], responses=answers(404))
    def text(document_id: str) -> FileResponse:
        path = feed.out / "texts" / f"{document_id}.json"
        if not (document_id.isalnum() and document_id.isascii() and path.is_file()):
            raise Refused(404, "unknown_document", f"没有标识为 {document_id[:64]} 的文件", "no such document")
        return FileResponse(path, media_type="application/json")

    for table in TABLES:
        _table_routes(app, feed, table)

    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return _file(feed.out / "report.html", "text/html; charset=utf-8")

    @app.get("/files/{name}", tags=["service"], responses=answers(404))
    def download(name: str) -> FileResponse:
        if name not in _DOWNLOADS:
            raise Refused(404, "unknown_file", f"没有这个文件，可下载 {'、'.join(_DOWNLOADS)}", "no such file")
        return _file(feed.out / name, _DOWNLOADS[name])


def _file(path: Path, media_type: str) -> FileResponse:
    if not path.is_file():
        raise Refused(404, "unknown_file", f"这次运行没有写出 {path.name}", "this run did not write it")
    return FileResponse(path, media_type=media_type)


def _table_routes(app: FastAPI, feed: Feed, table: str) -> None:
    choices: dict[str, Any] = {name: _choice(table, name) for name in filterable(table) if name != "limit"}
    numbers = {name for name in choices if known(TABLES[table].model_fields[name].annotation) in (int, float)}
    asked: Any = create_model(f"{table}_query", __base__=_Paging, **choices)

    def rows(request: Request, query: Annotated[asked, Query()]) -> Response:
        often = Counter(name for name, _ in request.query_params.multi_items())
        if repeated := [name for name, count in often.items() if count > 1]:
            raise RequestValidationError([{"loc": ("query", name), "type": "repeated"} for name in repeated])
        said = query.model_dump(exclude_none=True, include=set(choices))
        filters = {n: as_filter(float(v)) if v and n in numbers else str(v) for n, v in said.items()}
        tag = f'"{feed.digest(table)}-{hashlib.sha256(str(request.url.query).encode()).hexdigest()[:12]}"'
        if query.since is None and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        try:
            page = feed.page(table, filters=filters, limit=query.limit, offset=query.offset, since=query.since)
        except CursorError as error:
            raise Refused(410, "cursor_gone", api_errors.CODES["cursor_gone"], "unknown cursor") from error
        tail = json.dumps({"total": page.total, "cursor": page.cursor, "removed": page.removed}, ensure_ascii=False)
        body = b'{"items": [' + b",".join(page.rows) + b"], " + tail[1:].encode("utf-8")
        return Response(body, media_type="application/json", headers={"ETag": tag, "Cache-Control": "no-cache"})

    app.get(f"/v1/{table}", tags=["tables"], name=table, responses=_many(table))(rows)
    if len(PRIMARY[table]) > 1:
        return

    def one(key: str) -> Response:
        line = feed.one(table, key)
        if line is None:
            raise Refused(404, "unknown_row", f"{table} 里没有 {key[:64]}", "no such row")
        return Response(line, media_type="application/json")

    app.get(f"/v1/{table}/{{key}}", tags=["tables"], name=f"one of {table}", responses=_one(table))(one)


def _choice(table: str, name: str) -> tuple[Any, Any]:
    """The parameter that filters by a field: what the field may hold, or nothing for an unknown one.

    What it can never hold is refused: an empty answer would say that there is no such row.
    """
    kind = known(TABLES[table].model_fields[name].annotation)
    codes = ("true", "false") if kind is bool else get_args(kind) if get_origin(kind) is Literal else ()
    if codes:
        return Annotated[Literal[(*codes, "")] | None, BeforeValidator(_lower)], Field(default=None)
    return str | None, Field(default=None, max_length=500, pattern=api_errors.PATTERNS.get(kind))


def _lower(said: Any) -> Any:
    return said.lower() if isinstance(said, str) else said


def _many(table: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the answers that hold rows of a table."""
    shape = {
        "type": "object",
        "required": ["items", "total", "cursor", "removed"],
        "properties": {
            "items": {"type": "array", "items": {"type": "object", "description": f"见 /v1/schema/{table}"}},
            "total": {"type": "integer"},
            "cursor": {"type": "string"},
            "removed": {"type": "array", "items": {"type": "array"}},
        },
    }
    content = {"application/json": {"schema": shape}}
    return {200: {"content": content}, 304: {"description": "没有变化"}, **answers(410, 422)}


def _one(table: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the answers that hold one row of a table."""
    row = {key: value for key, value in schema(table).items() if key not in ("$schema", "schema_version")}
    return {200: {"content": {"application/json": {"schema": _inline(row)}}}, **answers(404)}


def _inline(row: dict[str, Any]) -> dict[str, Any]:
    """The row's schema with its parts in place: OpenAPI knows no definitions inside a response."""
    parts = row.get("$defs", {})

    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(item) for item in value]
        if isinstance(value, dict):
            if "$ref" in value:
                return put(parts[value["$ref"].rpartition("/")[2]])
            return {key: put(item) for key, item in value.items() if key != "$defs"}
        return value

    made: dict[str, Any] = put(row)
    return made
