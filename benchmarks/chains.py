"""Chains of forwarding made to measure: a tree of units, policies, delays, losses, alterations, and what is found.

Run as ``python benchmarks/chains.py --units 1000 --policies 100``. Faults are planted by a seeded generator; the
figures are the planted faults that were found, findings that nobody planted, seconds, and seconds per paper.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from luodi.checks import forwarding, localisation
from luodi.dossier import link
from luodi.records import DocumentRecord, Event, Reference, Unit
from luodi.settings import Settings

KINDS = ("forward-missing", "forward-late", "forward-misrouted", "forward-verbatim")
_STEMS = "澄云临青泊嵩望禾丰泽石岗麻汤长南新平滨沛柘栎浣栖怀松白洛安鹿凤宁苍柏绛桐莲漕驿柳"
_THINGS = ("排查登记", "设施改造", "人员培训", "信息公开", "档案整理", "现场检查", "资金拨付", "平台对接")
_SUBJECTS = ("河湖治理", "老旧管网", "校园食堂", "农村公路", "养老服务", "普惠托育", "森林防火", "政务公开")


@dataclass
class World:
    """A generated world: what a run would read, and the faults planted in it as (kind, policy title, unit)."""

    units: list[Unit] = field(default_factory=list)
    records: list[DocumentRecord] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    planted: set[tuple[str, str, str]] = field(default_factory=set)


def generate(
    *,
    units: int,
    policies: int,
    seed: int = 7,
    late: float = 0.05,
    lost: float = 0.03,
    wrong_number: float = 0.02,
    altered: float = 0.02,
    verbatim: float = 0.05,
    attached: float = 0.1,
    with_events: float = 0.5,
) -> World:
    """A province with cities, counties and towns, and policies that each go the whole way down.

    The shares say how many papers get each fault; ``attached`` how many carry the policy's text, ``with_events`` how
    many policies an office system recorded to the minute. Where nothing was recorded, one unit of each parent always
    passes on: without any paper of a level nobody can know that there should be some.
    """
    rng = random.Random(seed)
    world = World(units=_tree(units))
    below: dict[str, list[Unit]] = {}
    for unit in world.units[1:]:
        below.setdefault(str(unit.parent), []).append(unit)
    for number in range(1, policies + 1):
        _policy(
            world,
            below,
            rng,
            number,
            late=late,
            lost=lost,
            wrong_number=wrong_number,
            altered=altered,
            verbatim=verbatim,
            attached=attached,
            with_events=rng.random() < with_events,
        )
    return world


def _tree(count: int) -> list[Unit]:
    found = [Unit(name="江澜省", level="province", aliases=("江澜省人民政府", "江澜省人民政府办公厅"))]
    names = (f"{a}{b}" for a in _STEMS for b in _STEMS if a != b)
    cities = max(1, min(20, count // 12))
    counties = max(0, min((count - cities) // 3, 160))
    for _ in range(cities):
        found.append(_unit(next(names), "市", "city", "江澜省"))
    for i in range(counties):
        found.append(_unit(next(names), "县", "county", found[1 + i % cities].name))
    for i in range(count - cities - counties):
        above = found[1 + cities + i % counties] if counties else found[1 + i % cities]
        found.append(_unit(next(names), "镇", "town", above.name))
    return found


def _unit(stem: str, suffix: str, level: str, parent: str) -> Unit:
    name = stem + suffix
    body = f"{name}人民政府" + ("" if suffix == "镇" else "办公室")
    return Unit(name=name, level=level, parent=parent, aliases=(body,))


def _policy(
    world: World, below: dict[str, list[Unit]], rng: random.Random, number: int, *, with_events: bool, **shares: float
) -> None:
    title = f"江澜省人民政府办公厅关于做好{_SUBJECTS[number % len(_SUBJECTS)]}第{number}号事项的意见"
    code = f"江政办发〔2024〕{number}号"
    issued = datetime(2024, 1, 2, 9, 0) + timedelta(days=number % 200)
    body = "\n".join(
        f"{i}.各单位要在{3 + i}月底前完成{thing}{rng.randrange(20, 900)}处，合格率不低于{rng.randrange(60, 99)}%。"
        for i, thing in enumerate(_THINGS, 1)
    )
    text = f"江澜省人民政府办公厅文件\n{code}\n{title}\n各市人民政府：\n{body}\n江澜省人民政府办公厅\n{_day(issued)}"
    world.records.append(
        _record(
            f"{number:04}/policy.txt",
            text,
            "policy",
            title,
            code,
            "江澜省人民政府办公厅",
            ("各市人民政府",),
            issued,
            (),
        )
    )
    top = (code, title, "江澜省人民政府办公厅")
    todo = [(unit, issued, top, i == 0) for i, unit in enumerate(below.get("江澜省", []))]
    while todo:
        unit, at, upper, first = todo.pop()
        sent = _forward(world, rng, number, unit, at, (code, title, text), upper, with_events, shares, first=first)
        if sent is not None:
            when, own_code, own_title = sent
            paper = (own_code, own_title, unit.aliases[0])
            todo.extend((u, when, paper, i == 0) for i, u in enumerate(below.get(unit.name, [])))


def _forward(
    world: World,
    rng: random.Random,
    number: int,
    unit: Unit,
    at: datetime,
    policy: tuple[str, str, str],
    upper: tuple[str, str, str],
    with_events: bool,
    shares: dict[str, float],
    *,
    first: bool,
) -> tuple[datetime, str, str] | None:
    code, title, text = policy
    draw = rng.random()
    received = at + timedelta(minutes=rng.randrange(1, 30))
    limit = {"city": 24, "county": 48, "town": 72}[unit.level]
    if with_events:
        world.events.append(
            Event(
                doc_number=upper[0],
                title=upper[1],
                from_unit=upper[2],
                to_unit=unit.aliases[0],
                sent_at=at,
                received_at=received,
            )
        )
    if draw < shares["lost"] and (with_events or not first):
        world.planted.add(("forward-missing", title, unit.name))
        return None
    hours = rng.uniform(1, limit * 0.9)
    if shares["lost"] <= draw < shares["lost"] + shares["late"]:
        hours = limit + (rng.uniform(1, 200) if with_events else rng.uniform(50, 200))
        world.planted.add(("forward-late", title, unit.name))
    sent = received + timedelta(hours=hours)
    own_code = f"{unit.name[:2]}政发〔2024〕{number}号"
    own_title = f"{unit.aliases[0]}关于转发《{title}》的通知"
    named = code
    if rng.random() < shares["wrong_number"]:
        named = f"江政办发〔2023〕{number + 1000}号"
        world.planted.add(("forward-misrouted", title, unit.name))
    local = f"我{unit.name[-1]}由{unit.name}{_SUBJECTS[number % 8]}专班牵头，{rng.randrange(2, 28)}日前报送底数。"
    if rng.random() < shares["verbatim"]:
        local = ""
        world.planted.add(("forward-verbatim", title, unit.name))
    copy = ""
    if rng.random() < shares["attached"]:
        copy = text
        if rng.random() < shares["altered"] * 5:
            copy = _alter(copy, rng)
            world.planted.add(("forward-misrouted", title, unit.name))
    words = (
        f"{unit.aliases[0]}文件\n{own_code}\n{own_title}\n各有关单位：\n现将《{title}》（{named}）转发给你们，请认真贯彻执行。{local}\n"
        f"附件：{title}\n{unit.aliases[0]}\n{_day(sent)}" + (f"\n附件\n{copy}" if copy else "")
    )
    refs = (Reference(title=title, doc_number=named, relation="forwards"),)
    world.records.append(
        _record(
            f"{number:04}/{unit.name}.txt",
            words,
            "forward",
            own_title,
            own_code,
            unit.aliases[0],
            ("各有关单位",),
            sent,
            refs,
        )
    )
    if with_events:
        world.events.append(
            Event(doc_number=own_code, title=own_title, from_unit=unit.aliases[0], to_unit="各有关单位", sent_at=sent)
        )
    return sent, own_code, own_title


def _alter(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    places = [i for i, line in enumerate(lines) if "不低于" in line]
    at = rng.choice(places)
    if rng.random() < 0.5:
        del lines[at]
    else:
        lines[at] = lines[at].replace("不低于", "不低于1", 1)
    return "\n".join(lines)


def _record(
    file: str,
    text: str,
    kind: str,
    title: str,
    code: str,
    issuer: str,
    addressees: tuple[str, ...],
    issued: datetime,
    refs: tuple[Reference, ...],
) -> DocumentRecord:
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return DocumentRecord(
        document_id=digest[:16], file=file, sha256=digest, media_type="text/plain", chars=len(text), text=text,
        kind=kind, title=title, doc_number=code, issuer=(issuer,), addressees=addressees,
        issue_date=issued.date(), refers_to=refs,
    )  # fmt: skip


def _day(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日"


def measure(world: World) -> dict[str, float]:
    """Link and check a world; planted faults found and missed, findings nobody planted, seconds."""
    settings = Settings()
    start, busy = time.perf_counter(), time.process_time()
    dossiers = link(world.records, world.units, world.events)
    linked = time.perf_counter()
    found: set[tuple[str, str, str]] = set()
    for dossier in dossiers:
        title = str(dossier.policy.title) if dossier.policy is not None else ""
        for family in (forwarding, localisation):
            for finding in family.find(dossier, [], settings, date(2025, 1, 1)):
                if finding.kind in KINDS:
                    found.add((finding.kind, title, finding.unit))
    done = time.perf_counter()
    return {
        "papers": len(world.records),
        "planted": len(world.planted),
        "found": len(world.planted & found),
        "missed": len(world.planted - found),
        "invented": len(found - world.planted),
        "seconds_linking": round(linked - start, 2),
        "seconds_checking": round(done - linked, 2),
        "seconds": round(done - start, 2),
        "cpu_seconds": round(time.process_time() - busy, 2),
        "cpu_milliseconds_per_paper": round(1000 * (time.process_time() - busy) / max(1, len(world.records)), 3),
        **{f"missed {k}": n for k, n in Counter(x[0] for x in world.planted - found).items()},
        **{f"invented {k}": n for k, n in Counter(x[0] for x in found - world.planted).items()},
    }


def main() -> None:
    """Print the figures for one or more sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, nargs="+", default=[100, 200, 400])
    parser.add_argument("--policies", type=int, nargs="+", default=[20])
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    for units in args.units:
        for policies in args.policies:
            world = generate(units=units, policies=policies, seed=args.seed)
            print(f"units {units} policies {policies}", measure(world), flush=True)


if __name__ == "__main__":
    main()
