"""Copy detection: altered copies of policies must be found, policies on other subjects must not.

Run as ``python benchmarks/copies.py``. A copy is made from each policy of the annotated worlds by shuffling lines,
changing every number and swapping names of levels and bodies; the figure is the share of its text that is found.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from luodi.learn.split import worlds
from luodi.text.similarity import shared_share

CASES = Path(__file__).parent.parent / "corpora" / "cases"
_SWAPS = (
    ("各设区市", "各区"),
    ("各市", "各区"),
    ("各县", "各镇"),
    ("全省", "全市"),
    ("省", "市"),
    ("人民政府", "管委会"),
)


def altered(text: str, rng: random.Random) -> str:
    """A copy with lines in another order, other numbers and other names."""
    lines = [line for line in text.split("\n") if len(line) > 12][3:]
    rng.shuffle(lines)
    copy = re.sub(r"\d+", lambda m: str(int(m.group()) + rng.randrange(1, 9)), "\n".join(lines))
    for old, new in _SWAPS:
        copy = copy.replace(old, new)
    return copy


def measure(folder: Path, seed: int = 3) -> dict[str, float]:
    """The least and mean share found of altered copies; the greatest and mean share between different policies."""
    rng = random.Random(seed)
    files = [world / "src" / "policy.txt" for world in worlds("building", folder)]
    policies = [file.read_text(encoding="utf-8") for file in files if file.exists()]
    copies = [shared_share(altered(text, rng), text) for text in policies]
    others = [shared_share(a, b) for a in policies for b in policies if a is not b]
    return {
        "policies": len(policies),
        "altered_least": round(min(copies), 3),
        "altered_mean": round(sum(copies) / len(copies), 3),
        "independent_most": round(max(others), 3),
        "independent_mean": round(sum(others) / len(others), 4),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES)
    print(measure(parser.parse_args().cases))


if __name__ == "__main__":
    main()
