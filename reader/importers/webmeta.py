"""What a page says about its article: JSON-LD, Open Graph, ``meta`` tags, and marked elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement as Element

from reader.importers import frame
from reader.importers.bylines import read_byline
from reader.importers.dates import to_day
from reader.importers.draft import Found
from reader.importers.sources import sources
from reader.importers.titles import clean_title
from reader.importers.webblocks import text_of
from reader.text.normalise import one_line

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Reportage|Opinion|Analysis|Scholarly|Tech)?\w*(?:Article|Posting)$"
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_DATE_KEYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "published_time",
    "citation_publication_date",
)
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "dc.creator",
    "sailthru.author",
    "parsely-author",
    "byl",
    "citation_author",
)
_SECTION_KEYS = ("article:section", "og:section", "section", "parsely-section")
_SITE_KEYS = ("og:site_name", "application-name", "dc.publisher", "twitter:site_name", "copyright")
_URL_KEYS = ("og:url", "twitter:url", "parsely-link")
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "title")
_CRUMBS = re.compile(r"(?:^|[\s_-])(?:breadcrumbs?|crumbs?|bread-crumb)(?:$|[\s_-])", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author(?:-?name)?|byline(?:-?name)?|tac-?gia|by)(?:$|[\s_-])", re.IGNORECASE
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|time|publish(?:ed)?(?:-?date|-?time)?|pubdate|datetime|post-?date"
    r"|ngay-?dang)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOME = frozenset(("trang chủ", "home", "главная", "trang nhất", "homepage"))
_LONGEST_SHORT = 90  # characters of a byline or date element


def read_metadata(root: Element, markup: str) -> Found:
    """Return what the page's own marks tell about its article; nothing is guessed from its text."""
    found = Found()
    meta = _meta_tags(root)
    linked = _json_ld(root)
    found.note(url=_url(root, meta, linked, markup))
    site = _first(meta, _SITE_KEYS) or _named(linked.get("publisher"))
    found.note(source=_source(site, found.url))
    found.note(title=_title(root, meta, linked, site))
    if not found.source:
        found.note(source=_source_in_title(root))
    _add_authors(found, root, meta, linked)
    found.note(
        published=to_day(_text(linked.get("datePublished")))
        or to_day(_first(meta, _DATE_KEYS))
        or _marked_date(root),
        section=_section(root, meta, linked),
        language=_language(root, linked),
    )
    return found


