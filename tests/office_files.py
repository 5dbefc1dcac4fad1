"""Small files made on the spot for the tests of reading: DOCX, PDF, OFD, XLSX packages with just what a test needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def paragraph(*runs: str, properties: str = "") -> str:
    """A ``w:p``; runs that are not XML become plain text runs."""
    body = "".join(run if run.startswith("<") else text_run(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{body}</w:p>"


def text_run(text: str, properties: str = "") -> str:
    """A ``w:r`` with run properties."""
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(rows: Iterable[Iterable[str]]) -> str:
    """A ``w:tbl`` of plain cells; a cell that is XML is taken as a whole ``w:tc``."""
    lines = []
    for row in rows:
        cells = [cell if cell.startswith("<w:tc") else f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row]
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, *, prolog: str = "") -> bytes:
    """A DOCX with a body and further parts."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>'
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": document,
    }
    members.update(parts if parts is not None else {})
    return package(members)


def word_part(root: str, content: str) -> str:
    """A part such as ``w:numbering`` with its namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{content}</w:{root}>'


def package(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP with fixed dates."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, str]:
    """The members of a package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name).decode("utf-8") for name in source.namelist()}


def ofd(pages: Sequence[str], *, template: str = "", annotations: str = "", slash: str = "") -> bytes:
    """An OFD whose pages are given as the XML of their layer; ``slash`` goes before every place."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="{slash}Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    templates = f'<ofd:TemplatePage ID="900" BaseLoc="{slash}Tpls/Tpl_0/Content.xml"/>' if template else ""
    notes = f"<ofd:Annotations>{slash}Annots/Annotations.xml</ofd:Annotations>" if annotations else ""
    members: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {ns} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocRoot>{slash}Doc_0/Document.xml'
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{templates}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{notes}</ofd:Document>",
    }
    for i, layer in enumerate(pages):
        used = '<ofd:Template TemplateID="900"/>' if template else ""
        members[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f'<ofd:Page {ns}>{used}<ofd:Content><ofd:Layer ID="10">{layer}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    if template:
        members["Doc_0/Tpls/Tpl_0/Content.xml"] = (
            f'<ofd:Page {ns}><ofd:Content><ofd:Layer ID="11">{template}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    if annotations:
        members["Doc_0/Annots/Annotations.xml"] = (
            f'<ofd:Annotations {ns}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'
            "</ofd:Annotations>"
        )
        members["Doc_0/Annots/Page_0/Annotation.xml"] = f"<ofd:PageAnnot {ns}>{annotations}</ofd:PageAnnot>"
    return package(members)


def ofd_text(text: str, x: float, y: float, *, size: float = 5.6, extra: str = "") -> str:
    """A TextObject at a place in mm from the top left corner."""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 170 8" Font="1" Size="{size}">{extra}'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {max(1, len(text) - 1)} {size}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


@dataclass
class Pdf:
    """A PDF written by hand with a Chinese font that every reader knows without embedding it (UniGB-UCS2-H)."""

    width: float = 595.0
    height: float = 842.0
    pages: list[list[str]] = field(default_factory=list)
    annotations: dict[int, list[tuple[bytes, str]]] = field(default_factory=dict)

    def page(self) -> Pdf:
        """Begin a page."""
        self.pages.append([])
        return self

    def text(self, words: str, x: float, y: float, *, size: float = 16.0, color: str = "0 0 0", mode: int = 0) -> Pdf:
        """Words at a place; each character is one em wide."""
        code = words.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT {color} rg {mode} Tr /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET")
        return self

    def box(self, x: float, y: float, width: float, height: float, *, fill: str | None = None) -> Pdf:
        """A rectangle, stroked or filled with a colour."""
        paint = (
            f"{fill} rg {x} {y} {width} {height} re f"
            if fill is not None
            else f"0 G 0.5 w {x} {y} {width} {height} re S"
        )
        self.pages[-1].append(paint)
        return self

    def grid(
        self, columns: Sequence[float], rows: Sequence[float], cells: Sequence[Sequence[str]], *, size: float = 10.0
    ) -> Pdf:
        """A ruled table: x of the column edges, y of the row edges from the top, words by cell (``/`` parts lines)."""
        for r, row in enumerate(cells):
            for c, words in enumerate(row):
                self.box(columns[c], rows[r + 1], columns[c + 1] - columns[c], rows[r] - rows[r + 1])
                for n, line in enumerate(words.split("/") if words else ()):
                    self.text(line, columns[c] + 3, rows[r] - (n + 1) * size * 1.3, size=size)
        return self

    def raw(self, operators: str) -> Pdf:
        """Content operators as they are."""
        self.pages[-1].append(operators)
        return self

    def annotation(self, entries: bytes, *, appearance: str = "") -> Pdf:
        """An annotation of the page by the entries of its dictionary; ``appearance``: operators that draw it."""
        self.annotations.setdefault(len(self.pages), []).append((entries, appearance))
        return self

    def bytes(self) -> bytes:
        """The file."""
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"",
            b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
            b"/Supplement 2>>/FontDescriptor 5 0 R/DW 1000>>",
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
            b"/Descent -120/CapHeight 880/StemV 93>>",
        ]
        kids = []
        for number, content in enumerate(self.pages, 1):
            stream = "\n".join(content).encode("ascii")
            objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
            content_at = len(objects)
            notes = []
            for entries, appearance in self.annotations.get(number, ()):
                drawn = b""
                if appearance:
                    objects.append(
                        b"<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 3 0 R>>>>/Length %d>>\n"
                        b"stream\n%s\nendstream" % (len(appearance), appearance.encode("ascii"))
                    )
                    drawn = b"/AP<</N %d 0 R>>" % len(objects)
                notes.append(b"<</Type/Annot%s%s>>" % (entries, drawn))
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>"
                b"/Annots[%s]>>" % (self.width, self.height, content_at, b" ".join(notes))
            )
            kids.append(b"%d 0 R" % len(objects))
        objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
        return pdf_bytes(objects)


def pdf_bytes(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects (the first is the catalog) with a right cross-reference table."""
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)
