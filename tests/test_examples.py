"""The examples in the docstrings of this room run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import luodi.structure

MODULES = [
    *(f"luodi.structure.{m.name}" for m in pkgutil.iter_modules(luodi.structure.__path__)),
    "luodi.text.doc_number",
    "luodi.text.titles",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_module(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
