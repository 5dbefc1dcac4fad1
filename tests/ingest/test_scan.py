"""Scans: said to be so where nothing can recognise them; red seals lifted off; recognised marks made Chinese again."""

from __future__ import annotations

import io
import sys
from types import ModuleType, SimpleNamespace

import numpy
import pytest
from PIL import Image, ImageDraw

from luodi.ingest import ReadError, read_bytes, recognition, scan, strokes
from luodi.ingest.lines import Line
from luodi.ingest.ruling import Drawing, ruled_tables
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


class Recogniser:
    """Finds black blocks of the drawn lines and gives each line its words: (words, left, top, certainty)."""

    def __init__(self, lines: list[tuple[str, float, float, float]]) -> None:
        self.lines = lines
        self.asked = 0

    def __call__(self, pixels: numpy.ndarray, *, use_det: bool, use_cls: bool, use_rec: bool) -> SimpleNamespace:
        if use_det:
            share = recognition._FINDING
            corners = [(x, y, x + 20 * len(t), y + 22) for t, x, y, _ in self.lines]
            boxes = [numpy.array([[a, b], [c, b], [c, d], [a, d]]) * share for a, b, c, d in corners]
            return SimpleNamespace(boxes=boxes)
        text, _, _, sure = self.lines[self.asked]
        self.asked += 1
        return SimpleNamespace(txts=(text,), scores=(sure,))


def drawn(lines: list[tuple[str, float, float, float]]) -> Image.Image:
    """A page with a grey block for each character."""
    image = picture()
    pen = ImageDraw.Draw(image)
    for text, x, y, _ in lines:
        for n in range(len(text)):
            pen.rectangle((x + 20 * n + 1, y + 2, x + 20 * n + 18, y + 20), fill=(40, 40, 40))
    return image


def with_engine(monkeypatch: pytest.MonkeyPatch, lines: list[tuple[str, float, float, float]]) -> Image.Image:
    """A recogniser that finds these lines, and the page that shows them."""
    monkeypatch.setitem(sys.modules, "rapidocr", ModuleType("rapidocr"))
    monkeypatch.setattr(recognition, "_engine", lambda: Recogniser(lines))
    monkeypatch.setattr(scan, "find_spec", lambda name: object())
    return drawn(lines)


def test_recognised_lines_become_paragraphs_with_chinese_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [("农业农村(农牧)厅(局、委):", 100, 300, 0.99), ("不确定的字", 100, 700, 0.2), ("-1-", 400, 1110, 0.9)]
    record = read_bytes(png(with_engine(monkeypatch, words)), "a.png")[0]
    assert record.text == "农业农村（农牧）厅（局、委）："
    assert [w.code for w in record.warnings] == ["scan_page"]


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [
        ("云政发(2024]5号", "云政发〔2024〕5号"),
        ("(2024一2026年)", "（2024—2026年）"),
        ("新增 12 座", "新增12座"),
        ("GDP growth (2024)", "GDP growth (2024)"),
        ("一是12:30开会", "一是12:30开会"),
    ],
)
def test_marks_are_written_as_in_chinese(recognised: str, meant: str) -> None:
    assert recognition.as_written(recognised) == meant


