"""The analysts' door: luodi's findings as a spaCy ``zh`` pipeline, built on the same functions as ``extract``.

Components are spaCy factories registered by entry points (pyproject.toml), so that ``spacy.load``, ``nlp.pipe`` and
displaCy work as anywhere. Spans lie in ``doc.spans`` under ``deadlines``, ``quantities``, ``units`` and ``tasks``; the
values behind them in ``span._.value``, ``doc._.tasks`` and ``doc._.statements``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, filter_spans, registry
from spacy.vocab import Vocab

from luodi.records import Deadline, DocumentRecord, Quantity, Record, Statement, Task
from luodi.structure import structure
from luodi.text.plain_record import text_record
from luodi.text.sentences import sentence_spans
from luodi.text.words import words_of

from .deadlines import find_deadlines
from .quantities import find_quantities
from .statements.assemble import find_statements
from .tasks.assemble import find_tasks
from .units.mentions import actor_spans

_RECORD, _REFERENCE, _TASKS, _STATEMENTS, _VALUE = (
    "luodi:record",
    "luodi:reference",
    "luodi:tasks",
    "luodi:statements",
    "luodi:value:",
)
COMPONENTS = (
    "luodi_sentences",
    "luodi_deadlines",
    "luodi_quantities",
    "luodi_units",
    "luodi_tasks",
    "luodi_statements",
)


def nlp(*, exclude: Sequence[str] = ()) -> Language:
    """A new pipeline; ``exclude`` names components to leave out.

    >>> doc = nlp()("各市应当于2024年6月底前制定实施细则。")
    >>> [span.text for span in doc.spans["deadlines"]], [task.lead for task in doc._.tasks]
    (['2024年6月底前'], [('各市',)])
    """
    pipeline = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "luodi.jieba.v1"}}})
    for name in COMPONENTS:
        if name not in exclude:
            pipeline.add_pipe(name)
    return pipeline


def doc_of(record: DocumentRecord, pipeline: Language) -> Doc:
    """A record's text as a Doc that knows its outline, tables and date, for ``pipeline(doc)`` or ``pipeline.pipe``."""
    doc = pipeline.make_doc(record.text)
    doc.user_data[_RECORD] = record.model_dump_json()
    if record.issue_date is not None:
        doc.user_data[_REFERENCE] = record.issue_date.isoformat()
    return doc


class JiebaTokenizer(DummyTokenizer):
    """Words by a ``jieba.Tokenizer`` of its own; in jieba's global one, one user's words change another's."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Words whose texts add up to ``text``, so that character offsets stay true."""
        words = words_of(text) if text else []
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def __reduce__(self) -> tuple[Any, ...]:
        return JiebaTokenizer, (self.vocab,)


