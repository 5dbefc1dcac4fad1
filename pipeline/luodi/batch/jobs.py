"""What a run sends elsewhere, as jobs over text: files to read, dossiers to judge, and what takes long in writing."""

from __future__ import annotations

import base64
import gc
import json
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pydantic import Field

from luodi.records import Assessment, DocumentKind, DocumentRecord, Dossier, Finding, Record, Score
from luodi.settings import Settings

from .apart import Bulk, apart, whole
from .timing import stage

if TYPE_CHECKING:
    from luodi.score.rulings import Ruling


Job = Callable[[str], str]
"""What any worker can do."""


class Reading(Record):
    """The answer of ``read_document``: the slim records of a file, or why there are none.

    It is the first line of the answer; on each further line stands the bulk of one record, in their order.
    ``file`` is the place below the inbox where the file lay when it was read.
    """

    file: str = ""
    records: tuple[DocumentRecord, ...] | None = None
    code: str = ""
    message: str = ""


class Judgement(Record):
    """What reports say of tasks.

    ``marks`` are what the page marks in quoted sentences, by ``luodi.publish.page.marks.place``.
    """

    assessments: tuple[Assessment, ...] = ()
    marks: dict[str, list[tuple[int, int, int]]] = Field(default_factory=dict)


class Question(Record):
    """The request of ``judge_dossier``; below it stands, a line each, what completes its slim records: ``bulks`` are
    the ids of their documents.

    ``judgement`` is there where it was made before, ``answers`` are what people decided of findings and of
    single assessments.
    """

    dossier: Dossier
    bulks: tuple[str, ...]
    settings: Settings
    as_of: date
    judgement: Judgement | None = None
    answers: tuple[dict[str, Any], ...] = ()

    def complete(self, lines: Sequence[str]) -> Dossier:
        """The dossier with whole records, by the lines of their bulks."""
        bulks = dict(zip(self.bulks, map(_bulk, lines), strict=True))
        policy = self.dossier.policy
        return self.dossier.replace(
            policy=None if policy is None else whole(policy, bulks[policy.document_id]),
            documents=tuple(whole(slim, bulks[slim.document_id]) for slim in self.dossier.documents),
        )


_LARGE = 200_000
"""Characters of a bulk that is kept for the next dossier: a sheet of complaints comes with every policy that it may
concern."""


def _bulk(line: str) -> Bulk:
    return _large_bulk(line) if len(line) > _LARGE else Bulk.model_validate_json(line)


@lru_cache(maxsize=4)
def _large_bulk(line: str) -> Bulk:
    return Bulk.model_validate_json(line)


class Conclusion(Record):
    """Findings and scores of a judged dossier; ``code`` and ``message`` when it was lost."""

    findings: tuple[Finding, ...] = ()
    scores: tuple[Score, ...] = ()
    code: str = ""
    message: str = ""


def get_ready(after: str) -> None:
    """Import what comes next after a job, by its module and name, while the parent looks at the answer.

    After reading, dossiers are judged.
    """
    if after.endswith((":read_document", ":do_group")):
        for name in ("luodi.checks", "luodi.compare.assessing", "luodi.score.scoring"):
            import_module(name)


def load_for_papers(request: str) -> str:
    """Import what writing takes, in a worker that would have nothing to do; the request says nothing."""
    for name in ("docx", "xlsxwriter", "luodi.publish"):
        import_module(name)
    return request


def group(job: Job, requests: Sequence[str]) -> tuple[Job, str]:
    """Several jobs as one, which saves what sending each takes; ``answers_of`` takes its answer apart."""
    return do_group, json.dumps([job.__name__, *requests], ensure_ascii=False)


def answers_of(answer: str) -> list[str]:
    """The answers to the requests of a group, in their order."""
    answers: list[str] = json.loads(answer)
    return answers


def do_group(request: str) -> str:
    """Do the jobs of a group one after the other."""
    name, *requests = json.loads(request)
    job: Job = {job.__name__: job for job in (read_document, judge_dossier)}[name]
    return json.dumps([job(one) for one in requests], ensure_ascii=False)


def read_document(request: str) -> str:
    """Read one file into records: ``{path, root, settings}`` -> a ``Reading`` and, line by line, its records' bulk.

    This is the boundary that quarantines a file: the only place where every error is caught.
    """
    from luodi.ingest import below

    asked: dict[str, Any] = json.loads(request)
    path, root = Path(asked["path"]), Path(asked["root"])
    try:
        settings = Settings.model_validate(asked["settings"])
        records = process(path, root=root, settings=settings)
        halves = [apart(record) for record in records]
        slim = Reading(file=below(path, root), records=tuple(record for record, _ in halves))
        return "\n".join(part.model_dump_json(exclude_defaults=True) for part in (slim, *(bulk for _, bulk in halves)))
    except Exception as error:
        code, message = getattr(error, "code", None), getattr(error, "message", None) or str(error)
        if not isinstance(code, str):
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            code = "internal"
            where = f"{kind} in {Path(place.filename).name}:{place.lineno}"
            message = f"程序处理此文件时出错，请把文件交给维护者（internal error {where}）"
        return Reading(file=below(path, root), code=code, message=message).model_dump_json(exclude_defaults=True)


