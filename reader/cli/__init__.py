"""Docbao from a terminal: the same library, without a window.

Exit status: 0 on success, 1 when something failed, 2 on bad usage. Errors go to stderr, a line each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from reader.cli.arguments import COMMANDS, is_command, parser, queries_last, window_parser
from reader.cli.output import FAILED, OK, complain
from reader.errors import ReaderError
from reader.i18n import Translator

__all__ = ["COMMANDS", "guarded", "is_command", "main", "window_parser"]


def main(arguments: Sequence[str], translator: Translator) -> int:
    """Run one command; return the exit status."""
    try:
        parsed = parser().parse_args(queries_last(arguments))
        if parsed.command is None:
            parser().error("a command is missing")
    except SystemExit as stop:  # argparse has said why
        return int(stop.code or 0)
    from reader.cli.commands import Command  # noqa: PLC0415 - half a second that a wrong call can do without

    return guarded(lambda: Command(parsed, translator).run(), translator)


def guarded(run: Callable[[], int], translator: Translator) -> int:
    """Run something; what went wrong becomes one line and an exit status."""
    try:
        return run()
    except ReaderError as error:
        complain(translator.error(error))
        return FAILED
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stdout = None
        return OK
    except KeyboardInterrupt:
        return FAILED
