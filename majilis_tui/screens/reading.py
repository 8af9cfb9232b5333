"""A reading of the open packet, as the officer at this terminal may know it.

The other officer's marks are not looked at here, or anywhere in the screens: all that is taken
from the other reading is whether it has been handed in.
"""

import msgspec
from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import mark_title
from majilis_tui.procedure.actions import Recorder
from majilis_tui.procedure.count import marks_offered, packet_papers, packets
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.papers import BLANK, INVALID, WorkingPapers
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.widgets.bar import bar
from majilis_tui.screens.widgets.columns import flowing
from majilis_tui.screens.widgets.marks import Mark

# A sign a packet, while they fit on a line.
MOST_SIGNS = 30
MOST_ROWS = 8
IN_A_ROW = 5
_APART = "   "


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The open packet, this officer's own marks of it, and whether each has handed in."""

    packet: int
    packets: int
    expected: int
    papers: int
    marks: dict[str, int]
    handed_in: bool
    other_handed_in: bool

    @property
    def full(self) -> bool:
        """Whether every paper of the packet has been marked."""
        return self.papers >= self.expected


def own_reading(
    sitting: Sitting, current: Round, papers: WorkingPapers, role: Recorder
) -> Reading | None:
    """Return this officer's reading of the open packet, None if no packet is open."""
    if current.phase != "reading" or current.counted_all:
        return None
    own = papers.readings.get(role)
    others = (reading for by, reading in papers.readings.items() if by != role)
    handed_in = own is not None and own.finished
    return Reading(
        packet=current.packets_agreed + 1,
        packets=packets(sitting.law, current),
        expected=packet_papers(sitting.law, current),
        papers=0 if own is None or handed_in else own.papers,
        marks={} if own is None or handed_in else dict(own.marks),
        handed_in=handed_in,
        other_handed_in=any(reading.finished for reading in others),
    )


def marks_of(
    sitting: Sitting, current: Round, reading: Reading, named: frozenset[str]
) -> list[Mark]:
    """Return the marks to choose from; `named` are the names of the paper in hand."""
    return [
        Mark(mark, mark_title(sitting, mark), reading.marks.get(mark, 0), mark in named)
        for mark in marks_offered(sitting.law, current)
    ]


def marking_keys(sitting: Sitting, current: Round) -> str:
    """Return the keys that mark a paper, as the footer shows them."""
    offered = marks_offered(sitting.law, current)
    choices = sum(mark != BLANK and not mark.startswith(INVALID) for mark in offered)
    return {1: "1", 2: "1 2"}.get(choices, f"1-{choices}") + " 0 x"


def how_to_read(sitting: Sitting, election: Election) -> str:
    """Return how this form of ballot is read, in one sentence."""
    current = election.round
    office = sitting.law.office[election.office]
    match current.form:
        case "approve":
            return _("Each name on the paper, then Enter; at most {places} names.").format(
                places=office.places
            )
        case "strike-out" if current.single and office.untouched == "for":
            return _("A paper left untouched is for; the name struck out is against.")
        case "strike-out" if current.single:
            return _("The name struck out is against; a paper left untouched is blank.")
        case "strike-out":
            return _("The one name left standing; every name struck out is blank.")
        case _:
            return _("One key a paper.")


def in_hand(
    reading: Reading, cells: int, *, begun: str | None, named: bool, reasons: int
) -> Content:
    """Return how many papers have been marked, and which key comes next, on lines of `cells`.

    A paper is invalid for one of so many `reasons`.
    """
    words = _("Papers: {papers} of {expected}").format(
        papers=reading.papers, expected=reading.expected
    )
    then, style = "", "bold $text-accent"
    if begun == "x":
        then = _("1-{n}: reason   Esc: not").format(n=reasons)
    elif begun:
        then = f"{begun}▏ " + _("Enter: mark   Esc: not")
    elif reading.full:
        then = _("Enter: hand in")
    elif named:
        then = _("Enter: end the paper")
    elif reading.papers:
        then, style = _("Backspace: take back"), "$foreground-muted"
    first, *others = flowing([words, *then.split(_APART)], cells, _APART)
    told = Content.assemble((words, "bold"), (first.removeprefix(words), style))
    return Content("\n").join([told, *(Content.styled(line, style) for line in others)])


def packets_content(current: Round, reading: Reading, cells: int) -> Content:
    """Return the packets one by one, agreed, open and to come, and how many papers they are."""
    words = _("Read twice: {read} of {found} papers").format(
        read=current.papers_agreed, found=current.found
    )
    drawn = bar(current.papers_agreed, current.found, cells)
    lines = [Content(words), Content.styled(drawn, "$success on $panel")]
    wide = len(str(reading.packets)) + 4
    in_a_row = max(cells // wide, 1)
    if in_a_row > IN_A_ROW and reading.packets <= IN_A_ROW * MOST_ROWS:
        in_a_row = IN_A_ROW
    if reading.packets <= in_a_row * MOST_ROWS:
        lines.append(Content(""))
    else:
        in_a_row = 0
    signs = []
    for packet in range(1, reading.packets + 1 if in_a_row else 1):
        agreed, now = packet <= current.packets_agreed, packet == reading.packet
        sign, style = ("✓", "$text-success") if agreed else ("·", "$foreground-muted")
        if now:
            sign, style = "▶", "bold $text-accent"
        signs.append(Content.styled(f"{sign} {packet:<{wide - 2}}", style))
    rows = [signs[first : first + in_a_row] for first in range(0, len(signs), in_a_row or 1)]
    return Content("\n").join([*lines, *(Content("").join(row) for row in rows)])


def progress(current: Round, reading: Reading) -> Content:
    """Return how far the count is, as everybody may know it."""
    read = _("Read twice: {read} of {found} papers").format(
        read=current.papers_agreed, found=current.found
    )
    done = current.packets_agreed
    if reading.packets > MOST_SIGNS:
        return Content(read)
    return Content.assemble(
        _("Packets "),
        ("✓" * done, "$text-success"),
        ("▶", "bold $text-accent"),
        ("·" * (reading.packets - done - 1), "$foreground-muted"),
        "\n" + read,
    )
