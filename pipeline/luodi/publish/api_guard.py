"""Who may ask the HTTP service and how often, and what it counts for a monitoring system."""

# no `from __future__ import annotations`: FastAPI reads the annotations of functions made below
import base64
import binascii
import hmac
import ipaddress
import time
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

from .api_errors import answer
from .feed import Feed

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})
_CLIENTS = 10_000


def guard(app: FastAPI, feed: Feed, meter: "Meter", limiter: "Limiter", *, token: str | None, only_local: bool) -> None:
    """Let every request pass the limiter, the token if there is one, and on loopback the check of the host's name."""

    @app.middleware("http")
    async def watch(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        started = time.perf_counter()
        client = request.client.host if request.client is not None else ""
        wait = limiter.wait(client)
        response: Response
        if only_local and _host(request) not in _LOOPBACK:
            response = answer(400, "unknown_host")  # no site may reach in by another name
        elif wait > 0:
            response = answer(429, "too_many_requests", headers={"Retry-After": str(int(wait) + 1)})
        elif token is not None and request.url.path != "/health" and not _allowed(request, token):
            response = answer(401, "unauthorized", headers={"WWW-Authenticate": 'Basic realm="luodi", charset="UTF-8"'})
        else:
            feed.refresh()
            response = await call_next(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "DENY"
        meter.count(response.status_code, time.perf_counter() - started)
        return response


def _host(request: Request) -> str:
    """The name by which the service was asked, without its port: 127.0.0.1, ::1 of [::1]:8760."""
    host = request.headers.get("host", "")
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


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


def is_loopback(host: str) -> bool:
    """Whether a service on this host can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Limiter:
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


class Meter:
    """Counts for a monitoring system, in Prometheus' text form."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.seconds = 0.0

    def count(self, status: int, seconds: float) -> None:
        """Count one answer."""
        self.statuses[status] += 1
        self.seconds += seconds

    def text(self, sizes: dict[str, int]) -> str:
        """All counts as text; ``sizes`` are rows by table."""
        lines = ["# TYPE luodi_requests_total counter"]
        lines += [f'luodi_requests_total{{status="{s}"}} {n}' for s, n in sorted(self.statuses.items())]
        lines += ["# TYPE luodi_request_seconds_sum counter", f"luodi_request_seconds_sum {self.seconds:.6f}"]
        lines += ["# TYPE luodi_rows gauge", *(f'luodi_rows{{table="{t}"}} {n}' for t, n in sizes.items())]
        return "\n".join(lines) + "\n"
