"""Units of government and their tree, references between documents, dossiers, office-system events."""

from .chain import chain
from .concerned import Concerned
from .link import link
from .sheets import SheetError, read_events, read_units
from .tree import UnitTree, infer_units

__all__ = ["Concerned", "SheetError", "UnitTree", "chain", "infer_units", "link", "read_events", "read_units"]
