"""A read-only HTTP service over one output folder, for other supervision systems and for the page.

No state is changed by any request. It listens on loopback unless a token is set; the token is compared in constant
time; requests are limited by client. Needs the extra ``luodi[api]``.
"""

# no `from __future__ import annotations`: FastAPI reads the annotations of functions made below
import base64
import binascii
import hashlib
import hmac
import ipaddress
import json
import sys
import time
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field, create_model
from starlette.middleware.trustedhost import TrustedHostMiddleware

from .feed import CursorError, Feed, filterable
from .rows import TABLES
from .schema import schema
from .sqltables import PRIMARY

_LOOPBACK = ["localhost", "127.0.0.1", "[::1]", "testserver"]
_DOWNLOADS = {
    "问题台账.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "督导报告.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "deadlines.ics": "text/calendar; charset=utf-8",
}
_CLIENTS = 10_000


class ServeError(ValueError):
    """A service that would not be safe to start; the message says what to change."""


def serve(out: str | Path, *, host: str = "127.0.0.1", port: int = 8760, token: str | None = None) -> None:
    """Serve ``out`` until interrupted.

    Raises ServeError when ``host`` is not loopback and no token of at least 16 characters is given, FileNotFoundError
    when ``out`` holds no run.
    """
    import uvicorn

    app = create_app(out, host=host, token=token)
    at = f"http://{host}:{port}"
    print(f"网页 {at}/ ，接口 {at}/v1/findings 等，说明 {at}/openapi.json；按 Ctrl+C 结束", file=sys.stderr, flush=True)
    uvicorn.run(app, host=host, port=port, server_header=False, log_level="warning")


def create_app(
    out: str | Path, *, host: str = "127.0.0.1", token: str | None = None, per_second: float = 50, burst: int = 200
) -> FastAPI:
    """The service as an ASGI application. Raises as ``serve``."""
    if not _is_loopback(host) and (token is None or len(token) < 16):
        raise ServeError(f"在 {host} 上提供服务须设 16 位以上的令牌（a token is required beyond loopback）")
    feed = Feed(out)
    app = FastAPI(
        title="luodi",
        version=str(feed.facts["software_version"]),
        summary="政策落地核查结果，只读（results of policy supervision, read-only）",
        docs_url=None,
        redoc_url=None,
    )
    meter = _Meter()
    _routes(app, feed, meter)
    _guard(app, feed, meter, token, _Limiter(per_second, burst))
    if _is_loopback(host):
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=_LOOPBACK)  # no site may reach in by another name
    return app


class _Paging(BaseModel):
    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=100, ge=1, le=1000, description="每页行数")
    offset: int = Field(default=0, ge=0, le=100_000_000, description="从第几行起")
    since: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{16}-[0-9]{1,12}$",
        description="上次拉取得到的 cursor：只给其后有变化的行",
    )


def _routes(app: FastAPI, feed: Feed, meter: "_Meter") -> None:
    @app.get("/health", tags=["service"])
    def health() -> dict[str, Any]:
        return {"status": "ok", "schema_version": feed.facts["schema_version"], "as_of": feed.facts["as_of"]}

    @app.get("/metrics", tags=["service"], response_class=PlainTextResponse)
    def metrics() -> str:
        return meter.text(feed.sizes)

    @app.get("/v1/run", tags=["tables"])
    def run() -> dict[str, Any]:
        return feed.facts

    @app.get("/v1/schema/{table}", tags=["tables"], responses={404: {}})
    def describe(table: str) -> dict[str, Any]:
        if table not in TABLES:
            raise HTTPException(404, f"没有 {table} 这张表（no such table）")
        return schema(table)

    @app.get("/v1/texts/{document_id}", tags=["tables"], responses={404: {}})
    def text(document_id: str) -> FileResponse:
        path = feed.out / "texts" / f"{document_id}.json"
        if not (document_id.isalnum() and document_id.isascii() and path.is_file()):
            raise HTTPException(404, "没有这份文件（no such document）")
        return FileResponse(path, media_type="application/json")

    for table in TABLES:
        _table_routes(app, feed, table)

    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return _file(feed.out / "report.html", "text/html; charset=utf-8")

    @app.get("/files/{name}", tags=["service"], responses={404: {}})
    def download(name: str) -> FileResponse:
        if name not in _DOWNLOADS:
            raise HTTPException(404, "没有这份文件（no such file）")
        return _file(feed.out / name, _DOWNLOADS[name])


def _file(path: Path, media_type: str) -> FileResponse:
    if not path.is_file():
        raise HTTPException(404, "没有这份文件（no such file）")
    return FileResponse(path, media_type=media_type)


