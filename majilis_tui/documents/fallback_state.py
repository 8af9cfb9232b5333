"""What has been recorded up to the moment in which a sitting goes on by pen."""

from collections.abc import Iterator

from majilis_tui.dates import local_time, zone
from majilis_tui.documents.announcement import declaration
from majilis_tui.documents.figures import (
    chair_and_office,
    office_named,
    people,
    person,
    protocol_of,
    round_figures,
    title_named,
)
from majilis_tui.documents.grammar import majority
from majilis_tui.documents.protocols import based, reason_named
from majilis_tui.documents.source import Source
from majilis_tui.documents.wording import Wording
from majilis_tui.procedure.actions import OpenBox, VotingClosed
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.result import election_result
from majilis_tui.procedure.rules import share
from majilis_tui.procedure.sitting import Sitting

# The steps of a round, in the order in which they follow one another.
AFTER = {
    phase: place
    for place, phase in enumerate(
        (
            *("preparing", "ballot", "voting", "accounting", "box"),
            *("mixed", "reading", "finished", "announced", "declared"),
        )
    )
}


def step_of(current: Round | None) -> int:
    """Return the place in AFTER of what a round has come to, 0 before there is one."""
    return AFTER[current.phase] if current else 0


def by_open_votes(sitting: Sitting, election: Election | None) -> bool:
    """Say whether an office is filled without papers."""
    return election is not None and sitting.law.office[election.office].vote == "open"


def state(
    source: Source, wording: Wording, election: Election | None, current: Round | None
) -> Iterator[tuple[str, str]]:
    """Yield what is on record of the sitting and of one election, each with its label."""
    sitting = source.sitting
    yield wording.say("common.sitting"), wording.name(title_named(sitting))
    yield wording.say("common.date"), wording.date(sitting.date)
    if sitting.presiding is not None:
        yield (
            wording.say("common.presiding"),
            wording.name(chair_and_office(sitting, sitting.presiding)),
        )
    yield wording.say("common.seats"), str(sitting.law.chamber.seats)
    yield wording.say("common.quorum"), str(sitting.law.quorum)
    yield wording.say("common.present"), str(sitting.present)
    if sitting.commission:
        yield (
            wording.say("commission.title"),
            wording.names(people(sitting, sitting.commission)),
        )
    for role, member in (("chairman", sitting.chairman), ("secretary", sitting.secretary)):
        if member is not None:
            yield wording.say(f"commission.{role}"), wording.name(person(sitting, member))
    for other in sitting.elections.values():
        if other is not election:
            yield office_said(sitting, wording, other), _outcome(sitting, wording, other)
    if election is not None and current is not None:
        yield from _election_state(source, wording, election, current)
    yield wording.say("fallback.last"), f"{sitting.seq}, {_time(sitting.at)}"


def office_said(sitting: Sitting, wording: Wording, election: Election) -> str:
    """Return the office that an election fills."""
    return wording.name(office_named(sitting, election.office))


def _outcome(sitting: Sitting, wording: Wording, election: Election) -> str:
    """Return how an election ended, or that it is not decided."""
    if election.elected:
        names = people(sitting, election.elected_as_nominated)
        key = "fallback.elected" if len(names) > 1 else "fallback.elected_one"
        return wording.each(
            lambda language: (alone := Wording((language,))).say(key, names=alone.names(names))
        )
    decided = election.outcome == "not-elected"
    return wording.say("announcement.not_elected" if decided else "fallback.undecided")


def _time(at: str) -> str:
    return f"{local_time(at)} ({zone(at)})"


