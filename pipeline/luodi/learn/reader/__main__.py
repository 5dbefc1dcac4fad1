"""Train, measure and write the reader.

`python -m luodi.learn.reader --cases … --contrast … --base … --tokenizer … --out models/reader`
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import torch

from luodi.compare.reader import Reader
from luodi.compare.reader_pieces import Pieces

from ..split import PARTS, case_folders, part_of_account, part_of_world
from . import measure
from .base import read_base
from .card import CardFacts, remarks_of, write_card
from .encoder import ReaderNet, from_base
from .examples import Pair, Row, contrast, world_rows
from .export import export
from .resume import read_exported
from .showing import Material
from .training import Recipe, judge_of, train
from .vocabulary import choose, read_pieces

TEXT_LIMIT = 1_500_000


def texts(folders: list[Path], cases: Path, pairs: list[Pair]) -> Iterator[str]:
    """Text on which pieces are counted: training pairs, training worlds, and the first part of each plain text file."""
    for pair in pairs:
        yield pair.task
        yield pair.statement
    for path in sorted(cases.glob("*/src/*.txt")):
        if part_of_world(path.parts[-3]) == "train":
            yield from path.read_text(encoding="utf-8").splitlines()
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            yield from path.read_text(encoding="utf-8", errors="ignore").splitlines()
        for path in sorted(folder.rglob("*.jsonl.gz")):
            read = 0
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    text = json.loads(line)["text"]
                    yield from (text[i : i + 200] for i in range(0, len(text), 200))
                    read += len(text)
                    if read > TEXT_LIMIT:
                        break


def gather(cases: Path, pairs: Path, annual: Path | None) -> tuple[dict[str, list[Pair]], dict[str, list[Row]]]:
    """Pairs and rows of worlds, real ones among them, by part."""
    by_part: dict[str, list[Pair]] = {part: [] for part in PARTS}
    for part, pair in contrast(pairs):
        by_part[part].append(pair)
    rows: dict[str, list[Row]] = {part: [] for part in PARTS}
    for folder in case_folders(cases):
        rows[part_of_world(folder.name)] += world_rows(folder)
    for folder in sorted(annual.iterdir()) if annual is not None else ():
        rows[part_of_account(folder.name)] += world_rows(folder)
    return by_part, rows


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m luodi.learn.reader", description=__doc__)
    parser.add_argument("--cases", type=Path, required=True, help="folder of annotated cases")
    parser.add_argument("--contrast", type=Path, required=True, help="folder of contrast pairs and twins (*.jsonl)")
    parser.add_argument(
        "--annual", type=Path, help="real plans and accounts, as python -m luodi.learn.annual writes them"
    )
    parser.add_argument("--start", type=Path, help="folder of a reader to go on from, instead of --base, --tokenizer")
    parser.add_argument("--base", type=Path, help="4-bit file of the pretrained encoder")
    parser.add_argument("--tokenizer", type=Path, help="its tokenizer.json")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="folders of text to choose word pieces by")
    parser.add_argument("--layers", default="0,1,2,3,4,5", help="encoder layers to keep, from 0")
    parser.add_argument("--cycles", default="5:2e-4,4:1.2e-4", help="epochs:rate of each round of training")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--remark", action="append", default=[], help="what the card shall say of this training, too")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if args.start is None and (args.base is None or args.tokenizer is None):
        parser.error("give --start, or --base and --tokenizer")
    return args


def begin(args: argparse.Namespace, layers: list[int], pairs: list[Pair]) -> ReaderNet:
    """A network with the weights of the pretrained encoder; writes the word pieces it keeps to `args.out`."""
    vocabulary, numbers = choose(
        read_pieces(args.tokenizer), texts(args.texts, args.cases, pairs), floor=5, most=22_000
    )
    listed = json.dumps([[piece, round(score, 4)] for piece, score in vocabulary], ensure_ascii=False, indent=0)
    (args.out / "vocab.json").write_text(listed, encoding="utf-8")
    return from_base(read_base(args.base), numbers, layers)


def main() -> None:
    """Train, keep the epoch that reads the validation part best, export, measure, write the card."""
    args = arguments()
    torch.set_num_threads(args.threads)
    pairs, rows = gather(args.cases, args.contrast, args.annual)
    material = Material(pairs["train"], rows["train"])
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    layers = [int(n) for n in args.layers.split(",")]
    if args.start is not None:
        net, sources = read_exported(args.start / "reader.onnx"), {"start": args.start / "reader.onnx"}
        if args.start.resolve() != args.out.resolve():
            shutil.copy(args.start / "vocab.json", args.out / "vocab.json")
    else:
        net = begin(args, layers, pairs["train"])
        sources = {"base": args.base, "tokenizer": args.tokenizer}
    pieces = Pieces.read(args.out / "vocab.json")
    best: tuple[float, dict[str, torch.Tensor]] = (0.0, net.state_dict())

    def after_epoch(epoch: int, average: ReaderNet) -> None:
        nonlocal best
        score = measure.selection(judge_of(average, pieces), pairs["validation"], rows["validation"])
        print(f"epoch {epoch}: {score:.4f}", flush=True)
        if score > best[0]:
            best = (score, {name: value.clone() for name, value in average.state_dict().items()})

    recipes = []
    for cycle in args.cycles.split(","):
        epochs, _, rate = cycle.partition(":")
        recipes.append(Recipe(epochs=int(epochs), rate=float(rate), seed=args.seed))
        train(net, pieces, material, recipes[-1], after_epoch)
        net.load_state_dict(best[1])
    export(net, args.out / "reader.onnx")
    remarks = [*(remarks_of(args.start) if args.start is not None else ()), *args.remark]
    origin = CardFacts(recipes, layers, sources, [args.cases, args.contrast], remarks)
    write_card(args.out, origin, metrics={})
    reader = Reader.load(args.out)
    metrics = {
        part: {
            "pairs": measure.of_pairs(reader.judge, pairs[part]),
            "worlds": measure.of_rows(reader.judge, rows[part]),
        }
        for part in ("validation", "test")
    }
    write_card(args.out, origin, metrics=metrics)
    print(json.dumps(metrics, indent=1))


if __name__ == "__main__":
    main()
