"""How a text of an article is replaced: the steps, for the reader's edits and for files that come in anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reader.annotations import carried
from reader.errors import N_, NotFoundError, ReaderError
from reader.importers import Loaded
from reader.library.pieces import Piece
from reader.models import Article, Block, BlockKind, Body, Change, ChangeKind, Highlight, Inline
from reader.store import Store
from reader.store.pending import Work
from reader.text.diff import Comparison
from reader.text.normalise import clean, one_line
from reader.text.segment import count_words

BETWEEN = "\n\n"
_ALIKE = 0.5  # least share of words that two versions of one article have in common
_KINDS = frozenset((ChangeKind.ARTICLES, ChangeKind.HIGHLIGHTS, ChangeKind.MENTIONS))


def compose(pieces: Sequence[Piece], old: Body) -> Body:
    """Return the text that pieces make, cleaned; emphasis and links of the old text stay where they can."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for piece in pieces:
        text = clean(piece.text) if piece.kind is BlockKind.CODE else one_line(piece.text)
        if text:
            texts.append(text)
            blocks.append(Block(piece.kind, start, start + len(text), piece.level, piece.image))
            start += len(text) + len(BETWEEN)
    whole = BETWEEN.join(texts)
    return Body(whole, tuple(blocks), tuple(_inlines(old, whole, blocks)))


def _inlines(old: Body, text: str, blocks: Sequence[Block]) -> Iterator[Inline]:
    comparison = Comparison(old.text, text)
    for inline in old.inlines:
        found = comparison.carry(inline.start, inline.end)
        inside = found and any(block.start <= found.start and found.end <= block.end for block in blocks)
        if found and inside and found.kept == 1.0:
            yield replace(inline, start=found.start, end=found.end)


@dataclass(slots=True)
class Replacement:
    """A text that takes the place of another, with the file that it came from, if any.

    Both directions are one transaction: the text, the file, highlights, place of reading, and the marks for
    the work that follows. ``when`` is a UTC date-time.
    """

    store: Store
    article_id: int
    body: Body
    when: str
    file: Loaded | None = None
    _number: int = -1
    _position: int = 0
    _before: dict[str, Highlight] = field(default_factory=dict)

    def forward(self) -> Change:
        """Replace the text."""
        with self.store.transaction():
            article = self._article()
            self._check_file()
            highlights = self.store.highlights.of_article(self.article_id)
            self._before = {each.id: each for each in highlights}
            self._position = article.position
            self._number = self.store.texts.replace(
                self.article_id, self.body, count_words(self.body.text), self.when
            )
            if self.file:
                about = self.file.article
                self.store.texts.replace_original(
                    self.article_id, self._number, self.file.original, about.sha256, about.format
                )
            comparison = Comparison(article.text, self.body.text)
            self._set_position(comparison.carry_point(article.position))
            lost = self._carry(highlights, comparison, self._number, self._number + 1)
            self._mark()
        return Change(_KINDS, frozenset((self.article_id,)), lost=lost)

    def backward(self) -> Change:
        """Put the old text back, and all as it was.

        Where the text was replaced once more in the meantime, the old one becomes a newer version of it.
        """
        with self.store.transaction():
            article = self._article()
            if article.version != self._number + 1:
                body = self.store.texts.body(self.article_id, self._number)
                assert body is not None
                return Replacement(self.store, self.article_id, body, self.when).forward()
            highlights = self.store.highlights.of_article(self.article_id)
            old = self.store.texts.body(self.article_id, self._number)
            assert old is not None
            self.store.texts.take_back(self.article_id, self._number, count_words(old.text))
            if self.file:
                self.store.texts.take_back_original(self.article_id, self._number)
            comparison = Comparison(self.body.text, old.text)
            self._set_position(self._position)
            known = [each for each in highlights if each.id in self._before]
            for each in known:
                self.store.highlights.put(_placed_as(each, self._before[each.id]))
            newer = [each for each in highlights if each.id not in self._before]
            lost = self._carry(newer, comparison, self._number + 1, self._number)
            self._mark()
        return Change(_KINDS, frozenset((self.article_id,)), lost=lost)

    def _carry(self, highlights: Sequence[Highlight], comparison: Comparison, old: int, new: int) -> int:
        """Carry highlights from one version to another; return how many lost their place.

        An orphan is looked for again, from the text in which it had its place.
        """
        lost = 0
        for highlight in highlights:
            way: Comparison | None = comparison
            if highlight.version != old:
                way = _way(self.store, highlight, comparison.new)
            moved = carried(highlight, way, new) if way else _found_anew(highlight, comparison.new, new)
            lost += moved.orphan and not highlight.orphan
            if moved != highlight:
                self.store.highlights.put(moved)
        return lost

    def _check_file(self) -> None:
        """Refuse a file that stands for another article by now."""
        known = self.store.articles.find_hash(self.file.article.sha256) if self.file else 0
        if self.file and known not in {0, self.article_id}:
            raise ReaderError(
                N_("“{name}” is in the library already, as another article."), name=self.file.original.name
            )

    def _article(self) -> Article:
        article = self.store.articles.get(self.article_id)
        if article is None:
            raise NotFoundError(N_("There is no article {id} in the library."), id=self.article_id)
        return article

    def _set_position(self, position: int) -> None:
        self.store.articles.set_state((self.article_id,), "position", position)

    def _mark(self) -> None:
        self.store.pending.mark((self.article_id,), Work.RECOGNISE, Work.INDEX)


