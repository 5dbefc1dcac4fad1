"""Cut text into the word pieces the reader knows: a unigram tokenizer in plain Python.

The pieces and their log probabilities are those of the XLM-R vocabulary, cut down to what Chinese official text
needs; no piece joins two digits, so that 12 and 7 are read figure by figure.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

START, PAD, END, UNKNOWN = 0, 1, 2, 3
SPACE = "▁"
_BLANKS = re.compile(r"\s+")


def normal(text: str) -> str:
    """NFKC with runs of blanks as one; the form in which pieces are looked up."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip()


class Pieces:
    """A fixed list of pieces with scores; `cut` gives the most probable cut of a text.

    >>> special = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    >>> Pieces([*special, ("全", -3.0), ("市", -3.0), ("全市", -4.0)]).cut("全市全")
    [6, 4]
    """

    def __init__(self, pieces: list[tuple[str, float]]) -> None:
        self.pieces = pieces
        self._score = {piece: (number, score) for number, (piece, score) in enumerate(pieces) if number > UNKNOWN}
        self._longest: dict[str, int] = {}
        """Of the pieces that begin with two characters, by these."""
        for piece in self._score:
            self._longest[piece[:2]] = max(len(piece), self._longest.get(piece[:2], 1))
        self._unknown_score = min((score for _, score in self._score.values()), default=0.0) - 10.0

    @classmethod
    def read(cls, path: Path) -> Pieces:
        """Read `vocab.json`, a list of [piece, log probability]."""
        return cls([(piece, float(score)) for piece, score in json.loads(path.read_text(encoding="utf-8"))])

    def cut(self, text: str) -> list[int]:
        """Numbers of the pieces of the best cut; unknown characters become `UNKNOWN`, runs of them one piece."""
        chars = normal(text).replace(" ", SPACE)
        size = len(chars)
        best = [0.0] + [float("-inf")] * size
        back: list[tuple[int, int]] = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            base = best[start]
            if base + self._unknown_score > best[start + 1]:
                best[start + 1] = base + self._unknown_score
                back[start + 1] = (start, UNKNOWN)
            longest = self._longest.get(chars[start : start + 2], 1)
            for end in range(start + 1, min(size, start + longest) + 1):
                known = self._score.get(chars[start:end])
                if known is not None and base + known[1] > best[end]:
                    best[end] = base + known[1]
                    back[end] = (start, known[0])
        numbers: list[int] = []
        at = size
        while at:
            at, number = back[at]
            if not (number == UNKNOWN and numbers and numbers[-1] == UNKNOWN):
                numbers.append(number)
        return numbers[::-1]