@pytest.mark.parametrize("degrees", [-1.7, -0.4, 0.0, 1.2])
def test_a_page_laid_askew_is_set_straight(degrees: float) -> None:
    image = drawn([("字" * 30, 100, 100 + 40 * n, 1.0) for n in range(20)])
    askew = numpy.array(image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white"))
    assert strokes.slant(askew) == pytest.approx(degrees, abs=0.06)
    assert strokes.slant(scan._turned(askew, strokes.slant(askew))) == pytest.approx(0.0, abs=0.16)


def table_picture() -> Image.Image:
    """A table of two rows and three columns, with words as long as the first two cells of the second row."""
    image = picture()
    pen = ImageDraw.Draw(image)
    for y in (300, 360, 420):
        pen.line((100, y, 700, y), fill="black", width=2)
    for x in (100, 300, 500, 700):
        pen.line((x, 300, x, 420), fill="black", width=2)
    return image


def test_strokes_of_a_table_make_its_cells_and_are_painted_over() -> None:
    image = table_picture()
    ImageDraw.Draw(image).rectangle((150, 600, 210, 604), fill="black")  # 一 in a large type stays
    pixels = numpy.array(image)
    scale, drawing = 200 / 72, Drawing([], [], [])
    found = strokes.rules(pixels, scale)
    strokes.draw(found, scale, drawing)
    (table,) = ruled_tables(drawing)
    assert [len(row) for row in table.rows] == [3, 3]
    strokes.paint_over(pixels, found, [table.box], scale)
    assert pixels[290:430].min() == 255
    assert pixels[602, 180].max() == 0


def test_a_recognised_line_over_two_cells_is_cut_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [("序号任务责任单位", 290 - 80, 320, 0.9), ("", 0, 0, 0.9)]
    with_engine(monkeypatch, found)
    engine = Recogniser(found[:1])
    answers = iter(["序号任务", "责任单位", "7"])
    say = SimpleNamespace
    monkeypatch.setattr(
        recognition,
        "_engine",
        lambda: (
            lambda pixels, **how: engine(pixels, **how) if how["use_det"] else say(txts=(next(answers),), scores=(0.9,))
        ),
    )
    image = table_picture()
    pen = ImageDraw.Draw(image)
    for left in (212, 302):
        pen.rectangle((left, 322, left + 66, 340), fill=(40, 40, 40))
    pen.rectangle((590, 380, 598, 398), fill=(40, 40, 40))  # a figure that the recogniser does not find by itself
    record = read_bytes(png(image), "a.png")[0]
    assert record.text == "|序号任务|责任单位||\n|||7|"


def test_white_wider_than_a_character_parts_a_line() -> None:
    pixels = numpy.array(drawn([("办公厅", 100, 300, 1.0), ("印发", 200, 300, 1.0)]))
    pieces = strokes.cut_at_gaps(pixels, (95.0, 298.0, 245.0, 322.0))
    assert [(round(a), round(b)) for a, _, b, _ in pieces] == [(95, 180), (180, 245)]


def test_measured_sizes_are_settled() -> None:
    def line(text: str, size: float) -> Line:
        return Line(text, 1, 0.0, 9.0, 0.0, size, "", "", None, False, 1.0)

    lines = [line("各县要在六月底前建成十二座" * 2, 15.8), line("并向社会公开建设进度", 16.9), line("元。", 19.0)]
    lines.append(line("关于加强公共浴室建设的通知", 22.3))
    recognition.settle_sizes(lines)
    assert [each.size for each in lines] == [15.8, 15.8, 15.8, 22.3]


def test_a_red_seal_is_bleached_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    image = with_engine(monkeypatch, [("云岭市人民政府", 500, 800, 0.9)])
    pixels = numpy.array(image)
    y, x = numpy.mgrid[: pixels.shape[0], : pixels.shape[1]]
    pixels[abs(numpy.hypot(x - 560, y - 800) - 160) < 6] = (220, 20, 20)
    pixels[100:130, 100:700] = (220, 20, 20)
    record = read_bytes(png(Image.fromarray(pixels)), "a.png")[0]
    assert "seal" in [w.code for w in record.warnings]
    assert strokes.lift_seals(pixels, 200 / 72) is True
    assert (pixels[795:805, 715:725] > 200).all()
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


def celled(*, noise: bool) -> Image.Image:
    """A table of two rows of two cells; a dash stands in the last, a serifed 一 in the one above it."""
    image = picture()
    pen = ImageDraw.Draw(image)
    for x in (100, 300, 500):
        pen.line((x, 200, x, 320), fill=(0, 0, 0), width=2)
    for y in (200, 260, 320):
        pen.line((100, y, 500, y), fill=(0, 0, 0), width=2)
    for y in (217, 277):
        for x in (121, 141):
            pen.rectangle((x, y, x + 17, y + 18), fill=(40, 40, 40))
    pen.rectangle((385, 229, 417, 232), fill=(30, 30, 30))
    pen.polygon([(412, 229), (417, 221), (422, 229)], fill=(30, 30, 30))
    pen.rectangle((383, 289, 416, 291), fill=(30, 30, 30))
    if noise:
        pixels = numpy.array(image)
        chance = numpy.random.default_rng(5)
        pixels[chance.random(pixels.shape[:2]) < 0.002] = 40
        image = Image.fromarray(pixels)
    return image


@pytest.mark.parametrize(("unread", "sure"), [("一", 0.9), ("", 0.0)])
@pytest.mark.parametrize("noise", [False, True])
def test_a_dash_alone_in_a_cell_is_a_dash_whatever_recognition_says(
    monkeypatch: pytest.MonkeyPatch, noise: bool, unread: str, sure: float
) -> None:
    with_engine(
        monkeypatch, [("任务", 120, 215, 0.9), ("时限", 120, 275, 0.9), ("一", 383, 215, 0.9), (unread, 0, 0, sure)]
    )
    text = read_bytes(png(celled(noise=noise)), "a.png")[0].text
    assert text == "|任务|一|\n|时限|—|"
    assert strokes.dash_box(numpy.array(celled(noise=noise)), (305, 205, 495, 255)) is None


def test_grains_of_noise_do_not_stretch_the_ink_of_a_cell() -> None:
    pixels = numpy.full((60, 200, 3), 250, dtype=numpy.uint8)
    pixels[20:44, 90:102] = 30
    pixels[5:6, 5:7] = 30
    pixels[55, 180] = 30
    assert strokes.ink_box(pixels, (0, 0, 200, 60), margin=2) == (84, 14, 108, 50)
