"""The documents' own words: looked up by key, in one language or in several side by side."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from majilis_tui.documents.words import LARGEST_ROMAN, numeral, plural, roman, words

SPOKEN = ("kk", "ru", "en")


class Named(msgspec.Struct, frozen=True):
    """What is called differently in each language: a person, an office, a chamber."""

    kk: str
    ru: str
    en: str

    def text(self, language: str) -> str:
        """Return the name in a language."""
        name: str = getattr(self, language)
        return name


def same(text: str) -> Named:
    """Return a name that is the same in all languages."""
    return Named(text, text, text)


@cache
def texts(language: str) -> dict[str, Any]:
    """Return all texts of a language, in their sections."""
    path = files("majilis_tui") / "documents" / "texts" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entry(language: str, key: str) -> Any:
    """Return a text, a list, or the forms of a text; the key is `section.name`."""
    section, name = key.split(".", 1)
    return texts(language)[section][name]


class Wording(msgspec.Struct, frozen=True):
    """Says things in one language, or in several with a stroke between.

    Places in a text are filled with text, with numbers, or with `Named`, which follows the
    language.
    """

    languages: tuple[str, ...]

    @property
    def language(self) -> str:
        """The first language."""
        return self.languages[0]

    def each(self, made: Callable[[str], str]) -> str:
        """Return what is made for each language, once where two are the same."""
        return " / ".join(dict.fromkeys(made(language) for language in self.languages))

    def say(self, key: str, **places: object) -> str:
        """Return a text with its places filled."""
        return self.each(lambda language: _filled(language, entry(language, key), places))

    def lines(self, key: str, **places: object) -> str:
        """Return a text in each language on a line of its own."""
        said = (_filled(language, entry(language, key), places) for language in self.languages)
        return "\n".join(dict.fromkeys(said))

    def counted(self, key: str, number: int, **places: object) -> str:
        """Return the form of a text that fits a number; {n} is in figures and words."""
        return self.each(lambda language: self._counted(language, key, number, places))

    @staticmethod
    def _counted(language: str, key: str, number: int, places: dict[str, object]) -> str:
        forms = entry(language, key)
        form = forms["zero"] if number == 0 and "zero" in forms else forms[plural(language, number)]
        return _filled(
            language,
            form,
            {
                "n": numeral(language, number),
                "genitive": numeral(language, number, "genitive"),
                **places,
            },
        )

    def name(self, named: Named) -> str:
        """Return what something or someone is called."""
        return self.each(named.text)

    def name_lines(self, named: Named) -> str:
        """Return what something is called, in each language on a line of its own."""
        return "\n".join(dict.fromkeys(map(named.text, self.languages)))

    def names(self, several: tuple[Named, ...]) -> str:
        """Return names with commas between."""
        return self.each(lambda language: ", ".join(named.text(language) for named in several))

    def numeral(self, number: int) -> str:
        """Return a number in figures and words."""
        return self.each(lambda language: numeral(language, number))

    def ordinal(self, number: str | int) -> str:
        """Return the number of a convocation: in Kazakh and Russian papers a Roman one."""
        given = str(number)
        known = given.isdecimal() and 0 < int(given) <= LARGEST_ROMAN
        official = roman(int(given)) if known else given
        return self.each(lambda language: given if language == "en" else official)

    def in_words(self, number: int) -> str:
        """Return a number in words."""
        return self.each(lambda language: words(language, number))

    def date(self, date: str) -> str:
        """Return a date, given as YYYY-MM-DD, as the language writes it."""
        return self.each(lambda language: _date(language, date))


def _filled(language: str, template: str, places: dict[str, object]) -> str:
    return template.format(
        **{
            name: value.text(language) if isinstance(value, Named) else value
            for name, value in places.items()
        }
    )


def _date(language: str, date: str) -> str:
    year, month, day = date.split("-")
    if not 1 <= int(month) <= 12:
        return date
    form: str = entry(language, "dates.form")
    return form.format(
        day=int(day), month=entry(language, "dates.months")[int(month) - 1], year=int(year)
    )
