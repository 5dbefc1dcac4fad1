"""The documentation site: it builds without a warning, tells every public name, and asks nothing of a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest

import luodi

ROOT = Path(__file__).resolve().parent.parent.parent
NEEDED = ("mkdocs", "material", "mkdocstrings")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(find_spec, NEEDED)), reason="mkdocs-material or mkdocstrings is not installed"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: any warning fails."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "WARNING" not in done.stderr
    return folder


def _words(page: Path) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


def test_the_chinese_readme_is_a_page(site: Path) -> None:
    title = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
    assert title in _words(site / "zh.html")


@pytest.mark.parametrize("name", sorted(set(luodi.__all__) - {"Settings"}))
def test_what_analysts_call_is_explained(site: Path, name: str) -> None:
    page = (site / "api" / "index.html").read_text(encoding="utf-8")
    assert re.search(rf'<h3 id="luodi\.[\w.]*\b{name}"', page)


def test_a_record_is_shown_with_its_fields(site: Path) -> None:
    words = _words(site / "api" / "records.html")
    for field in ("received_at", "evidence_spans", "page_starts"):
        assert field in words
    assert "datetime | None" in words


def test_examples_of_docstrings_are_code(site: Path) -> None:
    assert "<blockquote>" not in (site / "api" / "publish.html").read_text(encoding="utf-8")
    assert "&gt;&gt;&gt;" in (site / "api" / "publish.html").read_text(encoding="utf-8")


def test_every_notebook_is_a_page(site: Path) -> None:
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        assert (site / "notebooks" / f"{notebook.stem}.html").is_file()


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loaded = re.compile(r'<(?:script|img|iframe|link)[^>]+(?:src|href)="(?:https?:)?//[^"]+"')
    found = {page.name: loaded.findall(page.read_text(encoding="utf-8")) for page in site.rglob("*.html")}
    assert {name: links for name, links in found.items() if links} == {}
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"url\((?:https?:)?//", styles)
