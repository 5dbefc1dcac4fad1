"""T19: reading does not depend on the time zone, the locale or the console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import luodi
from office_files import docx, paragraph

CODE = (
    "import sys; from luodi.ingest import read;sys.stdout.buffer.write(read(sys.argv[1])[0].model_dump_json().encode())"
)


@pytest.mark.parametrize(
    "extra", [{"TZ": "America/New_York"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONHASHSEED": "7"}]
)
def test_same_record_anywhere(tmp_path: Path, extra: dict[str, str]) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(docx(paragraph("一、总体要求") + paragraph("２０２４年6月底前建成。")))

    def record(env: dict[str, str]) -> bytes:
        path = str(Path(luodi.__file__).parent.parent)
        return subprocess.run(
            [sys.executable, "-c", CODE, str(file)],
            env={**os.environ, "PYTHONPATH": path, **env},
            capture_output=True,
            check=True,
        ).stdout

    assert record(extra) == record({})
