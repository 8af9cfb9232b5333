"""An attacker who is given every byte that the program leaves behind, and wants to know more.

The attacker looks for three things: in which order members received their papers, in which order
papers were read, and who voted how. The bytes are those of a folder at one moment: the database
with its free pages and slack, the log of writes and its index, and whatever lies beside them.
Everything that a place in a file can tell is turned into a guess: which of two names stands
first, which stands in more of the versions that are left, which marks were there before others.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

Files = dict[str, bytes]

# ---------------------------------------------------------------- what stands where


class Image(NamedTuple):
    """One page as it stood at some time, and where it stands now."""

    file: str
    page: int
    content: bytes


def images(files: Files) -> Iterator[Image]:
    """Every page of every version that the files still hold, the oldest places first."""
    for name, content in sorted(files.items()):
        if content[:16] == b"SQLite format 3\0":
            size = int.from_bytes(content[16:18], "big") or 4096
            for number, start in enumerate(range(0, len(content), size), 1):
                yield Image(name, number, content[start : start + size])
        elif content[:4] in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"):
            size = int.from_bytes(content[8:12], "big")
            for start in range(32, len(content) - 24, size + 24):
                page = int.from_bytes(content[start : start + 4], "big")
                yield Image(name, page, content[start + 24 : start + 24 + size])
        elif content:
            yield Image(name, 0, content)


def record_of(text: str) -> bytes:
    """The bytes of a table's row that holds one text: length of the header, type, text."""
    raw = text.encode()
    return bytes([2, 13 + 2 * len(raw)]) + raw


def standing(image: Image, members: Iterable[str]) -> dict[str, int]:
    """Where rows of the register stand on a page, by member: the first place of each."""
    found = {member: image.content.find(record_of(member)) for member in members}
    return {member: place for member, place in found.items() if place >= 0}


def row_number(image: Image, place: int) -> int:
    """The number in front of a row, if there is one: what a table with row numbers keeps."""
    return image.content[place - 1] if place else 0


READING = re.compile(rb'\{(?:"[a-z]+":\d+,?)+\}')


def marks_left(image: Image) -> Iterator[list[tuple[str, int]]]:
    """Every set of marks on a page, in the order in which it stands there."""
    for found in READING.finditer(image.content):
        try:
            marks = json.loads(found[0], object_pairs_hook=list)
        except ValueError:
            continue
        if all(isinstance(number, int) for _, number in marks):
            yield marks


# ---------------------------------------------------------------- guesses

# A guess is above 0 if the first of two is thought to have come before the second, below 0 if
# after, and 0 if this way of looking cannot tell.
Guess = Callable[[Files, str, str], float]


def by_place(files: Files, first: str, second: str) -> float:
    """Rows that came first stand at the end of their page."""
    return _voices(files, first, second, lambda image, one, other: one - other)


def by_pointer(files: Files, first: str, second: str) -> float:
    """Rows that came first are pointed to first."""

    def look(image: Image, one: int, other: int) -> int:
        pointers = [
            image.content.find(place.to_bytes(2, "big"), 8) if place > 0 else -1
            for place in (one - 1, other - 1)
        ]
        return pointers[1] - pointers[0] if min(pointers) >= 0 else 0

    return _voices(files, first, second, look)


def by_number(files: Files, first: str, second: str) -> float:
    """Rows that came first bear lower numbers."""
    return _voices(
        files,
        first,
        second,
        lambda image, one, other: row_number(image, other) - row_number(image, one),
    )


def by_versions(files: Files, first: str, second: str) -> float:
    """Who came first stands in versions of the register in which the other does not."""
    score = 0
    for image in images(files):
        here = standing(image, (first, second))
        if len(here) == 1:
            score += 1 if first in here else -1
    return score


def by_first_frame(files: Files, first: str, second: str) -> float:
    """Who came first stands in an earlier frame of the log of writes."""
    for image in images(files):
        here = standing(image, (first, second))
        if len(here) == 1:
            return 1 if first in here else -1
    return 0


def by_any_trace(files: Files, first: str, second: str) -> float:
    """Who came first is mentioned earlier, anywhere at all."""
    everything = b"".join(content for _, content in sorted(files.items()))
    return everything.find(second.encode()) - everything.find(first.encode())


