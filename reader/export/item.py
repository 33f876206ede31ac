"""What an exporter is given, and the words that the formats share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from reader.i18n import COLOR_NAMES, Translator
from reader.models import Article, Color, Highlight
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

    @property
    def noted(self) -> bool:
        """Whether the reader marked anything in the article or wrote about it."""
        return bool(self.highlights or self.article.note.strip())


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is to look.

    ``style`` names the citation style, ``whole`` asks for the whole article with its marks where the format
    can hold it. ``color_names`` are gettext messages, or the names that the reader gave.
    """

    style: str = "plain"
    whole: bool = False
    color_names: Mapping[Color, str] = field(default_factory=lambda: COLOR_NAMES)


Render: TypeAlias = Callable[[Sequence[ExportItem], Translator, Options], str | bytes]


def heading(article: Article, translator: Translator) -> str:
    """Return the article's title on one line, never empty."""
    return one_line(article.metadata.title) or article.original_name or translator.gettext("Untitled")


def document_title(items: Iterable[ExportItem], translator: Translator) -> str:
    """Return the title of the exported document: the article's own where there is only one."""
    found = tuple(items)
    if len(found) == 1:
        return heading(found[0].article, translator)
    return translator.gettext("Highlights and notes")


def color_name(color: Color, translator: Translator, options: Options) -> str:
    """Return what a colour is called."""
    return translator.gettext(options.color_names.get(color) or COLOR_NAMES[color])


def caption(highlight: Highlight, translator: Translator, options: Options) -> str:
    """Return the small line below a highlight: star, colour, tags, day, and whether its place was lost."""
    _ = translator.gettext
    parts = ["★"] if highlight.starred else []
    parts.append(color_name(highlight.color, translator, options))
    parts.extend(f"#{hashtag(tag)}" for tag in highlight.tags)
    if highlight.created:
        parts.append(translator.date(highlight.created))
    if highlight.orphan:
        parts.append(_("no longer in the text"))
    return " · ".join(parts)


def hashtag(tag: str) -> str:
    """Return a tag as one word, as tags in running text must be."""
    return "-".join(one_line(tag).split())
