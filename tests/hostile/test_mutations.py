"""T21: mutated files end in a record or a ReadError, never in anything else (``benchmarks/fuzz.py`` runs more)."""

from __future__ import annotations

import random

import pytest

from luodi.ingest import ReadError, read_bytes
from luodi.settings import Reading, Settings
from office_files import Pdf, docx, ofd, ofd_text, paragraph, table

SETTINGS = Settings(reading=Reading(ocr=False, legacy_office=False))
SEEDS = {
    "a.pdf": Pdf()
    .page()
    .grid([78, 200, 400], [700, 670, 640], [["序号", "任务"], ["1", "建浴室"]])
    .text("正文。", 78, 600)
    .bytes(),
    "a.docx": docx(paragraph("正文。") + table([["序号", "任务"], ["1", "建浴室"]])),
    "a.ofd": ofd([ofd_text("正文。", 28, 60)]),
    "a.html": "<html><body><table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table><p>正文。</body></html>".encode(),
    "a.csv": '编号,内容\n1,"正文"\n'.encode("gbk"),
    "a.eml": b"From: a@b.cn\r\nSubject: =?gbk?B?sai45g==?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=gbk\r\n\r\n\xd5\xfd\xce\xc4",
}


@pytest.mark.parametrize("name", SEEDS)
def test_mutations_are_survived(name: str) -> None:
    chance = random.Random(name)
    for _ in range(60):
        data = bytearray(SEEDS[name])
        for _ in range(chance.choice((1, 3, 10, 40))):
            place = chance.randrange(len(data))
            data[place : place + chance.choice((1, 1, 1, 8))] = bytes(
                chance.choices(range(256), k=chance.choice((0, 1, 2)))
            )
            if not data:
                break
        try:
            read_bytes(bytes(data), name, settings=SETTINGS)
        except ReadError:
            continue
