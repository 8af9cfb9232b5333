"""The ballot paper as the commission approved it: nothing on it tells one from another."""

from collections.abc import Iterable
from typing import Literal

from majilis_tui.documents.figures import RoundFigures, chamber_named
from majilis_tui.documents.grammar import accusative, genitive
from majilis_tui.documents.sheet import Option, Paper
from majilis_tui.documents.source import Source
from majilis_tui.documents.wording import Named, Wording, entry
from majilis_tui.documents.words import words

# So many candidates fit a quarter of a sheet, and so many half of one.
QUARTER = 3
HALF = 12
# In Kazakh what a paper is for stands before what it is.
_LEADS = ("kk",)


def ballot(source: Source, wordings: tuple[Wording, ...]) -> Paper:
    """Return the ballot of a round, with every text in each language under the other."""
    figures = source.ballot_round()
    languages = tuple(language for wording in wordings for language in wording.languages)
    alone = tuple(Wording((language,)) for language in languages)
    return Paper(
        language=languages[0],
        title=" / ".join(_lines(alone, "ballot.title")),
        head=_distinct(wording.name(chamber_named(source.sitting)) for wording in alone),
        lead=tuple(_purpose(w, figures) for w in alone if w.language in _LEADS),
        purpose=tuple(_follows(w, figures) for w in alone if _follows(w, figures)),
        date=Wording(languages).date(source.sitting.date),
        marking=tuple(marking(wording, figures) for wording in alone),
        style=_style(figures),
        candidates=tuple(_option(alone, candidate) for candidate in figures.candidates),
        answers=tuple(Option(_lines(alone, f"ballot.{answer}")) for answer in _answers(figures)),
        signatures=tuple(
            " / ".join(_lines(alone, f"commission.{role}")) for role in ("chairman", "secretary")
        ),
        stamp=" / ".join(_lines(alone, "ballot.stamp")),
        per_sheet=_per_sheet(len(figures.candidates)),
        issued_on=source.sitting.date,
        rehearsal=(
            " / ".join(_lines(alone, "common.rehearsal")) if source.sitting.rehearsal else None
        ),
    )


def _per_sheet(candidates: int) -> Literal[1, 2, 4]:
    if candidates <= QUARTER:
        return 4
    return 2 if candidates <= HALF else 1


def marking(wording: Wording, figures: RoundFigures) -> str:
    """Return how the ballot is marked, by its form; numbers stand in words."""
    return wording.each(lambda language: _marking(language, figures))


def _marking(language: str, figures: RoundFigures) -> str:
    key: str = figures.form
    number = figures.places
    if figures.form == "strike-out":
        if figures.single:
            key = "strike-out-single" if figures.untouched == "for" else "strike-out-words"
        elif number > 1:
            key = "strike-out-places"
    places = {"n": words(language, number), "genitive": words(language, number, "genitive")}
    wording = Wording((language,))
    if key == "approve":
        return wording.counted("ballot.approve", number, **places)
    return wording.say(f"ballot.{key}", **places)


def _style(figures: RoundFigures) -> Literal["squares", "words", "names"]:
    if figures.form != "strike-out":
        return "squares"
    return "words" if _answers(figures) else "names"


def _answers(figures: RoundFigures) -> tuple[str, ...]:
    """Return the answers that the paper itself offers, besides the names."""
    if not figures.single or (figures.form == "strike-out" and figures.untouched == "for"):
        return ()
    return tuple(vote.choice for vote in figures.votes)


def _purpose(wording: Wording, figures: RoundFigures) -> str:
    office = wording.name(figures.office)
    declined = {"kk": accusative, "ru": genitive}.get(wording.language, str)(office)
    if declined is None:
        purpose = wording.say("ballot.purpose_to", office=office)
    else:
        purpose = wording.say("ballot.purpose", office=declined)
    return purpose


def _follows(wording: Wording, figures: RoundFigures) -> str:
    """Return what stands after the title: the purpose, unless it leads, and a further round.

    The papers of a further round must not be taken for those of the one before.
    """
    purpose = "" if wording.language in _LEADS else _purpose(wording, figures)
    if figures.number == 1:
        return purpose
    named: list[str] = entry(wording.language, "ordinals.rounds")
    later: str = entry(wording.language, "ordinals.later")
    which = named[figures.number - 1] if figures.number <= len(named) else later
    return f"{purpose} ({which})".strip()


def _option(alone: tuple[Wording, ...], named: Named) -> Option:
    return Option(_distinct(wording.name(named) for wording in alone))


def _lines(alone: tuple[Wording, ...], key: str) -> tuple[str, ...]:
    return _distinct(wording.say(key) for wording in alone)


def _distinct(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))
