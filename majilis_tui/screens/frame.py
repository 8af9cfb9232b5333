"""What every screen of a sitting shares: header, steps, notice, record line, footer, and the door.

A screen draws from `session.sitting` and `session.papers` and keeps no copy of them. It acts
through `do`, `confirm_and_do` and `jot`, and nowhere else.
"""

from collections.abc import Sequence
from datetime import UTC
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from majilis_tui.desk import Desk, Recorded, RecordError, name_of
from majilis_tui.languages import _
from majilis_tui.phrases import PHRASES, ROLES, logged, refusal_text
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import fit, shown, width
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.procedure.timing import moment
from majilis_tui.screens import guidance
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.commands import Command
from majilis_tui.screens.session import Session
from majilis_tui.screens.steps import StepName, current_step, steps_line
from majilis_tui.screens.widgets.agreement import Agreement, Officer
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.member_list import MemberList
from majilis_tui.screens.widgets.side_panel import WIDE

LOOK_SECONDS = 0.2
LOOKS_A_SECOND = 5


def local_time(at: str) -> str:
    """Return the time of day of a moment of the log, where this terminal stands."""
    return moment(at).replace(tzinfo=UTC).astimezone().strftime("%H:%M:%S") if at else ""


class SittingScreen(CommandScreen):
    """The frame around one step of a sitting.

    A subclass names its step, its commands in `OWN`, composes its body and draws it in `draw`.
    """

    ALLOW_SELECT = False
    STEP: ClassVar[StepName | None] = None
    OWN: ClassVar[tuple[Command, ...]] = ()
    # Textual sets the class of the largest one reached, and no other.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__()
        self._looks = 0
        self._clock_shown = ""
        self._told = ""

    # -- what a subclass says ------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Compose what stands between steps and record line."""
        yield from ()

    def draw(self) -> None:
        """Draw the body from the state."""

    def tick(self) -> None:
        """Draw what changes with the clock; called every second."""

    def after(self, recorded: Recorded) -> None:
        """Do what follows on this screen when an action was recorded."""

    # -- what a subclass uses ------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.session.desk

    @property
    def sitting(self) -> Sitting:
        """The state of the sitting."""
        return self.session.sitting

    @property
    def papers(self) -> WorkingPapers:
        """The working papers."""
        return self.session.papers

    @property
    def election(self) -> Election | None:
        """The election that is looked at."""
        return self.session.election

    def do(self, action: Action) -> Recorded | None:
        """Have an action judged and recorded; None if it was refused or not written."""
        before = current_step(self.sitting, self.election)
        try:
            recorded = self.desk.do(self.session.actor(action), self.session.prepared(action))
        except Refusal as refusal:
            self.say(self.reason(refusal, action))
            self.redraw()
            return None
        except RecordError as error:
            self._not_written(error)
            return None
        self.session.wanted = None
        self.notice = ""
        self._settle_role()
        self.after(recorded)
        self._follow(before)
        return recorded

    def jot(self, election: str, packet: int, papers_read: int, marks: dict[str, int]) -> bool:
        """Keep a reader's unfinished marks; False if that was refused or not written."""
        if self.session.role == "clerk":
            self.say(
                _("Papers are read by the secretary and the chairman; F2 changes the officer.")
            )
            return False
        try:
            self.desk.jot(self.session.role, election, packet, papers_read, marks)
        except Refusal as refusal:
            self.say(refusal_text(refusal))
            return False
        except RecordError as error:
            self._not_written(error)
            return False
        self.redraw()
        return True

    def reason(self, refusal: Refusal, action: Action | None = None) -> str:
        """Return a refusal in words, and whom F2 brings if another officer may."""
        self.session.note_refusal(action, refusal)
        words = super().reason(refusal, action)
        if self.session.wanted is not None:
            words += " " + _("F2: {role}").format(role=_(ROLES[self.session.wanted]))
        return words

    def judge(self, action: Action) -> Refusal | None:
        """Return why an action is not possible now at this terminal, None if it is."""
        return self.session.refusal(action)

    def why_not(self, action: Action) -> str | None:
        """Return in words why an action is not possible now, None if it is; for forms."""
        refusal = self.session.refusal(action)
        return None if refusal is None else self.reason(refusal, action)

    def confirm_and_do(
        self, action: Action, consequence: str, officers: Sequence[Officer] = ()
    ) -> None:
        """Ask in words before a step that cannot be taken back, then do it.

        With `officers`, each confirms; the one not at this terminal becomes the action's `with`.
        """
        if officers:
            action = replace(action, with_=self.session.other_officer())
        refusal = self.session.refusal(action)
        if refusal is not None:
            self.say(self.reason(refusal, action))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.do(action)

        title = _(PHRASES[name_of(action)].title)
        self.app.push_screen(Agreement(title, consequence, officers), answered)

    def go_to(self, step: str) -> None:
        """Show another step's screen."""
        self.post_message(ShowStep(step))

    # -- the machinery ---------------------------------------------------------------

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here: the screen's own commands and the general ones."""
        from majilis_tui.screens.general import GENERAL, LOOKING

        if self.session.demo_commands:
            return (*self.session.demo_commands, *LOOKING)
        return (*self.OWN, *GENERAL)

    def compose(self) -> ComposeResult:
        """Compose the frame around the body."""
        yield Static(id="header", markup=False)
        yield Static(id="steps", markup=False)
        with Container(id="body"):
            yield from self.compose_body()
        yield Static(id="notice", markup=False)
        yield Static(id="record", markup=False)
        yield Static(id="footer", markup=False)

    def on_mount(self) -> None:
        """Start to look for what other terminals write."""
        self.set_interval(LOOK_SECONDS, self._look)
        for found in self.query(MemberList):
            found.typing = not self.session.demo_commands
        self.redraw()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self.redraw)

    def _look(self) -> None:
        if self.session.over:
            return
        self._looks += 1
        try:
            if self._looks % LOOKS_A_SECOND == 0 and self.session.play is None:
                self.desk.watch_clock()
            if self.desk.changed():
                before = current_step(self.sitting, self.election)
                self.desk.catch_up()
                self._settle_role()
                self._follow(before)
        except RecordError as error:
            self._not_read(error)
            return
        self._told = ""
        now = self.desk.clock.now()[:19]
        if now != self._clock_shown:
            self._clock_shown = now
            self._draw_header()
            self._ring()
            self.tick()

    def _ring(self) -> None:
        words = self.session.bell.warning(self.sitting, self.desk.clock.now())
        if words is not None:
            self.app.bell()
            self.say(words)

    def _settle_role(self) -> None:
        """Leave the clerk's seat when the commission has its officers."""
        officers = self.sitting.has_officers
        if officers and self.session.role == "clerk" and not self.session.officers_known:
            self.session.role = "secretary"
        if not officers and self.session.role != "clerk":
            self.session.role = "clerk"
        self.session.officers_known = officers

    def _follow(self, before: StepName) -> None:
        now = current_step(self.sitting, self.election)
        on_top = self.app.screen is self
        if now != before == self.STEP and on_top:
            self.go_to(now)
        else:
            self.redraw()

    def _not_read(self, error: RecordError) -> None:
        """Say once what is wrong with the file, however often it is looked at."""
        if str(error) != self._told:
            self._told = str(error)
            words = shown(self._told)
            self.app.push_screen(Words(_("The file cannot be read"), words, classes="error"))

    def _not_written(self, error: RecordError) -> None:
        if not isinstance(self.app.screen, Words):
            words = (
                shown(str(error))
                + "\n\n"
                + _(
                    "Nothing was recorded by this key. Mend the cause and press the key again;"
                    " what stands on the record line is safe."
                )
            )
            self.app.push_screen(Words(_("Not recorded"), words, classes="error"))

    def redraw(self) -> None:
        """Draw everything from the state."""
        if not self.is_mounted or not self.query("#footer"):
            return
        self._draw_header()
        room = self.size.width - 2
        steps = steps_line(self.sitting, self.election, self.STEP or "", room)
        self.query_one("#steps", Static).update(steps)
        self.draw()
        self.draw_notice()
        self.query_one("#record", Static).update(self._record(room))
        self.draw_footer()

    def _draw_header(self) -> None:
        if not self.query("#header"):
            return
        sitting = self.sitting
        right = f"{_(ROLES[self.session.role])}  {local_time(self.desk.clock.now())}"
        if sitting.rehearsal:
            right = _("REHEARSAL") + "  " + right
        room = self.size.width - 2 - width(right)
        title = fit(f"{sitting.title} · {sitting.date}", max(room - 2, 0))
        gap = " " * max(room - width(title), 1)
        content = Content.assemble((title, "bold"), gap, right)
        self.query_one("#header", Static).update(content)

    def hint(self) -> str:
        """Return what the officers do next."""
        return guidance.next_step(self.sitting, self.election)

    def _record(self, room: int) -> Content:
        last = self.desk.last
        if last is None:
            return Content(_("Nothing on record yet."))
        entry = last.entry
        code = self.desk.head_code[:9]
        left = f"№ {entry.seq}  {local_time(entry.at)}  {_(ROLES[entry.by])}  "
        words = fit(logged(entry, self.sitting), max(room - width(left) - len(code) - 2, 0))
        gap = " " * max(room - width(left) - width(words) - len(code), 1)
        return Content.assemble((left, "$foreground-muted"), words, gap, (code, "bold"))


class ShowStep(Message):
    """Asks the app to show a step's screen."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step
