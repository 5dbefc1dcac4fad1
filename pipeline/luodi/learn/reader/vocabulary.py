"""Choose the pieces the reader keeps of the large multilingual vocabulary."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from luodi.compare.reader_pieces import UNKNOWN, Pieces, normal
from luodi.compare.reader_signs import SIGNS

_DIGITS = re.compile(r"\d")
_HAN_ONE = re.compile(r"^▁?[\u4e00-\u9fff]$")
_OURS = re.compile(
    r"^▁?(?:[\u4e00-\u9fff]+|[\x21-\x7e]+|[、。，；：！？（）《》〈〉“”‘’「」【】〔〕—…·～％‰℃㎡→←↑↓◀▶▼●▲○◆■□★①-⑳Ⅰ-Ⅻ]+)$|^▁$"
)
ALWAYS = SIGNS + "|"


def read_pieces(tokenizer: Path) -> list[tuple[str, float]]:
    """Pieces and log probabilities of a Hugging Face `tokenizer.json` of the unigram kind, in their order.

    Raises ValueError for a tokenizer of another kind.
    """
    model = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]
    if model.get("type") != "Unigram":
        raise ValueError(f"{tokenizer}: holds a {model.get('type')} tokenizer, a Unigram one is needed")
    return [(piece, float(score)) for piece, score in model["vocab"]]


def choose(
    pieces: list[tuple[str, float]], texts: Iterable[str], *, floor: int, most: int
) -> tuple[list[tuple[str, float]], list[int]]:
    """The kept pieces and their numbers in the large vocabulary.

    Kept are the four special pieces, every single Chinese character, printable ASCII characters, the signs of
    `reader_marks`, and pieces of Chinese or ASCII that a cut of `texts` uses at least `floor` times, `most` in all, the
    frequent ones first. Pieces that join digits are never kept. Signs that the vocabulary lacks are added at the end;
    they borrow the vector of a comma.
    """
    allowed = [
        (piece, score)
        if number <= UNKNOWN or (_OURS.match(piece) and not (_DIGITS.search(piece) and len(piece) > 1))
        else ("", -1e9)
        for number, (piece, score) in enumerate(pieces)
    ]
    usable = [number for number, (piece, _) in enumerate(allowed) if piece or number <= UNKNOWN]
    cutter = Pieces([pieces[number] for number in usable])
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(cutter.cut(text))
    by_text = {piece: number for number, (piece, _) in enumerate(pieces)}
    kept = set(range(UNKNOWN + 1))
    kept |= {
        number
        for number in usable
        if _HAN_ONE.match(pieces[number][0]) or re.fullmatch(r"▁?[\x21-\x7e]|▁", pieces[number][0])
    }
    kept |= {by_text[normal(sign)] for sign in ALWAYS if normal(sign) in by_text}
    for local, count in counts.most_common():
        if count < floor or len(kept) >= most:
            break
        kept.add(usable[local])
    chosen = sorted(kept)
    result = [pieces[number] for number in chosen]
    for sign in ALWAYS:
        if normal(sign) not in by_text:
            result.append((normal(sign), -12.0))
            chosen.append(by_text[","])
    return result, chosen
