"""Names in Russian and in English."""

from __future__ import annotations

from tests.entities.outermost import outermost


def marks(text: str, language: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.type.value) for mention in outermost(text, language)]


def test_russian_places_are_found_in_every_case() -> None:
    text = "Из Ханоя в Москву через Вьетнам и Новую Зеландию, на Байкале."
    assert [mark for mark, kind in marks(text, "ru") if kind == "LOC"] == [
        "Ханоя",
        "Москву",
        "Вьетнам",
        "Новую Зеландию",
        "Байкале",
    ]


def test_russian_mentions_carry_the_nominative() -> None:
    entities = {
        mention.text: mention.entity for mention in outermost("Он видел Юрия Гагарина в Минске.", "ru")
    }
    assert entities == {"Юрия Гагарина": "Юрий Гагарин", "Минске": "Минск"}


def test_a_russian_surname_alone_joins_the_full_name() -> None:
    mentions = outermost("Приехал Александр Гуцан. Журналисты спросили Гуцана о планах.", "ru")
    assert [(mention.text, mention.entity) for mention in mentions] == [
        ("Александр Гуцан", "Александр Гуцан"),
        ("Гуцана", "Александр Гуцан"),
    ]


def test_russian_bodies() -> None:
    found = marks(
        "Лимнологический институт, Министерство иностранных дел России и компания «Роснефть».", "ru"
    )
    assert found == [
        ("Лимнологический институт", "ORG"),
        ("Министерство иностранных дел России", "ORG"),
        ("Роснефть", "ORG"),
    ]


def test_a_russian_region_is_its_adjective_and_noun() -> None:
    assert marks("Живёт в Иркутской области, РФ.", "ru") == [("Иркутской области", "LOC"), ("РФ", "LOC")]


def test_english_names_places_and_bodies() -> None:
    text = "Mr Keir Starmer met António Guterres of the United Nations in New York."
    assert marks(text, "en") == [
        ("Keir Starmer", "PER"),
        ("António Guterres", "PER"),
        ("United Nations", "ORG"),
        ("New York", "LOC"),
    ]


def test_english_demonyms_are_not_marked() -> None:
    assert marks("The Vietnamese and Russian delegations met French officials.", "en") == []


def test_english_suffixes_tell_what_a_run_names() -> None:
    text = "She left the Ministry of Health, saw Hin Nam No National Park and signed the Budapest Convention."
    assert marks(text, "en") == [
        ("Ministry of Health", "ORG"),
        ("Hin Nam No National Park", "LOC"),
        ("Budapest Convention", "DOC"),
    ]