def by_last_trace(files: Files, first: str, second: str) -> float:
    """Who came first was written last time earlier."""
    everything = b"".join(content for _, content in sorted(files.items()))
    return everything.rfind(second.encode()) - everything.rfind(first.encode())


def by_number_of_traces(files: Files, first: str, second: str) -> float:
    """Who came first is mentioned more often."""
    return sum(
        content.count(record_of(first)) - content.count(record_of(second))
        for content in files.values()
    )


def _voices(files: Files, first: str, second: str, look: Callable[[Image, int, int], int]) -> float:
    score = 0
    for image in images(files):
        here = standing(image, (first, second))
        if len(here) == 2:
            said = look(image, here[first], here[second])
            score += (said > 0) - (said < 0)
    return score


ORDER: tuple[Guess, ...] = (
    by_place,
    by_pointer,
    by_number,
    by_versions,
    by_first_frame,
    by_any_trace,
    by_last_trace,
    by_number_of_traces,
)


def earliest_marks(files: Files, first: str, second: str) -> float:
    """The mark that stands alone in the smallest set of marks left was read first."""
    score = 0.0
    for image in images(files):
        for marks in marks_left(image):
            numbers = dict(marks)
            one, other = numbers.get(first, 0), numbers.get(second, 0)
            if one != other:
                score += (1 if one > other else -1) / 8 ** (one + other)
    return score


def first_written(files: Files, first: str, second: str) -> float:
    """The mark that stands first in a set of marks was read first."""
    score = 0
    for image in images(files):
        for marks in marks_left(image):
            names = [name for name, number in marks if number]
            if first in names and second in names:
                score += 1 if names.index(first) < names.index(second) else -1
    return score


def first_frame_marks(files: Files, first: str, second: str) -> float:
    """The mark that has the lead in the oldest set of marks left was read first."""
    for image in images(files):
        for marks in marks_left(image):
            numbers = dict(marks)
            if numbers.get(first, 0) != numbers.get(second, 0):
                return numbers.get(first, 0) - numbers.get(second, 0)
    return 0


READ: tuple[Guess, ...] = (earliest_marks, first_written, first_frame_marks)


def _by_both(order: Guess, read: Guess) -> Guess:
    """Who came first voted as was read first, if the box was not mixed."""

    def way(files: Files, first: str, second: str) -> float:
        return order(files, first, second) * read(files, "for", "against")

    way.__name__ = f"{order.__name__}, {read.__name__}"
    return way


LINK: tuple[Guess, ...] = tuple(_by_both(order, read) for order in ORDER for read in READ)

# ---------------------------------------------------------------- success


class Trial(NamedTuple):
    """Two of which the first came first, and the bytes that may tell."""

    files: Files
    first: str
    second: str


class Success(NamedTuple):
    """How often the best way of looking was right on trials it was not chosen by."""

    way: str
    right: int
    trials: int

    @property
    def chance(self) -> float:
        """How likely so many, or more, are by guessing."""
        ways = (math.comb(self.trials, k) for k in range(self.right, self.trials + 1))
        return sum(ways) / 2**self.trials


def attack(trials: list[Trial], ways: tuple[Guess, ...]) -> Success:
    """Choose the best way on every other trial, turned round if need be; count on the rest.

    Where a way cannot tell, it takes the two by the order of their names: as good as a coin,
    since members come, and papers are read, in an order drawn by lot.
    """
    learning, testing = trials[::2], trials[1::2]
    best, sign, most = ways[0], 1, -1
    for way, turned in itertools.product(ways, (1, -1)):
        right = sum(_says_first(way, turned, trial) for trial in learning)
        if right > most:
            best, sign, most = way, turned, right
    right = sum(_says_first(best, sign, trial) for trial in testing)
    return Success(f"{best.__name__}{'' if sign > 0 else ', turned round'}", right, len(testing))


def _says_first(way: Guess, sign: int, trial: Trial) -> bool:
    said = sign * way(trial.files, trial.first, trial.second)
    return said > 0 if said else trial.first < trial.second
