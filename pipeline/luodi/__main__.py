"""``python -m luodi`` and the ``luodi`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code at once: all is closed by then, and to take down an
    interpreter full of records keeps the caller waiting."""
    import os
    import warnings
    from contextlib import suppress

    from luodi.cli import run_command
    from luodi.cli.words import as_message

    warnings.filterwarnings("always", category=UserWarning, module=r"luodi\.")
    warnings.formatwarning = as_message
    code = run_command(sys.argv[1:])
    with suppress(BrokenPipeError):  # whoever reads has seen enough
        sys.stderr.flush()
        sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
