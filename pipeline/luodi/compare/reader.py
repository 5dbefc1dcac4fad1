"""The reader: a small neural judge of one task and one or a few sentences of a report.

It answers what the sentences show about the task: how probable each status is, and in which aspect they fall
short if they do. `1 - status["omitted"]` ranks sentences as evidence. The network is an int8 ONNX file run on the CPU;
onnxruntime is imported only when a reader is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from luodi.compare.reader_marks import mark
from luodi.compare.reader_pieces import END, START, Pieces
from luodi.records.paths import models_dir

FORMAT = "reader-1"
_MOST_TASK = 110
_MOST_STATEMENT = 170


class ReaderUnavailableError(RuntimeError):
    """The reader cannot be loaded; the message names the path and what to do."""


@dataclass(frozen=True)
class ReaderInput:
    """A task sentence and the report's words on it (several sentences joined), with dates where known."""

    task: str
    statement: str
    deadline: date | None = None
    report_date: date | None = None


@dataclass(frozen=True)
class Reading:
    """Probabilities in [0, 1].

    `status` has the five statuses and sums to 1. `aspects` says, should the status be discounted, how probable each
    aspect is; they do not sum to 1.
    """

    status: dict[str, float]
    aspects: dict[str, float]

    @property
    def bears(self) -> float:
        """How probably the sentences bear on the task at all."""
        return 1.0 - self.status["omitted"]


def header(deadline: date | None, report_date: date | None) -> str:
    """What the dates say, in a few words: the year reported on and whether the deadline has passed.

    A report of January to March speaks of the year before.

    >>> header(date(2024, 12, 31), date(2025, 1, 8)), header(None, None)
    ('报2024年 已到期', '')
    """
    words = []
    if report_date is not None:
        words.append(f"报{report_date.year - (report_date.month <= 3)}年")
        if deadline is not None:
            words.append("未到期" if report_date <= deadline else "已到期")
    return " ".join(words)


def compose(pieces: Pieces, pair: ReaderInput) -> tuple[list[int], list[int]]:
    """The network's input: numbers of pieces and, for each, its side (1 task and dates, 2 statement).

    `<s> task </s> dates </s> marked statement </s>`; overlong sides lose their middle. Training and inference both
    use this.
    """
    task = _fit(pieces.cut(pair.task), _MOST_TASK)
    dates = pieces.cut(header(pair.deadline, pair.report_date))
    statement = _fit(pieces.cut(mark(pair.task, pair.statement, pair.deadline, pair.report_date)), _MOST_STATEMENT)
    first = [START, *task, END, *dates, END]
    return [*first, *statement, END], [1] * len(first) + [2] * (len(statement) + 1)


def _fit(numbers: list[int], most: int) -> list[int]:
    if len(numbers) <= most:
        return numbers
    head = most * 2 // 3
    return numbers[:head] + numbers[-(most - head) :]


class Reader:
    """A loaded reader. Use `Reader.load()`; the object is cheap to call and holds about 60 MB.

    Example:
        reader = Reader.load()
        [reading] = reader.judge([ReaderInput("新建公办幼儿园12所。", "建成公办幼儿园7所。")])
        reading.status["discounted"]
    """

    def __init__(self, session: Any, pieces: Pieces, card: dict[str, Any]) -> None:
        self._session = session
        self._pieces = pieces
        self.card = card
        self.statuses: tuple[str, ...] = tuple(card["statuses"])
        self.aspects: tuple[str, ...] = tuple(card["aspects"])

    @classmethod
    def load(cls, folder: Path | None = None) -> Reader:
        """Load `reader.onnx`, `vocab.json` and `card.json` from `folder`, by default the shipped `models/reader`.

        Raises:
            ReaderUnavailableError: a file is missing, of another input format, or onnxruntime is not installed.
        """
        folder = models_dir() / "reader" if folder is None else folder
        for name in ("reader.onnx", "vocab.json", "card.json"):
            if not (folder / name).is_file():
                raise ReaderUnavailableError(
                    f"{folder / name} is missing; reinstall luodi, "
                    f"or train the reader with `python -m luodi.learn.reader --out {folder}`"
                )
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        if card.get("format") != FORMAT:
            raise ReaderUnavailableError(
                f"{folder / 'card.json'}: input format {card.get('format')!r}, this luodi needs {FORMAT!r}; retrain"
            )
        try:
            import onnxruntime
        except ImportError as error:
            raise ReaderUnavailableError(
                f"{folder / 'reader.onnx'} needs onnxruntime; install it with `pip install onnxruntime`"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(session, Pieces.read(folder / "vocab.json"), card)

    def judge(self, pairs: Sequence[ReaderInput]) -> list[Reading]:
        """Read all pairs, in their order; equal pairs are read once.

        Each pair runs alone: 8-bit arithmetic scales a whole batch by its largest value, so in company a reading would
        depend on its neighbours, and on one thread company saves no time.
        """
        readings = {pair: self._read(*compose(self._pieces, pair)) for pair in dict.fromkeys(pairs)}
        return [readings[pair] for pair in pairs]

    def _read(self, numbers: list[int], sides: list[int]) -> Reading:
        import numpy as np

        feed = {"ids": np.array([numbers], dtype=np.int64), "segment": np.array([sides], dtype=np.int64)}
        status, aspect = (row[0].astype(np.float64) for row in self._session.run(["status", "aspect"], feed))
        status = np.exp(status - status.max())
        status /= status.sum()
        aspect = 1.0 / (1.0 + np.exp(-aspect))
        return Reading(
            dict(zip(self.statuses, map(float, status), strict=True)),
            dict(zip(self.aspects, map(float, aspect), strict=True)),
        )
