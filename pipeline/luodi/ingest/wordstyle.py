"""What Word's styles say of a run: hidden, white, tiny; font, size, colour; resolved through the chain of styles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from .visible import TINY, is_pale
from .wordxml import W, is_hex, is_on, value_of


@dataclass(frozen=True, slots=True)
class Look:
    """Effective run properties; None is not said."""

    font: str | None = None
    size: float | None = None
    color: str | None = None
    bold: bool = False
    vanish: bool = False
    shaded: bool = False

    def hidden(self, *, on_dark: bool) -> str | None:
        """Why a reader would not see words of this look, None when they are seen."""
        if self.vanish:
            return "vanish"
        if self.size is not None and self.size < TINY:
            return "tiny"
        if self.color is not None and not self.shaded and not on_dark and is_pale(self.color):
            return "white"
        return None


@dataclass(slots=True)
class Styles:
    """Styles of a document by id, resolved once."""

    looks: dict[str, Look] = field(default_factory=dict)
    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)
    aligns: dict[str, str] = field(default_factory=dict)
    default: str = ""
    base: Look = Look()

    def look(self, style: str | None) -> Look:
        """The look of a paragraph or character style; unknown ids have the default's."""
        return self.looks.get(style if style is not None else self.default, self.base)


def read_styles(root: Any | None) -> Styles:
    """Styles from ``word/styles.xml``, each with its parents' properties."""
    found = Styles()
    if root is None:
        return found
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    found.base = apply(Look(), defaults)
    items = {s.get(f"{W}styleId", ""): s for s in root.iterchildren(f"{W}style")}
    for key, item in items.items():
        if item.get(f"{W}type") == "paragraph" and item.get(f"{W}default") in ("1", "true"):
            found.default = key
        chain = _chain(key, items)
        look = found.base
        for ancestor in reversed(chain):
            look = apply(look, items[ancestor].find(f"{W}rPr"))
        found.looks[key] = look
        _paragraph_properties(found, key, [items[a] for a in chain])
    return found


def apply(look: Look, properties: Any | None) -> Look:
    """``look`` changed by an ``w:rPr``."""
    if properties is None:
        return look
    changes: dict[str, Any] = {}
    for child in properties:
        tag, value = child.tag, child.get(f"{W}val")
        if tag == f"{W}rFonts":
            font = child.get(f"{W}eastAsia") or child.get(f"{W}ascii")
            if font:
                changes["font"] = font
        elif tag == f"{W}sz" and value and value.replace(".", "", 1).isdigit():
            changes["size"] = float(value) / 2
        elif tag == f"{W}color":
            changes["color"] = f"#{value.upper()}" if value and len(value) == 6 and is_hex(value) else None
        elif tag == f"{W}b":
            changes["bold"] = is_on(child)
        elif tag in (f"{W}vanish", f"{W}webHidden", f"{W}specVanish"):
            changes["vanish"] = is_on(child) and tag != f"{W}webHidden"
        elif tag in (f"{W}shd", f"{W}highlight"):
            changes["shaded"] = is_dark(child)
    return replace(look, **changes) if changes else look


def over(look: Look, own: Look, base: Look) -> Look:
    """A paragraph's look under a character style: what the style says beyond the document's defaults."""
    return Look(
        font=own.font if own.font != base.font else look.font,
        size=own.size if own.size != base.size else look.size,
        color=own.color if own.color != base.color else look.color,
        bold=own.bold or look.bold,
        vanish=own.vanish or look.vanish,
        shaded=own.shaded or look.shaded,
    )


def is_dark(shading: Any | None) -> bool:
    """Does a ``w:shd`` or ``w:highlight`` put a colour behind the words on which white can be read?"""
    if shading is None:
        return False
    if shading.tag == f"{W}highlight":
        return shading.get(f"{W}val", "none") not in ("none", "white")
    fill = shading.get(f"{W}fill", "auto")
    return len(fill) == 6 and is_hex(fill) and not is_pale(f"#{fill}", floor=0xD0)


def _chain(key: str, items: dict[str, Any]) -> list[str]:
    chain: list[str] = []
    while key in items and key not in chain and len(chain) < 30:
        chain.append(key)
        key = value_of(items[key], "basedOn") or ""
    return chain


def _paragraph_properties(found: Styles, key: str, chain: list[Any]) -> None:
    """Numbering and alignment that a style gives its paragraphs, from the nearest style that says so."""
    level = 0
    for item in chain:
        properties = item.find(f"{W}pPr")
        if properties is None:
            continue
        align = properties.find(f"{W}jc")
        if align is not None and key not in found.aligns:
            found.aligns[key] = align.get(f"{W}val", "")
        number = properties.find(f"{W}numPr")
        if number is not None and key not in found.numbers:
            depth, number_id = number.find(f"{W}ilvl"), number.find(f"{W}numId")
            if depth is not None and depth.get(f"{W}val", "").isdigit():
                level = int(depth.get(f"{W}val"))
            if number_id is not None:
                found.numbers[key] = (number_id.get(f"{W}val", ""), level)
