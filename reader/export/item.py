"""What an exporter is given, and the words that the formats share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.i18n import COLOR_NAMES, Translator
from reader.models import Article, Highlight
from reader.text.normalise import one_line


@dataclass(frozen=True, slots=True)
class ExportItem:
    """An article with those of its highlights that are to leave."""

    article: Article
    highlights: tuple[Highlight, ...] = ()

    @property
    def in_text_order(self) -> tuple[Highlight, ...]:
        """The highlights as one meets them in reading; those without a place in the text come last."""
        return tuple(
            sorted(
                self.highlights, key=lambda h: (h.orphan, h.selector.start, h.selector.end, h.created, h.id)
            )
        )


def heading(article: Article, translator: Translator) -> str:
    """Return the article's title on one line, never empty."""
    return one_line(article.metadata.title) or article.original_name or translator.gettext("Untitled")


def document_title(items: Iterable[ExportItem], translator: Translator) -> str:
    """Return the title of the exported document: the article's own where there is only one."""
    found = tuple(items)
    if len(found) == 1:
        return heading(found[0].article, translator)
    return translator.gettext("Highlights and notes")


def caption(highlight: Highlight, translator: Translator) -> str:
    """Return the small line below a highlight: its colour, its day, and whether its place was lost."""
    _ = translator.gettext
    parts = [_(COLOR_NAMES[highlight.color])]
    if highlight.created:
        parts.append(translator.date(highlight.created))
    if highlight.orphan:
        parts.append(_("no longer in the text"))
    return " · ".join(parts)
