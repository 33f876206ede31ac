"""The catalogues: complete, with the same placeholders, in the plural forms of their language."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from reader.i18n import LANGUAGES, Translator
from tools import i18n


def test_there_is_a_catalogue_for_each_language_of_the_program():
    assert set(i18n.LANGUAGES) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_code_is_translated_and_agrees_with_its_source(language: str):
    assert list(i18n.problems(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalogue_keeps_messages_that_the_code_has_lost(language: str):
    used = {(message.id, message.context) for message in i18n.extract() if message.id}
    kept = {(message.id, message.context) for message in i18n.read(language) if message.id}
    assert kept <= used


def test_the_extractor_finds_every_way_in_which_the_code_marks_messages():
    assert {message.context for message in i18n.extract()} >= {None, "quotation marks"}
    assert i18n.extract().get("Highlights and notes")
    assert i18n.extract().get("There is no format “{name}”; choose one of {known}.")


def test_problems_are_found(monkeypatch: pytest.MonkeyPatch):
    wanted = Catalog()
    for message in ("one", "two", "{x} three", "four…", ("{n} five", "{n} fives")):
        wanted.add(message)
    have = Catalog(locale="ru")
    have.add("two", "zwei", flags=["fuzzy"])
    have.add("{x} three", "{y} drei")
    have.add("four…", "vier")
    have.add(("{n} five", "{n} fives"), ("{n} fünf",))
    monkeypatch.setattr(i18n, "extract", lambda: wanted)
    monkeypatch.setattr(i18n, "read", lambda language: have)
    assert list(i18n.problems("ru")) == [
        "ru: not translated: 'one'",
        "ru: not translated: 'two'",
        "ru: other placeholders: '{y} drei'",
        "ru: another ending: 'vier'",
        "ru: 1 plural forms instead of 3: '{n} five'",
    ]


@pytest.mark.parametrize(("language", "yellow"), [("vi", "Vàng"), ("en", "Yellow"), ("ru", "Жёлтый")])
def test_the_program_speaks_from_the_compiled_catalogue(language: str, yellow: str):
    assert Translator(language).gettext("Yellow") == yellow
