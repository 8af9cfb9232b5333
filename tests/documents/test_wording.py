"""The texts of the documents: complete in every language, in every form a number asks for."""

import string
from typing import Any

import pytest

from majilis_tui.documents.figures import person
from majilis_tui.documents.grammar import (
    accusative,
    citation,
    genitive,
    instrumental,
    majority,
)
from majilis_tui.documents.wording import Wording, same, texts
from majilis_tui.procedure.rules import INVALID_REASONS
from majilis_tui.rulebook import bundled, find_rules

FORMS = {"kk": {"other"}, "ru": {"one", "few", "many"}, "en": {"one", "other"}}
KK, RU, EN = (Wording((language,)) for language in ("kk", "ru", "en"))
# A language may leave out what its grammar does not need, or ask for another case of it.
SAME_PLACE = {"genitive": "n", "office_instrumental": "office"}


def keys(language: str) -> dict[str, Any]:
    return {
        f"{section}.{name}": text
        for section, entries in texts(language).items()
        for name, text in entries.items()
    }


def places(text: Any) -> set[str]:
    if isinstance(text, dict):
        return set().union(*(places(form) for form in text.values()))
    if isinstance(text, list):
        return set()
    found = {place for _, place, _, _ in string.Formatter().parse(text) if place}
    return {SAME_PLACE.get(place, place) for place in found}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_language_has_every_text(language: str) -> None:
    own, english = keys(language), keys("en")
    assert own.keys() == english.keys()
    for key, text in own.items():
        assert places(text) == places(english[key]), key
        assert isinstance(text, dict) == isinstance(english[key], dict), key
        assert text, key


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_text_with_a_number_has_all_its_forms(language: str) -> None:
    for key, text in keys(language).items():
        if isinstance(text, dict):
            assert text.keys() - {"zero"} == FORMS[language], key
            assert ("zero" in text) == ("zero" in keys("en")[key]), key


def test_no_text_is_left_in_another_alphabet() -> None:
    latin = set(string.ascii_letters)
    for language in ("kk", "ru"):
        for key, text in keys(language).items():
            for form in text.values() if isinstance(text, dict) else [text]:
                said = form if isinstance(form, str) else " ".join(form)
                plain = "".join(part for part, *_ in string.Formatter().parse(said))
                assert not latin & set(plain.replace("UTC", "")), key


def test_a_month_and_a_round_for_each() -> None:
    for wording in (KK, RU, EN):
        assert len(texts(wording.language)["dates"]["months"]) == 12
        # More than allowed: squares marked, or names left.
        assert {*INVALID_REASONS, "several_left"} == set(texts(wording.language)["reasons"])


def test_dates() -> None:
    assert KK.date("2023-03-29") == "2023 жылғы 29 наурыз"
    assert RU.date("2023-03-29") == "29 марта 2023 года"
    assert EN.date("2023-03-29") == "29 March 2023"
    assert EN.date("2023-00-00") == "2023-00-00"


def test_several_languages_stand_side_by_side_once_each() -> None:
    both = Wording(("kk", "ru"))
    assert both.say("common.quorum") == "Кворум"
    assert both.say("common.round") == "Дауыс беру туры / Тур голосования"
    assert both.lines("roll.title").split("\n") == [
        "ДЕПУТАТТАРДЫ ТІРКЕУ ТІЗІМІ",
        "РЕГИСТРАЦИОННЫЙ СПИСОК ДЕПУТАТОВ",
    ]


def test_offices_are_declined_where_they_are_known() -> None:
    assert genitive("Председатель Мажилиса") == "Председателя Мажилиса"
    assert instrumental("Заместитель Председателя Сената") == "Заместителем Председателя Сената"
    assert genitive("Ombudsman") is None
    assert accusative("Мәжіліс Төрағасының орынбасары") == "Мәжіліс Төрағасының орынбасарын"
    assert accusative("Омбудсмен") is None


def test_every_office_of_the_bundled_rules_is_declined() -> None:
    for name in bundled():
        for office in find_rules(name).office.values():
            assert office.title is not None
            assert genitive(office.title.ru or "")
            assert instrumental(office.title.ru or "")
            assert accusative(office.title.kk or "")


def test_articles_are_cited_as_each_language_cites_them() -> None:
    law = "Constitution art. 58(1); Constitutional Law on Parliament art. 9"
    assert RU.say("common.none") == "нет"
    assert citation(RU, law) == (
        "пункт 1 статьи 58 Конституции Республики Казахстан; статья 9 Конституционного закона"
        " Республики Казахстан «О Парламенте Республики Казахстан и статусе его депутатов»"
    )
    assert citation(KK, law).startswith("Қазақстан Республикасы Конституциясының 58-бабының")
    assert citation(KK, "Standing Orders r. 7") == "Standing Orders r. 7"


@pytest.mark.parametrize(
    ("rule", "needed", "said"),
    [
        (
            "> 1/2",
            50,
            "большинство голосов от общего числа депутатов (98): не менее 50 (пятидесяти)",
        ),
        (">= 2/3", 66, "не менее 2/3 голосов от общего числа депутатов (98): не менее 66"),
        ("> 3/5", 59, "более 3/5 голосов от общего числа депутатов (98): не менее 59"),
    ],
)
def test_the_majority_in_words(rule: str, needed: int, said: str) -> None:
    assert said in majority(RU, rule, "seats", 98, needed, single=True)


def test_a_majority_that_needs_one_or_no_number() -> None:
    assert "одного) голоса." in majority(RU, "> 1/2", "found", 1, 1, single=True)
    assert "(" not in majority(KK, "> 1/2", "valid", None, None, single=True)
    assert "больше" in majority(RU, "most", "valid", None, None, single=False)


def test_announced_numbers_agree_with_their_nouns() -> None:
    key = "announcement.issued"
    assert RU.counted(key, 1) == "Выдан 1 (один) бюллетень."
    assert RU.counted(key, 22) == "Выдано 22 (двадцать два) бюллетеня."
    assert RU.counted(key, 98) == "Выдано 98 (девяносто восемь) бюллетеней."
    assert RU.counted("announcement.abstain", 21) == "Воздержался 21 (двадцать один) депутат."
    assert RU.counted("announcement.against", 0) == "Против – нет."
    assert KK.counted("announcement.for", 98) == "Жақтап – 98 (тоқсан сегіз) дауыс."
    assert EN.counted(key, 1) == "1 (one) ballot was issued."


def test_what_fills_a_place_is_never_read_as_a_place() -> None:
    assert RU.say("results.explanation", text="{n} {0}") == "Объяснение: {n} {0}"
    assert EN.counted("announcement.name", 2, name=same("{n}")) == "{n}: 2 (two) votes."


def test_somebody_who_is_no_member_is_called_as_written(sources: Any) -> None:
    assert person(sources["demo"].sitting, "Nobody").kk == "Nobody"
