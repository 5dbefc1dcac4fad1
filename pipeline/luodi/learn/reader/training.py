"""Train the reader's network on examples; everything random comes from one seed."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from luodi.compare.reader import Reading
from luodi.compare.reader_input import MOST_SENTENCES, ReaderInput, compose
from luodi.compare.reader_pieces import PAD, Pieces
from luodi.records import ASPECTS, STATUSES

from .encoder import HEADS, ReaderNet
from .examples import dated
from .showing import Composed, Example, Material, composed
from .variants import variant


@dataclass(frozen=True)
class Recipe:
    """How to train.

    The rate rises over the share `warmup` of all steps, holds until the share `hold`, then falls. `pairs` and the
    values of `rows` are how often each pair or row is shown an epoch, on average, pairs in the style of annual reports
    `annual` times as often. `alone` is the share of pairs shown without company, `narrow` that of examples cut to
    their likeliest sentences. `frozen` is the number of lowest layers that stay as they are, the embeddings counting
    as the first.
    """

    epochs: int = 3
    pieces: int = 4096
    rate: float = 1e-4
    head_rate: float = 4.0
    warmup: float = 0.06
    hold: float = 0.6
    decay: float = 0.01
    smoothing: float = 0.05
    evidence: float = 0.4
    averaging: float = 0.99
    pairs: float = 1.0
    alone: float = 0.7
    annual: float = 1.5
    narrow: float = 0.28
    variants: int = 600
    known_date: float = 0.5
    rows: dict[str, float] = field(
        default_factory=lambda: {"whole": 1.0, "single": 0.15, "dropped": 0.15, "crossed": 0.35, "traced": 0.2}
    )
    frozen: int = 0
    seed: int = 1


def padded(rows: Sequence[Composed]) -> tuple[Tensor, Tensor]:
    """Numbers of pieces and parts of a batch, padded to its longest row."""
    width = max(len(ids) for ids, _, _ in rows)
    ids = torch.full((len(rows), width), PAD, dtype=torch.long)
    part = torch.zeros((len(rows), width), dtype=torch.long)
    for i, (numbers, parts, _) in enumerate(rows):
        ids[i, : len(numbers)] = torch.tensor(numbers)
        part[i, : len(parts)] = torch.tensor(parts)
    return ids, part


def judge_of(net: ReaderNet, pieces: Pieces, batch: int = 16) -> Callable[[Sequence[ReaderInput]], list[Reading]]:
    """A judge that runs the network as it stands."""

    def judge(inputs: Sequence[ReaderInput]) -> list[Reading]:
        net.eval()
        rows = [compose(pieces, given) for given in inputs]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
        out: dict[int, Reading] = {}
        with torch.no_grad():
            for start in range(0, len(order), batch):
                members = order[start : start + batch]
                status, aspect, bears = net(*padded([rows[i] for i in members]))
                told = zip(members, status.softmax(1).tolist(), aspect.sigmoid().tolist(), bears.sigmoid(), strict=True)
                for i, s, a, b in told:
                    by_sentence = [0.0] * len(inputs[i].told)
                    for place, number in enumerate(rows[i][2]):
                        by_sentence[number] = float(b[place])
                    statuses, aspects = dict(zip(STATUSES, s, strict=True)), dict(zip(ASPECTS, a, strict=True))
                    out[i] = Reading(statuses, aspects, tuple(by_sentence))
        return [out[i] for i in range(len(rows))]

    return judge


def epoch(material: Material, recipe: Recipe, random: Random) -> list[Example]:
    """The examples of one epoch, drawn afresh: pairs with dates known or not, edited copies, rows in each way."""
    pairs = [
        p for p in material.pairs for _ in range(_times(recipe.pairs * (recipe.annual if p.annual else 1.0), random))
    ]
    pairs = [
        dated(p, random.random(), random.randrange(1000)) if random.random() < recipe.known_date else p for p in pairs
    ]
    generator = np.random.default_rng(random.randrange(1 << 30))
    edited = (variant(p, generator) for p in random.sample(material.pairs, len(material.pairs)))
    made = [v for _, v in zip(range(recipe.variants), (v for v in edited if v is not None), strict=False)]
    examples: list[Example | None] = [material.pair(p, random, alone=recipe.alone) for p in pairs + made]
    for way, share in recipe.rows.items():
        show: Callable[..., Example | None] = getattr(material, way)
        examples += [show(row, random) for row in material.rows for _ in range(_times(share, random))]
    return [e for e in examples if e is not None]


def _times(share: float, random: Random) -> int:
    return int(share) + (random.random() < share - int(share))


def batches(rows: Sequence[Composed], pieces: int, random: Random) -> list[list[int]]:
    """Shuffled batches of rows of like length, each of at most `pieces` pieces with its padding."""
    order = random.sample(range(len(rows)), len(rows))
    made: list[list[int]] = []
    for start in range(0, len(order), 2048):
        batch: list[int] = []
        for i in sorted(order[start : start + 2048], key=lambda i: len(rows[i][0])):
            if batch and len(rows[i][0]) * (len(batch) + 1) > pieces:
                made.append(batch)
                batch = []
            batch.append(i)
        made.append(batch)
    random.shuffle(made)
    return made


def loss_of(net: ReaderNet, batch: Sequence[Example], rows: Sequence[Composed], recipe: Recipe) -> Tensor:
    """Weighted cross entropy of the status, of the aspects where it is discounted, and of each sentence's bearing."""
    weight = torch.tensor([e.weight for e in batch])
    gold = torch.tensor([STATUSES.index(e.status) for e in batch])
    short = torch.tensor([[float(a in e.aspects) for a in ASPECTS] for e in batch])
    cut = torch.tensor([float(e.status == "discounted") for e in batch])
    told = torch.full((len(batch), MOST_SENTENCES), -1.0)
    for i, (example, (_, _, shown)) in enumerate(zip(batch, rows, strict=True)):
        told[i, : len(shown)] = torch.tensor([float(example.bears[number]) for number in shown])
    with torch.autocast("cpu", torch.bfloat16):
        status, aspect, bears = net(*padded(rows))
    main = functional.cross_entropy(status.float(), gold, reduction="none", label_smoothing=recipe.smoothing)
    side = functional.binary_cross_entropy_with_logits(aspect.float(), short, reduction="none").sum(1) * cut
    there = (told >= 0).float()
    found = functional.binary_cross_entropy_with_logits(bears.float(), told.clamp(min=0), reduction="none") * there
    return ((main + 0.5 * side + recipe.evidence * found.sum(1) / there.sum(1).clamp(min=1)) * weight).mean()


