"""The roll of the deputies, and the list on which they sign for their ballots."""

from collections.abc import Iterator

from majilis_tui.documents.figures import (
    chamber_named,
    group_named,
    office_named,
    person,
    title_named,
)
from majilis_tui.documents.sheet import (
    Blanks,
    Block,
    Column,
    Facts,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    Title,
)
from majilis_tui.documents.source import NotYetError, Source, together
from majilis_tui.documents.wording import Named, Wording
from majilis_tui.languages import _
from majilis_tui.procedure.names import alphabetical_key
from majilis_tui.procedure.sitting import Sitting

# What is filled in below the list.
_SUMS = ("issuing.issued", "results.spoiled", "issuing.unused")
STATUSES = ("present", "absent", "excused")


def roll(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return who is present, absent and excused; in several languages it is still one list."""
    sitting = source.sitting
    _need_members(sitting)

    def blocks(wording: Wording) -> Iterator[Block]:
        yield Title(wording.lines("roll.title"), above=wording.name_lines(chamber_named(sitting)))
        yield Facts(
            (
                (wording.say("common.sitting"), wording.name(title_named(sitting))),
                (wording.say("common.date"), wording.date(sitting.date)),
                (wording.say("common.seats"), str(sitting.law.chamber.seats)),
                (wording.say("common.quorum"), str(sitting.law.quorum)),
                *(
                    (wording.say(f"roll.total_{status}"), str(_many(sitting, status)))
                    for status in STATUSES
                ),
            )
        )
        yield Table(
            (
                Column(wording.say("common.number"), align="right"),
                Column(wording.say("common.name"), 9),
                Column(wording.say("common.group"), 5),
                Column(wording.say("roll.status"), 8),
            ),
            tuple(
                (
                    str(number),
                    wording.name(named),
                    wording.name(group_named(sitting.members[member])) or "–",
                    wording.say(f"roll.{sitting.attendance[member]}"),
                )
                for number, (member, named) in enumerate(_in_order(sitting, wording), 1)
            ),
        )
        yield Signatures(((wording.say("common.secretariat"), "", ""),))

    title = wordings[0].say("roll.title")
    return source.sheet(together(wordings), title, source.code, blocks)


def issuing_list(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the list for the signatures of those who receive a ballot.

    It names every deputy, since who is present may still change; it says nothing of who has
    received a ballot.
    """
    sitting = source.sitting
    _need_members(sitting)
    election = source.secret_election()
    number = source.round or election.round.number
    source.chosen_round(election)

    def blocks(wording: Wording) -> Iterator[Block]:
        yield Title(
            wording.lines("issuing.title"),
            about=wording.lines("issuing.about"),
            above=wording.name_lines(chamber_named(sitting)),
        )
        yield Facts(
            (
                (wording.say("common.sitting"), wording.name(title_named(sitting))),
                (wording.say("common.date"), wording.date(sitting.date)),
                (
                    wording.say("common.office"),
                    wording.name(office_named(sitting, election.office)),
                ),
                (wording.say("common.round"), str(number)),
                (wording.say("issuing.listed"), str(len(sitting.members))),
            )
        )
        yield Paragraph(wording.say("issuing.rule"), "small")
        yield Table(
            (
                Column(wording.say("common.number"), align="right"),
                Column(wording.say("common.name"), 3),
                Column(wording.say("common.signature"), 2),
                Column(wording.say("issuing.exchanged"), 1),
            ),
            tuple(
                (str(place), wording.name(named), "", "")
                for place, (_, named) in enumerate(_in_order(sitting, wording), 1)
            ),
            tall=True,
        )
        yield Blanks(tuple((wording.say(key), 1) for key in _SUMS))
        yield Signatures(
            tuple(
                (
                    wording.say(f"commission.{role}"),
                    wording.name(person(sitting, member)) if member else "",
                    "",
                )
                for role, member in (
                    ("chairman", sitting.chairman),
                    ("secretary", sitting.secretary),
                )
            )
        )

    title = wordings[0].say("issuing.title")
    return source.sheet(together(wordings), title, source.code, blocks)


def _need_members(sitting: Sitting) -> None:
    if not sitting.members:
        raise NotYetError(_("the members have not been seated yet"))


def _many(sitting: Sitting, status: str) -> int:
    return sum(status == other for other in sitting.attendance.values())


def _in_order(sitting: Sitting, wording: Wording) -> list[tuple[str, Named]]:
    """Return the members as the first language puts their names in alphabetical order."""
    named = [(member, person(sitting, member)) for member in sitting.members]
    return sorted(named, key=lambda pair: alphabetical_key(pair[1].text(wording.language)))
