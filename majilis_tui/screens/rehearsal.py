"""A rehearsal on the real screens: what happens in the hall, and the report."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import RecordError
from majilis_tui.drill.hall import pile
from majilis_tui.drill.scenes import Scene, Step
from majilis_tui.languages import N_, _
from majilis_tui.procedure.count import packet_papers
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.rehearsal import Rehearsal, take_up
from majilis_tui.rehearsal_words import BY_ITSELF, happens, paper_in_hand, report
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.commands import Command
from majilis_tui.screens.general import LANGUAGE
from majilis_tui.screens.keys import same_keys
from majilis_tui.screens.reading import own_reading
from majilis_tui.screens.session import Session
from majilis_tui.screens.widgets.dialog import Dialog, Words

if TYPE_CHECKING:
    from majilis_tui.screens.app import MajilisApp
    from majilis_tui.screens.frame import SittingScreen


def hall_line(session: Session, rehearsal: Rehearsal) -> Content:
    """Return what happens in the hall, for the line above the notices."""
    return Content.assemble(
        (_("In the hall:"), "bold $text-accent"), " ", hall_words(session, rehearsal)
    )


def hall_words(session: Session, rehearsal: Rehearsal) -> str:
    """Return what happens in the hall, or the paper that the officer at this terminal holds."""
    now = rehearsal.scene()
    in_hand = paper_words(session, rehearsal, now)
    return in_hand or happens(now, session.sitting, rehearsal.plan.office)


def paper_words(session: Session, rehearsal: Rehearsal, now: Scene) -> str | None:
    """Return the paper in the hand of the officer who reads here, None if nobody reads."""
    election, role = session.election, session.role
    if not now.kind.startswith("packet") or election is None or role == "clerk":
        return None
    current = election.round
    reading = own_reading(session.sitting, current, session.papers, role)
    if reading is None or reading.handed_in:
        return None
    papers = pile(rehearsal.plan, session.sitting, current, role)
    if reading.papers >= packet_papers(session.sitting.law, current):
        return _("Packet {n}: the last paper is marked.").format(n=reading.packet)
    if reading.papers >= len(papers):
        return _("Packet {n}: there is no further paper on the table.").format(n=reading.packet)
    return _("Packet {n}, paper {paper} of {papers}: {mark}").format(
        n=reading.packet,
        paper=reading.papers + 1,
        papers=reading.expected,
        mark=paper_in_hand(session.sitting, papers[reading.papers]),
    )


def show_report(screen: "SittingScreen") -> None:
    """Show how the planted faults were met so far."""
    rehearsal = screen.session.rehearsal
    if rehearsal is not None:
        words = report(rehearsal.findings(), screen.sitting)
        screen.app.push_screen(Words(_("Report of the rehearsal"), words))


class HallBox(Dialog[str]):
    """What happens in the hall, in full; answers "go-on", "report" or nothing."""

    CSS_PATH = "rehearsal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,tab,enter", "answer('')", show=False),
        Binding("space", "answer('go-on')", show=False),
        Binding(",".join(same_keys("r")), "answer('report')", show=False),
    ]

    def __init__(self, words: str, by_itself: str) -> None:
        super().__init__()
        self.heading = _("In the hall")
        self.words = words
        self.by_itself = by_itself
        keys = [_("Space: go on")] if by_itself else []
        self.keys_line = "   ".join([*keys, _("r: report"), _("Esc: back")])

    def compose_inside(self) -> ComposeResult:
        """Compose the words, and what the hall does by itself."""
        if self.by_itself:
            then = _("The hall can go on by itself: {words}.").format(words=self.by_itself)
        else:
            then = _("This is yours to deal with.")
        with VerticalScroll(id="words", can_focus=False):
            yield Static(Content(f"{self.words}\n\n{then}"), markup=False)

    def action_answer(self, answer: str) -> None:
        """Close the box with an answer; the hall goes on only where it can."""
        if answer != "go-on" or self.by_itself:
            self.dismiss(answer)


def open_hall(screen: "SittingScreen") -> None:
    """Show what happens in the hall, and let it go on."""
    rehearsal = screen.session.rehearsal
    assert rehearsal is not None
    now = rehearsal.scene()
    if now.kind == "over":
        show_report(screen)
        return

    def answered(answer: str | None) -> None:
        if answer == "go-on":
            go_on(screen, rehearsal)
        elif answer == "report":
            show_report(screen)

    words = hall_words(screen.session, rehearsal)
    by_itself = _(BY_ITSELF[now.kind]) if now.goes_on else ""
    if by_itself and now.steps and not steps_here(screen.session, now):
        words += "\n\n" + _("The hall acts for an officer with a PIN only once they sit here (F2).")
        by_itself = ""
    screen.app.push_screen(HallBox(words, by_itself), answered)


def steps_here(session: Session, now: Scene) -> tuple[Step, ...]:
    """Return what the hall can do in a scene: nothing for who has a PIN and does not sit here."""
    desk = session.desk
    return tuple(
        (by, action)
        for by, action in now.steps
        if not desk.must_sit(by) and (action.with_ is None or not desk.has_pin(action.with_))
    )


def go_on(screen: "SittingScreen", rehearsal: Rehearsal) -> None:
    """Let the hall do what it does by itself, through the same door as any key."""
    now = rehearsal.scene()
    if not now.goes_on:
        return
    try:
        for _done in rehearsal.go_on(replace(now, steps=steps_here(screen.session, now))):
            pass
    except (Refusal, RecordError) as error:
        screen.say(screen.reason(error) if isinstance(error, Refusal) else shown(str(error)))
    screen.redraw()


HALL = Command(
    id="hall",
    key="tab",
    shown_as="Tab",
    title=N_("In the hall"),
    run=open_hall,
    explained=N_("What happens in the hall; lets it go on by itself; the report."),
)


class Intro(CommandScreen):
    """What a rehearsal is; the first key begins it."""

    CSS_PATH = "demo.tcss"

    def __init__(self, path: Path, seed: int) -> None:
        self.path = path
        self.seed = seed
        super().__init__()

    @property
    def majilis(self) -> "MajilisApp":
        """The app."""
        from majilis_tui.screens.app import MajilisApp

        assert isinstance(self.app, MajilisApp)
        return self.app

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        return self.OWN

    def begin(self) -> None:
        """Make the file, or go on with it, and sit down."""
        try:
            desk = take_up(self.path, self.seed)
        except Refusal as refusal:
            self.say(self.reason(refusal))
        except RecordError as error:
            self.say(shown(str(error)))
        else:
            self.majilis.begin(desk, self.path)

    def leave(self) -> None:
        """Go to the home screen."""
        self.majilis.leave()

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
        words = [
            _("Two officers practise a sitting on the real screens; the program is the hall."),
            _('The line "In the hall" says what happens; answer it with the keys of a sitting.'),
            _("Some things will go wrong, as they do. Deal with them as the procedure asks."),
            _(
                "Tab lets the hall go on where there is nothing to learn, and shows the report."
                " Keep pencil and paper at hand."
            ),
            _("The file is marked as a rehearsal and never becomes a sitting: {file}").format(
                file=shown(str(self.path))
            ),
        ]
        title = Content.styled(_("Rehearsal {seed}").format(seed=self.seed), "bold $text-accent")
        content = Content("\n\n").join([title, *map(Content, words)])
        self.query_one("#words", Static).update(content)
        super().redraw()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self.draw_footer)

    def hint(self) -> str:
        """Return what to do next."""
        return _("Space begins.")

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(id="rehearsal_begin", key="space", also=("enter",), title=N_("Begin"), run=begin),
        Command(
            id="rehearsal_leave",
            key="escape",
            also=("q", "f10"),
            title=N_("Leave the rehearsal"),
            short=N_("Leave"),
            run=leave,
        ),
        LANGUAGE,
    )
