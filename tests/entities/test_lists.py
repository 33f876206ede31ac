"""The shipped lists and the small tools that read them."""

from __future__ import annotations

import pytest

from reader.entities import gazetteers
from reader.entities.russian_forms import forms, phrase_forms, stem
from reader.entities.spans import Span, flat
from reader.entities.syllables import is_vietnamese, normal
from reader.entities.tokens import Trie, read
from reader.models import EntityType
from reader.paths import shipped

FILES = sorted(path.stem for path in shipped("resources", "gazetteers").glob("*.txt"))


@pytest.mark.parametrize("word", ["Nghĩa", "quyển", "Giêng", "Xuyên", "Ứng", "khuya", "thuở", "Y", "Út"])
def test_vietnamese_syllables_are_recognised(word: str) -> None:
    assert is_vietnamese(word)


@pytest.mark.parametrize("word", ["Kaspersky", "Artur", "Brazil", "Tesla", "FPT", "B2B", "Wales", "Nét́"])
def test_foreign_words_are_no_syllables(word: str) -> None:
    assert not is_vietnamese(word)


def test_both_placements_of_a_tone_are_one_word() -> None:
    assert normal("Hoà") == normal("Hòa")
    assert normal("Uỷ") == normal("Ủy")
    assert normal("quý") == "quý"


@pytest.mark.parametrize("file", FILES)
def test_every_list_has_sections_with_entries(file: str) -> None:
    sections = gazetteers.sections(file)
    assert sections
    assert all(entries for entries in sections.values())


@pytest.mark.parametrize("file", FILES)
def test_no_alias_is_empty(file: str) -> None:
    lines = [line for entries in gazetteers.sections(file).values() for line in entries]
    assert all(part.strip() for line in lines for part in line.split("|"))


def test_the_longest_listed_name_wins() -> None:
    trie = Trie([("Bộ", 1), ("Bộ Công an", 2)])
    assert trie.longest(read("Bộ Công an Việt Nam"), 0) == (3, 2)
    assert trie.longest(read("Bộ. Công an"), 0) == (1, 1)


def test_of_overlapping_spans_the_longer_stays() -> None:
    short, long = Span(0, 3, EntityType.LOC, score=1.0), Span(0, 9, EntityType.ORG, score=0.5)
    assert flat([short, long, Span(10, 12, EntityType.PER)]) == [long, Span(10, 12, EntityType.PER)]


@pytest.mark.parametrize(
    ("name", "form"),
    [("Ханой", "Ханоя"), ("Москва", "Москвой"), ("Россия", "России"), ("Пекин", "Пекине"), ("США", "США")],
)
def test_russian_names_are_declined(name: str, form: str) -> None:
    assert form in forms(name)


def test_only_the_head_of_a_russian_name_changes() -> None:
    declined = set(phrase_forms("Государственная дума"))
    assert {"Государственной думы", "Государственную думу"} <= declined
    assert "Совета Европы" in set(phrase_forms("Совет Европы"))


def test_case_forms_share_a_stem() -> None:
    assert stem("Гуцана") == stem("Гуцан")
    assert stem("Чайковского") == stem("Чайковский")
