"""Results of an invented province, and a browser that opens their page and bears no complaint."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from invented_province import make_results
from luodi.publish.page import page as build_page
from luodi.records import Results

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def build() -> Callable[..., Results]:
    """Make results of any size."""
    return make_results


@pytest.fixture(scope="session")
def results() -> Results:
    """A small run: five units, two policies."""
    return make_results(5, 2, 8)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open results as a page; any complaint of the browser and any request beyond the file fails the test."""
    complaints: list[str] = []
    shown: list[Page] = []

    def opener(results: Results, where: str = "", *, width: int = 1366, **options: object) -> Page:
        path = tmp_path / "report.html"
        path.write_text(build_page(results, **options), encoding="utf-8")  # type: ignore[arg-type]
        tab = browser.new_page(viewport={"width": width, "height": 800})
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on(
            "request", lambda r: None if r.url.startswith(path.as_uri()) else complaints.append(f"asked for {r.url}")
        )
        tab.goto(path.as_uri() + where)
        tab.wait_for_selector("html[data-ready]")
        shown.append(tab)
        return tab

    yield opener
    for tab in shown:
        tab.close()
    assert complaints == []
