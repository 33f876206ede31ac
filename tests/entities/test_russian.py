"""Russian names: the rules alone, the model beside them, and the forms of one name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.entities import recognise, russian, russian_cases, russian_joint, russian_model
from reader.entities.spans import Span
from reader.models import EntityType
from tests.conftest import REPOSITORY
from tests.gold import unmark

needs_model = pytest.mark.skipif(not russian_model.installed(), reason="the extra russian is not installed")
needs_dictionary = pytest.mark.skipif(
    not russian_cases.installed(), reason="the extra russian is not installed"
)


def marks(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.type.value) for mention in recognise(text, "ru")]


def entities(text: str) -> dict[str, str]:
    return {mention.text: mention.entity for mention in recognise(text, "ru")}


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The recogniser as it is without the extra."""
    monkeypatch.setattr(russian_model, "load", lambda: None)
    monkeypatch.setattr(russian_cases, "installed", lambda: False)
    monkeypatch.setattr(russian_cases, "_analyser", lambda: None)
    caches = (russian_cases.readings, russian_cases.plain)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


class TestRulesAlone:
    """What is found where nothing but the program itself is installed."""

    pytestmark = pytest.mark.usefixtures("rules_alone")

    def test_the_word_that_opens_a_sentence_is_no_part_of_the_name(self) -> None:
        assert marks("Критик Ольга Рудакова пришла. Защитник Игорь Сафин нет.") == [
            ("Ольга Рудакова", "PER"),
            ("Игорь Сафин", "PER"),
        ]

    def test_streets_take_their_name_with_them(self) -> None:
        assert marks("Выход на улицу Баумана и к проспекту Маркса.") == [
            ("улицу Баумана", "LOC"),
            ("проспекту Маркса", "LOC"),
        ]

    def test_bodies_of_a_state_take_its_name_with_them(self) -> None:
        text = "Ответило правительство Москвы, потом МИД РФ и сборная России."
        assert marks(text) == [("правительство Москвы", "ORG"), ("МИД РФ", "ORG"), ("сборная России", "ORG")]

    def test_an_institute_ends_where_its_academy_begins(self) -> None:
        text = "Работает Институт проблем экологии и эволюции имени А. Н. Северцова Российской академии наук."
        assert marks(text) == [
            ("Институт проблем экологии и эволюции имени А. Н. Северцова", "ORG"),
            ("Российской академии наук", "ORG"),
        ]

    def test_the_noun_before_a_quotation_tells_its_type(self) -> None:
        text = "Фестиваль «Белый снег», стадион «Заря», банк «Берег», роман «Дом», корабль «Союз-37»."
        assert marks(text) == [
            ("Белый снег", "EVENT"),
            ("Заря", "LOC"),
            ("Берег", "ORG"),
            ("Дом", "DOC"),
        ]

    def test_events_by_their_noun(self) -> None:
        text = "Прошёл Югорский лыжный марафон, начался Кубок Поволжья, был конкурс имени Шопена."
        assert marks(text) == [
            ("Югорский лыжный марафон", "EVENT"),
            ("Кубок Поволжья", "EVENT"),
            ("конкурс имени Шопена", "EVENT"),
        ]

    def test_a_convention_alone_is_the_one_that_was_named(self) -> None:
        text = "Подписана Конвенция ООН против пыток. Сегодня Конвенция вступила в силу."
        assert entities(text)["Конвенция"] == "Конвенция ООН против пыток"

    def test_a_convention_that_was_never_named_is_nothing(self) -> None:
        assert marks("Сегодня Конвенция вступила в силу.") == []

    def test_a_title_is_kept_beside_the_name(self) -> None:
        (mention,) = recognise("Пришёл профессор Иван Лужин.", "ru")
        assert (mention.text, mention.title) == ("Иван Лужин", "профессор")

    def test_surnames_in_other_cases_join_the_full_name(self) -> None:
        found = entities("Приехал Денис Скворцов. Вместо Скворцова отвечал помощник.")
        assert found["Скворцова"] == "Денис Скворцов"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("В июне–августе 2026 года", "июне–августе 2026 года"),
        ("за первое полугодие 2025 года", "первое полугодие 2025 года"),
        ("в третьем квартале 2025 года", "третьем квартале 2025 года"),
        ("с апреля работали", "апреля"),
    ],
)
def test_russian_periods(text: str, date: str) -> None:
    assert (date, "DATE") in marks(text)


