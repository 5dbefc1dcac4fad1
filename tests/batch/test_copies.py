"""A document that lies in the inbox twice is counted once, and both places are named."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from luodi.batch.executors import InProcess
from luodi.batch.folder import Order, carry_out
from luodi.records import DocumentRecord
from luodi.settings import Comparing, Settings

WORDS = "甲市人民政府办公室关于加强公厕管理的通知\n各县人民政府：\n6月底前新建公厕12座。\n2024年3月1日\n"


def read(inbox: Path) -> list[DocumentRecord]:
    settings = Settings(comparing=Comparing(reader=False))
    order = Order(inbox=inbox, out=inbox.parent / "out", as_of=date(2025, 1, 1), settings=settings)
    results = carry_out(order, InProcess, lambda *_: None)
    assert results is not None
    return list(results.documents)


def pack(path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, WORDS)


@pytest.mark.parametrize(
    ("files", "archives", "kept", "copies"),
    [
        (["a.txt", "下/b.txt"], {}, "a.txt", ["下/b.txt"]),
        (["通知.txt"], {"包.zip": ["通知.txt"]}, "包.zip/通知.txt", ["通知.txt"]),
        ([], {"包.zip": ["1.txt", "2.txt"]}, "包.zip/1.txt", ["包.zip/2.txt"]),
        ([], {"1.zip": ["a.txt"], "2.zip": ["a.txt"]}, "1.zip/a.txt", ["2.zip/a.txt"]),
    ],
)
def test_a_copy_is_named_wherever_it_lies(
    tmp_path: Path, files: list[str], archives: dict[str, list[str]], kept: str, copies: list[str]
) -> None:
    inbox = tmp_path / "inbox"
    for name in files:
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_text(WORDS, encoding="utf-8")
    inbox.mkdir(exist_ok=True)
    for number, (name, members) in enumerate(archives.items()):
        first = inbox / next(iter(archives))
        shutil.copy(first, inbox / name) if number else pack(first, members)
    (document,) = read(inbox)
    assert document.file == kept
    assert [n.message for n in document.warnings if n.code == "duplicate"] == [
        f"与 {copy} 内容完全相同，只计一次" for copy in copies
    ]


def test_what_lies_in_an_archive_keeps_its_name_when_the_archive_is_renamed(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    pack(inbox / "旧.zip", ["下/通知.txt"])
    assert [d.file for d in read(inbox)] == ["旧.zip/下/通知.txt"]
    (inbox / "新").mkdir()
    (inbox / "旧.zip").rename(inbox / "新" / "包.zip")
    assert [d.file for d in read(inbox)] == ["新/包.zip/下/通知.txt"]


def test_the_same_words_in_another_encoding_are_told_as_a_copy(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, encoding in (("a.txt", "utf-8"), ("b.txt", "gb18030")):
        (inbox / name).write_text(WORDS * 3, encoding=encoding)
    told = {d.file: [w.message for w in d.warnings if w.code == "duplicate"] for d in read(inbox)}
    assert told == {"a.txt": [], "b.txt": ["与 a.txt 文字完全相同，只计一次"]}
