"""Write the trained network as an int8 ONNX file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from .encoder import Layer, ReaderNet


def export(net: ReaderNet, path: Path) -> None:
    """Export to ONNX and quantise matrices and embeddings to 8 bits, one scale a column where the runtime allows.

    The file reads one input at a time, without padding: `ids` and `part` are 1 x length.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net.eval()
    ids = torch.tensor([[0, 5, 6, 2, 7, 2]])
    part = torch.tensor([[1, 1, 1, 1, 2, 3]])
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _attention_in_one(net):
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            net,
            (ids, part),
            str(full),
            input_names=["ids", "part"],
            output_names=["status", "aspect", "bears"],
            dynamic_axes={"ids": {1: "length"}, "part": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True)


class _Attention(torch.autograd.Function):
    """Attention over a whole input as one operator of the runtime, which walks through it in blocks that fit into the
    processor's cache."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """All are batch x length x hidden."""
        batch, length, _ = query.shape
        query, key, value = (t.view(batch, length, heads, -1).transpose(1, 2) for t in (query, key, value))
        return functional.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The runtime's operator."""
        mixed = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return mixed.setType(query.type())


@contextmanager
def _attention_in_one(net: ReaderNet) -> Iterator[None]:
    """While it lasts, layers attend with the runtime's operator and take no heed of padding."""
    layers = [layer for layer in net.layers if isinstance(layer, Layer)]
    for layer in layers:
        layer.attend = partial(_attend, layer.heads)  # type: ignore[method-assign]
    try:
        yield
    finally:
        for layer in layers:
            del layer.attend


def _attend(heads: int, parts: Tensor, _: Tensor) -> Tensor:
    query, key, value = torch.split(parts, parts.shape[2] // 3, 2)
    mixed: Tensor = _Attention.apply(query, key, value, heads)  # type: ignore[no-untyped-call]
    return mixed