def _meta_tags(root: Element) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = one_line(meta.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                tags.setdefault(key, []).append(content)
    return tags


def _first(meta: dict[str, list[str]], keys: tuple[str, ...]) -> str:
    return next((meta[key][0] for key in keys if key in meta), "")


def _json_ld(root: Element) -> dict[str, object]:
    """Return the JSON-LD object (https://schema.org/Article) that describes the article, or an empty one."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, depth=4):
            kinds = item.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and _ARTICLE_TYPES.match(kind):
                    return item
    return {}


def _objects(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth == 0:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth - 1)
    elif isinstance(data, list):
        for item in data:
            yield from _objects(item, depth - 1)


def _text(value: object) -> str:
    if isinstance(value, list):
        return next((text for item in value if (text := _text(item))), "")
    return one_line(value) if isinstance(value, str) else ""


def _named(value: object) -> str:
    """Return the name of a person or organisation, given as text or as an object."""
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return next((name for item in value if (name := _named(item))), "")
    return _text(value)


def _url(root: Element, meta: dict[str, list[str]], linked: dict[str, object], markup: str) -> str:
    canonical = next(
        (
            link.get("href") or ""
            for link in root.iter("link")
            if (link.get("rel") or "").lower() == "canonical"
        ),
        "",
    )
    saved = _SAVED_FROM.search(markup[:4096])
    given = (canonical, _first(meta, _URL_KEYS), _text(linked.get("url")), saved.group(1) if saved else "")
    return next((one_line(url) for url in given if url.strip().startswith(("http://", "https://"))), "")


def _source(site: str, url: str) -> str:
    named = (sources().named(site) if site else None) or sources().at(url)
    if named:
        return named.name
    if site and not site.startswith("@"):
        return site
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _source_in_title(root: Element) -> str:
    title = root.find(".//title")
    pieces = re.split(r"\s+[|•·–—-]\s+", text_of(title)) if title is not None else []
    return next((named.name for piece in reversed(pieces[1:]) if (named := sources().named(piece))), "")


def _title(root: Element, meta: dict[str, list[str]], linked: dict[str, object], site: str) -> str:
    """Return the headline: of several, the page's only ``h1`` where another agrees with it."""
    document = root.find(".//title")
    declared = [
        clean_title(text, site)
        for text in (
            _text(linked.get("headline")),
            _first(meta, _TITLE_KEYS),
            text_of(document) if document is not None else "",
        )
        if text
    ]
    tops = [text for h1 in root.iter("h1") if (text := text_of(h1)) and not sources().named(text)]
    for top in tops:
        if not declared or any(
            frame.key(top) in frame.key(text) or frame.key(text) in frame.key(top) for text in declared
        ):
            return clean_title(top, site)
    if len(tops) == 1 and len(tops[0].split()) >= 4:  # noqa: PLR2004 - shorter ones name the site or the department
        return clean_title(tops[0], site)
    return next((text for text in declared if not sources().named(text)), "")


def _add_authors(found: Found, root: Element, meta: dict[str, list[str]], linked: dict[str, object]) -> None:
    author = linked.get("author")
    names = [_named(item) for item in (author if isinstance(author, list) else [author])]
    names += [name for key in _AUTHOR_KEYS for name in meta.get(key, [])]
    names = [name for name in names if name and "://" not in name and "@" not in name and len(name) <= 80]  # noqa: PLR2004
    people = [name for given in names for name in _people(given)]
    if not people:
        people = [name for text in _short_elements(root, _AUTHOR_CLASS, "author") for name in _people(text)]
    found.add_authors(people or names[:1])


def _people(text: str) -> list[str]:
    byline = read_byline(text)
    return list(byline.authors) if byline else []


def _short_elements(root: Element, names: re.Pattern[str], itemprop: str) -> Iterator[str]:
    for element in root.iter("span", "a", "p", "div", "strong", "b", "em", "address", "time", "li"):
        marked = names.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if marked or itemprop in ((element.get("itemprop") or ""), (element.get("rel") or "")):
            text = text_of(element)
            if 1 < len(text) <= _LONGEST_SHORT:
                yield text


def _marked_date(root: Element) -> str:
    for time in root.iter("time"):
        day = to_day(time.get("datetime") or "") or to_day(text_of(time))
        if day:
            return day
    inside = [text for text in _short_elements(_main(root), _DATE_CLASS, "datePublished") if to_day(text)]
    return to_day(inside[0]) if inside else ""


def _main(root: Element) -> Element:
    """Return the element around the headline, so that the date of the page's top bar does not count first."""
    for h1 in root.iter("h1"):
        parent = h1.getparent()
        if parent is not None and any(
            to_day(text) for text in _short_elements(parent, _DATE_CLASS, "datePublished")
        ):
            return parent
    return root


def _section(root: Element, meta: dict[str, list[str]], linked: dict[str, object]) -> str:
    section = _text(linked.get("articleSection")) or _first(meta, _SECTION_KEYS)
    if section:
        return section
    for element in root.iter("div", "ul", "ol", "nav", "p", "span"):
        if not _CRUMBS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            continue
        trail = [text_of(link) for link in element.iter("a")] or re.split(r"\s*[/>»›→|]\s*", text_of(element))
        for part in trail:
            if part and frame.key(part) not in _HOME and not sources().named(part) and len(part) <= 40:  # noqa: PLR2004
                return part
    return ""


def _language(root: Element, linked: dict[str, object]) -> str:
    declared = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or _text(linked.get("inLanguage"))
    )
    code = declared.strip().lower().replace("_", "-").partition("-")[0]
    return code if code in ("vi", "ru") else ""  # "en" is what templates say by default: the text decides
