"""Write the trained network as an int8 ONNX file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch

from luodi.learn.reader.encoder import ReaderNet


def export(net: ReaderNet, path: Path) -> None:
    """Export to ONNX and quantise matrices and embeddings to 8 bits, one scale a column where the runtime allows."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net.eval()
    ids = torch.tensor([[0, 5, 6, 2, 7, 2], [0, 5, 2, 7, 2, 1]])
    part = torch.tensor([[1, 1, 1, 1, 2, 3], [1, 1, 1, 2, 2, 0]])
    axes = {
        "ids": {0: "batch", 1: "length"},
        "part": {0: "batch", 1: "length"},
        "status": {0: "batch"},
        "aspect": {0: "batch"},
        "bears": {0: "batch"},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            net,
            (ids, part),
            str(full),
            input_names=["ids", "part"],
            output_names=["status", "aspect", "bears"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True)
