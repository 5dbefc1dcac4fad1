"""Units of government and their tree, references between documents, dossiers, office-system events."""

from .chain import chain
from .close import CloseReading, read_as
from .concerned import Concerned
from .link import link
from .sheets import SheetError, read_events, read_units
from .tree import UnitTree, infer_units

__all__ = [
    "CloseReading",
    "Concerned",
    "SheetError",
    "UnitTree",
    "chain",
    "infer_units",
    "link",
    "read_as",
    "read_events",
    "read_units",
]
