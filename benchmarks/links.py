"""Links between real documents: how many known citations are recovered, and which found links nobody listed.

Run as ``python benchmarks/links.py REALDOCS`` with a folder that holds ``links.csv`` (cited_path, citing_path) and the
texts. Links that the list does not have are printed by file name, to be looked at by hand.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from luodi import ingest, structure
from luodi.dossier import UnitTree, infer_units
from luodi.dossier.link import owner, unique
from luodi.dossier.references import link_documents
from luodi.learn.gold import csv_rows
from luodi.records import DocumentRecord
from luodi.text.similarity import shared_share


def read(folder: Path) -> tuple[list[dict[str, str]], list[DocumentRecord]]:
    """The listed links and the structured documents of all chains and of what the links name."""
    links = csv_rows(folder / "links.csv")
    named = {row[side] for row in links for side in ("cited_path", "citing_path")}
    named |= {str(p.relative_to(folder)) for p in (folder / "chains").rglob("*.txt")}
    records = [
        structure.structure(record) for name in sorted(named) for record in ingest.read(folder / name, root=folder)
    ]
    return links, records


def measure(folder: Path) -> tuple[dict[str, float], list[str], list[tuple[float, str, str]]]:
    """Figures; links found that are not listed; and copied shares of lower documents, the greatest first."""
    listed, records = read(folder)
    docs = unique(records)
    tree = UnitTree(infer_units(docs))
    links = link_documents(docs, {d.document_id: owner(d, tree) for d in docs}, tree)
    kept = {re.sub(r"\s", "", d.text): d for d in docs}
    by_file = {r.file: kept[re.sub(r"\s", "", r.text)] for r in records if re.sub(r"\s", "", r.text) in kept}
    wanted = [
        (by_file[row["cited_path"]], by_file[row["citing_path"]])
        for row in listed
        if row["cited_path"] in by_file and row["citing_path"] in by_file
    ]
    found = {(x.target, d.document_id): x for d in docs for x in links.out(d.document_id)}
    pairs = {(a.document_id, b.document_id) for a, b in wanted}
    files = {d.document_id: Path(d.file).stem for d in docs}
    extra = [
        f"{files[source]} -> {files[target]} ({x.relation}, {x.reason})"
        for (target, source), x in sorted(found.items())
        if (target, source) not in pairs
    ]
    copied = sorted(
        ((round(shared_share(b.text, a.text), 2), files[b.document_id], files[a.document_id]) for a, b in wanted),
        reverse=True,
    )
    hits = sum((a.document_id, b.document_id) in found for a, b in wanted)
    figures = {"listed": len(wanted), "recovered": hits, "share": round(hits / len(wanted), 3), "found": len(found)}
    return figures | {"not_listed": len(extra)}, extra, copied


def main() -> None:
    """Print the figures, the links to look at, and the documents that copy most of what they cite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    figures, extra, copied = measure(parser.parse_args().folder)
    print(figures)
    for line in extra:
        print("not listed:", line)
    for share, lower, upper in copied[:10]:
        print(f"copied {share:.0%}: {lower} <- {upper}")


if __name__ == "__main__":
    main()