def train(
    net: ReaderNet,
    pieces: Pieces,
    material: Material,
    recipe: Recipe,
    after_epoch: Callable[[int, ReaderNet], None],
) -> ReaderNet:
    """Train `net` in place; returns the running average of its weights. `after_epoch` gets the average each epoch."""
    torch.manual_seed(recipe.seed)
    random = Random(recipe.seed)
    optimizer = torch.optim.AdamW(_groups(net, recipe), lr=recipe.rate, betas=(0.9, 0.98))
    average, step, total, started = copy.deepcopy(net), 0, 0, time.monotonic()
    for number in range(1, recipe.epochs + 1):
        net.train()
        examples = epoch(material, recipe, random)
        shown = [composed(pieces, e, random, narrow=recipe.narrow) for e in examples]
        examples, rows = [e for e, _ in shown], [row for _, row in shown]
        made = batches(rows, recipe.pieces, random)
        total = total or len(made) * recipe.epochs
        losses = []
        for members in made:
            progress = min(1.0, step / total)
            pace = max(min(progress / recipe.warmup, 1.0, (1 - progress) / (1 - recipe.hold)), 0.005)
            for group in optimizer.param_groups:
                group["lr"] = recipe.rate * group["times"] * pace
            loss = loss_of(net, [examples[i] for i in members], [rows[i] for i in members], recipe)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(recipe.averaging, 1 - 1 / (step + 1))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), net.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            losses.append(loss.item())
            if step % 40 == 0:
                pace_now = (time.monotonic() - started) / step
                print(f"  step {step}/{total} loss {np.mean(losses[-40:]):.3f} {pace_now:.2f} s/step", flush=True)
        after_epoch(number, average)
    return average


def _groups(net: ReaderNet, recipe: Recipe) -> list[dict[str, object]]:
    """Parameters with their pace; frozen ones are left out."""
    still = ("word", "position", *(f"layers.{i}." for i in range(recipe.frozen - 1))) if recipe.frozen else ()
    groups: list[dict[str, object]] = []
    for name, parameter in net.named_parameters():
        parameter.requires_grad_(not name.startswith(still) if still else True)
        if parameter.requires_grad:
            times = recipe.head_rate if name.startswith(HEADS) else 1.0
            decay = recipe.decay if parameter.ndim > 1 else 0.0
            groups.append({"params": [parameter], "times": times, "weight_decay": decay})
    return groups
