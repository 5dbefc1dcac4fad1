"""The reader's network: a BERT-type encoder over a task and the sentences of a report, with three heads."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from luodi.compare.reader_input import MOST_SENTENCES
from luodi.records import ASPECTS, STATUSES

from .base import BaseWeights

HEADS = ("told", "bears", "joined", "status", "aspect")


class RowDropout(nn.Module):
    """Dropout that leaves out the same dimensions at all places of a row: one mask a row costs next to nothing on a
    CPU, where a mask an element takes a tenth of a training step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """`x` is batch x … x hidden; nothing is left out when not training."""
        if not self.training or self.share == 0:
            return x
        kept = torch.rand(x.shape[0], *[1] * (x.ndim - 2), x.shape[-1], device=x.device) > self.share
        return x * kept.to(x.dtype) / (1 - self.share)


class Layer(nn.Module):
    """One encoder layer, normalised after each part as in BERT."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, eps=eps)
        self.wide = nn.Linear(hidden, feed_forward)
        self.narrow = nn.Linear(feed_forward, hidden)
        self.narrow_norm = nn.LayerNorm(hidden, eps=eps)
        self.dropout = RowDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` is batch x length x hidden; `bias` is added to attention scores, batch x 1 x 1 x length."""
        mixed = self.attend(self.query_key_value(x), bias)
        x = self.attended_norm(x + self.dropout(self.attended(mixed)))
        wide = functional.gelu(self.wide(x))
        out: Tensor = self.narrow_norm(x + self.dropout(self.narrow(wide)))
        return out

    def attend(self, parts: Tensor, bias: Tensor) -> Tensor:
        """What each place takes from the others; `parts` are query, key and value, batch x length x 3 hidden."""
        batch, length, hidden = parts.shape[0], parts.shape[1], parts.shape[2] // 3
        parts = parts.view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        # written out: the backward pass of torch's fused attention is slower than this on a CPU in bfloat16
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2) + bias.to(query.dtype)
        mixed: Tensor = scores.float().softmax(-1).to(value.dtype) @ value
        return mixed.transpose(1, 2).reshape(batch, length, hidden)


class ReaderNet(nn.Module):
    """Task and sentences in; logits of five statuses, five aspects, and of each sentence bearing on the task out.

    `part` is 0 for padding, 1 for the task with its dates, 2 + i for the i-th sentence shown. It serves as mask, as
    segment embedding (0, 1, 2) and for pooling: a sentence bears on the task by its mean and the task's, and the status
    is judged by the first position, the task's mean and the mean of the sentences weighed by how they bear.
    """

    def __init__(
        self,
        *,
        pieces: int,
        hidden: int,
        layers: int,
        heads: int,
        feed_forward: int,
        positions: int,
        eps: float,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, hidden)
        self.position = nn.Embedding(positions, hidden)
        self.side = nn.Embedding(3, hidden)
        self.norm = nn.LayerNorm(hidden, eps=eps)
        self.dropout = RowDropout(dropout)
        self.layers = nn.ModuleList(Layer(hidden, heads, feed_forward, eps, dropout) for _ in range(layers))
        self.told = nn.Linear(3 * hidden, hidden)
        self.bears = nn.Linear(hidden, 1)
        self.joined = nn.Linear(3 * hidden, hidden)
        self.status = nn.Linear(hidden, len(STATUSES))
        self.aspect = nn.Linear(hidden, len(ASPECTS))

    def encode(self, ids: Tensor, part: Tensor) -> Tensor:
        """Contextual vectors, batch x length x hidden."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.word(ids) + self.position(places)[None] + self.side(part.clamp(max=2))
        x = self.dropout(self.norm(x))
        bias = ((part == 0).to(x.dtype) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, ids: Tensor, part: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`ids` and `part` are batch x length integers; returns logits batch x 5, batch x 5, batch x MOST_SENTENCES."""
        x = self.encode(ids, part)
        asked = (part == 1).to(x.dtype)[:, :, None]
        task = (x * asked).sum(1) / asked.sum(1).clamp(min=1.0)
        numbers = torch.arange(2, 2 + MOST_SENTENCES, device=ids.device)
        member = (part[:, None, :] == numbers[None, :, None]).to(x.dtype)
        size = member.sum(2, keepdim=True)
        sentence = member @ x / size.clamp(min=1.0)
        beside = task[:, None, :].expand_as(sentence)
        compared = torch.tanh(self.told(torch.cat([sentence, beside, sentence * beside], dim=2)))
        bears = self.bears(self.dropout(compared)).squeeze(2)
        weight = torch.sigmoid(bears) * (size.squeeze(2) > 0).to(x.dtype)
        told = (weight[:, None, :] @ sentence).squeeze(1) / (weight.sum(1, keepdim=True) + 0.1)
        joined = self.dropout(torch.tanh(self.joined(self.dropout(torch.cat([x[:, 0], task, told], dim=1)))))
        return self.status(joined), self.aspect(joined), bears


def from_base(base: BaseWeights, kept_pieces: list[int], keep_layers: list[int], *, dropout: float = 0.1) -> ReaderNet:
    """Build the network and fill it with the pretrained weights of the kept pieces and layers."""
    net = ReaderNet(
        pieces=len(kept_pieces),
        hidden=base.hidden,
        layers=len(keep_layers),
        heads=base.heads,
        feed_forward=base.feed_forward,
        positions=base.positions,
        eps=base.eps,
        dropout=dropout,
    )
    t = base.tensors

    def put(parameter: Tensor, values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(np.ascontiguousarray(values)))

    put(net.word.weight, t["emb.word"][kept_pieces])
    put(net.position.weight, t["emb.pos"])
    put(net.side.weight, np.repeat(t["emb.type"][:1], 3, axis=0))
    with torch.no_grad():
        net.side.weight[2] += 0.02 * torch.randn(base.hidden, generator=torch.Generator().manual_seed(7))
    put(net.norm.weight, t["emb.ln.w"])
    put(net.norm.bias, t["emb.ln.b"])
    for layer, number in zip(net.layers, keep_layers, strict=True):
        assert isinstance(layer, Layer)
        name = f"l{number}."
        put(layer.query_key_value.weight, np.concatenate([t[name + part + ".w"] for part in "qkv"]))
        put(layer.query_key_value.bias, np.concatenate([t[name + part + ".b"] for part in "qkv"]))
        for module, part in ((layer.attended, "ao"), (layer.wide, "fi"), (layer.narrow, "fo")):
            put(module.weight, t[f"{name}{part}.w"])
            put(module.bias, t[f"{name}{part}.b"])
        for norm, part in ((layer.attended_norm, "aln"), (layer.narrow_norm, "oln")):
            put(norm.weight, t[f"{name}{part}.w"])
            put(norm.bias, t[f"{name}{part}.b"])
    return net
