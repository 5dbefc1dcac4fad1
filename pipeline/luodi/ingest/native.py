"""PDFium's own functions, called without the checks of typed pointers, for many characters at once.

Handles go in as ``c_void_p``, indexes as int. What PDFium writes into memory is told row by row by ``Cells``.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

Handle = ctypes.c_void_p
_ROWS = 2048


def native(name: str, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A PDFium function; arguments are passed on as they are, so pointers must come as ``Handle``."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result)(address)


def handle(pointer: Any) -> Handle:
    """A typed pointer of pypdfium2 as a plain one."""
    return ctypes.cast(pointer, Handle)


class Cells:
    """Rows of numbers for PDFium to write, used again and again: it allows one caller at a time anyway.

    ``apart``: PDFium wants a place for each number instead of one for the row.
    """

    def __init__(self, code: str, width: int, *, apart: bool = False) -> None:
        self._memory, self._width = array(code, [0] * (_ROWS * width)), width
        start, step = self._memory.buffer_info()[0], self._memory.itemsize
        self._places = [
            [Handle(start + step * (width * row + n)) for row in range(_ROWS)] for n in range(width if apart else 1)
        ]

    def ask(self, function: Callable[..., int], many: int, *arguments: Iterable[Any]) -> tuple[list[int], list[Any]]:
        """What a function answers to so many sets of arguments, and the numbers it writes, column by column.

        Where the answer is 0 nothing was written and the numbers mean nothing.
        """
        answers, columns = list[int](), [list[Any]() for _ in range(self._width)]
        streams = [iter(values) for values in arguments]
        for begin in range(0, many, _ROWS):
            rows = min(_ROWS, many - begin)
            answers += map(function, *(islice(stream, rows) for stream in streams), *self._places)
            for n, column in enumerate(columns):
                column += self._memory[n : rows * self._width : self._width]
        return answers, columns
