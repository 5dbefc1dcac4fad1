"""Putting the page together: templates, and data that cannot become markup or script."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypedDict, Unpack

from luodi.records import Results

from ..changes import Changes
from ..files import write_whole
from ..replies import Reply
from .data import Builder
from .marks import Mark

_SCRIPTS = ("core", "marks", "panel", "overview", "forward", "matrix", "lists", "documents", "main")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_AT_ONCE = 1_000
"""Items of a list that become JSON at a time."""
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "\u0085": "\\u0085",
}


class Beside(TypedDict, total=False):
    """What the page shows beside the results; all of it may be left out."""

    replies: Mapping[str, Reply]
    """The units' answers by finding id."""
    inbox: str | None
    """The way from the page's folder to the folder that was read, such as ``../inbox``: then places are links to the
    files, else they open the quoted text only."""
    changes: Changes | None
    """Those since the last run, shown in the overview."""
    quoted: Mapping[str, list[Mark]] | None
    """The marks of ``evidence_marks`` where the documents of the results are slim."""


def write_page(results: Results, path: str | Path, **beside: Unpack[Beside]) -> Path:
    """Write the page. Raises OSError when ``path`` cannot be written."""
    path = Path(path)
    write_whole(path, (piece.encode("utf-8") for piece in _pieces(results, **beside)))
    return path


def page(results: Results, **beside: Unpack[Beside]) -> str:
    """The whole page as HTML; equal results give equal pages."""
    return "".join(_pieces(results, **beside))


def _pieces(results: Results, **beside: Unpack[Beside]) -> Iterator[str]:
    """The page bit by bit: of a large folder it is many times the largest of its parts."""
    builder = Builder(results, beside.get("replies", {}), beside.get("quoted"))
    changes = beside.get("changes")
    shown = {"inbox": beside.get("inbox"), "changes": changes.model_dump() if changes is not None else None}
    data = builder.data() | shown
    style, script = _template("style.css"), _script()
    return _fill(
        _template("page.html"),
        {
            "csp": [_policy(style, script)],
            "style": [style],
            "data": _embedded(data),
            "texts": _embedded(builder.texts()),
            "script": [script],
        },
    )


def embed(value: Any) -> str:
    """JSON that is inert inside a script element: no character of it can end the element or start a comment.

    >>> embed("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def _embedded(value: Any) -> Iterator[str]:
    """``embed`` in pieces."""
    if isinstance(value, dict):
        for place, (name, inside) in enumerate(value.items()):
            yield f"{',' if place else '{'}{embed(str(name))}:"
            yield from _embedded(inside)
        yield "}" if value else "{}"
    elif isinstance(value, list) and len(value) > _AT_ONCE:
        for start in range(0, len(value), _AT_ONCE):
            yield ("," if start else "[") + embed(value[start : start + _AT_ONCE])[1:-1]
        yield "]"
    else:
        yield embed(value)


def _policy(style: str, script: str) -> str:
    """A content security policy under which this style and this script run, and nothing else does or loads."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _fill(template: str, values: dict[str, Iterable[str]]) -> Iterator[str]:
    """Values are put in once: what looks like a place inside a value stays as it is."""
    for place, part in enumerate(_PLACE.split(template)):
        yield from values[part] if place % 2 else [part]


def _script() -> str:
    body = "\n".join(_template(f"js/{name}.js") for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{body}\n}})();\n'


@cache
def _template(name: str) -> str:
    return files(__package__).joinpath(*name.split("/")).read_text(encoding="utf-8")
