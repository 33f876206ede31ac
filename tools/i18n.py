"""The catalogues of Docbao's messages: gather them from the code, compile them, say what is missing.

    python tools/i18n.py update     gather the messages of reader/ into every docbao.po, then compile
    python tools/i18n.py compile    write the docbao.mo beside every docbao.po
    python tools/i18n.py check      name what is missing or wrong; exit status 1 if anything is
    python tools/i18n.py missing    print the messages that still want a translation, by language

English is the language of the code: its catalogue is filled by ``update`` itself.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "reader"
CATALOGUES = ROOT / "resources" / "translations"
LANGUAGES = {"vi": "Vietnamese", "en": "English", "ru": "Russian"}
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

# Headers that would change with every run, or name addresses that nobody has.
_IDLE_HEADERS = re.compile(
    rb'^"(?:Project-Id|Report|POT-C|PO-R|Last-T|Language-T|Generated)[^\n]*\n(?:"[^:\n]*\n)?', re.MULTILINE
)


def source_path(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return CATALOGUES / language / "LC_MESSAGES" / "docbao.po"


def extract() -> Catalog:
    """Return every message of the code, in an order that does not change from run to run."""
    catalogue = Catalog(project="Docbao", charset="utf-8")
    found = extract_from_dir(
        CODE,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, _, message, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalogue.add(message, locations=[(f"reader/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def read(language: str) -> Catalog:
    """Return the catalogue of a language, empty where there is none yet."""
    path = source_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Docbao")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring every catalogue to the messages of the code; old ones that are no longer used go."""
    for language, name in LANGUAGES.items():
        catalogue = read(language)
        # Extracted anew for each: a catalogue takes over the messages themselves, which English fills in.
        catalogue.update(extract(), no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        catalogue.header_comment = f"# {name} messages of Docbao, under the project's licence (MIT)."
        if language == "en":
            _fill_with_source(catalogue)
        _write(catalogue, source_path(language))


def compile_all() -> None:
    """Write the compiled form of every catalogue."""
    for language in LANGUAGES:
        path = source_path(language)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(language))


def missing(language: str) -> list[Message]:
    """Return the messages of the code that a catalogue does not have, or has untranslated or fuzzy."""
    catalogue = read(language)
    found = []
    for message in _messages(extract()):
        known = catalogue.get(message.id, message.context)
        if known is None or known.fuzzy or not all(_forms(known.string)):
            found.append(message)
    return found


def problems(language: str) -> Iterator[str]:
    """Say what is wrong in a catalogue: missing messages, placeholders, plural forms, endings."""
    for message in missing(language):
        yield f"{language}: not translated: {message.id!r}"
    catalogue = read(language)
    for message in _messages(catalogue):
        source, forms = _forms(message.id), _forms(message.string)
        if len(source) > 1 and len(forms) != catalogue.num_plurals:
            yield f"{language}: {len(forms)} plural forms instead of {catalogue.num_plurals}: {source[0]!r}"
        for form in filter(None, forms):
            # A form for exactly one may do without its number ("a minute ago").
            optional = {"n"} if len(source) > 1 and form is forms[0] else set()
            if placeholders(form) | optional != placeholders(source[-1]) | optional:
                yield f"{language}: other placeholders: {form!r}"
            if (form[-1:] == "…") != (source[-1][-1:] == "…") or form != form.strip():
                yield f"{language}: another ending: {form!r}"


def placeholders(template: str) -> set[str]:
    """Return the names in braces that ``str.format`` would fill."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue in the order of the code, without line numbers and dates, for a readable history."""
    text = io.BytesIO()
    write_po(text, catalogue, width=110, sort_by_file=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_IDLE_HEADERS.sub(b"", text.getvalue()))


def _fill_with_source(catalogue: Catalog) -> None:
    """Let every message be its own translation."""
    for message in _messages(catalogue):
        message.string = message.id


def _messages(catalogue: Catalog) -> Iterable[Message]:
    """Return the messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the singular and the plurals of a message or its translation."""
    return tuple(text) if isinstance(text, (tuple, list)) else (text or "",)


def main(arguments: list[str]) -> int:
    """Run one of the commands named at the top of this file."""
    match arguments:
        case ["update"]:
            update()
            compile_all()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = [problem for language in LANGUAGES for problem in problems(language)]
            print("\n".join(found) or "every message is translated", file=sys.stderr if found else sys.stdout)
            return 1 if found else 0
        case ["missing"]:
            for language in LANGUAGES:
                for message in missing(language):
                    print(
                        language,
                        repr(message.context) if message.context else "-",
                        repr(message.id),
                        sep="\t",
                    )
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
