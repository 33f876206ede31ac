"""How long the notes let a reader wait, and how long the window stands still, with thousands of highlights.

``python -m tests.benchmarks.bench_notes -n 5000 --one 500``

For each thing a reader does: the time until it shows, and the longest time that the window's thread could
not answer, both in ms.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from reader.annotations import make_highlight
from reader.library import Library
from reader.models import Article, Color, Original, Style
from reader.paths import folders
from reader.ui.browse.notes_filter import NotesFilter
from reader.ui.browse.places import Place, PlaceKind
from tests.benchmarks.articles import Generated
from tests.benchmarks.bench_window import Bench
from tests.benchmarks.filled import article

_NOW = "2026-01-01T00:00:00.000+00:00"
_ARTICLES = 200
_TAGS = ("biển", "giáo dục", "đọc lại", "kinh tế")
_NOTES = ("", "", "Kiểm lại số liệu", "So với **bản gốc**:\n\n- con số\n- ngày ký")


def fill(folder: Path, count: int, one: int) -> int:
    """Make a library of ``count`` highlights, ``one`` of them in one article; return the id of that."""
    drawn = random.Random(5)
    with Library(folders(str(folder))) as library:
        store = library._store
        with store.transaction():
            ids = []
            for item in Generated(_ARTICLES):
                made = article(item, random.Random(item.number))
                ids.append(store.articles.add(made, Original(item.title.encode(), f"{item.number}.txt")))
        with store.transaction():
            long = store.articles.get(ids[0])
            assert long is not None
            for _ in range(one):
                _mark(library, long, drawn)
            for _ in range(count - one):
                other = store.articles.get(drawn.choice(ids[1:]))
                assert other is not None
                _mark(library, other, drawn)
        for _ in library.intake.work():
            pass
    return ids[0]


def _mark(library: Library, marked: Article, drawn: random.Random) -> None:
    start = drawn.randrange(max(1, len(marked.text) - 90))
    color = drawn.choice(list(Color))
    made = make_highlight(marked, start, start + 80, color=color, note=drawn.choice(_NOTES), now=_NOW)
    tags = tuple(sorted(drawn.sample(_TAGS, drawn.randrange(3))))
    style = drawn.choice((Style.FILL, Style.FILL, Style.UNDERLINE))
    library._store.highlights.put(replace(made, tags=tags, style=style, starred=drawn.random() < 0.1))


def place(bench: Bench, count: int) -> None:
    """Measure the list of all notes."""
    notes = bench.w.notes
    everything = Place(PlaceKind.NOTES)
    bench.measure(
        f"open the notes: {count:,}",
        lambda: bench.window.flow.go_to_place(everything),
        lambda: len(notes.model.shown) == count and notes.view.isVisible(),
    )
    bench.measure(
        "narrow by a word",
        lambda: notes.words.setText("kiem lai"),
        lambda: 0 < len(notes.model.shown) < count,
    )
    notes.words.clear()
    bench.measure(
        "narrow by a tag",
        lambda: notes.filter_button.panel.choice_made.emit("tag", "biển"),
        lambda: 0 < len(notes.model.shown) < count,
    )
    notes._set_filter(NotesFilter())
    bench.measure("count the facets", notes.model.facets, lambda: True)
    bench.measure("group by tag", notes.by_tag.click, notes.by_tag.isChecked)
    notes.by_tag.click()
    bar = notes.view.verticalScrollBar()
    bench.measure("go to the end", lambda: bar.setValue(bar.maximum()), lambda: True)
    bench.measure("scroll a page", lambda: bar.setValue(bar.value() - bar.pageStep()), lambda: True)
    ids = tuple(each.id for each in notes.model.shown[:500])

    def all_of(color: Color) -> bool:
        found = {each.id: each.color for each in notes.model.shown}
        return all(found[each] is color for each in ids)

    bench.measure("recolour 500", lambda: bench.c.notes.recolor(ids, Color.RED), lambda: all_of(Color.RED))
    bench.measure("take it back", bench.c.files.undo, lambda: not all_of(Color.RED))


def panel(bench: Bench, article_id: int, one: int) -> None:
    """Measure an article with many highlights."""
    bench.window.flow.show_tab("notes")
    tab = bench.w.panel.notes
    bench.measure(
        f"open an article with {one:,} highlights",
        lambda: bench.c.article.open(article_id),
        lambda: bench.c.article.id == article_id and len(tab.cards()) > 0,
    )
    bench.measure("all its cards", lambda: None, lambda: len(tab.cards()) == one)
    shown = bench.c.article.shown
    assert shown is not None
    marks = shown.opened.highlights
    bench.measure(
        "recolour one of them",
        lambda: bench.c.notes.recolor((marks[-1].id,), Color.PURPLE),
        lambda: _color(bench, marks[-1].id) is Color.PURPLE,
    )
    ids = tuple(each.id for each in marks)
    bench.measure(
        "recolour all of them",
        lambda: bench.c.notes.recolor(ids, Color.GREEN),
        lambda: all(card.highlight.color is Color.GREEN for card in tab.cards()),
    )
    bar = bench.w.page.verticalScrollBar()
    bench.measure("scroll a page of the text", lambda: bar.setValue(bar.pageStep()), lambda: True)
    bar = tab._area.verticalScrollBar()
    bench.measure("scroll a page of the cards", lambda: bar.setValue(bar.pageStep()), lambda: True)


def _color(bench: Bench, name: str) -> Color:
    card = bench.w.panel.notes.card(name)
    assert card is not None
    return card.highlight.color


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5_000, help="number of highlights")
    parser.add_argument("--one", type=int, default=500, help="how many of them are in one article")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        long = fill(Path(folder), options.n, options.one)
        bench = Bench(Path(folder))
        bench.application.start([])
        bench.window.resize(1680, 945)
        bench.idle()
        sys.stdout.write("| what | shows after, ms | longest standstill, ms | |\n|---|---|---|---|\n")
        place(bench, options.n)
        panel(bench, long, options.one)
        bench.close()


if __name__ == "__main__":
    main()
