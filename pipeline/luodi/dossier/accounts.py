"""Reports on a policy whose own matter is putting things right: alone they look like papers of a rectification.

《关于审计查出问题整改工作情况的报告》 closes a case where an inspection asked for it, and answers a policy where the
folder holds 《关于加强审计查出问题整改工作的意见》. Only the folder tells which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from luodi.records import DocumentRecord
from luodi.text.doc_number import normal_doc_number
from luodi.text.title_names import quoted_names, title_keys

from .numbers import numbers_in

ACCOUNT = re.compile(r"(?:报告|汇报|总结|小结)(?:（[^）]*）)?$")
"""How the title of a paper ends that accounts for something."""
_MATTER = re.compile(r"整改|销号|复查")
_STOP = re.compile(
    r"进一步|切实|全面|着力|加强|做好|强化|规范|推进|推动|深化|完善|健全|改进|有关|相关|贯彻|落实|执行"
    r"|的?(?:若干)?(?:实施)?(?:意见|办法|规定|细则|方案|措施|制度|通知)$|(?:情况)?的?(?:自查|专项)?(?:报告|汇报|总结)$|情况$"
)
_HEAD = 1500
"""Characters of a document's beginning in which it says what it answers."""
_LEAST = 6
"""Characters that the matter of two titles must have in common."""


def on_mending(docs: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The policies and rules whose own matter is putting things right."""
    return [d for d in docs if d.kind in ("policy", "rules") and _MATTER.search(d.title or "")]


def answers_any(doc: DocumentRecord, policies: Sequence[DocumentRecord]) -> bool:
    """Whether a report, account or summary (报告、汇报、总结) of mending answers one of the ``policies`` on mending.

    It does where it names one by number or title, or shares the matter of its title; a plan, a ledger or a reply to
    inspectors does not.
    """
    if not policies or not ACCOUNT.search(doc.title or ""):
        return False
    head = doc.text[:_HEAD]
    numbers = {key for keys, _, _ in numbers_in(head) for key in keys}
    numbers |= {normal_doc_number(r.doc_number) or "" for r in doc.refers_to}
    named = [*quoted_names(head), *(r.title for r in doc.refers_to if r.title)]
    titles = {key for name in named for key in title_keys(name)}
    for policy in policies:
        if policy.document_id == doc.document_id:
            continue
        if normal_doc_number(policy.doc_number) in numbers or titles & set(title_keys(policy.title)):
            return True
        asked, told = _matter(policy.title), _matter(doc.title)
        if min(len(asked), len(told)) >= _LEAST and (asked in told or told in asked):
            return True
    return False


def _matter(title: str | None) -> str:
    """What a title is about, without who writes, what kind of paper it is and how strongly it speaks.

    >>> _matter("江省政府办公厅关于进一步加强审计整改工作的意见"), _matter("云泽市政府关于审计整改工作情况的报告")
    ('审计整改工作', '审计整改工作')
    """
    keys = title_keys(title)
    return _STOP.sub("", keys[1] if len(keys) > 1 else keys[0]) if keys else ""
