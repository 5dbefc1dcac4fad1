"""Why a file was not read: one exception with a code, and the sentences that go with each code."""

from __future__ import annotations

CODES: dict[str, tuple[str, str]] = {
    "empty": ("文件是空的，请重新导出后再放入", "the file is empty; export it again"),
    "encrypted": ("文件已加密，请用口令打开后另存为不加密的文件", "the file is encrypted; save it without a password"),
    "truncated": ("文件不完整，可能没有传完，请重新获取", "the file is cut short; fetch it again"),
    "corrupt": (
        "文件已损坏，请用原软件打开后另存",
        "the file is damaged; open it in its own program and save it again",
    ),
    "unsupported": (
        "不支持这种格式，请转为 DOCX、PDF 或 OFD",
        "this format is not supported; convert it to DOCX, PDF or OFD",
    ),
    "wrong_type": ("内容与后缀不符，请核对后改正后缀", "the content does not fit the suffix; correct the suffix"),
    "too_large": (
        "文件超过大小上限，请拆分，或在设置 limits 中放宽",
        "the file is over the limit; split it or raise limits",
    ),
    "bomb": ("压缩内容异常膨胀，为安全起见不予展开", "the packed content swells beyond measure; it is not unpacked"),
    "too_many_pages": (
        "页数超过上限，请拆分，或放宽 limits.max_pages",
        "too many pages; split it or raise limits.max_pages",
    ),
    "xml_forbidden": (
        "文件的 XML 带有 DOCTYPE 或实体声明，为安全起见不予解析",
        "its XML declares a DOCTYPE or entities; it is not parsed",
    ),
    "secret": (
        "文件标有密级，不予读取；确有权限时打开 reading.allow_secret",
        "the document carries a secrecy mark; set reading.allow_secret where you may read it",
    ),
    "unreadable": (
        "文字无法识别（乱码或扫描件），请换用文字版",
        "its words cannot be made out; get a version with text",
    ),
    "timeout": ("读取超时，请拆分，或放宽 limits.seconds_per_file", "reading took too long; split it or raise limits"),
    "memory": (
        "读取超出内存上限，请拆分，或放宽 limits.memory_bytes",
        "reading took too much memory; split it or raise limits",
    ),
    "crashed": ("读取进程异常退出，请用原软件另存后再试", "the reading process died; save the file again and retry"),
    "needs_libreoffice": (
        "读取 DOC、WPS 需要安装 LibreOffice，或请另存为 DOCX",
        "DOC and WPS need LibreOffice installed; or save as DOCX",
    ),
    "needs_ocr": (
        "这是图片或扫描件，需要安装识别组件 luodi[ocr]",
        "this is an image or a scan; install the extra luodi[ocr]",
    ),
    "not_found": (
        "文件不存在或无权读取，请核对路径和权限",
        "the file is missing or may not be read; check path and rights",
    ),
}


class ReadError(Exception):
    """A file that was not read.

    ``code`` is one of ``CODES``; ``message`` is a Chinese sentence, then an English one. It names the file by the
    name it has inside the inbox, never by a path above it, and holds no content of the document.
    """

    code: str
    message: str

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def refuse(code: str, *, name: str = "", page: int | None = None, value: str = "") -> ReadError:
    """The ReadError of a code, with file, page and value said where they are known.

    >>> refuse("empty", name="a.pdf", page=2).message
    'a.pdf（第2页）：文件是空的，请重新导出后再放入。(a.pdf, page 2: the file is empty; export it again.)'
    """
    chinese, english = CODES[code]
    places = [f"第{page}页"] if page is not None else []
    spots = [f"page {page}"] if page is not None else []
    if value:
        places.append(value)
        spots.append(value)
    where = name + (f"（{'，'.join(places)}）" if places else "")
    spot = ", ".join(part for part in (name, *spots) if part)
    return ReadError(code, f"{where}：{chinese}。({spot}: {english}.)")
