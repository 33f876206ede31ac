"""The command ``docbao``: a window, or one command of the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from reader import cli
from reader.i18n import Translator, system_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Docbao with the arguments of the command line; return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    translator = Translator(system_language())
    if cli.is_command(given):
        return cli.main(given, translator)
    return cli.guarded(lambda: _open_window(given), translator)


def _open_window(arguments: Sequence[str]) -> int:
    parsed = cli.window_parser().parse_args(arguments)
    # Qt takes a tenth of a second to load, and commands can do without it.
    from reader.ui.display import require_display  # noqa: PLC0415

    require_display()
    from reader.ui.app import run  # noqa: PLC0415

    return run(parsed.files, parsed.data_dir)


if __name__ == "__main__":
    sys.exit(main())
