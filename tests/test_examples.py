"""The examples in the docstrings of the package run."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
from pathlib import Path

import pytest

import luodi

ROOT = Path(luodi.__file__).parent
EXAMPLES = sorted(p for p in ROOT.rglob("*.py") if ">>> " in p.read_text(encoding="utf-8"))


def test_some_modules_have_examples() -> None:
    assert len(EXAMPLES) > 50


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: str(p.relative_to(ROOT)))
def test_examples_of_a_module(path: Path) -> None:
    name = ".".join(("luodi", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    if "import torch" in path.read_text(encoding="utf-8") and importlib.util.find_spec("torch") is None:
        pytest.skip("torch comes with the extra `train` only")
    done = doctest.testmod(importlib.import_module(name))
    assert (done.attempted > 0, done.failed) == (True, 0)
