"""The record of runs: an append-only Merkle log in ``ledger.jsonl`` that cannot be changed unseen.

Every line is a leaf: what went in (inputs), what came out (outputs), with what (settings, versions). A run ends with a
``head`` line that carries the size and root of the tree so far, signed when a key is given. A run prints the newest
root: whoever keeps it elsewhere can later tell a log that was cut back or written anew.
A run that finds everything as the last one left it adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luodi.publish.files import lies_at, write_whole
from luodi.records.results import RunFacts

from .files import sha256_of
from .merkle import leaf_hash, proof_of, proves, root_of

LEDGER = "ledger.jsonl"
_WRITTEN = ("output", "draft")
_FILLED_IN = frozenset({"问题台账.xlsx"})
"""Outputs that people write into: a change there is no fault."""
LETTERS = "督办函"
"""Drafts lie there: what was written is recorded, but people go on writing in them, so a change is no fault."""


@dataclass(frozen=True)
class Fault:
    """Something in the record that is not as it was written. ``line`` counts from 1, 0 where it concerns a file."""

    code: str
    line: int
    message: str


def append(out: Path, facts: RunFacts, outputs: Iterable[Path], *, key: Path | None = None) -> str:
    """Add a finished run to the log and return the root in hexadecimal.

    ``key`` is a PEM file with an Ed25519 private key. Raises ValueError when it is none, OSError when the log
    cannot be written.
    """
    old = _lines(out / LEDGER)
    leaves = _leaves(out, facts, outputs)
    if [json.loads(line) for line in _last_run(old)] == leaves:
        return str(json.loads(old[-1])["root"])
    lines = [*old, *(_canonical(leaf) for leaf in leaves)]
    root = root_of([leaf_hash(line.encode("utf-8")) for line in lines if not _is_head(line)]).hex()
    size = sum(not _is_head(line) for line in lines)
    head: dict[str, Any] = {"kind": "head", "size": size, "root": root}
    if key is not None:
        head["signature"] = _sign(key, size, root)
    write_whole(out / LEDGER, ("\n".join([*lines, _canonical(head)]) + "\n").encode("utf-8"))
    return root


def verify(out: Path, *, root: str | None = None, public_key: Path | None = None) -> list[Fault]:
    """Faults of the record, none when it is untouched.

    ``root`` is a root noted earlier: the log must still lead to it. With ``public_key``, a PEM file, every head must be
    signed by it. Raises FileNotFoundError when there is no log.
    """
    path = out / LEDGER
    if not path.is_file():
        raise FileNotFoundError(f"{LEDGER} 不在 {out.name} 中，不是 luodi 的输出（no record of a run here）")
    lines = _lines(path)
    faults = [*_line_faults(lines, public_key)]
    if root is not None and root not in {str(h.get("root")) for h in _heads(lines)}:
        faults.append(Fault("root", 0, f"没有所给的根 {root[:16]}…，可能被截断或重写（the root is not there）"))
    newest = next(reversed(list(_heads(lines))), None)
    if newest is None:
        return [*faults, Fault("cut", len(lines), "记录没有结尾行，可能被截断（the log has no head: cut?）")]
    if lines and not _is_head(lines[-1]):
        faults.append(Fault("cut", len(lines), "最后一次运行没有结尾行，可能被截断（the last run has no head: cut?）"))
    return [*faults, *_file_faults(out, lines)]


def inclusion(out: Path, name: str) -> dict[str, Any]:
    """A proof that the newest run recorded the output ``name``: leaf, index, size, path and root.

    It can be checked with ``check_inclusion`` alone. Raises KeyError when the newest run has no such output.
    """
    lines = _lines(out / LEDGER)
    newest = {leaf["name"]: line for line in _last_run(lines) if (leaf := json.loads(line))["kind"] in _WRITTEN}
    line = newest[name]
    leaves = [line for line in lines if not _is_head(line)]
    index = len(leaves) - 1 - leaves[::-1].index(line)
    hashes = [leaf_hash(leaf.encode("utf-8")) for leaf in leaves]
    path = [h.hex() for h in proof_of(hashes, index)]
    return {
        "leaf": json.loads(line),
        "index": index,
        "size": len(leaves),
        "path": path,
        "root": root_of(hashes).hex(),
    }


def recorded(out: Path) -> list[str]:
    """The outputs that the newest run recorded, by name. What people fill in is none of them."""
    entries = map(json.loads, _last_run(_lines(out / LEDGER)))
    return sorted(entry["name"] for entry in entries if entry["kind"] == "output")


def written(out: Path) -> dict[str, set[str]]:
    """The SHA-256 of everything that any run in the log wrote, by the name of the output."""
    found: dict[str, set[str]] = {}
    for entry in map(json.loads, _lines(out / LEDGER)):
        if entry.get("kind") in _WRITTEN:
            found.setdefault(entry["name"], set()).add(entry["sha256"])
    return found


def check_inclusion(proof: dict[str, Any]) -> bool:
    """Whether a proof printed by ``inclusion`` holds; needs nothing but the proof."""
    leaf = leaf_hash(_canonical(proof["leaf"]).encode("utf-8"))
    path = [bytes.fromhex(h) for h in proof["path"]]
    return proves(leaf, proof["index"], proof["size"], path, bytes.fromhex(proof["root"]))


def _leaves(out: Path, facts: RunFacts, outputs: Iterable[Path]) -> list[dict[str, Any]]:
    versions = {"schema": facts.schema_version, "software": facts.software_version}
    run = {"kind": "run", "as_of": facts.as_of.isoformat(), "settings": facts.settings_digest, **versions}
    inputs = [{"kind": "input", "name": i.file, "sha256": i.sha256, "state": i.state} for i in facts.inputs]
    written = [
        {"kind": _kind(name), "name": name, "sha256": sha256_of(lies_at(p))}
        for p in sorted(set(outputs))
        for name in [p.relative_to(out).as_posix()]
    ]
    return [run, *inputs, *(w for w in written if w["name"] not in _FILLED_IN)]


def _kind(name: str) -> str:
    return "draft" if name.startswith(f"{LETTERS}/") else "output"


def _line_faults(lines: list[str], public_key: Path | None) -> Iterable[Fault]:
    hashes: list[bytes] = []
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            yield Fault("line", number, f"第 {number} 行不是记录（not a record）")
            continue
        if entry.get("kind") != "head":
            hashes.append(leaf_hash(line.encode("utf-8")))
            continue
        if entry.get("size") != len(hashes):
            count = f"应有 {entry.get('size')} 条，实有 {len(hashes)} 条"
            yield Fault("size", number, f"第 {number} 行之前{count}（lines are missing or were added）")
        elif entry.get("root") != root_of(hashes).hex():
            yield Fault("root", number, f"第 {number} 行之前的内容被改动或调换（edited or reordered before it）")
        if public_key is not None and not _signed(public_key, entry):
            yield Fault("signature", number, f"第 {number} 行的签名不符（wrong or missing signature）")


def _file_faults(out: Path, lines: list[str]) -> Iterable[Fault]:
    for line in _last_run(lines):
        entry = json.loads(line)
        if entry["kind"] != "output":
            continue
        path = out / entry["name"]
        if not path.is_file():
            yield Fault("missing", 0, f"{entry['name']} 已不在（file is gone）")
        elif sha256_of(lies_at(path)) != entry["sha256"]:
            yield Fault("edited", 0, f"{entry['name']} 被改动（file was changed）")


def _last_run(lines: list[str]) -> list[str]:
    """The leaves of the newest finished run, without its head."""
    heads = [i for i, line in enumerate(lines) if _is_head(line)]
    if not heads:
        return []
    start = heads[-2] + 1 if len(heads) > 1 else 0
    return lines[start : heads[-1]]


def _heads(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    return [json.loads(line) for line in lines if _is_head(line)]


def _is_head(line: str) -> bool:
    return line.startswith('{"kind":"head"')


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _canonical(entry: dict[str, Any]) -> str:
    text = json.dumps(entry, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text if entry.get("kind") != "head" else '{"kind":"head",' + text[1:].replace('"kind":"head",', "", 1)


def _message(size: int, root: str) -> bytes:
    return f"luodi-ledger:{size}:{root}".encode()


def _sign(key: Path, size: int, root: str) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    private = load_pem_private_key(key.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError(f"{key.name} 不是 Ed25519 私钥（not an Ed25519 private key）")
    return private.sign(_message(size, root)).hex()


def _signed(key: Path, head: dict[str, Any]) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    public = load_pem_public_key(key.read_bytes())
    if not isinstance(public, Ed25519PublicKey):
        raise ValueError(f"{key.name} 不是 Ed25519 公钥（not an Ed25519 public key）")
    try:
        public.verify(bytes.fromhex(str(head.get("signature", ""))), _message(head["size"], head["root"]))
    except (InvalidSignature, ValueError, KeyError):
        return False
    return True
