"""Finding a member by any spelling of a name, while it is being typed."""

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fold

# No name needs more; a pasted page shall not hold up the screen.
_LONGEST_QUERY = 200
_MOST_WORDS = 8

# A beginning counts for less than a whole word, so that "Ali" puts Ali before Aliev.
_BEGINNING = 0.9
_WITH_TYPO = 0.95
_BEGINNING_WITH_TYPO = 0.85
_HALF_TYPED = 0.95
_SHORTEST_WITH_TYPO = 3
_LEAST = 0.6

_HELD_DOWN = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)

_SECOND_HALVES = {**dict.fromkeys("cgksz", "h"), **dict.fromkeys("dд", "j")}

Words = tuple[str, ...]


class NameSearch:
    """Finds members by Kazakh, Russian and Latin spellings, by beginnings, and despite a typo."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = tuple(members)
        self._spellings = [_spellings(member) for member in self._members]
        self._words = {word for several in self._spellings for words in several for word in words}

    def find(self, query: str, limit: int = 20) -> list[Member]:
        """Return at most `limit` members, best first.

        An empty query returns all members, in the order of the roster.
        """
        query = query.strip()
        if not query:
            return list(self._members)
        scores = [0.0] * len(self._members)
        for typed, weight in _readings(query[:_LONGEST_QUERY]).items():
            scores = [
                max(before, weight * score)
                for before, score in zip(scores, self._scores(typed), strict=True)
            ]
        for place, spellings in enumerate(self._spellings):
            if any(_same_number(query, words) for words in spellings):
                scores[place] = 1.0
        found = [place for place, score in enumerate(scores) if score >= _LEAST]
        best = sorted(found, key=lambda place: (-scores[place], place))
        return [self._members[place] for place in best[:limit]]

    def _scores(self, typed: Words) -> list[float]:
        # Each word of the roster is compared once, however many members bear it.
        compared = [{word: _likeness(part, word) for word in self._words} for part in typed]

        def score(words: Words) -> float:
            matched = sum(
                len(part) * max(likeness[word] for word in words)
                for part, likeness in zip(typed, compared, strict=True)
            )
            return matched / sum(map(len, typed))

        return [max(map(score, spellings), default=0.0) for spellings in self._spellings]


def meant_among(members: Iterable[Member], query: str) -> Member | None:
    """Return the one member meant by a query, None if nobody is, or several are.

    Whose whole name was typed comes before those whose longer names begin alike.
    """
    named = [member for member in members if meant(member, query)]
    if len(named) > 1:
        named = [member for member in named if meant(member, query, whole=True)]
    return named[0] if len(named) == 1 else None


def meant(member: Member, query: str, *, whole: bool = False) -> bool:
    """Return whether each word of a query begins a word of the member's name, without a typo.

    With `whole`, it has to be that word. The id counts as a spelling of the name if there is no
    digit in it. Where it is a number, as in a roster that numbers its members, it has to be typed
    whole; zeros before a number make no difference. A letter three times in a row is a key held
    down, and means nobody.
    """
    query = query.strip()
    if not query or _same_number(query, (member.id,)):
        return bool(query)
    if _HELD_DOWN.search(query):
        return False
    texts = [member.name, member.name_kk, member.name_ru]
    if not any(map(str.isdigit, member.id)):
        texts.append(member.id)
    names = [words for text in texts for words in _joined(text)]
    if any(_same_number(query, words) for words in names):
        return True
    return any(
        all(
            any(word == part if whole else word.startswith(part) for word in words)
            for part in typed
        )
        for typed in _readings(query[:_LONGEST_QUERY])
        for words in names
    )


def numbered(members: Sequence[Member], numbers: Mapping[str, int], query: str) -> Member | None:
    """Return whose number in a list is typed, None if nobody's is, or a name or id has it."""
    number = query.strip()
    if not number.isdecimal() or any(meant(member, number, whole=True) for member in members):
        return None
    wanted = number.lstrip("0")
    return next((m for m in members if str(numbers.get(m.id)) == wanted), None)


def _same_number(query: str, words: Iterable[str]) -> bool:
    """Return whether a query is a number that is one of some words, however many zeros lead."""
    if not query.isdecimal():
        return False
    number = query.lstrip("0")
    return any(word.isdecimal() and word.lstrip("0") == number for word in words)


def _readings(query: str) -> dict[Words, float]:
    """Return the words of a query, each reading with its weight.

    While a name is being typed, the last letter may be the first half of a sound, as in "kh".
    """
    completed = query + _SECOND_HALVES.get(query[-1].lower(), "")
    readings = {_words(completed): _HALF_TYPED, _words(query): 1.0}
    return {words: weight for words, weight in readings.items() if words}


def _words(text: str) -> Words:
    return tuple(fold(text).split()[:_MOST_WORDS])


def _spellings(member: Member) -> list[Words]:
    texts = [member.name, member.name_kk, member.name_ru, member.id]
    return [words for text in dict.fromkeys(texts) for words in _joined(text)]


def _joined(text: str | None) -> list[Words]:
    """Return the words of a text, and run together: a space is easily missed."""
    words = _words(text or "")
    return [(*words, "".join(words))] if words else []


def _likeness(typed: str, word: str) -> float:
    """Return how well a typed word stands for a word of the roster: 1 the same, 0 not at all."""
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return _BEGINNING + (1.0 - _BEGINNING) * len(typed) / len(word)
    if len(typed) < _SHORTEST_WITH_TYPO:
        return 0.0
    return max(
        _WITH_TYPO * OSA.normalized_similarity(typed, word),
        _BEGINNING_WITH_TYPO * OSA.normalized_similarity(typed, word[: len(typed)]),
    )
