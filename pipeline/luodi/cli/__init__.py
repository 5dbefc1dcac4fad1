"""Arguments to calls to exit codes; the library can do everything that stands here.

``parser`` says which commands there are and which function does each: in ``runs`` those on a folder, in ``documents``
on single documents, in ``results`` on what a run wrote, in ``lessons`` on annotated data. These import the library when
they are called, so that ``luodi --help`` answers at once. A command returns its exit code, or raises UsageError or
UnreadError, whose message is shown.

Exit codes: 0 all read · 1 some files were quarantined or checks failed · 2 wrong usage or settings · 3 nothing read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from .exits import NOTHING_READ, OK, SOME_FAILED, WRONG_USE, UnreadError, UsageError
from .parser import build_parser
from .words import trouble

__all__ = ["NOTHING_READ", "OK", "SOME_FAILED", "WRONG_USE", "UsageError", "run_command"]


def run_command(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # the same output in every locale (threats T19)
    parser = build_parser()
    try:
        asked = parser.parse_args(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    if not hasattr(asked, "command"):
        parser.print_help()
        return WRONG_USE
    command: Callable[[argparse.Namespace], int] = asked.command
    from luodi.settings import SettingsError

    try:
        return command(asked)
    except (SettingsError, UsageError) as error:
        print(f"luodi: {error}", file=sys.stderr)
        return WRONG_USE
    except UnreadError as error:
        print(f"luodi: {error}", file=sys.stderr)
        return NOTHING_READ
    except BrokenPipeError:  # whoever reads has seen enough: luodi parse a.pdf | head
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is flushed at exit goes there
        return OK
    except OSError as error:
        print(f"luodi: {trouble(error)}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("luodi: 已中断，已完成的部分下次不再重做（interrupted; finished work is kept）", file=sys.stderr)
        return SOME_FAILED
