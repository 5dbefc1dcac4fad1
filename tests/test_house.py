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
    {"text", "settings", "settings_file", "network"},
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


def modules_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, at any depth of it; also those named to ``import_module``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "import_module":
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


@pytest.mark.parametrize(
    ("what", "modules", "where"),
    [
        (
            "starts processes",
            {"subprocess", "multiprocessing"},
            {
                "batch/child.py",
                "ingest/guarded.py",  # readers that may hang or crash
                "ingest/processes.py",  # LibreOffice
                "learn/complaint_sheets.py",
                "publish/sinks.py",  # a program of the office's that is told
            },
        ),
        (
            "reaches a network",
            {"urllib.request", "http.client", "smtplib", "socket", "distributed", "uvicorn"},
            {
                "batch/cluster.py",
                "compare/second_opinion.py",
                "network.py",
                "publish/api.py",
                "publish/sinks.py",
            },
        ),
    ],
)
def test_few_files_reach_out_of_the_process(what: str, modules: set[str], where: set[str]) -> None:
    found = {p.relative_to(PACKAGE).as_posix() for p in FILES if modules & set(modules_of(p))}
    assert found == where, f"who {what} is told here, each with its reason"


def writes(path: Path) -> list[int]:
    """The lines of a file that write to a disk by name, rather than through ``publish.files``."""
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    names = {"write_text", "write_bytes", "mkdir", "savez_compressed", "to_parquet", "to_csv"}
    return [c.lineno for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in names]


def test_only_publish_batch_and_learn_write_files() -> None:
    others = [p for p in FILES if room_of(p) not in {"publish", "batch", "learn"}]
    found = {p.relative_to(PACKAGE).as_posix() for p in others if writes(p)}
    assert found == {"ingest/legacy.py"}, "a copy for LibreOffice in a folder of its own"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_names_its_own_files_by_dots(path: Path) -> None:
    """Other rooms are named in full, so that an import tells at once whether it leaves the room."""
    froms = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ImportFrom)]
    mine = f"luodi.{room_of(path)}."
    depth = len(path.relative_to(PACKAGE).parts) - 1
    inside = [n.lineno for n in froms if not n.level and f"{n.module}.".startswith(mine)]
    outside = [n.lineno for n in froms if n.level > depth]
    assert not inside, f"lines {inside} name files of this room in full"
    assert not outside, f"lines {outside} reach another room by dots"


def test_every_room_has_a_layer() -> None:
    rooms = {room_of(p) for p in PACKAGE.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms <= RANK.keys()


def test_public_names_are_shown_and_outlast_the_import_of_rooms() -> None:
    import luodi
    import luodi.compare.pair  # a room with the name of a function

    assert set(luodi.__all__) <= set(dir(luodi))
    assert not [name for name in luodi.__all__ if not callable(getattr(luodi, name))]


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
