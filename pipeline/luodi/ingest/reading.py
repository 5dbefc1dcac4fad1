"""One door for every format: sniff, guard, read, assemble."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from luodi.records import DocumentRecord, Notice
from luodi.settings import Settings

from .assemble import assemble
from .draft import Draft
from .errors import ReadError, refuse
from .guard import Budget, check_secret
from .sniff import Sniffed, sniff

DEFAULT = Settings()
_TOLD = 20
"""Members that could not be read of which their neighbours tell."""
_OFFICE = frozenset({"pdf", "docx", "xlsx", "ofd"})
Reader = Callable[[bytes, str, Settings], Draft]
_READERS: dict[str, tuple[str, str]] = {
    "text": ("plain", "read_text"),
    "markdown": ("plain", "read_markdown"),
    "docx": ("word", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "html": ("html", "read_html"),
    "xlsx": ("sheet", "read_workbook"),
    "xls": ("sheet", "read_workbook"),
    "csv": ("sheet", "read_csv"),
    "ofd": ("ofd", "read_ofd"),
    "doc": ("legacy", "read_legacy"),
    "wps": ("legacy", "read_legacy"),
    "rtf": ("legacy", "read_legacy"),
    "image": ("scan", "read_image"),
}


def read(path: str | Path, *, root: str | Path | None = None, settings: Settings = DEFAULT) -> list[DocumentRecord]:
    """The documents in a file: one, or several for an archive or a mail with attachments.

    ``root`` is the inbox; records name the file by its place below it. Raises ReadError with one of ``errors.CODES``.
    """
    name, path = name_of(path, root), Path(path)
    try:
        if path.stat().st_size > settings.limits.max_file_bytes:
            raise refuse("too_large", name=name, value=f"{path.stat().st_size} B")
        data = path.read_bytes()
    except OSError as error:
        raise refuse("not_found", name=name) from error
    return read_bytes(data, name, settings=settings)


def read_bytes(
    data: bytes, name: str, *, settings: Settings = DEFAULT, depth: int = 0, budget: Budget | None = None
) -> list[DocumentRecord]:
    """As ``read``, for bytes: the documents found in them, or ReadError.

    ``depth`` counts the archives around them, ``budget`` what they may still unpack.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise refuse("empty", name=name)
    found = sniff(data, name)
    _refuse_kind(found, name)
    if found.kind in ("zip", "eml", "mhtml"):
        return _members(data, name, found, settings, depth, Budget(settings.limits) if budget is None else budget)
    draft = _reader(found.kind)(data, name, settings)
    if found.mismatch:
        message = f"后缀是 {Path(name).suffix}，内容是 {found.kind.upper()}，按内容读取"
        draft.warnings.insert(0, Notice(code="wrong_suffix", message=message))
    if found.polyglot:
        draft.warn("polyglot", "文件同时是一个压缩包，只按文档读取，包内文件没有打开")
    return [_finish(draft, data, name, found.media_type, settings)]


def _members(
    data: bytes, name: str, found: Sniffed, settings: Settings, depth: int, budget: Budget
) -> list[DocumentRecord]:
    """The documents in a ZIP or a mail. A member that cannot be read becomes a notice on its neighbours.

    Raises ReadError ``bomb`` beyond the allowed depth, or the members' own error where none of them could be read.
    """
    from .archive import zip_members
    from .mail import attachments, has_words, mail_draft, open_mail

    if depth >= settings.limits.max_archive_depth:
        raise refuse("bomb", name=name)
    records: list[DocumentRecord] = []
    refused: list[ReadError] = []
    if found.kind == "zip":
        members = zip_members(data, name, settings.limits)
    else:
        message = open_mail(data, name)
        members = iter(()) if found.kind == "mhtml" else attachments(message)
        if found.kind == "mhtml" or has_words(message):
            try:
                records.append(_finish(mail_draft(message, name), data, name, found.media_type, settings))
            except ReadError as error:
                if error.code == "secret":
                    raise
                refused.append(error)
    for inner, content in members:
        budget.spend(len(content), name)
        try:
            records.extend(read_bytes(content, f"{name}/{inner}", settings=settings, depth=depth + 1, budget=budget))
        except ReadError as error:
            if error.code == "bomb":
                raise
            refused.append(error)
    if not records:
        raise refused[0] if refused else refuse("empty", name=name)
    notices = tuple(Notice(code=f"member_{error.code}", message=error.message) for error in refused[:_TOLD])
    return [record.replace(warnings=(*record.warnings, *notices)) for record in records]


def _finish(draft: Draft, data: bytes, name: str, media_type: str, settings: Settings) -> DocumentRecord:
    """The record of a draft, after the last checks: something was read, and it is not secret."""
    sha256 = hashlib.sha256(data).hexdigest()
    record = assemble(draft, document_id=sha256[:16], sha256=sha256, file=name, media_type=media_type)
    if record.chars > settings.limits.max_chars:
        raise refuse("too_large", name=name, value=str(record.chars))
    if not settings.reading.allow_secret:
        check_secret(record.text, name)
        check_secret("\n".join(item.text for item in record.furniture[:8]), name)
    if not record.text:
        raise refuse("empty", name=name)
    return record


def name_of(path: str | Path, root: str | Path | None) -> str:
    """A file's name in messages and records: its place below ``root``, where there is one."""
    return Path(path).name if root is None else below(Path(path), Path(root))


def below(path: Path, root: Path) -> str:
    """The file's place below the inbox, in POSIX form; only its name when it lies elsewhere."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.name


def _refuse_kind(found: Sniffed, name: str) -> None:
    if found.kind == "ole-encrypted":
        raise refuse("encrypted", name=name)
    if found.kind == "zip-broken":
        raise refuse("truncated", name=name)
    if found.kind == "unknown":
        raise refuse("wrong_type" if found.claimed is not None else "unsupported", name=name)
    if found.claimed in _OFFICE and found.kind in ("zip", "html", "text", "eml", "csv"):
        raise refuse("wrong_type", name=name, value=found.kind)  # an error page saved under the document's name


def _reader(kind: str) -> Reader:
    module, function = _READERS[kind]
    reader: Reader = getattr(import_module(f".{module}", __package__), function)
    return reader
