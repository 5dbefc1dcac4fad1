"""One reader for every format an office sends: ``read(path)`` gives records or raises ``ReadError``."""

from .errors import CODES, ReadError
from .reading import read, read_bytes

__all__ = ["CODES", "ReadError", "read", "read_bytes"]
