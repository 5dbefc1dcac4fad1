"""Papers that people go on writing in: what a person changed is never overwritten or deleted."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from docx import Document

from invented_province import make_results
from luodi.batch.drafts import Drafts
from luodi.batch.ledger import append, recorded, verify
from luodi.publish.manuscript import Manuscript, set_in_type
from luodi.records import Results
from luodi.settings import Publishing


@pytest.fixture(scope="module")
def results() -> Results:
    return make_results(3, 1, 6)


def typed(manuscripts: Iterable[Manuscript]) -> Iterator[bytes]:
    return (set_in_type(manuscript.lines) for manuscript in manuscripts)


def run(out: Path, results: Results, sender: Publishing | None = None) -> list[str]:
    paths = Drafts(out).letters(results, Publishing() if sender is None else sender, typed)
    append(out, results.run, paths)
    return sorted(path.name for path in (out / "督办函").iterdir())


def without(results: Results, unit: str) -> Results:
    return results.replace(findings=tuple(f for f in results.findings if f.unit != unit))


def change(path: Path) -> bytes:
    document = Document(str(path))
    document.paragraphs[1].add_run("（办公室改）")
    document.save(str(path))
    return path.read_bytes()


def units(results: Results) -> list[str]:
    return sorted({f.unit for f in results.findings})


def test_the_letter_of_a_unit_without_problems_leaves(results: Results, tmp_path: Path) -> None:
    first, *others = units(results)
    assert run(tmp_path, results) == [f"{unit}.docx" for unit in (first, *others)]
    assert run(tmp_path, without(results, first)) == [f"{unit}.docx" for unit in others]


def test_a_letter_of_a_unit_all_of_whose_problems_were_refuted_leaves(results: Results, tmp_path: Path) -> None:
    first, *others = units(results)
    run(tmp_path, results)
    refuted = tuple(f.replace(standing="refuted") if f.unit == first else f for f in results.findings)
    assert run(tmp_path, results.replace(findings=refuted)) == [f"{unit}.docx" for unit in others]


def test_a_changed_letter_of_a_unit_without_problems_is_marked_and_kept(results: Results, tmp_path: Path) -> None:
    first, *others = units(results)
    run(tmp_path, results)
    theirs = change(tmp_path / "督办函" / f"{first}.docx")
    with pytest.warns(UserWarning, match="本次已无问题"):
        names = run(tmp_path, without(results, first))
    assert names == sorted([f"{first}（本次已无问题）.docx", *(f"{unit}.docx" for unit in others)])
    assert (tmp_path / "督办函" / f"{first}（本次已无问题）.docx").read_bytes() == theirs
    assert run(tmp_path, without(results, first)) == names


def test_a_changed_letter_stays_and_what_is_new_lies_beside_it(results: Results, tmp_path: Path) -> None:
    first = units(results)[0]
    before = run(tmp_path, results)
    theirs = change(tmp_path / "督办函" / f"{first}.docx")
    assert run(tmp_path, results) == before  # the same draft again: nothing new to tell
    with pytest.warns(UserWarning, match="原样保留"):
        assert run(tmp_path, results, Publishing(issuer="督查室")) == sorted([*before, f"{first}（重新生成）.docx"])
    assert (tmp_path / "督办函" / f"{first}.docx").read_bytes() == theirs
    change(tmp_path / "督办函" / f"{first}（重新生成）.docx")
    with pytest.warns(UserWarning, match="重新生成2"):
        assert f"{first}（重新生成2）.docx" in run(tmp_path, results, Publishing(issuer="另一处"))
    assert (tmp_path / "督办函" / f"{first}.docx").read_bytes() == theirs


def test_a_file_that_no_run_wrote_is_left_alone(results: Results, tmp_path: Path) -> None:
    first = units(results)[0]
    own = [tmp_path / "督办函" / name for name in ("说明.docx", f"{first}.docx")]
    own[0].parent.mkdir()
    for path in own:
        path.write_bytes(b"mine")
    with pytest.warns(UserWarning, match="原样保留"):
        names = run(tmp_path, results)
    assert {"说明.docx", f"{first}（重新生成）.docx"} <= set(names)
    assert [path.read_bytes() for path in own] == [b"mine", b"mine"]


def test_a_changed_letter_is_recorded_but_no_fault(results: Results, tmp_path: Path) -> None:
    run(tmp_path, results)
    change(tmp_path / "督办函" / f"{units(results)[0]}.docx")
    assert verify(tmp_path) == []
    assert recorded(tmp_path) == []


def test_the_report_that_somebody_changed_is_kept_too(tmp_path: Path, results: Results) -> None:
    path = tmp_path / "督导报告.docx"
    assert Drafts(tmp_path).put(path, b"first") == path
    append(tmp_path, results.run, [path])
    assert Drafts(tmp_path).put(path, b"second") == path
    path.write_bytes(b"theirs")
    with pytest.warns(UserWarning, match=r"督导报告（重新生成）\.docx"):
        beside = Drafts(tmp_path).put(path, b"third")
    assert beside is not None
    assert (path.read_bytes(), beside.read_bytes()) == (b"theirs", b"third")


def test_who_sends_a_letter_stands_in_it(results: Results, tmp_path: Path) -> None:
    run(tmp_path, results, Publishing(issuer="江澜省人民政府督查室", contact="张三，010-1234"))
    words = [p.text for p in Document(io.BytesIO(next((tmp_path / "督办函").iterdir()).read_bytes())).paragraphs]
    assert any("日前书面答复江澜省人民政府督查室：" in line for line in words)
    place = words.index("江澜省人民政府督查室")
    assert words[place + 2] == "（联系人：张三，010-1234）"
