"""The commands about entities: the list of them, the page of one, and what the reader has put right."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from reader.cli.output import print_json
from reader.errors import N_, ReaderError
from reader.export.dossier import dossier_shape, render_dossier
from reader.i18n import Translator
from reader.library import Library
from reader.library.files import write_file
from reader.models import Correction, EntityType, Scope
from reader.text.normalise import nfc, one_line

_STDOUT = ("", "-")


def run_entities(library: Library, arguments: argparse.Namespace) -> None:
    """List entities, a line each: id, type, mentions, articles, name."""
    types = (EntityType(arguments.type),) if arguments.type else ()
    page = library.naming.browse(types, nfc(arguments.query), limit=arguments.limit)
    if arguments.json:
        print_json({"total": page.total, "entities": [asdict(entity) for entity in page.entities]})
    for entity in () if arguments.json else page.entities:
        print(f"{entity.id}\t{entity.type}\t{entity.mentions}\t{entity.articles}\t{one_line(entity.name)}")


def run_entity(library: Library, arguments: argparse.Namespace, translator: Translator) -> None:
    """Write the dossier of an entity with all its articles.

    Raises:
        ReaderError: there is no such entity, or the file cannot be written.
    """
    known = library.naming.entity(arguments.id)
    dossier = library.naming.dossier(arguments.id, articles=known.articles, passages=known.mentions)
    if arguments.json:
        print_json(dossier_shape(dossier))
        return
    _write(render_dossier(arguments.format, dossier, translator), arguments.output)


def run_merge(library: Library, arguments: argparse.Namespace) -> None:
    """Merge the second entity into the first, and print what the first is now.

    Raises:
        ReaderError: there is no such entity.
    """
    library.correcting.merge(arguments.id, arguments.other)
    entity = library.naming.entity(arguments.id)
    print(f"{entity.id}\t{entity.type}\t{entity.mentions}\t{entity.articles}\t{one_line(entity.name)}")


def run_corrections(library: Library, arguments: argparse.Namespace, translator: Translator) -> None:
    """List corrections, or write them to a file, or take them over from one.

    Raises:
        ReaderError: a file cannot be read or written, or holds no corrections.
    """
    if arguments.file:
        _, taken, homeless = library.correcting.import_corrections(_read(arguments.file))
        print(translator.ngettext("{n} correction imported", "{n} corrections imported", taken))
        if homeless:
            print(
                translator.ngettext(
                    "{n} is about an article that is not in the library",
                    "{n} are about articles that are not in the library",
                    homeless,
                )
            )
    elif arguments.export:
        _write(library.correcting.export_corrections(), arguments.export)
    elif arguments.json:
        print_json([_shape(each) for each in library.correcting.corrections()])
    else:
        for each in library.correcting.corrections():
            now_is = " ".join(filter(None, (each.type or "", one_line(each.name))))
            where = "" if each.scope is Scope.EVERYWHERE else str(each.article_id)
            print("\t".join((each.id, each.kind, each.scope, where, one_line(each.surface), now_is)))


def _shape(correction: Correction) -> dict[str, object]:
    return {name: value for name, value in asdict(correction).items() if value}


def _write(text: str, path: str) -> None:
    if path in _STDOUT:
        sys.stdout.write(text)
    else:
        write_file(Path(path), text)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReaderError(N_("{path} cannot be read: {reason}."), path=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise ReaderError(N_("{path} is not UTF-8 text."), path=path) from error
