"""Opening an election, nominating, withdrawing: asked for on more than one screen."""

from typing import TYPE_CHECKING

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import listed, name, office_title
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.commands import not_now
from majilis_tui.screens.majority import needed_words
from majilis_tui.screens.questions import free_id
from majilis_tui.screens.widgets.form import At, Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

NO_ELECTION = not_now("No election has been opened.")


def need_election(screen: "SittingScreen") -> Election | Refusal:
    """Return the election that is looked at, or that there is none."""
    return screen.election or NO_ELECTION


def ask_open_election(screen: "SittingScreen") -> act.Action:
    """Return what is judged for "may an election be opened now"."""
    sitting = screen.sitting
    return act.OpenElection(
        id=free_id("probe", sitting.elections), office=next(iter(sitting.law.office))
    )


def open_election(screen: "SittingScreen") -> None:
    """Ask for the office and open its election."""
    sitting = screen.sitting
    held = {election.office for election in sitting.elections.values()}
    offices = list(sitting.law.office)
    first = next((office for office in offices if office not in held), offices[0])

    def action(values: Values) -> act.OpenElection:
        office = values["office"]
        return act.OpenElection(
            id=free_id(office, screen.sitting.elections),
            office=office,
            incumbent=values["incumbent"] or None,
        )

    def live(values: Values) -> str:
        office = sitting.law.office[values["office"]]
        how = _("open vote") if office.vote == "open" else _("secret ballot")
        return f"{how}. {needed_words(sitting, office.rule(1))}"

    def answered(values: Values | None) -> None:
        if not values:
            return
        screen.session.chosen_election = None
        under_way = [e for e in sitting.elections.values() if not e.closed]
        if not under_way:
            screen.do(action(values))
            return
        words = _(
            "Another election is not ended: {offices}. A further one ends only by being closed; j"
            " goes from one to the other."
        )
        offices = listed(shown(office_title(sitting, e.office)) for e in under_way)
        screen.confirm_and_do(action(values), words.format(offices=offices))

    options = tuple((office, office_title(sitting, office)) for office in offices)
    form = Form(
        _("Open an election"),
        [
            Field(id="office", label=_("Office"), kind="choice", options=options, value=first),
            Field(id="incumbent", label=_("Held until now by"), hint=_("may be left empty")),
        ],
        check=lambda values: screen.why_not(action(values)),
        live=live,
    )
    screen.app.push_screen(form, answered)


def ask_nominate(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may somebody be nominated now"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    sitting = screen.sitting
    free = (m for m in sitting.members if m not in (*election.standing, *sitting.commission))
    anyone = next(free, next(iter(sitting.members)))
    return act.Nominate(election=election.id, candidate=anyone, proposer=anyone)


def nominate(screen: "SittingScreen") -> None:
    """Ask who is nominated, by whom, with which offices and words."""
    election = screen.election
    assert election is not None
    sitting = screen.sitting
    office = sitting.law.office[election.office]
    members = tuple(sitting.members.values())
    by_members = office.nominated_by == "deputies"
    presiding = sitting.presiding.name if sitting.presiding else ""

    def action(values: Values) -> act.Nominate:
        offices = tuple(o.strip() for o in values["offices"].split(";") if o.strip())
        return act.Nominate(
            election=election.id,
            candidate=values["candidate"] or "-",
            proposer=values["proposer"] or "-",
            statement=values["statement"] or None,
            offices=offices,
        )

    def check(values: Values) -> str | None:
        if not values["candidate"]:
            return At("candidate", _("Type the candidate's name and choose with ↑ ↓."))
        refused = may_stand(values["candidate"])
        if refused:
            return At("candidate", refused)
        if not values["proposer"]:
            return At("proposer", _("Say who proposes."))
        return screen.why_not(action(values))

    def may_stand(candidate: str) -> str | None:
        # By themselves, so that nothing is refused for a proposer who is yet to be typed.
        asked = act.Nominate(election=election.id, candidate=candidate, proposer=candidate)
        return screen.why_not(asked)

    def live(values: Values) -> Content:
        candidate, proposer = values["candidate"], values["proposer"]
        words = may_stand(candidate) if candidate else None
        if words is None and by_members and proposer and not sitting.is_present(proposer):
            words = _("The proposer is not marked present: {name}.")
            words = words.format(name=shown(name(sitting, proposer)))
        return Content.styled(words or "", "$text-warning")

    def answered(values: Values | None) -> None:
        if values:
            screen.do(action(values))

    form = Form(
        _("Nominate: {office}").format(office=shown(office_title(sitting, election.office))),
        [
            Field(id="candidate", label=_("Candidate"), kind="member", members=members),
            Field(
                id="proposer",
                label=_("Proposed by"),
                kind="member" if by_members else "text",
                members=members,
                value="" if by_members else presiding,
            ),
            Field(id="offices", label=_("Offices held"), hint=_("semicolons between them")),
            Field(id="statement", label=_("Statement"), hint=_("may be left empty")),
        ],
        check=check,
        live=live,
    )
    screen.app.push_screen(form, answered)


def withdraw(screen: "SittingScreen", candidate: str, reason: str = "") -> None:
    """Ask for a reason, then once more, and take a candidate off the list."""
    election = screen.election
    assert election is not None

    def action(values: Values) -> act.Withdraw:
        return act.Withdraw(
            election=election.id, candidate=candidate, reason=values["reason"] or None
        )

    def answered(values: Values | None) -> None:
        if values:
            called = shown(name(screen.sitting, candidate))
            words = _("{name} is off the list then, and can only be nominated again.")
            screen.confirm_and_do(action(values), words.format(name=called))

    form = Form(
        _("{name} withdraws").format(name=shown(name(screen.sitting, candidate))),
        [Field(id="reason", label=_("Reason"), value=reason, hint=_("may be left empty"))],
        check=lambda values: screen.why_not(action(values)),
        intro=_("The withdrawal goes on record; Esc leaves the candidate on the list."),
    )
    screen.app.push_screen(form, answered)
