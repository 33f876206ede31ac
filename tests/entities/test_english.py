"""English names: what the lists say of a word, the text that the model learns from, and what it decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities import english, english_clues, features, model, witnesses
from reader.entities.tokens import read
from tools import train_english
from tools.train_english import Document, join, read_own, scores, spaced, upper


def clue(text: str, word: str) -> str:
    words = read(text)
    return english_clues.clues(words)[words.words.index(word)]


def names(text: str) -> list[tuple[str, str]]:
    words = read(text)
    found = model.load("en").decide(words, witnesses(text, english.find(text)), english_clues.clues(words))
    return [(text[span.start : span.end], span.type.value) for span in found]


def test_a_word_has_the_letters_of_all_its_lists() -> None:
    assert {"G", "S"} <= set(clue("Then Scott left.", "Scott"))
    assert "G" in clue("Then Yevgeny left.", "Yevgeny")
    assert set(clue("He lives in Huddersfield.", "Huddersfield")) & set("MCT")


def test_capitals_do_not_hide_a_name_from_the_lists() -> None:
    assert clue("YEVGENY WINS", "YEVGENY") == clue("Yevgeny wins", "Yevgeny")
    assert clue("PROFITS RISE", "PROFITS") in {"c", "f"}


def test_words_in_small_letters_are_no_names() -> None:
    assert clue("a rose for mark", "rose") == english_clues.UNKNOWN
    assert clue("a rose for mark", "mark") == english_clues.UNKNOWN


def test_a_city_of_two_words_is_one_phrase() -> None:
    text = "in Salt Lake City again"
    assert clue(text, "Salt")[0] == "B"
    assert clue(text, "City")[0] == "I"


@given(st.text(max_size=80))
def test_every_word_has_a_clue(text: str) -> None:
    words = read(text)
    assert len(english_clues.clues(words)) == len(words)
    assert all(english_clues.clues(words))


def test_tables_headlines_and_datelines() -> None:
    assert names("LONDON 1996-08-30") == [("LONDON", "LOC")]
    assert ("Reuters", "ORG") in names("BRUSSELS, March 3 (Reuters) - Prices rose in Belgium.")
    found = names("Second round\n3-Magnus Norell (Sweden) beat Filip Dewaele (Belgium) 4-6 6-3 6-0")
    assert found == [
        ("Magnus Norell", "PER"),
        ("Sweden", "LOC"),
        ("Filip Dewaele", "PER"),
        ("Belgium", "LOC"),
    ]


def test_a_sentence_of_newswire() -> None:
    text = "Chief Executive Anna Lindqvist of Volvo told reporters in Gothenburg that the EU was wrong."
    assert names(text) == [
        ("Anna Lindqvist", "PER"),
        ("Volvo", "ORG"),
        ("Gothenburg", "LOC"),
        ("EU", "ORG"),
    ]


def test_words_and_tags_become_text_and_marks() -> None:
    sentence = [
        ('"', "O"),
        ("Yes", "O"),
        ('"', "O"),
        (",", "O"),
        ("New", "LOC"),
        ("York", "LOC"),
        ("'s", "O"),
    ]
    assert join(sentence) == ('"Yes", New York\'s', [(7, 15, "LOC")])


@pytest.mark.parametrize("change", [upper, spaced])
def test_a_changed_copy_marks_the_same_names(change: train_english.Change) -> None:
    for document in read_own():
        copy = change(document)
        assert [kind for _, _, kind in copy.marks] == [kind for _, _, kind in document.marks]
        for (start, end, _), (first, last, _) in zip(document.marks, copy.marks, strict=True):
            name, copied = document.text[start:end], copy.text[first:last]
            assert copied.replace(" ", "").upper() == name.replace(" ", "").upper()


def test_punctuation_stands_apart_in_a_spaced_copy() -> None:
    document = Document("x", "In Rome, Italy's capital.", ((3, 7, "LOC"), (9, 14, "LOC")))
    copy = spaced(document)
    assert copy.text.split() == ["In", "Rome", ",", "Italy", "'s", "capital", "."]
    assert [copy.text[start:end] for start, end, _ in copy.marks] == ["Rome", "Italy"]


def test_marks_become_tags_of_words() -> None:
    document = Document("x", "Anna Lindqvist left Oslo.", ((0, 14, "PER"), (20, 24, "LOC")))
    words = read(document.text)
    tags = train_english.tags_of(words, document.marks)
    assert tags == ["B-PER", "E-PER", features.OUTSIDE, "S-LOC"]


def test_scores_want_span_and_type() -> None:
    marked = [(0, 4, "PER"), (5, 9, "LOC")]
    assert scores([(marked, marked)])["names"] == 1.0
    assert scores([(marked, [(0, 4, "ORG"), (5, 9, "LOC")])])["names"] == 0.5
    assert scores([(marked, [(0, 3, "PER")])])["LOC"] == 0.0
