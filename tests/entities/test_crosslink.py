"""One thing has many names: by lists for sure, by sound perhaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities import crosslink, gazetteers
from reader.models import EntityType

PER, ORG, LOC = EntityType.PER, EntityType.ORG, EntityType.LOC


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (ORG, "Liên Hợp Quốc | Liên hợp quốc | LHQ | United Nations | UN | ООН"),
        (ORG, "Tổ chức Y tế Thế giới | WHO | ВОЗ"),
        (ORG, "Liên minh châu Âu | EU | Евросоюз"),
        (LOC, "Việt Nam | Vietnam | Вьетнам"),
        (LOC, "Mỹ | Hoa Kỳ | USA | the United States | США"),
        (LOC, "Brazil | Бразилия"),
        (LOC, "Hà Nội | Hanoi | Ханой"),
        (EntityType.DOC, "Công ước Hà Nội | Hanoi Convention | Ханойская конвенция"),
    ],
)
def test_the_names_of_one_thing_have_one_concept(kind, names):
    found = {crosslink.concept(kind, name.strip()) for name in names.split("|")}
    assert len(found) == 1
    assert found != {""}


def test_what_is_not_listed_or_of_another_type_has_no_concept():
    assert crosslink.concept(ORG, "Công ty Đường sắt Sông Lam") == ""
    assert crosslink.concept(PER, "Hà Nội") == ""
    assert crosslink.concept(ORG, "who") == ""
    assert crosslink.concept(LOC, "Việt Nam") != crosslink.concept(LOC, "Nga") != ""


def test_no_name_of_the_list_means_two_things():
    seen: dict[tuple[str, str], str] = {}
    for section, lines in gazetteers.sections("cross_names").items():
        for line in lines:
            names = [name.strip() for name in line.split("|")]
            assert len({crosslink.concept(EntityType(section), name) for name in names}) == 1, line
            for name in names:
                assert seen.setdefault((section, name), line) == line, name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Artur Liukmanov", "Артур Люкманов"),
        ("Artur Lyukmanov", "Артур Люкманов"),
        ("Lukmanov Artur", "Артур Люкманов"),
        ("Artur Lukmanov", "Artur Liukmanov"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Vladimir Putin", "Владимир Путин"),
        ("Yeltsin", "Ельцин"),
        ("Khrushchev", "Хрущёв"),
        ("António Guterres", "Антониу Гутерреш"),
        ("Donald Trump", "Дональд Трамп"),
        ("Ghada Waly", "Гада Вали"),
        ("Nguyễn Phú Trọng", "Нгуен Фу Чонг"),
        ("Lương Tam Quang", "Лыонг Там Куанг"),
        ("Tô Lâm", "То Лам"),
    ],
)
def test_one_person_in_two_scripts_or_romanisations_is_recognised(one, other):
    assert crosslink.sound(PER, one) == crosslink.sound(PER, other) != ""
    assert crosslink.likeness(one, other) >= 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn Ân"),
        ("Nguyen Van An", "Nguyễn Văn An"),
        ("Trần Thu Hà", "Trần Thu Hạ"),
        ("Anna Ivanova", "Иван Антонов"),
        ("Ivan Petrov", "Пётр Иванов"),
        ("Putin", "Poutine"),
        ("Vladimir Putin", "Путин"),
        ("Ivan Petrov", "IVAN PETROV"),
        ("", "Путин"),
        ("李明", "Ли Мин"),
    ],
)
def test_other_people_and_other_marks_are_not_alike(one, other):
    assert crosslink.likeness(one, other) == 0.0


def test_only_persons_have_a_sound():
    assert crosslink.sound(ORG, "Gazprom") == ""


def test_vietnamese_names_are_compared_with_cyrillic_ones_only():
    names = ["Tô Lâm", "Tố Lam", "То Лам", "Tolya Mal", "Толя Мал"]
    pairs = {frozenset((names[a], names[b])) for a, b in crosslink.comparable(names)}
    assert frozenset(("Tô Lâm", "Tố Lam")) not in pairs
    assert frozenset(("Tô Lâm", "Tolya Mal")) not in pairs
    assert frozenset(("Tô Lâm", "То Лам")) in pairs
    assert frozenset(("Tolya Mal", "Толя Мал")) in pairs


NAMES = st.text("abcdeghijklmnopqrstuvxyzđêươ АБВГДЕЖЗИЙКЛМабвгдежзийкл'-", max_size=24)


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    assert 0.0 <= crosslink.likeness(one, other) <= 1.0
    assert (crosslink.likeness(one, other) > 0) == (crosslink.likeness(other, one) > 0)
