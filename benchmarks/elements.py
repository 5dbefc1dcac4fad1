"""How well elements, kinds, references and outlines are read, field by field.

    python benchmarks/elements.py corpora/cases [--held-out] [--all] [--inbox] [--annotated DIR] [--manifest CSV]
                                  [--errors FIELD]

Reads each case's ``src`` texts as ingest's plain reader does (or its ``inbox``) and compares with
``gold/documents.jsonl`` and the paths of ``gold/tasks.jsonl``. Prints one line a field: right, of how many, share; with
``--all`` a line a part (worlds used for building, held-out ones, annotated real documents) with figures only.
``--manifest`` compares with a list of real documents whose columns (path, kind, title, doc_number) are only partly
reliable: its kinds are coarse (local is policy, rules or forward; report may be inspection), titles often short.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path

from luodi.ingest.reading import read_bytes
from luodi.learn.gold import csv_rows, json_rows, load_case
from luodi.learn.split import worlds
from luodi.records import DocumentRecord, Reference
from luodi.structure import structure
from luodi.text.doc_number import same_doc_number
from luodi.text.title_names import same_title
from luodi.text.titles import normal_title


def as_record(name: str, text: str) -> DocumentRecord:
    """A text or CSV as ingest reads it."""
    return read_bytes(text.encode("utf-8"), name)[0]


def from_inbox(folder: Path, file: str) -> DocumentRecord | None:
    """The document of a case's inbox with this name, whatever its format; None when there is none."""
    from luodi.ingest import read

    stem = file.rsplit(".", 1)[0]
    for path in sorted((folder / "inbox").glob(f"{stem}.*")):
        return read(path, root=folder / "inbox")[0]
    return None


def _compare(gold: dict, found: DocumentRecord) -> dict[str, bool]:
    return {
        "title": normal_title(gold["title"]) == normal_title(found.title),
        "doc_number": same_doc_number(gold["doc_number"], found.doc_number) or gold["doc_number"] == found.doc_number,
        "issuer": set(gold["issuer"]) == set(found.issuer),
        "issue_date": gold["issue_date"] == (found.issue_date.isoformat() if found.issue_date else None),
        "addressees": set(gold["addressees"]) == set(found.addressees),
        "urgency": gold["urgency"] == found.urgency,
        "genre": gold["genre"] == found.genre,
        "kind": gold["kind"] == found.kind,
    }


def _same_reference(gold: dict, found: Reference) -> bool:
    if gold["relation"] != found.relation:
        return False
    if gold["doc_number"] and found.doc_number:
        return same_doc_number(gold["doc_number"], found.doc_number)
    return same_title(gold["title"], found.title) or normal_title(gold["title"]) == normal_title(found.title) != ""


MANIFEST_KINDS = {
    "policy": {"policy", "rules", "forward"},
    "local": {"policy", "rules", "forward"},
    "plan": {"policy", "rules"},
    "report": {"report", "inspection", "rectification"},
}


def measure_manifest(manifest: Path, tally: Tally) -> None:
    """Add the texts of a list of real documents to a tally: title, number and (coarse) kind."""
    for row in csv_rows(manifest):
        if not row["path"].endswith(".txt") or row["kind"] not in MANIFEST_KINDS:
            continue
        data = (manifest.parent / row["path"]).read_bytes()
        found = structure(read_bytes(data, row["path"])[0])
        title = same_title(row["title"], found.title) or normal_title(row["title"]) == normal_title(found.title)
        tally.add("title", title, f"{row['path']}: {row['title']} found {found.title}")
        if row["doc_number"]:
            right = same_doc_number(row["doc_number"], found.doc_number)
            tally.add("doc_number", right, f"{row['path']}: {row['doc_number']} found {found.doc_number}")
        right = found.kind in MANIFEST_KINDS[row["kind"]]
        tally.add("kind", right, f"{row['path']}: {row['kind']} found {found.kind}")


class Tally:
    """Counts of right and wrong by field, with the wrong ones kept for reading."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.errors: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, field: str, right: bool, note: str) -> None:
        self.total[field] += 1
        self.right[field] += right
        if not right:
            self.errors[field].append(note)

    def show(self) -> None:
        for field in self.total:
            share = self.right[field] / max(1, self.total[field])
            print(f"  {field:14} {self.right[field]:5} / {self.total[field]:5}  {share:.4f}")


def measure(documents: list[tuple[str, dict, DocumentRecord]], tasks: dict[str, list[dict]], tally: Tally) -> None:
    """Add one case's documents (name, gold row, structured record) and the paths of its tasks to a tally."""
    for name, gold, found in documents:
        for field, right in _compare(gold, found).items():
            value = getattr(found, field)
            tally.add(field, right, f"{name}: gold {gold.get(field)} found {value}")
        left = list(found.refers_to)
        for ref in gold["refers_to"]:
            hit = next((r for r in left if _same_reference(ref, r)), None)
            tally.add("refers_recall", hit is not None, f"{name}: missed {ref}")
            if hit is not None:
                left.remove(hit)
                tally.add("refers_precise", True, "")
        for extra in left:
            tally.add("refers_precise", False, f"{name}: extra {extra.relation} {extra.title} {extra.doc_number}")
        for task in tasks.get(gold["file"], []):
            place = found.text.find(task["sentence"])
            inside = [h for h in found.outline if h.start <= place < h.end]
            path = inside[-1].path if inside else ""
            cut = [
                h
                for h in found.outline
                if h.start <= place < h.heading_end
                and not task["sentence"].startswith(found.text[h.start : h.start + 2])
            ]
            tally.add(
                "task_path",
                path == (task["path"] or "") and not cut,
                f"{name}: gold {task['path']} found {path} {'IN HEADING ' if cut else ''}{task['sentence'][:40]}",
            )


