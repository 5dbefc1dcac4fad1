"""What the public says: complaints without duplicates, clustered by place and matter, linked to tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luodi.compare.reader import shared_reader
from luodi.dossier.tree import UnitTree
from luodi.records import Dossier, Finding, Task
from luodi.settings import Settings

from . import bearing, clusters, matters
from .complaints import Complaint, category
from .heard import Heard, complaints, names_of
from .likeness import pairs
from .making import Assessments, merged, state

_LINKS = 6.0
"""Weight of shared words from which a topic or a complaint is about a task: two rare pairs of characters."""
_RARE = 3.5
_COMMON = 0.3
_MOSTLY = 0.6
"""Share of a unit's complaints from which one matter is what its people speak of: then one fewer makes a cluster."""
_VOICES = 2
"""Complaints of a topic that must bear on a task by their own words, where the topic's words do not say which."""


@dataclass(frozen=True)
class Cluster:
    """Complaints about one matter in one unit. ``task`` is what the policy asks about it, None when nothing does.

    ``category`` is the commonest of its complaints, ``size`` counts distinct complaints, ``growth`` those of the
    later half of the time minus those of the earlier half, ``heat`` ranks clusters: size, supporting votes and
    growth together.
    """

    unit: str
    complaints: tuple[Complaint, ...]
    words: tuple[str, ...]
    category: str
    task: Task | None
    size: int
    growth: int
    heat: float


_Groups = dict[str, tuple[Task | None, set[int], dict[str, float]]]
"""By task or seed: the task, the complaints by index, the words that mark them."""


def readings(
    heard: Heard, tasks: Sequence[Task], judge: bearing.Judge, *, among: Container[str | None] | None = None
) -> bearing.Readings:
    """What the reader says of the distinct complaints and all tasks, for ``clustered``.

    ``among`` are the units whose complaints are read, all when None.
    """
    kept = heard.distinct
    units = [c.unit if among is None or c.unit in among else None for c in kept]
    sentences = [task.sentence for task in tasks]
    return bearing.read([c.text for c in kept], units, sentences, judge, hide=[names_of(c) for c in kept])


def clustered(
    heard: Heard,
    tasks: Sequence[Task],
    *,
    least: int = 5,
    every: bool = False,
    readings: bearing.Readings | None = None,
    learnt: bearing.Weights | None = None,
) -> list[Cluster]:
    """The clusters of at least ``least`` distinct complaints, hottest first.

    Topics of one unit that bear on the same task are one cluster. With ``every`` those that bear on no task are
    given too. ``readings`` (of the same complaints and tasks) add what the reader sees, weighed by ``learnt``, else by
    the shipped weights.
    """
    kept, told, everywhere = heard.distinct, heard.told, heard.everywhere
    said = frozenset(pair for task in tasks for pair in pairs(task.sentence))
    found: list[Cluster] = []
    for unit, numbers in heard.places.items():
        here = [kept[i] for i in numbers]
        inside = [told[i] for i in numbers]
        groups: _Groups = {}
        if readings is not None:
            for number, of_it in bearing.groups(readings, unit, least=least, learnt=learnt):
                groups[tasks[number].task_id] = (tasks[number], {numbers.index(i) for i in of_it}, {})
        alike = clusters.topics(inside, everywhere, len(kept), said=said)
        in_words = any(len(topic.members) >= _MOSTLY * len(here) for topic in alike)  # one fewer is enough of these
        for task, telling in matters.of_one_matter([c.text for c in here], tasks, least=least - in_words):
            task = _inside(sorted(telling), groups) or task
            groups.setdefault(task.task_id, (task, set(), {}))[1].update(telling)
        bearing_on = dict(_bearing(inside, everywhere, len(kept), tasks))
        for topic in alike:
            about = _inside(topic.members, groups) or linked(topic.words, [here[i].text for i in topic.members], tasks)
            about = about or _voiced(topic.members, bearing_on)
            key = about.task_id if about is not None else topic.seed
            _, members, words = groups.setdefault(key, (about, set(), {}))
            members.update(topic.members)
            words.update(topic.words)
        elsewhere = [c.text for c in kept if c.unit != unit]
        for about_it in matters.of_one_thing([c.text for c in here], elsewhere, least=least, names=names_of(here[0])):
            about = _voiced(sorted(about_it), bearing_on)
            if about is not None:
                groups.setdefault(about.task_id, (about, set(), {}))[1].update(about_it)
        placed = {i for _, members, _ in groups.values() for i in members}
        for i, task in bearing_on.items():
            if i not in placed:
                groups.setdefault(task.task_id, (task, set(), {}))[1].add(i)
        for asked, members, words in groups.values():
            enough = least - (len(members) >= _MOSTLY * len(here) and asked is not None)
            if len(members) >= enough and (asked is not None or every):
                found.append(_cluster(unit, [here[i] for i in sorted(members)], words, asked))
    return sorted(found, key=lambda c: (-c.heat, c.unit))


def _inside(members: Sequence[int], groups: _Groups) -> Task | None:
    """The task of the group in which most of a topic's complaints lie already; None when they lie in none."""
    for task, known, _ in groups.values():
        if 2 * len(known & set(members)) > len(members):
            return task
    return None


