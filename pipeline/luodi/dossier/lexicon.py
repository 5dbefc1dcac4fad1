"""The word lists of administrative divisions and sheet headers (corpora/lexicons/divisions.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from luodi.records import Level
from luodi.text.lexicon import rules


@dataclass(frozen=True)
class Divisions:
    """Words of levels, suffixes of names, bodies of a government, and headers of sheets."""

    level_words: dict[str, Level]
    suffixes: dict[str, Level]
    bodies: tuple[str, ...]
    departments: tuple[str, ...]
    central: tuple[str, ...]
    not_names: frozenset[str]
    addressee_levels: tuple[tuple[str, Level], ...]
    headers: dict[str, dict[str, str]]
    name: re.Pattern[str]

    def level_of(self, name: str) -> Level | None:
        """The level that a name's last characters tell, such as city for 云泽市; None when they tell none.

        >>> lexicon().level_of("云泽市"), lexicon().level_of("教育局")
        ('city', 'department')
        """
        for suffix in sorted(self.suffixes, key=len, reverse=True):
            if name.endswith(suffix) and len(name) > len(suffix):
                return self.suffixes[suffix]
        return "department" if name.endswith(self.departments) else None


@lru_cache(maxsize=1)
def lexicon() -> Divisions:
    """The shipped lexicon, read once."""
    data = rules("divisions")
    suffixes = {word: cast(Level, level) for level, words in data["suffixes"].items() for word in words}
    ends = "|".join(sorted(map(re.escape, suffixes), key=len, reverse=True))
    return Divisions(
        level_words={w.lower(): cast(Level, level) for level, words in data["levels"].items() for w in words},
        suffixes=suffixes,
        bodies=tuple(sorted(data["bodies"]["words"], key=len, reverse=True)),
        departments=tuple(data["departments"]["suffixes"]),
        central=tuple(data["central"]["words"]),
        not_names=frozenset(data["names"]["not"]),
        addressee_levels=tuple(
            (word, cast(Level, level)) for level, words in data["addressees"].items() for word in words
        ),
        headers={
            sheet: {alias.lower(): field for field, aliases in fields.items() for alias in [field, *aliases]}
            for sheet, fields in data["headers"].items()
        },
        name=re.compile(rf"[\u4e00-\u9fff]{{1,9}}?(?:{ends})"),
    )
