"""A second opinion is asked only when unsure, must quote word for word, weighs in and never takes over."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from luodi.compare.assessing import assess
from luodi.compare.candidates import Passage
from luodi.compare.second_opinion import Opinion, OpinionError, SecondOpinion, heard, understood
from luodi.compare.signals import Asked
from luodi.compare.status import Verdict
from luodi.language import extract
from luodi.records import STATUSES, DocumentRecord, Dossier, Member, Status, Task, Unit
from luodi.settings import Consulting, Settings
from luodi.structure import structure

REPORT = "甲县落实情况报告\n今年已建成公办幼儿园7所。新增停车泊位300个。"
SAID = "今年已建成公办幼儿园7所"


@dataclass
class Office:
    """A stand-in for the office's model: what it answers, and what it was asked."""

    answer: str = ""
    code: int = 200
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(office: Office) -> Iterator[Office]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            office.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            office.keys.append(self.headers.get("Authorization"))
            body = json.dumps({"choices": [{"message": {"content": office.answer}}]}).encode()
            self.send_response(office.code)
            if office.code == 302:
                self.send_header("Location", office.url)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    office.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()


def document(file: str, text: str, **fields: Any) -> DocumentRecord:
    return DocumentRecord(document_id=file, file=file, sha256="", media_type="", text=text, **fields)


TOLD = [Passage(document("r", REPORT), f"{s}。", 0, 1) for s in REPORT.split("\n")[1].split("。") if s]
ASKED = Asked(Task(task_id="t", document_id="p", file="p", path="", sentence="新建公办幼儿园12所。", start=0, end=11),
              "新建公办幼儿园12所。", date(2024, 12, 31))  # fmt: skip


def answer(status: str, *quotes: str, aspects: tuple[str, ...] = ()) -> str:
    return json.dumps({"status": status, "aspects": list(aspects), "quotes": list(quotes)}, ensure_ascii=False)


def verdict(status: Status, sure: float) -> Verdict:
    rest = (1 - sure) / (len(STATUSES) - 1)
    aspects = dict.fromkeys(("quantity", "deadline", "scope", "strength", "frequency"), 0.2)
    return Verdict({s: sure if s == status else rest for s in STATUSES}, aspects)  # type: ignore[arg-type]


def test_it_is_off_without_an_address() -> None:
    assert not SecondOpinion(Consulting()).wanted(verdict("implemented", 0.3))


def test_only_the_unsure_are_asked_about() -> None:
    second = SecondOpinion(Consulting(url="http://localhost:1", below=0.75))
    assert second.wanted(verdict("implemented", 0.6))
    assert not second.wanted(verdict("implemented", 0.9))


def test_the_question_holds_task_dates_and_sentences_and_the_key(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("secret\n")
    with serving(Office(answer("discounted", SAID, aspects=("quantity",)))) as office:
        settings = Consulting(url=office.url, model="local", key_file=str(tmp_path / "key"))
        opinion = SecondOpinion(settings).ask(ASKED, TOLD, date(2025, 1, 5))
    assert opinion == Opinion("discounted", ("quantity",), (TOLD[0],))
    [request] = office.asked
    text = request["messages"][-1]["content"]
    assert request["model"] == "local"
    assert office.keys == ["Bearer secret"]
    assert all(part in text for part in ("12所", "2024-12-31", "2025-01-05", "1. 今年", "2. 新增"))


@pytest.mark.parametrize(
    "text",
    [
        "我认为已完成。",
        answer("done", SAID),
        answer("implemented", "已建成公办幼儿园12所"),
        answer("implemented"),
        answer("omitted", SAID),
        answer("discounted", SAID),
        answer("discounted", SAID, aspects=("speed",)),
        '{"status": ["implemented"], "quotes": ["今年"]}',
        "[1]",
        '{"status": "implemented", "quotes": [7]}',
    ],
)
def test_an_answer_without_words_of_the_report_is_dropped(text: str) -> None:
    with pytest.raises(OpinionError):
        understood(text, TOLD)


def test_words_around_the_object_do_not_matter() -> None:
    assert understood(f"```json\n{answer('implemented', SAID)}\n```", TOLD).status == "implemented"


def test_it_weighs_in_and_does_not_take_over() -> None:
    opinion = Opinion("omitted", (), ())
    assert heard(verdict("implemented", 0.5), opinion, 1.5).status["omitted"] == pytest.approx(0.390, abs=0.001)
    assert heard(verdict("implemented", 0.97), opinion, 1.5).best == "implemented"
    assert heard(verdict("implemented", 0.5), opinion, 0.0).status == pytest.approx(verdict("implemented", 0.5).status)


def test_a_deaf_address_is_left_alone_after_three_tries_and_a_redirect_is_not_followed() -> None:
    with serving(Office(answer("omitted"), code=302)) as office:
        second = SecondOpinion(Consulting(url=office.url))
        unsure = verdict("implemented", 0.3)
        tries = 0
        while second.wanted(unsure):
            assert second.ask(ASKED, TOLD, None) is None
            tries += 1
    assert tries == 3
    assert len(office.asked) == 3


def test_a_judgement_says_that_it_was_asked() -> None:
    pytest.importorskip("onnxruntime")
    settings = Settings()
    task = Task(task_id="t", document_id="p", file="p", path="", sentence="建成公办幼儿园12所。", start=0, end=11)
    policy = document("p", "建成公办幼儿园12所。", kind="policy", tasks=(task,))
    report = extract(structure(document("r", REPORT)))
    dossier = Dossier(
        policy=policy,
        documents=(policy, report),
        members=(Member(document_id="r", role="report", unit="甲县"),),
        units=(Unit(name="甲县", level="county"),),
    )
    [alone] = assess(dossier, settings, date(2025, 1, 5))
    with serving(Office(answer("discounted", SAID, aspects=("quantity",)))) as office:
        asking = Settings.from_dict({"consulting": {"url": office.url, "below": 1.0, "weight": 5.0}})
        [told] = assess(dossier, asking, date(2025, 1, 5))
    assert "第二意见" not in alone.reason
    assert told.reason.endswith("（第二意见：打折扣）")
    assert (told.status, told.aspects) == ("discounted", ("quantity",))
    assert told.evidence == ("今年已建成公办幼儿园7所。",)
