"""``python -m luodi`` and the ``luodi`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    import warnings

    from luodi.cli import run_command
    from luodi.cli.words import as_message

    warnings.filterwarnings("always", category=UserWarning, module=r"luodi\.")
    warnings.formatwarning = as_message
    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
