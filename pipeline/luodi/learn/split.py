"""The split of the annotated corpora: what is for learning, for choosing, and only for measuring.

Every part is fixed by name, so that nothing moves when worlds or pairs are added. Held-out worlds are the test part.
``python -m luodi.learn.split held-out|building`` prints folders of worlds, for use on a command line.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Literal

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = ("train", "validation", "test")

HELD_OUT = frozenset(
    {"carbon", "consumer", "dairy", "fishing", "funeral", "lottery", "medins", "projects", "rental", "village"}
)
"""Worlds that nothing is trained or tuned on: only measured."""
VALIDATION_WORLDS = frozenset(
    {
        "canteen", "grid", "hearth", "housing", "minors", "postal", "soil", "statqual", "survey", "tea", "tourism",
        "trade",
    }
)  # fmt: skip
_VALIDATION_ACCOUNTS = frozenset({"guangxi", "gwy2010", "hainan", "hunan"})


def part_of_world(world: str) -> Part:
    """The part of an annotated world.

    >>> part_of_world("carbon"), part_of_world("grid"), part_of_world("access")
    ('test', 'validation', 'train')
    """
    return "test" if world in HELD_OUT else "validation" if world in VALIDATION_WORLDS else "train"


def base_world(name: str) -> str:
    """A world's name without what says how it was edited (``hunan-edited``): all that is made of one goes with it."""
    return name.partition("-")[0]


def part_of_account(pair: str) -> Part:
    """The part of a real plan with its account (``corpora/annual``); tasks edited for it (``hunan-edited``) share it.

    >>> part_of_account("hunan"), part_of_account("hunan-edited"), part_of_account("jilin")
    ('validation', 'validation', 'train')
    """
    return "validation" if base_world(pair) in _VALIDATION_ACCOUNTS else "train"


def part_of_task(task_id: str) -> Part:
    """The part of a contrast task; a pair and its twins share theirs.

    >>> part_of_task("a-edu-1") == part_of_task("a-edu-1~")
    True
    """
    rest = hashlib.sha256(task_id.rstrip("~").encode()).digest()[0] % 10
    return "test" if rest == 0 else "validation" if rest == 1 else "train"


def case_folders(root: Path) -> list[Path]:
    """The folders of annotated cases in a folder, by name."""
    return sorted(p for p in root.iterdir() if (p / "gold").is_dir())


def worlds(wanted: str, root: Path = Path("corpora/cases")) -> list[Path]:
    """The case folders that are ``held-out`` or ``building`` (all others). Raises ValueError for another word."""
    if wanted not in {"held-out", "building"}:
        raise ValueError(f"{wanted}: write held-out or building")
    return [p for p in case_folders(root) if (p.name in HELD_OUT) == (wanted == "held-out")]


if __name__ == "__main__":
    print(" ".join(str(p) for p in worlds(sys.argv[1])))
