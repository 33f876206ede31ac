"""What the tests of the left half share."""

from dataclasses import replace

import pytest

from reader.i18n import Translator
from reader.models import Metadata, Summary
from reader.ui.browse.look import Look
from reader.ui.fonts import load_fonts
from reader.ui.theme import themes


@pytest.fixture
def look(qapp):
    return Look(themes["light"], load_fonts())


@pytest.fixture
def dark(qapp):
    return Look(themes["dark"], load_fonts())


@pytest.fixture
def translator():
    return Translator("en")


@pytest.fixture
def summary():
    def made(article_id, **changes):
        meta = Metadata(f"Bài {article_id}", source="Báo", published="2025-10-25", language="vi")
        usual = Summary(article_id, meta, "2025-10-26T08:00:00", 500, starred=False, read=True, highlights=0)
        return replace(usual, **changes)

    return made
