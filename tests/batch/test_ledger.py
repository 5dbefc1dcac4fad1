"""The record of runs: every way of changing it is seen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from luodi.batch.ledger import LEDGER, append, check_inclusion, inclusion, verify
from luodi.batch.merkle import leaf_hash, proof_of, proves, root_of
from luodi.records.results import Input, RunFacts


def facts(day: int = 1) -> RunFacts:
    return RunFacts.of(
        (Input(file="政策.pdf", sha256="aa", state="read"), Input(file="报告.pdf", sha256="bb", state="read")),
        software_version="1",
        settings_digest="cc",
        as_of=date(2025, 1, day),
    )


def two_runs(out: Path) -> Path:
    for day, name in ((1, "findings.jsonl"), (2, "findings.jsonl")):
        (out / name).write_text(f"run {day}")
        append(out, facts(day), [out / name])
    return out / LEDGER


def codes(out: Path, **options: object) -> set[str]:
    return {fault.code for fault in verify(out, **options)}  # type: ignore[arg-type]


def test_an_untouched_record_has_no_fault(tmp_path: Path) -> None:
    two_runs(tmp_path)
    assert verify(tmp_path) == []


def test_the_same_run_again_adds_nothing(tmp_path: Path) -> None:
    log = two_runs(tmp_path)
    before = log.read_bytes()
    append(tmp_path, facts(2), [tmp_path / "findings.jsonl"])
    assert log.read_bytes() == before


def change(log: Path, do: str) -> None:
    lines = log.read_text(encoding="utf-8").splitlines()
    if do == "edit":
        lines[1] = lines[1].replace('"read"', '"partial"')
    elif do == "delete":
        del lines[1]
    elif do == "reorder":
        lines[1], lines[2] = lines[2], lines[1]
    elif do == "cut":
        lines = lines[:-2]
    elif do == "add":
        lines.insert(2, lines[1])
    log.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("do", ["edit", "delete", "reorder", "cut", "add"])
def test_every_change_of_the_log_is_seen(tmp_path: Path, do: str) -> None:
    change(two_runs(tmp_path), do)
    assert verify(tmp_path)


def test_a_log_cut_back_to_an_older_run_is_seen_by_the_root_noted_elsewhere(tmp_path: Path) -> None:
    log = two_runs(tmp_path)
    lines = log.read_text(encoding="utf-8").splitlines()
    newest = json.loads(lines[-1])["root"]
    log.write_text("\n".join(lines[: len(lines) // 2]) + "\n", encoding="utf-8")
    assert "root" in codes(tmp_path, root=newest)


def test_a_changed_or_missing_output_is_named(tmp_path: Path) -> None:
    two_runs(tmp_path)
    (tmp_path / "findings.jsonl").write_text("other")
    [fault] = verify(tmp_path)
    assert fault.code == "edited"
    assert "findings.jsonl" in fault.message
    (tmp_path / "findings.jsonl").unlink()
    assert codes(tmp_path) == {"missing"}


def test_a_rewritten_log_lacks_the_signature(tmp_path: Path) -> None:
    private = Ed25519PrivateKey.generate()
    key, public = tmp_path / "key.pem", tmp_path / "public.pem"
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.jsonl").write_text("x")
    append(out, facts(), [out / "a.jsonl"], key=key)
    assert verify(out, public_key=public) == []
    (out / LEDGER).unlink()
    append(out, facts(), [out / "a.jsonl"])
    assert codes(out, public_key=public) == {"signature"}


def test_a_proof_of_one_output_stands_alone(tmp_path: Path) -> None:
    two_runs(tmp_path)
    proof = inclusion(tmp_path, "findings.jsonl")
    assert check_inclusion(proof)
    assert not check_inclusion(proof | {"leaf": proof["leaf"] | {"sha256": "00"}})


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_every_leaf_has_a_proof_and_no_other_leaf_fits_it(items: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(bytes([i]) + item) for i, item in enumerate(items)]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = proof_of(leaves, index)
    assert proves(leaves[index], index, len(leaves), path, root_of(leaves))
    assert not proves(leaf_hash(b"other"), index, len(leaves), path, root_of(leaves))