def _election_state(
    source: Source, wording: Wording, election: Election, current: Round
) -> Iterator[tuple[str, str]]:
    sitting = source.sitting
    by_open_vote = by_open_votes(sitting, election)
    yield wording.say("common.office"), office_said(sitting, wording, election)
    if not by_open_vote:
        yield wording.say("common.round"), str(current.number)
    key = "nominated" if by_open_vote or current.phase == "preparing" else "standing"
    if current.candidates:
        yield (
            wording.say(f"fallback.{key}"),
            wording.names(people(sitting, current.candidates)),
        )
    reached = step_of(current)
    yield wording.say("results.threshold"), _majority(sitting, wording, election, current)
    if by_open_vote:
        if current.phase == "declared":
            yield wording.say("fallback.declared"), _outcome(sitting, wording, election)
        return
    if reached >= AFTER["ballot"]:
        yield wording.say("fallback.form"), wording.say(f"forms.{current.form}")
        yield wording.say("fallback.made"), str(current.made)
    if reached >= AFTER["voting"]:
        yield wording.say("fallback.opened"), _time(current.opened_at)
        yield wording.say("results.issued"), str(current.issued)
    closed, present = _closed_and_opened(source, election)
    if reached > AFTER["voting"]:
        yield wording.say("fallback.closed"), _time(closed)
    if current.accounted:
        yield wording.say("results.unused"), str(current.unused)
        yield wording.say("results.spoiled"), str(current.spoiled)
        yield wording.say("results.returned"), str(current.returned_unvoted)
    if reached > AFTER["accounting"]:
        there = wording.names(people(sitting, present))
        yield wording.say("fallback.present_at_box"), there
    if reached >= AFTER["reading"]:
        yield wording.say("results.found"), str(current.found)
    if reached >= AFTER["finished"]:
        yield from _counted(sitting, wording, election, current)


def _majority(sitting: Sitting, wording: Wording, election: Election, current: Round) -> str:
    office = sitting.law.office[election.office]
    rule = office.rule(current.rule_number)
    base = needed = None
    rows = [r for r in election_result(sitting, election)["rounds"] if r["round"] == current.number]
    if rows:
        base, needed = rows[0]["base"], rows[0]["needed"]
    elif rule.of == "seats" and rule.needed != "most":
        base = sitting.law.chamber.seats
        needed = share(rule.needed).of(base)
    single = len(current.candidates) == 1

    def said(language: str) -> str:
        alone = Wording((language,))
        sentence = majority(alone, rule.needed, rule.of, base, needed, single=single)
        return based(alone, sentence, rule.law or office.law)

    return wording.each(said)


def _counted(
    sitting: Sitting, wording: Wording, election: Election, current: Round
) -> Iterator[tuple[str, str]]:
    """Yield the result as it is sealed, and how far it is signed and declared."""
    figures = round_figures(sitting, election, current)
    for vote in figures.votes:
        name = wording.name(vote.name) if vote.name else wording.say(f"results.{vote.choice}")
        yield name, str(vote.papers)
    yield wording.say("results.blank"), str(figures.blank)
    for reason, number in figures.reasons.items():
        yield invalid_said(wording, reason, current.form), str(number)
    yield wording.say("results.invalid"), str(figures.invalid)
    if figures.differences:
        said = [wording.counted(key, number) for key, number in figures.differences]
        yield wording.say("results.differences"), "\n".join([*said, *figures.explanations])
    protocol = protocol_of(sitting, "results", election.id, current.number)
    if protocol is not None:
        yield wording.say("fallback.signed"), f"№ {protocol.number}, {protocol.head_code}"
    if current.phase == "declared":
        yield wording.say("fallback.declared"), declaration(wording, figures)


def _closed_and_opened(source: Source, election: Election) -> tuple[str, tuple[str, ...]]:
    """Return when the newest vote of an election was closed, and who was at its box."""
    closed = ""
    present: tuple[str, ...] = ()
    for entry in source.entries:
        match entry.data:
            case VotingClosed(election=election.id):
                closed = entry.at
            case OpenBox(election=election.id, present=members):
                present = members
            case _:
                pass
    return closed, present


def invalid_said(wording: Wording, reason: str, form: str | None) -> str:
    """Return that papers are invalid, and for which reason."""
    return wording.each(
        lambda language: (alone := Wording((language,))).say(
            "fallback.invalid", reason=reason_named(alone, reason, form)
        )
    )
