"""Every text is there in Kazakh and Russian, whole and with all its places."""

import re

import pytest

from majilis_tui import languages
from tests.languages.catalogues import LANGUAGES, read, said, strings, written

PLACE = re.compile(r"\{[^{}]*\}")
# What is said of tens and more alone.
ALWAYS_MANY = (
    "{n} deputies are here, the quorum is {m}. More are on their way.",
    "The printer brings {n} papers.",
    "there are {members} members; a roster holds at most {most}",
    "{members} members for {seats} seats; correct the roster.",
)
# A number before a noun; a Kazakh noun has one form after any number.
COUNTED = {
    "en": re.compile(
        r"(?<!of )(?<!the )(?<!most )(?<!least )(?<!papers: )(?<!screens, )\{\w+\} "
        r"(actions|ballots|deputies|entries|errors|lines|members|names|packets|papers|seats|seconds"
        r"|steps|votes)\b"
    ),
    "ru": re.compile(
        r"\{\w+\} (бюллетен\w*|голос\w*|депутат\w*|действи\w*|запис(ь|и|ей)|кандидат\w*|мест\w*"
        r"|минут\w*|ошиб\w*|пач\w*|секунд\w*|строк|член\w*|шаг\w*)\b"
    ),
    "kk": re.compile(r"\{\w+\} (бюллетеньдер|дауыстар|депутаттар|жазбалар|мүшелер|орындар)\b"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_fuzzy_or_left_over(language: str) -> None:
    catalogue = read(language)
    wanted = {message.id for message in said() if message.id}
    there = {message.id: message for message in catalogue if message.id}
    assert sorted(map(str, wanted - set(there))) == [], "run python -m tests.languages.catalogues"
    assert sorted(map(str, set(there) - wanted)) == [], "run python -m tests.languages.catalogues"
    empty = [m.id for m in there.values() if not all(strings(m.string)) or m.fuzzy]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_kept(language: str) -> None:
    for message in read(language):
        if not message.id:
            continue
        wanted = {place for text in strings(message.id) for place in PLACE.findall(text)}
        for text in strings(message.string):
            assert set(PLACE.findall(text)) == wanted, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_written_as_the_program_writes_it(language: str) -> None:
    from tests.languages.catalogues import path

    assert path(language).read_bytes() == written(read(language))


NUMBERS = (1, 2, 5, 11, 21, 22, 102)
# Which of the forms of a language a number takes.
FORMS = {
    "en": dict(zip(NUMBERS, (0, 1, 1, 1, 1, 1, 1), strict=True)),
    "kk": dict(zip(NUMBERS, (0, 1, 1, 1, 1, 1, 1), strict=True)),
    "ru": dict(zip(NUMBERS, (0, 1, 2, 2, 0, 1, 1), strict=True)),
}


def filled(text: str, number: int) -> str:
    return text.format(
        **{place[1:-1]: f"<{place[1:-1]}>" for place in PLACE.findall(text)} | {"n": number}
    )


@pytest.mark.parametrize("language", FORMS)
def test_every_message_with_a_number_takes_its_form(language: str) -> None:
    counted = [message.id for message in said() if isinstance(message.id, tuple)]
    forms = {m.id: strings(m.string) for m in read(language) if isinstance(m.id, tuple)}
    assert len(counted) > 20
    languages.use(language)
    try:
        for one, many in counted:
            known = forms.get((one, many), [one, many])
            for number, form in FORMS[language].items():
                spoken = filled(languages.ngettext(one, many, number), number)
                assert spoken == filled(known[form], number)
                assert str(number) in spoken or "{n}" not in known[form]
    finally:
        languages.use("en")


def test_russian_and_english_nouns_change_with_their_number() -> None:
    for message in read("ru"):
        if isinstance(message.id, tuple):
            one, few, many = strings(message.string)
            assert len({one, few, many}) > 1, message.id
            assert message.id[0] != message.id[1] or "{n}" not in message.id[0]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_noun_after_a_number_has_its_forms(language: str) -> None:
    """A number that can be any is not put before a noun of one form."""
    texts = [
        m.id if language == "en" else m.string for m in read("ru" if language == "en" else language)
    ]
    alone = [text for text in texts if isinstance(text, str) and text not in ALWAYS_MANY]
    assert [text for text in alone if COUNTED[language].search(text)] == []


def test_nothing_to_say_says_nothing() -> None:
    for language in languages.LANGUAGES:
        languages.use(language)
        assert languages._("") == ""
    languages.use("en")
