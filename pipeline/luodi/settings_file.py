"""What is written in a settings file, checked and completed: unknown keys are refused with the nearest valid one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

_WANTED = {
    "bool": "应写 true 或 false",
    "int": "应写整数",
    "float": "应写数字",
    "string": "应写成引号里的文字",
    "tuple": "应写成方括号里的几项",
    "dict": "应写成表（table）",
    "model": "应写成一节，各项写在它下面",
}
"""What a value should be, by the beginning of pydantic's name for the fault."""
_BOUNDS = {"ge": "不能小于", "gt": "必须大于", "le": "不能大于", "lt": "必须小于"}


class SettingsError(ValueError):
    """Settings that cannot be used; the message names the key, the value and the nearest valid one."""


def read_toml(path: str | Path) -> dict[str, Any]:
    """The tables of a settings file. Raises SettingsError when it is missing or is not TOML."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"设置文件读不到：{path}（settings file cannot be read: {error.strerror}）") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"设置文件不是 TOML：{path}（not TOML: {error}）") from error


def completed(model: type[BaseModel], data: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The same tables; those whose keys are open, such as penalties, take from the defaults what is not written.

    Raises SettingsError for a key that does not exist.
    """
    whole: dict[str, Any] = {}
    for section, given in data.items():
        field = model.model_fields.get(section)
        if field is None:
            raise SettingsError(f"{source}：没有 {section} 这一项（unknown key {section}）{_elsewhere(model, section)}")
        kind = field.annotation
        if not isinstance(given, dict) or not isinstance(kind, type):
            whole[section] = given
            continue
        whole[section] = {}
        for key, value in given.items():
            inner = kind.model_fields.get(key)
            if inner is None:
                hint = _belongs(model, key) or _near(key, list(kind.model_fields), f"{section}.")
                raise SettingsError(f"{source}：没有 {section}.{key} 这一项（unknown key {section}.{key}）{hint}")
            default = inner.get_default(call_default_factory=True)
            open_ = isinstance(default, dict) and isinstance(value, dict)
            whole[section][key] = _merged(default, value, source, f"{section}.{key}.") if open_ else value
    return whole


def told(error: ValidationError, source: str) -> SettingsError:
    """The first fault that pydantic found, in Chinese first."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    return SettingsError(f"{source}：{key} 的值 {first['input']!r} 不合要求{_wanted(first)}（{key}: {first['msg']}）")


def _merged(default: Mapping[str, Any], given: Mapping[str, Any], source: str, prefix: str) -> dict[str, Any]:
    whole = dict(default)
    for key, value in given.items():
        if key not in default:
            hint = _near(key, list(default), prefix)
            raise SettingsError(f"{source}：没有 {prefix}{key} 这一项（unknown key {prefix}{key}）{hint}")
        inner = isinstance(default[key], dict) and isinstance(value, dict)
        whole[key] = _merged(default[key], value, source, f"{prefix}{key}.") if inner else value
    return whole


def _elsewhere(model: type[BaseModel], key: str) -> str:
    return _belongs(model, key) or _near(key, list(model.model_fields), "")


def _belongs(model: type[BaseModel], key: str) -> str:
    """Where a key stands that was written outside its section."""
    sections = {name: field.annotation for name, field in model.model_fields.items()}
    homes = [n for n, kind in sections.items() if isinstance(kind, type) and key in kind.model_fields]
    if not homes:
        return ""
    chinese, english = (joint.join(f"[{name}]" for name in homes) for joint in ("或", " or "))
    return f"；{key} 属于 {chinese} 一节，请写在这一节的标题行下面（it belongs under {english}）"


def _near(key: str, known: list[str], prefix: str) -> str:
    near = get_close_matches(key, known, n=1, cutoff=0.3)
    return f"，是否想写 {prefix}{near[0]}？（did you mean {prefix}{near[0]}?）" if near else ""


def _wanted(fault: Mapping[str, Any]) -> str:
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind == "literal_error":
        return f"，只能写 {context['expected'].replace(' or ', '、').replace(', ', '、')}"
    bound = next((name for name in _BOUNDS if name in context), None)
    if bound is not None:
        return f"，{_BOUNDS[bound]} {context[bound]:g}"
    words = next((words for name, words in _WANTED.items() if kind.startswith(name)), "")
    return f"，{words}" if words else ""
