"""The command line: what may be said, and what it means."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NoReturn, TypeAlias

from reader import __version__, export
from reader.export.dossier import DOSSIER_FORMATS
from reader.models import Color, EntityType, Style

USAGE = 2
STDIN = "-"
COMMANDS = (
    "import",
    "list",
    "show",
    "search",
    "recognise",
    "highlight",
    "export",
    "notes",
    "import-notes",
    "templates",
    "entities",
    "entity",
    "merge",
    "corrections",
    "versions",
    "diff",
    "reindex",
    "backup",
    "restore",
    "doctor",
)


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"docbao: {message}", file=sys.stderr)
        raise SystemExit(USAGE)


_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - it has no public name


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; its names are those of :class:`Command`."""
    top = _Parser(prog="docbao", description="Read, search and annotate news articles, offline.")
    top.add_argument("--version", action="version", version=f"docbao {__version__}")
    top.add_argument("--data-dir", metavar="DIR", help="keep the library and everything else in DIR")
    doing = top.add_mutually_exclusive_group()
    doing.add_argument(
        "--install-desktop",
        dest="command",
        action="store_const",
        const="install",
        help="add menu entry and icons",
    )
    doing.add_argument(
        "--uninstall-desktop",
        dest="command",
        action="store_const",
        const="uninstall",
        help="remove them again",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    importing = _command(commands, "import", "import files, or folders with all they hold")
    importing.add_argument("paths", nargs="+", type=_path, metavar="PATH")
    _command(commands, "list", "list the articles")
    show = _command(commands, "show", "show an article with its mentions and highlights")
    show.add_argument("id", type=_id, metavar="ID")
    search = _command(commands, "search", "search the library")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--limit", type=_limit, default=20, metavar="N", help="show N hits at most")
    recognise = _command(commands, "recognise", "print the persons, places … that a text names")
    recognise.add_argument(
        "file", nargs="?", default=STDIN, metavar="FILE", help="a text file, or - for stdin"
    )
    recognise.add_argument("--language", default="", metavar="CODE", help="vi, ru or en; else it is guessed")

    exporting = _command(commands, "export", "write highlights and notes with citations", with_json=False)
    exporting.add_argument("ids", nargs="*", type=_id, metavar="ID")
    known = ", ".join(export.FORMATS)
    exporting.add_argument("--format", default="markdown", metavar="NAME", help=f"{known}, or a template")
    exporting.add_argument("--query", default="", metavar="QUERY", help="of the articles that a search finds")
    exporting.add_argument("--style", default="plain", choices=list(export.STYLES), help="of the citations")
    exporting.add_argument("--whole", action="store_true", help="whole articles with their marks")
    exporting.add_argument("--output", default="", metavar="FILE", help="else to stdout")
    bringing = _command(commands, "import-notes", "import notes of Docbao or of another program")
    bringing.add_argument(
        "file", metavar="FILE", help="JSON of Docbao, W3C, Hypothesis, calibre, Zotero; CSV of Readwise"
    )
    templates = _command(commands, "templates", "name the templates for exports", with_json=False)
    templates.add_argument("--copy", default="", metavar="NAME", help="copy one, to be changed")
    _marking_commands(commands)
    _entity_commands(commands)
    _version_commands(commands)
    _command(commands, "reindex", "recognise and index everything again", with_json=False)
    backup = _command(commands, "backup", "write the whole library to one file", with_json=False)
    backup.add_argument("file", metavar="FILE")
    restore = _command(commands, "restore", "put a backup in the library's place", with_json=False)
    restore.add_argument("file", metavar="FILE")
    doctor = _command(commands, "doctor", "check the library")
    doctor.add_argument("--repair", action="store_true", help="make anew what is derived and wrong")
    return top


def _marking_commands(commands: _Commands) -> None:
    """Add the commands that make highlights and list them."""
    highlight = _command(commands, "highlight", "highlight a quote in an article", with_json=False)
    highlight.add_argument("id", type=_id, metavar="ID")
    highlight.add_argument("--quote", required=True, metavar="TEXT")
    highlight.add_argument("--note", default="", metavar="TEXT")
    colors = ", ".join(color.value for color in Color)
    highlight.add_argument(
        "--color", default=Color.YELLOW.value, metavar="NAME", help=f"{colors}, or a name that you gave"
    )
    highlight.add_argument("--style", default=Style.FILL.value, choices=[style.value for style in Style])
    notes = _command(commands, "notes", "list highlights and notes")
    notes.add_argument("--query", default="", metavar="QUERY", help="of the articles that a search finds")
    notes.add_argument("--color", default="", metavar="NAME", help=f"{colors}, or a name that you gave")
    notes.add_argument("--tag", default="", metavar="TAG")


def _entity_commands(commands: _Commands) -> None:
    """Add the commands about entities."""
    listing = _command(commands, "entities", "list the persons, places … of the library")
    listing.add_argument("query", nargs="?", default="", metavar="QUERY", help="a part of a name")
    listing.add_argument("--type", default="", choices=[kind.value for kind in EntityType])
    listing.add_argument("--limit", type=_limit, default=100, metavar="N", help="show N at most")
    entity = _command(commands, "entity", "write all that is known of an entity")
    entity.add_argument("id", type=_id, metavar="ID")
    entity.add_argument("--format", default="markdown", choices=list(DOSSIER_FORMATS))
    entity.add_argument("--output", default="", metavar="FILE", help="else to stdout")
    merge = _command(commands, "merge", "let two entities be one", with_json=False)
    merge.add_argument("id", type=_id, metavar="ID", help="the one that stays")
    merge.add_argument("other", type=_id, metavar="ID", help="the one that is merged into it")
    corrections = _command(commands, "corrections", "list what you have put right about entities")
    carrying = corrections.add_mutually_exclusive_group()
    carrying.add_argument("--export", default="", metavar="FILE", help="write it for another library")
    carrying.add_argument("--import", dest="file", default="", metavar="FILE", help="take it over")


def _version_commands(commands: _Commands) -> None:
    """Add the commands about older texts."""
    versions = _command(commands, "versions", "list the texts that an article has had")
    versions.add_argument("id", type=_id, metavar="ID")
    diff = _command(commands, "diff", "show what changed between two texts of an article", with_json=False)
    diff.add_argument("id", type=_id, metavar="ID")
    diff.add_argument("old", nargs="?", type=_limit, metavar="N", help="else the one before")
    diff.add_argument("new", nargs="?", type=_limit, metavar="M", help="else the present one")


def window_parser() -> argparse.ArgumentParser:
    """Return the parser of a call that opens the window."""
    window = _Parser(prog="docbao", add_help=False)
    window.add_argument("--data-dir", metavar="DIR")
    window.add_argument("files", nargs="*", metavar="FILE")
    return window


def queries_last(arguments: Sequence[str]) -> list[str]:
    """Let a search be for ``-word``: what is no option of ``search`` goes behind ``--``."""
    given = list(arguments)
    at = next((at for at, each in enumerate(given) if each in COMMANDS), len(given))
    if given[at : at + 1] != ["search"] or "--" in given:
        return given
    options: list[str] = []
    words: list[str] = []
    rest = iter(given[at + 1 :])
    for each in rest:
        if each == "--limit":
            options += [each, *islice(rest, 1)]
        elif each in {"--json", "-h", "--help"} or each.startswith("--limit="):
            options.append(each)
        else:
            words.append(each)
    return [*given[: at + 1], *options, *(["--", *words] if words else [])]


def is_command(arguments: Sequence[str]) -> bool:
    """Whether a call is one of the terminal; otherwise it opens the window with files or links."""
    rest = list(arguments)
    while rest and rest[0].startswith("--data-dir"):
        del rest[: 1 if "=" in rest[0] else 2]
    if not rest:
        return len(arguments) == 1 and arguments[0] == "--data-dir"
    return (
        rest[0] in COMMANDS or rest[0].startswith("-") or not (export.is_link(rest[0]) or _is_path(rest[0]))
    )


def _is_path(text: str) -> bool:
    """Whether an argument means a file, as against a command that was mistyped."""
    return "/" in text or "." in text or Path(text).exists()


def _command(commands: _Commands, name: str, text: str, *, with_json: bool = True) -> _Parser:
    command: _Parser = commands.add_parser(name, help=text, description=text)
    if with_json:
        command.add_argument("--json", action="store_true", help="print JSON")
    return command


def _id(text: str) -> int:
    """Read the id of an article or an entity."""
    return _number(text, 1, 2**63 - 1)


def _limit(text: str) -> int:
    return _number(text, 0, 2**31 - 1)


def _number(text: str, least: int, most: int) -> int:
    try:
        number = int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from error
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text} is not a number from {least} to {most}")
    return number


def _path(text: str) -> str:
    """Refuse the empty name, which would mean the folder that the terminal is in."""
    if not text:
        raise argparse.ArgumentTypeError("a file or folder must have a name")
    return text
