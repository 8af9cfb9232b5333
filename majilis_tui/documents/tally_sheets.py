"""What the two readers fill in when papers are counted by pen."""

from collections.abc import Iterator

from majilis_tui.documents.fallback_state import AFTER, invalid_said, office_said, step_of
from majilis_tui.documents.figures import (
    chamber_named,
    people,
    person,
)
from majilis_tui.documents.sheet import (
    Blanks,
    Block,
    Column,
    Facts,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from majilis_tui.documents.wording import Wording
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.sitting import Sitting

# So many packets stand side by side on a tally sheet, few ones in wider columns.
PACKETS = 10
FEWEST_PACKETS = 4
# Rows for those who may still be nominated.
FREE_ROWS = 6


def totals(sitting: Sitting, wording: Wording, current: Round | None) -> Table:
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


def tally_sheet(
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
        about = ((office, office_said(sitting, wording, election)), (number, str(current.number)))
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
    invalid = (invalid_said(wording, reason, form) for reason in sitting.law.invalid_reasons)
    return (*choices, wording.say("results.blank"), *invalid, wording.say("fallback.total"))


def _papers(sitting: Sitting, current: Round | None) -> int:
    """Return how many papers there are to be read, as far as that is known."""
    # While the vote is open, more may still be issued.
    served = current.issued if current and step_of(current) > AFTER["voting"] else 0
    found = current.found if current else 0
    return found or served or sitting.present or sitting.law.chamber.seats
