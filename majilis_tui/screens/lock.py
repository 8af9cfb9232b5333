"""The lock: nothing secret is shown, and whoever sits down proves it."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from majilis_tui.languages import _
from majilis_tui.phrases import ROLES, name
from majilis_tui.procedure.actions import Recorder
from majilis_tui.procedure.names import fit
from majilis_tui.screens.lines import header_line, record_line
from majilis_tui.screens.session import Session
from majilis_tui.screens.widgets.countdown import Countdown, seconds_left
from majilis_tui.screens.widgets.pin import PinAsk, PinField

LOOK_SECONDS = 0.2


class Lock(Screen[Recorder | None]):
    """Answers the role that sat down, None for leaving the sitting."""

    ALLOW_SELECT = False
    CSS_PATH = "lock.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down,f2", "move(1)", show=False),
        Binding("enter", "sit", show=False),
        Binding("f10", "leave", show=False),
    ]

    def __init__(self, session: Session, role: Recorder) -> None:
        super().__init__()
        self.session = session
        self.role = role

    @property
    def roles(self) -> tuple[Recorder, ...]:
        """Who may sit down here now."""
        if self.session.sitting.has_officers:
            return ("clerk", "secretary", "chairman")
        return ("clerk",)

    def compose(self) -> ComposeResult:
        """Compose the time left, the roles, the PIN, and the record."""
        yield Static(id="header", markup=False)
        yield Countdown(id="left")
        yield Static(id="locked", markup=False)
        yield Static(id="roles", markup=False)
        yield PinField(id="pin")
        yield Static(id="record", markup=False)
        yield Static(id="footer", markup=False)

    def on_mount(self) -> None:
        """Follow clock and record, and ask for the PIN."""
        self.set_interval(LOOK_SECONDS, self.draw)
        self._ask()
        self.draw()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Draw what everybody may see."""
        if self.session.over or not self.is_mounted:
            return
        desk, room = self.session.desk, self.size.width - 2
        election = desk.sitting.voting
        countdown = self.query_one(Countdown)
        countdown.visible = election is not None
        if election is not None:
            countdown.show(seconds_left(election.round.deadline, desk.clock.now()))
        self._show("header", header_line(desk, _("locked"), room))
        self._show("locked", Content.styled(_("Locked. Who sits down?"), "bold"))
        self._show("roles", self._roles(room))
        self._show("record", record_line(desk, room))
        keys = _("↑ ↓, F2: who   Enter: sit down   F10: leave the sitting")
        self._show("footer", Content(fit(keys, room)))

    def _roles(self, cells: int) -> Content:
        sitting = self.session.sitting
        people = {"chairman": sitting.chairman, "secretary": sitting.secretary}
        lines = []
        for role in self.roles:
            member = people.get(role)
            words = f"{_(ROLES[role])}: {name(sitting, member)}" if member else _(ROLES[role])
            if not self.session.desk.has_pin(role):
                words += "  " + _("(without a PIN)")
            here = role == self.role
            words = fit(("▸ " if here else "  ") + words, cells)
            lines.append(Content.styled(words, "bold $text-accent" if here else ""))
        return Content("\n").join(lines)

    def _show(self, part: str, content: Content) -> None:
        self.query_one(f"#{part}", Static).update(content)

    def _ask(self) -> None:
        desk = self.session.desk
        ask = PinAsk(partial(desk.sit, self.role), partial(desk.pin_wait, self.role))
        self.query_one(PinField).ask(ask if desk.must_sit(self.role) else None)

    def action_move(self, step: int) -> None:
        """Choose another role."""
        roles = self.roles
        here = roles.index(self.role) if self.role in roles else 0
        self.role = roles[(here + step) % len(roles)]
        self._ask()
        self.draw()

    def on_pin_field_proved(self, event: PinField.Proved) -> None:
        """Let in whoever proved it."""
        event.stop()
        self.dismiss(self.role)

    def action_sit(self) -> None:
        """Let in a role that has no PIN."""
        if not self.session.desk.must_sit(self.role):
            self.dismiss(self.role)

    def action_leave(self) -> None:
        """Leave the sitting; it needs no PIN, as closing the lid needs none."""
        self.dismiss(None)
