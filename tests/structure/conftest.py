"""Help for the tests of this room: a text as a structured document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luodi.ingest.reading import read_bytes
from luodi.records import DocumentRecord
from luodi.settings import Reading, Settings
from luodi.structure import structure

Reader = Callable[..., DocumentRecord]
SECRET_TOO = Settings(reading=Reading(allow_secret=True))


@pytest.fixture
def read() -> Reader:
    """A function from a text (and a file's name) to its structured record, by way of ingest."""

    def reader(text: str, file: str = "a.txt") -> DocumentRecord:
        return structure(read_bytes(text.encode("utf-8"), file, settings=SECRET_TOO)[0])

    return reader


@pytest.fixture
def body() -> str:
    """The text proper of a short notice."""
    return (
        "为加强治水工作，切实改善水环境，经省政府同意，现就有关事项通知如下，请结合实际认真贯彻落实。\n"
        "一、总体要求\n坚持统筹推进，到2025年全面消除黑臭水体。\n"
        "二、重点任务\n（一）加强巡查。各县每月巡查不少于2次。\n"
    )
