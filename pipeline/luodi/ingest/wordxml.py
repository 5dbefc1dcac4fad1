"""Small questions to the XML of a DOCX: which variant counts, what lies inside what, what a property says."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
INSIDE = frozenset(
    f"{W}{n}" for n in ("ins", "moveTo", "hyperlink", "fldSimple", "smartTag", "customXml", "bdo", "dir")
)
"""Wrappers whose content counts as if they were not there."""


def choice_of(element: Any) -> Any | None:
    """The variant of an ``AlternateContent`` that is read: the first choice, else the fallback."""
    choice = element.find(f"{MC}Choice")
    return choice if choice is not None else element.find(f"{MC}Fallback")


def inside_of(element: Any) -> Any | None:
    """What counts in place of a wrapper: an insertion's own content, that of a control, the variant that is read.

    None for any other element.
    """
    if element.tag in INSIDE:
        return element
    if element.tag == f"{W}sdt":
        return element.find(f"{W}sdtContent")
    return choice_of(element) if element.tag == f"{MC}AlternateContent" else None


def unwrapped(element: Any, tag: str) -> list[Any]:
    """Rows of a table or cells of a row, also inside content controls and tracked changes."""
    found = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif (inner := inside_of(child)) is not None:
            found.extend(unwrapped(inner, tag))
    return found


def outermost(element: Any, tag: str) -> list[Any]:
    """Descendants with a tag that do not lie in another such; of alternatives only the first."""
    found, waiting = [], [element]
    while waiting:
        item = waiting.pop()
        if item.tag == tag:
            found.append(item)
            continue
        if item.tag == f"{MC}AlternateContent":
            choice = choice_of(item)
            if choice is not None:
                waiting.append(choice)
            continue
        waiting.extend(reversed(item))
    return found


def box_filled(content: Any) -> bool:
    """A box with a fill of its own: white words on it may well be seen."""
    for ancestor in content.iterancestors():
        if ancestor.tag == f"{_WPS}wsp":
            return any(
                e.tag.endswith("}solidFill") or e.tag.endswith("}gradFill")
                for e in ancestor.iter()
                if isinstance(e.tag, str)
            )
        if isinstance(ancestor.tag, str) and ancestor.tag.startswith("{urn:schemas-microsoft-com:vml}"):
            return (ancestor.get("fillcolor") or "").lower() not in ("", "white", "#ffffff")
    return False


def value_of(properties: Any | None, name: str) -> str | None:
    """The ``w:val`` of a property, None where it is not set."""
    child = None if properties is None else properties.find(f"{W}{name}")
    value: str | None = None if child is None else child.get(f"{W}val")
    return value


def count_of(element: Any | None, default: int = 0) -> int:
    """The ``w:val`` of an element as a number, ``default`` where it is none."""
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isdigit() else default


def is_hex(value: str) -> bool:
    """Whether all characters are hexadecimal digits."""
    return all(c in "0123456789abcdefABCDEF" for c in value)


def is_on(element: Any | None) -> bool:
    """Whether an on/off property is set; one without a value is on."""
    return element is not None and element.get(f"{W}val", "1").lower() not in ("0", "false", "off", "none")
