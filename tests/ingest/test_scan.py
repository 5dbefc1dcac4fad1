"""Scans: said to be so where nothing can recognise them; red seals lifted off; recognised marks made Chinese again."""

from __future__ import annotations

import io
import sys
from types import ModuleType, SimpleNamespace

import numpy
import pytest
from PIL import Image

from luodi.ingest import ReadError, read_bytes, scan
from luodi.settings import Reading, Settings
from office_files import pdf_bytes

NO_OCR = Settings(reading=Reading(ocr=False))


def picture(width: int = 827, height: int = 1169) -> Image.Image:
    return Image.new("RGB", (width, height), "white")


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def scanned_pdf() -> bytes:
    stream = b"q 595 0 0 842 0 0 cm /I Do Q"
    pixel = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    return pdf_bytes(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
            pixel + b"\nstream\n\xff\nendstream",
        ]
    )


def test_picture_without_ocr_says_what_is_needed() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(png(picture()), "a.png", settings=NO_OCR)
    assert caught.value.code == "needs_ocr"


def test_scanned_pdf_without_ocr_is_unreadable_not_empty() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(scanned_pdf(), "a.pdf", settings=NO_OCR)
    assert caught.value.code == "unreadable"


def with_engine(monkeypatch: pytest.MonkeyPatch, lines: list[tuple[str, float, float, float]]) -> None:
    """A recogniser that always finds these lines: words, left, top and certainty; 20 pixels high, a character each."""
    boxes = [
        numpy.array([[x, y], [x + 20 * len(t), y], [x + 20 * len(t), y + 22], [x, y + 22]]) for t, x, y, _ in lines
    ]
    found = SimpleNamespace(boxes=boxes, txts=[line[0] for line in lines], scores=[line[3] for line in lines])
    monkeypatch.setitem(sys.modules, "rapidocr", ModuleType("rapidocr"))
    monkeypatch.setattr(scan, "_engine", lambda: lambda pixels: found)
    monkeypatch.setattr(scan, "find_spec", lambda name: object())


def test_recognised_lines_become_paragraphs_with_chinese_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [("农业农村(农牧)厅(局、委):", 100, 300, 0.99), ("不确定的字", 100, 700, 0.2), ("-1-", 400, 1110, 0.9)]
    with_engine(monkeypatch, words)
    record = read_bytes(png(picture()), "a.png")[0]
    assert record.text == "农业农村（农牧）厅（局、委）："
    assert [w.code for w in record.warnings] == ["scan_page"]


def test_a_red_seal_is_bleached_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with_engine(monkeypatch, [("云岭市人民政府", 500, 800, 0.9)])
    image = picture()
    pixels = numpy.array(image)
    y, x = numpy.mgrid[: pixels.shape[0], : pixels.shape[1]]
    pixels[abs(numpy.hypot(x - 560, y - 800) - 160) < 6] = (220, 20, 20)
    pixels[100:130, 100:700] = (220, 20, 20)
    record = read_bytes(png(Image.fromarray(pixels)), "a.png")[0]
    assert "seal" in [w.code for w in record.warnings]
    assert scan._lift_seal(pixels, 827 / (827 * 72 / 200)) is True
    assert (pixels[795:805, 715:725, 0] == pixels[795:805, 715:725, 1]).all()
    assert tuple(pixels[110, 200]) == (220, 20, 20)


def test_a_cut_picture_is_truncated(monkeypatch: pytest.MonkeyPatch) -> None:
    with_engine(monkeypatch, [])
    data = png(Image.effect_noise((300, 300), 50).convert("RGB"))
    with pytest.raises(ReadError) as caught:
        read_bytes(data[: len(data) // 2], "a.png")
    assert caught.value.code in ("truncated", "corrupt")


def test_a_huge_picture_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    with_engine(monkeypatch, [])
    monkeypatch.setattr(scan, "_MAX_PIXELS", 10_000)
    with pytest.raises(ReadError) as caught:
        read_bytes(png(picture(200, 200)), "a.png")
    assert caught.value.code in ("too_large", "corrupt")
