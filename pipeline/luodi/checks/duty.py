"""Must a document be passed on, may it, or is it for information: 必转, 选转, 参考."""

from __future__ import annotations

from typing import Literal

from luodi.records import DocumentRecord
from luodi.text.sentences import sentence_spans

from .words import words

Duty = Literal["must", "may", "reference"]


def duty(policy: DocumentRecord) -> Duty:
    """What the sentence that sends a document out asks of those below; 必转 unless it says otherwise.

    Only the sending sentence speaks (现印发给你们，供参考): a body that mentions 参考 elsewhere changes nothing.
    """
    lexicon = words()
    for a, b in sentence_spans(policy.text):
        if lexicon.sends.search(policy.text, a, b) is None:
            continue
        if lexicon.reference.search(policy.text, a, b) is not None:
            return "reference"
        if lexicon.optional.search(policy.text, a, b) is not None:
            return "may"
    return "must"
