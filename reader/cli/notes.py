"""The commands about highlights and notes: what leaves, what comes back, what there is."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from reader import export
from reader.cli.output import print_json
from reader.errors import N_, ReaderError
from reader.i18n import LANGUAGES, Translator
from reader.library import Library
from reader.library.answers import NoteOutcome, NoteStatus
from reader.library.files import write_file
from reader.library.templates import copy_template, folder, formats, shipped_names
from reader.models import Color, Highlight, Summary
from reader.paths import folders
from reader.text.fold import fold
from reader.text.normalise import nfc, one_line

_STDOUT = ("", "-")


def run_export(library: Library, arguments: argparse.Namespace, translator: Translator) -> None:
    """Write highlights and notes: of the articles named, of those that a search finds, or of the library.

    Raises:
        ReaderError: there is no such article, format or style, or the file cannot be written.
    """
    if arguments.ids and arguments.query:
        raise ReaderError(N_("Name articles or a search, not both."))
    known = formats(folders(arguments.data_dir))
    ids = arguments.ids or library.exchange.noted(nfc(arguments.query))
    options = export.Options(style=arguments.style, whole=arguments.whole)
    made = library.exchange.export(
        ids, arguments.format, translator, options, keep_empty=bool(arguments.ids), formats=known
    )
    if arguments.output not in _STDOUT:
        write_file(Path(arguments.output), made)
    elif isinstance(made, str):
        sys.stdout.write(made)
    elif sys.stdout.isatty():
        raise ReaderError(
            N_("The format {name} is not text: name a file with --output."), name=arguments.format
        )
    else:
        sys.stdout.buffer.write(made)


def color_called(name: str, library: Library, translator: Translator) -> Color:
    """Return the colour of a name: in a language of the program, or what the reader calls it.

    Raises:
        ReaderError: if none is called so.
    """
    wanted, given = fold(one_line(name)), library.reading.color_names()
    for color, said in given.items():
        if fold(said) == wanted:
            return color
    for speaker in (translator, *map(Translator, LANGUAGES)):
        for color, said in speaker.color_names({}).items():
            if wanted in {color.value, fold(said)}:
                return color
    known = ", ".join(given.get(color, color.value) for color in Color)
    raise ReaderError(N_("There is no colour “{name}”. There are: {known}."), name=name, known=known)


def run_notes(library: Library, arguments: argparse.Namespace, translator: Translator) -> None:
    """List highlights, a line each: article, place, colour, quote, note.

    Raises:
        ReaderError: if there is no such colour.
    """
    color = color_called(arguments.color, library, translator) if arguments.color else None
    names = library.reading.color_names()
    found = list(library.exchange.notes(nfc(arguments.query), color, nfc(arguments.tag)))
    if arguments.json:
        print_json([_note(*each) for each in found])
        return
    for summary, highlight in found:
        quote, note = one_line(highlight.selector.exact), one_line(highlight.note)
        called = names.get(highlight.color, highlight.color.value)
        print("\t".join((export.link(summary.id, highlight.id), called, quote, note)))


def run_import_notes(library: Library, arguments: argparse.Namespace, translator: Translator) -> list[str]:
    """Import a file of notes; print what became of each, and return what went wrong, a line each.

    Raises:
        ReaderError: the file cannot be read, or holds no notes that Docbao knows.
    """
    _, report = library.exchange.import_notes(Path(arguments.file))
    if arguments.json:
        print_json([_outcome(each, translator) for each in report.outcomes])
    else:
        for article in report.articles:
            print(f"{article.status}\t{article.id}\t{one_line(article.title)}")
        for each in report.outcomes:
            if each.status is not NoteStatus.FAILED:
                print(f"{each.status}\t{each.article}\t{one_line(each.quote)}")
    return [
        f"{arguments.file}, {each.number}: {translator.error(each.reason)} “{one_line(each.quote)}”"
        for each in report.outcomes
        if each.reason
    ]


def run_templates(arguments: argparse.Namespace) -> None:
    """Name the templates and the folder of the reader's own; copy one into it.

    Raises:
        ReaderError: there is no such template, or it cannot be copied.
    """
    place = folders(arguments.data_dir)
    if arguments.copy:
        print(copy_template(arguments.copy, place))
        return
    for name, exporter in formats(place).items():
        if exporter.purpose is export.Purpose.TEMPLATES:
            own = (folder(place) / f"{name}.j2").exists() or name not in shipped_names()
            print(f"{name}\t{folder(place) / f'{name}.j2' if own else '-'}")


def _note(summary: Summary, highlight: Highlight) -> dict[str, object]:
    return {
        **asdict(highlight),
        "link": export.link(summary.id, highlight.id),
        "title": summary.metadata.title,
        "source": summary.metadata.source,
        "published": summary.metadata.published,
    }


def _outcome(outcome: NoteOutcome, translator: Translator) -> dict[str, object]:
    return {
        "number": outcome.number,
        "status": outcome.status.value,
        "quote": outcome.quote,
        "article": outcome.article,
        "title": outcome.title,
        "error": translator.error(outcome.reason) if outcome.reason else "",
    }
