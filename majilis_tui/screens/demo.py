"""The demonstration: a scenario played step by step on the real screens."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.languages import N_, _
from majilis_tui.log_words import PHRASES
from majilis_tui.phrases import ROLES, day, error_text
from majilis_tui.procedure.names import shown
from majilis_tui.scenario import Play, RefusedStep, Step
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.commands import Command
from majilis_tui.screens.general import LANGUAGE
from majilis_tui.screens.session import Session

if TYPE_CHECKING:
    from majilis_tui.screens.app import MajilisApp

SECONDS_A_STEP = 1.0

# On which screen a step is watched; others are watched where the sitting stands.
_WATCHED = {
    "open_sitting": "roll",
    "seat_members": "roll",
    "mark_attendance": "roll",
    "close_roll_call": "roll",
    "form_commission": "commission",
    "choose_officers": "commission",
    "open_election": "nomination",
    "nominate": "nomination",
    "withdraw": "nomination",
    "close_nominations": "nomination",
    "approve_ballot": "ballot",
    "open_voting": "voting",
    "issue_ballot": "voting",
    "exchange_ballot": "voting",
    "extend_voting": "voting",
    "close_voting": "voting",
    "account_papers": "count",
    "open_box": "count",
    "mix_papers": "count",
    "count_papers": "count",
    "read_packet": "count",
    "explain_difference": "count",
    "finish_count": "result",
    "announce_result": "result",
    "declare": "result",
    "draw_lot": "result",
    "next_round": "result",
    "close_election": "result",
    "hand_over_chair": "result",
    "close_sitting": "result",
}
_BY_KIND = {
    "commission": "commission",
    "ballot-list": "nomination",
    "office": "result",
    "officers": "commission",
    "ballot": "ballot",
    "results": "result",
}


class Player:
    """Does the next step of a scenario when asked, and shows it where it belongs."""

    def __init__(self, app: "MajilisApp", play: Play) -> None:
        self.app = app
        self.play = play
        self._steps: Iterator[tuple[Step, Recorded]] = play.run()
        self._timer: Timer | None = None
        self._kinds: dict[str, str] = {}
        self.over = False

    def next(self) -> None:
        """Do the next step."""
        if self.over:
            self._say(_("The demonstration is over; Esc leaves it."))
            return
        try:
            step, _recorded = next(self._steps)
        except StopIteration:
            self._end(_("The demonstration is over; Esc leaves it."))
            return
        except RefusedStep as refused:
            self._end(shown(error_text(refused)))
            return
        self._show(step)

    def _end(self, words: str) -> None:
        self.over = True
        self.stop()
        self._say(words)

    def _show(self, step: Step) -> None:
        session = self.app.session
        if session is None:
            assert self.play.desk is not None
            session = Session(self.play.desk, play=self.play)
            session.demo_commands = self.commands()
            self.app.sit_down(session)
        by = step.fields.get("by")
        if by in ("clerk", "secretary", "chairman"):
            session.role = by
        self.app.show(self._place(step))
        title = _(PHRASES[step.do].title) if step.do in PHRASES else step.do
        words = _("{number} of {all}: {role}: {title}").format(
            number=step.number,
            all=len(self.play.steps),
            role=_(ROLES.get(str(by), str(by))),
            title=title,
        )
        self.app.call_after_refresh(self._say, words)

    def _place(self, step: Step) -> str | None:
        if step.do == "put_question":
            self._kinds[str(step.fields.get("id"))] = str(step.fields.get("kind"))
        kind = step.fields.get("kind") or self._kinds.get(str(step.fields.get("id")))
        if step.do in ("put_question", "decide_question", "sign_protocol"):
            return _BY_KIND.get(str(kind))
        return _WATCHED.get(step.do)

    def _say(self, words: str) -> None:
        if isinstance(self.app.screen, CommandScreen):
            self.app.screen.say(words)

    def turn(self) -> None:
        """Play by itself, or stop playing."""
        if self._timer is not None:
            self.stop()
        else:
            self._timer = self.app.set_interval(SECONDS_A_STEP, self.next)
            self.next()

    def stop(self) -> None:
        """Stop playing by itself."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def leave(self) -> None:
        """End the demonstration."""
        self.stop()
        self.app.leave()

    def commands(self) -> tuple[Command, ...]:
        """Return what the keys do while a scenario is played."""
        return (
            Command(
                id="demo_next",
                key="space",
                also=("enter",),
                title=N_("Next step"),
                run=lambda _screen: self.next(),
            ),
            Command(
                id="demo_play",
                key="p",
                title=N_("Play by itself, or stop"),
                short=N_("Play / stop"),
                run=lambda _screen: self.turn(),
            ),
            Command(
                id="demo_leave",
                key="escape",
                also=("q", "f10"),
                title=N_("Leave the demonstration"),
                short=N_("Leave"),
                run=lambda _screen: self.leave(),
            ),
        )


class Intro(CommandScreen):
    """What is about to be shown; the first key does the first step."""

    CSS_PATH = "demo.tcss"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.player: Player | None = None
        super().__init__()

    COMMANDS_SHOWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="demo_next",
            key="space",
            also=("enter",),
            title=N_("Begin"),
            run=lambda screen: screen.begin().next(),
        ),
        Command(
            id="demo_play",
            key="p",
            title=N_("Play by itself"),
            run=lambda screen: screen.begin().turn(),
        ),
        Command(
            id="demo_leave",
            key="escape",
            also=("q", "f10"),
            title=N_("Leave the demonstration"),
            short=N_("Leave"),
            run=lambda screen: screen.app.leave(),
        ),
        LANGUAGE,
    )

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        return self.COMMANDS_SHOWN

    def begin(self) -> Player:
        """Return the player, made for this app."""
        from majilis_tui.screens.app import MajilisApp

        assert isinstance(self.app, MajilisApp)
        if self.player is None:
            self.player = Player(self.app, self.play)
        return self.player

    def compose(self) -> ComposeResult:
        """Compose the words above the footer."""
        with VerticalScroll(can_focus=False):
            yield Static(id="words", markup=False)
        yield Static(id="notice", markup=False)
        yield Static(id="footer", markup=False)

    def on_mount(self) -> None:
        """Show the words."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the words and the keys."""
        first = self.play.steps[0].fields
        lines = [
            Content.styled(shown(str(first.get("title", ""))), "bold $text-accent"),
            Content(shown(f"{first.get('chamber', '')}  {day(str(first.get('date', '')))}")),
            Content(""),
            Content(
                _(
                    "A whole sitting is conducted on the real screens, {n} steps, in a file that"
                    " is thrown away. Each press of Space does the next step; p lets it play by"
                    " itself; Esc ends it. On every screen F1 says what is going on."
                ).format(n=len(self.play.steps))
            ),
        ]
        self.query_one("#words", Static).update(Content("\n").join(lines))
        super().redraw()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self.draw_footer)

    def hint(self) -> str:
        """Return what to do next."""
        return _("Space begins.")
