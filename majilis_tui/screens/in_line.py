"""Papers for several at once: those in line at the bell, by one agreement, and from a form."""

from typing import TYPE_CHECKING

from majilis_tui.languages import _, ngettext
from majilis_tui.phrases import names
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.agreeing import BOTH
from majilis_tui.screens.commands import not_now
from majilis_tui.screens.elections import need_election
from majilis_tui.screens.widgets.member_list import MemberList
from majilis_tui.screens.widgets.picker import Picker

if TYPE_CHECKING:
    from majilis_tui.screens.voting import Voting


def ask_several(screen: "Voting") -> Action | Refusal:
    """Return what is judged for "may several receive papers at once"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    if election.round.phase == "voting" and screen.one_by_one:
        if screen.query_one(MemberList).query_text:
            return not_now("A name is typed without spaces.")
        return not_now("Before the bell each paper is handed out by itself.")
    members: act.Members | act.Everyone = tuple(screen.remaining()[:1]) or "all"
    second = None if screen.one_by_one else screen.session.other_officer()
    return act.IssueBallot(election=election.id, members=members, with_=second)


def issue_several(screen: "Voting") -> None:
    """Ask who stood in line, then both officers once for all of them."""
    election = screen.election
    assert election is not None

    def issue(chosen: tuple[str, ...] | None) -> None:
        if not chosen:
            return
        action = act.IssueBallot(
            election=election.id, members=chosen, with_=screen.session.other_officer()
        )
        if screen.desk.from_paper:
            screen.do(action)
            return
        consequence = ngettext(
            "{n} paper, for who stood in line at the bell: {names}. Both officers confirm that.",
            "{n} papers, for those who stood in line at the bell: {names}."
            " Both officers confirm that.",
            len(chosen),
        ).format(n=len(chosen), names=shown(names(screen.sitting, chosen)))
        screen.confirm_and_do(action, consequence, BOTH)

    members = [screen.sitting.members[member] for member in screen.remaining()]
    heading = _("From paper: who received one") if screen.desk.from_paper else _("Those in line")
    screen.app.push_screen(Picker(heading, members), issue)
