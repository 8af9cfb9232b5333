"""The form to go on by pen from any step, if the computer dies."""

from collections.abc import Iterator

import msgspec

from majilis_tui.dates import local_time, zone
from majilis_tui.documents.announcement import declaration
from majilis_tui.documents.figures import (
    chair_and_office,
    chair_named,
    chamber_named,
    office_named,
    people,
    person,
    protocol_of,
    round_figures,
    title_named,
)
from majilis_tui.documents.grammar import majority
from majilis_tui.documents.protocols import based, reason_named, signatures
from majilis_tui.documents.sheet import (
    Blanks,
    Block,
    Column,
    Facts,
    Heading,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    Title,
)
from majilis_tui.documents.source import Source, together
from majilis_tui.documents.wording import Wording
from majilis_tui.procedure.actions import OpenBox, VotingClosed
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.result import election_result
from majilis_tui.procedure.rules import share
from majilis_tui.procedure.sitting import Sitting

# So many packets stand side by side on a tally sheet, few ones in wider columns.
PACKETS = 10
FEWEST_PACKETS = 4
FREE_LINES = 5
# Rows for those who may still be nominated.
FREE_ROWS = 6
_AFTER = {
    phase: place
    for place, phase in enumerate(
        (
            *("preparing", "ballot", "voting", "accounting", "box"),
            *("mixed", "reading", "finished", "announced", "declared"),
        )
    )
}