def process(path: Path, *, root: Path | None, settings: Settings) -> list[DocumentRecord]:
    """The first map: read, structure, cover personal data in complaints, extract. Raises luodi.ingest.ReadError."""
    from luodi.ingest import read
    from luodi.language import extract
    from luodi.structure import structure
    from luodi.text.masking import masked

    with stage("parse"):
        read_records = read(path, root=root, settings=settings)
    records = []
    for record in read_records:
        with stage("structure"):
            structured = masked(structure(record))
        with stage("extract"):
            records.append(extract(structured))
    return records


def read_again(request: str) -> str:
    """Read a document as one of another kind: the kind, a slim record and its bulk, line by line -> both halves."""
    from luodi.dossier import read_as

    kind, slim, bulk = request.split("\n")
    record = whole(DocumentRecord.model_validate_json(slim), Bulk.model_validate_json(bulk))
    with stage("extract"):
        halves = apart(read_as(record, cast(DocumentKind, kind)))
    return "\n".join(half.model_dump_json(exclude_defaults=True) for half in halves)


def liken(request: str) -> str:
    """Two texts in a JSON list -> how far they speak of the same matter, a number."""
    from luodi.text.words import matter_likeness

    with stage("extract"):
        return repr(matter_likeness(*json.loads(request)))


def judge_dossier(request: str) -> str:
    """Judge, check and score a dossier: a ``Question`` with bulks -> a ``Judgement``, a line end and a ``Conclusion``.

    Before the line end stands nothing where the question holds the judgement. What a reviewer confirmed or refuted
    (``answers``, and sheets of replies in the dossier) stands with the finding.
    """
    from luodi.checks import check
    from luodi.score import score
    from luodi.score.replies import Answer, answers, heed
    from luodi.score.rulings import overruled

    question, *bulks = request.split("\n")
    asked = Question.model_validate_json(question)
    dossier, settings = asked.complete(bulks), asked.settings
    judgement = _judged(dossier, settings, asked.as_of) if asked.judgement is None else asked.judgement
    assessments = overruled(judgement.assessments, rulings_in(asked.answers))
    given = [Answer(**answer) for answer in asked.answers if "finding_id" in answer]
    given += answers(dossier.documents)
    with stage("check"):
        findings = heed(check(dossier, assessments, settings, asked.as_of), given)
    with stage("score"):
        scores = score(dossier, assessments, findings, settings)
    made = judgement.model_dump_json() if asked.judgement is None else ""
    return f"{made}\n{Conclusion(findings=tuple(findings), scores=tuple(scores)).model_dump_json()}"


def rulings_in(answers: Iterable[Mapping[str, str]]) -> list[Ruling]:
    """Those of people's answers that decide a single assessment."""
    from luodi.score.rulings import Ruling

    return [Ruling(**answer) for answer in answers if "assessment_id" in answer]


def _judged(dossier: Dossier, settings: Settings, as_of: date) -> Judgement:
    from luodi.compare import assess
    from luodi.publish.page.marks import evidence_marks

    with stage("assess"):
        assessments = tuple(assess(dossier, settings, as_of))
    return Judgement(assessments=assessments, marks=evidence_marks(assessments, dossier.documents))


def make_workbook(request: str) -> str:
    """A packed ``luodi.publish.sheets.Book`` -> the workbook's bytes in base 64."""
    from luodi.publish.packed import unpack
    from luodi.publish.sheets import made

    with stage("workbook"):
        return base64.b64encode(made(unpack(request))).decode("ascii")


def set_paper(request: str) -> str:
    """A squeezed manuscript, before its lines the words of its title as far as they are known -> these words, and the
    document's bytes in base 64, as JSON."""
    from luodi.publish.manuscript import set_in_type
    from luodi.publish.packed import spread
    from luodi.text.words import words_of

    with stage("papers"):
        lines = spread(request)
        words: list[str] = next(lines)

        def cut(title: str) -> list[str]:
            if not words:
                words.extend(words_of(title))
            return words

        content = set_in_type(lines, cut)
        gc.collect(0)  # a document is a ring of few objects with large trees, and a run looks for rings seldom
        return json.dumps([words, base64.b64encode(content).decode("ascii")], ensure_ascii=False)
