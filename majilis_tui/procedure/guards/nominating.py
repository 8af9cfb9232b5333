"""Elections, nominations, withdrawals and the ballot."""

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.contests import left_out, office_questions
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.guards.case import (
    Case,
    check_question,
    need_roll_call,
    wrong_moment,
)
from majilis_tui.procedure.refusals import Refusal


def open_election(case: Case, action: act.OpenElection) -> act.Action:
    """Guard `open_election`: an office of the rules."""
    sitting = case.sitting
    if action.id in sitting.elections:
        raise Refusal(
            "bad-input", "There is an election {id} already; give another id.", id=repr(action.id)
        )
    if action.office not in sitting.law.office:
        raise Refusal(
            "bad-input",
            "The rules know no office {office}; they know: {offices}.",
            office=repr(action.office),
            offices=", ".join(sitting.law.office),
        )
    need_roll_call(case)
    return action


def _taking_names(election: Election) -> None:
    if election.closed or election.nominations_closed or election.round.phase != "preparing":
        raise wrong_moment("Nominations are closed.")


def nominate(case: Case, action: act.Nominate) -> act.Action:
    """Guard `nominate`: commission members are refused (joint Regulation, point 26)."""
    sitting = case.sitting
    election = case.election(action.election)
    case.member(action.candidate)
    if sitting.law.office[election.office].nominated_by == "deputies":
        case.member(action.proposer)
    _taking_names(election)
    if action.candidate in sitting.commission:
        raise Refusal(
            "commission-member-nominated",
            "{name} belongs to the counting commission and cannot stand.",
            name=case.name(action.candidate),
        )
    if action.candidate in election.standing or action.candidate in election.elected:
        raise Refusal(
            "already-nominated",
            "{name} has been nominated already.",
            name=case.name(action.candidate),
        )
    return action


def withdraw(case: Case, action: act.Withdraw) -> act.Action:
    """Guard `withdraw`: until the ballot is approved, and between rounds."""
    election = case.election(action.election)
    case.member(action.candidate)
    current = election.round
    if election.closed or current.phase not in ("preparing", "declared"):
        raise wrong_moment("The ballot is approved; its candidates are fixed.")
    if current.phase == "declared" and current.outcome == "elected":
        raise wrong_moment("This election is decided.")
    asked = office_questions(case.sitting, election, current.number)
    if current.phase == "preparing" and action.candidate in asked:
        raise wrong_moment("The question on this candidate has been put.")
    if action.candidate not in election.standing:
        raise Refusal("not-nominated", "{name} does not stand.", name=case.name(action.candidate))
    return action


def close_nominations(case: Case, action: act.CloseNominations) -> act.Action:
    """Guard `close_nominations`: somebody has to stand."""
    election = case.election(action.election)
    _taking_names(election)
    if not election.standing:
        raise Refusal("no-candidate", "Nobody has been nominated.")
    return action


def approve_ballot(case: Case, action: act.ApproveBallot) -> act.Action:
    """Guard `approve_ballot`; the order is that of nomination unless it is given."""
    sitting = case.sitting
    election = case.election(action.election)
    if action.order is not None:
        case.known(action.order)
    case.question(action.question)
    office = sitting.law.office[election.office]
    if office.vote == "open":
        raise wrong_moment("This office is filled by open vote; there is no ballot.")
    if election.closed or election.round.phase != "preparing":
        raise wrong_moment("The ballot of this round has been approved already.")
    check_question(case, action.question, "ballot-list")
    if not election.nominations_closed:
        raise Refusal("nominations-open", "Nominations are not closed.")
    standing = election.standing
    if not standing:
        raise Refusal("no-candidate", "Nobody stands any more.")
    rejected = left_out(sitting, election)
    if rejected:
        raise wrong_moment(
            "The chamber did not put {names} on the ballot: enter the withdrawal, or put it again.",
            names=case.names(rejected),
        )
    if action.order is not None and set(action.order) != set(standing):
        raise Refusal("bad-input", "The order has to name every candidate who stands, once.")
    form = action.form or office.form
    if len(standing) > 1 and form in ("for-against", "for-against-abstain"):
        if action.form is not None:
            raise Refusal(
                "bad-input",
                "A paper of the form {form} is for one candidate; {candidates} stand.",
                form=form,
                candidates=len(standing),
            )
        form = "choose-one"
    return act.BallotApproved(
        election=election.id,
        round=election.round.number,
        made=action.made,
        form=form,
        candidates=action.order or standing,
        question=action.question,
        **act.carried(action),
    )
