"""Sentences in English that can be said in another language when they are shown."""

from collections.abc import Callable
from typing import Self

Say = Callable[[str], str]


class Sentence(str):
    """An English sentence that keeps its template and what fills its places.

    `many` and `number` are there where its form hangs on a number.
    """

    __slots__ = ("many", "number", "places", "template")

    template: str
    places: dict[str, object]
    many: str
    number: int | None

    def __new__(cls, template: str, /, **places: object) -> Self:
        """Fill the places of a template, and remember both; a tuple is a list of several."""
        return cls._made(template, places, "", None)

    @classmethod
    def counted(cls, one: str, many: str, number: int, /, **places: object) -> Self:
        """Return the sentence whose form fits a number, which is its place `n`."""
        return cls._made(one, {"n": number, **places}, many, number)

    @classmethod
    def _made(cls, one: str, places: dict[str, object], many: str, number: int | None) -> Self:
        template = one if number in (None, 1) else many
        filled = {place: _written(value) for place, value in places.items()}
        made = super().__new__(cls, template.format(**filled) if filled else template)
        made.template = one
        made.places = places
        made.many = many
        made.number = number
        return made


def _written(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


class SpokenError(Exception):
    """An error whose words can be said in another language; `str` gives them in English."""

    def told(self, say: Say) -> str:
        """Return its words, each sentence of them said by `say`."""
        words: str = self.args[0]
        return say(words)

    def __str__(self) -> str:
        return self.told(str)