@pytest.mark.parametrize(
    ("text", "kind", "sum_"),
    [
        ("Это 1 миллиард 200 миллионов рублей.", "MONEY", "1 миллиард 200 миллионов рублей"),
        ("Ей выплатили миллион рублей.", "MONEY", "миллион рублей"),
        ("Цена — €61 млн. Турбину везут.", "MONEY", "€61 млн"),
        ("Оценили в 6 млн руб. и ушли.", "MONEY", "6 млн руб."),
        ("Даст 204 млн долл. Китай", "MONEY", "204 млн долл."),
        ("Сожмётся на 0,3 п. п. за год", "PERCENT", "0,3 п. п."),
        ("Прибавит 1,9 процента.", "PERCENT", "1,9 процента"),
    ],
)
def test_russian_sums(text: str, kind: str, sum_: str) -> None:
    assert (sum_, kind) in marks(text)


@needs_model
class TestModel:
    """What the model adds to the rules."""

    def test_names_that_no_list_has(self) -> None:
        found = recognise("Автобус идёт из Карпогор в Нытву, его ведёт Тойво Хямяляйнен.", "ru")
        assert [(mention.text, mention.type.value) for mention in found] == [
            ("Карпогор", "LOC"),
            ("Нытву", "LOC"),
            ("Тойво Хямяляйнен", "PER"),
        ]
        assert {mention.reason for mention in found} == {"model"}
        assert all(0 < mention.score <= 1 for mention in found)

    def test_a_verb_beside_a_name_is_no_part_of_it(self) -> None:
        assert ("Павел Андреевич Ступин", "PER") in marks("Приглашал Павел Андреевич Ступин.")

    def test_ships_and_stations_in_quotation_marks_are_left_out(self) -> None:
        assert marks("Вернулись уже на «Союзе-36», потом ледокол «Арктика» ушёл.") == []

    def test_the_lists_overrule_the_model(self) -> None:
        assert ("Европейский союз", "ORG") in marks("Подписал также Европейский союз.")

    def test_every_line_is_read_as_if_it_stood_alone(self) -> None:
        model = russian_model.load()
        assert model is not None
        lines = ["В Перми судили Ингу Болотову.", "", "Банк «Камский берег» молчит.", "Да."]
        apart = [
            Span(start + span.start, start + span.end, span.type)
            for line, start in zip(lines, _starts(lines), strict=True)
            for span in model.find(line)
        ]
        together = [Span(span.start, span.end, span.type) for span in model.find("\n".join(lines))]
        assert together == apart
        assert together

    @settings(max_examples=40, deadline=None)
    @given(st.text(alphabet="АБвгде «».,-\n№5Zя", max_size=60))
    def test_any_text_gives_spans_within_its_lines(self, text: str) -> None:
        model = russian_model.load()
        assert model is not None
        for span in model.find(text):
            surface = text[span.start : span.end]
            assert surface == surface.strip() != ""
            assert "\n" not in surface
            assert 0 <= span.score <= 1


def _starts(lines: list[str]) -> list[int]:
    return [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]


