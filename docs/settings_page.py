"""Write docs/settings.md from the settings themselves: ``python docs/settings_page.py > docs/settings.md``."""

from __future__ import annotations

import ast
import inspect
import itertools
import json

from pydantic import BaseModel

from luodi import settings as module
from luodi.settings import Settings


def page() -> str:
    """The settings as a Markdown page: one table a section, with type, default and meaning of each key."""
    lines = [
        "# Settings",
        "",
        "A TOML file given with `--settings`. Unknown keys are errors. "
        "The digest of all settings but those under `[publishing]` and `[notifying]` is part of every result.",
        "",
        "用 `--settings luodi.toml` 给出的文本文件：每一节以 `[节名]` 开头，各项写在它下面，没写的用默认值；"
        "写错的键会指出正确写法。例如：",
        "",
        "```toml",
        "[comparing]",
        "reader = false",
        "",
        "[publishing]",
        'issuer = "某某市人民政府督查室"',
        "```",
    ]
    for name, field in Settings.model_fields.items():
        section = field.annotation
        assert isinstance(section, type)
        assert issubclass(section, BaseModel)
        notes = _notes(section)
        lines += ["", f"## [{name}]", "", (inspect.getdoc(section) or "").splitlines()[0], ""]
        lines += ["| key | default | meaning |", "| --- | --- | --- |"]
        for key, inner in section.model_fields.items():
            lines.append(
                f"| `{key}` | `{_toml(inner.get_default(call_default_factory=True))}` | {notes.get(key, '')} |"
            )
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A value as it is written in the file; – where nothing is."""
    if value is None:
        return "–"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return repr(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def _notes(section: type) -> dict[str, str]:
    """The strings that stand below the fields of a class."""
    tree = ast.parse(inspect.getsource(module))
    body = next(n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == section.__name__)
    notes: dict[str, str] = {}
    for before, after in itertools.pairwise(body):
        if (
            isinstance(before, ast.AnnAssign)
            and isinstance(before.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            notes[before.target.id] = " ".join(str(after.value.value).split())
    return notes


if __name__ == "__main__":
    print(page(), end="")
