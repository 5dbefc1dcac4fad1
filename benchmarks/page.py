"""How soon ``report.html`` can be used: size, first picture, readiness, views, filters, on a wide and a narrow screen.

Run as ``python benchmarks/page.py --units 30 --policies 20 --tasks 30``; needs Chromium and playwright. The narrow
screen is measured with the processor slowed down four times, as Lighthouse does for a phone. ``--picture FOLDER``
keeps pictures of all views.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from invented_province import make_results
from luodi.publish.page import page

VIEWS = ("overview", "forward", "policy", "findings", "items", "documents")
SCREENS = (("wide", 1440, 900, 1), ("narrow, processor at a quarter", 390, 844, 4))
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

# milliseconds from the act to the frame after the page has settled
ACT = """async ([kind, selector, value]) => {
  const done = () => new Promise((r) => requestAnimationFrame(() => setTimeout(r)));
  const told = document.querySelector('.count'), before = told && told.textContent, start = performance.now();
  if (kind === 'view') {
    location.hash = value;
    await new Promise((r) => addEventListener('hashchange', r, {once: true}));
  } else {
    const field = document.querySelector(selector);
    field.value = value;
    field.dispatchEvent(new Event(selector.startsWith('select') ? 'change' : 'input', {bubbles: true}));
    while (told.textContent === before && performance.now() - start < 5000) await done();
  }
  await done();
  return performance.now() - start;
}"""
LOADED = """() => {
  const [n] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {'DOMContentLoaded': n.domContentLoadedEventEnd, 'first contentful paint': paint ? paint.startTime : NaN,
          'ready': window.measuredReady};
}"""
WATCH = """new MutationObserver((_, watch) => {
  if (!document.documentElement || !document.documentElement.dataset.ready) return;
  window.measuredReady = performance.now();
  watch.disconnect();
}).observe(document, {attributes: true, subtree: true});"""


def main() -> int:
    """Print the figures; the exit code is 2 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=30)
    parser.add_argument("--policies", type=int, default=20)
    parser.add_argument("--tasks", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--picture", type=Path)
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium on this machine", file=sys.stderr)
        return 2
    results = make_results(asked.units, asked.policies, asked.tasks)
    started = time.perf_counter()
    content = page(results).encode("utf-8")
    size = f"{len(content) / 1e6:.1f} MB, {_zipped(content):.1f} MB zipped"
    shape = f"{asked.units} units, {asked.policies} policies, {asked.tasks} tasks each"
    print(f"{shape}: {len(results.assessments)} assessments")
    print(f"made in {time.perf_counter() - started:.1f} s; {size}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_bytes(content)
        _measure(file, chromium, asked.rounds, asked.picture)
    return 0


def _zipped(content: bytes) -> float:
    return len(gzip.compress(content)) / 1e6


def _measure(file: Path, chromium: str, rounds: int, pictures: Path | None) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, width, height, slower in SCREENS:
            figures: dict[str, list[float]] = {}
            for _ in range(rounds):
                tab = browser.new_page(viewport={"width": width, "height": height})
                tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                for what, ms in _one_round(tab, file).items():
                    figures.setdefault(what, []).append(ms)
                tab.close()
            print(f"{name}: milliseconds, median of {rounds}")
            for what, values in figures.items():
                print(f"  {what:<34}{sorted(values)[len(values) // 2]:7.0f}")
            if pictures is not None:
                _keep(browser, file, pictures, width, height)
        browser.close()


def _one_round(tab: Any, file: Path) -> dict[str, float]:
    tab.add_init_script(WATCH)
    tab.goto(file.as_uri())
    tab.wait_for_selector("html[data-ready]")
    tab.wait_for_timeout(300)
    figures: dict[str, float] = dict(tab.evaluate(LOADED))
    for view in VIEWS[1:]:
        figures[f"open {view}"] = tab.evaluate(ACT, ["view", "", f"#/{view}"])
    tab.evaluate("location.hash = '#/items'")
    tab.wait_for_selector("select[name=status]")
    figures["filter items by status"] = tab.evaluate(ACT, ["filter", "select[name=status]", "discounted"])
    figures["search items for a word"] = tab.evaluate(ACT, ["filter", "input[name=q]", "示范点"])
    tab.evaluate("location.hash = '#/findings'")
    tab.wait_for_selector("select[name=kind]")
    figures["filter findings by kind"] = tab.evaluate(ACT, ["filter", "select[name=kind]", "forward-late"])
    heap = tab.evaluate("performance.memory ? performance.memory.usedJSHeapSize / 1e6 : NaN")
    return figures | {"memory of scripts, MB": heap}


def _keep(browser: Any, file: Path, folder: Path, width: int, height: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.goto(f"{file.as_uri()}#/{view}")
        tab.wait_for_selector("html[data-ready]")
        tab.screenshot(path=str(folder / f"{width}-{view}.png"))
        tab.close()


if __name__ == "__main__":
    raise SystemExit(main())
