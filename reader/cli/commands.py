"""The commands: one method each, named ``run_`` and the command."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from reader import desktop, entities, export
from reader.cli import keeping, naming, notes, revising, shapes
from reader.cli.arguments import STDIN
from reader.cli.output import FAILED, OK, complain, print_json
from reader.errors import N_, ReaderError
from reader.i18n import Translator
from reader.library import Library, Progress
from reader.models import Filter, ImportOutcome, ImportStatus, Query, Result, Sort, Style
from reader.paths import folders
from reader.search import IndexBusyError, IndexDamagedError, IndexWriteError
from reader.text.normalise import nfc

_CHUNK = 500


class Command:
    """One call from a terminal: its arguments, its library, and the language it answers in."""

    def __init__(self, arguments: argparse.Namespace, translator: Translator) -> None:
        self.arguments = arguments
        self.translator = translator

    def run(self) -> int:
        """Do what was asked for; return the exit status.

        Raises:
            ReaderError: what could not be done, for the user.
        """
        try:
            return self._run()
        except IndexDamagedError:  # met while searching, before anything was printed or written
            with self._library() as library:
                library.intake.forget_index()
                _drain(library.intake.work())
            return self._run()

    def _run(self) -> int:
        status: int = getattr(self, f"run_{self.arguments.command.replace('-', '_')}")()
        return status

    def run_import(self) -> int:
        """Import files and folders, a line a file."""
        outcomes = []
        with self._library() as library:
            files = library.intake.find(Path(path) for path in self.arguments.paths)
            # Where another Docbao writes the index, what came in waits for it or for the next command.
            with contextlib.suppress(IndexBusyError):
                for progress in library.intake.import_files(files, self.translator):
                    if progress.outcome:
                        outcomes.append(progress.outcome)
                        self._say_imported(progress.outcome)
        if self.arguments.json:
            print_json([{**asdict(outcome), "path": str(outcome.path)} for outcome in outcomes])
        failed = [outcome for outcome in outcomes if outcome.status is ImportStatus.FAILED]
        for outcome in failed:
            complain(f"{outcome.path}: {outcome.error}")
        return FAILED if failed else OK

    def _say_imported(self, outcome: ImportOutcome) -> None:
        if not self.arguments.json and outcome.status is not ImportStatus.FAILED:
            print(f"{outcome.status}\t{outcome.id}\t{outcome.title}")

    def run_list(self) -> int:
        """List the articles of the library."""
        with self._library() as library:
            ids = library.reading.ids(Filter(), Sort.ADDED)
            summaries = [row for chunk in _chunks(ids) for row in library.reading.summaries(chunk)]
        if self.arguments.json:
            print_json([shapes.summary(row) for row in summaries])
        for row in [] if self.arguments.json else summaries:
            print(f"{row.id}\t{row.metadata.published}\t{row.metadata.source}\t{row.metadata.title}")
        return OK

    def run_show(self) -> int:
        """Show one article with its text, mentions and highlights."""
        with self._library() as library:
            opened = library.reading.opened(self.arguments.id)
            names = library.reading.color_names()
        article = opened.article
        if self.arguments.json:
            print_json(
                {
                    **shapes.article_whole(article),
                    "mentions": [shapes.mention_shape(m) | {"entity": m.entity} for m in opened.mentions],
                    "highlights": [shapes.highlight_shape(h) for h in opened.highlights],
                }
            )
            return OK
        print(export.citation(article, self.translator))
        print(f"\n{article.metadata.title}\n\n{article.text}")
        for highlight in opened.highlights:
            color = names.get(highlight.color, highlight.color.value)
            print(f"\n[{color}] {highlight.selector.exact}\n{highlight.note}".rstrip())
        return OK

    def run_search(self) -> int:
        """Search the library."""
        query = Query(text=nfc(self.arguments.query), limit=self.arguments.limit)
        with self._library() as library:
            self._catch_up(library)
            result = library.reading.search(query)
        hits = [
            {"id": hit.id, "score": hit.score, "title": hit.title.text, "snippet": shapes.marked(hit.snippet)}
            for hit in result.hits
        ]
        if self.arguments.json:
            read = {"reading": result.reading, "suggestion": result.suggestion, "missing": result.missing}
            print_json({"total": result.total, **read, "hits": hits})
            return OK
        self._tell_reading(result)
        print(self.translator.ngettext("{n} article", "{n} articles", result.total))
        for hit in result.hits:
            print(f"{hit.id}\t{hit.title.text}")
            if hit.snippet.text:
                print(f"\t{shapes.marked(hit.snippet)}")
        return OK

    def _tell_reading(self, result: Result) -> None:
        """Say how a query was read where that is not as it was typed, and what else it may have meant."""
        _ = self.translator.gettext
        if result.reading:
            print(_("Searched for: {reading}").format(reading=result.reading))
        if result.suggestion:
            print(_("Did you mean “{query}”?").format(query=result.suggestion))
        if result.missing:
            missing = self.translator.ngettext(
                "{n} article is still being indexed: a search does not find it yet.",
                "{n} articles are still being indexed: a search does not find them yet.",
                result.missing,
            )
            complain(missing)

    def run_recognise(self) -> int:
        """Print the mentions in a text, read as it is."""
        text = nfc(_read(self.arguments.file))
        mentions = entities.recognise(text, self.arguments.language)
        if self.arguments.json:
            print_json([shapes.mention_shape(mention) for mention in mentions])
        for mention in [] if self.arguments.json else mentions:
            print(f"{mention.start}\t{mention.end}\t{mention.type}\t{mention.text}")
        return OK

    def run_highlight(self) -> int:
        """Highlight the first place of a quote, with a note if one is given."""
        arguments = self.arguments
        with self._library() as library:
            change = library.editing.highlight_quote(
                arguments.id,
                arguments.quote,
                color=notes.color_called(arguments.color, library, self.translator),
                note=arguments.note,
                style=Style(arguments.style),
            )
            _drain(library.intake.work())
        print(export.link(arguments.id, change.highlight))
        return OK

    def run_export(self) -> int:
        """Write highlights and notes with citations: of articles, of a search, or of the library."""
        with self._library() as library:
            if self.arguments.query:
                _drain(library.intake.work())
            notes.run_export(library, self.arguments, self.translator)
        return OK

    def run_notes(self) -> int:
        """List highlights and notes."""
        with self._library() as library:
            if self.arguments.query:
                _drain(library.intake.work())
            notes.run_notes(library, self.arguments, self.translator)
        return OK

    def run_import_notes(self) -> int:
        """Import notes, a line a note."""
        with self._library() as library:
            _drain(library.intake.work())
            problems = notes.run_import_notes(library, self.arguments, self.translator)
            _drain(library.intake.work())
        for problem in problems:
            complain(problem)
        return FAILED if problems else OK

    def run_templates(self) -> int:
        """Name the templates, or copy one."""
        notes.run_templates(self.arguments)
        return OK

    def run_entities(self) -> int:
        """List the entities of the library."""
        with self._library() as library:
            self._catch_up(library)
            naming.run_entities(library, self.arguments)
        return OK

    def run_entity(self) -> int:
        """Write the dossier of an entity."""
        with self._library() as library:
            self._catch_up(library)
            naming.run_entity(library, self.arguments, self.translator)
        return OK

    def run_merge(self) -> int:
        """Merge two entities."""
        with self._library() as library:
            _drain(library.intake.work())
            naming.run_merge(library, self.arguments)
            _drain(library.intake.work())
        return OK

    def run_corrections(self) -> int:
        """List, export or import corrections."""
        with self._library() as library:
            _drain(library.intake.work())
            naming.run_corrections(library, self.arguments, self.translator)
            _drain(library.intake.work())
        return OK

    def run_versions(self) -> int:
        """List the texts that an article has had."""
        with self._library() as library:
            revising.run_versions(library, self.arguments)
        return OK

    def run_diff(self) -> int:
        """Show what changed between two texts of an article."""
        with self._library() as library:
            revising.run_diff(library, self.arguments)
        return OK

    def run_reindex(self) -> int:
        """Recognise and index everything again."""
        with self._library() as library:
            _drain(library.intake.reindex())
            total = len(library.reading.ids(Filter()))
        print(self.translator.ngettext("{n} article indexed", "{n} articles indexed", total))
        return OK

    def run_backup(self) -> int:
        """Write the whole library to one file."""
        keeping.run_backup(self.arguments, self.translator)
        return OK

    def run_restore(self) -> int:
        """Put a backup in the library's place."""
        keeping.run_restore(self.arguments, self.translator)
        return OK

    def run_doctor(self) -> int:
        """Check the library."""
        return OK if keeping.run_doctor(self.arguments, self.translator) else FAILED

    def run_install(self) -> int:
        """Put Docbao into the desktop's menus."""
        for path in desktop.install():
            print(path)
        return OK

    def run_uninstall(self) -> int:
        """Take Docbao out of the desktop's menus."""
        for path in desktop.uninstall():
            print(path)
        return OK

    def _catch_up(self, library: Library) -> None:
        """Do the work that waits, for a command that can also answer from what is done already."""
        try:
            _drain(library.intake.work())
        except IndexBusyError:
            pass  # another Docbao does it
        except IndexWriteError as error:  # a full disk
            complain(self.translator.error(error))

    def _library(self) -> Library:
        library = Library(folders(self.arguments.data_dir))
        library.intake.check()
        return library


def _read(file: str) -> str:
    """Read a text that is to be recognised, from a file or from stdin."""
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise ReaderError(N_("{path} cannot be read: {reason}."), path=file, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise ReaderError(N_("{path} is not UTF-8 text."), path=file) from error


def _drain(steps: Iterator[Progress]) -> None:
    """Do long work to its end; a terminal that watches is told how far it is."""
    watched = sys.stderr.isatty()
    for step in steps:
        if watched:
            print(f"\r{step.stage} {step.done}/{step.total} ", end="", file=sys.stderr, flush=True)
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
