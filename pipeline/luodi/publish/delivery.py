"""Handing alerts over: tried again after longer and longer waits, and kept where nobody takes them.

An alert is never lost, and one deaf sink keeps no other from hearing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from .alerts import Alert

UNDELIVERED = "alerts-undelivered.jsonl"
_LONGEST_WAIT = 60.0


class DeliveryError(Exception):
    """A sink did not take an alert; the message says why, in Chinese. ``final``: trying again would not help."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


class Sink(Protocol):
    """Takes alerts; ``name`` says in the dead-letter file which one it was."""

    @property
    def name(self) -> str:
        """What it is called where undelivered alerts are kept."""

    def send(self, alert: Alert) -> None:
        """Hand over one alert. Raises DeliveryError or OSError."""


def deliver(
    alerts: Iterable[Alert],
    to: Iterable[Sink],
    undelivered: Path,
    *,
    attempts: int,
    wait_seconds: float,
    wait: Callable[[float], bool],
) -> int:
    """Send every alert to every sink; how many deliveries failed and lie in ``undelivered``.

    ``wait`` waits that many seconds and says whether to give up now, as ``threading.Event.wait`` does.
    """
    failed, receivers = 0, list(to)
    for alert in alerts:
        for sink in receivers:
            error = _try(sink, alert, attempts, wait_seconds, wait)
            if error is not None:
                failed += 1
                append_line(undelivered, {"sink": sink.name, "error": error, "alert": alert})
    return failed


def append_line(path: Path, value: dict[str, Any]) -> None:
    """Add a line of JSON to a file and wait for the disk. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(packed(value) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def packed(value: dict[str, Any]) -> bytes:
    """One line of JSON without its end; equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _try(sink: Sink, alert: Alert, attempts: int, wait_seconds: float, wait: Callable[[float], bool]) -> str | None:
    """Deliver one alert to one sink; None when it was taken, else why not."""
    for number in range(1, attempts + 1):
        try:
            sink.send(alert)
            return None
        except DeliveryError as error:
            message, final = str(error), error.final
        except OSError as error:
            message, final = str(getattr(error, "reason", None) or error.strerror or type(error).__name__), False
        if final or number == attempts or wait(min(wait_seconds * 2 ** (number - 1), _LONGEST_WAIT)):
            return f"{message}（试了 {number} 次）"
    return "没有试过"