def present(store: Store, highlight: Highlight) -> Highlight:
    """Return a highlight as it is in the present text, though it may remember an older one.

    So an edit that is undone or made again long after never puts a highlight at a place of another text.
    """
    number = store.texts.version(highlight.article_id)
    if highlight.version == number or highlight.orphan:
        return highlight
    body = store.texts.body(highlight.article_id, number)
    if body is None:
        return highlight
    way = _way(store, highlight, body.text)
    return carried(highlight, way, number) if way else _found_anew(highlight, body.text, number)


def _way(store: Store, highlight: Highlight, text: str) -> Comparison | None:
    """Return the comparison of the text that a highlight was made in with another; None where it is gone."""
    body = store.texts.body(highlight.article_id, highlight.version)
    return Comparison(body.text, text) if body else None


def _found_anew(highlight: Highlight, text: str, version: int) -> Highlight:
    return carried(highlight, Comparison("", text), version)


def _placed_as(highlight: Highlight, old: Highlight) -> Highlight:
    return replace(highlight, selector=old.selector, version=old.version, orphan=old.orphan, kept=old.kept)


# A file that is newer than an article -----------------------------------------------------------------


_ADDRESS = re.compile(r"(?:https?://)?(?P<rest>[^#]*?)/?(?:#.*)?")


def older(store: Store, loaded: Loaded) -> Article | None:
    """Return the article of which a file is a newer version; None where that is not sure.

    It has the same address or, where neither has one, the same file name and title, and most of its words are
    the same. Where several articles answer to that, none does.
    """
    metadata = loaded.article.metadata
    if metadata.url:
        found = store.texts.at_address(_addresses(metadata.url))
    else:
        found = store.texts.of_file(loaded.original.name, metadata.title)
    article = store.articles.get(found[0]) if len(found) == 1 else None
    if article and Comparison(article.text, loaded.article.text).likeness >= _ALIKE:
        return article
    return None


def _addresses(url: str) -> list[str]:
    """Return an address with and without what does not tell pages apart."""
    match = _ADDRESS.fullmatch(url.strip())
    if match is None or not match["rest"]:
        return [url]
    rest = match["rest"]
    return [url, *(f"{scheme}{rest}{end}" for scheme in ("https://", "http://", "") for end in ("", "/"))]
