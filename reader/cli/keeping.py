"""The commands that keep the library: ``backup``, ``restore`` and ``doctor``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.cli.output import print_json
from reader.i18n import Translator
from reader.library import Library, keeping
from reader.paths import folders
from reader.store.backup import Manifest, Tell


def run_backup(arguments: argparse.Namespace, translator: Translator) -> None:
    """Write a backup of the library; it may be in use.

    Raises:
        ReaderError: what could not be done.
    """
    target = Path(arguments.file)
    with _told("backup") as tell:
        manifest = keeping.back_up(folders(arguments.data_dir), target, tell)
    said = translator.gettext("Backed up to {path}: {contents}.")
    print(said.format(path=target, contents=_contents(manifest, translator)))


def run_restore(arguments: argparse.Namespace, translator: Translator) -> None:
    """Verify a backup, put it in the place of the library, and build the search index again.

    Raises:
        ReaderError: what could not be done; the library is as it was then.
    """
    places = folders(arguments.data_dir)
    with _told("restore") as tell:
        manifest, kept, why_not = keeping.restore(places, Path(arguments.file), tell)
    said = translator.gettext("Restored the library of {date}: {contents}.")
    print(said.format(date=manifest.created, contents=_contents(manifest, translator)))
    if kept:
        print(translator.gettext("The library before it is kept in {path}.").format(path=kept))
    if why_not:
        print(f"docbao: {translator.error(why_not)}", file=sys.stderr)
    with Library(places) as library, _told("index") as tell:
        library.intake.check()
        for step in library.intake.work():
            tell(step.done / step.total)


def run_doctor(arguments: argparse.Namespace, translator: Translator) -> bool:
    """Check the library, a line a check; False where a fault is left."""
    with _told("doctor") as tell:
        report = keeping.check(folders(arguments.data_dir), tell, repair=arguments.repair)
    if arguments.json:
        findings = [
            {
                "check": each.check,
                "status": each.status.value,
                "message": each.say(translator),
                "details": list(each.details),
            }
            for each in report.findings
        ]
        print_json({"healthy": report.healthy, "checks": findings})
        return report.healthy
    for each in report.findings:
        print(f"{each.status}\t{each.check}\t{each.say(translator)}")
        for line in each.details:
            print(f"\t\t{line}")
    return report.healthy


def _contents(manifest: Manifest, translator: Translator) -> str:
    """Return how much a backup holds."""
    numbers = manifest.numbers
    articles = translator.ngettext("{n} article", "{n} articles", numbers.articles)
    return f"{articles}, {translator.ngettext('{n} highlight', '{n} highlights', numbers.highlights)}"


@contextmanager
def _told(what: str) -> Iterator[Tell]:
    """Tell a terminal that watches how far long work is."""
    watched = sys.stderr.isatty()

    def tell(part: float) -> None:
        if watched:
            print(f"\r{what} {part:.0%} ", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
