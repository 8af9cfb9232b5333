"""The time of a vote: extended by both officers, and how the vote is closed."""

from typing import TYPE_CHECKING

from majilis_tui.languages import _
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.agreeing import BOTH
from majilis_tui.screens.elections import need_election
from majilis_tui.screens.widgets.countdown import clock_text
from majilis_tui.screens.widgets.form import Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.voting import Voting


def ask_extend(screen: "Voting") -> Action:
    """Return what is judged for "may the time be extended"."""
    return act.ExtendVoting(minutes=1, reason="-", with_=screen.session.other_officer())


def extend(screen: "Voting") -> None:
    """Ask for minutes and reason, then for both officers."""

    def action(values: Values) -> act.ExtendVoting:
        both = screen.session.other_officer()
        minutes = max(int(values["minutes"]), 1)
        return act.ExtendVoting(minutes=minutes, reason=values["reason"], with_=both)

    def check(values: Values) -> str | None:
        if not values["reason"]:
            return _("Say why the time is extended.")
        return screen.why_not(action(values))

    def answered(values: Values | None) -> None:
        if values:
            consequence = _("The vote is extended by {minutes} min: {reason}").format(
                minutes=values["minutes"], reason=shown(values["reason"])
            )
            screen.confirm_and_do(action(values), consequence, BOTH)

    fields = [
        Field(id="minutes", label=_("Minutes"), kind="number", value="5"),
        Field(id="reason", label=_("Reason")),
    ]
    screen.app.push_screen(Form(_("Extend the vote"), fields, check=check), answered)


def ask_close(screen: "Voting") -> Action | Refusal:
    """Return what is judged for "may the vote be closed"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    if screen.plain_closing:
        return act.CloseVoting(election=election.id)
    both = screen.session.other_officer()
    return act.CloseVoting(election=election.id, reason="-", with_=both)


def close_voting(screen: "Voting") -> None:
    """Close the vote: plainly when it is over, else with both officers and a reason."""
    election = screen.election
    assert election is not None
    remaining = len(screen.remaining())
    without = _("Present without a ballot: {n}.").format(n=remaining)
    if not remaining:
        without = _("Everybody present has a ballot.")
    left = screen.time_left()
    if left and not screen.desk.from_paper:
        without = _("{left} before the bell.").format(left=clock_text(left)) + " " + without
    consequence = f"{without} " + _(
        "No paper is handed out from then on; who received one goes on record as a sorted list."
    )
    if screen.plain_closing:
        screen.confirm_and_do(act.CloseVoting(election=election.id), consequence)
        return

    def action(values: Values) -> act.CloseVoting:
        both = screen.session.other_officer()
        return act.CloseVoting(election=election.id, reason=values["reason"], with_=both)

    def check(values: Values) -> str | None:
        if not values["reason"]:
            return _("Say why the vote is closed before the bell.")
        return screen.why_not(action(values))

    def answered(values: Values | None) -> None:
        if values:
            screen.confirm_and_do(action(values), consequence, BOTH)

    form = Form(
        _("Close the vote before the bell"),
        [Field(id="reason", label=_("Reason"))],
        check=check,
        intro=without,
    )
    screen.app.push_screen(form, answered)
