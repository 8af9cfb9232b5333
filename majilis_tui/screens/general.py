"""Commands that every screen of a sitting has."""

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from majilis_tui.dates import local_time
from majilis_tui.languages import N_, _
from majilis_tui.phrases import ROLES, office_title
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.commands import Command, not_now
from majilis_tui.screens.paper_entry import FROM_PAPER
from majilis_tui.screens.pins import ask_pin, change_pin
from majilis_tui.screens.readiness import show_readiness
from majilis_tui.screens.safekeeping import keep_safe
from majilis_tui.screens.steps import current_step, steps_of
from majilis_tui.screens.widgets.countdown import seconds_left
from majilis_tui.screens.widgets.form import Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen


def show_help(screen: "SittingScreen") -> None:
    """Open the help of a screen."""
    from majilis_tui.screens.help import help_words
    from majilis_tui.screens.widgets.dialog import Words

    again = partial(show_help, screen)
    screen.app.push_screen(Words(_("Help"), help_words(screen), again=again))


def change_officer(screen: "SittingScreen") -> None:
    """Let the next officer sit down at this terminal."""
    session = screen.session
    if session.with_pins and not screen.desk.from_paper:
        screen.lock_up(session.next_to_prove())
        return
    session.sit_down(session.next_role())
    screen.redraw()
    screen.say(_("At this terminal now: {role}.").format(role=_(ROLES[session.role])))


def ask_change(screen: "SittingScreen") -> Refusal | None:
    """Before the commission has officers there is only the clerk."""
    if screen.sitting.has_officers:
        return None
    return not_now("Until the commission has its officers, the clerk records everything.")


def step_by(screen: "SittingScreen", distance: int) -> None:
    """Look at the step before or after this one."""
    steps = steps_of(screen.sitting, screen.election)
    here = screen.STEP or current_step(screen.sitting, screen.election)
    place = steps.index(here) if here in steps else len(steps) - 1
    screen.go_to(steps[min(max(place + distance, 0), len(steps) - 1)])


def where_it_stands(screen: "SittingScreen") -> None:
    """Go to the screen of the step where the sitting stands."""
    screen.go_to(current_step(screen.sitting, screen.election))


def take_note(screen: "SittingScreen", kept: Values | None = None) -> None:
    """Put words on record."""

    def answered(values: Values | None) -> None:
        if values:
            screen.do(act.Note(text=values["text"]))

    form = Form(
        _("Note"),
        [Field(id="text", label=_("Words for the record"), value=(kept or {}).get("text", ""))],
        check=lambda values: None if values["text"] else _("Write something."),
        anew=partial(take_note, screen),
    )
    screen.app.push_screen(form, answered)


def break_asked(screen: "SittingScreen") -> act.Action:
    """Return what the break key does: end the break, or start one."""
    return act.EndBreak() if screen.sitting.on_break else act.StartBreak(minutes=1)


def turn_break(screen: "SittingScreen", kept: Values | None = None) -> None:
    """End the break, if it is not over once asked, or start one of some minutes."""
    if screen.sitting.on_break:
        until = screen.sitting.break_until
        if until is None or seconds_left(until, screen.desk.clock.now()) <= 0:
            screen.do(act.EndBreak())
            return
        words = _("The break was announced until {time}; those who went out may not be back.")
        screen.confirm_and_do(act.EndBreak(), words.format(time=local_time(until)[:5]))
        return
    election = screen.election
    usual = screen.sitting.law.office[election.office].break_minutes if election else 10
    value = kept["minutes"] if kept else str(usual)

    def action(values: Values) -> act.StartBreak:
        return act.StartBreak(minutes=max(int(values["minutes"]), 1))

    def answered(values: Values | None) -> None:
        if values:
            words = _("A break of {minutes} min begins now; until it is ended nothing is voted on.")
            screen.confirm_and_do(action(values), words.format(minutes=values["minutes"]))

    form = Form(
        _("Start a break"),
        [Field(id="minutes", label=_("Minutes"), kind="number", value=value)],
        check=lambda values: screen.why_not(action(values)),
        anew=partial(turn_break, screen),
    )
    screen.app.push_screen(form, answered)


def ask_print(screen: "SittingScreen") -> Refusal | None:
    """Before the sitting is opened there is nothing to print."""
    return None if screen.sitting.rules else not_now("The sitting has not been opened.")


def print_document(screen: "SittingScreen") -> None:
    """Ask what to print; what makes documents is loaded when it is first needed."""
    from majilis_tui.screens import printing

    printing.print_document(screen)


