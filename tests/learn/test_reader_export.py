"""The exported file reads as the network does, and can be taken up again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from luodi.compare.reader_input import MOST_SENTENCES  # noqa: E402
from luodi.learn.reader.card import remarks_of  # noqa: E402
from luodi.learn.reader.encoder import ReaderNet  # noqa: E402
from luodi.learn.reader.export import export  # noqa: E402
from luodi.learn.reader.resume import read_exported  # noqa: E402
from luodi.records.paths import models_dir  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def net() -> ReaderNet:
    torch.manual_seed(3)
    made = ReaderNet(pieces=60, hidden=64, layers=2, heads=2, feed_forward=128, positions=50, eps=1e-12)
    for weight in made.parameters():  # no two alike, as after training: equal ones would share a name in the file
        torch.nn.init.normal_(weight, mean=float(weight.ndim == 1), std=0.15)
    return made.eval()


@pytest.fixture(scope="module")
def file(net: ReaderNet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reader") / "reader.onnx"
    export(net, path)
    return path


def of_length(length: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(length)
    part = np.minimum(1 + np.arange(length) // 7, 1 + MOST_SENTENCES)
    return chance.integers(5, 60, (1, length)), part[None, :].astype(np.int64)


@pytest.mark.parametrize("length", [3, 20, 49])
def test_the_file_reads_as_the_network_does(net: ReaderNet, file: Path, length: int) -> None:
    ids, part = of_length(length)
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    read = session.run(["status", "aspect", "bears"], {"ids": ids, "part": part})
    with torch.no_grad():
        meant = net(torch.from_numpy(ids), torch.from_numpy(part))
    for exported, whole in zip(read, meant, strict=True):
        assert exported.shape == tuple(whole.shape)
        assert np.abs(exported - whole.numpy()).max() < 0.15 * max(1.0, float(whole.abs().max()))


def test_the_network_attends_as_before_once_it_is_exported(net: ReaderNet, file: Path) -> None:
    ids, part = (torch.from_numpy(a) for a in of_length(12))
    padded = [torch.nn.functional.pad(a, (0, 5)) for a in (ids, part)]
    with torch.no_grad():
        for alone, beside in zip(net(ids, part), net(*padded), strict=True):
            assert torch.allclose(alone, beside, atol=1e-4)
    assert file.is_file()


def test_weights_come_back_within_half_a_step(net: ReaderNet, file: Path) -> None:
    again = read_exported(file).state_dict()
    for name, weight in net.state_dict().items():
        assert torch.allclose(weight, again[name], atol=float(weight.abs().max()) / 200), name


def test_attention_is_one_operator(file: Path) -> None:
    import onnx

    kinds = [node.op_type for node in onnx.load(str(file)).graph.node]
    assert kinds.count("MultiHeadAttention") == 2
    assert "Softmax" not in kinds


def test_the_card_of_a_reader_tells_its_history_to_the_next(tmp_path: Path) -> None:
    assert any("went on from" in remark for remark in remarks_of(models_dir() / "reader"))
    assert remarks_of(tmp_path) == []
