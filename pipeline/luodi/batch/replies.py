"""What people decided in the workbook of the last run, read while the workers begin."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from luodi.publish import Reply, ReplyError, keep_replies, read_replies
from luodi.score.rulings import ruled
from luodi.text.decisions import decided

from .files import sha256_of


class Replies:
    """The answers in a workbook. Use as a context manager; reading begins at once, in a thread."""

    def __init__(self, workbook: Path) -> None:
        self._workbook = workbook
        self._thread = ThreadPoolExecutor(1)
        self._reading = self._thread.submit(_read, workbook)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=True)

    def decided(self) -> tuple[dict[str, str], ...]:
        """What somebody decided: of findings as fields of ``luodi.score.replies.Answer``, of single assessments as
        fields of ``luodi.score.rulings.Ruling``."""
        found = []
        for finding_id, reply in sorted(self._reading.result()[1].items()):
            decision = decided(reply.verdict)
            if ruled(reply.verdict) is not None:
                about = {"words": reply.verdict, "reason": reply.answer, "by": reply.by}
                found.append({"assessment_id": finding_id, **about})
            elif decision is not None:
                about = {"decision": decision, "reason": reply.answer, "by": reply.by}
                found.append({"finding_id": finding_id, **about})
        return tuple(found)

    def now(self) -> dict[str, Reply]:
        """All that is filled in now, also what somebody wrote since the run began."""
        read, replies = self._reading.result()
        if read is not None and read == _digest(self._workbook):
            return replies
        return keep_replies(self._workbook)


def _read(workbook: Path) -> tuple[str | None, dict[str, Reply]]:
    """The workbook's digest and its replies; no digest where it cannot be read, which writing says and sets aside."""
    digest = _digest(workbook)
    try:
        return digest, read_replies(workbook)
    except ReplyError:
        return None, {}


def _digest(workbook: Path) -> str | None:
    return sha256_of(workbook) if workbook.is_file() else None
