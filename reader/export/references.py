"""References: the articles for Zotero, Mendeley and LaTeX as RIS, BibTeX and CSL-JSON.

The highlights travel as notes: ``N1`` in RIS, ``annote`` in BibTeX, ``note`` in CSL-JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from reader.export.csl import reference
from reader.export.item import ExportItem, Options, heading
from reader.export.links import link
from reader.i18n import Translator
from reader.text.fold import fold
from reader.text.normalise import nfc, one_line

# What means something to TeX. Letters stay as they are: BibTeX's heirs (biber) and bibtex8 read UTF-8.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

# After ICAO Doc 9303, on folded text.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "",
        "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip


def render_ris(items: Sequence[ExportItem], translator: Translator, _options: Options) -> str:
    """Return RIS records (type NEWS), the dialect that Zotero and Mendeley write and read."""
    return "".join(_ris(item, translator) for item in items)


def render_bibtex(items: Sequence[ExportItem], translator: Translator, _options: Options) -> str:
    """Return BibTeX entries with keys of author, year and a word of the title."""
    keys: set[str] = set()
    return "\n".join(_bibtex(item, translator, keys) for item in items)


def render_csl(items: Sequence[ExportItem], translator: Translator, _options: Options) -> str:
    """Return CSL-JSON: a list of items as CSL processors read them."""
    found = []
    for item in items:
        entry = reference(item.article, translator)
        if notes := _notes(item):
            entry["note"] = "\n\n".join(notes)
        found.append(entry)
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _notes(item: ExportItem) -> list[str]:
    """Return the note on the article, then each quotation with its note, on a line each."""
    notes = [one_line(item.article.note)]
    for highlight in item.in_text_order:
        quoted = f"“{one_line(highlight.selector.exact)}”"
        notes.append(" — ".join(filter(None, (quoted, one_line(highlight.note)))))
    return [note for note in notes if note]


def _ris(item: ExportItem, translator: Translator) -> str:
    article, meta = item.article, item.article.metadata
    year, month, day = (*meta.published[:10].split("-"), "", "")[:3]
    fields = [("TY", "NEWS" if meta.source else "ELEC"), ("ID", f"docbao{article.id}")]
    fields += [("AU", _ris_name(name)) for name in _names(item, translator)]
    fields += [
        ("TI", heading(article, translator)),
        ("T2", meta.source),
        ("SE", meta.section),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("LA", "" if meta.language == "und" else meta.language),
        ("UR", meta.url),
        ("Y2", article.added[:10].replace("-", "/")),
        ("L1", link(article.id)),
    ]
    tags = {tag for highlight in item.highlights for tag in highlight.tags} | set(article.tags)
    fields += [("KW", tag) for tag in sorted(tags)]
    fields += [("N1", note) for note in _notes(item)]
    lines = [f"{tag}  - {_plain(value)}" for tag, value in fields if _plain(value)]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _bibtex(item: ExportItem, translator: Translator, keys: set[str]) -> str:
    article, meta = item.article, item.article.metadata
    year, month, _day = (*meta.published[:10].split("-"), "", "")[:3]
    notes = _notes(item)
    fields = {
        "author": " and ".join(map(_tex_name, _names(item, translator))),
        "title": f"{{{_tex(heading(article, translator))}}}",
        "journal" if meta.source else "howpublished": _tex(meta.source or article.original_name),
        "year": _tex(year),
        "urldate": _tex(article.added[:10]),
        "url": _url(meta.url),
        "langid": {"vi": "vietnamese", "ru": "russian", "en": "english"}.get(meta.language, ""),
        "keywords": ", ".join(_tex(tag).replace(",", " ") for tag in article.tags),
        "annote": " \\par ".join(map(_tex, notes)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value and value != "{}"]
    if month.isdigit() and 1 <= int(month) <= len(_MONTHS):
        lines.append(f"  month = {_MONTHS[int(month) - 1]},")
    kind = "article" if meta.source else "misc"
    return "\n".join([f"@{kind}{{{_key(item, year, keys)},", *lines, "}", ""])


def _names(item: ExportItem, translator: Translator) -> list[dict[str, str]]:
    """Return the authors as CSL names."""
    names = reference(item.article, translator).get("author", [])
    assert isinstance(names, list)
    return names


def _ris_name(name: dict[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


def _tex_name(name: dict[str, str]) -> str:
    """Return a name; braces keep one together that has no parts, such as a Vietnamese one."""
    if "literal" in name:
        return f"{{{_tex(name['literal'])}}}"
    return f"{_tex(name['family'])}, {_tex(name['given'])}"


def _key(item: ExportItem, year: str, keys: set[str]) -> str:
    """Return a key that no other entry has: ``minhanh2025lu``; Cyrillic is transliterated."""
    author = (item.article.metadata.authors or ("docbao",))[0]
    word = next(iter(re.findall(r"[a-z0-9]+", _latin(item.article.metadata.title))), "")
    base = "".join(re.findall("[a-z0-9]+", f"{_latin(author)}{year}{word}")) or "docbao"
    key, number = base, 1
    while key in keys:
        number += 1
        key = f"{base}-{number}"
    keys.add(key)
    return key


def _latin(text: str) -> str:
    """Return a text in small Latin letters without accents: a key may hold no others."""
    return fold(nfc(text)).translate(_CYRILLIC)


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in _plain(text))


def _url(url: str) -> str:
    """Return an address as BibTeX may hold it: a brace or a space in it would end the field."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", _plain(url))


def _plain(text: str) -> str:
    """Return text on one line."""
    return _CONTROLS.sub(" ", one_line(text))
