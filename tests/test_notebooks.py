"""The notebooks run from top to bottom, and none carries outputs into git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_CELLS = 15


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One temporary folder for all: a notebook finds there what an earlier one computed, as on a desk.

    matplotlib's list of fonts is made first: on a slow machine it says on stderr that it is making it.
    """
    folder = tmp_path_factory.mktemp("notebooks")
    making = [sys.executable, "-c", "import matplotlib.font_manager"]
    subprocess.run(making, env=os.environ | {"MPLCONFIGDIR": str(folder)}, capture_output=True, check=False)
    return folder


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 6


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_is_stored_without_outputs(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    run = [cell["id"] for cell in book.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]
    assert not run, f"cells with outputs: {run}; clear them before committing"
    assert len(book.cells) <= MOST_CELLS


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
@pytest.mark.filterwarnings("ignore:.*zmq.*:RuntimeWarning", "ignore::DeprecationWarning:jupyter_client.*")
def test_notebook_runs(path: Path, scratch: Path) -> None:
    book = nbformat.read(path, as_version=4)
    here = {"metadata": {"path": str(path.parent)}}
    paths = [str(ROOT / "pipeline"), *filter(None, [os.environ.get("PYTHONPATH")])]
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "TMPDIR": str(scratch),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(scratch),
    }
    client = NotebookClient(book, timeout=300, kernel_name="python3", resources=here)
    try:
        client.execute(env=surroundings)
    except CellExecutionError as error:
        pytest.fail(f"{path.name}: {error}", pytrace=False)
    warned = [
        output.text
        for cell in book.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert not warned, f"{path.name} says on stderr: {''.join(warned)[:2000]}"
