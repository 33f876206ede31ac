"""spaCy as a further witness, with a stand-in for a pipeline."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from reader.entities import english_spacy, recognise, version
from reader.models import EntityType

TEXT = "Officials in Quxville met zorblatt on Monday. The Hague's mayor, Anna Smith of London, was there."


def pipeline(text: str) -> SimpleNamespace:
    def entity(name: str, label: str) -> SimpleNamespace:
        start = text.index(name)
        return SimpleNamespace(start_char=start, end_char=start + len(name), label_=label)

    names = [("zorblatt", "PERSON"), ("Monday", "DATE"), ("The Hague's", "GPE"), ("Smith", "PERSON")]
    return SimpleNamespace(ents=[entity(name, label) for name, label in names])


def test_persons_and_places_are_taken_without_article_and_genitive() -> None:
    found = [(TEXT[span.start : span.end], span.type) for span in english_spacy.find(TEXT, pipeline)]
    assert found == [("zorblatt", EntityType.PER), ("Hague", EntityType.LOC), ("Smith", EntityType.PER)]


def test_what_was_found_before_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {mention.text for mention in recognise(TEXT, "en")}
    assert "Anna Smith" in before
    assert "zorblatt" not in before
    monkeypatch.setattr(english_spacy, "installed", lambda: "en_core_web_sm")
    monkeypatch.setattr(english_spacy, "load", lambda _name: pipeline)
    after = {mention.text: mention for mention in recognise(TEXT, "en")}
    assert before <= after.keys()
    assert (after["zorblatt"].type, after["zorblatt"].reason) == (EntityType.PER, "model")
    assert "Smith" not in after


def test_a_pipeline_that_is_installed_later_counts_as_another_recogniser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = version()
    monkeypatch.setattr(english_spacy, "installed", lambda: "en_core_web_sm")
    assert version() != before


def test_without_spacy_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert english_spacy.installed() == ""