ASKED = ("title", "doc_number", "issuer", "issue_date", "kind")


def tally_cases(cases: Path, *, held_out: bool, inbox: bool, tally: Tally) -> str:
    """Add the documents of the worlds of one part; gives a line on how many and at what cost."""
    spent, chars, count = 0.0, 0, 0
    for folder in worlds("held-out" if held_out else "building", cases):
        case = load_case(folder)
        documents = []
        for row in case.documents:
            record = from_inbox(folder, row["file"]) if inbox else as_record(row["file"], case.texts[row["file"]])
            if record is None:
                continue
            begin = time.process_time()
            found = structure(record)
            spent += time.process_time() - begin
            chars += len(record.text)
            count += 1
            documents.append((f"{case.name}/{row['file']}", row, found))
        by_file: defaultdict[str, list[dict]] = defaultdict(list)
        for task in case.tasks:
            by_file[task["file"]].append(task)
        measure(documents, by_file, tally)
    per_document, size = 1000 * spent / max(1, count), chars // max(1, count)
    return f"{count} documents, {per_document:.2f} ms of processor a document of {size} characters"


def tally_annotated(folder: Path, tally: Tally) -> str:
    """Add annotated real documents: documents.jsonl, a text each and its tasks; gives a line on how many."""
    documents = []
    by_file: defaultdict[str, list[dict]] = defaultdict(list)
    for row in json_rows(folder / "documents.jsonl"):
        text = (folder / row["file"]).read_text(encoding="utf-8")
        documents.append((row["file"], row, structure(as_record(row["file"], text))))
        by_file[row["file"]] = json_rows(folder / row["file"].replace(".txt", ".tasks.jsonl"))
    measure(documents, by_file, tally)
    return f"{len(documents)} documents"


def summary(cases: Path, annotated: Path | None, *, inbox: bool) -> None:
    """Print the elements asked of a reader, a line a part and one for all; no word of any document."""
    parts = {"building": Tally(), "held-out": Tally()}
    for name, tally in parts.items():
        tally_cases(cases, held_out=name == "held-out", inbox=inbox, tally=tally)
    if annotated is not None:
        tally_annotated(annotated, parts.setdefault("real", Tally()))
    parts["all"] = Tally()
    for tally in list(parts.values())[:-1]:
        parts["all"].right.update(tally.right)
        parts["all"].total.update(tally.total)
    print(f"{'part':10}" + "".join(f"{field:>18}" for field in ASKED))
    for name, tally in parts.items():
        shown = [(tally.right[f], tally.total[f]) for f in ASKED]
        print(f"{name:10}" + "".join(f"{f'{right}/{of} {right / max(1, of):.1%}':>18}" for right, of in shown))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=Path)
    parser.add_argument("--inbox", action="store_true", help="read DOCX, PDF and sheets of inbox/ through luodi.ingest")
    parser.add_argument("--held-out", action="store_true", help="measure the held-out worlds instead of the others")
    parser.add_argument("--all", action="store_true", help="title, number, issuer, date, kind of every part, no more")
    parser.add_argument("--annotated", type=Path, help="folder with documents.jsonl and *.tasks.jsonl")
    parser.add_argument("--manifest", type=Path, help="CSV of real documents: path, kind, title, doc_number")
    parser.add_argument("--errors", nargs="*", default=[], help="fields whose errors are printed")
    options = parser.parse_args()
    if options.all:
        summary(options.cases, options.annotated, inbox=options.inbox)
        return
    tally = Tally()
    print("cases:", tally_cases(options.cases, held_out=options.held_out, inbox=options.inbox, tally=tally))
    tally.show()
    if options.annotated:
        real = Tally()
        print("annotated real documents:", tally_annotated(options.annotated, real))
        real.show()
        for field in options.errors:
            tally.errors[field].extend(real.errors[field])
    if options.manifest:
        print("real documents of the manifest")
        listed = Tally()
        measure_manifest(options.manifest, listed)
        listed.show()
        for field in options.errors:
            tally.errors[field].extend(listed.errors[field])
    for field in options.errors:
        print(f"-- {field}")
        print("\n".join(tally.errors[field]))


if __name__ == "__main__":
    main()
