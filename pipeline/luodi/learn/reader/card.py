"""Write the reader's card: where it comes from, what it learned from, how well it reads and where it fails."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from luodi.compare.reader import FORMAT
from luodi.records import ASPECTS, STATUSES

from ..split import HELD_OUT, VALIDATION_WORLDS
from .training import Recipe

NOTICE = """The encoder starts from multilingual-e5-small by intfloat (https://huggingface.co/intfloat/multilingual-e5-small),
Copyright (c) 2023 Intfloat contributors, distributed under the MIT License; read from a 4-bit copy of its weights.
Its vocabulary is cut down and its layers thinned; everything else is luodi's."""

MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice
and this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS
PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""

LIMITS = (
    "It reads one task against the likeliest sentences, twelve at most and as many as find room in 340 pieces; what "
    "stands elsewhere in the report it does not see.",
    "It learned from written worlds with fictional places and from the work reports of governments. Other real reports "
    "may be read less surely: see the blend's figures on real accounts in models/status/card.json. Its doubt alone is "
    "no finding.",
    "Sums of more than three figures, and conversions other than 万/亿, 成, percent and time, it only guesses.",
    "An aspect's probability supposes that the status is discounted.",
)


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the names and digests of the JSONL and text files in a folder."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    whole = hashlib.sha256()
    for member in sorted(p for p in path.rglob("*") if p.suffix in {".jsonl", ".txt"}):
        whole.update(f"{member.relative_to(path).as_posix()} {digest(member)}\n".encode())
    return whole.hexdigest()


@dataclasses.dataclass(frozen=True)
class CardFacts:
    """What the reader was made from: recipes in their order, kept layers, base files, folders of data.

    ``remarks`` tell what these do not, of earlier trainings too: a reader that goes on from another keeps its history.
    """

    recipes: Sequence[Recipe]
    layers: Sequence[int]
    sources: Mapping[str, Path]
    data: Sequence[Path]
    remarks: Sequence[str]


def remarks_of(folder: Path) -> list[str]:
    """The remarks of a reader's card, none where the folder holds no card."""
    card = folder / "card.json"
    return list(json.loads(card.read_text(encoding="utf-8"))["remarks"]) if card.exists() else []


def write_card(out: Path, facts: CardFacts, *, metrics: Mapping[str, Any]) -> None:
    """Write `card.json` for programs and `card.md` for people into `out`."""
    card = {
        "name": "reader",
        "format": FORMAT,
        "statuses": list(STATUSES),
        "aspects": list(ASPECTS),
        "origin": NOTICE,
        "layers": list(facts.layers),
        "recipes": [dataclasses.asdict(recipe) for recipe in facts.recipes],
        "remarks": list(facts.remarks),
        "base_digests": {name: digest(path) for name, path in facts.sources.items()},
        "data_digests": {path.name: digest(path) for path in facts.data},
        "files": {p.name: digest(p) for p in sorted(out.glob("*")) if p.name in {"reader.onnx", "vocab.json"}},
        "versions": {name: version(name) for name in ("torch", "onnxruntime", "onnx", "numpy", "scikit-learn")},
        "splits": {
            "test_worlds": sorted(HELD_OUT),
            "validation_worlds": sorted(VALIDATION_WORLDS),
            "contrast": "sha256(task_id without ~)[0] % 10: 0 test, 1 validation, else train",
            "trained_on": "train",
        },
        "metrics": metrics,
        "limits": list(LIMITS),
    }
    (out / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "card.md").write_text(_page(card), encoding="utf-8")


def _page(card: Mapping[str, Any]) -> str:
    lines = [
        "# The reader",
        "",
        "A cross-encoder of one policy task and the sentences of a report that may answer it: five statuses, five "
        "aspects, and which sentences bear on the task (`luodi.compare.reader`). int8 ONNX, CPU.",
        "",
        "## Input",
        "",
        "`<s> task </s> dates </s> sentence </s> sentence </s> …`, cut by the pieces of `vocab.json`. `dates` is the "
        "year reported on and whether the deadline has passed; sentences stand in the order of the report, with their "
        "heading and the signs of `luodi.compare.reader_marks` behind figures, dates and rhythms that the task has "
        "too. `luodi.compare.reader_input.compose` builds it, and nothing else.",
        "",
        "## Figures",
        "",
    ]
    for part, groups in card["metrics"].items():
        lines += [f"### {part}", "", "| set | figures |", "| --- | --- |"]
        lines += [
            f"| {name} | {', '.join(f'{key} {round(value, 3)}' for key, value in values.items())} |"
            for name, values in groups.items()
        ]
        lines.append("")
    lines += [
        "pairs: each contrast pair and twin by itself; `both`, the share of twinned pairs of which the original and "
        "all twins are right. worlds: each task against its nearest sentences of the report, twelve at most, without "
        "trees; `evidence`, the sentence that bears most is gold evidence.",
        "",
        f"Trained on {card['splits']['trained_on']}; worlds held out for test: "
        f"{', '.join(card['splits']['test_worlds'])}; for validation: "
        f"{', '.join(card['splits']['validation_worlds'])}. Contrast pairs: {card['splits']['contrast']}.",
        "",
        "## Remarks",
        "",
        *[f"- {remark}" for remark in card["remarks"]],
        "",
        "## Limits",
        "",
        *[f"- {limit}" for limit in card["limits"]],
        "",
        "## Origin and licence",
        "",
        card["origin"],
        "",
        MIT,
        "",
        "Data: luodi's own annotated cases and contrast pairs; digests, versions and recipe in `card.json`.",
        "",
    ]
    return "\n".join(lines)
