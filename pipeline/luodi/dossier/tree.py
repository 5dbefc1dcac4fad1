"""The tree of units: whose words a name is, who stands below whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from luodi.records import DocumentRecord, Level, Unit

from .lexicon import lexicon

ORDER: tuple[Level, ...] = ("central", "province", "city", "county", "town", "village")
"""Levels of government from the top; departments stand beside, not in, this order."""
_CENTRE = "中央"
"""The one unit that stands for all central bodies when the tree is read from documents."""
_SPACE = re.compile(r"\s+")


class UnitTree:
    """Units by name and alias.

    >>> tree = UnitTree([Unit(name="江澜省", level="province"), Unit(name="云泽市", level="city", parent="江澜省")])
    >>> tree.match("云泽市教育局"), [u.name for u in tree.below("江澜省")]
    ('云泽市', ['云泽市'])
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units: dict[str, Unit] = {u.name: u for u in units}
        self._children: dict[str, list[Unit]] = defaultdict(list)
        self._names: dict[str, str] = {}
        self._memo: dict[str, str | None] = {}
        taken: dict[str, set[str]] = defaultdict(set)
        for unit in self.units.values():
            if unit.parent is not None:
                self._children[unit.parent].append(unit)
            for alias in unit.aliases:
                taken[_plain(alias)].add(unit.name)
        self._names = {alias: next(iter(names)) for alias, names in taken.items() if len(names) == 1}
        self._names |= {_plain(name): name for name in self.units}
        self._longest = max(map(len, self._names), default=0)

    def __len__(self) -> int:
        return len(self.units)

    def match(self, name: str) -> str | None:
        """The unit that a body's name belongs to: by name or alias, else by the longest beginning that is one.

        After a division's name the name of one below it may follow (梧江市江南区教育局 is 江南区).
        """
        if name not in self._memo:
            self._memo[name] = self._match(_plain(name))
        return self._memo[name]

    def _match(self, text: str) -> str | None:
        exact = self._names.get(text)
        if exact is not None:
            return exact
        for end in range(min(len(text), self._longest), 1, -1):
            found = self._names.get(text[:end])
            if found is not None:
                deeper = self._below_named(found, text[end:])
                return deeper if deeper is not None else found
        return None

    def _below_named(self, name: str, rest: str) -> str | None:
        for child in self._children.get(name, ()):
            if child.level != "department" and rest.startswith(child.name):
                deeper = self._below_named(child.name, rest[len(child.name) :])
                return deeper if deeper is not None else child.name
        return None

    def below(self, name: str) -> list[Unit]:
        """The divisions directly below a unit, departments left out."""
        return [u for u in self._children.get(name, ()) if u.level != "department"]

    def departments(self, name: str) -> list[Unit]:
        """The departments directly below a unit."""
        return [u for u in self._children.get(name, ()) if u.level == "department"]

    def government(self, name: str) -> str:
        """The division a unit belongs to: itself, or what stands above a department."""
        unit = self.units.get(name)
        while unit is not None and unit.level == "department" and unit.parent is not None:
            name, unit = unit.parent, self.units.get(unit.parent)
        return name

    def ancestors(self, name: str) -> Iterator[str]:
        """The names above a unit, nearest first."""
        unit = self.units.get(name)
        while unit is not None and unit.parent is not None:
            yield unit.parent
            unit = self.units.get(unit.parent)

    def under(self, lower: str | None, upper: str | None) -> bool:
        """Whether a unit's government stands below another's; False where either is not known."""
        return lower is not None and upper is not None and self.is_below(self.government(lower), self.government(upper))

    def akin(self, name: str, other: str) -> bool:
        """Whether two units are of one branch: of one government, or one of them below the other's."""
        mine, theirs = self.government(name), self.government(other)
        return mine == theirs or self.is_below(mine, theirs) or self.is_below(theirs, mine)

    def is_below(self, name: str, above: str) -> bool:
        """Whether one unit stands somewhere below another."""
        return above in self.ancestors(name)

    def path(self, name: str, above: str) -> list[str]:
        """The names from just below ``above`` down to ``name``; empty when it is not below."""
        way = [name, *self.ancestors(name)]
        return way[: way.index(above)][::-1] if above in way else []


def infer_units(records: Iterable[DocumentRecord]) -> list[Unit]:
    """Units read from the documents when no sheet of units is given.

    A division is taken from issuers (云泽市教育局 is 云泽市, 江澜省人民政府办公厅 is 江澜省); who stands above
    whom from the forwarding itself: a lower body that addresses or passes on a higher body's document stands below it.
    """
    levels: dict[str, Level] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    ties: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    docs = list(records)
    names_of: list[set[str]] = []
    for doc in docs:
        names: set[str] = set()
        for issuer in doc.issuer:
            way = divisions_in(issuer)
            for above, (name, level) in zip([None, *(n for n, _ in way)], way, strict=False):
                levels[name] = level
                if above is not None:
                    ties[name][above] += 3
            if way:
                names.add(way[-1][0])
                aliases[way[-1][0]].add(issuer)
        names_of.append(names)
    for doc, mine in zip(docs, names_of, strict=True):
        spoken = [*doc.addressees, *(r.title for r in doc.refers_to if r.title)]
        others = {n for words in spoken for n, _ in divisions_in(words) if n in levels}
        for lower in mine:
            for other in others - {lower}:
                if _above(levels[other], levels[lower]):
                    ties[lower][other] += 1
    return [
        Unit(name=n, level=levels[n], parent=_parent(n, levels, ties), aliases=tuple(sorted(aliases[n] - {n})))
        for n in sorted(levels, key=lambda n: (ORDER.index(levels[n]), n))
    ]


def divisions_in(words: str) -> list[tuple[str, Level]]:
    """The divisions that stand one after another at the beginning of a body's name.

    >>> divisions_in("梧江市江南区教育局")
    [('梧江市', 'city'), ('江南区', 'county')]
    """
    words = _SPACE.sub("", words).lstrip("《〈")
    found: list[tuple[str, Level]] = []
    divisions = lexicon()
    if words.startswith(divisions.central):
        return [(_CENTRE, "central")]
    words = words.removeprefix("中共").removeprefix("共青团")
    place = 0
    while True:
        match = divisions.name.match(words, place)
        if match is None or match.group() in divisions.not_names:
            return found
        level = divisions.level_of(match.group())
        if level is None or level == "department" or (found and not _above(found[-1][1], level)):
            return found
        if level in ("town", "village") and not _speaks(words[match.end() :]):
            return found  # 农业农村局, 住房和城乡建设局: a department's name, not a village's
        found.append((match.group(), level))
        place = match.end()


def _speaks(rest: str) -> bool:
    return not rest or rest.startswith(("关于", "转发", *lexicon().bodies))


def _plain(name: str) -> str:
    return _SPACE.sub("", name).removeprefix("中共")


def _above(higher: Level, lower: Level) -> bool:
    return higher in ORDER and lower in ORDER and ORDER.index(higher) < ORDER.index(lower)


def _parent(name: str, levels: dict[str, Level], ties: dict[str, dict[str, int]]) -> str | None:
    known = {other: n for other, n in ties[name].items() if _above(levels[other], levels[name])}
    if known:
        return max(sorted(known), key=lambda o: (ORDER.index(levels[o]), known[o]))
    over = [n for n, level in levels.items() if _above(level, levels[name])]
    nearest = max((ORDER.index(levels[n]) for n in over), default=-1)
    close = [n for n in over if ORDER.index(levels[n]) == nearest]
    return close[0] if len(close) == 1 else None
