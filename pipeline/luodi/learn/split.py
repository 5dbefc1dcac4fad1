"""Which annotated worlds are for building and which only for measuring.

``python -m luodi.learn.split held-out|building`` prints their folders, for use on a command line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .gold import HELD_OUT, case_folders


def worlds(part: str, root: Path = Path("corpora/cases")) -> list[Path]:
    """The case folders of a part, ``held-out`` or ``building``. Raises ValueError for another name."""
    if part not in {"held-out", "building"}:
        raise ValueError(f"{part}: write held-out or building")
    return [p for p in case_folders(root) if (p.name in HELD_OUT) == (part == "held-out")]


if __name__ == "__main__":
    print(" ".join(str(p) for p in worlds(sys.argv[1])))