def _voiced(members: Sequence[int], bearing_on: dict[int, Task]) -> Task | None:
    """The task on which most of a topic's complaints bear that bear on any; None where too few do."""
    said = Counter(bearing_on[i].task_id for i in members if i in bearing_on)
    most = said.most_common(1)
    if not most or most[0][1] < _VOICES:
        return None
    return next(task for task in bearing_on.values() if task.task_id == most[0][0])


def _bearing(
    here: Sequence[frozenset[str]], everywhere: Counter[str], size: int, tasks: Sequence[Task]
) -> Iterator[tuple[int, Task]]:
    """Complaints that by their own words bear on a task, each with the task that it shares most with.

    Pairs that three complaints in ten of the sheet have (学校, 幼儿园) say nothing there.
    """
    index: dict[str, list[tuple[int, float]]] = {}
    for number, task in enumerate(tasks):
        for pair in pairs(task.sentence):
            if everywhere[pair] <= _COMMON * size and (weight := clusters.telling(pair)) >= _RARE:
                index.setdefault(pair, []).append((number, weight))
    for i, own in enumerate(here):
        shared: dict[int, float] = {}
        for pair in own:
            for number, weight in index.get(pair, ()):
                shared[number] = shared.get(number, 0.0) + weight
        most, place = max(((weight, -number) for number, weight in shared.items()), default=(0.0, 0))
        if most >= _LINKS:
            yield i, tasks[-place]


def _cluster(unit: str, items: list[Complaint], words: dict[str, float], task: Task | None) -> Cluster:
    grown = growth([c.day for c in items if c.day is not None])
    return Cluster(
        unit=unit,
        complaints=tuple(items),
        words=clusters.phrases(words, [c.text for c in items])[:8] if words else (),
        category=Counter(category(c).label for c in items).most_common(1)[0][0],
        task=task,
        size=len(items),
        growth=grown,
        heat=len(items) + 0.1 * sum(c.votes for c in items) ** 0.5 + max(0, grown) / 2,
    )


def answering(unit: str, dossier: Dossier) -> str:
    """The unit that has to answer for a place: the nearest at or above it that the policy binds or that reports on it,
    else itself.

    A county's trouble is told of the city that was to carry the policy out, where the city is whose report is judged.
    """
    tree = UnitTree(dossier.units)
    judged = {*dossier.expected, *(m.unit for m in dossier.members if m.role == "report")}
    return next((name for name in (unit, *tree.ancestors(unit)) if name in judged), unit)


def _about(cluster: Cluster) -> str:
    return f"“{'、'.join(cluster.words[:4])}”" if cluster.words else "同一件事上"


def growth(days: Sequence[date]) -> int:
    """Complaints of the later half of the time minus those of the earlier half."""
    if len(set(days)) < 2:
        return 0
    middle = min(days).toordinal() + (max(days) - min(days)).days / 2
    later = sum(d.toordinal() > middle for d in days)
    return later - (len(days) - later)


def linked(words: dict[str, float], texts: Sequence[str], tasks: Sequence[Task]) -> Task | None:
    """The task that a topic is about: whose sentence shares most of the topic's rare words; None below a floor."""
    best: tuple[float, Task] | None = None
    carried = [frozenset(pairs(t)) for t in texts]
    for task in tasks:
        asked = frozenset(pairs(task.sentence))
        weight = 0.0
        for pair in asked:
            share = sum(pair in c for c in carried) / max(1, len(carried))
            if share >= 0.1 and clusters.telling(pair) >= 3.0:
                weight += clusters.telling(pair) * min(1.0, 2 * share) * (1.0 if pair in words else 0.5)
        if best is None or weight > best[0]:
            best = (weight, task)
    return best[1] if best is not None and best[0] >= _LINKS else None


def find(dossier: Dossier, assessments: Assessments, settings: Settings, as_of: date) -> Iterator[Finding]:
    """complaint-cluster: many complaints about one matter in one place that bear on a task of the policy."""
    return iter(merged(_findings(dossier, settings)))


def _findings(dossier: Dossier, settings: Settings) -> Iterator[Finding]:
    if dossier.policy is None:
        return
    tasks = dossier.policy.tasks
    for document, heard in complaints(dossier):
        # reading takes seconds for each policy: only places are read for which somebody has to answer that it binds
        bound = {unit for unit in heard.places if answering(unit, dossier) in dossier.expected}
        read = settings.comparing.reader and bound
        told = readings(heard, tasks, shared_reader().judge, among=bound) if read else None
        for cluster in clustered(heard, tasks, readings=told):
            task = cluster.task
            if task is None:
                continue
            days = [c.day for c in cluster.complaints if c.day is not None]
            period = f"{min(days)}至{max(days)}，" if days else ""
            trend = f"，后半段比前半段多{cluster.growth}件" if cluster.growth > 1 else ""
            unit = answering(cluster.unit, dossier)
            where = cluster.unit if unit != cluster.unit else ""
            yield state(
                "complaint-cluster",
                unit,
                dossier=dossier,
                document=document,
                rule="feedback.cluster",
                task_ids=(task.task_id,),
                evidence=[dossier.policy.quote(task.start, task.end), *(c.quote for c in cluster.complaints)],
                reason=f"{period}{where}{cluster.size}件反映（{cluster.category}）集中在{_about(cluster)}{trend}，对应政策要求“{task.sentence}”；"
                f"编号：{'、'.join(c.id for c in cluster.complaints[:30])}",
                confidence=min(0.95, 0.6 + 0.04 * cluster.size),
                severity="high" if cluster.size >= 10 else "medium",
            )
