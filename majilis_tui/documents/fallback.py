"""The form to go on by pen from any step, if the computer dies."""

from collections.abc import Iterator

from majilis_tui.documents.figures import (
    chair_and_office,
    chamber_named,
    office_named,
    people,
    person,
    title_named,
)
from majilis_tui.documents.protocols import reason_named
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
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.sitting import Sitting

# As many rows for packets as a sheet holds; a larger count goes on on a second form.
PACKETS = 15
FREE_LINES = 3
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

    Working papers are not shown: who has received a ballot stands on the signed issuing list, and
    no partial count leaves the machine, so that all packets are read again.
    """
    sitting = source.sitting
    election, current = _chosen(source)

    def blocks(wording: Wording) -> Iterator[Block]:
        yield Title(
            wording.lines("fallback.title"),
            about=wording.lines("fallback.about"),
            above=wording.name_lines(chamber_named(sitting)),
        )
        yield Heading(wording.say("fallback.state"))
        yield Facts(tuple(_state(sitting, wording, election, current)))
        yield Heading(wording.say("fallback.continue"))
        yield Blanks(((wording.say("fallback.paper_from"), 2),))
        if current is not None and _open(sitting, election):
            yield from _open_vote(sitting, wording, current)
        elif current is None or current.phase != "declared":
            yield Blanks(tuple(_before_count(sitting, wording, current)))
            if current is not None and _reached(current) < _AFTER["finished"]:
                yield from _count(wording, sitting, current)
            yield Blanks(tuple(_after_count(wording, current)))
        yield Blanks(((wording.say("fallback.open_votes"), FREE_LINES),))
        yield Paragraph(wording.say("fallback.reentry"), "small")
        yield Signatures(tuple(_signers(sitting, wording)))

    title = wordings[0].say("fallback.title")
    return source.sheet(together(wordings), title, source.code, blocks)


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
    sitting: Sitting, wording: Wording, election: Election | None, current: Round | None
) -> Iterator[tuple[str, str]]:
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
    if election is not None and current is not None:
        yield from _election_state(sitting, wording, election, current)
    yield wording.say("fallback.last"), f"{sitting.seq}, {sitting.at[11:19]} UTC"


def _election_state(
    sitting: Sitting, wording: Wording, election: Election, current: Round
) -> Iterator[tuple[str, str]]:
    yield wording.say("common.office"), wording.name(office_named(sitting, election.office))
    yield wording.say("common.round"), str(current.number)
    key = "nominated" if current.phase == "preparing" else "standing"
    if current.candidates:
        yield (
            wording.say(f"fallback.{key}"),
            wording.names(people(sitting, current.candidates)),
        )
    reached = _reached(current)
    if _open(sitting, election):
        return
    if reached >= _AFTER["ballot"]:
        yield wording.say("fallback.form"), wording.say(f"forms.{current.form}")
        yield wording.say("fallback.made"), str(current.made)
    if reached >= _AFTER["voting"]:
        yield wording.say("fallback.opened"), f"{current.opened_at[11:19]} UTC"
        yield wording.say("results.issued"), str(current.issued)
    if current.accounted:
        yield wording.say("results.unused"), str(current.unused)
        yield wording.say("results.spoiled"), str(current.spoiled)
        yield wording.say("results.returned"), str(current.returned_unvoted)
    if reached >= _AFTER["reading"]:
        yield wording.say("results.found"), str(current.found)


def _before_count(
    sitting: Sitting, wording: Wording, current: Round | None
) -> Iterator[tuple[str, int]]:
    if not sitting.roll_call_closed:
        yield wording.say("fallback.roll"), 1
    if not sitting.has_officers:
        yield wording.say("fallback.commission"), 2
        yield wording.say("commission.chairman"), 1
        yield wording.say("commission.secretary"), 1
    reached = _reached(current)
    if current is None:
        yield wording.say("common.office"), 1
    if reached == _AFTER["preparing"]:
        yield wording.say("fallback.proposed"), 2
        yield wording.say("fallback.withdrawn"), 1
        yield wording.say("fallback.standing"), 2
        yield wording.say("fallback.form"), 1
        yield wording.say("fallback.made"), 1
    if reached <= _AFTER["ballot"]:
        yield wording.say("fallback.opened"), 1
    if reached <= _AFTER["voting"]:
        yield wording.say("fallback.extended"), 1
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


def _count(wording: Wording, sitting: Sitting, current: Round) -> Iterator[Block]:
    """Yield the table for the packets, the two readers of each one below the other."""
    choices = [
        wording.say("fallback.abstain" if choice == "abstain" else f"results.{choice}")
        if choice in ("for", "against", "abstain")
        else wording.name(person(sitting, choice))
        for choice in current.choices
    ]
    columns = [
        wording.say("fallback.packet"),
        wording.say("fallback.reader"),
        *choices,
        wording.say("fallback.blank"),
        wording.say("fallback.invalid"),
        wording.say("fallback.total"),
    ]
    size = sitting.law.count.packet
    # While the vote is open, more may still be issued.
    served = current.issued if _reached(current) > _AFTER["voting"] else sitting.present
    papers = current.found or served
    last = min(-(-papers // size), PACKETS)
    rows = tuple(
        (str(packet), wording.say(f"fallback.{reader}"), *[""] * (len(columns) - 2))
        for packet in range(1, last + 1)
        for reader in ("secretary", "chairman")
    )
    total = ("", wording.say("fallback.total"), *[""] * (len(columns) - 2))
    yield Heading(wording.say("fallback.packets"))
    alone = (Wording((language,)) for language in wording.languages)
    yield Paragraph("\n".join(_reasons(sitting, each) for each in alone), "small")
    shares = (0, 3, *[2] * (len(columns) - 2))
    yield Table(
        tuple(Column(title, share) for title, share in zip(columns, shares, strict=True)),
        (*rows, total),
        tall=True,
    )


def _reasons(sitting: Sitting, wording: Wording) -> str:
    """Return how a reason is noted why papers are invalid, as it has to be entered later."""
    reasons = "; ".join(
        f"{place} – {reason_named(wording, reason)}"
        for place, reason in enumerate(sitting.law.invalid_reasons, 1)
    )
    return wording.say("fallback.reasons", reasons=reasons)


def _open_vote(sitting: Sitting, wording: Wording, current: Round) -> Iterator[Block]:
    """Yield the table for an office that is filled by open vote."""
    answers = ("for", "against", "abstain")
    yield Table(
        (
            Column(wording.say("common.name"), 4),
            *(Column(wording.say(f"results.{answer}"), 2) for answer in answers),
        ),
        tuple(
            (wording.name(person(sitting, candidate)), "", "", "")
            for candidate in current.candidates
        ),
        tall=True,
    )


def _after_count(wording: Wording, current: Round | None) -> Iterator[tuple[str, int]]:
    reached = _reached(current)
    if reached <= _AFTER["reading"]:
        yield wording.say("fallback.difference"), 2
    if reached < _AFTER["announced"] and not (current and current.signed):
        yield wording.say("fallback.protocol"), 1
    if reached < _AFTER["announced"]:
        yield wording.say("fallback.announced"), 1
    yield wording.say("fallback.declared"), 2


def _signers(sitting: Sitting, wording: Wording) -> Iterator[tuple[str, str, str]]:
    for role, member in (("chairman", sitting.chairman), ("secretary", sitting.secretary)):
        name = wording.name(person(sitting, member)) if member else ""
        yield wording.say(f"commission.{role}"), name, ""
