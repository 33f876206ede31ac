"""Corrections of what a text names at a place, in an article, or everywhere."""

from __future__ import annotations

from reader.errors import N_
from reader.library.correcting.desk import Desk
from reader.models import (
    Change,
    Correction,
    CorrectionKind,
    EntityType,
    Scope,
)
from reader.text.fold import fold_case
from reader.text.normalise import one_line


class Mentions(Desk):
    """Not an entity, this is a …, longer or shorter."""

    def reject(self, article_id: int, start: int, end: int, scope: Scope = Scope.MENTION) -> Change:
        """Say that a span of an article (code points) names nothing; more widely: its text.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the span holds no word, or more than a line.
        """
        correction = self._about(CorrectionKind.REJECT, article_id, start, end, scope)
        narrower = self._narrower(correction, article_id, start, end)
        return self._correct(N_("Not an entity"), article_id, (correction,), narrower)

    def mark(
        self,
        article_id: int,
        start: int,
        end: int,
        kind: EntityType,
        *,
        name: str = "",
        scope: Scope = Scope.MENTION,
    ) -> Change:
        """Say what a span of an article (code points) names; more widely: what its text names.

        ``name`` is what it is called in full (an entity's name to mean that entity), else the text itself.
        What was found at the span, or overlaps it, gives way. The change names the entity.

        Raises:
            NotFoundError: if there is no such article.
            ReaderError: if the span holds no word, or more than a line.
        """
        correction = self._about(
            CorrectionKind.MARK,
            article_id,
            start,
            end,
            scope,
            kind=kind,
            name=one_line(name),
            before=self._around(article_id, start, end),
        )
        narrower = self._narrower(correction, article_id, start, end)
        change = self._correct(N_("Mark an entity"), article_id, (correction,), narrower)
        return self._naming(change, kind, correction.name or correction.surface)

    def resize(
        self,
        article_id: int,
        mention: tuple[int, int],
        span: tuple[int, int],
        scope: Scope = Scope.MENTION,
    ) -> Change:
        """Let a mention, given by its start and end (code points), be longer or shorter.

        Raises:
            NotFoundError: if there is no such article or mention.
            ReaderError: if the new span holds no word, or more than a line.
        """
        old = self._mention(article_id, *mention)
        own_name = fold_case(old.entity) == fold_case(old.text)
        correction = self._about(
            CorrectionKind.MARK,
            article_id,
            *span,
            scope,
            kind=old.type,
            name="" if own_name else old.entity,
            before=old.text,
        )
        narrower = self._narrower(correction, article_id, *span)
        change = self._correct(N_("Change the span of an entity"), article_id, (correction,), narrower)
        return self._naming(change, old.type, correction.name or correction.surface)

    def _around(self, article_id: int, start: int, end: int) -> str:
        """Return the longest name that was found around a span; empty where none was, or one at the span."""
        mentions = self._store.mentions
        found = (*mentions.recognised(article_id), *mentions.of_article(article_id))
        if any((m.start, m.end) == (start, end) for m in mentions.recognised(article_id)):
            return ""
        around = [
            m.text for m in found if m.start <= start and end <= m.end and m.end - m.start > end - start
        ]
        return max(around, key=len, default="")

    def _narrower(self, correction: Correction, article_id: int, start: int, end: int) -> list[Correction]:
        """Return what was said of the same place for less than a correction now says: it would outlive it."""
        narrow = list(Scope)[: list(Scope).index(correction.scope)]
        return [
            each
            for each in self._store.corrections.all()
            if (each.article_id, each.surface) == (article_id, correction.surface)
            and each.scope in narrow
            and (each.selector is None or (each.selector.start, each.selector.end) == (start, end))
        ]
