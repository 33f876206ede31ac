"""Which article notes from outside belong to, and where in it: by hash, address, title, and by the quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from reader.exchange import Clues, Incoming, Whole
from reader.models import Article, Highlight, Query, Selector
from reader.search import IndexBusyError, IndexDamagedError, IndexMissingError, SearchIndex
from reader.store import Store
from reader.text import anchor
from reader.text.fold import fold, words
from reader.text.normalise import clean, nfc

_FEW_WORDS = 4  # a quote of fewer words names no article
_MOST_WORDS = 10  # of a quote that are searched for; all of it is then compared
_MOST_FOUND = 20  # articles that may hold a quote
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|zarsrc|ref", re.IGNORECASE)
# What parts a headline from the name of its site in the title of a web page.
_SITE = re.compile(r"\s+[-|–—·]\s+")


def address_key(url: str) -> str:
    """Return what makes two addresses the same: no scheme, ``www.``, fragment or tracking."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}" if host else ""


def title_key(title: str) -> str:
    """Return what makes two titles the same: words without case, accents and punctuation."""
    return fold(" ".join(words(nfc(title))))


class Matcher:
    """Finds articles for notes; made anew for each import, for it remembers what it has seen."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index
        self._articles: dict[int, Article | None] = {}
        self._known: dict[Clues, tuple[int, ...]] = {}
        self._hashes: dict[str, list[int]] = {}
        self._addresses: dict[str, list[int]] = {}
        self._titles: dict[str, list[int]] = {}
        for article_id, sha256, url, title in store.articles.identities():
            self._hashes.setdefault(sha256, []).append(article_id)
            for key, table in ((address_key(url), self._addresses), (title_key(title), self._titles)):
                if key:
                    table.setdefault(key, []).append(article_id)

    def article(self, article_id: int) -> Article | None:
        """Return an article, from memory where it was asked for before."""
        if article_id not in self._articles:
            self._articles[article_id] = self._store.articles.get(article_id)
        return self._articles[article_id]

    def known(self, whole: Whole) -> int:
        """Return the article that a whole one is by its address, or its title and text; 0 where none is."""
        clues = whole.clues
        at_address = self._by_clues(Clues(urls=clues.urls))
        alike = [*at_address, *self._by_clues(Clues(title=clues.title))]
        same = (each for each in alike if (it := self.article(each)) and it.text == whole.article.text)
        return next(same, at_address[0] if at_address else 0)

    def settle(self, clues: Clues, article_id: int) -> None:
        """Let clues mean an article from now on."""
        self._known[clues] = (article_id,)
        self._articles.pop(article_id, None)

    def find(self, incoming: Incoming) -> tuple[Article, ...]:
        """Return the article of a note; several where nothing decides between them, none where none fits."""
        if incoming.clues not in self._known:
            self._known[incoming.clues] = self._by_clues(incoming.clues)
        quote = incoming.highlight.selector.exact
        ids = self._known[incoming.clues] or self._by_quote(quote)
        articles = tuple(article for each in ids if (article := self.article(each)))
        if len(articles) > 1 and quote:
            holding = tuple(each for each in articles if anchor.find_quote(each.text, quote))
            articles = holding or articles
        return articles

    def _by_clues(self, clues: Clues) -> tuple[int, ...]:
        """Return the articles that the surest clue names."""
        asked: Iterable[tuple[Callable[[str], str], dict[str, list[int]], Sequence[str]]] = (
            (str, self._hashes, (clues.sha256,)),
            (address_key, self._addresses, clues.urls),
            (title_key, self._titles, _titles(clues.title)),
        )
        for key, table, values in asked:
            for value in values:
                if value and (found := table.get(key(value))):
                    return tuple(found)
        return ()

    def _by_quote(self, quote: str) -> tuple[int, ...]:
        """Return the articles that hold a quote word by word, if it is long enough to tell."""
        said = words(nfc(quote))
        if len(said) < _FEW_WORDS:
            return ()
        query = Query(f'"{" ".join(said[:_MOST_WORDS])}"', limit=_MOST_FOUND)
        try:
            result = self._index.search(query, self._store.articles.texts, facets=False)
        except (IndexMissingError, IndexDamagedError, IndexBusyError):
            return ()
        texts = self._store.articles.texts(result.ids[:_MOST_FOUND])
        return tuple(each for each, text in texts.items() if anchor.find_quote(text, quote))


def placed(article: Article, incoming: Incoming) -> Highlight:
    """Return a note's highlight at its place in an article; an orphan with its quote where there is none."""
    made = incoming.highlight
    given = made.selector
    if incoming.exact and given.exact and article.text[given.start : given.end] == given.exact:
        return replace(made, article_id=article.id, version=article.version, orphan=False)
    exact, prefix, suffix = nfc(given.exact), nfc(given.prefix), nfc(given.suffix)
    # What stands nowhere in particular is looked for from the beginning.
    selector = Selector(exact, prefix, suffix, given.start, given.start + len(exact))
    place = None
    if exact not in article.text or not (prefix or suffix):
        place = anchor.find_quote(article.text, exact)
    place = place or anchor.locate(article.text, selector)
    if place is None:
        kept = given if incoming.exact else Selector(clean(exact), prefix, suffix, 0, 0)
        return replace(made, article_id=article.id, selector=kept, version=article.version, orphan=True)
    found = anchor.describe(article.text, place.start, place.end)
    return replace(made, article_id=article.id, selector=found, version=article.version, orphan=False)


def _titles(title: str) -> tuple[str, ...]:
    """Return a title, then its parts without the name of the site, the longest first."""
    parts = _SITE.split(title)
    return (title, *sorted(parts, key=len, reverse=True)[:1]) if len(parts) > 1 else (title,)
