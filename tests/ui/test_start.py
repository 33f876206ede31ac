"""The window is shown before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "whoosh",
    "numpy",
    "trafilatura",
    "lxml",
    "sqlite3",
    "markdown_it",
    "rapidfuzz",
    "charset_normalizer",
)


def test_the_window_is_loaded_without_the_search_engine_and_the_importers():
    code = f"import sys, reader.ui.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
