"""DOC, WPS and RTF: turned into DOCX by LibreOffice in isolation, then read as such."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from luodi.settings import Settings

from .draft import Draft
from .errors import refuse
from .ole import is_cut
from .processes import run_limited
from .sniff import sniff
from .word import read_docx

_PROGRAMS = ("soffice", "libreoffice")
_OPTIONS = (
    "--headless",
    "--norestore",
    "--nolockcheck",
    "--nodefault",
    "--nologo",
    "--convert-to",
    "docx:MS Word 2007 XML",
)
_SHARE = 0.9
"""Share of the file's time left to the conversion."""


def read_legacy(data: bytes, name: str, settings: Settings) -> Draft:
    """A draft of an old Office file.

    LibreOffice runs with a profile of its own (two on one profile lose files silently), macros off, and is killed
    with its process group at the limit. Raises ReadError ``needs_libreoffice``, ``timeout`` or ``corrupt``.
    """
    if data[:4] == b"\xd0\xcf\x11\xe0" and is_cut(data):
        raise refuse("truncated", name=name)
    program = office_program()
    if program is None or not settings.reading.legacy_office:
        raise refuse("needs_libreoffice", name=name)
    kind = sniff(data, name).kind
    with tempfile.TemporaryDirectory(prefix="luodi-office-") as folder:
        place = Path(folder)
        source = place / f"source.{'doc' if kind == 'wps' else kind}"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={(place / 'profile').as_uri()}", *_OPTIONS]
        code = run_limited(
            [*command, "--outdir", str(place / "out"), str(source)],
            cwd=place,
            seconds=settings.limits.seconds_per_file * _SHARE,
        )
        if code is None:
            raise refuse("timeout", name=name)
        target = place / "out" / "source.docx"
        if not target.is_file():
            raise refuse("corrupt", name=name)
        converted = target.read_bytes()
    draft = read_docx(converted, name, settings)
    draft.warn("converted", "旧格式，经 LibreOffice 转换后读取")
    if b"V\x00B\x00A" in data or b"M\x00a\x00c\x00r\x00o\x00s" in data:
        draft.warn("macros", "文件带有宏，没有运行")
    return draft


def office_program() -> str | None:
    """The path of LibreOffice's command, None where it is not installed."""
    return next((path for program in _PROGRAMS if (path := shutil.which(program)) is not None), None)
