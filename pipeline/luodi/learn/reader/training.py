"""Train the reader's network on examples; everything random comes from one seed."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from luodi.compare.reader import ReaderInput, Reading, compose
from luodi.compare.reader_pieces import PAD, Pieces
from luodi.learn.reader.encoder import ASPECTS, STATUSES, ReaderNet
from luodi.learn.reader.examples import Example, dated
from luodi.learn.reader.variants import variant


@dataclass(frozen=True)
class Recipe:
    """How to train. `unlike`, `nearby`, `variants` are numbers of such examples drawn afresh each epoch."""

    epochs: int = 5
    batch: int = 32
    rate: float = 2e-4
    warmup: float = 0.1
    decay: float = 0.01
    smoothing: float = 0.05
    twin_weight: float = 1.3
    case_weight: float = 1.3
    unlike: int = 900
    nearby: int = 200
    variants: int = 450
    known_date: float = 0.5
    averaging: float = 0.99
    seed: int = 11


Row = tuple[list[int], list[int]]


def padded(rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
    """Numbers of pieces and sides of a batch, padded to its longest row."""
    width = max(len(ids) for ids, _ in rows)
    ids = torch.full((len(rows), width), PAD, dtype=torch.long)
    segment = torch.zeros((len(rows), width), dtype=torch.long)
    for i, (numbers, sides) in enumerate(rows):
        ids[i, : len(numbers)] = torch.tensor(numbers)
        segment[i, : len(sides)] = torch.tensor(sides)
    return ids, segment


def judge_of(net: ReaderNet, pieces: Pieces, batch: int = 32) -> Callable[[Sequence[ReaderInput]], list[Reading]]:
    """A judge that runs the network as it stands."""

    def judge(pairs: Sequence[ReaderInput]) -> list[Reading]:
        net.eval()
        rows = [compose(pieces, p) for p in pairs]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
        out: dict[int, Reading] = {}
        with torch.no_grad():
            for start in range(0, len(order), batch):
                members = order[start : start + batch]
                status, aspect = net(*padded([rows[i] for i in members]))
                for i, s, a in zip(members, status.softmax(1).tolist(), aspect.sigmoid().tolist(), strict=True):
                    out[i] = Reading(dict(zip(STATUSES, s, strict=True)), dict(zip(ASPECTS, a, strict=True)))
        return [out[i] for i in range(len(rows))]

    return judge


def _epoch(examples: Sequence[Example], recipe: Recipe, random: np.random.Generator) -> list[Example]:
    """The examples of one epoch: all pairs and evidence, a fresh draw of the rest, dates of pairs known or not."""
    chosen: list[Example] = []
    for source, size in (("unlike", recipe.unlike), ("nearby", recipe.nearby)):
        pool = [e for e in examples if e.source == source]
        picked = random.permutation(len(pool))[:size]
        chosen += [pool[int(i)] for i in picked]
    for example in examples:
        if example.source not in {"unlike", "nearby"}:
            if example.source in {"contrast", "twin"} and random.random() < recipe.known_date:
                example = dated(example, float(random.random()), int(random.integers(0, 1000)))
            chosen.append(example)
    made = [variant(example, random) for example in chosen if example.source not in {"unlike", "nearby"}]
    edited = [example for example in made if example is not None]
    return chosen + [edited[int(i)] for i in random.permutation(len(edited))[: recipe.variants]]


def _batches(rows: Sequence[Row], size: int, random: np.random.Generator) -> list[list[int]]:
    """Shuffled batches of rows of like length."""
    order = [int(i) for i in random.permutation(len(rows))]
    block = size * 24
    batches = []
    for start in range(0, len(order), block):
        part = sorted(order[start : start + block], key=lambda i: len(rows[i][0]))
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    return [batches[int(i)] for i in random.permutation(len(batches))]


def loss_of(net: ReaderNet, batch: Sequence[Example], rows: Sequence[Row], recipe: Recipe) -> Tensor:
    """Weighted cross entropy of the status, plus that of the aspects where the status is discounted."""
    factor = {"twin": recipe.twin_weight, "evidence": recipe.case_weight}
    weight = torch.tensor([e.weight * factor.get(e.source, 1.0) for e in batch])
    gold = torch.tensor([STATUSES.index(e.status) for e in batch])
    short = torch.tensor([[float(a in e.aspects) for a in ASPECTS] for e in batch])
    cut = torch.tensor([float(e.status == "discounted") for e in batch])
    with torch.autocast("cpu", torch.bfloat16):
        status, aspect = net(*padded(rows))
    main = functional.cross_entropy(status.float(), gold, reduction="none", label_smoothing=recipe.smoothing)
    side = functional.binary_cross_entropy_with_logits(aspect.float(), short, reduction="none").sum(1) * cut
    return ((main + 0.5 * side) * weight).mean()


def train(
    net: ReaderNet,
    pieces: Pieces,
    examples: Sequence[Example],
    recipe: Recipe,
    after_epoch: Callable[[int, ReaderNet], None],
) -> ReaderNet:
    """Train `net` in place; returns the running average of its weights. `after_epoch` gets the average each epoch."""
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    body = [p for n, p in net.named_parameters() if not n.startswith(("joined", "status", "aspect"))]
    heads = [p for n, p in net.named_parameters() if n.startswith(("joined", "status", "aspect"))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.rate * 4}], weight_decay=recipe.decay
    )
    per_epoch = -(-len(_epoch(examples, recipe, np.random.default_rng(0))) // recipe.batch)
    total, step = per_epoch * recipe.epochs, 0
    average = copy.deepcopy(net)
    started = time.monotonic()
    for epoch in range(1, recipe.epochs + 1):
        net.train()
        chosen = _epoch(examples, recipe, random)
        rows = [compose(pieces, e.pair) for e in chosen]
        losses = []
        for members in _batches(rows, recipe.batch, random):
            progress = step / total
            pace = min(progress / recipe.warmup, (1 - progress) / (1 - recipe.warmup))
            for group, times in zip(optimizer.param_groups, (1.0, 4.0), strict=True):
                group["lr"] = recipe.rate * times * max(pace, 0.01)
            loss = loss_of(net, [chosen[i] for i in members], [rows[i] for i in members], recipe)
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
        after_epoch(epoch, average)
    return average
