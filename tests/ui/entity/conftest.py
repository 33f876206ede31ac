"""An entity with everything that its page shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.i18n import Translator
from reader.models import (
    Alias,
    Appearance,
    Color,
    Companion,
    Dossier,
    Entity,
    EntityType,
    Evidence,
    Highlight,
    MergeSuggestion,
    Metadata,
    NameUse,
    Passage,
    Selector,
    Snippet,
    Summary,
)
from reader.ui.browse.look import Look
from reader.ui.entity.page import EntityPage
from reader.ui.fonts import load_fonts
from reader.ui.theme import themes

SENTENCE = "… đoàn tàu đầu tiên rời ga Sông Lam vào buổi sáng …"


@pytest.fixture
def look(qapp):
    return Look(themes["light"], load_fonts())


@pytest.fixture
def translator():
    return Translator("en")


def summary(article_id: int, title: str = "") -> Summary:
    known = Metadata(title or f"Bài {article_id}", source="Báo", published="2025-10-25", language="vi")
    return Summary(article_id, known, "2025-10-26", 500, starred=False, read=True, highlights=0)


def appearance(article_id: int, mentions: int = 2, shown: int = 2) -> Appearance:
    at = SENTENCE.index("Sông Lam")
    snippet = Snippet(SENTENCE, ((at, at + 8),))
    passages = tuple(Passage(100 * n, 100 * n + 8, snippet) for n in range(shown))
    return Appearance(summary(article_id), mentions, passages)


def entity(entity_id: int, name: str, kind: EntityType = EntityType.LOC, mentions: int = 10) -> Entity:
    return Entity(entity_id, name, kind, ("Lam Giang",), mentions, articles=4)


def mark(text: str = "tàu chạy đúng giờ") -> Highlight:
    selector = Selector(exact=text, prefix="", suffix="", start=5, end=5 + len(text))
    return Highlight(
        "h1", 7, selector, color=Color.BLUE, note="Đúng giờ?", created="2026-01-01", modified="2026-01-01"
    )


def dossier(**changes: object) -> Dossier:
    lam = entity(1, "Sông Lam")
    made = Dossier(
        entity=lam,
        aliases=(
            Alias(11, EntityType.LOC, "Sông Lam", "found", 8),
            Alias(12, EntityType.LOC, "Lam Giang", "found", 2),
            Alias(13, EntityType.LOC, "Sông Cả", "user", 0),
        ),
        names=(NameUse("Sông Lam", "vi", 8),),
        evidence=(Evidence("list", 3, 0.9), Evidence("rule", 12, 0.8), Evidence("model", 5, 0.7)),
        months=(("2025-08", 1), ("2025-10", 6), ("2025-11", 2)),
        undated=1,
        appearances=(appearance(7), appearance(8, 9)),
        companions=(),
        marked=(mark(),),
        suggestions=(MergeSuggestion(lam, entity(2, "Lam", mentions=3), "script", 0.9),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def companions(count: int) -> tuple[Companion, ...]:
    kinds = (EntityType.PER, EntityType.ORG)
    return tuple(Companion(entity(100 + n, f"Tên {n}", kinds[n % 2]), count - n, n) for n in range(count))


@pytest.fixture
def page(qtbot, translator, look):
    made = EntityPage(translator, look)
    qtbot.addWidget(made)
    made.resize(800, 900)
    shown = dossier()
    made.show_dossier(shown, {7: summary(7)})
    made.show_appearances(shown.appearances, complete=True)
    made.show_company(companions(20))
    made.show()
    qtbot.waitExposed(made)
    return made
