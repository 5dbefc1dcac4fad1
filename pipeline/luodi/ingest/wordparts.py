"""The parts of a DOCX package, found whatever its producer calls them, each checked before it is parsed."""

from __future__ import annotations

import re
import zipfile
from typing import Any

from luodi.settings import Limits

from .errors import refuse
from .guard import parse_xml, read_member

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""ISO 29500 Strict differs from what Word usually writes by its namespace only, as far as words go."""
_MAIN = re.compile(rb'Target="([^"]+/document\w*\.xml)"')


class Parts:
    """The parts of a package, read once, each checked for forbidden XML."""

    def __init__(self, package: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self.package, self.name, self.limits = package, name, limits
        self.names = {info.filename.lstrip("/").replace("\\", "/"): info for info in package.infolist()}
        for member in self.names:
            if member.endswith((".rels", "[Content_Types].xml")):
                parse_xml(self.data(member), name)

    def data(self, member: str) -> bytes:
        """The bytes of a part."""
        return read_member(self.package, self.names[member], self.name, self.limits)

    def xml(self, member: str, *, needed: bool = False) -> Any:
        """The root of a part, None when the package has none. Raises ReadError ``corrupt`` for a needed one."""
        if member not in self.names:
            if needed:
                raise refuse("corrupt", name=self.name)
            return None
        data = self.data(member)
        if _STRICT in data[:4096]:
            data = data.replace(_STRICT, _TRANSITIONAL)
        return parse_xml(data, self.name)

    def main(self) -> str:
        """The place of the document's main part: some programs call it otherwise than ``word/document.xml``."""
        if "word/document.xml" in self.names:
            return "word/document.xml"
        match = _MAIN.search(self.data("_rels/.rels")) if "_rels/.rels" in self.names else None
        return match[1].decode("utf-8", errors="replace").lstrip("/") if match is not None else "word/document.xml"
