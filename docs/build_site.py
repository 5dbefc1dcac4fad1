"""What the site needs beyond mkdocs.yml: pages kept elsewhere in the repository, and docstrings as Markdown."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import Any

from griffe import Extension
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "README.md": "index.md",
    "README.zh-CN.md": "zh.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "corpora/README.md": "corpora.md",
    "models/README.md": "models.md",
    "notebooks": "notebooks/index.md",
    "notebooks/README.md": "notebooks/index.md",
} | {f"notebooks/{p.name}": f"notebooks/{p.stem}.md" for p in sorted((ROOT / "notebooks").glob("*.ipynb"))}
"""Files of the repository that are pages of the site, by their place there."""
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#]+)(#[^)\s]*)?\)")
_DOCTEST = re.compile(r"^>>> .*(?:\n(?!\n).*)*", re.MULTILINE)
_SECTION = re.compile(r"^(\w+)\n-{3,}\n((?:.+\n?)+)", re.MULTILINE)


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that are kept elsewhere."""
    for source, target in PAGES.items():
        path = ROOT / source
        if path.is_file():
            text = notebook(path) if path.suffix == ".ipynb" else path.read_text(encoding="utf-8")
            files.append(File.generated(config, target, content=relink(text, source, target)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links of the pages under docs/ to files elsewhere lead to their pages too."""
    source = page.file.src_uri
    return markdown if source in PAGES.values() else relink(markdown, f"docs/{source}", source)


def relink(text: str, source: str, target: str) -> str:
    """Turn links between files of the repository into links between pages; what has no page becomes plain words.

    >>> relink("[labels](docs/labels.md)", "README.md", "index.md")
    '[labels](labels.md)'
    """

    def to_page(match: re.Match[str]) -> str:
        words, link, anchor = match[1], match[2], match[3] or ""
        if re.match(r"[a-z]+:", link):
            return match[0]
        place = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
        page = PAGES.get(place, place.removeprefix("docs/") if place.startswith("docs/") else None)
        if page is None:
            return words
        return f"[{words}]({posixpath.relpath(page, posixpath.dirname(target) or '.')}{anchor})"

    return _LINK.sub(to_page, text)


def notebook(path: Path) -> str:
    """A notebook's words and code; its outputs are not kept."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    parts = []
    for cell in cells:
        body = "".join(cell["source"]).strip()
        parts.append(body if cell["cell_type"] == "markdown" else f"```python\n{body}\n```")
    return "\n\n".join(parts) + "\n"


def as_markdown(docstring: str) -> str:
    """Examples as code blocks, sections of ``name: words`` lines as lists."""
    listed = _SECTION.sub(lambda m: f"**{m[1]}**\n\n" + re.sub(r"(?m)^(\w[\w, ]*): ", r"- `\1`: ", m[2]), docstring)
    return _DOCTEST.sub(lambda m: f"```pycon\n{m[0]}\n```", listed)


class Docstrings(Extension):  # type: ignore[misc]
    """Lets mkdocstrings show docstrings as they are meant."""

    def on_object(self, *, obj: Any, **_: Any) -> None:
        """Rewrite the docstring of each object once it is loaded; of a record, tell the fields too."""
        if obj.docstring is not None:
            obj.docstring.value = as_markdown(obj.docstring.value)
            if obj.is_class:
                obj.docstring.value += fields(obj)


def fields(record: Any) -> str:
    """The fields of a class of values as a table: name, type, default."""
    rows = [
        f"| `{name}` | {_code(member.annotation)} | {_code(member.value)} |"
        for name, member in record.members.items()
        if member.is_attribute and member.annotation is not None and not name.startswith(("_", "model_"))
    ]
    return "\n\n| field | type | default |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n" if rows else ""


def _code(expression: Any) -> str:
    return "" if expression is None else "`" + str(expression) + "`"
