"""Alerts reach their sinks, are signed, tried again and never lost; local servers stand in for real ones."""

from __future__ import annotations

import hashlib
import hmac
import json
import socketserver
import sys
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from luodi.publish.alerts import alerts, as_text, now_told, told_before
from luodi.publish.delivery import DeliveryError, deliver
from luodi.publish.sinks import CommandSink, FileSink, WebhookSink, sinks
from luodi.records import Results
from luodi.settings import Notifying, SettingsError

ALERT = {
    "id": "ab12",
    "kind": "unit",
    "name": "泊宁市",
    "as_of": "2025-01-15",
    "problems": 1,
    "by_severity": {"high": 1},
}
SECRET = b"a secret of the office"


class Web:
    """An HTTP server that answers as told and keeps what it got."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                web.got.append((dict(self.headers), body))
                self.send_response(web.answers.pop(0) if web.answers else 200)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"


class Post:
    """A mail server of a few commands that keeps messages; ``refuse`` is its answer to a recipient."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.refuse = ""
        post = self

        class Handler(socketserver.StreamRequestHandler):
            def say(self, words: str) -> None:
                self.wfile.write(f"{words}\r\n".encode())

            def handle(self) -> None:
                self.say("220 stand-in")
                for line in self.rfile:
                    verb = line[:4].upper()
                    if verb == b"DATA":
                        self.say("354 go on")
                        body = b""
                        while (part := self.rfile.readline()) != b".\r\n":
                            body += part
                        post.messages.append(body)
                        self.say("250 taken")
                    elif verb == b"QUIT":
                        self.say("221 bye")
                        return
                    elif verb == b"RCPT" and post.refuse:
                        self.say(post.refuse)
                    else:
                        self.say("250 ok")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield from serving(web)


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    yield from serving(post)


def serving(place: Any) -> Iterator[Any]:
    thread = threading.Thread(target=place.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield place
    place.server.shutdown()
    place.server.server_close()
    thread.join()


class Waits(list[float]):
    """Notes how long it was asked to wait, and does not."""

    def __call__(self, seconds: float) -> bool:
        self.append(seconds)
        return False


def lost(folder: Path) -> list[dict[str, Any]]:
    path = folder / "undelivered.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def send(to: object, folder: Path, waits: Waits | None = None, attempts: int = 4) -> int:
    waiting = Waits() if waits is None else waits
    return deliver(
        [ALERT],
        [to],  # type: ignore[list-item]
        folder / "undelivered.jsonl",
        attempts=attempts,
        wait_seconds=1.0,
        wait=waiting,
    )


def test_a_posted_body_is_signed_with_its_time(web: Web, tmp_path: Path) -> None:
    assert send(WebhookSink(web.url, SECRET, 5.0, clock=lambda: 1700000000.7), tmp_path) == 0
    [(headers, body)] = web.got
    right = hmac.new(SECRET, b"1700000000." + body, hashlib.sha256).hexdigest()
    assert headers["X-Luodi-Signature"] == f"sha256={right}"
    assert headers["X-Luodi-Timestamp"] == "1700000000"
    assert headers["X-Luodi-Id"] == "ab12"
    assert json.loads(body) == ALERT


def test_without_a_secret_nothing_pretends_to_be_signed(web: Web, tmp_path: Path) -> None:
    send(WebhookSink(web.url, None, 5.0), tmp_path)
    assert "X-Luodi-Signature" not in web.got[0][0]


def test_a_server_in_trouble_is_tried_again_after_longer_and_longer(web: Web, tmp_path: Path) -> None:
    web.answers = [503, 500, 429]
    waits = Waits()
    assert send(WebhookSink(web.url, SECRET, 5.0), tmp_path, waits) == 0
    assert waits == [1.0, 2.0, 4.0]
    assert len(web.got) == 4
    assert lost(tmp_path) == []


def test_what_was_never_taken_is_kept_with_its_reason(web: Web, tmp_path: Path) -> None:
    web.answers = [503] * 9
    assert send(WebhookSink(web.url, SECRET, 5.0), tmp_path) == 1
    assert lost(tmp_path) == [{"sink": "webhook", "error": "对方答复 HTTP 503（试了 4 次）", "alert": ALERT}]


@pytest.mark.parametrize("code", [400, 404, 301])
def test_an_answer_that_will_not_change_is_not_asked_again(web: Web, tmp_path: Path, code: int) -> None:
    web.answers = [code]
    assert send(WebhookSink(web.url, SECRET, 5.0), tmp_path) == 1
    assert len(web.got) == 1
    assert lost(tmp_path)[0]["error"] == f"对方答复 HTTP {code}（试了 1 次）"


def test_nobody_at_the_address_is_an_undelivered_alert(web: Web, tmp_path: Path) -> None:
    web.server.server_close()
    assert send(WebhookSink(web.url, SECRET, 5.0), tmp_path) == 1
    assert lost(tmp_path)[0]["sink"] == "webhook"


def test_one_deaf_sink_keeps_no_other_from_hearing(web: Web, tmp_path: Path) -> None:
    web.answers = [404]
    receivers = [WebhookSink(web.url, None, 5.0), FileSink(tmp_path / "told.jsonl")]
    undelivered = tmp_path / "undelivered.jsonl"
    assert deliver([ALERT], receivers, undelivered, attempts=1, wait_seconds=0, wait=Waits()) == 1
    assert json.loads((tmp_path / "told.jsonl").read_text(encoding="utf-8")) == ALERT


def test_a_watch_that_stops_waits_no_longer_and_loses_nothing(web: Web, tmp_path: Path) -> None:
    web.answers = [503]
    done = deliver(
        [ALERT],
        [WebhookSink(web.url, None, 5.0)],
        tmp_path / "undelivered.jsonl",
        attempts=9,
        wait_seconds=99.0,
        wait=lambda _: True,
    )
    assert (done, len(web.got), len(lost(tmp_path))) == (1, 1, 1)


def mailing(post: Post, **more: Any) -> Notifying:
    chosen = {"mail_server": post.address, "mail_security": "none", "mail_from": "luodi@city.example"}
    return Notifying(**(chosen | {"mail_to": ("duban@city.example", "second@city.example")} | more))


def test_a_message_is_sent_in_words(post: Post, tmp_path: Path) -> None:
    [sink] = sinks(mailing(post))
    assert send(sink, tmp_path) == 0
    message = message_from_bytes(post.messages[0], policy=policy.default)
    assert "泊宁市新增问题 1 个" in message["Subject"]
    assert message["To"] == "duban@city.example, second@city.example"
    assert "高 1 个" in message.get_content()


@pytest.mark.parametrize(("answer", "tries"), [("550 no such user", 1), ("451 try later", 4)])
def test_refused_recipients_are_final_unless_the_server_says_later(
    post: Post, tmp_path: Path, answer: str, tries: int
) -> None:
    post.refuse = answer
    [sink] = sinks(mailing(post))
    assert send(sink, tmp_path) == 1
    assert lost(tmp_path)[0]["error"].endswith(f"（试了 {tries} 次）")


def test_a_program_gets_the_alert_on_its_input(tmp_path: Path) -> None:
    code = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    sink = CommandSink((sys.executable, "-c", code, str(tmp_path / "got")), 20.0)
    assert send(sink, tmp_path) == 0
    assert json.loads((tmp_path / "got").read_text(encoding="utf-8")) == ALERT


@pytest.mark.parametrize(
    ("code", "words"), [("raise SystemExit(3)", "代码 3"), ("import time; time.sleep(60)", "1 秒内没有结束")]
)
def test_a_program_that_fails_or_hangs_is_an_error(code: str, words: str) -> None:
    with pytest.raises(DeliveryError, match=words):
        CommandSink((sys.executable, "-c", code), 1.0 if "sleep" in code else 20.0).send(ALERT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"webhook": "ftp://office/x"},
        {"webhook": "http://office/x", "webhook_secret_file": "/nowhere/secret"},
        {"mail_server": "mail.example"},
        {"mail_server": "mail.example:25", "mail_from": "a@b.example"},
    ],
)
def test_sinks_that_cannot_work_are_refused_at_the_start(wrong: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="notifying"):
        sinks(Notifying(**wrong))


