"""luodi 落地: does the policy reach the ground?

The names that analysts use; each is loaded when it is first asked for, so that ``import luodi`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "Settings": "luodi.settings",
    "compare": "luodi.analyst",
    "find_deadlines": "luodi.language",
    "find_quantities": "luodi.language",
    "judge": "luodi.compare",
    "load_corpus": "luodi.learn.corpus",
    "load_run": "luodi.batch.api",
    "nlp": "luodi.language",
    "read": "luodi.analyst",
    "run": "luodi.batch.api",
}

__all__ = [
    "Settings",
    "compare",
    "find_deadlines",
    "find_quantities",
    "judge",
    "load_corpus",
    "load_run",
    "nlp",
    "read",
    "run",
]

if TYPE_CHECKING:
    from luodi.analyst import compare, read
    from luodi.batch.api import load_run, run
    from luodi.compare import judge
    from luodi.language import find_deadlines, find_quantities, nlp
    from luodi.learn.corpus import load_corpus
    from luodi.settings import Settings


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'luodi' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package: a room never takes the place of a public name.

    Python binds a room to its package when it is imported; so ``luodi.compare`` would be the function until it is
    called and the room from then on.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
