"""Roll call: who is present, and whether they are a quorum."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.languages import N_, _
from majilis_tui.phrases import STATUSES, name, own_group
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action, Status
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fit, shown, width
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.chamber import chamber_content, missing_lines
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.session import Session
from majilis_tui.screens.sided import SidedScreen
from majilis_tui.screens.steps import StepName
from majilis_tui.screens.widgets.bar import threshold_bar
from majilis_tui.screens.widgets.columns import column
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.hemicycle import SIGNS
from majilis_tui.screens.widgets.member_list import MemberList
from majilis_tui.screens.widgets.side_panel import Card

NARROW = 60
# The lines of a terminal on which the chamber fits below the list, and how many of them it takes.
HIGH, CHAMBER_LINES = 44, 24
_STYLES = {"present": "$text-success", "absent": "$foreground-muted", "excused": "$text-warning"}


class RollCall(SidedScreen):
    """The list of members, marked one by one or all at once; the chamber beside or below it."""

    CSS_PATH = "roll_call.tcss"
    STEP: ClassVar[StepName | None] = "roll"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._numbers: dict[str, int] = {}

    def compose_work(self) -> ComposeResult:
        """Compose the figures above the list, and the chamber below it."""
        yield Static(id="figures", markup=False)
        yield MemberList(id="roll")
        yield Static(id="chamber", classes="card", markup=False)

    def on_mount(self) -> None:
        """Let typing search at once."""
        self.query_one(MemberList).rows.focus()

    def draw_work(self) -> None:
        """Draw figures, list, and the chamber where it does not stand beside them."""
        self.query_one("#figures", Static).update(self._figures())
        self._numbers = {member: n for n, member in enumerate(self.sitting.members, 1)}
        members = list(self.sitting.members.values())
        self.query_one(MemberList).fill(members, self._line, numbers=self._numbers)
        chamber = self.query_one("#chamber", Static)
        chamber.display = self.size.height >= HIGH and self.work_cells == self.size.width - 2
        if chamber.display:
            chamber.border_title = Content(_("The chamber"))
            chamber.update(chamber_content(self.sitting, self.work_cells - 4, CHAMBER_LINES))

    def cards(self, cells: int) -> list[Card]:
        """Return the chamber by seats and groups."""
        lines = max(self.size.height - 12, 4)
        chamber = chamber_content(self.sitting, cells, lines)
        cards = [Card(_("The chamber"), chamber)]
        left = lines - chamber.plain.count("\n") - 5
        missing = missing_lines(self.sitting, cells, left)
        if missing and left > 1:
            cards.append(Card(_("Not present"), Content("\n").join(missing)))
        return cards

    def _figures(self) -> Content:
        sitting = self.sitting
        marks = list(sitting.attendance.values())
        figures = _("Present {present}   Absent {absent}   Excused {excused}   of {seats}").format(
            present=sitting.present,
            absent=marks.count("absent"),
            excused=marks.count("excused"),
            seats=sitting.law.chamber.seats,
        )
        quorum = sitting.law.quorum
        verdict = _("reached") if sitting.has_quorum else _("not reached")
        style = "bold $text-success" if sitting.has_quorum else "bold $text-warning"
        right = _("Quorum {quorum}").format(quorum=quorum)
        room = self.work_cells - width(figures) - width(right) - width(verdict) - 5
        bar = threshold_bar(sitting.present, sitting.law.chamber.seats, quorum, min(room, 40))
        return Content.assemble((figures, "bold"), "  ", right, " ", bar, " ", (verdict, style))

    def _line(self, member: Member) -> Content:
        status = self.sitting.attendance.get(member.id, "absent")
        room = max(self.work_cells - 6, 30)
        number = self._numbers[member.id]
        shown_name = name(self.sitting, member.id)
        if self.size.width < NARROW:
            return Content.assemble(
                (f"{SIGNS[status]} ", _STYLES[status]), fit(shown_name, self.size.width - 7)
            )
        words = f"{SIGNS[status]} {_(STATUSES[status])}"
        group_room = min(room // 4, 20)
        name_room = min(room - 6 - group_room - 16, 48)
        return Content.assemble(
            (f"{number:>4}  ", "$foreground-muted"),
            column(shown_name, name_room) + " ",
            (column(own_group(member), group_room) + " ", "$foreground-muted"),
            (words, _STYLES[status]),
        )

    # -- what can be done ------------------------------------------------------------

    @property
    def current(self) -> str | None:
        """The member under the cursor."""
        return self.query_one(MemberList).current

    def _turned(self, status: Status) -> Action | Refusal:
        member = self.current
        if member is None:
            return not_now("Nobody is under the cursor.")
        if not self.query_one(MemberList).sure:
            return not_now("Not sure who is meant; type the name, or choose with the arrows.")
        now = self.sitting.attendance.get(member)
        return act.MarkAttendance(member=member, status="absent" if now == status else status)

    def turn_present(self) -> Action | Refusal:
        """Return what Space does: present, or absent for those present."""
        return self._turned("present")

    def turn_excused(self) -> Action | Refusal:
        """Return what excuses the member under the cursor, or takes it back."""
        return self._turned("excused")

    def mark(self, asked: Action | Refusal) -> None:
        """Record a mark and go on to the next name."""
        if not isinstance(asked, Refusal) and self.do(asked) is not None:
            self.query_one(MemberList).go_on()

    def all_present(self) -> Action:
        """Return what marks everyone present."""
        return act.MarkAttendance(members="all", status="present")

    def mark_all(self) -> None:
        """Mark everyone present; ask first if marks would be lost."""
        if all(status == "absent" for status in self.sitting.attendance.values()):
            self.do(self.all_present())
            return
        self.confirm_and_do(
            self.all_present(),
            _("Everybody is marked present; who was marked absent or excused loses that mark."),
        )

    def read_aloud(self) -> None:
        """Show the names of those missing, as the presiding officer reads them."""
        sitting = self.sitting
        parts = [
            _("Present: {present} of {seats}. Quorum: {quorum}.").format(
                present=sitting.present,
                seats=sitting.law.chamber.seats,
                quorum=sitting.law.quorum,
            )
        ]
        for status, heading in (("excused", _("Excused")), ("absent", _("Absent"))):
            listed = [m for m, marked in sitting.attendance.items() if marked == status]
            parts.append("")
            parts.append(f"{heading}: {len(listed)}")
            parts += [f"  {shown(name(sitting, member))}" for member in listed]
        self.app.push_screen(Words(_("To read aloud"), "\n".join(parts)))

    def close_roll_call(self) -> None:
        """Ask, then close the roll call."""
        sitting = self.sitting
        consequence = _(
            "{present} of {seats} members are present; the quorum is {quorum}. The roll call is"
            " then established and the sitting goes on. Attendance can still be corrected later."
        )
        if not sitting.has_quorum:
            consequence = _(
                "{present} of {seats} members are present; the quorum is {quorum}: THERE IS NO"
                " QUORUM. The roll call is then established, but nothing can be put to a vote until"
                " more members are marked present."
            )
        consequence = consequence.format(
            present=sitting.present, seats=sitting.law.chamber.seats, quorum=sitting.law.quorum
        )
        self.confirm_and_do(act.CloseRollCall(), consequence)

    def refused(self) -> None:
        """Let the next letter begin the next name."""
        self.query_one(MemberList).start_over()

    def after(self, recorded: Recorded) -> None:
        """Keep the keys with the list."""
        self.query_one(MemberList).rows.focus()

    def on_member_list_changed(self) -> None:
        """Say anew what is possible for the member under the cursor."""
        self.draw_footer()

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="mark_attendance",
            key="space",
            title=N_("Present / absent, and on to the next"),
            short=N_("Present/absent"),
            run=lambda screen: screen.mark(screen.turn_present()),
            probe=turn_present,
            explained=N_("Name by name: Space for those present, the down key for those absent."),
        ),
        Command(
            id="mark_excused",
            key="f4",
            title=N_("Excused, and on to the next"),
            short=N_("Excused"),
            run=lambda screen: screen.mark(screen.turn_excused()),
            probe=turn_excused,
        ),
        Command(
            id="mark_all",
            key="f5",
            title=N_("Mark all present"),
            short=N_("All present"),
            run=mark_all,
            probe=all_present,
            explained=N_("Then correct the exceptions: type a name, press Space."),
        ),
        Command(
            id="close_roll_call",
            key="f6",
            short=N_("Close roll call"),
            run=close_roll_call,
            probe=lambda _s: act.CloseRollCall(),
        ),
        Command(
            id="read_aloud",
            key="enter",
            title=N_("List to read aloud"),
            short=N_("Read aloud"),
            run=read_aloud,
        ),
    )
