"""What all tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True, scope="session")
def empty_clipboard() -> Iterator[None]:
    """Leave nothing on the clipboard: without a screen Qt frees it when Python has gone, and crashes."""
    yield
    if isinstance(application := QApplication.instance(), QApplication):
        application.clipboard().clear()