def _table_routes(app: FastAPI, feed: Feed, table: str) -> None:
    choices: dict[str, Any] = {
        name: (str | None, Field(default=None, max_length=500)) for name in filterable(table) if name != "limit"
    }
    asked: Any = create_model(f"{table}_query", __base__=_Paging, **choices)
    row = {key: value for key, value in schema(table).items() if key not in ("$schema", "schema_version")}
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
    answers: dict[int | str, dict[str, Any]] = {
        200: {"content": {"application/json": {"schema": shape}}},
        304: {"description": "没有变化"},
        410: {"description": "游标已失效，请从头拉取"},
    }

    def rows(request: Request, query: Annotated[asked, Query()]) -> Response:
        filters = {n: str(v) for n, v in query.model_dump(exclude_none=True).items() if n in choices}
        tag = f'"{feed.digest(table)}-{hashlib.sha256(str(request.url.query).encode()).hexdigest()[:12]}"'
        if query.since is None and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        try:
            page = feed.page(table, filters=filters, limit=query.limit, offset=query.offset, since=query.since)
        except CursorError as error:
            raise HTTPException(410, str(error)) from error
        tail = json.dumps({"total": page.total, "cursor": page.cursor, "removed": page.removed}, ensure_ascii=False)
        body = b'{"items": [' + b",".join(page.rows) + b"], " + tail[1:].encode("utf-8")
        return Response(body, media_type="application/json", headers={"ETag": tag, "Cache-Control": "no-cache"})

    app.get(f"/v1/{table}", tags=["tables"], name=table, responses=answers)(rows)
    if len(PRIMARY[table]) > 1:
        return

    def one(key: str) -> Response:
        line = feed.one(table, key)
        if line is None:
            raise HTTPException(404, f"{table} 里没有 {key[:64]}（no such row）")
        return Response(line, media_type="application/json")

    found: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {"schema": _inline(row)}}}, 404: {}}
    app.get(f"/v1/{table}/{{key}}", tags=["tables"], name=f"one of {table}", responses=found)(one)


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


def _guard(app: FastAPI, feed: Feed, meter: "_Meter", token: str | None, limiter: "_Limiter") -> None:
    @app.middleware("http")
    async def watch(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        started = time.perf_counter()
        client = request.client.host if request.client is not None else ""
        wait = limiter.wait(client)
        response: Response
        if wait > 0:
            response = JSONResponse(
                {"detail": "请求过于频繁（too many requests）"}, 429, {"Retry-After": str(int(wait) + 1)}
            )
        elif token is not None and request.url.path != "/health" and not _allowed(request, token):
            response = JSONResponse(
                {"detail": "需要令牌（token required）"},
                401,
                {"WWW-Authenticate": 'Basic realm="luodi", charset="UTF-8"'},
            )
        else:
            feed.refresh()
            response = await call_next(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "DENY"
        meter.count(response.status_code, time.perf_counter() - started)
        return response


def _allowed(request: Request, token: str) -> bool:
    """Bearer token, or the token as password of Basic, which a browser asks for."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    given = value.strip()
    if kind.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            given = ""
    elif kind.lower() != "bearer":
        given = ""
    return hmac.compare_digest(given.encode("utf-8"), token.encode("utf-8"))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Limiter:
    """A bucket of requests for each client, filled steadily; the oldest clients are forgotten first."""

    def __init__(self, per_second: float, burst: int) -> None:
        self.per_second, self.burst = per_second, burst
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Seconds until this client may ask again; 0 when it may now."""
        now = time.monotonic()
        left, seen = self.buckets.pop(client, (float(self.burst), now))
        left = min(float(self.burst), left + (now - seen) * self.per_second)
        allowed = left >= 1
        self.buckets[client] = (left - 1 if allowed else left, now)
        if len(self.buckets) > _CLIENTS:
            self.buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self.per_second


class _Meter:
    """Counts for a monitoring system, in Prometheus' text form."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.seconds = 0.0

    def count(self, status: int, seconds: float) -> None:
        self.statuses[status] += 1
        self.seconds += seconds

    def text(self, sizes: dict[str, int]) -> str:
        lines = ["# TYPE luodi_requests_total counter"]
        lines += [f'luodi_requests_total{{status="{s}"}} {n}' for s, n in sorted(self.statuses.items())]
        lines += ["# TYPE luodi_request_seconds_sum counter", f"luodi_request_seconds_sum {self.seconds:.6f}"]
        lines += ["# TYPE luodi_rows gauge", *(f'luodi_rows{{table="{t}"}} {n}' for t, n in sizes.items())]
        return "\n".join(lines) + "\n"
