"""Templates: the reader's own formats, shut in a sandbox, with mistakes told by their line."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.export import ExportItem, Options, render
from reader.export.template import Template
from reader.i18n import Translator
from reader.library.templates import copy_template, folder, formats, shipped_names
from reader.paths import folders
from tests.export.conftest import article, highlight

ENGLISH = Translator("en")


def _fill(source: str, *, html: bool = False, quote: str = "nước & lửa") -> str:
    items = [ExportItem(article(), (highlight(quote, "*xem*", tags=("số liệu",)),))]
    return Template("mine", source, html).render(items, ENGLISH, Options())


def test_a_template_sees_articles_and_highlights():
    each = "{% for h in a.highlights %}{{ h.quote }}|{{ h.color_name }}{% endfor %}"
    source = "{% for a in articles %}{{ a.title }}: " + each + "{% endfor %}"
    assert _fill(source) == "Lũ trên sông Hồng: nước & lửa|Yellow"


def test_html_is_escaped_by_itself_and_markdown_by_a_filter():
    assert _fill("{{ articles[0].highlights[0].quote }}", html=True) == "nước &amp; lửa"
    assert _fill("{{ articles[0].highlights[0].note | note }}", html=True) == "<p><em>xem</em></p>"
    assert _fill("{{ articles[0].highlights[0].quote | md }}", quote="a*b") == r"a\*b"
    assert _fill("#{{ articles[0].highlights[0].tags[0] | hashtag }}") == "#số-liệu"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a\n{% for %}", 2),
        ("a\nb\n{{ nope }}", 3),
        ("{{ articles[0].titel }}", 1),
        ("\n{{ 1 / 0 }}", 2),
        ("\n\n{{ title.nope() }}", 3),
        ("{% for a in articles %}\n{{ a.title | nope }}{% endfor %}", 2),
        ("{% include 'x' %}", 1),
    ],
)
def test_a_mistake_is_one_sentence_with_its_line(source: str, line: int):
    with pytest.raises(ReaderError) as told:
        _fill(source)
    said = ENGLISH.error(told.value)
    assert said.startswith(f"The template mine has a mistake in line {line}: ")
    assert "\n" not in said


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.format.__globals__ }}",
        "{{ articles.__class__.__base__.__subclasses__() }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ articles.append(1) }}{{ lipsum.__globals__['os'] }}",
        "{{ range(10 ** 9) | list }}",
    ],
)
def test_nothing_gets_out_of_the_sandbox(source: str):
    with pytest.raises(ReaderError, match="has a mistake in line 1"):
        _fill(source)


def test_every_shipped_template_renders_and_can_be_copied_and_changed(tmp_path):
    place = folders(tmp_path)
    assert {"reading-notes.md", "questions.html"} <= set(shipped_names())
    items = [ExportItem(article(note_="Cả bài"), (highlight("nước lên", "xem"),))]
    for name in shipped_names():
        made = render(name, items, ENGLISH, formats=formats(place))
        assert isinstance(made, str)
        assert "nước lên" in made
        assert "Cả bài" in made or name.endswith(".html")
        copied = copy_template(name, place)
        copied.write_text("của tôi: {{ title }}", encoding="utf-8")
        assert copy_template(name, place) == copied
        assert render(name, items, ENGLISH, formats=formats(place)) == "của tôi: Lũ trên sông Hồng"


def test_a_new_template_is_a_format_of_its_own(tmp_path):
    place = folders(tmp_path)
    folder(place).mkdir(parents=True)
    (folder(place) / "đọc.md.j2").write_text("{{ title }}\n", encoding="utf-8")
    (folder(place) / "ignored.txt").write_text("x", encoding="utf-8")
    (folder(place) / "bad.md.j2").write_bytes(b"\xff")
    known = formats(place)
    assert known["đọc.md"].suffix == ".md"
    assert render("đọc.md", [], ENGLISH, formats=known) == "Highlights and notes\n"
    with pytest.raises(ReaderError, match="not UTF-8"):
        render("bad.md", [], ENGLISH, formats=known)
    with pytest.raises(ReaderError, match="no template “x”; choose one of"):
        copy_template("x", place)
