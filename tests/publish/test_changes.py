"""What changed since the last run: the same answer however often the same results are written."""

from __future__ import annotations

from pathlib import Path

from luodi.publish import write
from luodi.publish.changes import since_last
from luodi.records import Results


def _tree(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def _later(results: Results) -> Results:
    first, second, *rest = results.findings
    new = first.replace(finding_id="f" * 16)
    return results.replace(findings=(new, second.replace(severity="high", reason="重了"), *rest))


def test_a_first_run_has_nothing_to_compare_with(results: Results, tmp_path: Path) -> None:
    assert since_last(results, tmp_path) is None


def test_new_graver_and_gone_problems_are_told(results: Results, tmp_path: Path) -> None:
    mild = results.replace(findings=tuple(f.replace(severity="low") for f in results.findings))
    write(mild, tmp_path)
    changes = since_last(_later(mild), tmp_path)
    assert changes is not None
    assert changes.new == ("f" * 16,)
    assert changes.graver == (mild.findings[1].finding_id,)
    assert [g["reason"] for g in changes.gone] == [mild.findings[0].reason]


def test_judgements_and_scores_that_moved_are_told(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path)
    one, two, *_ = (a for a in results.assessments if a.status == "implemented" and not a.abstained)
    now = results.replace(
        assessments=tuple(
            a.replace(status="omitted", evidence=(), evidence_spans=())
            if a == one
            else a.replace(abstained=True)
            if a == two
            else a
            for a in results.assessments
        ),
        scores=(results.scores[0].replace(score=0.0, low=0.0), *results.scores[1:]),
    )
    changes = since_last(now, tmp_path)
    assert changes is not None
    moved = {m.assessment_id: (m.before, m.now) for m in changes.moved}
    assert moved == {one.assessment_id: ("implemented", "omitted"), two.assessment_id: ("implemented", "unsure")}
    assert [(s.unit, s.now) for s in changes.scores] == [(results.scores[0].unit, 0.0)]


def test_writing_the_same_results_again_changes_no_byte(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path)
    write(_later(results), tmp_path)
    once = _tree(tmp_path)
    write(_later(results), tmp_path)
    assert _tree(tmp_path) == once
    assert "新出现" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_an_interrupted_run_ends_as_an_undisturbed_one(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path / "a")
    write(results, tmp_path / "b")
    write(_later(results), tmp_path / "a")
    since_last(_later(results), tmp_path / "b")  # killed after this, before any table was written
    write(_later(results), tmp_path / "b")
    assert _tree(tmp_path / "a") == _tree(tmp_path / "b")
