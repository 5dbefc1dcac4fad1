"""Words of the command line as values, and values as words."""

from __future__ import annotations

import argparse
import errno
import re
from datetime import date
from typing import TYPE_CHECKING

from luodi.text.dates import iso_day

from .exits import UsageError

if TYPE_CHECKING:
    from luodi.settings import Settings

_WRONG_USE = (
    (re.compile(r"the following arguments are required: (.+)"), r"缺少 \1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"不认识 \1"),
    (re.compile(r"argument (\S+): invalid choice: (\S+) \(choose from (.+)\)"), r"没有 \2，可用：\3"),
    (re.compile(r"argument (\S+): invalid (?:int|float) value: (.+)"), r"\1 要写数字，不能是 \2"),
    (re.compile(r"argument (\S+): expected .+"), r"\1 后面要写值"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 不能与 \2 同用"),
)
_TROUBLE = {
    errno.EACCES: "没有权限（permission denied）",
    errno.EPERM: "没有权限（not permitted）",
    errno.ENOENT: "找不到（does not exist）",
    errno.ENOTDIR: "不是文件夹（not a folder）",
    errno.EISDIR: "是文件夹，不是文件（a folder, not a file）",
    errno.ENOSPC: "磁盘已满（no space left）",
    errno.EROFS: "磁盘只读（read-only disk）",
}


def wrong_use(message: str) -> str:
    """In Chinese what argparse says is wrong.

    >>> wrong_use("the following arguments are required: INBOX, --out"), wrong_use("something else")
    ('缺少 INBOX, --out', '用法不对')
    """
    return next((found.expand(words) for form, words in _WRONG_USE if (found := form.match(message))), "用法不对")


def trouble(error: OSError) -> str:
    """What went wrong with a file or folder, in Chinese, with its name. A message of our own stays as it is.

    >>> trouble(FileNotFoundError("a.pdf 不存在")), trouble(PermissionError(errno.EACCES, "Permission denied", "out"))
    ('a.pdf 不存在', 'out：没有权限（permission denied）')
    """
    if error.errno is None:
        return str(error)
    what = _TROUBLE.get(error.errno, f"读写出错（{error.strerror}）")
    return what if error.filename is None else f"{error.filename}：{what}"


def as_message(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None
) -> str:
    """A warning as people read it, without the place in the code."""
    return f"luodi: {message}\n"


def settings_of(asked: argparse.Namespace) -> Settings:
    """The settings of the file that was named, the defaults where none was. Raises SettingsError."""
    from luodi.settings import Settings

    return Settings.from_toml(asked.settings) if asked.settings else Settings()


def as_date(text: str | None) -> date | None:
    """The day that is written, None where none is.

    Raises:
        UsageError: no date, or not written as 2024-12-31.
    """
    if text is None:
        return None
    try:
        return iso_day(text)
    except ValueError as error:
        raise UsageError(f"--as-of {error}") from error
