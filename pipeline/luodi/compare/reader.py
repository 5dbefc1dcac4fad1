"""The reader: a small neural judge of one task and the sentences of a report that may answer it.

It is shown all likely sentences at once and answers how probable each status is, in which aspect the task falls short
if it does, and which of the sentences bear on it. The network is an int8 ONNX file run on the CPU; onnxruntime is
imported only when a reader is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from luodi.records.paths import models_dir

from .reader_input import MOST_PIECES, ReaderInput, compose
from .reader_pieces import Pieces

FORMAT = "reader-2"

_SLOWER = ["SkipLayerNormFusion"]
"""What onnxruntime does to make a network faster but makes this one slower: its fused sum and norm takes six times as
long on a CPU as the two apart (0.65 against 0.10 ms for 340 places)."""


class ReaderUnavailableError(RuntimeError):
    """The reader cannot be loaded; the message names the path and what to do."""


@dataclass(frozen=True)
class Reading:
    """Probabilities in [0, 1].

    `status` has the five statuses and sums to 1. `aspects` says, should the status be discounted, how probable each
    aspect is; they do not sum to 1. `bears` says of each sentence of the input, in its order, how probably it bears on
    the task; 0 for a sentence that had no room.
    """

    status: dict[str, float]
    aspects: dict[str, float]
    bears: tuple[float, ...] = ()


class Reader:
    """A loaded reader. Use `Reader.load()`; the object is cheap to call and holds about 60 MB.

    Example:
        reader = Reader.load()
        [reading] = reader.judge([ReaderInput("新建公办幼儿园12所。", (Told("建成公办幼儿园7所。"),))])
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
                    f"缺少精读模型 {folder / name}，请重新安装 luodi，或在设置里写 [comparing] reader = false"
                    "（missing; reinstall luodi or do without the reader）"
                )
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        if card.get("format") != FORMAT:
            raise ReaderUnavailableError(
                f"精读模型 {folder} 的格式是 {card.get('format')}，本软件要 {FORMAT}，请换用配套的模型"
                "（another input format; retrain）"
            )
        try:
            import onnxruntime
        except ImportError as error:
            raise ReaderUnavailableError(
                "精读模型需要 onnxruntime：pip install onnxruntime，或在设置里写 [comparing] reader = false"
                "（onnxruntime is missing）"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )
        return cls(session, Pieces.read(folder / "vocab.json"), card)

    def judge(self, inputs: Sequence[ReaderInput], *, most: int = MOST_PIECES) -> list[Reading]:
        """Read all inputs, in their order, each by its likeliest sentences as far as `most` word pieces reach; equal
        inputs are read once.

        Each runs alone: 8-bit arithmetic scales a whole batch by its largest value, so in company a reading would
        depend on its neighbours, and on one thread company saves no time.
        """
        readings = {given: self._read(given, most) for given in dict.fromkeys(inputs)}
        return [readings[given] for given in inputs]

    def _read(self, given: ReaderInput, most: int) -> Reading:
        import numpy as np

        numbers, parts, shown = compose(self._pieces, given, most)
        feed = {"ids": np.array([numbers], dtype=np.int64), "part": np.array([parts], dtype=np.int64)}
        outputs = self._session.run(["status", "aspect", "bears"], feed)
        status, aspect, bears = (row[0].astype(np.float64) for row in outputs)
        status = np.exp(status - status.max())
        status /= status.sum()
        aspect, bears = 1.0 / (1.0 + np.exp(-aspect)), 1.0 / (1.0 + np.exp(-bears))
        by_sentence = [0.0] * len(given.told)
        for place, number in enumerate(shown):
            by_sentence[number] = float(bears[place])
        return Reading(
            dict(zip(self.statuses, map(float, status), strict=True)),
            dict(zip(self.aspects, map(float, aspect), strict=True)),
            tuple(by_sentence),
        )


@cache
def shared_reader() -> Reader:
    """The shipped reader, loaded once a process. Raises ReaderUnavailableError as ``Reader.load``."""
    return Reader.load()