def choose_election(screen: "SittingScreen", kept: Values | None = None) -> None:
    """Look at another election."""
    elections = screen.sitting.elections.values()
    offices = [e.office for e in elections]
    options = []
    for place, election in enumerate(elections):
        title = office_title(screen.sitting, election.office)
        if offices.count(election.office) > 1:
            title += f" ({offices[: place + 1].count(election.office)})"
        options.append((election.id, title))
    here = screen.election.id if screen.election else ""
    if kept:
        here = kept["election"]

    def answered(values: Values | None) -> None:
        if values:
            screen.session.chosen_election = values["election"]
            where_it_stands(screen)

    field = Field(
        id="election", label=_("Election"), kind="choice", options=tuple(options), value=here
    )
    form = Form(_("Choose an election"), [field], anew=partial(choose_election, screen))
    screen.app.push_screen(form, answered)


def ask_choose_election(screen: "SittingScreen") -> Refusal | None:
    """There have to be two."""
    if len(screen.sitting.elections) > 1:
        return None
    return not_now("There is only one election.")


HELP = Command(
    id="help",
    key="f1",
    also=("question_mark",),
    title=N_("Help"),
    run=show_help,
    explained=N_("What to do next, all keys of this screen, and why some are not possible."),
)
LANGUAGE = Command(
    id="language",
    key="f3",
    title=N_("Language"),
    run=lambda screen: screen.app.action_speak_next(),
    explained=N_("The next of the three languages, at this terminal alone."),
)
LOG = Command(
    id="show_log",
    key="f9",
    also=("l",),
    title=N_("Log"),
    run=lambda screen: screen.go_to("log"),
    explained=N_("The whole record; also l where letters do not search."),
)
PRINT = Command(
    id="print",
    key="p",
    title=N_("Print a document"),
    short="",
    run=print_document,
    probe=ask_print,
    explained=N_("Ballot, protocols, lists, announcement, minutes: as PDF, text or HTML."),
)
# For the footers of the screens where paper is due.
PRINT_DUE = replace(PRINT, short=N_("Print"))
BREAK = Command(
    id="break",
    key="b",
    title=N_("Start or end a break"),
    short="",
    run=turn_break,
    probe=break_asked,
)
CHOOSE_ELECTION = Command(
    id="choose_election",
    key="j",
    title=N_("Choose an election"),
    short="",
    run=choose_election,
    probe=ask_choose_election,
)
# For the footer while several are under way.
ANOTHER_ELECTION = replace(CHOOSE_ELECTION, short=N_("Elections"))
# For the footer of the count while there is one; elsewhere the hint names the key.
BREAK_DUE = replace(BREAK, title=N_("End the break"), short=N_("End the break"))
STEPPING: tuple[Command, ...] = (
    Command(
        id="step_before",
        key="f7",
        pair="F7 F8",
        title=N_("Look at the step before"),
        short=N_("Steps"),
        run=lambda screen: step_by(screen, -1),
    ),
    Command(
        id="step_after",
        key="f8",
        title=N_("Look at the step after"),
        short="",
        run=lambda screen: step_by(screen, 1),
    ),
    Command(
        id="step_now",
        key="escape",
        title=N_("Go where the sitting stands"),
        short="",
        run=where_it_stands,
    ),
)
LOOKING: tuple[Command, ...] = (HELP, LANGUAGE, LOG, *STEPPING[:2])

GENERAL: tuple[Command, ...] = (
    HELP,
    Command(
        id="change_officer",
        key="f2",
        title=N_("Change the officer"),
        short=N_("Officer"),
        run=change_officer,
        probe=ask_change,
        explained=N_("Clerk, secretary, chairman in turn; after a refusal, the one who may."),
    ),
    LANGUAGE,
    LOG,
    Command(
        id="palette",
        key="colon",
        also=("f4",),
        title=N_("All commands"),
        short=N_("Commands"),
        run=lambda screen: screen.app.action_command_palette(),
    ),
    *STEPPING,
    Command(
        id="change_pin",
        key="",
        title=N_("Choose or change a PIN"),
        short="",
        run=change_pin,
        probe=ask_pin,
        explained=N_("With PINs, F2 locks this terminal, and what is critical takes both PINs."),
    ),
    FROM_PAPER,
    Command(
        id="safekeeping",
        key="",
        title=N_("Second copy and keys"),
        short="",
        run=keep_safe,
        explained=N_("A second copy of the log on another medium; the officers' signing keys."),
    ),
    Command(
        id="readiness",
        key="",
        title=N_("Is all ready?"),
        short="",
        run=show_readiness,
        explained=N_("Clock, disk, second copy, terminal and power, and what to do."),
    ),
    Command(
        id="leave",
        key="f10",
        title=N_("Leave the sitting"),
        short=N_("Leave"),
        run=lambda screen: screen.go_to("home"),
        explained=N_("Everything is on record; it goes on where it stands when opened again."),
    ),
    PRINT,
    Command(
        id="note",
        key="w",
        short="",
        run=take_note,
        probe=lambda _s: act.Note(text="-"),
        explained=N_("Words for the record."),
    ),
    BREAK,
    CHOOSE_ELECTION,
)
