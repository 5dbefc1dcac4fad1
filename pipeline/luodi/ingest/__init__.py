"""One reader for every format an office sends: ``read(path)`` gives records or raises ``ReadError``."""

from .errors import CODES, ReadError
from .guarded import Worker, read_isolated
from .reading import below, read, read_bytes

__all__ = ["CODES", "ReadError", "Worker", "below", "read", "read_bytes", "read_isolated"]
