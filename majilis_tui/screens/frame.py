"""What every screen of a sitting shares: header, steps, notice, record line, footer, and the door.

A screen draws from `session.sitting` and `session.papers` and keeps no copy of them. It acts
through `do`, `confirm_and_do` and `jot`, and nowhere else.
"""

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from majilis_tui.desk import CRITICAL, Desk, Proof, Recorded, RecordError, name_of
from majilis_tui.languages import _
from majilis_tui.log_words import PHRASES
from majilis_tui.phrases import ROLES, error_text, office_title, refusal_text, said
from majilis_tui.procedure.actions import Action, Recorder
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sentences import Sentence
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens import guidance
from majilis_tui.screens.agreeing import BOTH, ask_agreement
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.commands import Command
from majilis_tui.screens.lines import header_line, record_line
from majilis_tui.screens.lock import Lock
from majilis_tui.screens.rescue import Rescue
from majilis_tui.screens.session import Session
from majilis_tui.screens.steps import StepName, current_step, steps_line
from majilis_tui.screens.widgets.agreement import Officer
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.member_list import MemberList
from majilis_tui.screens.widgets.side_panel import WIDE

LOOK_SECONDS = 0.2
LOOKS_A_SECOND = 5


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

    def do(self, action: Action, agreed: Collection[Proof] = ()) -> Recorded | None:
        """Have an action judged and recorded; None if it was refused or not written."""
        before = current_step(self.sitting, self.election)
        by, asked = self.session.actor(action), self.session.prepared(action)
        try:
            recorded = self.desk.do(by, asked, agreed)
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
        words = super().reason(self._named(refusal), action)
        if self.session.wanted is not None:
            words += " " + _("F2: {role}").format(role=_(ROLES[self.session.wanted]))
        return words

    def _named(self, refusal: Refusal) -> Refusal:
        """Return a refusal that calls an election by its office, not by its id."""
        places = refusal.sentence.places if isinstance(refusal.sentence, Sentence) else {}
        held = self.sitting.elections.get(str(places.get("election")))
        if held is None:
            return refusal
        places = {**places, "election": office_title(self.sitting, held.office)}
        return Refusal(refusal.code, refusal.sentence.template, **places)

    def judge(self, action: Action) -> Refusal | None:
        """Return why an action is not possible now at this terminal, None if it is."""
        return self.session.refusal(action)

    def why_not(self, action: Action) -> str | None:
        """Return in words why an action is not possible now, None if it is; for forms."""
        refusal = self.session.refusal(action)
        return None if refusal is None else self.reason(refusal, action)

    def confirm_and_do(
        self,
        action: Action,
        consequence: str | Callable[[], str],
        officers: Sequence[Officer] = (),
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask in words before a step that cannot be taken back, do it, and then go on.

        With `officers`, each confirms by PIN or by a key of their own, and the one who does not
        act becomes the action's `with`. What is critical takes both, whoever sits here.
        """
        if name_of(action) in CRITICAL:
            officers = BOTH
        if officers:
            action = replace(action, with_=self.session.other_officer())
        refusal = self.session.refusal(action)
        if refusal is not None:
            self.say(self.reason(refusal, action))
            return

        def agreed(proofs: list[Proof]) -> None:
            if self.do(action, proofs) is not None:
                then()

        ask_agreement(self, _(PHRASES[name_of(action)].title), consequence, officers, agreed)

    def lock_up(self, role: Recorder) -> None:
        """Show nothing any more until somebody sits down, first asking for a role's PIN.

        Boxes that stand open are closed; nothing in them was on record.
        """
        if self not in self.app.screen_stack:
            return
        self.desk.rise()
        while self.app.screen is not self:
            self.app.pop_screen()
        self.redraw()
        self.app.push_screen(Lock(self.session, role), self._sat_down)

    def _sat_down(self, role: Recorder | None) -> None:
        if role is None:
            self.go_to("home")
            return
        self.session.sit_down(role)
        self.redraw()
        self.say(_("At this terminal now: {role}.").format(role=_(ROLES[role])))

    def go_to(self, step: str) -> None:
        """Show another step's screen."""
        self.post_message(ShowStep(step))

    # -- the machinery ---------------------------------------------------------------

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here: the screen's own commands and the general ones."""
        from majilis_tui.screens.general import (
            ANOTHER_ELECTION,
            BREAK,
            BREAK_DUE,
            CHOOSE_ELECTION,
            GENERAL,
            LOOKING,
        )
        from majilis_tui.screens.rehearsal import HALL

        if self.session.demo_commands:
            return (*self.session.demo_commands, *LOOKING)
        own = self.OWN if self.session.rehearsal is None else (*self.OWN, HALL)
        named = {command.id for command in own}
        general = [command for command in GENERAL if command.id not in named]
        if self.sitting.on_break and self.STEP == "count":  # where the hint says how to count
            general = [BREAK_DUE if command is BREAK else command for command in general]
        if sum(not election.closed for election in self.sitting.elections.values()) > 1:
            general = [ANOTHER_ELECTION if c is CHOOSE_ELECTION else c for c in general]
        return (*own, *general)

    @property
    def offered(self) -> tuple[Command, ...]:
        """What the footer names: at a step of a closed sitting, only what can still be done."""
        if self.STEP is None or not self.sitting.closed:
            return self.commands
        return tuple(c for c in self.commands if c.refusal(self) is None)

    @property
    def _searching(self) -> bool:
        """Whether letters look for a member here, so that only the palette has their commands."""
        return self.is_mounted and bool(self.query(MemberList))

    def compose(self) -> ComposeResult:
        """Compose the frame around the body."""
        yield Static(id="header", markup=False)
        if self.session.rehearsal is not None:
            yield Static(id="hall", markup=False)
        yield Static(id="steps", markup=False)
        with Container(id="body"):
            yield from self.compose_body()
        yield Static(id="notice", markup=False)
        yield Static(id="record", markup=False)
        yield Static(id="footer", markup=False)

    def on_mount(self) -> None:
        """Start to look for what other terminals write."""
        self.set_interval(LOOK_SECONDS, self._look)
        self.app.set_class(self.session.rehearsal is not None, "-rehearsal")
        for found in self.query(MemberList):
            found.typing = not self.session.demo_commands
        self.redraw()
        self._lock_if_due()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self.redraw)

    def _look(self) -> None:
        if self.session.over:
            return
        self._looks += 1
        try:
            stood, before = self.sitting.seq, current_step(self.sitting, self.election)
            if self.session.play is None:
                # Before anything is drawn: a clock that was set is no reason to ring the bell.
                self.desk.watch_clock()
                if self._looks % LOOKS_A_SECOND == 0:
                    self.desk.watch_medium()
                    self._tell_of_mirror()
                    self._lock_if_due()
            changed = self.desk.changed()
            if changed:
                self.desk.catch_up()
            if changed or self.sitting.seq != stood:
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
            self._draw_hall()
            self._ring()
            self.tick()

    def _lock_if_due(self) -> None:
        if not isinstance(self.app.screen, Lock) and self.session.must_lock():
            self.lock_up(self.session.role)

    def _tell_of_mirror(self) -> None:
        """Say once that the second copy fell behind, and that it caught up."""
        trouble, told = self.desk.mirror_trouble, self.session.mirror_told
        if trouble == told:
            return
        self.session.mirror_told = trouble
        if trouble is not None:
            self.say(_("The second copy is behind: {wrong}").format(wrong=shown(said(trouble))))
        else:
            self.say(_("The second copy has caught up."))
        self._draw_header()

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
            words = shown(error_text(error))
            self.app.push_screen(Words(_("The file cannot be read"), words, classes="error"))

    def _not_written(self, error: RecordError) -> None:
        if not isinstance(self.app.screen, Words | Rescue):
            if self.desk.lost:
                rescue = Rescue(self.desk, error)
                self.app.push_screen(rescue, rescue.told)
                return
            words = (
                shown(error_text(error))
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
        # Under a lock nothing secret is left, not even out of sight.
        shut = self.session.shut
        self.query_one("#body").visible = not shut
        if not shut:
            self.draw()
        self._draw_hall()
        self.draw_notice()
        self.query_one("#record", Static).update(record_line(self.desk, room))
        self.draw_footer()

    def _draw_header(self) -> None:
        if not self.query("#header"):
            return
        header = header_line(self.desk, _(ROLES[self.session.role]), self.size.width - 2)
        self.query_one("#header", Static).update(header)

    def _draw_hall(self) -> None:
        rehearsal = self.session.rehearsal
        if rehearsal is not None:
            from majilis_tui.screens.rehearsal import hall_line

            for line in self.query("#hall").results(Static):
                line.update(hall_line(self.session, rehearsal))

    def hint(self) -> str:
        """Return what the officers do next."""
        if self.sitting.on_break and self._searching:
            return _("The sitting has a break; a command of the list (:) ends it.")
        return guidance.next_step(self.sitting, self.election)


class ShowStep(Message):
    """Asks the app to show a step's screen."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step
