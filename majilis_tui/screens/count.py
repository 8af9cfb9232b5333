"""The count: papers by hand, the box, and packets that two officers read, each alone."""

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.languages import N_, _
from majilis_tui.phrases import ROLES
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens import counting
from majilis_tui.screens.agreeing import ask_agreement
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.reading import (
    Reading,
    how_to_read,
    in_hand,
    marking_keys,
    marks_of,
    own_reading,
    packets_content,
    progress,
)
from majilis_tui.screens.sided import SidedScreen
from majilis_tui.screens.steps import StepName
from majilis_tui.screens.widgets.account import account_content, advice
from majilis_tui.screens.widgets.marks import ONE_KEY_CHOICES, Marks
from majilis_tui.screens.widgets.side_panel import WIDE, Card

ONLY_OFFICERS = not_now(
    "Papers are read by the secretary and the chairman; F2 changes the officer."
)
NO_PACKET = not_now("There is no packet to be read now.")
HANDED_IN = not_now("Your reading of this packet is handed in; the other officer reads it now.")

# The account stands beside the work on an ordinary terminal too.
ACCOUNT, ACCOUNT_FROM, ACCOUNT_LINES = 34, 78, 19
ROOMY_LINES = 34


class Count(SidedScreen):
    """One step after the other to the finished count, beside the account of the papers.

    Of the other officer's reading nothing is shown but that it has been handed in.
    """

    CSS_PATH = "count.tcss"
    STEP: ClassVar[StepName | None] = "count"

    named: frozenset[str] = frozenset()
    """The names on the paper in hand, where a paper may bear several."""
    _in_hand: tuple[object, ...] = ()

    def compose_work(self) -> ComposeResult:
        """Compose the step or the packet."""
        yield Static(id="steps-of-count", markup=False)
        yield Static(id="packet", markup=False)
        yield Marks(id="marks")
        yield Static(id="state", markup=False)

    def on_mount(self) -> None:
        """Let the keys mark papers."""
        marks = self.query_one(Marks)
        marks.typing = not self.session.demo_commands
        marks.focus()

    # -- drawing ---------------------------------------------------------------------

    @property
    def reading(self) -> Reading | None:
        """The open packet as the officer at this terminal may know it."""
        if self.election is None:
            return None
        return own_reading(self.sitting, self.election.round, self.papers, self.session.role)

    def draw_work(self) -> None:
        """Draw the step or the packet."""
        election, reading = self.election, self.reading
        self._start_afresh(election, reading)
        overview = self.query_one("#steps-of-count", Static)
        for part in ("#packet", "#state"):
            self.query_one(part).display = reading is not None
        overview.display = reading is None
        if election is None or not election.round.opened_at:
            overview.update(Content(_("There is nothing to count yet: no vote has been opened.")))
        elif reading is None:
            roomy = self.size.height >= ROOMY_LINES
            overview.update(counting.overview(election.round, self._room(), roomy=roomy))
        if election is None or reading is None:
            self.query_one(Marks).show((), 0, approving=False)
        else:
            self._draw_packet(election, reading)

    def cards(self, cells: int) -> list[Card]:
        """Return the account; where there is room, also the packets and the steps."""
        election, reading = self.election, self.reading
        if election is None:
            return []
        cards = [Card(_("Account of the papers"), account_content(election.round, cells))]
        if reading is not None and self.size.width >= WIDE:
            packets = packets_content(election.round, reading, cells)
            cards.append(Card(_("Packets"), packets))
            steps = counting.overview(election.round, cells)
            cards.append(Card(_("Steps of the count"), steps))
        return cards

    def _start_afresh(self, election: Election | None, reading: Reading | None) -> None:
        """Put the paper in hand down when packet or officer change; F2 then brings the other."""
        packet = reading.packet if reading else 0
        handed_in = reading is not None and reading.handed_in
        now = (election and election.id, packet, self.session.role, handed_in)
        if now != self._in_hand:
            self._in_hand = now
            if reading is not None:
                self.session.wanted = self.session.other_reader()
            self.named = frozenset()
            self.query_one(Marks).forget()
            self.query_one(Marks).highlighted = 0

    @property
    def panel_cells(self) -> int:
        """The cells of the account and what stands with it, 0 where there is no room for it."""
        begun = self.election is not None and bool(self.election.round.opened_at)
        if not begun or self.size.width < ACCOUNT_FROM or self.size.height < ACCOUNT_LINES:
            return 0
        return super().panel_cells or ACCOUNT

    def _room(self) -> int:
        """Return the cells beside the account."""
        return max(self.work_cells - 1, 24)

    def _draw_packet(self, election: Election, reading: Reading) -> None:
        current = election.round
        role = self.session.role
        title = _("Packet {packet} of {packets}").format(
            packet=reading.packet, packets=reading.packets
        )
        who = "" if role == "clerk" else _("{role} reading").format(role=_(ROLES[role]))
        heading = Content.assemble((title, "bold"), "   ", who)
        if current.packet_differs:
            words = _("The readings differ: read packet {packet} again.").format(
                packet=reading.packet
            )
            heading += Content.styled("\n≠ " + words, "bold $text-warning")
        self.query_one("#packet", Static).update(heading)
        marks = self.query_one(Marks)
        shut = role == "clerk" or reading.handed_in
        listed = [] if shut else marks_of(self.sitting, current, reading, self.named)
        tall = len(listed) * 3 <= self.size.height - 20
        marks.show(listed, self._room() - 2, approving=self.approving, tall=tall)
        self.query_one("#state", Static).update(self._state(election, reading))

    def _state(self, election: Election, reading: Reading) -> Content:
        current = election.round
        lines: list[Content] = []
        other = _(ROLES[self.session.other_officer()])
        if self.session.role == "clerk":
            lines.append(Content(_("The secretary and the chairman read; F2 changes the officer.")))
        elif reading.handed_in:
            lines.append(Content.styled(_("Your reading is handed in."), "bold $text-success"))
            lines.append(Content(_("The {role} reads the same packet now: F2.").format(role=other)))
        else:
            marks = self.query_one(Marks)
            named, reasons = bool(self.named), len(marks.reasons)
            room = self._room()
            lines.append(in_hand(reading, room, begun=marks.begun, named=named, reasons=reasons))
            how = how_to_read(self.sitting, election)
            if len(marks.choices) > ONE_KEY_CHOICES:
                how += " " + _("n finds a name.")
            lines.append(Content.styled(how, "$foreground-muted"))
            if reading.other_handed_in:
                lines.append(Content(_("The {role} has finished.").format(role=other)))
        if self.size.width < WIDE or not self.panel_cells:
            lines.append(progress(current, reading))
        if not self.panel_cells:
            words = advice(current)
            lines = [*lines[:1], *([Content.styled(words, "$text-error")] if words else [])]
        return Content("\n").join(lines)

    # -- reading ---------------------------------------------------------------------

    def ask_mark(self) -> Refusal | None:
        """Return why no paper can be marked now."""
        if self.session.role == "clerk":
            return ONLY_OFFICERS
        reading = self.reading
        if reading is None:
            return NO_PACKET
        return HANDED_IN if reading.handed_in else None

    def on_marks_asked(self) -> None:
        """Say which keys belong to the mark that was begun."""
        self.say("")
        self.redraw()

    def on_marks_given(self, message: Marks.Given) -> None:
        """Take a mark of the paper in hand."""
        self.say("")
        refusal, reading = self.ask_mark(), self.reading
        if refusal is not None or reading is None:
            self.say(self.reason(refusal or NO_PACKET))
        elif reading.full:
            self.say(_("The packet is full: Enter hands it in, Backspace takes a mark back."))
        elif self.approving and message.mark in self.query_one(Marks).choices:
            self.named ^= {message.mark}
            self.redraw()
        elif self.named:
            self.say(_("The paper in hand has names: Enter ends it, Backspace puts it back."))
        else:
            self._jot(reading, frozenset({message.mark}), 1)

    def on_marks_taken_back(self, message: Marks.TakenBack) -> None:
        """Take back one mark, or the names of the paper in hand."""
        self.say("")
        reading = self.reading
        if reading is None or self.ask_mark() is not None:
            return
        paper_of_its_own = message.mark == BLANK or message.mark.startswith(INVALID)
        if self.named:
            self.named = frozenset()
            self.redraw()
        elif not reading.marks.get(message.mark):
            self.say(_("No paper bears this mark; ↑ ↓ go to the one to take back."))
        elif self.approving and not paper_of_its_own:
            self.say(_("Which names stood together is not kept: r begins the packet anew."))
        else:
            self._jot(reading, frozenset({message.mark}), -1)

    @property
    def approving(self) -> bool:
        """Whether a paper may bear several names."""
        return self.election is not None and self.election.round.form == "approve"

    def _jot(self, reading: Reading, marks: frozenset[str], change: int) -> None:
        assert self.election is not None
        counted = dict(reading.marks)
        for mark in marks:
            counted[mark] = counted.get(mark, 0) + change
        self.named = frozenset()
        kept = {mark: number for mark, number in counted.items() if number}
        self.jot(self.election.id, reading.packet, reading.papers + change, kept)

    def begin_anew(self) -> None:
        """Put all papers of the packet back, unmarked."""
        reading, election = self.reading, self.election
        if reading is None or election is None:
            return

        def anew(_proofs: object = None) -> None:
            self.named = frozenset()
            self.query_one(Marks).forget()
            self.jot(election.id, reading.packet, 0, {})

        if not reading.papers:
            anew()
            return
        words = _("Your marks of packet {packet} are taken back: {papers}.")
        told = words.format(packet=reading.packet, papers=reading.papers)
        ask_agreement(self, _("Begin the packet anew"), told, (), anew)

    def _end_paper_or_packet(self, reading: Reading) -> None:
        assert self.election is not None
        refusal = self.ask_mark()
        if refusal is not None:
            self.say(self.reason(refusal))
        elif self.named:
            places = self.sitting.law.office[self.election.office].places
            if len(self.named) > places:
                self.say(_("At most {n} names; with more the paper is invalid.").format(n=places))
            else:
                self._jot(reading, self.named, 1)
        elif not reading.full:
            self.say(
                _("Papers marked: {papers} of {expected}; the packet is not full.").format(
                    papers=reading.papers, expected=reading.expected
                )
            )
        else:
            self.do(
                act.ReadPacket(
                    election=self.election.id,
                    packet=reading.packet,
                    marks=reading.marks,
                    papers=reading.papers,
                )
            )

    def after(self, recorded: Recorded) -> None:
        """Keep the keys with the marks; F2 brings the other reader."""
        if self.reading is not None:
            self.session.wanted = self.session.other_reader()
        self.query_one(Marks).focus()

    # -- what can be done ------------------------------------------------------------

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done; while a packet is read, the footer has its keys and not the steps."""
        reading = self.reading
        if reading is None or self.election is None:
            return super().commands
        keys = marking_keys(self.sitting, self.election.round)
        shorts = {
            **{c.id: "" for c in counting.COMMANDS if c.id != "count_papers"},
            **{"mark": N_("Mark"), "take_back": N_("Take back"), "begin_anew": N_("Begin anew")},
        }
        return tuple(
            replace(
                command,
                short=shorts.get(command.id, command.short),
                shown_as=keys if command.id == "mark" else command.shown_as,
            )
            for command in super().commands
        )

    def ask_go_on(self) -> Action | Refusal | None:
        """Return what is judged for "may it go on"."""
        if self.reading is not None:
            return self.ask_mark()
        following = self.election and counting.next_command(self.election.round)
        if not following:
            return counting.NOTHING_LEFT
        probe = next(c for c in counting.COMMANDS if c.id == following).probe
        return probe(self) if probe else None

    def go_on(self) -> None:
        """Do what is next: the next step, or end the paper or the packet in hand."""
        reading = self.reading
        if reading is not None:
            self._end_paper_or_packet(reading)
            return
        if self.election is not None:
            following = counting.next_command(self.election.round)
            if following is not None:
                self.action_command(following)

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="go_on",
            key="enter",
            title=N_("The next step, or hand in the packet"),
            short=N_("Next"),
            run=go_on,
            probe=ask_go_on,
            explained=N_("Where a paper may bear several names, it also ends the paper in hand."),
        ),
        *counting.COMMANDS,
        Command(
            id="mark",
            key="1",
            shown_as="1-9 0",
            title=N_("Mark a paper"),
            short="",
            run=lambda screen: screen.say(_("Press the key that stands before the mark.")),
            probe=ask_mark,
            explained=N_("One key a paper; x and a digit: invalid and why; Space: at the cursor."),
        ),
        Command(
            id="take_back",
            key="backspace",
            title=N_("Take a mark back"),
            short="",
            run=lambda screen: screen.say(_("No mark is under the cursor.")),
            probe=ask_mark,
            explained=N_("The mark under the cursor; that is the one given last."),
        ),
        Command(
            id="begin_anew",
            key="r",
            title=N_("Begin the packet anew"),
            short="",
            run=begin_anew,
            probe=ask_mark,
            explained=N_("Your own marks of this packet go back to none."),
        ),
    )