class TestJoin:
    """Rules and model on the same stretch."""

    def test_rules_that_are_not_sure_give_way(self) -> None:
        text = "Химок Илья Кац"
        decided = [
            Span(0, 5, EntityType.LOC, "model", 0.9),
            Span(6, 14, EntityType.PER, "model", 0.9),
        ]
        found = russian_joint.join(text, [Span(0, 14, EntityType.PER, score=0.6)], decided)
        assert [(span.start, span.end, span.type) for span in found] == [
            (0, 5, EntityType.LOC),
            (6, 14, EntityType.PER),
        ]

    def test_a_body_that_the_rules_read_to_its_end_stays_whole(self) -> None:
        text = "Кировский суд Перми"
        rule = Span(0, 19, EntityType.ORG, score=0.85)
        decided = [Span(0, 13, EntityType.ORG, "model", 0.9), Span(14, 19, EntityType.LOC, "model", 0.9)]
        assert russian_joint.join(text, [rule], decided) == [rule]

    def test_a_name_and_its_abbreviation_are_two(self) -> None:
        text = "Международный фонд (МФ)"
        found = russian_joint.join(text, [], [Span(0, len(text), EntityType.ORG, "model", 0.9)])
        assert [text[span.start : span.end] for span in found] == ["Международный фонд", "МФ"]


@needs_dictionary
class TestForms:
    """One name in many cases."""

    @pytest.mark.parametrize(
        ("inflected", "nominative"),
        [
            ("Артура Люкманова", "Артур Люкманов"),
            ("Инги Болотовой", "Инга Болотова"),
            ("Юлии Пак", "Юлия Пак"),
            ("Алевтина Громова", "Алевтина Громова"),
            ("Нгуен Фу Чонгом", "Нгуен Фу Чонг"),
            ("Александре II", "Александр II"),
            ("Надя Буланже", "Надя Буланже"),
        ],
    )
    def test_persons(self, inflected: str, nominative: str) -> None:
        assert russian_cases.person(inflected.split()) == nominative

    @pytest.mark.parametrize(
        ("inflected", "nominative"),
        [
            ("Москвой", "Москва"),
            ("Набережных Челнах", "Набережные Челны"),
            ("Объединёнными Арабскими Эмиратами", "Объединённые Арабские Эмираты"),
            ("Пермском краевом суде", "Пермский краевой суд"),
            ("Высшей школе экономики", "Высшая школа экономики"),
            ("Министерства промышленности и торговли", "Министерство промышленности и торговли"),
            ("Нижний Новгород", "Нижний Новгород"),
            ("Братья и сёстры", "Братья и сёстры"),
            ("Reuters", "Reuters"),
        ],
    )
    def test_places_and_bodies(self, inflected: str, nominative: str) -> None:
        assert russian_cases.phrase(inflected.split()) == nominative

    def test_all_forms_of_a_person_are_one_entity(self) -> None:
        text = "О деле Артура Люкманова спорили. Люкманову задали вопрос. Люкманов молчал."
        assert set(entities(text).values()) == {"Артур Люкманов"}

    def test_all_forms_of_a_place_are_one_entity(self) -> None:
        assert set(entities("В Москве дождь. За Москвой снег. Москву видно.").values()) == {"Москва"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="АБВабвёйь-", min_size=1, max_size=9), min_size=1, max_size=4))
def test_any_words_have_a_nominative_of_as_many_words(parts: list[str]) -> None:
    assert len(russian_cases.person(parts).split(" ")) == len(parts)
    assert len(russian_cases.phrase(parts).split(" ")) == len(parts)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ИванМосквыООН «»—.,()№12\n-", max_size=80))
def test_any_text_gives_flat_spans_inside_it(text: str) -> None:
    spans = russian.find(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_the_training_pieces_are_marked_without_slips() -> None:
    content = (REPOSITORY / "resources" / "training" / "ru" / "dev.txt").read_text(encoding="utf-8")
    pieces = re.split(r"(?m)^# ru-\d\d \| .*\n", content)[1:]
    assert len(pieces) == 40
    kinds = {mark.type for piece in pieces for mark in unmark(piece)[1]}
    assert kinds == {kind.value for kind in EntityType}
