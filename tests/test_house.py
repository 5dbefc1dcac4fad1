"""The direction of imports: a stage never imports a later one, and heavy libraries are loaded late."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "pipeline" / "luodi"

LAYERS = [
    {"records"},
    {"text", "settings", "settings_file"},
    {"ingest"},
    {"structure"},
    {"language"},
    {"dossier"},
    {"compare"},
    {"checks"},
    {"score"},
    {"publish"},
    {"batch"},
    {"analyst", "learn"},
    {"cli"},
]
RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """(room, line) of every import of another room of luodi, at any depth of the file."""
    here = ["luodi", *path.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level] if node.level else []
            names = [".".join([*base, node.module or ""]).strip(".")]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "luodi" and len(parts) > 1 and parts[1] != room_of(path):
                yield parts[1], node.lineno


FILES = sorted(p for p in PACKAGE.rglob("*.py") if room_of(p) in RANK)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    mine = RANK[room_of(path)]
    wrong = [f"line {line}: {room}" for room, line in imports(path) if RANK.get(room, -1) > mine]
    assert not wrong, f"{path.relative_to(PACKAGE)} reaches up to {wrong}"


def test_every_room_has_a_layer() -> None:
    rooms = {room_of(p) for p in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms <= RANK.keys()


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from luodi.cli import run_command; run_command(['--help']);"
        "print([m for m in ('pandas','numpy','spacy','jieba','pydantic','sklearn','onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PACKAGE.parent)},
    )
    assert done.stdout.strip().endswith("[]")