def fallback(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the state so far and empty fields for what remains; it exists once, not per language.

    Where papers are still to be read, each of the two readers has a tally sheet of his own.
    Working papers are not shown: who has received a ballot stands on the signed issuing list, and
    no partial count leaves the machine, so that all packets are read again.
    """
    sitting = source.sitting
    election, current = _chosen(source)
    by_open_vote = _open(sitting, election)
    to_be_read = not (by_open_vote or sitting.closed or _reached(current) >= _AFTER["finished"])

    def blocks(wording: Wording) -> Iterator[Block]:
        yield Title(
            wording.lines("fallback.title"),
            about=wording.lines("fallback.about"),
            above=wording.name_lines(chamber_named(sitting)),
        )
        yield Heading(wording.say("fallback.state"))
        yield Facts(tuple(_state(source, wording, election, current)))
        if sitting.closed:
            yield Paragraph(wording.say("fallback.sitting_closed"), "strong")
            return
        yield Heading(wording.say("fallback.continue"))
        yield Blanks(((wording.say("fallback.paper_from"), 2),))
        if current is not None and by_open_vote and current.phase != "declared":
            yield from _open_vote(sitting, wording, election, current)
        elif current is None or current.phase != "declared":
            yield Blanks(tuple(_before_count(sitting, wording, current)))
            if to_be_read:
                yield Heading(wording.say("fallback.totals"))
                yield _totals(sitting, wording, current)
            yield Blanks(tuple(_after_count(wording, current)))
        yield Blanks(((wording.say("fallback.open_votes"), FREE_LINES),))
        yield Paragraph(wording.say("fallback.reentry"), "small")
        yield Signatures((*_signers(sitting, wording).rows, _presiding(sitting, wording)))

    [wording] = together(wordings)
    form = source.sheet((wording,), wordings[0].say("fallback.title"), source.code, blocks)
    if not to_be_read:
        return form
    readers = _signers(sitting, wording).rows[:2]
    sheets = (_tally_sheet(sitting, wording, election, current, reader) for reader in readers)
    parts = (source.part(wording, source.code, tuple(sheet)) for sheet in sheets)
    return msgspec.structs.replace(form, parts=(*form.parts, *parts))


def _open(sitting: Sitting, election: Election | None) -> bool:
    return election is not None and sitting.law.office[election.office].vote == "open"


def _reached(current: Round | None) -> int:
    return _AFTER[current.phase] if current else 0


def _chosen(source: Source) -> tuple[Election | None, Round | None]:
    if source.election is not None:
        election = source.named_election(source.election)
    elif source.sitting.elections:
        election = list(source.sitting.elections.values())[-1]
    else:
        return None, None
    if source.round is not None:
        source.chosen_round(election)
        return election, election.rounds[source.round - 1]
    return election, election.round


def _state(
    source: Source, wording: Wording, election: Election | None, current: Round | None
) -> Iterator[tuple[str, str]]:
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
            yield _office(sitting, wording, other), _outcome(sitting, wording, other)
    if election is not None and current is not None:
        yield from _election_state(source, wording, election, current)
    yield wording.say("fallback.last"), f"{sitting.seq}, {_time(sitting.at)}"


def _office(sitting: Sitting, wording: Wording, election: Election) -> str:
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
    by_open_vote = _open(sitting, election)
    yield wording.say("common.office"), _office(sitting, wording, election)
    if not by_open_vote:
        yield wording.say("common.round"), str(current.number)
    key = "nominated" if by_open_vote or current.phase == "preparing" else "standing"
    if current.candidates:
        yield (
            wording.say(f"fallback.{key}"),
            wording.names(people(sitting, current.candidates)),
        )
    reached = _reached(current)
    yield wording.say("results.threshold"), _majority(sitting, wording, election, current)
    if by_open_vote:
        if current.phase == "declared":
            yield wording.say("fallback.declared"), _outcome(sitting, wording, election)
        return
    if reached >= _AFTER["ballot"]:
        yield wording.say("fallback.form"), wording.say(f"forms.{current.form}")
        yield wording.say("fallback.made"), str(current.made)
    if reached >= _AFTER["voting"]:
        yield wording.say("fallback.opened"), _time(current.opened_at)
        yield wording.say("results.issued"), str(current.issued)
    closed, present = _closed_and_opened(source, election)
    if reached > _AFTER["voting"]:
        yield wording.say("fallback.closed"), _time(closed)
    if current.accounted:
        yield wording.say("results.unused"), str(current.unused)
        yield wording.say("results.spoiled"), str(current.spoiled)
        yield wording.say("results.returned"), str(current.returned_unvoted)
    if reached > _AFTER["accounting"]:
        there = wording.names(people(sitting, present))
        yield wording.say("fallback.present_at_box"), there
    if reached >= _AFTER["reading"]:
        yield wording.say("results.found"), str(current.found)
    if reached >= _AFTER["finished"]:
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
        yield _invalid(wording, reason, current.form), str(number)
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


def _before_count(
    sitting: Sitting, wording: Wording, current: Round | None
) -> Iterator[tuple[str, int]]:
    if not sitting.roll_call_closed:
        yield wording.say("fallback.roll"), 1
    if not sitting.has_officers:
        yield wording.say("fallback.commission"), 2
        yield wording.say("commission.chairman"), 1
        yield wording.say("commission.secretary"), 1
    if not sitting.officers_signed:
        yield wording.say("fallback.officers_signed"), 1
    reached = _reached(current)
    if current is None:
        yield wording.say("common.office"), 1
    if reached == _AFTER["preparing"]:
        yield from _nominations(wording)
        yield wording.say("fallback.standing"), 4
        yield wording.say("fallback.form"), 1
        yield wording.say("fallback.made"), 1
    if reached <= _AFTER["ballot"]:
        if not (current and current.ballot_signed):
            yield wording.say("fallback.ballot_signed"), 1
        yield wording.say("fallback.opened"), 1
    if reached <= _AFTER["voting"]:
        yield wording.say("fallback.extended"), 2
        yield wording.say("results.issued"), 1
        yield wording.say("fallback.closed"), 1
    if reached <= _AFTER["accounting"] and not (current and current.accounted):
        yield wording.say("results.unused"), 1
        yield wording.say("results.spoiled"), 1
        yield wording.say("results.returned"), 1
    if reached <= _AFTER["accounting"]:
        yield wording.say("fallback.present_at_box"), 2
    if reached <= _AFTER["box"]:
        yield wording.say("fallback.mixed"), 1
    if reached <= _AFTER["mixed"]:
        yield wording.say("results.found"), 1


def _totals(sitting: Sitting, wording: Wording, current: Round | None) -> Table:
    """Return the table for the sums of all packets."""
    return Table(
        (
            Column(wording.say("fallback.mark"), 5),
            Column(wording.say("common.figures"), 2),
            Column(wording.say("common.in_words"), 4),
        ),
        tuple((mark, "", "") for mark in _marks(sitting, wording, current)),
        tall=True,
    )


def _tally_sheet(
    sitting: Sitting,
    wording: Wording,
    election: Election | None,
    current: Round | None,
    reader: tuple[str, str, str],
) -> Iterator[Block]:
    """Yield what one reader fills in: a column for each packet, a row for each mark."""
    size = sitting.law.count.packet
    yield Title(
        wording.lines("fallback.tally_sheet"),
        about=reader[0],
        above=wording.name_lines(chamber_named(sitting)),
    )
    office, number, names = (
        wording.say(key) for key in ("common.office", "common.round", "fallback.standing")
    )
    if election is None or current is None or current.phase == "preparing":
        yield Blanks(((office, 1), (number, 1), (names, 3)))
    else:
        candidates = wording.names(people(sitting, current.candidates))
        about = ((office, _office(sitting, wording, election)), (number, str(current.number)))
        yield Facts((*about, (names, candidates)))
    yield Paragraph(wording.lines("fallback.reading", size=size))
    marks = _marks(sitting, wording, current)
    last = -(-_papers(sitting, current) // size)
    wide = min(max(last, FEWEST_PACKETS), PACKETS)
    for first in range(1, last + 1, wide):
        packets = [str(n) if n <= last else "" for n in range(first, first + wide)]
        yield Table(
            (
                Column(wording.say("fallback.packet"), 14),
                *(Column(packet, 3) for packet in packets),
            ),
            tuple((mark, *[""] * wide) for mark in marks),
            tall=True,
        )
    yield Signatures((reader,))


def _marks(sitting: Sitting, wording: Wording, current: Round | None) -> tuple[str, ...]:
    """Return what a paper may bear, and the sum; names still to be nominated are left empty."""
    choices: tuple[str, ...]
    if current is None or current.phase == "preparing":
        choices = ("",) * max(FREE_ROWS, len(current.candidates if current else ()) + 3)
    else:
        choices = tuple(
            wording.say(f"results.{choice}")
            if choice in ("for", "against", "abstain")
            else wording.name(person(sitting, choice))
            for choice in current.choices
        )
    form = current.form if current else None
    invalid = (_invalid(wording, reason, form) for reason in sitting.law.invalid_reasons)
    return (*choices, wording.say("results.blank"), *invalid, wording.say("fallback.total"))


def _invalid(wording: Wording, reason: str, form: str | None) -> str:
    return wording.each(
        lambda language: (alone := Wording((language,))).say(
            "fallback.invalid", reason=reason_named(alone, reason, form)
        )
    )


def _papers(sitting: Sitting, current: Round | None) -> int:
    """Return how many papers there are to be read, as far as that is known."""
    # While the vote is open, more may still be issued.
    served = current.issued if current and _reached(current) > _AFTER["voting"] else 0
    found = current.found if current else 0
    return found or served or sitting.present or sitting.law.chamber.seats


def _open_vote(
    sitting: Sitting, wording: Wording, election: Election | None, current: Round
) -> Iterator[Block]:
    """Yield the table for an office that is filled by open vote."""
    free = 0
    if election is not None and not election.nominations_closed:
        free = FREE_ROWS
        yield Blanks(tuple(_nominations(wording)))
    names = (wording.name(person(sitting, candidate)) for candidate in current.candidates)
    yield Table(
        (
            Column(wording.say("common.name"), 4),
            *(
                Column(wording.say(f"results.{answer}"), 2)
                for answer in ("for", "against", "abstain")
            ),
        ),
        tuple((name, "", "", "") for name in (*names, *[""] * free)),
        tall=True,
    )


def _nominations(wording: Wording) -> Iterator[tuple[str, int]]:
    yield wording.say("fallback.proposed"), 4
    yield wording.say("fallback.withdrawn"), 1


def _after_count(wording: Wording, current: Round | None) -> Iterator[tuple[str, int]]:
    reached = _reached(current)
    if reached <= _AFTER["reading"]:
        yield wording.say("fallback.difference"), 2
    if reached < _AFTER["announced"] and not (current and current.signed):
        yield wording.say("fallback.protocol"), 2
    if reached < _AFTER["announced"]:
        yield wording.say("fallback.announced"), 1
    yield wording.say("fallback.approved"), 1
    yield wording.say("fallback.declared"), 2


def _signers(sitting: Sitting, wording: Wording) -> Signatures:
    """Return the lines on which the commission signs, its officers first, named or by pen."""
    if sitting.has_officers:
        return signatures(sitting, wording, None)
    roles = ("chairman", "secretary")
    return Signatures(tuple((wording.say(f"commission.{role}"), "", "") for role in roles))


def _presiding(sitting: Sitting, wording: Wording) -> tuple[str, str, str]:
    chair = sitting.presiding
    named = wording.name(chair_named(sitting, chair)) if chair is not None else ""
    return wording.say("common.presiding"), named, ""
