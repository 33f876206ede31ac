"""The dossier of an entity leaves whole and safe in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest
from lxml import html
from markdown_it import MarkdownIt

from reader.errors import ReaderError
from reader.export.dossier import DOSSIER_FORMATS, TYPES, render_dossier
from reader.i18n import Translator
from reader.models import (
    Alias,
    Appearance,
    Companion,
    Dossier,
    Entity,
    EntityType,
    Evidence,
    Highlight,
    Metadata,
    NameUse,
    Passage,
    Selector,
    Snippet,
    Summary,
)

NAME = "Cảng <Phù> *Du*"
META = Metadata(title="=Tin_1 & 2", source="Báo Sông", published="2025-10-25", language="vi")
ARTICLE = Summary(5, META, "t", 9, starred=False, read=True, highlights=1)
PASSAGE = Passage(30, 45, Snippet(f"… tới {NAME} đêm nay …", ((6, 6 + len(NAME)),)))
HIGHLIGHT = Highlight("h1", 5, Selector("tới <Phù>", "", "", 20, 29), note="Xem *lại*")
DOSSIER = Dossier(
    entity=Entity(3, NAME, EntityType.LOC, ("Фу Зу",), 2, 1),
    aliases=(Alias(1, EntityType.LOC, NAME, "found", 2),),
    names=(NameUse(NAME, "vi", 2),),
    evidence=(Evidence("rule", 2, 0.9),),
    months=(("2024-12", 1), ("2025-10", 1)),
    undated=0,
    appearances=(Appearance(ARTICLE, 2, (PASSAGE,)),),
    companions=(Companion(Entity(4, "Đào Tiên Sa", EntityType.PER, (), 1, 1), 1, 1),),
    marked=(HIGHLIGHT,),
    suggestions=(),
)
BARE = Dossier(Entity(3, NAME, EntityType.LOC), (), (), (), (), 0, (), (), (), ())
ENGLISH = Translator("en")


def _shown(fmt: str, text: str) -> str:
    page = MarkdownIt("commonmark").render(text) if fmt == "markdown" else text
    return " ".join("".join(map(str, html.document_fromstring(page).itertext())).split())


@pytest.mark.parametrize("fmt", ["markdown", "html"])
def test_a_page_shows_names_numbers_mentions_and_notes_as_they_are(fmt):
    shown = _shown(fmt, render_dossier(fmt, DOSSIER, ENGLISH))
    for part in (
        NAME, "Place · 2 mentions · 1 article", "Also called: Фу Зу", f"{NAME} (Vietnamese)", "2024",
        "Đào Tiên Sa", "=Tin_1 & 2", "Báo Sông · Oct 25, 2025", f"… tới {NAME} đêm nay …", "tới <Phù>",
        "Xem *lại*",
    ):  # fmt: skip
        assert part in shown


def test_the_mention_is_marked_and_every_article_can_be_opened():
    page = html.document_fromstring(render_dossier("html", DOSSIER, ENGLISH))
    assert [mark.text for mark in page.iter("mark")] == [NAME]
    assert {a.get("href") for a in page.iter("a")} == {"docbao://article/5", "docbao://article/5#h1"}
    assert "](docbao://article/5)" in render_dossier("markdown", DOSSIER, ENGLISH)


def test_a_table_has_a_row_for_each_mention_and_no_formula():
    text = render_dossier("csv", DOSSIER, ENGLISH)
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text[1:], newline=""))
    assert row == {
        "Published": "2025-10-25", "Source": "Báo Sông", "Title": "'=Tin_1 & 2", "Name": NAME,
        "Context": PASSAGE.snippet.text, "Start": "30", "End": "45", "Link": "docbao://article/5",
    }  # fmt: skip


def test_programs_get_everything():
    values = json.loads(render_dossier("json", DOSSIER, ENGLISH))
    assert values["entity"]["aliases"] == ["Фу Зу"]
    assert values["years"] == [["2024", 1], ["2025", 1]]
    assert values["appearances"][0]["passages"][0]["start"] == 30


@pytest.mark.parametrize("fmt", DOSSIER_FORMATS)
@pytest.mark.parametrize("language", ["vi", "en", "ru"])
def test_an_entity_without_anything_still_has_a_page(fmt, language):
    text = render_dossier(fmt, BARE, Translator(language))
    assert text.endswith(("\n", ">"))
    assert "Mentions" not in text or fmt == "json"


def test_every_type_has_a_name_and_an_unknown_format_is_said():
    assert set(TYPES) == set(EntityType)
    with pytest.raises(ReaderError, match="no format “odt”; choose one of markdown, html, csv, json"):
        render_dossier("odt", DOSSIER, ENGLISH)
