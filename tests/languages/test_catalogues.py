"""Every text is there in Kazakh and Russian, whole and with all its places."""

import re

import pytest

from majilis_tui import languages
from tests.languages.catalogues import LANGUAGES, read, said, strings, written

PLACE = re.compile(r"\{[^{}]*\}")


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


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {1: "1 member", 2: "2 members", 5: "5 members", 21: "21 members"}),
        (
            "ru",
            dict.fromkeys((1, 2, 5, 11, 21, 22, 102)),
        ),
        ("kk", {1: None, 2: None, 5: None}),
    ],
)
def test_plural_forms(language: str, forms: dict[int, str | None]) -> None:
    languages.use(language)
    spoken = {n: languages.ngettext("{n} member", "{n} members", n).format(n=n) for n in forms}
    for number, text in forms.items():
        assert text is None or spoken[number] == text
        assert str(number) in spoken[number]
    if language == "ru":
        noun = {n: text.split(" ", 1)[1] for n, text in spoken.items()}
        assert noun[1] == noun[21]
        assert noun[2] == noun[22] == noun[102]
        assert noun[5] == noun[11]
        assert len(set(noun.values())) == 3
    languages.use("en")


def test_nothing_to_say_says_nothing() -> None:
    for language in languages.LANGUAGES:
        languages.use(language)
        assert languages._("") == ""
    languages.use("en")
