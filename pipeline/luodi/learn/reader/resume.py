"""Read an exported reader back into a network, so that training can go on from the weights that are shipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from .encoder import ReaderNet

_EMBEDDINGS = ("word", "position", "side")
_LINEAR = ("query_key_value", "attended", "wide", "narrow")
_HEAD_DIM = 32


def read_exported(path: Path) -> ReaderNet:
    """The network of an int8 ONNX file written by `export`, each weight off by at most half a step of its column.

    Raises:
        KeyError: the file holds another network; the message is the name of the first weight that is missing.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    held: dict[str, np.ndarray[Any, Any]] = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    # a matrix loses its name in export; the node that uses it keeps the module's
    of_node = {n.name: n.input[1] for n in graph.node if n.op_type == "MatMulInteger"}

    def whole(name: str) -> np.ndarray[Any, Any]:
        stem = name.removesuffix("_quantized")
        values = held[stem + "_quantized"].astype(np.float32) - held[stem + "_zero_point"].astype(np.float32)
        return np.asarray(values * held[stem + "_scale"], dtype=np.float32)

    weights = {f"{name}.weight": whole(f"{name}.weight") for name in _EMBEDDINGS}
    layers = sum(name.endswith("/wide/MatMul_quant") for name in of_node)
    for i in range(layers):
        for part in _LINEAR:
            weights[f"layers.{i}.{part}.weight"] = whole(of_node[f"/layers.{i}/{part}/MatMul_quant"]).T
    for head in ("told", "bears"):
        weights[f"{head}.weight"] = whole(of_node[f"/{head}/MatMul_quant"]).T
    for head in ("joined", "status", "aspect"):
        weights[f"{head}.weight"] = whole(f"{head}.weight_Transposed_quantized").T
    pieces, hidden = weights["word.weight"].shape
    net = ReaderNet(
        pieces=pieces,
        hidden=hidden,
        layers=layers,
        heads=hidden // _HEAD_DIM,
        feed_forward=weights["layers.0.wide.weight"].shape[0],
        positions=weights["position.weight"].shape[0],
        eps=_eps(graph),
    )
    for name in net.state_dict():
        weights.setdefault(name, held.get(name, np.empty(0)))
    net.load_state_dict({name: torch.from_numpy(np.array(v)) for name, v in weights.items()})
    return net


def _eps(graph: Any) -> float:
    norm = next(node for node in graph.node if node.op_type == "LayerNormalization")
    return float(next(a.f for a in norm.attribute if a.name == "epsilon"))