def test_each_unit_and_each_level_has_its_digest(results: Results) -> None:
    made = alerts(results, {}, severity="low")
    open_ = [f for f in results.findings if f.standing != "refuted"]
    of_units = {a["unit"]: {f["finding_id"] for f in a["findings"]} for a in made if a["kind"] == "unit"}
    assert of_units == {u: {f.finding_id for f in open_ if f.unit == u} for u in {f.unit for f in open_}}
    known = {u.name for u in results.units}
    of_levels = [row["unit"] for a in made if a["kind"] == "level" for row in a["units"]]
    assert sorted(of_levels) == sorted(of_units.keys() & known)


def test_only_what_is_new_or_graver_is_told(results: Results, tmp_path: Path) -> None:
    now_told(tmp_path, results)
    told = told_before(tmp_path)
    assert alerts(results, told, severity="low") == []
    worst = next(f for f in results.findings if f.severity == "medium" and f.standing != "refuted")
    made = alerts(results, told | {worst.finding_id: "low"}, severity="low", levels=False)
    assert [(f["finding_id"], f["graver"]) for a in made for f in a["findings"]] == [(worst.finding_id, True)]


def test_milder_problems_than_asked_for_are_not_told(results: Results) -> None:
    told = [f["severity"] for a in alerts(results, {}, levels=False, unreadable=False) for f in a["findings"]]
    assert told
    assert "low" not in told


def test_files_that_cannot_be_read_are_told_once_with_the_reason(results: Results, tmp_path: Path) -> None:
    assert results.quarantine
    (alert,) = [a for a in alerts(results, {}) if a["kind"] == "files"]
    assert {(row["file"], row["code"]) for row in alert["files"]} == {(q.file, q.code) for q in results.quarantine}
    subject, body = as_text(alert)
    assert f"{alert['unreadable']} 份文件读不了" in subject
    assert all(q.file in body for q in results.quarantine)
    now_told(tmp_path, results)
    told = told_before(tmp_path)
    renamed = tuple(q.replace(file=f"旧/{q.file}") for q in results.quarantine)
    assert alerts(results.replace(quarantine=renamed), told, severity="low") == []
    other = results.quarantine[0].replace(file="坏.pdf", sha256="f" * 64)
    (alert,) = alerts(results.replace(quarantine=(*results.quarantine, other)), told, severity="low")
    assert [row["file"] for row in alert["files"]] == ["坏.pdf"]


def test_files_are_not_told_where_nobody_wants_to_hear_of_them(results: Results) -> None:
    assert all(a["kind"] != "files" for a in alerts(results, {}, unreadable=False))
