"""What all tests share: a library folder of their own, and no window on a screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Lists and models are loaded when the first text needs them: how long an example takes says nothing.
settings.register_profile("docbao", deadline=None)
settings.load_profile("docbao")

REPOSITORY = Path(__file__).resolve().parent.parent
REAL_ARTICLES = REPOSITORY.parent / "shared" / "articles"


@pytest.fixture
def real_articles() -> Path:
    """The folder of the two real articles, which are not part of the project."""
    if not REAL_ARTICLES.is_dir():
        pytest.skip("the real articles are not beside this checkout")
    return REAL_ARTICLES