@registry.tokenizers("luodi.jieba.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """The tokenizer's factory for spaCy configurations."""
    return _tokenizer_for


def _tokenizer_for(pipeline: Language) -> JiebaTokenizer:
    return JiebaTokenizer(pipeline.vocab)


@Language.component("luodi_sentences")
def sentences_component(doc: Doc) -> Doc:
    """Sentence starts as docs/labels.md cuts them (。！？； outside brackets, and line ends)."""
    starts = {start for start, _ in sentence_spans(doc.text)}
    _split_at(doc, starts)
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
    return doc


@Language.component("luodi_deadlines")
def deadlines_component(doc: Doc) -> Doc:
    """``doc.spans["deadlines"]``: labelled by kind, the Deadline in ``span._.value``."""
    found = find_deadlines(doc.text, reference=doc._.reference)
    return _put(doc, "deadlines", [(d.begin, d.stop, d.kind, d) for d in found])


@Language.component("luodi_quantities")
def quantities_component(doc: Doc) -> Doc:
    """``doc.spans["quantities"]``: labelled ``quantity``, the Quantity in ``span._.value``."""
    return _put(doc, "quantities", [(q.begin, q.stop, "quantity", q) for q in find_quantities(doc.text)])


@Language.component("luodi_units")
def units_component(doc: Doc) -> Doc:
    """``doc.spans["units"]``: every naming of a unit of government, labelled ``unit``."""
    text = doc.text
    found = [(start, end, "unit", text[start:end]) for start, end in actor_spans(text)]
    return _put(doc, "units", found)


@Language.component("luodi_tasks")
def tasks_component(doc: Doc) -> Doc:
    """``doc._.tasks`` and ``doc.spans["tasks"]``: the text read as a policy, spans labelled by strength."""
    tasks = find_tasks(_record(doc))
    doc.user_data[_TASKS] = [_plain(task) for task in tasks]
    return _put(doc, "tasks", [(t.start, t.end, t.strength, t) for t in tasks])


@Language.component("luodi_statements")
def statements_component(doc: Doc) -> Doc:
    """``doc._.statements``: the text read as a report; also fills ``doc.ents`` for displaCy."""
    doc.user_data[_STATEMENTS] = [_plain(statement) for statement in find_statements(_record(doc))]
    named = [span for key in ("deadlines", "quantities", "units") for span in doc.spans.get(key, ())]
    doc.ents = filter_spans(named)
    return doc


def _record(doc: Doc) -> DocumentRecord:
    known = doc.user_data.get(_RECORD)
    if known is not None:
        return DocumentRecord.model_validate_json(known)
    read = structure(text_record("", doc.text))
    return read if doc._.reference is None else read.replace(issue_date=doc._.reference)


def _plain(value: Any) -> Any:
    """A value as JSON has it: Docs travel between processes and into DocBin as bytes."""
    return value.model_dump(mode="json") if isinstance(value, Record) else value


def _put(doc: Doc, key: str, found: Iterable[tuple[int | None, int | None, str, Any]]) -> Doc:
    placed = [
        (begin, stop, label, value) for begin, stop, label, value in found if begin is not None and stop is not None
    ]
    _split_at(doc, {place for begin, stop, _, _ in placed for place in (begin, stop)})
    spans = []
    for begin, stop, label, value in placed:
        span = doc.char_span(begin, stop, label=label)
        if span is not None:
            doc.user_data[f"{_VALUE}{label}:{begin}:{stop}"] = _plain(value)
            spans.append(span)
    doc.spans[key] = spans
    return doc


def _split_at(doc: Doc, places: set[int]) -> None:
    """Cut words at places where a finding begins or ends: jieba's words cut nearly one span in ten otherwise."""
    with doc.retokenize() as retokenizer:
        for token in doc:
            inside = sorted(p - token.idx for p in places if token.idx < p < token.idx + len(token))
            if inside:
                cuts = [0, *inside, len(token)]
                pieces = [token.text[a:b] for a, b in pairwise(cuts)]
                retokenizer.split(token, pieces, heads=[(token, i) for i in range(len(pieces))])


def _value(span: Span) -> Any:
    plain = span.doc.user_data.get(f"{_VALUE}{span.label_}:{span.start_char}:{span.end_char}")
    if not isinstance(plain, dict):
        return plain
    kind = Quantity if span.label_ == "quantity" else Task if "task_id" in plain else Deadline
    return kind.model_validate(plain)


def _tasks(doc: Doc) -> tuple[Task, ...]:
    return tuple(Task.model_validate(plain) for plain in doc.user_data.get(_TASKS, ()))


def _statements(doc: Doc) -> tuple[Statement, ...]:
    return tuple(Statement.model_validate(plain) for plain in doc.user_data.get(_STATEMENTS, ()))


def _reference(doc: Doc) -> date | None:
    written = doc.user_data.get(_REFERENCE)
    return None if written is None else date.fromisoformat(written)


def _refer(doc: Doc, day: date | None) -> None:
    doc.user_data[_REFERENCE] = None if day is None else day.isoformat()


# getters over plain user data: what an extension holds must survive Doc.to_bytes
Doc.set_extension("tasks", getter=_tasks, force=True)
Doc.set_extension("statements", getter=_statements, force=True)
Doc.set_extension("reference", getter=_reference, setter=_refer, force=True)
Span.set_extension("value", getter=_value, force=True)
