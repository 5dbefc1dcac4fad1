"""``run`` and ``load_run``: the whole way from Python, the same as on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luodi.publish.files import facts_of
from luodi.publish.rows import TABLES
from luodi.records import CHINESE, SEVERITIES, DocumentRecord
from luodi.settings import Settings
from luodi.text.dates import iso_day
from luodi.text.shortened import shorten

from .folder import Order, carry_out, executor_of
from .work import Progress

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 20
"""Findings that a notebook shows of a run, the gravest first."""
_CUT = 160
"""Characters of a reason shown there."""


@dataclass(frozen=True, repr=False)
class Run:
    """A finished run's tables as DataFrames, in the columns of docs/contract.md."""

    out: Path
    facts: dict[str, Any]
    documents: pd.DataFrame
    tasks: pd.DataFrame
    assessments: pd.DataFrame
    findings: pd.DataFrame
    scores: pd.DataFrame
    hops: pd.DataFrame
    quarantine: pd.DataFrame

    def document(self, name: str) -> DocumentRecord:
        """A document whole, by its ``file`` or ``document_id``: text, outline, tasks, statements.

        Raises KeyError when the run has no such document.
        """
        named = self.documents[(self.documents["file"] == name) | (self.documents["document_id"] == name)]
        if named.empty:
            raise KeyError(f"没有这份文件：{name}（no such document in {self.out}）")
        path = self.out / "texts" / f"{named['document_id'].iloc[0]}.json"
        return DocumentRecord.model_validate_json(path.read_text(encoding="utf-8"))

    def chain(self, policy: str | None = None) -> pd.DataFrame:
        """How a policy was passed on: its hops, each unit below the one it got the policy from.

        ``policy`` is its ``file`` or ``document_id``; None gives the hops of all policies. Columns as in ``hops``.
        Raises KeyError when the run knows no such policy.
        """
        from .chains import in_tree_order

        chosen = self.hops
        if policy is not None:
            chosen = chosen[(chosen["policy"] == policy) | (chosen["policy_id"] == policy)]
            if chosen.empty and self.document(policy).kind != "policy":
                raise KeyError(f"这份文件不是政策原文：{policy}（no policy in {self.out}）")
        return in_tree_order(chosen)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(getattr(self, name))} {name}" for name in TABLES)
        return f"<luodi run of {self.facts['as_of']} in {self.out}: {sizes}>"

    def _repr_html_(self) -> str:
        counts = self.facts["counts"]
        head = (
            f"<p><b>落地</b> · 截至 {self.facts['as_of']} · 共 {counts['found']} 个文件，"
            f"读取 {counts['read']}，部分 {counts['partial']}，隔离 {counts['quarantined']} · "
            f"任务 {len(self.tasks)}，比对 {len(self.assessments)}，发现 {len(self.findings)}</p>"
        )
        if self.findings.empty:
            return head + "<p>没有发现</p>"
        more = len(self.findings) - _SHOWN
        return head + _gravest(self.findings) + (f"<p>另有 {more} 条，见 findings</p>" if more > 0 else "")


def _gravest(findings: pd.DataFrame) -> str:
    """The gravest findings as an HTML table; reasons are cut to a few lines."""
    import pandas as pd

    rank = findings["severity"].map(SEVERITIES.index)
    rows = findings.assign(rank=rank).sort_values(["rank", "unit", "kind", "finding_id"]).head(_SHOWN)
    shown = pd.DataFrame(
        {
            "程度": rows["severity"].map(CHINESE),
            "单位": rows["unit"],
            "问题": rows["label"],
            "理由": rows["reason"].map(lambda text: shorten(text, _CUT)),
            "置信度": rows["confidence"].round(2),
        }
    )
    with pd.option_context("display.max_colwidth", None):
        return shown.to_html(index=False)


def run(
    inbox: str | Path,
    out: str | Path,
    *,
    units: str | Path | None = None,
    events: str | Path | None = None,
    as_of: str | date | None = None,
    settings: Settings | str | Path | None = None,
    workers: int | None = None,
    cluster_address: str | None = None,
    force: bool = False,
    letters: bool = False,
    quiet: bool = False,
) -> Run:
    """Run the whole way over a folder and write everything into ``out``.

    Parameters
    ----------
    inbox: the folder to read, with all folders below it.
    out: where tables, page and workbook go; made when it is missing. ``out/.luodi`` keeps results for the next run.
    units, events: ``units.csv`` and ``events.csv`` as docs/contract.md describes them.
    as_of: the day on which the run judges, ISO 8601; today when None.
    settings: a Settings value or the path of a TOML file.
    workers: child processes; 0 runs everything in this process without protection; None takes one per core.
    cluster_address: a Dask scheduler to send the work to instead.
    force: compute everything again.
    letters: also write a 督办函 to every unit of which something was found, into ``out/督办函``.
    quiet: no progress bar.

    Raises FileNotFoundError for a missing folder, luodi.settings.SettingsError for settings that cannot be used,
    ValueError for an ``as_of`` that is no day.
    """
    order = Order(
        inbox=Path(inbox),
        out=Path(out),
        as_of=date.today() if as_of is None else iso_day(as_of),
        settings=_settings(settings),
        units=Path(units) if units is not None else None,
        events=Path(events) if events is not None else None,
        letters=letters,
    )
    bring_up_to_date(order, workers=workers, cluster_address=cluster_address, force=force, quiet=quiet)
    return load_run(order.out)


def bring_up_to_date(
    order: Order, *, workers: int | None, cluster_address: str | None, force: bool = False, quiet: bool = False
) -> None:
    """What ``run`` does, without reading the tables back; parameters and errors as there."""
    with ExitStack() as stack, _bar(quiet) as progress:
        carry_out(
            order,
            lambda: stack.enter_context(executor_of(order.settings, workers, cluster_address)),
            progress,
            force=force,
        )


def load_run(out: str | Path) -> Run:
    """Read back what a run wrote. Raises FileNotFoundError when ``out`` holds no run."""
    folder = Path(out)
    facts = facts_of(folder)
    tables = {name: _frame(folder / f"{name}.parquet") for name in TABLES}
    return Run(out=folder, facts=facts, **tables)


def _frame(path: Path) -> pd.DataFrame:
    import pyarrow.parquet as pq

    frame: pd.DataFrame = pq.read_table(path).to_pandas(maps_as_pydicts="strict")
    return frame


def _settings(value: Settings | str | Path | None) -> Settings:
    if value is None:
        return Settings()
    return value if isinstance(value, Settings) else Settings.from_toml(value)


@contextmanager
def _bar(quiet: bool) -> Iterator[Progress]:
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from tqdm import tqdm

    bars: dict[str, Any] = {}

    def progress(stage: str, done: int, total: int) -> None:
        bar = bars.get(stage)
        if bar is None:
            bar = bars[stage] = tqdm(total=total, desc=stage, file=sys.stderr, unit="份", leave=True)
        bar.update(done - bar.n)

    try:
        yield progress
    finally:
        for bar in bars.values():
            bar.close()
