"""The form to go on by pen from any step, if the computer dies."""

from collections.abc import Iterator

import msgspec

from majilis_tui.documents.fallback_state import AFTER, by_open_votes, state, step_of
from majilis_tui.documents.figures import (
    chair_named,
    chamber_named,
    person,
)
from majilis_tui.documents.protocols import signatures
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
from majilis_tui.documents.tally_sheets import FREE_ROWS, tally_sheet, totals
from majilis_tui.documents.wording import Wording
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.sitting import Sitting

FREE_LINES = 5


def fallback(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the state so far and empty fields for what remains; it exists once, not per language.

    Where papers are still to be read, each of the two readers has a tally sheet of his own.
    Working papers are not shown: who has received a ballot stands on the signed issuing list, and
    no partial count leaves the machine, so that all packets are read again.
    """
    sitting = source.sitting
    election, current = _chosen(source)
    by_open_vote = by_open_votes(sitting, election)
    to_be_read = not (by_open_vote or sitting.closed or step_of(current) >= AFTER["finished"])

    def blocks(wording: Wording) -> Iterator[Block]:
        yield Title(
            wording.lines("fallback.title"),
            about=wording.lines("fallback.about"),
            above=wording.name_lines(chamber_named(sitting)),
        )
        yield Heading(wording.say("fallback.state"))
        yield Facts(tuple(state(source, wording, election, current)))
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
                yield totals(sitting, wording, current)
            yield Blanks(tuple(_after_count(wording, current)))
        yield Blanks(((wording.say("fallback.open_votes"), FREE_LINES),))
        yield Paragraph(wording.say("fallback.reentry"), "small")
        yield Signatures((*_signers(sitting, wording).rows, _presiding(sitting, wording)))

    [wording] = together(wordings)
    form = source.sheet((wording,), wordings[0].say("fallback.title"), source.code, blocks)
    if not to_be_read:
        return form
    readers = _signers(sitting, wording).rows[:2]
    sheets = (tally_sheet(sitting, wording, election, current, reader) for reader in readers)
    parts = (source.part(wording, source.code, tuple(sheet)) for sheet in sheets)
    return msgspec.structs.replace(form, parts=(*form.parts, *parts))


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
    reached = step_of(current)
    if current is None:
        yield wording.say("common.office"), 1
    if reached == AFTER["preparing"]:
        yield from _nominations(wording)
        yield wording.say("fallback.standing"), 4
        yield wording.say("fallback.form"), 1
        yield wording.say("fallback.made"), 1
    if reached <= AFTER["ballot"]:
        if not (current and current.ballot_signed):
            yield wording.say("fallback.ballot_signed"), 1
        yield wording.say("fallback.opened"), 1
    if reached <= AFTER["voting"]:
        yield wording.say("fallback.extended"), 2
        yield wording.say("results.issued"), 1
        yield wording.say("fallback.closed"), 1
    if reached <= AFTER["accounting"] and not (current and current.accounted):
        yield wording.say("results.unused"), 1
        yield wording.say("results.spoiled"), 1
        yield wording.say("results.returned"), 1
    if reached <= AFTER["accounting"]:
        yield wording.say("fallback.present_at_box"), 2
    if reached <= AFTER["box"]:
        yield wording.say("fallback.mixed"), 1
    if reached <= AFTER["mixed"]:
        yield wording.say("results.found"), 1


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
    reached = step_of(current)
    if reached <= AFTER["reading"]:
        yield wording.say("fallback.difference"), 2
    if reached < AFTER["announced"] and not (current and current.signed):
        yield wording.say("fallback.protocol"), 2
    if reached < AFTER["announced"]:
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
