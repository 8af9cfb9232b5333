"""Opening a new sitting in one step: rules, roster, title and date, or nothing at all."""

from pathlib import Path

import msgspec

from majilis_tui.clock import Clock
from majilis_tui.desk import Desk, RecordError
from majilis_tui.languages import language
from majilis_tui.procedure.actions import Action, OpenSitting, Presiding, SeatMembers
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.guards import Case, decide
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import Rules
from majilis_tui.procedure.shapes import misfit
from majilis_tui.procedure.sitting import EMPTY
from majilis_tui.roster import read_roster
from majilis_tui.rulebook import find_rules

NOBODY_YET = Presiding(name="—", office="—")


def chair(name: str | None, office: str | None) -> Presiding:
    """Return who presides, as far as it is said; a dash for what is not."""
    return Presiding(name=name or NOBODY_YET.name, office=office or NOBODY_YET.office)


def open_new(
    path: Path,
    rules: str,
    roster: Path,
    clock: Clock,
    *,
    title: str | None = None,
    date: str | None = None,
    presiding: Presiding = NOBODY_YET,
    rehearsal: bool = False,
) -> Desk:
    """Make a sitting's file with its members seated, and return the open desk.

    Everything is judged before the file is made, so that a refusal leaves none. Raises
    RulesError, RosterError, Refusal, RecordError.
    """
    opening, seating = drafted(
        rules,
        roster,
        date or clock.now()[:10],
        title=title,
        presiding=presiding,
        rehearsal=rehearsal,
    )
    return make(path, opening, seating, clock)


def drafted(
    rules: str,
    roster: Path,
    day: str,
    *,
    title: str | None = None,
    presiding: Presiding = NOBODY_YET,
    rehearsal: bool = False,
) -> tuple[OpenSitting, SeatMembers]:
    """Return the first two actions of a sitting, not judged; raises RulesError, RosterError."""
    law = find_rules(rules)
    chamber = chamber_title(law)
    opening = OpenSitting(
        title=title or f"{chamber}, {day}",
        date=day,
        chamber=chamber,
        presiding=presiding,
        rules=law,
        rehearsal=rehearsal,
    )
    try:
        opening = msgspec.convert(msgspec.to_builtins(opening), OpenSitting)
    except msgspec.ValidationError as error:
        raise Refusal("bad-input", "{error}", error=misfit(str(error))) from None
    return opening, SeatMembers(members=read_roster(roster))


def make(path: Path, opening: OpenSitting, seating: SeatMembers, clock: Clock) -> Desk:
    """Make a sitting's file with its first two entries, or none; raises Refusal, RecordError."""
    foresee(opening, seating, clock.now())
    desk = Desk.create(path, clock)
    try:
        for action in (opening, seating):
            desk.do("clerk", action)
    except RecordError:
        desk.abandon()
        raise
    return desk


def chamber_title(rules: Rules) -> str:
    """Return what the chamber is called, in the language of the terminal if it has a name there."""
    title = rules.chamber.title or rules.title
    return title.text(language(), rules.id) if title else rules.id


def foresee(opening: OpenSitting, seating: Action, at: str) -> None:
    """Judge both actions without a file; raises Refusal."""
    first = decide(Case(sitting=EMPTY, by="clerk", at=at), opening)
    if first.fact is None:
        return
    opened = EMPTY.apply(Entry("open_sitting", at, "clerk", first.fact, 1))
    decide(Case(sitting=opened, by="clerk", at=at), seating)
