"""Protocols, the report, the declaration, lots and further rounds."""

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.contests import office_questions, open_verdict, verdict
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.guards.case import Case, expect, not_in_break, wrong_moment
from majilis_tui.procedure.outcome import Verdict
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import head_code


def sign_protocol(case: Case, action: act.SignProtocol) -> act.Action:
    """Guard `sign_protocol`: all members sign the results, or a dissent is recorded."""
    sitting = case.sitting
    election = case.election(action.election) if action.election is not None else None
    case.known(action.signers)
    if election is None:
        if not sitting.has_officers:
            raise wrong_moment("The commission has not chosen its officers.")
        already = sitting.officers_signed
    elif sitting.law.office[election.office].vote == "open":
        raise wrong_moment("This office is filled by open vote; there is no ballot.")
    elif action.kind == "ballot":
        if election.round.phase == "preparing":
            raise wrong_moment("The ballot has not been approved.")
        already = election.round.ballot_signed
    else:
        if not election.round.finished:
            raise wrong_moment("The protocol on the results is signed when the count is finished.")
        already = election.round.signed
    if already:
        raise wrong_moment("This protocol has been signed already.")
    case.in_commission(action.signers)
    missing = [m for m in sitting.commission if m not in action.signers]
    if action.kind == "results" and missing and action.dissent is None:
        raise Refusal(
            "not-signed",
            "Not signed by {names}; all members sign, or the dissent is recorded.",
            names=", ".join(case.name(m) for m in missing),
        )
    return act.ProtocolSigned(
        kind=action.kind,
        signers=action.signers,
        election=action.election,
        dissent=action.dissent,
        number=len(sitting.protocols) + 1,
        head_code=head_code(case.head),
        round=None if election is None else election.round.number,
        with_=action.with_,
        request=action.request,
    )


def announce_result(case: Case, action: act.AnnounceResult) -> act.Action:
    """Guard `announce_result`: numbers, after the protocol is signed."""
    current = case.election(action.election).round
    not_in_break(case)
    if current.phase == "finished" and not current.signed:
        raise Refusal("not-signed", "The protocol on the results has not been signed.")
    expect(current, ("finished",), "There is no finished count to announce.")
    return act.ResultAnnounced(
        election=action.election,
        round=current.number,
        with_=action.with_,
        request=action.request,
    )


def final_verdict(case: Case, election: Election) -> Verdict:
    """Return the outcome that may now be declared; raises Refusal if there is none yet."""
    current = election.round
    if case.sitting.law.office[election.office].vote == "secret":
        expect(current, ("announced",), "The commission has not announced a result.")
        return verdict(case.sitting, election)
    if election.closed or current.phase == "declared":
        raise wrong_moment("This round has been declared.")
    found = open_verdict(case.sitting, election)
    asked = office_questions(case.sitting, election, current.number)
    undecided = [c for c in current.candidates if c not in asked or asked[c].adopted is None]
    if undecided and found.outcome != "elected":
        raise wrong_moment(
            "There was no vote yet on {names}.",
            names=", ".join(case.name(c) for c in undecided),
        )
    if not election.nominations_closed:
        raise Refusal("nominations-open", "Nominations are not closed.")
    if not current.candidates:
        raise Refusal("no-candidate", "Nobody stands any more; take new nominations.")
    return found


def declare(case: Case, action: act.Declare) -> act.Action:
    """Guard `declare`: the presiding officer says what the numbers mean."""
    election = case.election(action.election)
    not_in_break(case)
    found = final_verdict(case, election)
    return act.Declared(
        election=election.id,
        round=election.round.number,
        outcome=found.outcome,
        elected=found.elected,
        goes_on=found.goes_on,
        recorder=action.recorder,
        request=action.request,
    )


def draw_lot(case: Case, action: act.DrawLot) -> act.Action:
    """Guard `draw_lot`: only where the rules give a tie to the lot."""
    election = case.election(action.election)
    case.known(action.elected)
    current = election.round
    expect(current, ("finished", "announced"), "There is no tie to decide by lot.")
    found = verdict(case.sitting, election)
    if not found.tied or found.to_draw == 0 or current.lot:
        raise wrong_moment("There is no tie to decide by lot.")
    for candidate in action.elected:
        if candidate not in found.tied:
            raise Refusal(
                "not-nominated", "{name} is not among those tied.", name=case.name(candidate)
            )
    if len(action.elected) != found.to_draw:
        raise Refusal(
            "bad-count",
            "The lot falls on {number} of: {names}.",
            number=found.to_draw,
            names=", ".join(case.name(c) for c in found.tied),
        )
    return action


def next_round(case: Case, action: act.NextRound) -> act.Action:
    """Guard `next_round`: who stands follows from the rules, less those who withdrew."""
    election = case.election(action.election)
    current = election.round
    expect(current, ("declared",), "The round has not been declared.")
    if election.closed or current.outcome == "elected":
        raise wrong_moment("This election is decided.")
    rule = case.sitting.law.office[election.office].rule(current.number)
    by_rule = current.outcome == "next-round" or (current.outcome == "tie" and rule.tie == "repeat")
    if action.how == "rule" and not by_rule:
        raise wrong_moment(
            "The rules leave the next step to the chamber: a repeat or new nominations."
        )
    standing: tuple[str, ...] = ()
    if action.how != "new-nominations":
        standing = election.standing
    if action.how == "rule":
        standing = tuple(c for c in standing if c in current.goes_on)
    if action.how != "new-nominations" and not standing:
        raise Refusal("no-candidate", "Nobody stands any more; take new nominations.")
    return act.RoundStarted(
        election=election.id,
        how=action.how,
        round=current.number + 1,
        candidates=standing,
        recorder=action.recorder,
        request=action.request,
    )


def close_election(case: Case, action: act.CloseElection) -> act.Action:
    """Guard `close_election`: not while a vote is under way."""
    election = case.election(action.election)
    if election.closed:
        raise wrong_moment("This election has been closed already.")
    if election.round.in_progress:
        raise wrong_moment("The vote has not been declared.")
    return action
