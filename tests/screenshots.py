"""Pictures of the main screens, taken from the running program: ``make screenshots``.

Each picture is a window on a library of its own with the articles that ship, in a theme and a language.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from reader.library import Library
from reader.models import Change, Color, Filter
from reader.paths import folders
from reader.ui.app import Application, make_application
from reader.ui.browse.places import Place, PlaceKind

TARGET = Path(__file__).resolve().parent.parent / "resources" / "screenshots"
SIZES = {"": (1680, 945), "-small": (1280, 800), "-large": (1920, 1080)}
ARTICLE = "le-ky-ha-noi"
SEARCH = "cong uoc ha noi"
ENTITY = "cong uoc ha noi"
_TIMEOUT_S = 60.0
_SETTLE_S = 1.0


class Studio:
    """One window, in one language."""

    def __init__(self, app: QApplication, language: str, folder: Path, theme: str) -> None:
        os.environ["LANGUAGE"] = language
        self._app = app
        self.application = Application(app, folders(folder))
        self.window = self.application.window
        self.theme(theme)
        self.window.resize(*SIZES[""])
        self.application.start([])

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window work until something is true."""
        end = time.monotonic() + _TIMEOUT_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            self._app.processEvents()
            time.sleep(0.01)

    def settle(self, seconds: float = _SETTLE_S) -> None:
        """Let the window come to rest."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)

    def theme(self, name: str) -> None:
        """Show a theme."""
        self.window.controllers.appearance.choose_theme(name)

    def save(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture."""
        self.settle()
        TARGET.mkdir(parents=True, exist_ok=True)
        path = TARGET / f"{name}.png"
        (widget or self.window).grab().save(str(path))
        sys.stdout.write(f"{path.name}\n")

    def fill(self) -> None:
        """Import the articles that ship, and mark some passages."""
        controllers, widgets = self.window.controllers, self.window.widgets
        controllers.files.import_samples()
        self.wait(lambda: controllers.article.id > 0 and not self._busy())
        self.open_article()
        shown = controllers.article.shown
        assert shown is not None
        text = shown.opened.article.text
        sentences = [part for part in text.split("\n\n") if len(part) > 200]
        session = self.application.session
        for paragraph, color, note in (
            (sentences[0], Color.YELLOW, "So với thông cáo của Liên Hợp Quốc: con số có khớp không?"),
            (sentences[1], Color.BLUE, "Điều 64?"),
        ):
            start = text.index(paragraph) + paragraph.index(". ") + 2
            end = min(start + 150, text.index(paragraph) + len(paragraph))
            end = text.rindex(" ", start, end)
            session.edit(partial(_mark, (controllers.article.id, start, end), color, note))
        self.wait(lambda: len(controllers.article.shown.opened.highlights) == 2)  # type: ignore[union-attr]
        widgets.status.clear_message()

    def open_article(self) -> None:
        """Open the article of the pictures."""
        controllers = self.window.controllers
        found: list[int] = []
        self.application.session.ask(
            lambda library, _: [
                article_id
                for article_id in library.reading.ids(Filter())
                if ARTICLE in library.reading.article(article_id).original_name
            ],
            found.extend,
        )
        self.wait(lambda: bool(found))
        controllers.article.open(found[0])
        self.wait(lambda: controllers.article.id == found[0])

    def open_entity(self, name: str) -> None:
        """Open the page of the entity that is mentioned most of those with a name."""
        controllers, widgets = self.window.controllers, self.window.widgets
        found: list[int] = []
        self.application.session.ask(
            lambda library, _: [library.naming.browse((), name).entities[0].id], found.extend
        )
        self.wait(lambda: bool(found))
        controllers.entity.open(found[0])
        self.wait(lambda: widgets.entity.isVisible() and widgets.entity.company.isVisible())
        self.settle(2.0)  # what may be one is looked for

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self.application.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)
        self._app.processEvents()

    def _busy(self) -> bool:
        waiting: list[int] = []
        self.application.session.ask(lambda library, _: library.intake.waiting(), waiting.append)
        self.wait(lambda: bool(waiting))
        return waiting[0] > 0


def _mark(place: tuple[int, int, int], color: Color, note: str, library: Library) -> Change:
    return library.editing.highlight(*place, color=color, note=note)


def take(app: QApplication, language: str) -> None:
    """Take all pictures of a language."""
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(app, language, Path(folder), "light")
        window, widgets = studio.window, studio.window.widgets
        studio.save(f"empty-light-{language}")
        studio.fill()
        for theme in ("light", "sepia", "dark"):
            studio.theme(theme)
            studio.save(f"main-{theme}-{language}")
        studio.theme("light")
        for suffix in ("-small", "-large"):
            window.resize(*SIZES[suffix])
            studio.save(f"main-light-{language}{suffix}")
        window.resize(*SIZES[""])
        widgets.search.set_query(SEARCH)
        window.flow.search(SEARCH)
        studio.settle()
        window.widgets.articles.step(1)
        studio.save(f"search-light-{language}")
        widgets.search.set_query("")
        widgets.sidebar.select(Place(PlaceKind.NOTES))
        window.flow.go_to_place(Place(PlaceKind.NOTES))
        studio.open_article()
        window.flow.show_tab("notes")
        studio.save(f"notes-light-{language}")
        window.flow.show_tab("details")
        studio.save(f"details-light-{language}")
        window.flow.show_tab("entities")
        window.flow.browse_entities()
        studio.open_entity(ENTITY)
        for theme in ("light", "dark"):
            studio.theme(theme)
            studio.save(f"entity-{theme}-{language}")
        studio.theme("light")
        window.resize(*SIZES["-small"])
        widgets.entities.perhaps.setChecked(True)
        studio.save(f"entities-light-{language}-small")
        studio.close()


def main() -> None:
    """Take the pictures of every language."""
    app = make_application()
    for language in sys.argv[1:] or ("vi", "en", "ru"):
        take(app, language)


if __name__ == "__main__":
    main()
