"""Entering from paper: what was done by pen goes on record afterwards, marked as such."""

from typing import TYPE_CHECKING

from majilis_tui.desk import Proof, RecordError
from majilis_tui.languages import N_, _
from majilis_tui.phrases import error_text, refusal_text
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.agreeing import BOTH, ask_agreement
from majilis_tui.screens.commands import Command, not_now

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen


def ask_paper(screen: "SittingScreen") -> Refusal | None:
    """Say who enters from paper: the clerk alone only until the commission has officers."""
    sitting = screen.sitting
    if screen.desk.from_paper:
        return None
    if sitting.closed:
        return not_now("The sitting is closed.")
    if sitting.has_officers and screen.session.role == "clerk":
        return not_now("What comes from paper is entered by an officer; F2 changes the officer.")
    return None


def turn_paper(screen: "SittingScreen") -> None:
    """End the entry from paper, or begin it once both officers have agreed."""
    if screen.desk.from_paper:
        end_paper(screen)
        return

    def begin(agreed: list[Proof]) -> None:
        try:
            screen.desk.begin_paper(agreed)
        except Refusal as refusal:
            screen.say(shown(refusal_text(refusal)))
            return
        except RecordError as error:
            screen.say(shown(error_text(error)))
            return
        screen.redraw()
        screen.say(_("From paper: enter each step in the order in which it was done."))

    officers = BOTH if screen.sitting.has_officers else ()
    words = _(
        "For what was done by pen while the computer was down. Until the same command ends it,"
        " every entry here is marked as from paper. The record has the time of the entry:"
        " put a time that matters into a note."
    )
    if officers:
        words += " " + _(
            "Each entry names both officers, who have signed the form; F2 changes between them."
        )
    ask_agreement(screen, _("Enter from paper"), words, officers, begin)


def end_paper(screen: "SittingScreen") -> None:
    """End the entry from paper; who sits here without having proved it is asked for the PIN."""
    screen.desk.end_paper()
    screen.redraw()
    if screen.session.shut:
        screen.lock_up(screen.session.role)
        return
    screen.say(_("From paper no longer: an entry is now what is done now."))


FROM_PAPER = Command(
    id="from_paper",
    key="",
    title=N_("Enter from paper: begin or end"),
    short="",
    run=turn_paper,
    probe=ask_paper,
    explained=N_("What was done by pen while the computer was down, marked as such."),
)
