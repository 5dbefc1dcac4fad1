"""All benchmarks that need nothing beyond the repository: ``python -m benchmarks`` (or ``make bench``).

Prints each one's figures and writes them with facts of the machine to ``benchmarks/results.json``.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUNS = {
    "reading": ["reading.py", "--most", "40"],
    "exactness of tables": ["exactness.py"],
    "elements": ["elements.py", str(HERE.parent / "corpora" / "cases")],
    "copies": ["copies.py"],
    "chains": ["chains.py", "--units", "100", "200", "--policies", "20"],
    "fuzz": ["fuzz.py", "--count", "500"],
    "throughput with the reader": ["throughput.py", "--worlds", "10"],
    "throughput without": ["throughput.py", "--worlds", "10", "40", "--no-reader"],
    "workers and cluster": ["scaling.py", "--worlds", "40"],
}


def main() -> int:
    """Run them one after the other; the exit code says whether all ran."""
    path = os.pathsep.join(filter(None, [str(HERE.parent / "pipeline"), os.environ.get("PYTHONPATH", "")]))
    results: dict[str, object] = {
        "machine": {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()}
    }
    failed = 0
    for name, (script, *arguments) in RUNS.items():
        done = subprocess.run(
            [sys.executable, str(HERE / script), *arguments],
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": path},
        )
        print(f"== {name}\n{done.stdout.rstrip()}")
        if done.returncode:
            failed += 1
            print(done.stderr[-2000:], file=sys.stderr)
        results[name] = {"exit": done.returncode, "lines": done.stdout.splitlines()}
    (HERE / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
